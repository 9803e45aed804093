"""The engines under contract: add a Case and every test of test_engine_contract asks it too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from lifecircle.geo import Point
from lifecircle.walking import Engine, PointGrid, Polygon, StraightLine
from lifecircle.walking.placement import Placement
from lifecircle.walking.streets import Streets
from tests.streets.towns import ISLAND, grid_town

Places = Mapping[int, Point]

ORIGIN = Point(36.0611, 103.8343)


def _scattered() -> dict[int, Point]:
    """24 × 24 places some 80 m apart round the origin, ids in no order of place."""
    steps = range(-12, 12)
    cells = [(row, column) for row in steps for column in steps]
    return {
        1 + (number * 77) % len(cells): Point(ORIGIN.lat + row * 0.00072, ORIGIN.lng + column * 0.00089)
        for number, (row, column) in enumerate(cells)
    }


@dataclass(frozen=True)
class Case:
    """An engine, where it is asked from, and what it can and cannot reach.

    `make` builds it over the places given, in the order given. `no_way` is a point it has no way to, None
    where it always has one. `blur_metres` is how far its rings may differ from its list.
    """

    name: str
    make: Callable[[Places], Engine]
    origin: Point = ORIGIN
    places: Places = field(default_factory=_scattered)
    no_way: Point | None = None
    blur_metres: float = 2.0


def _straight_line(places: Places) -> Engine:
    points = places.values()
    return StraightLine(PointGrid(list(places), [p.lat for p in points], [p.lng for p in points]))


@lru_cache
def _town() -> Streets:
    return Streets.over(grid_town(seed=15, island=True))


def _streets(places: Places) -> Engine:
    town, points = _town(), places.values()
    lats, lngs = [p.lat for p in points], [p.lng for p in points]
    return town.with_placement(Placement(town.network, town.segments, list(places), lats, lngs))


CASES = [
    Case("straight_line", _straight_line),
    Case("streets", _streets, no_way=ISLAND, blur_metres=60.0),
]


def corners(shape: Polygon) -> list[Point]:
    """The outer ring, the closing corner included."""
    return [Point(lat, lng) for lng, lat in shape["coordinates"][0]]


def holds(ring: list[Point], point: Point) -> bool:
    """Whether the ring goes round the point (even-odd rule)."""
    inside = False
    for a, b in pairwise(ring):
        if (a.lat > point.lat) != (b.lat > point.lat):
            crossing = a.lng + (point.lat - a.lat) / (b.lat - a.lat) * (b.lng - a.lng)
            inside ^= point.lng < crossing
    return inside


def turning(ring: list[Point]) -> float:
    """Twice the area in square degrees: positive for counter-clockwise."""
    return sum(a.lng * b.lat - b.lng * a.lat for a, b in pairwise(ring))
