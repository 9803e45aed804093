"""Every circle against every category: rows, totals and orders of the matrix. Pure: give it checks."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy

from communities.gaps.check import CircleCheck
from communities.gaps.lines import CategoryLine
from communities.gaps.people import Basis
from communities.models import Community
from communities.states import State
from outlets.models import Category, Tier

LACKING = (State.GAP, State.FAR)


class Order(StrEnum):
    RESIDENTS = "residents"
    LACKING = "lacking"
    CODE = "code"


ORDER_WORDS = {
    Order.RESIDENTS: gettext_lazy("走不到的人多的在前"),
    Order.LACKING: gettext_lazy("缺得多的在前"),
    Order.CODE: gettext_lazy("按区划"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One circle. `beyond`: residents without, summed over the basic categories that are 缺 or 远 for the
    circle, so that one who lacks two things counts twice; None where it is not known who lives where."""

    check: CircleCheck
    lines: list[CategoryLine]

    @property
    def circle(self) -> Community:
        return self.check.circle

    @property
    def has(self) -> int:
        return self.check.basic.has

    @property
    def lacking(self) -> list[CategoryLine]:
        """What is proven to be 缺 or 远: nothing in a circle that nobody surveyed."""
        return [line for line in self.lines if _proven(self.check, line)]

    @property
    def beyond(self) -> float | None:
        unknown = any(line.state is State.UNKNOWN for line in self.lines)
        if self.check.homes.basis is Basis.NONE or not self.circle.surveyed:
            return None
        return (
            None if unknown and not self.lacking else _sum([line.residents_beyond for line in self.lacking])
        )


@dataclass(frozen=True, slots=True)
class Total:
    """One category over all circles: how many have it, how many are proven to lack it, and how many residents
    do not reach it in time there; None where it is not known of any who lives where."""

    category: Category
    counts: Mapping[State, int]
    lacking: int
    residents_beyond: float | None
    elderly_beyond: float | None


@dataclass(frozen=True, slots=True, eq=False)
class Gap:
    """One category that one circle lacks."""

    circle: Community
    line: CategoryLine
    estimate: bool


def _proven(check: CircleCheck, line: CategoryLine) -> bool:
    return check.circle.surveyed and line.state in LACKING


def rows(checks: Iterable[CircleCheck], *, tier: Tier | None) -> list[Row]:
    return [
        Row(check, [line for line in check.lines if tier is None or line.category.tier == tier])
        for check in checks
    ]


def ordered(found: Sequence[Row], order: Order, category: str = "") -> list[Row]:
    """`category`: a code; then who is worst off with it comes first, whatever the order."""
    if category:
        return sorted(found, key=lambda row: (*_worst(row, category), row.circle.code))
    keys: dict[Order, Callable[[Row], tuple[float, ...]]] = {
        Order.CODE: lambda row: (),
        Order.LACKING: lambda row: (-len(row.lacking), -(row.beyond or 0.0)),
        Order.RESIDENTS: lambda row: (-(row.beyond or 0.0), -len(row.lacking)),
    }
    return sorted(found, key=lambda row: (*keys[order](row), row.circle.code))


def _worst(row: Row, category: str) -> tuple[float, ...]:
    line = row.check.by_code[category]
    rank = (State.GAP, State.FAR, State.UNKNOWN, State.HAS).index(line.state)
    return rank, -(line.residents_beyond or 0.0), -(line.nearest_minutes or 0)


def totals(found: Sequence[Row]) -> list[Total]:
    """In the order of the catalogue; circles that lack nothing proven count too."""
    if not found:
        return []
    surveyed = any(row.circle.surveyed for row in found)
    return [
        _total([(row.check, row.lines[column]) for row in found], surveyed=surveyed)
        for column in range(len(found[0].lines))
    ]


def _total(column: Sequence[tuple[CircleCheck, CategoryLine]], *, surveyed: bool) -> Total:
    states = [line.state for _, line in column]
    lacking = [line for check, line in column if _proven(check, line)]
    return Total(
        column[0][1].category,
        {state: states.count(state) for state in State},
        len(lacking),
        _sum([line.residents_beyond for line in lacking]) if surveyed else None,
        _sum([line.elderly_beyond for line in lacking]) if surveyed else None,
    )


def _sum(people: Sequence[float | None]) -> float | None:
    """Of those that are known; None where there are some and none is."""
    known = [number for number in people if number is not None]
    return sum(known) if known or not people else None


def worst(found: Sequence[Row], most: int) -> list[Gap]:
    """The gaps that leave most residents without, the basic tier before the quality one where equal."""
    gaps = [Gap(row.circle, line, row.check.estimate) for row in found for line in row.lacking]
    return sorted(
        gaps,
        key=lambda gap: (
            -(gap.line.residents_beyond or 0.0),
            gap.line.category.tier != Tier.BASIC,
            gap.line.state != State.GAP,
            gap.circle.code,
        ),
    )[:most]
