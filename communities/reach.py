"""What a person can walk to from a point: outlets with minutes and opening on arrival, and the rings."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from lifecircle.geo import Point
from lifecircle.walking import Engine, Pace, Reach, StraightLine, Walk, api_minutes, shown_minutes
from outlets import calendar, index
from outlets.hours import HolidayCalendar, OpenState, sentence, state_at
from outlets.models import Outlet, Status

RING_MINUTES = (5, 10, 15)
DEFAULT_MINUTES = 15
MOST_MINUTES = 60


@dataclass(frozen=True, slots=True)
class Stop:
    """One outlet as it is reached: `number` is its number on page and board."""

    number: int
    outlet: Outlet
    seconds: float
    metres: float
    arrives_at: datetime
    opening: OpenState

    @property
    def minutes(self) -> int:
        """Whole minutes, rounded up: what a person is told."""
        return shown_minutes(self.seconds)

    @property
    def api_minutes(self) -> float:
        return api_minutes(self.seconds)

    @property
    def opening_words(self) -> str:
        return sentence(self.opening, self.arrives_at, arriving=True)

    @property
    def suspended(self) -> bool:
        return self.outlet.status == Status.SUSPENDED


@dataclass(frozen=True, slots=True)
class Answer:
    """All that one question gives; list, map and API are drawn from this and nothing else."""

    origin: Point
    pace: Pace
    minutes: float
    at: datetime
    engine: Engine
    stops: list[Stop]
    rings: dict[str, Any]
    data_date: date | None


@dataclass(frozen=True, slots=True)
class Walker:
    """The engine over the register as it is now, and the date of its last change."""

    engine: Engine
    nearest_outlet_metres: Any
    data_date: date | None


def walker() -> Walker:
    register = index.current()
    changed = localdate(register.changed_at) if register.number and register.changed_at else None
    return Walker(StraightLine(register.grid), register.grid.nearest, changed)


def reach(
    origin: Point,
    *,
    pace: Pace,
    minutes: float,
    at: datetime,
    categories: Collection[str] = (),
) -> Answer:
    """The outlets within so many minutes; `at` is when the walk begins (aware)."""
    now = walker()
    reached = now.engine.reach(origin, pace=pace, minutes=minutes)
    return Answer(
        origin=origin,
        pace=pace,
        minutes=minutes,
        at=at,
        engine=now.engine,
        stops=_stops(reached, at=at, categories=categories),
        rings=_rings(now.engine, origin, pace=pace, minutes=minutes),
        data_date=now.data_date,
    )


def walk_to(outlet: Outlet, origin: Point, *, pace: Pace) -> Walk | None:
    return walker().engine.between(origin, outlet.point, pace=pace)


def stop_at(outlet: Outlet, walk: Walk, *, at: datetime, holidays: HolidayCalendar) -> Stop:
    """The outlet reached by one walk, without a number."""
    arrives_at = at + timedelta(seconds=walk.seconds)
    opening = state_at(outlet.opening_hours, arrives_at, holidays)
    return Stop(0, outlet, walk.seconds, walk.metres, arrives_at, opening)


def _stops(reached: Reach, *, at: datetime, categories: Collection[str]) -> list[Stop]:
    """Numbered in the board's order: class, then category, then minutes."""
    found = Outlet.objects.filter(pk__in=reached.ids.tolist())
    if categories:
        found = found.of_categories(categories)
    outlets = found.select_related("category__group").prefetch_related("further_categories").in_bulk()
    holidays = calendar.current()
    walks = zip(reached.ids.tolist(), reached.seconds.tolist(), reached.metres.tolist(), strict=True)
    stops = [
        stop_at(outlets[pk], Walk(seconds, metres), at=at, holidays=holidays)
        for pk, seconds, metres in walks
        if pk in outlets
    ]
    return _numbered(stops)


def _numbered(stops: Iterable[Stop]) -> list[Stop]:
    inorder = sorted(
        stops,
        key=lambda stop: (
            stop.outlet.category.group.order,
            stop.outlet.category.order,
            stop.seconds,
            stop.outlet.pk,
        ),
    )
    return [
        Stop(number, stop.outlet, stop.seconds, stop.metres, stop.arrives_at, stop.opening)
        for number, stop in enumerate(inorder, start=1)
    ]


def _rings(engine: Engine, origin: Point, *, pace: Pace, minutes: float) -> dict[str, Any]:
    """GeoJSON, the widest first so that drawing in order leaves the nearest on top."""
    wanted = [ring for ring in RING_MINUTES if ring < minutes] + [minutes]
    shapes = engine.rings(origin, pace=pace, minutes=wanted)
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {"minutes": ring}, "geometry": shape}
            for ring, shape in reversed(list(zip(wanted, shapes, strict=True)))
        ],
    }
