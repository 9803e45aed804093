"""Private ways: into a compound and out of it, never through it."""

import pytest

from lifecircle.walking.batch import nearest
from lifecircle.walking.network import PieceFlag
from lifecircle.walking.pace import STANDARD
from lifecircle.walking.placement import Placement
from lifecircle.walking.streets import Streets
from lifecircle.walking.tree import Tree
from tests.streets.towns import Link, Metres, network, place

PRIVATE = PieceFlag.PRIVATE
# a long street round a compound: W(0) … E(3) the long way by 1 and 2; 4 and 5 lie inside; 6-7 are the rest of
# the town, so that the street outside is the longest public part; 8 is a drive's end
NODES: list[Metres] = [
    *((0, 0), (0, 400), (300, 400), (300, 0)),
    *((100, 0), (200, 0)),
    *((0, -500), (300, -500)),
    (100, 60),
]
OUTSIDE = [Link(0, 1), Link(1, 2), Link(2, 3), Link(0, 6), Link(3, 7)]
COMPOUND = [Link(0, 4, flags=PRIVATE), Link(4, 5), Link(5, 3, flags=PRIVATE), Link(4, 8, flags=PRIVATE)]
TOWN = network(NODES, OUTSIDE + COMPOUND)
WEST, EAST, INSIDE = (-5, -100), (305, -100), (150, 5)
ROUND = 100 + 400 + 300 + 400 + 100 + 2 * 5


def streets(*doors: Metres) -> Streets:
    points = [place(*door) for door in doors]
    over = Streets.over(TOWN)
    ids, lats, lngs = range(1, len(doors) + 1), [p.lat for p in points], [p.lng for p in points]
    return over.with_placement(Placement(over.network, over.segments, ids, lats, lngs))


def tree(home: Metres, *doors: Metres, backward: bool = False, minutes: float = 30.0) -> Tree:
    found = streets(*doors).search(place(*home), minutes=minutes, backward=backward)
    assert found is not None
    return found


@pytest.mark.parametrize("backward", [False, True])
def test_nobody_walks_through_a_compound(*, backward: bool) -> None:
    assert tree(WEST, EAST, backward=backward).reach().metres.tolist() == [pytest.approx(ROUND, abs=1)]


@pytest.mark.parametrize("backward", [False, True])
def test_a_shop_inside_is_reached_by_the_nearer_gate(*, backward: bool) -> None:
    ways = [tree(home, INSIDE, backward=backward).reach().metres.tolist() for home in (WEST, EAST)]
    assert ways == [[pytest.approx(100 + 150 + 10, abs=1)]] * 2


@pytest.mark.parametrize("backward", [False, True])
def test_who_lives_inside_leaves_by_whichever_gate_is_nearer_to_the_shop(*, backward: bool) -> None:
    ways = tree(INSIDE, WEST, EAST, backward=backward).reach().metres.tolist()
    assert ways == [pytest.approx(100 + 150 + 10, abs=1)] * 2


def test_the_way_from_inside_is_told_from_the_door_on() -> None:
    found = tree((100, 63), EAST)
    route = found.route(1)
    assert route is not None
    metres = 3 + 60 + 200 + 100 + 5
    assert route.metres == pytest.approx(metres, abs=1)
    assert found.reach().metres.tolist() == [route.metres]
    start, end = place(100, 63), place(*EAST)
    assert route.line[0] == pytest.approx([start.lng, start.lat], abs=1e-6)
    assert route.line[-1] == pytest.approx([end.lng, end.lat], abs=1e-6)


def test_neighbours_inside_walk_inside() -> None:
    assert tree((100, 63), INSIDE).reach().metres.tolist() == [pytest.approx(3 + 60 + 50 + 5, abs=1)]


def test_a_private_street_between_two_public_ones_is_for_its_own_doors_only() -> None:
    town = network([(0, 0), (0, 300), (100, 300), (100, 0)], [Link(0, 1), Link(1, 2), Link(2, 3)])
    short = network(
        [(0, 0), (0, 300), (100, 300), (100, 0)],
        [Link(0, 1), Link(1, 2), Link(2, 3), Link(0, 3, flags=PRIVATE)],
    )
    home, shop = place(0, 5), place(100, 5)
    ways = [Streets.over(each).between(home, shop, pace=STANDARD) for each in (town, short)]
    on_it = Streets.over(short).between(home, place(60, 0), pace=STANDARD)
    assert ways[0] == ways[1]
    assert on_it is not None
    assert on_it.metres == pytest.approx(65, abs=1)


def test_ground_behind_a_private_gate_is_inside_though_its_own_streets_say_nothing() -> None:
    marked = [bool(flags & PieceFlag.INSIDE) for flags in TOWN.piece_flags.tolist()]
    assert marked == [False] * len(OUTSIDE) + [True] * len(COMPOUND)


def test_a_part_with_private_ways_only_is_walked_freely() -> None:
    ways = [Link(0, 1, flags=PRIVATE), Link(1, 2, flags=PRIVATE)]
    over = Streets.over(network([(0, 0), (100, 0), (200, 0)], ways))
    walk = over.between(place(5, 0), place(195, 0), pace=STANDARD)
    assert walk is not None
    assert walk.metres == pytest.approx(190, abs=1)


def test_the_batch_comes_out_of_the_compound_as_the_search_does() -> None:
    over = streets(INSIDE)
    found = nearest(over, [1], pace=STANDARD, minutes=30)
    for node, (east, north) in enumerate(NODES):
        walk = over.between(place(east, north), place(*INSIDE), pace=STANDARD)
        assert walk is not None
        assert found.tenths[node] / 10 == pytest.approx(walk.seconds, abs=0.3)
