"""What outlets trade in, as one table for many questions: categories, brand, what decides when they serve."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

import numpy as np

from communities.completeness import paused_on
from communities.reach import Walker
from lifecircle.geo import Box, Point
from lifecircle.walking import STANDARD, Reach
from lifecircle.walking.network import Bools, Int64s
from outlets import calendar
from outlets.arrival import Arrival, Facts, facts
from outlets.hours import HolidayCalendar, State, state_at
from outlets.models import Category, Outlet, Status

# A walk down a slope of 5 % is 1.19 times as quick as on the flat (Tobler); a little more for rounding
FASTEST = 1.3

# Up to so many ids, a query names them
FEW = 5_000

COLUMNS = ("pk", "category_id", "brand", "opening_hours", "status", "status_on", "status_until")


@dataclass(frozen=True, slots=True, eq=False)
class Trades:
    """N outlets, `ids` ascending; `of` bool [N, C]: trades in the category, the further ones included;
    `branded` bool [N]: a chain or brand is registered."""

    ids: Int64s
    codes: tuple[str, ...]
    of: Bools
    branded: Bools
    facts: tuple[Facts, ...]

    def rows(self, ids: Int64s) -> tuple[Int64s, Bools]:
        """For each id its row, and whether it has one."""
        if not self.ids.size:
            return np.zeros(ids.size, np.int64), np.zeros(ids.size, bool)
        at = np.minimum(self.ids.searchsorted(ids), self.ids.size - 1)
        return at, self.ids[at] == ids

    def trading(self, day: date) -> Bools:
        """[N] not shut for a while on that day."""
        return np.array([not (each.paused and paused_on(each, day)) for each in self.facts], bool)

    def replaced(self, others: "Trades", gone: Int64s) -> "Trades":
        """With the rows of `others` new or instead of its own, and without the `gone`."""
        kept = np.flatnonzero(~np.isin(self.ids, np.union1d(others.ids, gone)))
        ids = np.concatenate((self.ids[kept], others.ids))
        order = ids.argsort(kind="stable")
        doors = [self.facts[row] for row in kept.tolist()] + list(others.facts)
        return Trades(
            ids[order],
            self.codes,
            np.concatenate((self.of[kept], others.of))[order],
            np.concatenate((self.branded[kept], others.branded))[order],
            tuple(doors[row] for row in order.tolist()),
        )


def trades_of(ids: Int64s, categories: Sequence[Category]) -> Trades:
    """Of those of these outlets that are on the map. Two queries for any number."""
    some = Outlet.objects.published().order_by("pk")
    links = Outlet.further_categories.through.objects.order_by()
    if ids.size <= FEW:
        some, links = some.filter(pk__in=ids.tolist()), links.filter(outlet_id__in=ids.tolist())
    rows = list(some.values_list(*COLUMNS))
    known = np.array([row[0] for row in rows], np.int64)
    wanted = np.flatnonzero(np.isin(known, ids))
    rows, known = [rows[row] for row in wanted.tolist()], known[wanted]
    column = {category.code: number for number, category in enumerate(categories)}
    of = np.zeros((known.size, len(column)), bool)
    further = list(links.filter(category_id__in=column).values_list("outlet_id", "category_id"))
    main = [(row[0], row[1]) for row in rows if row[1] in column]
    for some_pairs in (main, further):
        pks = np.array([pk for pk, _ in some_pairs], np.int64)
        columns = np.array([column[code] for _, code in some_pairs], np.int64)
        there = np.isin(pks, known)
        of[known.searchsorted(pks[there]), columns[there]] = True
    return Trades(
        known,
        tuple(column),
        of,
        np.array([bool(row[2]) for row in rows], bool),
        tuple(facts(row[3], row[4] == Status.SUSPENDED, *row[5:]) for row in rows),
    )


def outlets_in(walker: Walker, boxes: Iterable[Box]) -> Int64s:
    """Ids of the outlets that stand, or have a door, in one of the boxes; ascending."""
    doors = walker.register.entrances
    found = [np.zeros(0, np.int64)]
    for box in boxes:
        found.append(walker.register.grid.inside(box)[0])
        inside = (doors.lats >= box.south) & (doors.lats <= box.north)
        found.append(doors.ids[inside & (doors.lngs >= box.west) & (doors.lngs <= box.east)])
    return np.unique(np.concatenate(found))


def box_round(points: Sequence[Point], minutes: float) -> Box:
    """All that a walk of so many minutes from any of the points can reach, by the quickest pace checked."""
    lats, lngs = [point.lat for point in points], [point.lng for point in points]
    box = Box(min(lats), min(lngs), max(lats), max(lngs))
    return box.padded(STANDARD.metres_in(minutes) * FASTEST)


@dataclass(frozen=True, slots=True, eq=False)
class Serving:
    """Which rows of a Trades count, and of which of them the hours are not known."""

    counts: Bools
    unknown: Bools


@lru_cache(maxsize=2)
def serving(trades: Trades, day: date) -> Serving:
    """At any time of that day: all that have not paused. Hours are not asked, so none are unknown."""
    return Serving(trades.trading(day), np.zeros(trades.ids.size, bool))


def serving_at(trades: Trades, reach: Reach, at: datetime, minutes: float) -> Serving:
    """Whoever sets out from the centre at `at` finds it open; what the centre does not reach in time is
    judged at the end of these minutes. Unknown hours serve."""
    seconds = np.full(trades.ids.size, minutes * 60.0)
    row, there = trades.rows(reach.ids)
    seconds[row[there]] = reach.seconds[there]
    holidays = calendar.current()
    states = [
        _state(known, at + timedelta(seconds=after), holidays)
        for known, after in zip(trades.facts, seconds.tolist(), strict=True)
    ]
    return Serving(
        np.array([state != State.CLOSED for state in states], bool),
        np.array([state == State.UNKNOWN for state in states], bool),
    )


def _state(known: Facts, arrives_at: datetime, holidays: HolidayCalendar) -> State:
    return Arrival(known, arrives_at, state_at(known.hours, arrives_at, holidays)).state
