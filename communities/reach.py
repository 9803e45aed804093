"""What a person can walk to from a point: outlets with minutes and opening on arrival, and the rings."""

import logging
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import DatabaseError, connection
from django.utils.timezone import localdate

from communities.engines import Engines, Trip, engines, formula_of
from lifecircle.geo import Point
from lifecircle.language.now import language
from lifecircle.walking import Engine, Pace, Reach, Walk, api_minutes, shown_minutes
from lifecircle.walking.tree import Gate
from outlets import calendar, index
from outlets.arrival import Arrival, facts
from outlets.hours import WORDS, HolidayCalendar, OpenState, State, state_at
from outlets.models import Outlet, Status

log = logging.getLogger("lifecircle")

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
    door: str = ""  # the name of the one entered by, where there are several

    @property
    def minutes(self) -> int:
        """Whole minutes, rounded up: what a person is told."""
        return shown_minutes(self.seconds)

    @property
    def api_minutes(self) -> float:
        return api_minutes(self.seconds)

    @property
    def suspended(self) -> bool:
        """Shut for a while on the day of arrival, and not yet due back."""
        return self._arrival.suspended

    @property
    def state(self) -> State:
        """Open, closed or unknown on arrival; a pause closes, and past its promised end nobody knows."""
        return self._arrival.state

    @property
    def opening_words(self) -> str:
        """In the language of the page."""
        return self._arrival.words_in(language())

    @property
    def note(self) -> str:
        """What the hours have to add; a pause leaves nothing to add."""
        return "" if self._arrival.pause_has_begun else WORDS[language()].note(self.opening.note)

    @property
    def _arrival(self) -> Arrival:
        outlet = self.outlet
        paused = outlet.status == Status.SUSPENDED
        known = facts(outlet.opening_hours, paused, outlet.status_on, outlet.status_until)
        return Arrival(known, self.arrives_at, self.opening)


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
    warnings: tuple[str, ...] = ()
    border_ends: int = 0  # places where the search ran into the edge of the street data

    @property
    def formula(self) -> str:
        """In the language of the page."""
        return formula_of(self.engine, self.pace)


@dataclass(frozen=True, slots=True)
class Walker:
    """The engines over the register as it is now, and the date of its last change."""

    engines: Engines
    register: index.OutletIndex
    data_date: date | None


def walker() -> Walker:
    register = index.current()
    changed = localdate(register.changed_at) if register.number and register.changed_at else None
    return Walker(engines(register), register, changed)


def warm_up() -> None:
    """Does what the first question would wait for: outlets and streets read, machine code loaded."""
    try:
        now = walker()
    except DatabaseError as error:  # away or not made yet: the first question says so
        log.warning("not warmed up: %s", type(error).__name__)
        return
    finally:
        connection.close()
    if now.engines.streets is not None:
        now.engines.streets.warm_up()


def reach(
    origin: Point,
    *,
    pace: Pace,
    minutes: float,
    at: datetime,
    categories: Collection[str] = (),
    now: Walker | None = None,
    gates: Sequence[Gate] = (),
) -> Answer:
    """The outlets within so many minutes, from the gates where the origin has any; `at` is when the walk
    begins (aware)."""
    now = now or walker()
    trip = now.engines.trip(origin, pace=pace, minutes=minutes, gates=gates)
    return Answer(
        origin=origin,
        pace=pace,
        minutes=minutes,
        at=at,
        engine=trip.engine,
        stops=_stops(trip.reach(), at=at, categories=categories),
        rings=rings_of(trip),
        data_date=now.data_date,
        warnings=trip.warnings_shown,
        border_ends=trip.border_ends,
    )


def stop_at(outlet: Outlet, walk: Walk, *, at: datetime, holidays: HolidayCalendar, door: str = "") -> Stop:
    """The outlet reached by one walk, without a number."""
    arrives_at = at + timedelta(seconds=walk.seconds)
    opening = state_at(outlet.opening_hours, arrives_at, holidays)
    return Stop(0, outlet, walk.seconds, walk.metres, arrives_at, opening, door)


def _stops(reached: Reach, *, at: datetime, categories: Collection[str]) -> list[Stop]:
    """Numbered in the board's order: class, then category, then minutes."""
    found = Outlet.objects.filter(pk__in=reached.ids.tolist())
    if categories:
        found = found.of_categories(categories)
    outlets = found.select_related("category__group").prefetch_related("further_categories").in_bulk()
    holidays = calendar.current()
    walks = zip(reached.ids.tolist(), reached.seconds.tolist(), reached.metres.tolist(), strict=True)
    doors = reached.door_names
    stops = [
        stop_at(outlets[pk], Walk(seconds, metres), at=at, holidays=holidays, door=doors.get(pk, ""))
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
    return [replace(stop, number=number) for number, stop in enumerate(inorder, start=1)]


def rings_of(trip: Trip) -> dict[str, Any]:
    """GeoJSON, the widest first so that drawing in order leaves the nearest on top."""
    wanted = ring_minutes(trip.minutes)
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {"minutes": ring}, "geometry": shape}
            for ring, shape in zip(wanted, trip.rings(wanted), strict=True)
        ],
    }


def ring_minutes(minutes: float) -> list[float]:
    """The widest first."""
    return [minutes, *(ring for ring in reversed(RING_MINUTES) if ring < minutes)]
