"""The three published goals of a circle, each with its parts: chains, facilities, satisfaction."""

from dataclasses import dataclass

import numpy as np

from communities.gaps.grade import CHAIN_GOAL, FACILITY_GOAL, SATISFACTION_GOAL
from communities.gaps.trades import Trades
from communities.models import Community
from lifecircle.walking import Reach
from lifecircle.walking.network import Bools


@dataclass(frozen=True, slots=True)
class Ratio:
    """`value` in `unit`, from `part` of `whole`; `parts_words` says in one sentence how it came about."""

    value: float
    part: float
    whole: float
    unit: str
    goal: float
    parts_words: str

    @property
    def reached(self) -> bool:
        return self.value >= self.goal - 1e-9


def chain(trades: Trades, reach: Reach, counts: Bools) -> Ratio | None:
    """Of the shops in reach that trade in a counted category those with a registered brand; None without."""
    row, known = trades.rows(reach.ids)
    row = row[known]
    shops = row[(counts & trades.of.any(axis=1))[row]] if row.size else row
    whole, part = shops.size, int(np.count_nonzero(trades.branded[shops]))
    if not whole:
        return None
    words = f"走到的 {whole} 家商业网点里，{part} 家登记了连锁或品牌；没登记的不算连锁"
    return Ratio(100.0 * part / whole, part, whole, "%", CHAIN_GOAL, words)


def facility_per_100(circle: Community) -> Ratio | None:
    """None where area or households are not known, or nobody lives there."""
    if circle.facility_m2 is None or not circle.households:
        return None
    value = 100.0 * circle.facility_m2 / circle.households
    words = f"服务设施 {circle.facility_m2} 平方米 ÷ {circle.households} 户 × 100"
    return Ratio(value, circle.facility_m2, circle.households, "平方米", FACILITY_GOAL, words)


def satisfaction(circle: Community) -> Ratio | None:
    """As it was surveyed; the parts are those of the sample."""
    if circle.satisfaction is None:
        return None
    value, sample = float(circle.satisfaction), circle.satisfaction_sample or 0
    day = f"{circle.satisfaction_on:%Y-%m-%d} " if circle.satisfaction_on else ""
    words = f"{day}问卷 {sample} 份" if sample else f"{day}问卷，份数没登记"
    return Ratio(value, value * sample / 100.0, sample, "%", SATISFACTION_GOAL, words)
