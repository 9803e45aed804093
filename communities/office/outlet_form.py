"""What was typed about an outlet, read as the register's values, with complaints by field in words."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communities.office import week
from communities.office.places import Places
from communities.office.typed import SYSTEM_ON_MAP, THREES, Typed, from_values
from lifecircle import map_text
from lifecircle.datum import CoordinateSystem
from lifecircle.exchange.positions import placed
from lifecircle.exchange.problems import Wrong
from lifecircle.geo import Point
from lifecircle.language.told import say
from outlets.models import Form, Outlet, PositionQuality
from outlets.proposals import problems_of
from outlets.values import MOVED_FROM, Values

PLAIN = ("name", "category", "address", "phone", "brand", "built")
THREE = {"yes": True, "no": False, "": None}
# how the clerk knows → how true the point is, unless told otherwise
HOW = {
    "visited": (_("上门看过"), PositionQuality.SURVEYED),
    "called": (_("打过电话"), PositionQuality.APPROXIMATE),
    "other": (_("别的来源"), PositionQuality.APPROXIMATE),
}
CHECKED = ("visited", "called")
ASK_NAME, ASK_CATEGORY, ASK_ADDRESS = _("店名还没有填"), _("还没有选主要做什么"), _("地址还没有填")
ASK_SYSTEM = _("没有选坐标是从哪里抄的")
ASK_POINT = _("位置还没有标：在图上点一下，或者粘贴坐标")
# the order of the page, for the list of what is wrong
ORDER = (
    "name",
    "category",
    "further",
    "form",
    "address",
    "paste",
    "system",
    "lat",
    "entrances",
    "position_quality",
    "step_free",
    "opening_hours",
    "phone",
    "services",
    "staffed",
    "cash",
    "meal_delivery",
    "senior_discount",
    "audience",
    "area_m2",
    "brand",
    "built",
    "built_year",
    "verified_on",
    "moved_from",
    "photos",
    "outside",
    "like",
)


@dataclass
class Reading:
    """`values`: what could be read; `problems`: complaints by field; `point`: in WGS-84."""

    typed: Typed
    values: Values = field(default_factory=dict)
    problems: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    hours_problems: dict[str, str] = field(default_factory=dict)
    point: Point | None = None
    shown: Typed = field(default_factory=dict)

    def untouched(self, *names: str) -> bool:
        """Whether these stand as the form was filled."""
        return bool(self.shown) and all(self.typed[name] == self.shown[name] for name in names)

    def listed(self) -> list[tuple[str, str]]:
        """(field, words), as the page goes."""
        names = sorted(self.problems, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))
        return [(name if name in ORDER else "name", words) for name in names for words in self.problems[name]]


def read(
    typed: Typed, places: Places, *, seen: Values | None = None, outlet: Outlet | None = None
) -> Reading:
    """Everything that can be read. `seen`: what the form was filled with; what was not touched stays so."""
    reading = Reading(dict(typed))
    reading.shown = from_values(seen) if seen else {}
    values = reading.values
    values |= {name: typed[name] for name in PLAIN}
    values["form"] = typed["form"] or Form.SHOP
    values["audience"] = typed["audience"] or "public"
    values["further"] = [code for code in typed["further"] if code != typed["category"]]
    values |= {name: THREE.get(typed[name]) for name in THREES}
    for name in ("area_m2", "built_year"):
        _read_number(reading, name)
    _read_point(reading, places, seen)
    _read_doors(reading)
    _read_hours(reading)
    _read_services(reading)
    _keep_untouched(reading, seen)
    _read_quality(reading, seen)
    _read_move(reading, outlet)
    _add_register_s_own(reading, outlet)
    return reading


def ask_for_missing(reading: Reading) -> None:
    """What a draft may leave open and the register may not."""
    for name, words in (("name", ASK_NAME), ("category", ASK_CATEGORY), ("address", ASK_ADDRESS)):
        if not reading.values.get(name) and not reading.untouched(name):
            reading.problems[name] = [str(words)]
    if reading.point is None and not any(reading.problems.get(name) for name in ("lat", "paste", "system")):
        reading.problems["lat"] = [str(ASK_POINT)]


def _read_number(reading: Reading, name: str) -> None:
    text = reading.typed[name]
    if text and not (text.isascii() and text.isdigit() and len(text) < 9):
        reading.problems[name].append(gettext("“{text}”应是整数。").format(text=text))
        return
    reading.values[name] = int(text) if text else None


def _read_point(reading: Reading, places: Places, seen: Values | None) -> None:
    typed = reading.typed
    if typed["paste"]:
        _take_pasted(reading)
    if not (typed["lat"] or typed["lng"]) or reading.problems.get("paste"):
        return
    system = system_of(typed["system"])
    if system is None:
        reading.problems["system"].append(str(ASK_SYSTEM))
        return
    try:
        reading.point = _placed(typed["lat"], typed["lng"], system)
    except Wrong as wrong:
        reading.problems["lat"].append(gettext("{words}。").format(words=say(wrong.words)))
        return
    _refuse_elsewhere(reading, places)
    if seen and reading.untouched("system", "lat", "lng"):  # to the last digit
        reading.point = Point(seen["lat"], seen["lng"])
    reading.values |= {"lat": reading.point.lat, "lng": reading.point.lng, "position_system": system.value}


def _take_pasted(reading: Reading) -> None:
    """A pasted text in the place of the coordinate fields; a link that names its system chooses it."""
    typed = reading.typed
    try:
        found = map_text.read(typed["paste"])
    except map_text.Unreadable as unreadable:
        reading.problems["paste"].append(say(unreadable.words))
        return
    if found.system:
        typed["system"] = found.system.value
    elif typed["system"] == SYSTEM_ON_MAP:
        typed["system"] = ""  # a tap on the map says nothing of a copied pair
    typed["lat"], typed["lng"] = f"{found.lat:.7f}".rstrip("0"), f"{found.lng:.7f}".rstrip("0")
    typed["paste"] = ""


def system_of(text: str) -> CoordinateSystem | None:
    if text == SYSTEM_ON_MAP:
        return CoordinateSystem.WGS84
    return CoordinateSystem(text) if text in set(CoordinateSystem) else None


def _placed(lat: str, lng: str, system: CoordinateSystem) -> Point:
    return placed(_degrees(gettext("纬度"), lat), _degrees(gettext("经度"), lng), system)


def _degrees(name: str, text: str) -> float:
    if not text:
        raise Wrong(gettext("{name}还没有填").format(name=name))
    try:
        return float(text)
    except ValueError as error:
        raise Wrong(gettext("{name}“{text}”不是数").format(name=name, text=text)) from error


def _refuse_elsewhere(reading: Reading, places: Places) -> None:
    if reading.point and not places.near(reading.point, settings.SERVED_METRES):
        far = settings.SERVED_METRES // 1000
        words = gettext("这个位置 {far} 公里内没有我们的生活圈，是不是坐标抄错了？")
        reading.problems["lat"].append(words.format(far=far))


def _read_doors(reading: Reading) -> None:
    system = system_of(reading.typed["system"])
    doors = []
    for number, row in enumerate(reading.typed["doors"], 1):
        if not (row["lat"] or row["lng"]):
            reading.problems["entrances"].append(
                gettext("第 {number} 个门：位置还没有填。").format(number=number)
            )
            continue
        try:
            point = _placed(row["lat"], row["lng"], system or CoordinateSystem.WGS84)
        except Wrong as wrong:
            words = gettext("第 {number} 个门：{words}。").format(number=number, words=say(wrong.words))
            reading.problems["entrances"].append(words)
            continue
        step_free = THREE.get(row["step_free"])
        doors.append({"name": row["name"], "lat": point.lat, "lng": point.lng, "step_free": step_free})
    reading.values["entrances"] = doors


def _read_hours(reading: Reading) -> None:
    text, wrong = week.text_of(reading.typed["hours"])
    reading.hours_problems = dict(wrong)
    if wrong:
        reading.problems["opening_hours"] += [words for _, words in wrong]
    else:
        reading.values["opening_hours"] = text


def _read_services(reading: Reading) -> None:
    services = []
    for number, row in enumerate(reading.typed["services"], 1):
        try:
            yuan = Decimal(row["price"]) if row["price"] else None
        except InvalidOperation:
            words = gettext("第 {number} 项服务：价钱“{price}”应是数字，单位是元。")
            reading.problems["services"].append(words.format(number=number, price=row["price"]))
            continue
        price = None if yuan is None else str(yuan)
        services.append({"name": row["name"], "price_yuan": price, "price_note": row["note"]})
    reading.values["services"] = services


def _keep_untouched(reading: Reading, seen: Values | None) -> None:
    """A text that would come out in another spelling is not a change."""
    if seen is None:
        return
    for shown, name in (("hours", "opening_hours"), ("services", "services"), ("doors", "entrances")):
        if reading.untouched(shown) and (name != "entrances" or reading.untouched("system")):
            reading.values[name] = seen[name]
            reading.problems.pop(name, None)


def _read_quality(reading: Reading, seen: Values | None) -> None:
    """How true the point is: as it was said, else as the way of checking lets one hope."""
    typed = reading.typed
    known = HOW.get(typed["how"])
    before = (seen or {}).get("position_quality") or PositionQuality.APPROXIMATE.value
    reading.values["position_quality"] = typed["position_quality"] or (known[1].value if known else before)


def _read_move(reading: Reading, outlet: Outlet | None) -> None:
    typed = reading.typed
    if outlet is None and typed["moved_from"].isdecimal():
        moved = {"outlet": int(typed["moved_from"][:12]), "on": typed["moved_on"] or None}
        reading.values[MOVED_FROM] = {**moved, "reason": typed["moved_reason"]}


def _add_register_s_own(reading: Reading, outlet: Outlet | None) -> None:
    """What the register itself says of the values; for what is missing the page has words of its own."""
    for name, words in problems_of(reading.values, outlet).items():
        shown = "name" if name == NON_FIELD_ERRORS else name
        if shown not in ("lat", "lng") and not (name == "category" and not reading.values["category"]):
            reading.problems[shown] += [each for each in words if each not in reading.problems[shown]]
    if not reading.values["name"]:
        reading.problems.pop("name", None)
