"""Reach along streets: what pencil and paper say, and what must hold on any town."""

import math
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lifecircle.geo import OutOfRange, Point, metres_between
from lifecircle.walking import PACES, STANDARD
from lifecircle.walking.network import PieceFlag
from lifecircle.walking.pace import REDUCED
from lifecircle.walking.placement import Placement
from lifecircle.walking.streets import NoStreets, Streets
from tests.streets.towns import HERE, Link, Metres, grid_town, network, place


def standing(streets: Streets, *doors: Metres) -> Streets:
    """Outlets 1, 2, 3… with a door each."""
    points = [place(*door) for door in doors]
    ids = range(1, len(points) + 1)
    placement = Placement(
        streets.network, streets.segments, list(ids), [p.lat for p in points], [p.lng for p in points]
    )
    return streets.with_placement(placement)


def crowded(seed: int = 1, count: int = 300, gaps: float = 0.15) -> Streets:
    """A town of 31 × 31 corners with outlets anywhere in it."""
    rng = np.random.default_rng(seed)
    doors = rng.uniform(-1200, 1200, (count, 2)).tolist()
    return standing(Streets.over(grid_town(seed=seed, gaps=gaps)), *map(tuple, doors))


def street(metres: float = 1000.0, *, slower: float = 1.0, one_way: bool = False) -> Streets:
    """One straight street from HERE to the east."""
    return Streets.over(network([(0, 0), (metres, 0)], [Link(0, 1, slower=slower, one_way=one_way)]))


def minutes_of(streets: Streets, home: Metres, pace: str = "standard") -> dict[int, float]:
    reach = streets.reach(place(*home), pace=PACES[pace], minutes=15)
    return dict(zip(reach.ids.tolist(), reach.seconds.tolist(), strict=True))


def test_a_door_on_the_origins_own_street_is_reached_along_it() -> None:
    assert minutes_of(standing(street(), (550, 0)), (110, 0)) == {1: pytest.approx(400, abs=0.2)}


def test_the_walk_from_door_to_street_and_street_to_door_is_counted() -> None:
    assert minutes_of(standing(street(), (550, 33)), (110, -22)) == {1: pytest.approx(450, abs=0.2)}


def test_a_door_next_to_ones_own_is_not_reached_by_way_of_the_street() -> None:
    assert minutes_of(standing(street(), (111, 50)), (110, 50)) == {1: pytest.approx(1 / 1.1, abs=0.1)}


def test_a_street_is_walked_round_a_corner() -> None:
    corner = network([(0, 0), (330, 0), (330, 330)], [Link(0, 1), Link(1, 2)])
    assert minutes_of(standing(Streets.over(corner), (330, 220)), (110, 0)) == {
        1: pytest.approx(400, abs=0.3)
    }


def test_a_street_one_may_walk_one_way_only_leads_nowhere_back() -> None:
    streets = standing(street(one_way=True), (110, 0), (550, 0))
    assert list(minutes_of(streets, (330, 0))) == [2]


def test_uphill_takes_longer_than_downhill() -> None:
    streets = street(slower=1.5)
    ways = [streets.between(place(a, 0), place(b, 0), pace=STANDARD) for a, b in ((110, 660), (660, 110))]
    assert [walk and walk.seconds for walk in ways] == [
        pytest.approx(750, abs=0.2),
        pytest.approx(500, abs=0.2),
    ]


def test_from_where_is_asked_against_the_slope() -> None:
    streets = standing(street(slower=1.5), (110, 0))
    tree = streets.search(place(660, 0), backward=True)
    assert tree is not None
    assert tree.reach().seconds.tolist() == [pytest.approx(750, abs=0.2)]


def test_steps_stop_reduced_mobility_and_nobody_else() -> None:
    links = [Link(0, 1), Link(1, 2, flags=PieceFlag.STEPS), Link(2, 3)]
    town = network([(0, 0), (100, 0), (100, 30), (200, 30)], links)
    streets = standing(Streets.over(town), (150, 30))
    assert [len(minutes_of(streets, (50, 0), code)) for code in PACES] == [1, 1, 1, 0]


def test_a_door_on_steps_opens_onto_the_nearest_street_for_everybody_as_well() -> None:
    links = [Link(0, 1), Link(1, 2, flags=PieceFlag.STEPS)]
    streets = Streets.over(network([(0, 0), (100, 0), (100, 60)], links))
    door = standing(streets, (102, 20)).reach(place(0, 0), pace=REDUCED, minutes=15)
    assert len(door) == 1


def test_the_best_of_several_doors_counts_and_is_named() -> None:
    streets = street()
    doors = [place(900, 10), place(200, 10)]
    placement = Placement(
        streets.network,
        streets.segments,
        [7, 7],
        [p.lat for p in doors],
        [p.lng for p in doors],
        names=["东门", "西门"],
    )
    tree = streets.with_placement(placement).search(place(0, 0))
    assert tree is not None
    assert (tree.reach().ids.tolist(), placement.name_of(int(tree.arrivals.door[0]))) == ([7], "西门")


def test_an_island_is_not_reached() -> None:
    nodes = [(0.0, 0.0), (100.0, 0.0), (200.0, 0.0), (0.0, 500.0), (100.0, 500.0)]
    streets = Streets.over(network(nodes, [Link(0, 1), Link(1, 2), Link(3, 4)]))
    assert streets.between(place(50, 0), place(50, 500), pace=STANDARD) is None


def test_a_piece_apart_beside_a_street_does_not_catch_the_door() -> None:
    nodes = [(0.0, 0.0), (100.0, 0.0), (200.0, 0.0), (0.0, 30.0), (100.0, 30.0)]
    streets = standing(Streets.over(network(nodes, [Link(0, 1), Link(1, 2), Link(3, 4)])), (50, 29))
    assert list(minutes_of(streets, (150, 0))) == [1]


def test_a_home_far_from_any_street_has_no_search() -> None:
    assert street().search(place(500, 300)) is None


def test_a_home_far_from_any_street_is_refused_with_a_sentence() -> None:
    with pytest.raises(NoStreets, match="附近没有可步行的道路数据"):
        street().reach(place(500, 300), pace=STANDARD, minutes=15)


@pytest.mark.parametrize("minutes", [-1, math.inf, math.nan])
def test_a_time_that_is_none_is_refused(minutes: float) -> None:
    with pytest.raises(OutOfRange):
        street().reach(HERE, pace=STANDARD, minutes=minutes)


def test_a_search_that_meets_the_edge_of_the_data_counts_the_ends() -> None:
    links = [Link(0, 1), Link(1, 2)]
    tree = Streets.over(network([(0, 0), (200, 0), (400, 0)], links, border=[0, 2])).search(place(100, 0))
    assert tree is not None
    assert (tree.border_ends, len(tree.warnings)) == (2, 1)


def test_a_walk_beyond_the_first_limits_is_still_found() -> None:
    walk = street(20_000).between(place(0, 0), place(20_000, 0), pace=STANDARD)
    assert walk is not None
    assert walk.metres == pytest.approx(20_000, rel=1e-3)


@pytest.mark.parametrize("seed", range(3))
def test_streets_are_never_shorter_than_the_crow_flies(seed: int) -> None:
    streets = crowded(seed + 1)
    doors = streets.placement.doors
    at = {int(i): Point(lat, lng) for i, lat, lng in zip(doors.id, doors.lat, doors.lng, strict=True)}
    reach = streets.reach(HERE, pace=STANDARD, minutes=15)
    crow = [metres_between(HERE, at[id]) for id in reach.ids.tolist()]
    assert (reach.metres >= np.array(crow) - 0.01).all()


HOMES = st.tuples(st.floats(-900, 900), st.floats(-900, 900))
TOWN = crowded(7)


@given(HOMES, st.floats(1, 15), st.floats(0, 5))
@settings(max_examples=60, deadline=None)
def test_more_minutes_reach_all_that_fewer_do(home: Metres, minutes: float, more: float) -> None:
    few, many = (TOWN.reach(place(*home), pace=STANDARD, minutes=m) for m in (minutes, minutes + more))
    assert set(few.ids.tolist()) <= set(many.ids.tolist())


@given(HOMES)
@settings(max_examples=40, deadline=None)
def test_a_slower_pace_reaches_a_part_of_what_a_faster_does(home: Metres) -> None:
    sets = [set(TOWN.reach(place(*home), pace=pace, minutes=15).ids.tolist()) for pace in PACES.values()]
    assert sets[3] <= sets[2] <= sets[1] <= sets[0]


@given(HOMES, HOMES)
@settings(max_examples=60, deadline=None)
def test_there_and_back_take_the_same_time_where_it_is_flat(home: Metres, other: Metres) -> None:
    there = TOWN.between(place(*home), place(*other), pace=STANDARD)
    back = TOWN.between(place(*other), place(*home), pace=STANDARD)
    assert (there and there.seconds) == (back and back.seconds)


@given(HOMES, HOMES)
@settings(max_examples=60, deadline=None)
def test_from_where_is_the_same_walk_seen_from_its_end(home: Metres, other: Metres) -> None:
    walk = TOWN.between(place(*home), place(*other), pace=STANDARD)
    tree = TOWN.search(place(*other), minutes=120, backward=True)
    back = tree and tree.walk_to(place(*home))
    assert (walk and walk.seconds) == (back and back.seconds)


def test_times_at_places_are_the_times_of_the_list() -> None:
    doors = TOWN.placement.doors
    tree = TOWN.search(HERE)
    assert tree is not None
    listed = dict(zip(tree.reach().ids.tolist(), (tree.reach().seconds * 10).round().tolist(), strict=True))
    tenths = tree.tenths_at(doors.lat, doors.lng).tolist()
    assert {id: t for id, t in zip(doors.id.tolist(), tenths, strict=True) if t >= 0} == listed


def test_eight_threads_get_the_answers_of_one() -> None:
    homes = [place(east, north) for east in range(-900, 900, 200) for north in range(-900, 900, 200)]

    def ask(home: Point) -> list[int]:
        found: list[int] = TOWN.reach(home, pace=STANDARD, minutes=12).ids.tolist()
        return found

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(ask, homes)) == [ask(home) for home in homes]
