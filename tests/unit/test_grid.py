"""The point grid: the right ids, the right metres, and changes that do not sort the world anew."""

import math
from collections.abc import Mapping

import numpy as np
import pytest
from geopy.distance import geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from lifecircle.geo import OutOfRange, Point, metres_between
from lifecircle.walking import PointGrid
from lifecircle.walking.grid import MOST_CHANGES

LANZHOU = Point(36.0611, 103.8343)

repeatable = settings(deadline=None, derandomize=True, database=None, max_examples=60)


def grid_of(places: Mapping[int, Point]) -> PointGrid:
    return PointGrid(list(places), [p.lat for p in places.values()], [p.lng for p in places.values()])


def found(grid: PointGrid, point: Point, metres: float) -> dict[int, float]:
    ids, away = grid.within(point, metres)
    return dict(zip(ids.tolist(), away.tolist(), strict=True))


def moved(start: Point, metres: float, bearing: float) -> Point:
    there = geodesic(meters=metres).destination((start.lat, start.lng), bearing)
    return Point(there.latitude, there.longitude)


def line_north(count: int) -> dict[int, Point]:
    """Ids from 1, a thousandth of a degree (111 m) apart."""
    return {number: Point(LANZHOU.lat + number / 1000, LANZHOU.lng) for number in range(1, count + 1)}


origins = st.builds(Point, st.floats(-84.9, 84.9), st.floats(-180, 180))
walks = st.lists(st.tuples(st.floats(0, 6000), st.floats(0, 360)), max_size=12)


@repeatable
@given(origins, walks, st.floats(50, 5000))
def test_the_circle_holds_what_the_geodesic_says(
    origin: Point, offsets: list[tuple[float, float]], metres: float
) -> None:
    places = {number: moved(origin, *offset) for number, offset in enumerate(offsets)}
    inside = {number for number, offset in enumerate(offsets) if offset[0] < metres * 0.9999}
    outside = {number for number, offset in enumerate(offsets) if offset[0] > metres * 1.0001}
    answer = found(grid_of(places), origin, metres)
    assert inside <= answer.keys()
    assert not outside & answer.keys()


@repeatable
@given(origins, walks)
def test_distances_hold_to_the_geodesic(origin: Point, offsets: list[tuple[float, float]]) -> None:
    places = {number: moved(origin, *offset) for number, offset in enumerate(offsets)}
    answer = found(grid_of(places), origin, 5000)
    assert answer == {n: pytest.approx(offsets[n][0], rel=1e-5, abs=0.001) for n in answer}


@pytest.mark.parametrize("lng", [179.9999, -179.9999, 180.0, -180.0])
def test_the_antimeridian_is_crossed(lng: float) -> None:
    grid = PointGrid([1, 2, 3], [10, 10, 10], [179.9995, -179.9995, 180.0])
    assert found(grid, Point(10, lng), 200).keys() == {1, 2, 3}


def test_the_pole_does_not_lose_its_neighbours() -> None:
    grid = PointGrid([1, 2], [89.9999, 89.9999], [0, 180])
    assert 1 in found(grid, Point(89.9999, 0), 50)


def test_the_limit_is_included() -> None:
    grid = PointGrid([1], [LANZHOU.lat], [LANZHOU.lng])
    assert found(grid, LANZHOU, 0) == {1: 0}


def test_a_grid_of_nothing_finds_nothing() -> None:
    assert found(PointGrid([], [], []), LANZHOU, 1000) == {}


def test_answers_have_the_promised_types() -> None:
    ids, metres = PointGrid([], [], []).within(LANZHOU, 1000)
    assert (ids.dtype.name, metres.dtype.name) == ("int64", "float64")


def test_a_thousand_outlets_in_one_mall_are_all_found() -> None:
    grid = PointGrid(range(1000), [LANZHOU.lat] * 1000, [LANZHOU.lng] * 1000)
    assert found(grid, LANZHOU, 1).keys() == set(range(1000))


def test_the_grid_keeps_its_own_copy() -> None:
    lats = np.array([LANZHOU.lat])
    grid = PointGrid([1], lats, [LANZHOU.lng])
    lats[0] = 0
    assert found(grid, LANZHOU, 1) == {1: 0}


@pytest.mark.parametrize("metres", [-1, math.inf, math.nan])
def test_a_circle_that_is_none_is_refused(metres: float) -> None:
    with pytest.raises(OutOfRange):
        PointGrid([], [], []).within(LANZHOU, metres)


@pytest.mark.parametrize(("lat", "lng", "field"), [(91, 0, "lat"), (math.nan, 0, "lat"), (0, 181, "lng")])
def test_a_point_off_the_globe_is_refused_by_name(lat: float, lng: float, field: str) -> None:
    with pytest.raises(OutOfRange) as refused:
        PointGrid([1], [lat], [lng])
    assert refused.value.field == field


def test_one_id_for_two_points_is_refused() -> None:
    with pytest.raises(ValueError, match="two points"):
        PointGrid([7, 7], [0, 1], [0, 1])


def test_arrays_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="one length"):
        PointGrid([1, 2], [0, 1], [0])


def test_the_nearest_comes_with_its_metres() -> None:
    nearest = grid_of(line_north(5)).nearest(LANZHOU)
    assert nearest == pytest.approx((1, metres_between(LANZHOU, line_north(1)[1])), rel=1e-5)


def test_of_two_equally_near_the_smaller_id_is_nearest() -> None:
    nearest = PointGrid([9, 4], [LANZHOU.lat] * 2, [LANZHOU.lng] * 2).nearest(LANZHOU)
    assert nearest == (4, 0)


@pytest.mark.parametrize("there", [Point(36.9, 103), Point(-36, -76), Point(0, 180)])
def test_the_nearest_is_found_however_far(there: Point) -> None:
    nearest = grid_of({5: there}).nearest(LANZHOU)
    assert nearest == pytest.approx((5, metres_between(LANZHOU, there)), rel=1e-5)


def test_among_nothing_nothing_is_nearest() -> None:
    assert PointGrid([], [], []).nearest(LANZHOU) is None


def test_an_added_point_is_found() -> None:
    grid = grid_of(line_north(3)).replaced([9], [LANZHOU.lat], [LANZHOU.lng])
    assert found(grid, LANZHOU, 300).keys() == {1, 2, 9}


def test_a_moved_point_is_found_only_where_it_is_now() -> None:
    grid = grid_of(line_north(3)).replaced([1], [LANZHOU.lat], [LANZHOU.lng])
    assert found(grid, LANZHOU, 300) == {1: 0, 2: pytest.approx(222, abs=1)}


def test_a_point_that_is_gone_is_not_found() -> None:
    grid = grid_of(line_north(3)).replaced([], [], [], gone_ids=[1, 77])
    assert found(grid, LANZHOU, 300).keys() == {2}


def test_a_point_that_went_can_come_back() -> None:
    grid = grid_of(line_north(3)).replaced([], [], [], gone_ids=[1])
    assert 1 in found(grid.replaced([1], [LANZHOU.lat], [LANZHOU.lng]), LANZHOU, 10)


def test_a_change_leaves_the_old_grid_as_it_was() -> None:
    grid = grid_of(line_north(3))
    grid.replaced([9], [LANZHOU.lat], [LANZHOU.lng], gone_ids=[1])
    assert found(grid, LANZHOU, 300).keys() == {1, 2}


def test_a_changed_point_crosses_the_antimeridian_too() -> None:
    grid = PointGrid([], [], []).replaced([1], [10], [-179.9999])
    assert found(grid, Point(10, 179.9999), 100).keys() == {1}


def test_the_length_counts_what_is_there_now() -> None:
    grid = grid_of(line_north(5)).replaced([1, 9], [0, 0], [0, 0], gone_ids=[2, 77])
    assert len(grid) == 5


def test_one_change_shares_the_sorted_points() -> None:
    grid = grid_of(line_north(3))
    assert grid.replaced([9], [0], [0])._bands is grid._bands


def test_the_world_is_sorted_anew_once_in_many_changes() -> None:
    grid = grid_of(line_north(3))
    sorts = 0
    for number in range(2 * (MOST_CHANGES + 1)):
        after = grid.replaced([100 + number], [LANZHOU.lat], [LANZHOU.lng])
        sorts += after._bands is not grid._bands
        grid = after
    assert sorts == 2
    assert len(grid) == 3 + 2 * (MOST_CHANGES + 1)


def test_many_changes_at_once_are_all_there() -> None:
    grid = grid_of(line_north(3)).replaced(
        range(2, 2000), [LANZHOU.lat] * 1998, [LANZHOU.lng] * 1998, gone_ids=[1]
    )
    assert found(grid, LANZHOU, 5).keys() == set(range(2, 2000))


numbers = st.lists(st.integers(1, 8), unique=True, max_size=4)


@repeatable
@given(st.lists(st.tuples(numbers, numbers, st.integers(0, 9)), max_size=6))
def test_any_run_of_changes_ends_as_a_fresh_grid_would(
    changes: list[tuple[list[int], list[int], int]],
) -> None:
    places = line_north(4)
    grid = grid_of(places)
    for put, gone, step in changes:
        there = Point(LANZHOU.lat, LANZHOU.lng + step / 1000)
        grid = grid.replaced(put, [there.lat] * len(put), [there.lng] * len(put), gone_ids=gone)
        places = {n: p for n, p in places.items() if n not in gone} | dict.fromkeys(put, there)
    assert found(grid, LANZHOU, 600) == pytest.approx(found(grid_of(places), LANZHOU, 600))


def test_the_bytes_are_thirty_two_a_point() -> None:
    assert grid_of(line_north(100)).nbytes == 3200
