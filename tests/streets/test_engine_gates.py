"""A compound with several gates: each walk leaves by the best one, which is named."""

import pytest

from lifecircle.walking.placement import Placement
from lifecircle.walking.streets import Streets
from lifecircle.walking.tree import Gate, Tree
from tests.streets.towns import Link, Metres, grid_town, network, place

# a street in the west and one in the east, which do not meet within reach of the compound between them
TWO_STREETS = network(
    [(0, 0), (0, 400), (300, 0), (300, 400), (0, 9_000), (300, 9_000)],
    [Link(0, 1, name="西街"), Link(2, 3, name="东街"), Link(1, 4), Link(3, 5), Link(4, 5)],
)
COMPOUND, WEST, EAST = (150, 100), (10, 100), (290, 100)
GATES = (Gate("西门", place(*WEST)), Gate("东门", place(*EAST)))


def streets(*doors: Metres) -> Streets:
    points = [place(*door) for door in doors]
    over = Streets.over(TWO_STREETS)
    ids, lats, lngs = range(1, len(doors) + 1), [p.lat for p in points], [p.lng for p in points]
    return over.with_placement(Placement(over.network, over.segments, ids, lats, lngs))


def tree(over: Streets, *, minutes: float = 15.0, backward: bool = False) -> Tree:
    found = over.search(place(*COMPOUND), minutes=minutes, backward=backward, gates=GATES)
    assert found is not None
    return found


def test_each_walk_leaves_by_the_gate_that_is_best_for_it() -> None:
    found = tree(streets((0, 300), (300, 300)))
    routes = [found.route(id) for id in (1, 2)]
    assert [route and route.gate_name for route in routes] == ["西门", "东门"]


def test_time_begins_at_the_gate() -> None:
    reach = tree(streets((0, 300))).reach()
    assert reach.metres.tolist() == [pytest.approx(10 + 200, abs=0.1)]


def test_the_gate_is_the_first_step_and_the_line_begins_there() -> None:
    route = tree(streets((0, 300))).route(1)
    assert route is not None
    assert route.sentences[:2] == ["从西门出", "沿西街向北 200 米"]
    assert route.line[0] == pytest.approx([GATES[0].point.lng, GATES[0].point.lat], abs=1e-6)


def test_who_comes_to_the_compound_enters_by_its_best_gate() -> None:
    route = tree(streets((300, 300)), backward=True).route(1)
    assert route is not None
    assert "到达，从东门进" in route.text


def test_two_gates_on_one_street_are_told_apart() -> None:
    over = streets((0, 380), (0, 20))
    gates = (Gate("北门", place(10, 300)), Gate("南门", place(10, 100)))
    found = over.search(place(50, 200), gates=gates)
    assert found is not None
    routes = [found.route(id) for id in (1, 2)]
    assert [(route and route.gate_name, route and round(route.metres)) for route in routes] == [
        ("北门", 90),
        ("南门", 90),
    ]


def test_a_door_beside_a_gate_is_measured_from_that_gate() -> None:
    found = tree(streets((295, 100)))
    assert (found.reach().metres.round().tolist(), found.route(1).gate_name) == ([5.0], "东门")  # type: ignore[union-attr]


def test_gates_reach_what_a_search_from_each_of_them_reaches() -> None:
    town = Streets.over(grid_town(seed=3, gaps=0.3))
    gates = [Gate("a", place(-200, 40)), Gate("b", place(330, -120)), Gate("c", place(20, 480))]
    whole = town.search(place(0, 0), gates=gates, minutes=10)
    parts = [town.search(gate.point, minutes=10) for gate in gates]
    assert whole is not None
    best: dict[int, int] = {}
    for part in parts:
        assert part is not None
        for node, tenths in zip(part.node.tolist(), part.tenths.tolist(), strict=True):
            best[node] = min(tenths, best.get(node, tenths))
    assert dict(zip(whole.node.tolist(), whole.tenths.tolist(), strict=True)) == best


def test_the_shapes_hold_the_compound_and_both_its_streets() -> None:
    [shape] = tree(streets(), minutes=3).rings([3.0])
    lngs = [lng for lng, _ in shape["coordinates"][0]]
    assert min(lngs) < place(0, 0).lng < place(*COMPOUND).lng < place(300, 0).lng < max(lngs)


def test_a_compound_without_a_street_near_any_gate_has_no_answer() -> None:
    far = (Gate("东门", place(5_000, 5_000)),)
    assert streets().search(place(*COMPOUND), gates=far) is None
