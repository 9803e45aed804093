"""Shapes: valid, nested, honest about what is reached, and the same ground as the list."""

import json
from itertools import combinations, pairwise

import numpy as np
import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lifecircle.geo import Point
from lifecircle.walking import PACES, STANDARD, Polygon
from lifecircle.walking.digits import written
from lifecircle.walking.ground import CELL_METRES
from lifecircle.walking.network import PieceFlag, StreetClass
from lifecircle.walking.placement import Placement
from lifecircle.walking.streets import Streets
from tests.streets.towns import HERE, Link, Metres, grid_town, network, place

MINUTES = (5.0, 10.0, 15.0)
Ring = np.ndarray

TOWNS = [Streets.over(grid_town(seed=seed, gaps=gaps)) for seed, gaps in ((1, 0.0), (2, 0.3), (3, 0.45))]


def rings_of(polygon: Polygon) -> list[Ring]:
    return [np.rint(np.array(ring) * 1e6).astype(np.int64) for ring in polygon["coordinates"]]


def holds(polygon: Polygon, point: Point) -> bool:
    """Even-odd rule, holes included."""
    inside = False
    for ring in polygon["coordinates"]:
        for (ax, ay), (bx, by) in pairwise(ring):
            if (ay > point.lat) != (by > point.lat):
                inside ^= point.lng < ax + (point.lat - ay) / (by - ay) * (bx - ax)
    return inside


def touches(one: Ring, other: Ring) -> bool:
    """Whether any side of one ring meets any side of the other, exactly; of one ring with itself, other than
    where neighbours share a corner."""
    a, b, c, d = one[:-1, None], one[1:, None], other[None, :-1], other[None, 1:]

    def turn(p: np.ndarray, q: np.ndarray, r: np.ndarray) -> np.ndarray:
        cross = (q[..., 0] - p[..., 0]) * (r[..., 1] - p[..., 1]) - (q[..., 1] - p[..., 1]) * (
            r[..., 0] - p[..., 0]
        )
        signs: np.ndarray = np.sign(cross)
        return signs

    apart = (turn(a, b, c) * turn(a, b, d) > 0) | (turn(c, d, a) * turn(c, d, b) > 0)
    boxes = (np.maximum(a, b) < np.minimum(c, d)).any(axis=-1) | (np.maximum(c, d) < np.minimum(a, b)).any(
        axis=-1
    )
    meets = ~(apart | boxes)
    if one is other:
        count = len(one) - 1
        index = np.arange(count)
        near = np.abs(index[:, None] - index[None, :])
        meets &= (near > 1) & (near < count - 1)
    return bool(meets.any())


HOMES = st.tuples(st.floats(-1000, 1000), st.floats(-1000, 1000))


@given(HOMES, st.integers(0, 2))
@settings(max_examples=40, deadline=None)
def test_no_ring_touches_itself_or_another(home: Metres, town: int) -> None:
    polygons = TOWNS[town].rings(place(*home), pace=STANDARD, minutes=MINUTES)
    rings = [ring for polygon in polygons for ring in rings_of(polygon)]
    assert not any(touches(ring, ring) for ring in rings)
    assert not any(touches(one, other) for one, other in combinations(rings, 2))


@given(HOMES, st.integers(0, 2))
@settings(max_examples=30, deadline=None)
def test_every_corner_of_a_smaller_shape_lies_in_the_larger(home: Metres, town: int) -> None:
    polygons = TOWNS[town].rings(place(*home), pace=STANDARD, minutes=MINUTES)
    assert all(
        holds(larger, Point(lat, lng))
        for smaller, larger in pairwise(polygons)
        for ring in smaller["coordinates"][:1]
        for lng, lat in ring
    )


@given(HOMES, st.integers(0, 2))
@settings(max_examples=30, deadline=None)
def test_every_hole_of_a_larger_shape_is_a_hole_of_the_smaller_or_outside_it(home: Metres, town: int) -> None:
    polygons = TOWNS[town].rings(place(*home), pace=STANDARD, minutes=MINUTES)
    assert not any(
        holds(smaller, Point(lat, lng))
        for smaller, larger in pairwise(polygons)
        for ring in larger["coordinates"][1:]
        for lng, lat in ring
    )


@pytest.mark.parametrize("pace", PACES.values(), ids=PACES)
def test_the_origin_is_in_every_ring(pace: object) -> None:
    shapes = TOWNS[0].rings(place(20, 44), pace=pace, minutes=[1, 5, 15])  # type: ignore[arg-type]
    assert all(holds(shape, place(20, 44)) for shape in shapes)


def test_no_minutes_give_a_ring_all_the_same() -> None:
    [shape] = TOWNS[0].rings(HERE, pace=STANDARD, minutes=[0])
    assert len(shape["coordinates"][0]) >= 4


def test_rings_come_in_the_order_asked() -> None:
    there = TOWNS[0].rings(HERE, pace=STANDARD, minutes=[5, 15, 10, 5])
    back = TOWNS[0].rings(HERE, pace=STANDARD, minutes=[5, 10, 15, 5])
    assert there == [back[0], back[2], back[1], back[3]]


def test_a_ring_wider_than_its_search_is_refused() -> None:
    tree = TOWNS[0].search(HERE, minutes=5)
    assert tree is not None
    with pytest.raises(ValueError, match="wider"):
        tree.rings([10])


def test_the_street_point_of_every_outlet_is_in_the_ring_of_its_minutes() -> None:
    town = TOWNS[1]
    rng = np.random.default_rng(4)
    points = [place(*at) for at in rng.uniform(-900, 900, (400, 2)).tolist()]
    placement = Placement(
        town.network, town.segments, range(400), [p.lat for p in points], [p.lng for p in points]
    )
    tree = town.with_placement(placement).search(HERE)
    assert tree is not None
    # a cell's diagonal more for the raster
    blur = CELL_METRES * 2**0.5 / 1.1 * 10
    doors, found = placement.doors, tree.arrivals
    sure = found.door[found.tenths + blur <= 6_000]
    [shape] = tree.rings([10])
    outside = [door for door in sure if not holds(shape, Point(doors.spot_lat[door], doors.spot_lng[door]))]
    assert outside == []


def test_ground_behind_a_wall_is_not_reached() -> None:
    """Two parallel streets 60 m apart that meet only 2 km away."""
    links = [Link(0, 1), Link(1, 2), Link(2, 3)]
    streets = Streets.over(network([(0, 0), (2000, 0), (2000, 60), (0, 60)], links))
    [shape] = streets.rings(place(10, 0), pace=STANDARD, minutes=[15])
    assert (holds(shape, place(300, 15)), holds(shape, place(300, 45))) == (True, False)


def test_a_tunnel_opens_onto_no_ground_but_leads_on() -> None:
    links = [Link(0, 1), Link(1, 2, flags=PieceFlag.TUNNEL), Link(2, 3)]
    streets = Streets.over(network([(0, 0), (200, 0), (600, 0), (800, 0)], links))
    [shape] = streets.rings(place(10, 0), pace=STANDARD, minutes=[15])
    assert [holds(shape, place(*at)) for at in ((100, 40), (400, 40), (400, 1), (700, 40))] == [
        True,
        False,
        True,
        True,
    ]


def test_a_ferry_opens_onto_no_ground_but_leads_on() -> None:
    links = [Link(0, 1), Link(1, 2, kind=StreetClass.FERRY), Link(2, 3)]
    streets = Streets.over(network([(0, 0), (200, 0), (600, 0), (800, 0)], links))
    [shape] = streets.rings(place(10, 0), pace=STANDARD, minutes=[15])
    assert [holds(shape, place(*at)) for at in ((100, 40), (400, 60), (400, 1), (700, 40))] == [
        True,
        False,
        True,
        True,
    ]


def test_a_tunnel_that_no_walk_goes_through_is_not_drawn() -> None:
    """Its farther end is reached sooner round the corner."""
    links = [Link(0, 1), Link(1, 2, bends=((300, 400),), flags=PieceFlag.TUNNEL), Link(0, 2)]
    streets = Streets.over(network([(0, 0), (0, 200), (200, 0)], links))
    [shape] = streets.rings(place(10, 0), pace=STANDARD, minutes=[15])
    assert (holds(shape, place(100, 10)), holds(shape, place(300, 400))) == (True, False)


def test_a_large_hole_stays_open() -> None:
    square = [(0.0, 0.0), (500.0, 0.0), (500.0, 500.0), (0.0, 500.0)]
    streets = Streets.over(network(square, [Link(n, (n + 1) % 4) for n in range(4)]))
    [shape] = streets.rings(place(0, 0), pace=STANDARD, minutes=[30])
    assert (len(shape["coordinates"]), holds(shape, place(250, 250))) == (2, False)


def test_the_bytes_are_those_of_the_same_shapes() -> None:
    tree = TOWNS[2].search(place(30, 20))
    assert tree is not None
    assert tree.rings_json([5, 15, 10, 5]) == [orjson.dumps(shape) for shape in tree.rings([5, 15, 10, 5])]


@given(
    st.lists(
        st.tuples(st.integers(-180_000_000, 180_000_000), st.integers(-90_000_000, 90_000_000)), min_size=1
    )
)
def test_every_coordinate_is_written_as_it_is(corners: list[tuple[int, int]]) -> None:
    ends = np.array([0, len(corners)], np.int32)
    text, first = written(np.array(corners), ends, np.zeros(1, np.int32), 2)
    ring = [[lng / 1e6, lat / 1e6] for lng, lat in [*corners, corners[0]]]
    assert [json.loads(text[begin:end].tobytes()) for begin, end in pairwise(first)] == [[ring], []]


def test_the_same_question_draws_the_same_shape() -> None:
    assert TOWNS[2].rings(HERE, pace=STANDARD, minutes=[15]) == TOWNS[2].rings(
        HERE, pace=STANDARD, minutes=[15]
    )
