"""The way to one outlet in words: by the streets where they are loaded, else which way and how far."""

import math
from dataclasses import dataclass
from datetime import datetime

from communities.catchment import doors_of
from communities.elder.words import hard_parts
from communities.reach import MOST_MINUTES, Stop, Walker, stop_at
from communities.route_words import steps_of, wind
from communities.starts import Start
from lifecircle.geo import Point, metres_between, metres_per_degree
from lifecircle.walking import Engine, Pace
from lifecircle.walking.route import Route
from outlets import calendar
from outlets.models import Outlet


@dataclass(frozen=True, slots=True)
class WayThere:
    """`stop` None where there is no way on foot; `route` None where nobody knows the streets."""

    engine: Engine
    stop: Stop | None
    route: Route | None
    bearing: str  # “东北”, straight over the roofs
    straight_metres: int  # to the next ten

    @property
    def sentences(self) -> list[str]:
        return steps_of(self.route) if self.route else []

    @property
    def hard_parts(self) -> str:
        return hard_parts(self.route)


def way_there(start: Start, outlet: Outlet, *, pace: Pace, at: datetime, now: Walker) -> WayThere:
    """The same search as the outlet's own page."""
    origin = start.point
    engine, walk, door = now.engines.between(origin, doors_of(outlet), pace=pace, gates=start.gates)
    stop = stop_at(outlet, walk, at=at, holidays=calendar.current(), door=door) if walk else None
    straight = math.ceil(metres_between(origin, outlet.point) / 10) * 10
    route = _route(start, outlet, stop, pace, now)
    return WayThere(engine, stop, route, _bearing(origin, outlet.point), straight)


def _route(start: Start, outlet: Outlet, stop: Stop | None, pace: Pace, now: Walker) -> Route | None:
    if stop is None or stop.minutes > MOST_MINUTES:
        return None
    trip = now.engines.trip(start.point, pace=pace, minutes=stop.minutes, gates=start.gates)
    return trip.tree.route(outlet.pk) if trip.tree is not None else None


def _bearing(origin: Point, place: Point) -> str:
    per_lat, per_lng = metres_per_degree(origin.lat)
    east, north = (place.lng - origin.lng) * per_lng, (place.lat - origin.lat) * per_lat
    return wind(math.degrees(math.atan2(east, north)) % 360)
