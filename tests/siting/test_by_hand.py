"""A village on one street, every number worked out by hand.

    A1 --2-- A2 --2-- a --2-- A3 ......... b --1-- B1 --9-- B2 ......... C1 --3-- c

Walks in minutes between homes and candidates a, b, c; the target is 8. One outlet stands 5 minutes from A1.
"""

import pytest

from communities.siting import solver
from communities.siting.instance import NEVER, TENTHS_PER_MINUTE, BadInstance, Goal, Instance
from communities.siting.solve import solve
from tests.siting.brute import CAP, TARGET

A1, A2, A3, B1, B2, C1 = range(6)
a, b, c = range(3)
RESIDENTS = [100, 40, 50, 60, 25, 30]
ELDERLY = [10, 8, 5, 30, 5, 29]
NOW = [5, 9, 12, 20, 29, None]
WALKS = {
    (a, A1): 4,
    (a, A2): 2,
    (a, A3): 2,
    (a, B1): 25,
    (b, A3): 10,
    (b, B1): 1,
    (b, B2): 10,
    (c, B2): 14,
    (c, C1): 3,
}


def village(**changed: object) -> Instance:
    facts: dict[str, object] = {"residents": RESIDENTS, "elderly": ELDERLY, "walks": WALKS, "candidates": 3}
    facts.update(changed)
    walks: dict[tuple[int, int], int] = facts["walks"]  # type: ignore[assignment]
    return Instance.of(
        (facts["residents"], facts["elderly"]),  # type: ignore[arg-type]
        [NEVER if minutes is None else minutes * TENTHS_PER_MINUTE for minutes in NOW],
        (
            [candidate for candidate, _ in walks],
            [home for _, home in walks],
            [minutes * TENTHS_PER_MINUTE for minutes in walks.values()],
        ),
        candidates=facts["candidates"],  # type: ignore[arg-type]
        target_tenths=TARGET,
        cap_tenths=CAP,
    )


EXACT = [pytest.param(True, marks=pytest.mark.skipif(not solver.AVAILABLE, reason="no highspy")), False]


@pytest.mark.parametrize("exact", EXACT)
def test_the_best_single_place_is_where_most_uncovered_residents_gain(exact: bool) -> None:
    plan = solve(village(), 1, goal=Goal.COVER, exact=exact)
    assert plan.sites == (a,)
    step = plan.steps[0]
    # A2 and A3; A1 has its outlet already and does not count again
    assert (step.gained, step.gained_elderly, step.places) == (90, 13, (A3, A2))
    assert (step.left, step.left_elderly) == (60 + 25 + 30, 30 + 5 + 29)
    assert (plan.value, plan.bound, plan.proven) == (90, 90, True)


@pytest.mark.parametrize("exact", EXACT)
def test_every_further_place_tells_what_it_adds_and_what_remains(exact: bool) -> None:
    plan = solve(village(), 3, goal=Goal.COVER, exact=exact)
    assert plan.sites == (a, b, c)
    assert [step.gained for step in plan.steps] == [90, 60, 30]
    assert [step.left for step in plan.steps] == [115, 55, 25]


def test_for_the_elderly_another_place_is_best() -> None:
    assert solve(village().counting(elderly=True), 1, goal=Goal.COVER).sites == (b,)


@pytest.mark.parametrize("exact", EXACT)
def test_the_least_sum_of_minutes(exact: bool) -> None:
    """a saves 100*1 + 40*7 + 50*10 = 880, b 50*2 + 60*19 + 25*19 = 1715, c 25*15 + 30*27 = 1185: who has no
    outlet within 30 minutes counts with 30."""
    plan = solve(village(), 1, goal=Goal.MINUTES, exact=exact)
    assert plan.sites == (b,)
    assert plan.value == pytest.approx(1715)
    assert plan.steps[0].minutes_saved == pytest.approx(1715)


@pytest.mark.parametrize("exact", EXACT)
def test_the_longest_walk_is_shortened_first(exact: bool) -> None:
    """C1 has nothing within 30 minutes, so c comes first although it gains the fewest; then 20 minutes of B1
    remain the longest, and b brings them down to the 12 of A3, at last 10 of B2 are left."""
    plans = [solve(village(), k, goal=Goal.WORST, exact=exact) for k in (1, 2, 3)]
    assert [plan.sites[0] for plan in plans] == [c, c, c]
    assert [plan.value for plan in plans] == [20, 10, 10]
    assert [step.longest for step in plans[2].steps] == [20, 10, 10]


def test_fewer_places_are_enough_once_nobody_is_left_to_serve() -> None:
    plan = solve(village(), 7, goal=Goal.COVER)
    assert len(plan.sites) == 3
    assert plan.served_all


def test_where_everybody_has_an_outlet_no_place_is_proposed() -> None:
    plan = solve(village(residents=[100, 0, 0, 0, 0, 0]), 2, goal=Goal.COVER)
    assert (plan.sites, plan.value, plan.proven, plan.gap) == ((), 0, True, 0.0)


@pytest.mark.skipif(not solver.AVAILABLE, reason="no highspy")
@pytest.mark.parametrize("goal", Goal)
def test_out_of_time_the_best_found_is_told_with_its_gap(goal: Goal) -> None:
    """Two of three, of which greedy takes the wrong ones: m looks best alone, l and r are best together."""
    people = [10] * 12
    covers = {0: range(2, 9), 1: range(6), 2: range(6, 12)}
    walks = {(site, home): 5 for site, homes in covers.items() for home in homes}
    instance = Instance.of(
        (people, people),
        [NEVER] * 12,
        ([s for s, _ in walks], [h for _, h in walks], [5 * TENTHS_PER_MINUTE] * len(walks)),
        candidates=3,
        target_tenths=TARGET,
        cap_tenths=CAP,
    )
    late, done = (solve(instance, 2, goal=goal, seconds=seconds) for seconds in (1e-9, 5.0))
    assert (set(done.sites), done.proven, done.gap, done.timed_out) == ({1, 2}, True, 0.0, False)
    assert (late.sites[0], late.proven, late.timed_out) == (0, False, True)
    assert late.gap > 0.0


@pytest.mark.parametrize(
    ("changed", "k", "words"),
    [
        ({}, 0, "1 到 50"),
        ({}, 51, "1 到 50"),
        ({"walks": {}, "candidates": 0}, 1, "没有候选点"),
        ({"residents": [0] * 6}, 1, "居民数是 0"),
        ({"residents": [-1] * 6}, 1, "0 或更大"),
        ({"residents": [1] * 5}, 1, "一样长"),
        ({"candidates": 2}, 1, "不存在的候选点"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_in_plain_words(
    changed: dict[str, object], k: int, words: str
) -> None:
    with pytest.raises(BadInstance, match=words):
        solve(village(**changed), k, goal=Goal.COVER)


def test_candidates_that_reach_nobody_propose_nothing() -> None:
    assert solve(village(walks={}), 1, goal=Goal.MINUTES).sites == ()


def test_of_equal_walks_between_the_same_two_the_shortest_counts() -> None:
    twice = Instance.of(
        ([1], [0]), [NEVER], ([0, 0], [0, 0], [900, 600]), candidates=1, target_tenths=TARGET, cap_tenths=CAP
    )
    assert twice.walks_of(0)[1].tolist() == [600]
