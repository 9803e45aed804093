"""What every walking engine keeps, asked of each of them."""

import math

import numpy as np
import pytest

from lifecircle.walking import PACES, STANDARD, Engine, Reach, shown_minutes
from tests.unit.engine_contract import CASES, Case, corners, holds, turning

MINUTES = (5, 10, 15)


@pytest.fixture(params=CASES, ids=lambda case: case.name)
def case(request: pytest.FixtureRequest) -> Case:
    chosen: Case = request.param
    return chosen


@pytest.fixture
def engine(case: Case) -> Engine:
    return case.make(case.places)


def reached(engine: Engine, case: Case, minutes: float, pace: str = "standard") -> Reach:
    return engine.reach(case.origin, pace=PACES[pace], minutes=minutes)


def test_the_case_is_worth_asking(engine: Engine, case: Case) -> None:
    assert 0 < len(reached(engine, case, 5)) < len(reached(engine, case, 15))


def test_more_minutes_reach_all_that_fewer_do(engine: Engine, case: Case) -> None:
    reaches = [set(reached(engine, case, minutes).ids.tolist()) for minutes in MINUTES]
    assert reaches[0] <= reaches[1] <= reaches[2]


def test_a_slower_pace_reaches_nothing_a_faster_does_not(engine: Engine, case: Case) -> None:
    reaches = [set(reached(engine, case, 15, pace).ids.tolist()) for pace in PACES]
    assert reaches[3] <= reaches[2] <= reaches[1] <= reaches[0]


def test_the_list_is_in_order_of_time_then_id(engine: Engine, case: Case) -> None:
    reach = reached(engine, case, 15)
    pairs = list(zip(reach.seconds.tolist(), reach.ids.tolist(), strict=True))
    assert pairs == sorted(pairs)


def test_no_place_is_listed_twice(engine: Engine, case: Case) -> None:
    ids = reached(engine, case, 15).ids
    assert np.unique(ids).size == ids.size


def test_the_list_stays_within_the_limit(engine: Engine, case: Case) -> None:
    reach = reached(engine, case, 10)
    assert all(shown_minutes(seconds) <= 10 for seconds in reach.seconds.tolist())


def test_times_and_distances_are_numbers(engine: Engine, case: Case) -> None:
    reach = reached(engine, case, 15)
    assert np.isfinite(reach.seconds).all()
    assert np.isfinite(reach.metres).all()


def test_the_arrays_have_the_promised_types(engine: Engine, case: Case) -> None:
    reach = reached(engine, case, 15)
    names = [array.dtype.name for array in (reach.ids, reach.seconds, reach.metres)]
    assert names == ["int64", "float64", "float64"]


def test_a_walk_to_a_listed_place_takes_the_listed_time(engine: Engine, case: Case) -> None:
    reach = reached(engine, case, 15)
    walks = [engine.between(case.origin, case.places[id], pace=STANDARD) for id in reach.ids.tolist()]
    seconds = [walk.seconds for walk in walks if walk is not None]
    assert seconds == pytest.approx(reach.seconds.tolist(), rel=1e-5, abs=0.01)


def test_a_place_not_listed_is_farther_or_has_no_way(engine: Engine, case: Case) -> None:
    listed = set(reached(engine, case, 10).ids.tolist())
    others = [point for id, point in case.places.items() if id not in listed]
    walks = [engine.between(case.origin, point, pace=STANDARD) for point in others]
    assert all(walk is None or walk.seconds > 599.99 for walk in walks)


def test_where_there_is_no_way_there_is_no_walk(engine: Engine, case: Case) -> None:
    if case.no_way is None:
        pytest.skip(f"{case.name} always has a way")
    assert engine.between(case.origin, case.no_way, pace=STANDARD) is None


def test_the_same_question_has_the_same_answer(engine: Engine, case: Case) -> None:
    first, second = reached(engine, case, 15), reached(engine, case, 15)
    assert first.ids.tolist() == second.ids.tolist()
    assert first.seconds.tolist() == second.seconds.tolist()


def test_the_order_of_the_places_does_not_matter(engine: Engine, case: Case) -> None:
    backwards = case.make(dict(reversed(list(case.places.items()))))
    assert reached(engine, case, 15).ids.tolist() == reached(backwards, case, 15).ids.tolist()


def test_there_is_one_ring_for_each_time(engine: Engine, case: Case) -> None:
    shapes = engine.rings(case.origin, pace=STANDARD, minutes=MINUTES)
    assert [shape["type"] for shape in shapes] == ["Polygon"] * 3


def test_rings_are_closed(engine: Engine, case: Case) -> None:
    rings = [corners(shape) for shape in engine.rings(case.origin, pace=STANDARD, minutes=MINUTES)]
    assert all(ring[0] == ring[-1] and len(ring) >= 4 for ring in rings)


def test_rings_run_counter_clockwise(engine: Engine, case: Case) -> None:
    rings = [corners(shape) for shape in engine.rings(case.origin, pace=STANDARD, minutes=MINUTES)]
    assert all(turning(ring) > 0 for ring in rings)


def test_rings_lie_inside_one_another(engine: Engine, case: Case) -> None:
    small, middle, large = (
        corners(shape) for shape in engine.rings(case.origin, pace=STANDARD, minutes=MINUTES)
    )
    assert all(holds(middle, corner) for corner in small)
    assert all(holds(large, corner) for corner in middle)


def test_the_list_and_the_ring_agree(engine: Engine, case: Case) -> None:
    [shape] = engine.rings(case.origin, pace=STANDARD, minutes=[10])
    ring = corners(shape)
    blur = case.blur_metres / STANDARD.metres_per_second / 60.0
    surely = set(reached(engine, case, 10 - blur).ids.tolist())
    perhaps = set(reached(engine, case, 10 + blur).ids.tolist())
    inside = {id for id, point in case.places.items() if holds(ring, point)}
    assert surely <= inside <= perhaps


def test_an_engine_says_what_it_is(engine: Engine) -> None:
    assert engine.method.isidentifier()
    assert engine.method_name
    assert all(engine.formula(pace) for pace in PACES.values())


def test_a_walk_to_where_one_is_takes_no_time(engine: Engine, case: Case) -> None:
    walk = engine.between(case.origin, case.origin, pace=STANDARD)
    assert walk is not None
    assert math.isclose(walk.seconds, 0, abs_tol=0.01)
