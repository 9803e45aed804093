"""Which grade a circle has earned: 基础, 提升 or 品质, by a rule that is declared here and has a version.

The state has published no thresholds of points. This is the project's own default, after what is published:
look first at which categories exist, then at satisfaction, chains and facilities. A city changes RULE.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from communities.models import Grade
from lifecircle.language.marked import gettext_noop

RULE_VERSION = gettext_noop("默认-2026.1")
RULE_NOTE = gettext_noop("本项目的默认规则，市里可改")

SATISFACTION_GOAL = 90.0  # per cent
CHAIN_GOAL = 30.0  # per cent
FACILITY_GOAL = 30.0  # square metres for 100 households


@dataclass(frozen=True, slots=True)
class Condition:
    """`fact` is one of the keys of FACTS."""

    fact: str
    least: float


# What each fact is called, and its unit
FACTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "basic": ("基本保障类的齐全程度", "%"),
        "quality": ("品质提升类的齐全程度", "%"),
        "satisfaction": ("居民满意度", "%"),
        "chain": ("连锁化率", "%"),
        "facility": ("每百户服务设施面积", "平方米"),
    }
)

# From the lowest to the highest; a grade needs all its conditions
RULE: Mapping[Grade, Sequence[Condition]] = MappingProxyType(
    {
        Grade.BASIC: (Condition("basic", 70.0),),
        Grade.IMPROVED: (
            Condition("basic", 100.0),
            Condition("quality", 30.0),
            Condition("satisfaction", 80.0),
        ),
        Grade.QUALITY: (
            Condition("basic", 100.0),
            Condition("quality", 60.0),
            Condition("satisfaction", SATISFACTION_GOAL),
            Condition("chain", CHAIN_GOAL),
            Condition("facility", FACILITY_GOAL),
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Reason:
    """One condition of one grade, held against what is known."""

    grade: Grade
    fact: str
    value: float
    least: float
    met: bool

    @property
    def words(self) -> str:
        """The whole sentence, as files and the API have it."""
        name, unit = FACTS[self.fact]
        held = "够" if self.met else "不够"
        return f"{name} {self.value:.1f}{unit}，{self.grade.label}要 {self.least:g}{unit}：{held}"


@dataclass(frozen=True, slots=True)
class GradeVerdict:
    """`grade` is None where a fact is `missing`, or where not even the lowest is earned: `reasons` say."""

    grade: Grade | None
    rule_version: str
    reasons: list[Reason]
    missing: list[str]

    @property
    def note(self) -> str:
        return RULE_NOTE


def graded(facts: Mapping[str, float | None], *, missing: Sequence[str] = ()) -> GradeVerdict:
    """`facts` by the keys of FACTS, None where not known; `missing`: more that is lacking, in words."""
    lacking = [*missing, *(FACTS[fact][0] for fact in FACTS if facts.get(fact) is None)]
    reasons = [
        Reason(grade, condition.fact, value, condition.least, value >= condition.least - 1e-9)
        for grade, conditions in RULE.items()
        for condition in conditions
        if (value := facts.get(condition.fact)) is not None
    ]
    if lacking:
        return GradeVerdict(None, RULE_VERSION, reasons, lacking)
    earned = [grade for grade in RULE if all(reason.met for reason in reasons if reason.grade == grade)]
    return GradeVerdict(earned[-1] if earned else None, RULE_VERSION, reasons, [])
