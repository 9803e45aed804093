"""Where to put one more: the question of one category and some circles, asked and answered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from communities.models import Community, homes_mark
from communities.reach import DEFAULT_MINUTES, Walker
from communities.reach import walker as current_walker
from communities.siting.candidates import Candidate, Kind, candidates_of
from communities.siting.demand import Demand, now_tenths, walks_by_crow
from communities.siting.instance import BadInstance, Goal, Instance, beyond
from communities.siting.solve import Plan, solve
from communities.siting.steps import Step, steps_of
from communities.siting.walks import Walks, walks_along
from lifecircle.language.marked import told as _
from lifecircle.walking import Pace
from lifecircle.walking.pace import ELDERLY
from lifecircle.walking.tree import limit_of
from outlets.models import Category

# Who gets nowhere within so many minutes counts with them, where minutes are added up or compared
CAP_MINUTES = 30

SECONDS = 5.0

# Those who gain are named where they are no more
FEW_NAMES = 6


@dataclass(frozen=True, slots=True)
class Question:
    """`circles` with their areas; `pace` of the residents; `seconds`: how long the solver may take."""

    category: Category
    circles: tuple[Community, ...]
    k: int
    goal: Goal
    kinds: tuple[Kind, ...]
    pace: Pace
    for_elderly: bool = False
    seconds: float = SECONDS

    @property
    def elderly_pace(self) -> Pace:
        """Those of 60 and more walk no faster than in the check."""
        return min(self.pace, ELDERLY, key=lambda pace: pace.metres_per_second)

    @property
    def goal_pace(self) -> Pace:
        """Of those whom the goal counts."""
        return self.elderly_pace if self.for_elderly else self.pace

    @property
    def target_minutes(self) -> int:
        """As in the check: nothing beyond 15 minutes is a target."""
        return min(self.category.target_minutes, DEFAULT_MINUTES)

    @property
    def cap_minutes(self) -> int:
        return self.target_minutes if self.goal is Goal.COVER else CAP_MINUTES


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One site to open, after those before it. `names` of the compounds that gain, where they are few;
    `elderly_alone`: those of them of which the elderly alone gain."""

    number: int
    candidate: Candidate
    step: Step
    names: tuple[str, ...]
    elderly_alone: frozenset[str]
    more_places: int


@dataclass(frozen=True, slots=True, eq=False)
class Siting:
    """The answer with all it was worked out from.

    `instance`: of the goal, with every candidate. `ordinary` of the residents and `slow` of the elderly, each
    at their own pace, have the sites alone, in their order. `unreachable`: of those whom the goal counts.
    """

    question: Question
    demand: Demand
    candidates: list[Candidate]
    instance: Instance
    ordinary: Instance
    slow: Instance
    plan: Plan
    rows: list[Row]
    uncovered: float
    uncovered_elderly: float
    unreachable: float
    marks: dict[str, Any]


def ask(question: Question, now: Walker | None = None) -> Siting:
    """The best sites; raises BadInstance where the question makes no sense."""
    now = now or current_walker()
    if not question.circles:
        raise BadInstance("area", _("这个范围里没有生活圈。"))
    if not question.kinds:
        raise BadInstance("kinds", _("请至少选一种候选点。"))
    demand = Demand.of(question.circles, now)
    candidates = candidates_of(demand.standings, question.kinds)
    return ask_over(question, demand, candidates, now)


def ask_over(question: Question, demand: Demand, candidates: list[Candidate], now: Walker) -> Siting:
    """The same where homes and candidates are known."""
    _refuse_uncounted(question, demand)
    instance = instance_of(question, demand, candidates, now, question.goal_pace)
    plan = solve(instance, question.k, goal=question.goal, seconds=question.seconds)
    own, sites = instance.chosen(plan.sites), [candidates[site] for site in plan.sites]
    ordinary, slow = (
        own if pace == question.goal_pace else instance_of(question, demand, sites, now, pace)
        for pace in (question.pace, question.elderly_pace)
    )
    late = beyond(instance.now_tenths, instance.target_tenths)
    able = np.zeros(len(demand), bool)
    able[instance.place[instance.tenths <= instance.target_tenths]] = True
    return Siting(
        question,
        demand,
        candidates,
        instance,
        ordinary,
        slow,
        plan,
        _rows(plan, ordinary, slow, demand, candidates),
        float(demand.residents[beyond(ordinary.now_tenths, ordinary.target_tenths)].sum()),
        float(demand.elderly[beyond(slow.now_tenths, slow.target_tenths)].sum()),
        float(instance.weight[late & ~able].sum()),
        _marks(demand, now),
    )


def _refuse_uncounted(question: Question, demand: Demand) -> None:
    """What is not known is not nought."""
    if not demand.counted.residents.any():
        raise BadInstance("residents", _("这个范围里没有登记小区人口，算不出放在哪里好。请先登记小区人数。"))
    if question.for_elderly and not demand.counted.elderly.any():
        raise BadInstance("whom", _("这个范围里没有登记 60 岁以上人口，算不出为老人放在哪里好。"))


def instance_of(
    question: Question, demand: Demand, candidates: Sequence[Candidate], now: Walker, pace: Pace
) -> Instance:
    """Walks are from home to the shop: slopes and one-ways count in that direction."""
    minutes = float(question.cap_minutes)
    return Instance.of(
        (demand.residents, demand.elderly),
        now_tenths(demand, question.category, now, pace=pace, minutes=minutes),
        _walks(demand, candidates, pace, minutes),
        candidates=len(candidates),
        target_tenths=limit_of(question.target_minutes),
        cap_tenths=limit_of(minutes),
        for_elderly=question.for_elderly,
    )


def _walks(demand: Demand, candidates: Sequence[Candidate], pace: Pace, minutes: float) -> Walks:
    """Along the streets between circles that have them, by straight line between those that have not."""
    has = [standing.streets is not None for standing in demand.standings]
    along = np.array([at for at, each in enumerate(candidates) if has[each.circle]], np.int64)
    crow = np.array([at for at, each in enumerate(candidates) if not has[each.circle]], np.int64)
    found: list[Walks] = [(np.zeros(0, np.int64),) * 3]
    if demand.streets is not None and along.size:
        points = [candidates[at].point for at in along.tolist()]
        site, home, tenths = walks_along(demand.streets, demand.places, points, pace=pace, minutes=minutes)
        found.append((along[site], home, tenths))
    found += walks_by_crow(demand, candidates, crow, pace, minutes)
    candidate, home, tenths = (np.concatenate(column) for column in zip(*found, strict=True))
    return candidate, home, tenths


def _rows(
    plan: Plan, ordinary: Instance, slow: Instance, demand: Demand, candidates: Sequence[Candidate]
) -> list[Row]:
    """The steps of the plan, residents and elderly each counted at their own pace."""
    order = tuple(range(len(plan.sites)))
    steps = zip(plan.steps, steps_of(ordinary, order), steps_of(slow, order), strict=True)
    return [
        _row(number, _at_own_pace(step, one, old, demand), set(one.places), demand, candidates)
        for number, (step, one, old) in enumerate(steps, start=1)
    ]


def _at_own_pace(step: Step, one: Step, old: Step, demand: Demand) -> Step:
    places = dict.fromkeys([*one.places, *(at for at in old.places if demand.elderly[at] > 0)])
    return replace(
        step,
        gained=one.gained,
        left=one.left,
        places=tuple(places),
        gained_elderly=old.gained_elderly,
        left_elderly=old.left_elderly,
    )


def _row(number: int, step: Step, all_gain: set[int], demand: Demand, candidates: Sequence[Candidate]) -> Row:
    """Stretches of one street go by one name."""
    known = [at for at in step.places if demand.names[at]]
    whole = dict.fromkeys(demand.names[at] for at in known if at in all_gain)
    old = dict.fromkeys(demand.names[at] for at in known if at not in all_gain)
    names = (*whole, *(name for name in old if name not in whole))
    few = names if len(names) <= FEW_NAMES else names[: FEW_NAMES // 2]
    alone = frozenset(few) - whole.keys()
    more = max(0, len(names or step.places) - len(few))
    return Row(number, candidates[step.site], step, few, alone, more)


def _marks(demand: Demand, now: Walker) -> dict[str, Any]:
    """Which state of register, homes and streets this was worked out from."""
    about = demand.streets.network.about if demand.streets else None
    mark = homes_mark()
    return {
        "register": now.register.number,
        "register_on": now.data_date,
        "homes": mark[0] if mark else None,
        "streets": about.revision if about else None,
        "streets_on": about.data_date if about else None,
    }
