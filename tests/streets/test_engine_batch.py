"""The nearest of each category for every node: the compiled way beside heapq, and beside single searches."""

import numpy as np
import pytest

from lifecircle.geo import Point
from lifecircle.walking import STANDARD, flood_numba, flood_plain
from lifecircle.walking.batch import nearest, nearest_of_each
from lifecircle.walking.placement import Placement
from lifecircle.walking.search import Graph
from lifecircle.walking.streets import Streets
from tests.streets.towns import Link, grid_town, network, place


def town_with(count: int, seed: int = 1) -> Streets:
    streets = Streets.over(grid_town(21, 21, seed=seed, gaps=0.2))
    points = [place(*at) for at in np.random.default_rng(seed).uniform(-800, 800, (count, 2)).tolist()]
    lats, lngs = [p.lat for p in points], [p.lng for p in points]
    return streets.with_placement(Placement(streets.network, streets.segments, range(count), lats, lngs))


@pytest.mark.parametrize("limit", [0, 700, 6_000, 30_000])
def test_compiled_and_plain_give_the_same_tenths(limit: int) -> None:
    graph = Graph.backwards(grid_town(seed=8, gaps=0.3))
    sources = tuple(np.array(row, np.int32) for row in ([3, 400, 3], [0, 120, 50], [7, 8, 9]))
    answers = [
        flood(graph.first, graph.to, graph.cost[0], sources, limit)[0].tolist()  # type: ignore[arg-type]
        for flood in (flood_numba.flood, flood_plain.flood)
    ]
    assert answers[0] == answers[1]


def test_the_nearest_is_what_a_search_from_each_node_finds_first() -> None:
    streets = town_with(12)
    found = nearest(streets, range(12), pace=STANDARD, minutes=15)
    town = streets.network
    for node in range(0, town.node_lat.size, 29):
        reach = streets.reach(Point(town.node_lat[node], town.node_lng[node]), pace=STANDARD, minutes=15)
        first = round(float(reach.seconds[0]) * 10) if len(reach) else -1
        # a search from the very corner may take a door's own street straight, a batch goes by the corner
        assert abs(int(found.tenths[node]) - first) <= 1 or first < 600


def test_each_category_has_its_own_answer() -> None:
    streets = town_with(6)
    found = nearest_of_each(streets, {"甲": [0, 1], "乙": [2]}, pace=STANDARD, minutes=60)
    assert (set(found["甲"].id.tolist()), set(found["乙"].id.tolist())) == ({0, 1, -1}, {2, -1})


def test_a_category_without_outlets_is_near_nobody() -> None:
    assert set(nearest(town_with(3), [], pace=STANDARD, minutes=15).tenths.tolist()) == {-1}


def test_the_walk_is_the_one_to_the_outlet() -> None:
    streets = Streets.over(network([(0, 0), (300, 0)], [Link(0, 1, slower=2.0)]))
    door = place(300, 0)
    placed = streets.with_placement(Placement(streets.network, streets.segments, [1], [door.lat], [door.lng]))
    assert nearest(placed, [1], pace=STANDARD, minutes=15).tenths.tolist() == [
        pytest.approx(300 / 1.1 * 20, abs=2),
        0,
    ]
