"""Made-up streets through a made-up quarter: where a sample outlet stands and what its address is. Pure."""

import math
from dataclasses import dataclass
from random import Random

from lifecircle.geo import Point, metres_between, metres_per_degree

REACH_METRES = 540.0  # in a straight line; about 700 m on foot
NEAR_METRES = 190.0  # half of the outlets stand nearer than about two thirds of this along their street
SPACING_METRES = 12.0
CELL_DEGREES = 0.000_15  # wider than the spacing, either way, up to 40° from the equator


@dataclass(frozen=True, slots=True)
class Street:
    """A straight line: its name, where it runs and how far it passes from the centre."""

    name: str
    bearing_degrees: float
    aside_metres: float

    def at(self, centre: Point, along_metres: float, off_metres: float) -> Point:
        """The point so far along the street from its middle, and so far off its axis."""
        turn = math.radians(self.bearing_degrees)
        aside = self.aside_metres + off_metres
        north = along_metres * math.cos(turn) - aside * math.sin(turn)
        east = along_metres * math.sin(turn) + aside * math.cos(turn)
        per_lat, per_lng = metres_per_degree(centre.lat)
        return Point(round(centre.lat + north / per_lat, 6), round(centre.lng + east / per_lng, 6))


@dataclass(frozen=True, slots=True)
class Spot:
    point: Point
    street: str
    number: int


class Taken:
    """The spots that are taken, kept by cell: whether a new one is too close costs nine look-ups."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], list[Point]] = {}

    def free(self, point: Point) -> bool:
        north, east = self._cell(point)
        near = ((north + i, east + j) for i in (-1, 0, 1) for j in (-1, 0, 1))
        return all(
            metres_between(point, other) >= SPACING_METRES
            for cell in near
            for other in self.cells.get(cell, ())
        )

    def take(self, point: Point) -> None:
        self.cells.setdefault(self._cell(point), []).append(point)

    @staticmethod
    def _cell(point: Point) -> tuple[int, int]:
        return math.floor(point.lat / CELL_DEGREES), math.floor(point.lng / CELL_DEGREES)


def streets(community: str, subdistrict: str, chance: Random) -> list[Street]:
    """Two streets that cross at the centre and three lanes beside them, named after the place."""
    own, main = place(community), place(subdistrict)
    tilt = chance.uniform(-14.0, 14.0)
    stem = own[:-1] if own[-1] in "路街巷道" and len(own) > 2 else own
    return [
        Street(_road(main, "路"), 90.0 + tilt, 0.0),
        Street(_road(own, "巷"), tilt, 0.0),
        Street(f"{stem}东巷", tilt, chance.uniform(150.0, 230.0)),
        Street(f"{stem}西巷", tilt, chance.uniform(-230.0, -150.0)),
        Street(f"{stem}南街", 90.0 + tilt, chance.uniform(130.0, 210.0)),
    ]


def place(name: str) -> str:
    """`陇西路社区` and `酒泉路街道` without the word for the division."""
    for ending in ("居委会", "社区", "街道"):
        name = name.removesuffix(ending)
    return name


def _road(name: str, ending: str) -> str:
    return name if name[-1] in "路街巷道" else name + ending


def find_spot(lines: list[Street], centre: Point, *, chance: Random, taken: Taken) -> Spot:
    """A free spot on one of the streets, likelier near the centre; a crowded quarter goes farther out."""
    for attempt in range(400):
        street = chance.choices(lines, weights=(5, 4, 2, 2, 2))[0]
        along = chance.choice((-1, 1)) * chance.expovariate(1.0 / (NEAR_METRES + attempt))
        side = chance.choice((-1, 1))
        point = street.at(centre, along, side * chance.uniform(9.0, 24.0))
        if metres_between(centre, point) <= REACH_METRES and taken.free(point):
            taken.take(point)
            return Spot(point, street.name, _number(along, side))
    raise ValueError("no free spot within reach")


def _number(along: float, side: int) -> int:
    """House numbers rise from one end, a plot each 8 m, odd on one side and even on the other."""
    return 2 * round((along + REACH_METRES) / 8.0) + (1 if side > 0 else 2)
