"""Made-up compounds around a centre, the same at every call. Pure: facts in, plain rows out.

Nothing here exists. A circle's compounds hold about as many residents as a circle does in the nation's mean
(168 million in 8,132 circles, 2025-12: 20,700), every fifth circle has one that nobody has counted.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from lifecircle.geo import Point, metres_per_degree

FEWEST, MOST = 5, 8
MEAN_RESIDENTS = 20_700
VARIES = 0.25  # of the mean, either way
A_HOUSEHOLD = 2.6  # residents
ELDERLY, TODDLERS = (0.15, 0.27), (0.018, 0.034)
NEAREST_METRES, FARTHEST_METRES = 140.0, 680.0
GATE_METRES = (35.0, 90.0)
UNCOUNTED_EVERY = 5
FIRST = ("福安", "馨和", "锦绣", "金城", "兰馨", "泰和", "康宁", "黄河", "新华", "和谐", "永安", "春晖")
SECOND = ("小区", "家园", "花园", "苑", "家属院", "里")
SIDES = ("东门", "北门", "西门", "南门")


@dataclass(frozen=True, slots=True)
class SampleCompound:
    """`gates` are (name, place, open to all); numbers None: nobody has counted."""

    name: str
    point: Point
    gates: tuple[tuple[str, Point, bool], ...]
    households: int | None
    residents: int | None
    residents_60: int | None
    residents_0_3: int | None


def sample_compounds(code: str, centre: Point) -> Iterator[SampleCompound]:
    """The 5 to 8 of the circle with this code."""
    dice = Random(f"compounds {code}")  # noqa: S311  nothing secret
    count = dice.randint(FEWEST, MOST)
    names = dice.sample(FIRST, count)
    shares = [dice.uniform(0.6, 1.6) for _ in range(count)]
    total = MEAN_RESIDENTS * dice.uniform(1 - VARIES, 1 + VARIES)
    uncounted = dice.randrange(count) if dice.randrange(UNCOUNTED_EVERY) == 0 else None
    turn = dice.uniform(0, 2 * math.pi)
    for number in range(count):
        bearing = turn + 2 * math.pi * (number + dice.uniform(-0.3, 0.3)) / count
        point = moved(centre, bearing, dice.uniform(NEAREST_METRES, FARTHEST_METRES))
        residents = round(total * shares[number] / sum(shares))
        gates = tuple(_gates(point, dice))
        rates = (dice.uniform(*ELDERLY), dice.uniform(*TODDLERS))
        counted = _counted(residents, rates) if number != uncounted else (None,) * 4
        yield SampleCompound(names[number] + dice.choice(SECOND), point, gates, *counted)


def _counted(residents: int, rates: tuple[float, float]) -> tuple[int, int, int, int]:
    elderly, toddlers = rates
    return round(residents / A_HOUSEHOLD), residents, round(residents * elderly), round(residents * toddlers)


def _gates(point: Point, dice: Random) -> Iterator[tuple[str, Point, bool]]:
    """One to three, on different sides; a third one is for residents only."""
    sides = dice.sample(range(4), dice.randint(1, 3))
    for order, side in enumerate(sides):
        yield SIDES[side], moved(point, side * math.pi / 2, dice.uniform(*GATE_METRES)), order < 2


def moved(point: Point, bearing: float, metres: float) -> Point:
    """That many metres away; `bearing` in radians, from east against the clock."""
    per_lat, per_lng = metres_per_degree(point.lat)
    lat = point.lat + math.sin(bearing) * metres / per_lat
    return Point(round(lat, 6), round(point.lng + math.cos(bearing) * metres / per_lng, 6))


# Blocks of houses that stand there, in the centre of Helsinki; how many live in each is made up.
CRAFTED = (
    ("西蒙街院落", 60.16985, 24.93590, ((60.17010, 24.93640), (60.16950, 24.93570)), 3_400, 540, 60),
    ("安娜街院落", 60.16700, 24.93750, ((60.16725, 24.93700), (60.16670, 24.93810)), 4_100, 820, 90),
    ("卡莱瓦街院落", 60.16640, 24.93600, ((60.16660, 24.93560),), 3_600, 700, 85),
    ("于尔约街院落", 60.16620, 24.94060, ((60.16640, 24.94030), (60.16590, 24.94090)), 2_900, 610, 50),
    ("乌登马街院落", 60.16500, 24.94050, ((60.16510, 24.94000),), 3_100, 640, 70),
    ("森林街院落", 60.17180, 24.95060, ((60.17200, 24.95010), (60.17160, 24.95110)), 2_500, 590, 45),
)


def crafted_compounds() -> Iterator[SampleCompound]:
    """For the one place whose streets are real."""
    for name, lat, lng, gates, residents, elderly, toddlers in CRAFTED:
        doors = tuple((f"{number}号门", Point(*at), True) for number, at in enumerate(gates, 1))
        counted = (round(residents / A_HOUSEHOLD), residents, elderly, toddlers)
        yield SampleCompound(name, Point(lat, lng), doors, *counted)
