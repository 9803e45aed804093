"""What would be if an outlet opened here or closed there: the check asked twice, and nothing saved."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from django.utils.translation import gettext as _

from communities.engines import Engines
from communities.gaps.check import Asked, asked_with, boxes_round
from communities.gaps.counted import Counted, known_sum
from communities.gaps.lines import CategoryLine, line_of
from communities.gaps.measure import Crow, by_streets, coverages
from communities.gaps.people import Basis, Homes, homes_of
from communities.gaps.standing import Standing, stand
from communities.gaps.trades import Trades, outlets_in, trades_of
from communities.models import Community
from communities.reach import Walker
from communities.reach import walker as current_walker
from lifecircle.geo import Point, metres_between
from lifecircle.templatetags.names import read, trade
from lifecircle.walking import StraightLine, shown_minutes
from lifecircle.walking.entrances import NO_ENTRANCES
from lifecircle.walking.tree import limit_of
from outlets.arrival import facts
from outlets.models import Category, Outlet
from outlets.models.outlet import ON_MAP

MOST_CHANGES = 10

# Nobody of the circle walks that far within the minutes of a check
FARTHEST_METRES = 5_000.0

# What only might open goes by numbers that no outlet has
FIRST_IMAGINED = -2


class BadChange(ValueError):  # noqa: N818 - reads as what it says
    """A change that cannot be imagined, told to whoever asks."""


@dataclass(frozen=True, slots=True)
class Opening:
    """One opens here: not one that exists, and its hours are not known."""

    category: Category
    point: Point


@dataclass(frozen=True, slots=True)
class Closing:
    """This one closes, in all it trades in."""

    outlet: Outlet


Change = Opening | Closing


@dataclass(frozen=True, slots=True)
class HomeChange:
    """One compound: minutes are None beyond 15, people where not known. `gains`: comes within the target,
    `loses`: falls out of it, at the standard pace; `old_…` the same at the pace of the elderly."""

    name: str
    residents: float | None
    elderly: float | None
    before: int | None
    after: int | None
    old_before: int | None
    old_after: int | None
    gains: bool
    loses: bool
    old_gains: bool
    old_loses: bool

    @property
    def moves(self) -> bool:
        """Whether somebody comes within the target, or falls out of it, at either pace."""
        return self.gains or self.loses or self.old_gains or self.old_loses

    @property
    def changes(self) -> bool:
        return (self.before, self.old_before) != (self.after, self.old_after)


@dataclass(frozen=True, slots=True, eq=False)
class LineChange:
    """One category before and after, home by home."""

    category: Category
    before: CategoryLine
    after: CategoryLine
    homes: Homes
    counted: Counted

    def people(self, *, gain: bool, old: bool = False) -> float | None:
        """How many come within the target, or fall out of it: residents, or the elderly at their pace. None
        where somebody does and of nobody the number is known."""
        was, is_ = self._within(self.before, old), self._within(self.after, old)
        moved = ~was & is_ if gain else was & ~is_
        if old:
            return known_sum(self.homes.elderly, self.counted.elderly, moved)
        return known_sum(self.homes.residents, self.counted.residents, moved)

    def moved(self) -> list[str]:
        """Of every home "gain", "lose" or "", at the standard pace."""
        was, is_ = self._within(self.before, False).tolist(), self._within(self.after, False).tolist()
        said = {(False, True): "gain", (True, False): "lose"}
        return [said.get(pair, "") for pair in zip(was, is_, strict=True)]

    @property
    def rows(self) -> list[HomeChange]:
        """Every compound, who gains or loses most first; none where residents are spread along the street."""
        if self.homes.basis is Basis.SPREAD:
            return []
        return sorted((self._row(at) for at in range(len(self.homes))), key=_most_moved)

    def _row(self, at: int) -> HomeChange:
        was, is_ = self._within(self.before, False)[at], self._within(self.after, False)[at]
        old_was, old_is = self._within(self.before, True)[at], self._within(self.after, True)[at]
        return HomeChange(
            self.homes.names[at],
            float(self.homes.residents[at]) if self.counted.residents[at] else None,
            float(self.homes.elderly[at]) if self.counted.elderly[at] else None,
            _minutes(self.before.by_place.standard[at]),
            _minutes(self.after.by_place.standard[at]),
            _minutes(self.before.by_place.elderly[at]),
            _minutes(self.after.by_place.elderly[at]),
            bool(~was & is_),
            bool(was & ~is_),
            bool(~old_was & old_is),
            bool(old_was & ~old_is),
        )

    def _within(self, line: CategoryLine, old: bool) -> np.ndarray:
        tenths = line.by_place.elderly_tenths if old else line.by_place.standard_tenths
        found: np.ndarray = (tenths >= 0) & (tenths <= limit_of(line.target_minutes))
        return found


@dataclass(frozen=True, slots=True, eq=False)
class WhatIf:
    """`lines` of the categories concerned, in the order of the catalogue."""

    circle: Community
    changes: tuple[Change, ...]
    homes: Homes
    lines: list[LineChange]
    estimate: bool
    border_ends: int


def what_if(
    circle: Community, changes: Sequence[Change], *, at: datetime | None = None, walker: Walker | None = None
) -> WhatIf:
    """Six queries, however many changes; raises BadChange."""
    now = walker or current_walker()
    standing = stand(circle, now)
    _refuse(changes, standing)
    categories = _concerned(changes)
    compounds = list(circle.compounds.prefetch_related("gates"))
    homes = homes_of(circle, now, standing=standing, compounds=compounds)
    counted = Counted.of(homes, compounds)
    boxes = boxes_round(circle, homes)
    reached = np.concatenate([reach.ids for reach in standing.reach])
    trades = trades_of(np.union1d(outlets_in(now, boxes), reached), categories)
    before = asked_with(standing, homes, trades, at=at)
    changed = imagined(now, changes)
    after = asked_with(stand(circle, changed), homes, _traded(trades, categories, changes), at=at)
    return WhatIf(
        circle,
        tuple(changes),
        homes,
        [
            LineChange(
                each, _line(before, now, each, column), _line(after, changed, each, column), homes, counted
            )
            for column, each in enumerate(categories)
        ],
        standing.trip.engine.estimate or homes.basis is Basis.SPREAD,
        standing.border_ends,
    )


def imagined(now: Walker, changes: Sequence[Change]) -> Walker:
    """The register and the streets as if the changes had been saved; what is kept is not touched."""
    opened = [change.point for change in changes if isinstance(change, Opening)]
    ids = FIRST_IMAGINED - np.arange(len(opened), dtype=np.int64)
    lats, lngs = (np.array([getattr(point, name) for point in opened], float) for name in ("lat", "lng"))
    gone = np.array([change.outlet.pk for change in changes if isinstance(change, Closing)], np.int64)
    grid = now.register.grid.replaced(ids, lats, lngs, gone)
    entrances = now.register.entrances.replaced(NO_ENTRANCES, gone)
    streets = now.engines.streets
    if streets is not None:
        streets = streets.with_placement(streets.placement.replaced(ids, lats, lngs, gone))
    register = replace(now.register, grid=grid, entrances=entrances, change=None)
    return Walker(Engines(StraightLine(grid, entrances), streets), register, now.data_date)


def _refuse(changes: Sequence[Change], standing: Standing) -> None:
    if not changes:
        raise BadChange(_("请先说要开什么，或者要关哪一家。"))
    if len(changes) > MOST_CHANGES:
        raise BadChange(_("一次最多试 {most} 处变动。").format(most=MOST_CHANGES))
    for change in changes:
        if isinstance(change, Closing) and change.outlet.status not in ON_MAP:
            raise BadChange(_("“{name}”已经不在地图上了。").format(name=change.outlet.name))
        point, name = _place(change)
        away = metres_between(standing.circle.point, point)
        if away > FARTHEST_METRES:
            words = _("“{name}”离{circle} {kilometres} 公里，影响不到这里。")
            circle = read(standing.circle.name)
            raise BadChange(words.format(name=name, circle=circle, kilometres=f"{away / 1000:.0f}"))
        if isinstance(change, Opening) and _off_street(point, standing):
            words = _("“{category}”的位置 250 米内没有可步行的道路，请换一处。")
            raise BadChange(words.format(category=trade(change.category)))


def _place(change: Change) -> tuple[Point, str]:
    if isinstance(change, Closing):
        return change.outlet.point, change.outlet.name
    return change.point, trade(change.category)


def _off_street(point: Point, standing: Standing) -> bool:
    return standing.streets is not None and not len(standing.streets.segments.snap_one(point))


def _concerned(changes: Sequence[Change]) -> list[Category]:
    codes = {change.category.pk for change in changes if isinstance(change, Opening)}
    closed = [change.outlet.pk for change in changes if isinstance(change, Closing)]
    codes |= set(Outlet.objects.filter(pk__in=closed).values_list("category_id", flat=True))
    further = Outlet.further_categories.through.objects.filter(outlet_id__in=closed)
    codes |= set(further.values_list("category_id", flat=True))
    return list(Category.objects.filter(pk__in=codes))


def _traded(trades: Trades, categories: Sequence[Category], changes: Sequence[Change]) -> Trades:
    opened = [change for change in changes if isinstance(change, Opening)]
    gone = np.array([change.outlet.pk for change in changes if isinstance(change, Closing)], np.int64)
    # ascending, as a table of trades is
    ids = (FIRST_IMAGINED - np.arange(len(opened), dtype=np.int64))[::-1]
    of = np.array([[each.pk == change.category.pk for each in categories] for change in opened[::-1]], bool)
    unknown = facts("", False, None, None)
    new = Trades(
        ids, trades.codes, of.reshape(-1, len(categories)), np.zeros(ids.size, bool), (unknown,) * ids.size
    )
    return trades.replaced(new, gone)


def _line(asked: Asked, now: Walker, category: Category, column: int) -> CategoryLine:
    standing = asked.standing
    if standing.streets is None:
        measured = Crow(now, asked.homes, asked.trades).measured(asked.trades, asked.counts, column)
    else:
        both = coverages(standing.streets, asked.trades, asked.counts, column)
        measured = by_streets(standing, asked.homes, both, category.target_minutes)
    return line_of(category, column, standing, asked.centres, asked.homes, measured)


def _minutes(seconds: float) -> int | None:
    return None if np.isnan(seconds) else shown_minutes(float(seconds))


def _most_moved(row: HomeChange) -> tuple[bool, bool, bool, float]:
    moved = row.gains or row.loses
    return (not moved, not (row.old_gains or row.old_loses), not row.changes, -(row.residents or 0.0))
