"""Every subset tried: what the solvers must not beat, and must reach."""

import math
from itertools import combinations

import numpy as np
from hypothesis import strategies as st

from communities.siting.instance import NEVER, TENTHS_PER_MINUTE, Goal, Instance, beyond

TARGET, CAP = 8 * TENTHS_PER_MINUTE, 30 * TENTHS_PER_MINUTE


def value_of(instance: Instance, sites: tuple[int, ...], goal: Goal) -> tuple[float, ...]:
    """The larger the better, compared like words: worked out from the definition, place by place."""
    before, after = instance.with_sites([]), instance.with_sites(list(sites))
    weight = instance.weight
    if goal is Goal.COVER:
        gained = beyond(before, instance.target_tenths) & ~beyond(after, instance.target_tenths)
        return (float(weight[gained].sum()),)
    if goal is Goal.MINUTES:
        return (float((weight * (_capped(instance, before) - _capped(instance, after))).sum()),)
    limits = range(instance.cap_tenths, instance.target_tenths - 1, -TENTHS_PER_MINUTE)
    return tuple(-round(float(weight[beyond(after, limit)].sum()), 6) for limit in limits)


def best_of(instance: Instance, k: int, goal: Goal) -> tuple[float, ...]:
    chosen = combinations(range(instance.candidates), min(k, instance.candidates))
    return max(value_of(instance, sites, goal) for sites in chosen)


def _capped(instance: Instance, tenths: np.ndarray) -> np.ndarray:
    return np.where(tenths == NEVER, instance.cap_tenths, tenths) / TENTHS_PER_MINUTE


def close(mine: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(math.isclose(a, b, rel_tol=1e-6, abs_tol=1e-5) for a, b in zip(mine, other, strict=True))


@st.composite
def instances(draw: st.DrawFn) -> Instance:
    """Up to eight places and seven candidates; many equal times, people in halves, nobody home somewhere."""
    places = draw(st.integers(1, 8))
    candidates = draw(st.integers(1, 7))
    residents = draw(st.lists(st.integers(0, 9), min_size=places, max_size=places))
    residents[0] += 1
    minutes = st.integers(1, 36)
    now = draw(st.lists(st.one_of(st.just(None), minutes), min_size=places, max_size=places))
    walk = st.one_of(st.none(), minutes, st.integers(6, 9))
    table = draw(st.lists(walk, min_size=places * candidates, max_size=places * candidates))
    walks = [
        (at // places, at % places, minutes * TENTHS_PER_MINUTE)
        for at, minutes in enumerate(table)
        if minutes is not None
    ]
    candidate, place, tenths = zip(*walks, strict=True) if walks else ((), (), ())
    return Instance.of(
        (np.array(residents) / 2.0, np.array(residents) / 4.0),
        [NEVER if minutes is None else minutes * TENTHS_PER_MINUTE for minutes in now],
        (candidate, place, tenths),
        candidates=candidates,
        target_tenths=TARGET,
        cap_tenths=CAP,
    )
