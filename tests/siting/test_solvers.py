"""The solvers against every subset tried, and what they say of themselves."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communities.siting import solver
from communities.siting.greedy import SHARE
from communities.siting.instance import Goal, Instance
from communities.siting.solve import solve
from tests.siting.brute import best_of, close, instances, value_of

needs_highs = pytest.mark.skipif(not solver.AVAILABLE, reason="the extra siting (highspy) is not installed")


@needs_highs
@pytest.mark.parametrize("goal", Goal)
@settings(max_examples=60, deadline=None)
@given(instance=instances(), k=st.integers(1, 4))
def test_exact_is_as_good_as_the_best_of_all_subsets(goal: Goal, instance: Instance, k: int) -> None:
    plan = solve(instance, k, goal=goal, exact=True)
    assert plan.proven
    assert plan.gap == 0.0
    assert close(value_of(instance, plan.sites, goal), best_of(instance, k, goal))


@pytest.mark.parametrize("goal", [Goal.COVER, Goal.MINUTES])
@settings(max_examples=60, deadline=None)
@given(instance=instances(), k=st.integers(1, 4))
def test_greedy_reaches_its_share_and_its_bound_holds(goal: Goal, instance: Instance, k: int) -> None:
    plan = solve(instance, k, goal=goal, exact=False)
    best = best_of(instance, k, goal)[0]
    assert plan.value >= SHARE * best - 1e-6
    assert plan.bound >= best - 1e-5
    assert plan.value == pytest.approx(value_of(instance, plan.sites, goal)[0], abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(instance=instances(), k=st.integers(1, 4))
def test_no_choice_beats_the_bound_on_the_longest_walk(instance: Instance, k: int) -> None:
    greedy, exact = (solve(instance, k, goal=Goal.WORST, exact=which) for which in (False, solver.AVAILABLE))
    assert greedy.bound <= exact.value <= greedy.value
