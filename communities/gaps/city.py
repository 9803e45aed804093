"""The check of every circle, kept by each process; of a change only what it touches is worked out anew."""

import threading
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from django.db import connection
from django.utils.timezone import localdate

from communities.gaps.assumptions import register_of
from communities.gaps.check import Asked, CircleCheck, asked_with, boxes_round, with_lines
from communities.gaps.lines import CategoryLine, line_of
from communities.gaps.measure import Crow, by_streets, coverages
from communities.gaps.people import homes_of
from communities.gaps.standing import stand
from communities.gaps.trades import Trades, trades_of
from communities.models import Community, Compound, homes_mark
from communities.reach import Walker
from communities.reach import walker as current_walker
from lifecircle.geo import Box
from lifecircle.walking.network import Bools, Floats, Int64s
from outlets.index import OutletIndex
from outlets.models import Category

WORLD = Box(-90.0, -180.0, 90.0, 180.0)

Mark = tuple[int, object]


@dataclass(frozen=True, slots=True, eq=False)
class City:
    """The checks of all circles by code, and what they were made from."""

    register: OutletIndex
    state: Hashable
    categories: tuple[Category, ...]
    trades: Trades
    checks: dict[str, CircleCheck]
    mark: Mark | None


_lock = threading.Lock()
_kept: City | None = None


def city_checks(walker: Walker | None = None) -> dict[str, CircleCheck]:
    """By code, at any time of today. One query where nothing has changed."""
    global _kept
    now = walker or current_walker()
    mark = homes_mark()
    if connection.in_atomic_block or mark is None or now.register.marks.tables is None:
        return fresh(now, mark).checks  # may never be committed, or change unseen: use it, do not keep it
    kept = _kept
    if kept is not None and kept.register is now.register and kept.state == _state(now, mark):
        return kept.checks
    with _lock:
        kept = _kept
        if kept is None or kept.state != _state(now, mark):
            _kept = fresh(now, mark)
        elif kept.register is not now.register:
            _kept = later(kept, now)
        return (_kept or fresh(now, mark)).checks


def forget() -> None:
    global _kept
    _kept = None


def _state(now: Walker, mark: Mark | None) -> Hashable:
    """All that concerns every circle: the tables, the streets, who lives where, and the day."""
    streets = now.engines.streets.network.about.revision if now.engines.streets else None
    return (now.register.marks.tables, streets, mark, localdate())


def fresh(now: Walker, mark: Mark | None) -> City:
    """All circles from nothing: six queries for any number of circles and outlets."""
    categories = tuple(Category.objects.counted())
    trades = trades_of(now.register.grid.inside(WORLD)[0], categories)
    living: dict[str, list[Compound]] = {}
    for compound in Compound.objects.prefetch_related("gates"):
        living.setdefault(compound.community_id, []).append(compound)
    asked = []
    for circle in Community.objects.with_areas():
        standing = stand(circle, now)
        homes = homes_of(circle, now, standing=standing, compounds=living.get(circle.pk, []))
        asked.append(asked_with(standing, homes, trades))
    every = np.ones(len(categories), bool)
    lines = _lines(asked, categories, every, now)
    checks = {
        one.standing.circle.pk: with_lines(one, [line for line in own if line], now, at=None, mark=mark)
        for one, own in zip(asked, lines, strict=True)
    }
    return City(now.register, _state(now, mark), categories, trades, checks, mark)


def later(kept: City, now: Walker) -> City:
    """After some outlets have changed: their categories are made anew in the circles that can reach them."""
    change = now.register.change
    if change is None or change.since != kept.register.number:
        return fresh(now, kept.mark)
    touched = np.union1d(change.ids, change.gone)
    trades = kept.trades.replaced(trades_of(change.ids, kept.categories), change.gone)
    columns = _trade(kept.trades, touched) | _trade(trades, touched)
    doors = [_doors(register, touched) for register in (kept.register, now.register)]
    near = [check for check in kept.checks.values() if any(_reaches(check, *each) for each in doors)]
    asked = [asked_with(stand(check.circle, now), check.homes, trades) for check in near]
    lines = _lines(asked, kept.categories, columns, now)
    checks = {code: _as_of(check, now) for code, check in kept.checks.items()}
    for check, one, own in zip(near, asked, lines, strict=True):
        whole = [new or old for new, old in zip(own, check.lines, strict=True)]
        checks[check.circle.pk] = with_lines(one, whole, now, at=None, mark=kept.mark)
    return City(now.register, kept.state, kept.categories, trades, checks, kept.mark)


def _trade(trades: Trades, ids: Int64s) -> Bools:
    """[C] in which categories any of these trade."""
    row, known = trades.rows(ids)
    return np.asarray(trades.of[row[known]].any(axis=0))


def _doors(register: OutletIndex, ids: Int64s) -> tuple[Floats, Floats]:
    """Latitudes and longitudes of the doors of those of these outlets that are in the register."""
    every, lats, lngs = register.grid.inside(WORLD)
    own = np.isin(every, ids)
    _, lat, lng, _ = register.entrances.doors_of(every[own], lats[own], lngs[own])
    return lat, lng


def _reaches(check: CircleCheck, lats: Floats, lngs: Floats) -> bool:
    """Whether one of these doors is where the circle can reach it."""
    return any(
        ((lats >= box.south) & (lats <= box.north) & (lngs >= box.west) & (lngs <= box.east)).any()
        for box in boxes_round(check.circle, check.homes)
    )


def _as_of(check: CircleCheck, now: Walker) -> CircleCheck:
    """The same check, found to hold for the register as it is now."""
    return replace(check, assumptions={**check.assumptions, "register": register_of(now)})


def _lines(
    asked: Sequence[Asked], categories: Sequence[Category], columns: Bools, now: Walker
) -> list[list[CategoryLine | None]]:
    """For each circle its lines of these columns. One pair of searches a category serves all circles."""
    lines: list[list[CategoryLine | None]] = [[None] * len(categories) for _ in asked]
    walked = [number for number, one in enumerate(asked) if one.standing.streets is not None]
    for column in np.flatnonzero(columns).tolist() if walked else ():
        category, first = categories[column], asked[walked[0]]
        assert first.standing.streets is not None
        both = coverages(first.standing.streets, first.trades, first.counts, column)
        for number in walked:
            one = asked[number]
            found = by_streets(one.standing, one.homes, both, category.target_minutes)
            lines[number][column] = line_of(category, column, one.standing, one.centres, one.homes, found)
    for number, one in enumerate(asked):
        crow = Crow(now, one.homes, one.trades) if one.standing.streets is None else None
        for column in np.flatnonzero(columns).tolist() if crow else ():
            assert crow is not None
            found = crow.measured(one.trades, one.counts, column)
            lines[number][column] = line_of(
                categories[column], column, one.standing, one.centres, one.homes, found
            )
    return lines
