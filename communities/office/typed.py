"""What stands in the fields of the outlet form: from a register's values, or from what was typed."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from communities.office import week
from lifecircle.datum import CoordinateSystem, from_wgs84
from lifecircle.geo import Point

Typed = dict[str, Any]

TEXTS = ("name", "category", "form", "address", "paste", "system", "lat", "lng", "position_quality", "phone")
MORE = (
    "brand",
    "area_m2",
    "audience",
    "built",
    "built_year",
    "how",
    "note",
    "outside_ok",
    "seen",
    "moved_from",
)
MOVED = ("moved_on", "moved_reason")
THREES = ("step_free", "staffed", "cash", "meal_delivery", "senior_discount")
SERVICE = ("name", "price", "note")
DOOR = ("name", "lat", "lng", "step_free")
ROWS = 5  # of services and doors, without a script to add more
MOST_ROWS = 60
SYSTEM_ON_MAP = "map"
THREE_WORDS = {True: "yes", False: "no", None: ""}
YUAN_ZEROS = ".00"


def from_post(post: QueryDict) -> Typed:
    typed: Typed = {name: _typed(post, name) for name in (*TEXTS, *MORE, *MOVED, *THREES)}
    typed["further"] = [code for code in post.getlist("further") if "\0" not in code]
    typed["not_same"] = {int(pk) for pk in post.getlist("not_same") if pk.isdecimal() and len(pk) < 12}
    typed["hours"] = {name: _typed(post, f"hours-{name}") for name in week.NAMES}
    typed["services"] = _rows(post, "service", SERVICE)
    typed["doors"] = _rows(post, "door", DOOR)
    return typed


def from_values(values: Mapping[str, Any]) -> Typed:
    """As the fields show it. A point is shown in the system it was given in."""
    typed: Typed = {name: _text(values.get(name)) for name in (*TEXTS, *MORE, *MOVED)}
    typed |= {name: THREE_WORDS[values.get(name)] for name in THREES}
    system = CoordinateSystem(values.get("position_system") or CoordinateSystem.WGS84)
    typed["system"], typed["seen"], typed["moved_from"] = "", "", ""
    if values.get("lat") is not None and values.get("lng") is not None:
        typed["system"] = system.value
        typed["lat"], typed["lng"] = _degrees(values["lat"], values["lng"], system)
    typed["further"] = list(values.get("further") or [])
    typed["not_same"] = set()
    typed["hours"] = week.lines_of(values.get("opening_hours") or "")
    typed["services"] = [
        {"name": item["name"], "price": _yuan(item["price_yuan"]), "note": item["price_note"]}
        for item in values.get("services") or []
    ]
    typed["doors"] = [_door(door, system) for door in values.get("entrances") or []]
    return typed


def padded(rows: list[dict[str, str]], empty: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows, and empty ones to write in."""
    return rows + [dict.fromkeys(empty, "") for _ in range(max(2, ROWS - len(rows)))]


def moved_values(moved_from: Mapping[str, Any]) -> Typed:
    """The fields of a move, from what a proposal holds of it."""
    return {
        "moved_from": str(moved_from.get("outlet") or ""),
        "moved_on": _text(moved_from.get("on")),
        "moved_reason": _text(moved_from.get("reason")),
    }


def _typed(post: QueryDict, name: str) -> str:
    """Without blanks around it, and without the one letter that no database takes."""
    return post.get(name, "").replace("\0", "").strip()


def _rows(post: QueryDict, kind: str, names: tuple[str, ...]) -> list[dict[str, str]]:
    """`service-0-name` and so on; rows in which nothing is written are left out."""
    rows = [{name: _typed(post, f"{kind}-{number}-{name}") for name in names} for number in range(MOST_ROWS)]
    return [row for row in rows if any(row.values())]


def _door(door: Mapping[str, Any], system: CoordinateSystem) -> dict[str, str]:
    lat, lng = _degrees(door["lat"], door["lng"], system)
    return {"name": door["name"], "lat": lat, "lng": lng, "step_free": THREE_WORDS[door["step_free"]]}


def _degrees(lat: float, lng: float, system: CoordinateSystem) -> tuple[str, str]:
    point = from_wgs84(Point(lat, lng), system)
    return f"{point.lat:.7f}".rstrip("0"), f"{point.lng:.7f}".rstrip("0")


def _yuan(amount: str | None) -> str:
    return (amount or "").removesuffix(YUAN_ZEROS)


def _text(value: Any) -> str:
    return "" if value is None else str(value)
