"""The search itself: the compiled one beside heapq, and what each may cost."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lifecircle.walking import PACES, search_numba, search_plain
from lifecircle.walking.network import Network
from lifecircle.walking.search import Graph
from tests.streets.towns import Link, grid_town, network

SEEDS = st.integers(0, 10_000)


@st.composite
def tangles(draw: st.DrawFn) -> Network:
    """Any few nodes with any links between them: loops, doubles, one-ways, islands."""
    count = draw(st.integers(2, 12))
    node = st.integers(0, count - 1)
    at = st.integers(-300, 300).map(float)
    nodes = draw(st.lists(st.tuples(at, at), min_size=count, max_size=count))
    pairs = draw(st.lists(st.tuples(node, node, st.booleans()), min_size=1, max_size=30))
    return network(nodes, [Link(a, b, one_way=one_way) for a, b, one_way in pairs])


def both(
    town: Network, start: int, limit: int, pace: int = 0, *, backward: bool = False
) -> list[dict[int, int]]:
    """Tenths by node, compiled and plain."""
    graph = Graph.backwards(town) if backward else Graph.forward(town)
    answers = []
    for grow in (search_numba.grow, search_plain.grow):
        (node, tenths, _, _), _ = grow(graph.first, graph.to, graph.cost[pace], [(start, 7)], limit)
        answers.append(dict(zip(node.tolist(), tenths.tolist(), strict=True)))
    return answers


@given(tangles(), st.integers(0, 9_000), st.integers(0, len(PACES) - 1), st.booleans())
@settings(max_examples=150, deadline=None)
def test_compiled_and_plain_settle_the_same_nodes_in_the_same_tenths(
    town: Network, limit: int, pace: int, backward: bool
) -> None:
    compiled, plain = both(town, 0, limit, pace, backward=backward)
    assert compiled == plain


@pytest.mark.parametrize("seed", range(4))
def test_compiled_and_plain_agree_on_a_town(seed: int) -> None:
    compiled, plain = both(grid_town(seed=seed + 1, gaps=0.2), 480, 9_000)
    assert compiled == plain


def test_nodes_come_nearest_first() -> None:
    town = grid_town(seed=3)
    graph = Graph.forward(town)
    (_, tenths, _, _), _ = search_numba.grow(graph.first, graph.to, graph.cost[0], [(480, 0)], 9_000)
    assert (np.diff(tenths) >= 0).all()


def test_each_node_is_one_half_after_the_node_before_it() -> None:
    town = grid_town(seed=4, gaps=0.1)
    graph = Graph.forward(town)
    (node, tenths, before, half), _ = search_numba.grow(
        graph.first, graph.to, graph.cost[0], [(480, 0)], 9_000
    )
    reached = before >= 0
    assert (graph.to[half[reached]] == node[reached]).all()
    assert (tenths[before[reached]] + graph.cost[0][half[reached]] == tenths[reached]).all()


def test_a_search_says_whether_streets_go_on_beyond_it() -> None:
    graph = Graph.forward(grid_town(5, 5))
    beyond = [search_numba.grow(graph.first, graph.to, graph.cost[0], [(12, 0)], m * 600)[1] for m in (1, 60)]
    assert beyond == [True, False]


def test_a_start_beyond_the_limit_settles_nothing() -> None:
    graph = Graph.forward(grid_town(5, 5))
    (node, _, _, _), beyond = search_numba.grow(graph.first, graph.to, graph.cost[0], [(12, 50)], 49)
    assert (node.size, beyond) == (0, True)


def test_a_search_settles_no_more_nodes_in_a_larger_town() -> None:
    small, large = grid_town(41, 41), grid_town(101, 101)
    settled = [len(both(town, town.node_lat.size // 2, 9_000)[0]) for town in (small, large)]
    assert settled[0] == settled[1]


def test_a_search_larger_than_its_space_takes_more() -> None:
    compiled, plain = both(grid_town(101, 101), 5_100, 120_000)
    assert len(compiled) > 8_192
    assert compiled == plain


def test_eight_threads_get_the_answers_of_one() -> None:
    town = grid_town(seed=5, gaps=0.1)
    graph = Graph.forward(town)

    def ask(start: int) -> list[int]:
        (node, _, _, _), _ = search_numba.grow(graph.first, graph.to, graph.cost[0], [(start, 0)], 6_000)
        found: list[int] = node.tolist()
        return found

    starts = list(range(0, 960, 3))
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(ask, starts)) == [ask(start) for start in starts]
