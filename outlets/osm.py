"""A place of OpenStreetMap in our words: name, hours, phone, address out of its tags. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from lifecircle.geo import Point
from lifecircle.language.marked import gettext_noop
from outlets.hours import check
from outlets.osm_tags import Tags

OSM_ATTRIBUTION = gettext_noop("© OpenStreetMap 贡献者（ODbL 1.0）")

NAMES = ("name:zh-Hans", "name:zh", "name", "brand", "operator")
PHONES = ("phone", "contact:phone", "mobile", "contact:mobile")
STREET_PARTS = (
    "addr:province",
    "addr:city",
    "addr:district",
    "addr:subdistrict",
    "addr:street",
    "addr:place",
)
PHONE = re.compile(r"[0-9+()\-转\s]{3,30}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
YES_NO = {"yes": True, "designated": True, "no": False}
SELF_SERVICE = {"parcel_locker", "vending_machine", "bicycle_repair_station"}
# what a customer may enter by; not service, emergency, exit, staircase, home, garage
ENTERED = frozenset({"yes", "main", "secondary", "shop", "public"})
LONGEST = {"door": 20, "name": 80, "address": 160, "brand": 60, "opening_hours": 255}


@dataclass(frozen=True, slots=True)
class OsmEntrance:
    """A door on the outline of a place; the names are those of the model's fields."""

    name: str
    lat: float
    lng: float
    step_free: bool | None


@dataclass(frozen=True, slots=True)
class OsmPlace:
    """One place of an extract; the names are those of the model's fields. `name` is "" where it has none."""

    source_id: str
    categories: tuple[str, ...]
    point: Point
    name: str
    address: str
    phone: str
    opening_hours: str
    brand: str
    form: str
    step_free: bool | None
    cash: bool | None
    hours_dropped: bool
    phone_dropped: bool
    edited_at: datetime | None
    entrances: tuple[OsmEntrance, ...] = ()


def place(
    source_id: str,
    tags: Tags,
    *,
    categories: tuple[str, ...],
    point: Point,
    edited_at: datetime | None,
    entrances: tuple[OsmEntrance, ...] = (),
) -> OsmPlace:
    hours, phone = opening_hours(tags), first_phone(tags)
    return OsmPlace(
        source_id=source_id,
        categories=categories,
        point=point,
        name=_cut("name", next((tags[key].strip() for key in NAMES if tags.get(key, "").strip()), "")),
        address=_cut("address", address(tags)),
        phone=phone or "",
        opening_hours=hours or "",
        brand=_cut("brand", tags.get("brand:zh") or tags.get("brand", "")),
        form=form(tags),
        step_free=YES_NO.get(tags.get("wheelchair", "")),
        cash=YES_NO.get(tags.get("payment:cash", "")),
        hours_dropped=hours is None,
        phone_dropped=phone is None,
        edited_at=edited_at,
        entrances=entrances,
    )


def entrance(tags: Tags, point: Point) -> OsmEntrance | None:
    """None for a door that is not for customers."""
    kinds = {kind.strip() for kind in tags.get("entrance", "").split(";")}
    if not kinds & ENTERED or tags.get("access") in {"private", "no"}:
        return None
    name = next((tags[key].strip() for key in NAMES[:3] if tags.get(key, "").strip()), "")
    name = name or ("正门" if "main" in kinds else "")
    return OsmEntrance(_cut("door", name), point.lat, point.lng, YES_NO.get(tags.get("wheelchair", "")))


def opening_hours(tags: Tags) -> str | None:
    """ "" where none are given, None where they are given and cannot be read."""
    text = tags.get("opening_hours", "").strip()
    if not text:
        return ""
    return text if len(text) <= LONGEST["opening_hours"] and check(text) is None else None


def first_phone(tags: Tags) -> str | None:
    """The first number, as the register writes it; "" where there is none, None where it is no number."""
    given = next((tags[key] for key in PHONES if tags.get(key, "").strip()), "")
    if not given:
        return ""
    text = re.split(r"[;,/，；、]", unicodedata.normalize("NFKC", given))[0]
    text = re.sub(r"(?i)^\s*tel[.:]?", "", text)
    text = re.sub(r"(?i)\s*(?:ext\.?|x)\s*(?=\d)", "转", text)
    text = " ".join(re.sub(r"[.\u2010-\u2015]", "-", text).split())
    return text if PHONE.fullmatch(text) and any(c.isdigit() for c in text) else None


def address(tags: Tags) -> str:
    """In Chinese from large to small and unspaced; elsewhere the street and the number."""
    if tags.get("addr:full"):
        return tags["addr:full"].strip()
    street = tags.get("addr:street") or tags.get("addr:place") or ""
    number = tags.get("addr:housenumber", "")
    if not CHINESE.search(street):
        return f"{street} {number}".strip() if street else ""
    parts = dict.fromkeys(tags.get(part, "") for part in STREET_PARTS)
    return "".join(parts) + (f"{number}号" if number.isdecimal() else number)


def form(tags: Tags) -> str:
    if tags.get("amenity") in SELF_SERVICE or tags.get("self_service") in {"yes", "only"}:
        return "self_service"
    return "stall" if tags.get("shop") == "kiosk" or tags.get("street_vendor") == "yes" else "shop"


def _cut(field: str, text: str) -> str:
    return text.strip()[: LONGEST[field]]
