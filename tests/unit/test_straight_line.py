"""The straight-line estimate: the numbers a resident can check with a calculator."""

import math

import pytest

from lifecircle.geo import OutOfRange, Point
from lifecircle.walking import PACES, STANDARD, PointGrid, StraightLine
from lifecircle.walking.contract import Reach

LANZHOU = Point(36.0611, 103.8343)
METRES_PER_DEGREE = 110_970.7  # of latitude, at Lanzhou


def engine(*metres_north: float) -> StraightLine:
    """Places straight north, with ids 1, 2, 3…"""
    lats = [LANZHOU.lat + metres / METRES_PER_DEGREE for metres in metres_north]
    return StraightLine(PointGrid(range(1, len(lats) + 1), lats, [LANZHOU.lng] * len(lats)))


def test_fifteen_minutes_reach_761_metres_and_not_762() -> None:
    reach = engine(761, 763).reach(LANZHOU, pace=STANDARD, minutes=15)
    assert reach.ids.tolist() == [1]


def test_seconds_are_the_line_times_the_detour_by_the_pace() -> None:
    reach = engine(500).reach(LANZHOU, pace=STANDARD, minutes=15)
    assert reach.seconds.tolist() == [pytest.approx(500 * 1.3 / 1.1, rel=1e-4)]


def test_metres_are_walked_metres() -> None:
    reach = engine(500).reach(LANZHOU, pace=STANDARD, minutes=15)
    assert reach.metres.tolist() == [pytest.approx(650, rel=1e-4)]


def test_the_limit_itself_is_reached() -> None:
    walk = engine().between(LANZHOU, Point(LANZHOU.lat + 0.004, LANZHOU.lng), pace=STANDARD)
    assert walk is not None
    reach = StraightLine(PointGrid([1], [LANZHOU.lat + 0.004], [LANZHOU.lng])).reach(
        LANZHOU, pace=STANDARD, minutes=walk.seconds / 60.0
    )
    assert len(reach) == 1


@pytest.mark.parametrize(
    ("code", "formula"),
    [
        ("standard", "直线距离 × 1.3 ÷ 每秒 1.1 米"),
        ("reduced", "直线距离 × 1.3 ÷ 每秒 0.6 米"),
    ],
)
def test_the_formula_is_a_sentence(code: str, formula: str) -> None:
    assert engine().formula(PACES[code]) == formula


def test_it_is_an_estimate_and_says_so() -> None:
    assert engine().estimate
    assert "估算" in engine().method_name


def test_a_ring_is_as_wide_as_the_formula_says() -> None:
    [ring] = engine().rings(LANZHOU, pace=STANDARD, minutes=[15])
    north = max(lat for _, lat in ring["coordinates"][0])
    assert (north - LANZHOU.lat) * METRES_PER_DEGREE == pytest.approx(990 / 1.3, abs=0.2)


def test_no_time_reaches_only_the_doorstep() -> None:
    reach = engine(0, 1).reach(LANZHOU, pace=STANDARD, minutes=0)
    assert reach.ids.tolist() == [1]


@pytest.mark.parametrize("minutes", [-1, math.inf, math.nan])
def test_a_time_that_is_none_is_refused(minutes: float) -> None:
    with pytest.raises(OutOfRange):
        engine().reach(LANZHOU, pace=STANDARD, minutes=minutes)


def test_outlets_behind_one_door_are_listed_by_id() -> None:
    grid = PointGrid([30, 10, 20], [LANZHOU.lat] * 3, [LANZHOU.lng] * 3)
    reach: Reach = StraightLine(grid).reach(LANZHOU, pace=STANDARD, minutes=5)
    assert reach.ids.tolist() == [10, 20, 30]
