"""Where to put one more: the question of one category and some circles, asked and answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from communities.models import Community, homes_mark
from communities.reach import DEFAULT_MINUTES, Walker
from communities.reach import walker as current_walker
from communities.siting.candidates import Candidate, Kind, candidates_of
from communities.siting.demand import Demand, now_tenths, walks_by_crow
from communities.siting.instance import BadInstance, Goal, Instance
from communities.siting.solve import Plan, solve
from communities.siting.steps import Step
from communities.siting.walks import Walks, walks_along
from lifecircle.walking import Pace
from lifecircle.walking.tree import limit_of
from outlets.models import Category

# Who gets nowhere within so many minutes counts with them, where minutes are added up or compared
CAP_MINUTES = 30

SECONDS = 5.0

# Those who gain are named where they are no more
FEW_NAMES = 6


@dataclass(frozen=True, slots=True)
class Question:
    """`circles` with their areas; `seconds`: how long the solver may take."""

    category: Category
    circles: tuple[Community, ...]
    k: int
    goal: Goal
    kinds: tuple[Kind, ...]
    pace: Pace
    for_elderly: bool = False
    seconds: float = SECONDS

    @property
    def target_minutes(self) -> int:
        """As in the check: nothing beyond 15 minutes is a target."""
        return min(self.category.target_minutes, DEFAULT_MINUTES)

    @property
    def cap_minutes(self) -> int:
        return self.target_minutes if self.goal is Goal.COVER else CAP_MINUTES


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One site to open, after those before it."""

    number: int
    candidate: Candidate
    step: Step
    names: tuple[str, ...]
    more_places: int

    @property
    def who(self) -> str:
        """The compounds that gain, by name where they are few."""
        if not self.names:
            return f"{self.more_places} 处" if self.more_places else "没有人"
        more = f" 等 {len(self.names) + self.more_places} 处" if self.more_places else ""
        return "、".join(self.names) + more


@dataclass(frozen=True, slots=True, eq=False)
class Siting:
    """The answer with all it was worked out from."""

    question: Question
    demand: Demand
    candidates: list[Candidate]
    instance: Instance
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
        raise BadInstance("area", "这个范围里没有生活圈。")
    if not question.kinds:
        raise BadInstance("kinds", "请至少选一种候选点。")
    demand = Demand.of(question.circles, now)
    candidates = candidates_of(demand.standings, question.kinds)
    return ask_over(question, demand, candidates, now)


def ask_over(question: Question, demand: Demand, candidates: list[Candidate], now: Walker) -> Siting:
    """The same where homes and candidates are known."""
    instance = instance_of(question, demand, candidates, now)
    plan = solve(instance, question.k, goal=question.goal, seconds=question.seconds)
    before = ~_within(instance)
    able = np.zeros(len(demand), bool)
    able[instance.place[instance.tenths <= instance.target_tenths]] = True
    return Siting(
        question,
        demand,
        candidates,
        instance,
        plan,
        [_row(number, step, demand, candidates) for number, step in enumerate(plan.steps, start=1)],
        float(demand.residents[before].sum()),
        float(demand.elderly[before].sum()),
        float(demand.residents[before & ~able].sum()),
        _marks(demand, now),
    )


def instance_of(question: Question, demand: Demand, candidates: Sequence[Candidate], now: Walker) -> Instance:
    """Walks are from home to the shop: slopes and one-ways count in that direction."""
    minutes = float(question.cap_minutes)
    return Instance.of(
        (demand.residents, demand.elderly),
        now_tenths(demand, question.category, now, pace=question.pace, minutes=minutes),
        _walks(demand, candidates, question.pace, minutes),
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


def _within(instance: Instance) -> np.ndarray:
    now = instance.now_tenths
    found: np.ndarray = (now >= 0) & (now <= instance.target_tenths)
    return found


def _row(number: int, step: Step, demand: Demand, candidates: Sequence[Candidate]) -> Row:
    """Stretches of one street go by one name."""
    names = tuple(dict.fromkeys(name for at in step.places if (name := demand.names[at])))
    few = names if len(names) <= FEW_NAMES else names[: FEW_NAMES // 2]
    return Row(number, candidates[step.site], step, few, max(0, len(names or step.places) - len(few)))


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
