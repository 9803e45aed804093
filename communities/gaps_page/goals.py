"""How far a circle is from the three published goals: the figure, the bar, what is still missing."""

import math
from dataclasses import dataclass

from django.utils.translation import gettext as _

from communities.gaps.check import CircleCheck, Ratio
from communities.gaps.grade import CHAIN_GOAL, FACILITY_GOAL, SATISFACTION_GOAL
from communities.gaps_page.formulas import chain_parts, facility_parts, satisfaction_parts

WIDE = 300


@dataclass(frozen=True, slots=True)
class Goal:
    """`ratio` None where it cannot be worked out; `lacking`: by how much it falls short, or why not known."""

    name: str
    unit: str
    goal: float
    formula: str
    parts: str
    ratio: Ratio | None
    lacking: str

    @property
    def most(self) -> float:
        """Where the bar ends."""
        value = self.ratio.value if self.ratio else 0.0
        return 100.0 if self.goal > 60 else max(self.goal * 5 / 3, value)

    @property
    def goal_x(self) -> float:
        return round(WIDE * self.goal / self.most, 1)

    @property
    def value_x(self) -> float:
        return round(WIDE * min(self.ratio.value, self.most) / self.most, 1) if self.ratio else 0.0


def goals_of(check: CircleCheck) -> list[Goal]:
    return [_satisfaction(check), _chain(check.chain), _facility(check.facility_per_100)]


def _satisfaction(check: CircleCheck) -> Goal:
    ratio = check.satisfaction
    lacking = _("还没有登记满意度调查。")
    if ratio is not None:
        lacking = "" if ratio.reached else _("还差 %(n)s 个百分点") % {"n": f"{ratio.goal - ratio.value:.1f}"}
    parts = satisfaction_parts(check, ratio) if ratio else ""
    formula = _("满意度 = 调查里答满意的 ÷ 全部问卷，按登记的数，不另外推算")
    return Goal(_("居民满意度"), "%", SATISFACTION_GOAL, formula, parts, ratio, lacking)


def _chain(ratio: Ratio | None) -> Goal:
    lacking = _("走得到的商业网点还一家也没有登记。")
    if ratio is not None:
        short = math.ceil(ratio.goal * ratio.whole / 100.0 - 1e-9) - round(ratio.part)
        lacking = "" if ratio.reached else _("还差 %(n)s 家") % {"n": short}
    parts = chain_parts(ratio) if ratio else ""
    formula = _("连锁率 = 登记了连锁或品牌的 ÷ 从社区中心 15 分钟走得到、计入的商业网点")
    return Goal(_("连锁率"), "%", CHAIN_GOAL, formula, parts, ratio, lacking)


def _facility(ratio: Ratio | None) -> Goal:
    lacking = _("服务设施面积或者户数还没有登记。")
    if ratio is not None:
        short = math.ceil(ratio.goal * ratio.whole / 100.0 - ratio.part - 1e-9)
        lacking = "" if ratio.reached else _("还差 %(n)s 平方米") % {"n": f"{short:,}"}
    parts = facility_parts(ratio) if ratio else ""
    formula = _("每百户面积 = 服务设施面积 ÷ 户数 × 100")
    return Goal(_("综合服务设施"), _("m²/百户"), FACILITY_GOAL, formula, parts, ratio, lacking)
