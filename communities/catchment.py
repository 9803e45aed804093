"""From where an outlet is reached: the ground within so many minutes of its doors, and the circles on it."""

from dataclasses import dataclass
from typing import Any

from communities.engines import Trip
from communities.models import Community
from communities.reach import Walker, walker
from lifecircle.geo import Box, metres_between
from lifecircle.walking import Pace, Walk, api_minutes, shown_minutes
from lifecircle.walking.tree import Gate
from outlets.models import Outlet


@dataclass(frozen=True, slots=True)
class Comer:
    """A community whose centre is within the minutes of the outlet."""

    community: Community
    walk: Walk

    @property
    def minutes(self) -> int:
        return shown_minutes(self.walk.seconds)

    @property
    def api_minutes(self) -> float:
        return api_minutes(self.walk.seconds)


@dataclass(frozen=True, slots=True)
class Catchment:
    """`comers` nearest first; `shapes` GeoJSON polygons, several only where an estimate has several doors."""

    outlet: Outlet
    trip: Trip
    comers: list[Comer]
    shapes: list[Any]
    now: Walker


def catchment(outlet: Outlet, *, pace: Pace, minutes: float, now: Walker | None = None) -> Catchment:
    """Minutes are of the walk *to* the outlet: up a hill it takes longer than back."""
    now = now or walker()
    doors = doors_of(outlet)
    trip = now.engines.trip_to(outlet.point, doors, pace=pace, minutes=minutes)
    reach_metres = pace.metres_in(minutes) + max(metres_between(outlet.point, door.point) for door in doors)
    near = Community.objects.inside(Box.around(outlet.point, reach_metres)).with_areas()
    walks = ((community, _walk(trip, doors, community)) for community in near)
    comers = [
        Comer(community, walk) for community, walk in walks if walk and walk.seconds <= minutes * 60.0 + 1e-6
    ]
    comers.sort(key=lambda comer: (comer.walk.seconds, comer.community.pk))
    return Catchment(outlet, trip, comers, _shapes(trip, doors), now)


def doors_of(outlet: Outlet) -> list[Gate]:
    """Its entrances, the outlet itself where it has none."""
    return [Gate(door.name, door.point) for door in outlet.entrances.all()] or [Gate("", outlet.point)]


def _walk(trip: Trip, doors: list[Gate], community: Community) -> Walk | None:
    if trip.tree is not None:
        return trip.tree.walk_to(community.point)
    walks = [trip.engine.between(community.point, door.point, pace=trip.pace) for door in doors]
    return min((walk for walk in walks if walk), key=lambda walk: walk.seconds, default=None)


def _shapes(trip: Trip, doors: list[Gate]) -> list[Any]:
    if trip.tree is not None:
        return list(trip.tree.rings([trip.minutes]))
    return [trip.engine.rings(door.point, pace=trip.pace, minutes=[trip.minutes])[0] for door in doors]
