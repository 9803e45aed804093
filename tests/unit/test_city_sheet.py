"""Where the circles stand on the sheet of the city: apart, inside, the same every time."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from communities import schematic
from communities.city_sheet import MOST, CitySheet, projection_of, sheet_of, smooth, straight
from communities.city_spread import DOT, Rect, merged, spread
from communities.schematic import Schematic
from communities.states import Level, level_of
from lifecircle.geo import Point
from tests import make

TABLES = Path(settings.BASE_DIR) / "fixtures" / "tables"


@pytest.fixture(scope="module")
def lanzhou_schematic() -> Schematic:
    return schematic.read(TABLES / "schematic.csv")


@pytest.fixture(scope="module")
def points() -> list[Point]:
    rows = np.genfromtxt(TABLES / "circles.csv", delimiter=",", names=True, dtype=None, encoding="utf-8")
    return [Point(float(row["lat"]), float(row["lng"])) for row in rows]


@pytest.fixture(scope="module")
def city(points: list[Point], lanzhou_schematic: Schematic) -> CitySheet:
    made = sheet_of(points, lanzhou_schematic)
    assert made
    return made


def closest(dots: list[tuple[float, float]] | tuple[tuple[float, float], ...]) -> float:
    return min(float(np.hypot(a[0] - b[0], a[1] - b[1])) for a, b in combinations(dots, 2))


def boxes(sheet: CitySheet) -> list[Rect]:
    return [text.box for text in (*sheet.labels, *sheet.landmarks, *sheet.river_names)]


def test_all_127_stand_apart_by_a_whole_target(city: CitySheet) -> None:
    assert len(city.dots) == 127
    assert closest(city.dots) >= DOT


def test_every_dot_and_every_name_is_on_the_sheet(city: CitySheet) -> None:
    frame = Rect(0, 0, city.width, city.height)
    assert all(frame.holds(Rect(x, y, x, y).grown(DOT / 2)) for x, y in city.dots)
    assert all(frame.holds(box) for box in boxes(city))


def test_no_name_lies_on_a_dot_or_on_another_name(city: CitySheet) -> None:
    dots = [Rect(x, y, x, y).grown(DOT / 2) for x, y in city.dots]
    assert not [box for box in boxes(city) for dot in dots if box.grown(-0.5).meets(dot)]
    assert not [pair for pair in combinations(boxes(city), 2) if pair[0].meets(pair[1])]


def test_the_names_of_the_city_are_all_there(city: CitySheet) -> None:
    assert {text.words for text in city.labels} == {"城关区", "七里河区", "西固区", "安宁区"}
    assert {text.words for text in city.landmarks} == {"中山桥", "白塔山", "五泉山", "兰州站"}
    assert "".join(text.words for text in city.river_names) == "黄河"


def test_a_dot_stays_near_where_its_circle_is(city: CitySheet, points: list[Point]) -> None:
    moved = np.hypot(*(np.array(city.dots) - projection_of(points).xy(points)).T)
    assert np.median(moved) < DOT / 2
    assert moved.max() < 3 * DOT


def test_the_same_city_is_drawn_the_same(
    city: CitySheet, points: list[Point], lanzhou_schematic: Schematic
) -> None:
    assert sheet_of(points, lanzhou_schematic) == city


@pytest.mark.parametrize("count", [2, 60, 200])
def test_circles_on_one_spot_are_moved_apart(count: int) -> None:
    made = sheet_of([make.CENTRE] * count, Schematic())
    assert made
    assert closest(made.dots) >= DOT


def test_one_circle_stands_in_the_middle(lanzhou_schematic: Schematic) -> None:
    made = sheet_of([make.CENTRE], Schematic())
    assert made
    assert made.dots == ((made.width / 2, made.height / 2),)


def test_a_city_elsewhere_has_no_river_of_lanzhou(lanzhou_schematic: Schematic) -> None:
    made = sheet_of([Point(31.2, 121.4), Point(31.3, 121.5)], lanzhou_schematic)
    assert made
    assert (made.rivers, made.river_names, made.labels, made.landmarks) == ((), (), (), ())


@pytest.mark.parametrize("count", [0, MOST + 1])
def test_none_and_too_many_are_no_sheet(count: int) -> None:
    assert sheet_of([make.CENTRE] * count, Schematic()) is None


def test_a_city_along_a_meridian_still_fits() -> None:
    made = sheet_of([make.north_of(make.CENTRE, 5_000 * number) for number in range(20)], Schematic())
    assert made
    assert all(0 < y < made.height for _, y in made.dots)


def test_what_does_not_fit_is_not_drawn_badly() -> None:
    assert spread(np.zeros((10, 2)), Rect(0, 0, 50, 50)) is None


@effort(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.floats(20, 380), st.floats(20, 280)), min_size=2, max_size=40))
def test_wherever_they_begin_dots_end_apart_and_off_what_is_taken(homes: list[tuple[float, float]]) -> None:
    taken = Rect(150, 120, 220, 140)
    dots = spread(np.array(homes), Rect(0, 0, 400, 300), [taken])
    assert dots is not None
    assert closest([(x, y) for x, y in dots.tolist()]) >= DOT
    assert not any(taken.meets(Rect(x, y, x, y).grown(DOT / 2)) for x, y in dots.tolist())


def test_boxes_that_meet_are_one_for_what_is_pushed_out() -> None:
    apart = Rect(50, 50, 60, 60)
    assert merged([Rect(0, 0, 10, 10), apart, Rect(9, 9, 20, 20)]) == [apart, Rect(0, 0, 20, 20)]


def test_a_street_is_drawn_once_and_a_short_one_not_at_all() -> None:
    line = np.array([[0.0, 0.0], [0.2, 0.1], [10.0, 5.0]])
    assert straight([line, line[::-1], np.array([[3.0, 3.0], [3.2, 3.1]])]) == "M0 0L10 5"


def test_a_river_goes_through_all_its_points() -> None:
    assert smooth(np.array([[0.0, 0.0], [6.0, 0.0], [12.0, 6.0]])) == "M0 0C1 0 4 -1 6 0C8 1 11 5 12 6"


@pytest.mark.parametrize(
    ("has", "surveyed", "level"),
    [
        (14, True, Level.FULL),
        (13, True, Level.MOST),
        (11, True, Level.MOST),
        (10, True, Level.PART),
        (0, True, Level.PART),
        (14, False, Level.UNKNOWN),
        (0, False, Level.UNKNOWN),
    ],
)
def test_a_circle_is_as_full_as_it_is_complete_and_unknown_without_a_survey(
    has: int, surveyed: bool, level: Level
) -> None:
    assert level_of(has, of=14, surveyed=surveyed) == level


def test_where_nothing_is_asked_for_nothing_is_complete() -> None:
    assert level_of(0, of=0, surveyed=True) == Level.UNKNOWN
