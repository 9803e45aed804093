"""One line of a check: one category of one circle, its state, its minutes and whom it leaves out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from communities.gaps.measure import ByPlace, Int16s, Measured
from communities.gaps.people import Basis, Homes
from communities.gaps.standing import Standing
from communities.gaps.trades import Serving, Trades
from communities.reach import DEFAULT_MINUTES
from communities.states import State, state_of
from lifecircle.walking import Reach, shown_minutes
from lifecircle.walking.network import Bools, Floats, Int64s
from lifecircle.walking.stretches import Stretches
from lifecircle.walking.tree import limit_of
from outlets.models import Category, Tier


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many residents, not rounded."""

    part: float
    whole: float

    @property
    def value(self) -> float | None:
        """0 to 1; None of nobody."""
        return self.part / self.whole if self.whole > 0 else None


@dataclass(frozen=True, slots=True, eq=False)
class CategoryLine:
    """One category: `nearest_minutes` and `nearest` (an outlet's pk) from the centre, None beyond 15 minutes.

    Shares are None where it is not known who lives where; `uncovered_metres` where there are no streets.
    `outlets`: how many the centre reaches; `hours_unknown`: of how many of them nobody knows whether they are
    open at the time asked.
    """

    category: Category
    state: State
    elderly_state: State
    nearest_minutes: int | None
    nearest_minutes_elderly: int | None
    nearest: int | None
    within_target: Share | None
    within_15: Share | None
    elderly_within_target: Share | None
    residents_beyond: float | None
    elderly_beyond: float | None
    uncovered_metres: float | None
    outlets: int
    hours_unknown: int
    by_place: ByPlace

    @property
    def target_minutes(self) -> int:
        """What is asked for; nothing beyond 15 minutes is ever searched."""
        return min(self.category.target_minutes, DEFAULT_MINUTES)


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many categories of one tier are 有, 远, 缺 and 数据不足."""

    has: int
    far: int
    gap: int
    unknown: int

    @property
    def of(self) -> int:
        return self.has + self.far + self.gap + self.unknown

    @property
    def per_cent(self) -> float | None:
        return 100.0 * self.has / self.of if self.of else None


def completeness(lines: Sequence[CategoryLine], tier: Tier) -> Completeness:
    states = [line.state for line in lines if line.category.tier == tier]
    return Completeness(*(states.count(s) for s in (State.HAS, State.FAR, State.GAP, State.UNKNOWN)))


@dataclass(frozen=True, slots=True, eq=False)
class Centre:
    """From the centre of a circle to each of C categories at one pace: the first outlet's row in `reach` (-1
    none), how many are reached, of how many the hours are not known."""

    reach: Reach
    first: Int64s
    outlets: Int64s
    unknown: Int64s

    def minutes(self, column: int) -> int | None:
        row = int(self.first[column])
        return shown_minutes(float(self.reach.seconds[row])) if row >= 0 else None

    def nearest(self, column: int) -> int | None:
        row = int(self.first[column])
        return int(self.reach.ids[row]) if row >= 0 else None


def centre_of(reach: Reach, trades: Trades, serve: Serving) -> Centre:
    row, known = trades.rows(reach.ids)
    if not trades.ids.size:
        nothing = np.zeros(len(trades.codes), np.int64)
        return Centre(reach, nothing - 1, nothing, nothing)
    there = (known & serve.counts[row])[:, None] & trades.of[row]
    first = np.where(there.any(axis=0), there.argmax(axis=0) if len(reach) else 0, -1)
    unknown = (there & serve.unknown[row][:, None]).sum(axis=0)
    return Centre(reach, first.astype(np.int64), there.sum(axis=0), unknown)


def line_of(
    category: Category,
    column: int,
    standing: Standing,
    centres: tuple[Centre, Centre],
    homes: Homes,
    measured: Measured,
) -> CategoryLine:
    standard, elderly = centres
    minutes, slow = standard.minutes(column), elderly.minutes(column)
    target = min(category.target_minutes, DEFAULT_MINUTES)
    by_place = measured.by_place
    near, slowly = (_within(tenths, target) for tenths in (by_place.standard_tenths, by_place.elderly_tenths))
    known = homes.basis is not Basis.NONE
    all_, old = _share(homes.residents, near), _share(homes.elderly, slowly)
    left = measured.uncovered
    return CategoryLine(
        category,
        _state(minutes, category, standing),
        _state(slow, category, standing),
        minutes,
        slow,
        standard.nearest(column),
        within_target=all_ if known else None,
        within_15=_share(homes.residents, _within(by_place.standard_tenths, DEFAULT_MINUTES))
        if known
        else None,
        elderly_within_target=old if known and homes.elderly_known else None,
        residents_beyond=all_.whole - all_.part if known else None,
        elderly_beyond=old.whole - old.part if known and homes.elderly_known else None,
        uncovered_metres=_metres(left, standing) if left is not None else None,
        outlets=int(standard.outlets[column]),
        hours_unknown=int(standard.unknown[column]),
        by_place=by_place,
    )


def _state(minutes: int | None, category: Category, standing: Standing) -> State:
    return state_of(
        minutes,
        target_minutes=category.target_minutes,
        surveyed=standing.circle.surveyed,
        cut=standing.border_ends,
    )


def _within(tenths: Int16s, minutes: int) -> Bools:
    return (tenths >= 0) & (tenths <= limit_of(minutes))


def _share(people: Floats, near: Bools) -> Share:
    return Share(float(people[near].sum()), float(people.sum()))


def _metres(left: Stretches, standing: Standing) -> float:
    assert standing.streets is not None
    return float(left.metres(standing.streets.segments).sum())
