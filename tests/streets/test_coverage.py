"""Who is how far from the nearest outlet: beside the search from every place, and beside walking it step by
step."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lifecircle.geo import Point
from lifecircle.walking.coverage import Coverage, Places, lived_on, reached
from lifecircle.walking.network import PieceFlag, StreetClass
from lifecircle.walking.pace import ELDERLY, PACES, REDUCED, STANDARD, Pace
from lifecircle.walking.placement import Placement
from lifecircle.walking.streets import Streets
from lifecircle.walking.stretches import Stretches, places_on
from lifecircle.walking.tree import Gate
from tests.streets.test_private import TOWN
from tests.streets.towns import ISLAND, Link, grid_town, network, place


def placed(streets: Streets, points: list[Point]) -> Streets:
    lats, lngs = [p.lat for p in points], [p.lng for p in points]
    return streets.with_placement(
        Placement(streets.network, streets.segments, range(len(points)), lats, lngs)
    )


def everything(streets: Streets, *, pace: Pace = STANDARD, minutes: float = 15.0) -> Coverage:
    return Coverage(streets, np.arange(streets.placement.doors.id.size), pace=pace, minutes=minutes)


def by_search(streets: Streets, home: Point, gates: tuple[Gate, ...], pace: Pace) -> int:
    tree = streets.search(home, pace=pace, minutes=15.0, gates=gates)
    return int(tree.arrivals.tenths[0]) if tree and tree.arrivals.tenths.size else -1


GRID = Streets.over(grid_town(15, 15, seed=4, gaps=0.25, island=True))
IN_PRIVATE = Streets.over(TOWN)
SPOT = st.tuples(st.floats(-700, 700), st.floats(-700, 700))


@settings(deadline=None)
@given(
    shops=st.lists(SPOT, max_size=6),
    homes=st.lists(st.lists(SPOT, min_size=1, max_size=3), min_size=1, max_size=8),
    pace=st.sampled_from(list(PACES.values())),
)
def test_it_is_the_tenth_that_a_search_from_each_home_finds(
    shops: list[tuple[float, float]], homes: list[list[tuple[float, float]]], pace: Pace
) -> None:
    streets = placed(GRID, [place(*shop) for shop in shops])
    gated = [(place(*gates[0]), tuple(Gate("", place(*gate)) for gate in gates)) for gates in homes]
    found = everything(streets, pace=pace).of_places(Places.of(streets.segments, gated))
    assert found.tolist() == [by_search(streets, home, gates, pace) for home, gates in gated]


INSIDE_OR_OUT = st.tuples(st.floats(-30, 330), st.floats(-60, 430))


@settings(deadline=None)
@given(shops=st.lists(INSIDE_OR_OUT, min_size=1, max_size=3), home=INSIDE_OR_OUT)
def test_private_ground_is_left_and_entered_as_a_search_does(
    shops: list[tuple[float, float]], home: tuple[float, float]
) -> None:
    streets = placed(IN_PRIVATE, [place(*shop) for shop in shops])
    point = place(*home)
    found = everything(streets).of_places(Places.of(streets.segments, [(point, ())]))
    assert found.tolist() == [by_search(streets, point, (Gate("", point),), STANDARD)]


def test_an_island_is_on_a_street_and_reaches_nothing_of_the_town() -> None:
    streets = placed(GRID, [place(0, 0)])
    homes = Places.of(streets.segments, [(ISLAND, ()), (place(0, 40), ()), (place(5_000, 0), ())])
    assert everything(streets).of_places(homes).tolist()[0] == -1
    assert homes.on_street.tolist() == [True, True, False]
    assert homes.on_island(streets.network).tolist() == [True, False, False]


@pytest.mark.parametrize("pace", [STANDARD, ELDERLY, REDUCED])
def test_what_is_covered_is_what_walks_from_every_few_metres_find(pace: Pace) -> None:
    """The parts of each piece, beside walks from 40 places on it."""
    uphill = Streets.over(
        network(
            [(0, 0), (400, 0), (400, 300), (0, 300), (900, 300)],
            [
                Link(0, 1, slower=1.7),
                Link(1, 2, one_way=True),
                Link(2, 3, flags=PieceFlag.STEPS),
                Link(3, 0),
                Link(2, 4, bends=((600, 380),)),
            ],
        )
    )
    streets = placed(uphill, [place(150, 6), place(820, 310)])
    coverage = everything(streets, pace=pace)
    pieces = np.arange(streets.network.piece_a.size)
    for minutes in (2.0, 5.0, 11.0):
        covered = coverage.within(pieces, minutes)
        piece, share = np.repeat(pieces, 40), np.tile((np.arange(40) + 0.37) / 40.0, pieces.size)
        lat, lng = places_on(streets.network, streets.segments, piece, share)
        marks = Stretches(piece, share - 1e-7, share + 1e-7)
        on = coverage.of_places(Places.on(marks, lat, lng))
        near = (on >= 0) & (on <= minutes * 600)
        inside = np.zeros(piece.size, bool)
        for p, begin, end in zip(covered.piece, covered.begin, covered.end, strict=True):
            inside |= (piece == p) & (share >= begin) & (share <= end)
        assert inside.tolist() == near.tolist()


def test_what_a_search_walks_is_cut_where_its_time_ends() -> None:
    streets = Streets.over(network([(0, 0), (2_000, 0)], [Link(0, 1, slower=2.0)]))
    tree = streets.search(place(1_000, 0), minutes=5.0)
    assert tree is not None
    ways = reached(tree)
    assert (ways.begin * 2_000).tolist() == [pytest.approx(1_000 - 330, abs=0.5)]
    assert (ways.end * 2_000).tolist() == [pytest.approx(1_000 + 165, abs=0.5)]
    back = streets.search(place(1_000, 0), minutes=5.0, backward=True)
    assert back is not None
    assert reached(back).metres(streets.segments).tolist() == [pytest.approx(330 + 165, abs=0.5)]


def test_every_node_a_search_reaches_ends_a_stretch_it_walked() -> None:
    tree = GRID.search(place(0, 0), minutes=9.0)
    assert tree is not None
    ways, town = reached(tree), GRID.network
    ends = np.union1d(town.piece_a[ways.piece[ways.begin == 0.0]], town.piece_b[ways.piece[ways.end == 1.0]])
    assert ends.tolist() == sorted(tree.node.tolist())


SHARES = st.tuples(st.integers(0, 3), st.integers(0, 20), st.integers(0, 20))


@settings(deadline=None)
@given(ours=st.lists(SHARES, max_size=12), others=st.lists(SHARES, max_size=12))
def test_what_is_left_is_what_is_ours_and_not_theirs(
    ours: list[tuple[int, int, int]], others: list[tuple[int, int, int]]
) -> None:
    def cells(parts: Stretches) -> set[tuple[int, int]]:
        ends = zip(parts.piece.tolist(), parts.begin.tolist(), parts.end.tolist(), strict=True)
        return {(p, cell) for p, begin, end in ends for cell in range(round(begin * 20), round(end * 20))}

    sets = [
        Stretches.merged(*np.array(rows or [(0, 0, 0)], float).T / [[1], [20], [20]])
        for rows in (ours, others)
    ]
    left = sets[0].minus(sets[1])
    assert cells(left) == cells(sets[0]) - cells(sets[1])
    assert (np.diff(left.piece * 2 + left.begin) > 0).all()


def test_parts_of_a_street_are_equal_and_their_line_keeps_the_bends() -> None:
    bent = Streets.over(network([(0, 0), (100, 100)], [Link(0, 1, bends=((100, 0),))]))
    whole = Stretches.merged([0], [0.0], [1.0])
    parts = whole.chopped(bent.segments, 60.0)
    assert parts.metres(bent.segments).tolist() == [pytest.approx(50, abs=0.1)] * 4
    (line,) = Stretches.merged([0], [0.25], [0.75]).lines(bent.network, bent.segments)
    corners = [place(50, 0), place(100, 0), place(100, 50)]
    assert np.array(line) == pytest.approx(np.array([[p.lng, p.lat] for p in corners]), abs=3e-6)


def test_nobody_lives_on_a_ferry_on_steps_on_a_bridge_or_in_a_tunnel() -> None:
    kinds = [Link(0, 1), Link(0, 1, kind=StreetClass.FERRY), Link(0, 1, kind=StreetClass.INDOOR)]
    flags = [Link(0, 1, flags=flag) for flag in (PieceFlag.STEPS, PieceFlag.BRIDGE, PieceFlag.TUNNEL)]
    town = network([(0, 0), (100, 0)], [*kinds, *flags, Link(0, 1, flags=PieceFlag.PRIVATE)])
    assert lived_on(town).tolist() == [True, False, False, False, False, False, True]
