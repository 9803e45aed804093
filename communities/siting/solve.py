"""Asks the right solver and tells the sites in order, what each adds, and how good that is. Pure."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import numpy as np

from communities.siting import solver
from communities.siting.elements import Elements, levels_of
from communities.siting.exact_cover import exact_cover
from communities.siting.exact_minutes import exact_minutes
from communities.siting.gains import Covers, Savings
from communities.siting.greedy import Greedy, greedy
from communities.siting.instance import BadInstance, Goal, Instance
from communities.siting.steps import Step, least_worst, steps_of
from lifecircle.language.marked import told as _

MOST_SITES = 50

# Above so many walks the program alone would take longer than any limit: greedy and its bound answer
MOST_EXACT = 4_000_000
NOISE = 1e-6


@dataclass(frozen=True, slots=True)
class Plan:
    """`sites`: candidates in the order to open them; fewer than `asked` where nothing is left to gain.

    `value` and `bound` are of the goal: people newly within the target (COVER), people × minutes saved
    (MINUTES), whole minutes of the longest walk that any candidate can shorten (WORST: nothing is below the
    bound, for the others nothing above). `proven`: nothing is better. `solver`: "" for greedy.
    """

    goal: Goal
    asked: int
    sites: tuple[int, ...]
    steps: tuple[Step, ...]
    value: float
    bound: float
    proven: bool
    solver: str
    timed_out: bool
    seconds: float

    @property
    def gap(self) -> float:
        """How much better anything could be, as a share of the bound; 0 where proven."""
        if self.proven or self.bound == self.value:
            return 0.0
        return abs(self.bound - self.value) / max(abs(self.bound), abs(self.value))

    @property
    def served_all(self) -> bool:
        """Whether fewer sites than asked for do all that can be done."""
        return len(self.sites) < self.asked


def solve(
    instance: Instance, k: int, *, goal: Goal, seconds: float = 5.0, exact: bool = solver.AVAILABLE
) -> Plan:
    """Up to `k` candidates for the goal, `exact` by HiGHS within the time. Raises BadInstance."""
    _check(instance, k, seconds)
    begun = time.monotonic()
    exact = exact and instance.place.size <= MOST_EXACT
    if goal is Goal.MINUTES:
        plan = _minutes(instance, k, seconds, exact)
    else:
        plan = _covering(instance, k, goal, seconds, exact)
    return replace(plan, seconds=time.monotonic() - begun)


def _check(instance: Instance, k: int, seconds: float) -> None:
    if not 1 <= k <= MOST_SITES:
        raise BadInstance("k", _("要选几处，应是 1 到 {most} 之间的整数。", most=MOST_SITES))
    if not seconds > 0:
        raise BadInstance("seconds", _("时间上限应大于 0 秒。"))
    if not instance.candidates:
        raise BadInstance("candidates", _("没有候选点：请换一个范围，或者多选几种候选点。"))
    if not instance.weight.sum() > 0:
        nobody = _("这个范围里登记的居民数是 0，算不出放在哪里好。请先登记小区人数。")
        no_elderly = _("这个范围里登记的老人数是 0，算不出放在哪里好。请先登记小区人数。")
        raise BadInstance("residents", no_elderly if instance.for_elderly else nobody)


def _minutes(instance: Instance, k: int, seconds: float, exact: bool) -> Plan:
    found = greedy(Savings.minutes(instance), range(instance.candidates), k)
    value, bound, sites, name, late = found.value, found.most, found.sites, "", False
    if exact and not _closed(found):
        saved = exact_minutes(Savings.minutes(instance), k, found.sites, seconds)
        bound, late, name = min(bound, saved.most), not saved.proven, solver.version()
        value, sites = saved.value, saved.sites
    proven = _near(value, bound)
    inorder = greedy(Savings.minutes(instance), sites, k).sites
    return _plan(instance, k, Goal.MINUTES, inorder, (value, bound), proven, name, late)


def _covering(instance: Instance, k: int, goal: Goal, seconds: float, exact: bool) -> Plan:
    cap = instance.cap_tenths if goal is Goal.WORST else instance.target_tenths
    elements = Elements.of(instance, levels_of(instance.target_tenths, cap))
    found = greedy(Covers(elements), range(elements.kept.size), k)
    sites, proven, name, late = found.sites, _all_covered(elements, found), "", False
    most = found.most
    if goal is Goal.COVER:
        proven = proven or _closed(found)
    if exact and not proven:
        covered = exact_cover(elements, k, found.sites, seconds)
        sites, proven, name, late = covered.sites, covered.proven, solver.version(), not covered.proven
        most = min(most, covered.most[0])
    inorder = greedy(Covers(elements), sites, k).sites
    own = tuple(int(elements.kept[site]) for site in inorder)
    if goal is Goal.COVER:
        value = sum(gain[0] for gain in greedy(Covers(elements), inorder, k).gains)
        return _plan(
            instance, k, goal, own, (value, max(value, most)), proven or _near(value, most), name, late
        )
    longest, least = least_worst(instance, elements, own, k)
    return _plan(instance, k, goal, own, (longest, longest if proven else least), proven, name, late)


def _closed(found: Greedy) -> bool:
    return _near(found.value, found.most)


def _near(value: float, most: float) -> bool:
    return most - value <= NOISE * max(1.0, most)


def _all_covered(elements: Elements, found: Greedy) -> bool:
    total = np.bincount(elements.level, elements.weight, minlength=elements.levels)
    reached = np.array(found.gains).sum(axis=0) if found.gains else np.zeros(elements.levels)
    return bool((total - reached <= NOISE * np.maximum(1.0, total)).all())


def _plan(
    instance: Instance,
    k: int,
    goal: Goal,
    sites: tuple[int, ...],
    reached: tuple[float, float],
    proven: bool,
    name: str,
    late: bool,
) -> Plan:
    steps = steps_of(instance, sites)
    return Plan(goal, k, sites, steps, *reached, proven, name, late and not proven, 0.0)
