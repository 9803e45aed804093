"""What can be said of a half-filled form: whom the place serves, what it changes, what is like it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.timezone import now
from django.utils.translation import gettext, gettext_noop

from communities import basemap
from communities.completeness import nearest_minutes
from communities.models import Community
from communities.office.outlet_form import Reading, system_of
from communities.office.places import Places, Served
from communities.reach import DEFAULT_MINUTES, Stop, Walker, rings_of, stop_at, walker
from communities.states import State, state_of
from lifecircle.datum import CoordinateSystem, from_wgs84, to_wgs84
from lifecircle.geo import Point, metres_between
from lifecircle.staff.models import Scope
from lifecircle.walking import STANDARD, Walk
from outlets import calendar, duplicates, index, name_words
from outlets.duplicates import Likeness
from outlets.models import Category, Outlet, Source
from outlets.values import set_own

AROUND_METRES = 400  # whose neighbours are drawn, so that a clerk finds the spot
MOST_DRAWN = 60
SPOKEN = {
    CoordinateSystem.GCJ02: gettext_noop("高德、腾讯、微信"),
    CoordinateSystem.BD09: gettext_noop("百度"),
    CoordinateSystem.WGS84: gettext_noop("手机定位、天地图"),
}


@dataclass(frozen=True, slots=True)
class Effect:
    """What the place changes for a category of a circle."""

    circle: Community
    category: Category
    before: State
    after: State


@dataclass
class Look:
    """`stop`: the row residents will see, with the walk from the nearest served circle."""

    reading: Reading
    served: list[Served] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    warning: str | None = None
    shifts: list[str] = field(default_factory=list)
    likes: list[Likeness] = field(default_factory=list)
    suggested: list[str] = field(default_factory=list)
    stop: Stop | None = None
    walk: Served | None = None


def look(reading: Reading, scope: Scope, places: Places, *, outlet: Outlet | None = None) -> Look:
    found = Look(reading, suggested=name_words.suggested(reading.typed["name"]))
    point = reading.point
    if point is None:
        return found
    current = walker()
    found.served = places.serves(point, current)
    found.walk = found.served[0] if found.served else None
    found.warning = places.outside(point, scope.code)
    found.shifts = shifts_of(reading)
    found.effects = list(_effects(reading, found.served, current, outlet))
    found.likes = likes_of(reading, outlet)
    found.stop = _stop(reading, found.walk)
    return found


def likes_of(reading: Reading, outlet: Outlet | None) -> list[Likeness]:
    """Registered outlets that may be the same one, but for those the clerk has said are not."""
    values = reading.values
    if outlet or not values.get("name") or reading.point is None:
        return []
    likes = duplicates.like(values["name"], values["category"], reading.point, values["phone"])
    moved = reading.typed["moved_from"]
    return [like for like in likes if str(like.outlet.pk) != moved]


def shifts_of(reading: Reading) -> list[str]:
    """How far off the place would be, were the numbers those of another system: for this very place."""
    system, point = system_of(reading.typed["system"]), reading.point
    if point is None or system is None or reading.typed["system"] == "map":
        return []
    written = from_wgs84(point, system)
    others = [other for other in CoordinateSystem if other is not system]
    off = {other: f"{metres_between(point, to_wgs84(written, other)):.0f}" for other in others}
    words = gettext("{system}的，偏 {metres} 米")
    return [words.format(system=gettext(SPOKEN[other]), metres=metres) for other, metres in off.items()]


def _effects(
    reading: Reading, served: Iterable[Served], current: Walker, outlet: Outlet | None
) -> Iterable[Effect]:
    """For every served circle and category of the place: the state as it is, and as it will be."""
    codes = [reading.values["category"], *reading.values["further"]]
    categories = [each for each in Category.objects.counted() if each.code in codes]
    for walk in served if categories else ():
        nearest, cut = nearest_minutes(walk.circle, current, but=outlet.pk if outlet else None)
        for category in categories:
            before = nearest.get(category.code)
            after = min(walk.minutes, before or walk.minutes)
            was, will_be = (_state(minutes, category, walk.circle, cut) for minutes in (before, after))
            if was != will_be:
                yield Effect(walk.circle, category, was, will_be)


def _state(minutes: int | None, category: Category, circle: Community, cut: int) -> State:
    return state_of(minutes, target_minutes=category.target_minutes, surveyed=circle.surveyed, cut=cut)


def _stop(reading: Reading, served: Served | None) -> Stop | None:
    """The row as residents will see it; None while there is no name or no circle."""
    if not reading.values["name"] or served is None:
        return None
    outlet = Outlet(source=Source.OFFICE)
    wanted = {name: value for name, value in reading.values.items() if name not in reading.problems}
    set_own(outlet, {**wanted, "category": None})
    category = Category.objects.filter(pk=reading.values["category"]).first()
    if category:
        outlet.category = category
    metres = served.metres
    walk = Walk(served.minutes * 60.0, metres)
    return stop_at(outlet, walk, at=now(), holidays=calendar.current())


def drawing(found: Look, places: Places, home: Point) -> dict[str, Any]:
    """What the map of the form draws: the spot, the circle it serves, what is registered around."""
    point = found.reading.point
    middle = point or home
    circle = found.walk.circle if found.walk else next((c for c, _ in places.near(middle, 5_000)), None)
    current = walker()
    trip = current.engines.trip(circle.point, pace=STANDARD, minutes=DEFAULT_MINUTES) if circle else None
    return {
        "origin": [middle.lat, middle.lng],
        "placed": point is not None,
        "estimate": trip.engine.estimate if trip else True,
        "metresPerMinute": STANDARD.metres_in(1),
        "rings": rings_of(trip) if trip else {"type": "FeatureCollection", "features": []},
        "centres": [{"name": c.name, "at": [c.lat, c.lng]} for c, _ in places.near(middle, 2_000)],
        "marks": _marks(middle),
        "basemap": basemap.address_of(circle) if circle else "",
    }


def _marks(middle: Point) -> list[dict[str, Any]]:
    ids, _ = index.current().grid.within(middle, AROUND_METRES)
    around = Outlet.objects.filter(pk__in=ids.tolist()).select_related("category")
    near = sorted(around, key=lambda outlet: metres_between(middle, outlet.point))[:MOST_DRAWN]
    return [_mark(outlet, rank) for rank, outlet in enumerate(near)]


def _mark(outlet: Outlet, rank: int) -> dict[str, Any]:
    category = outlet.category
    shape = {"label": category.label, "group": category.group_id, "tier": category.tier}
    spot = {"id": outlet.pk, "number": "", "at": [outlet.lat, outlet.lng], "name": outlet.name}
    return {**spot, **shape, "minutes": rank, "rank": rank}
