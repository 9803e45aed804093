"""The check of one circle: for every category what is there, who is left out, and on which streets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from django.utils.timezone import localdate

from communities.gaps import ratios
from communities.gaps.assumptions import assumptions_of
from communities.gaps.grade import GradeVerdict, graded
from communities.gaps.lines import CategoryLine, Centre, Completeness, Share, centre_of, completeness, line_of
from communities.gaps.measure import Crow, Measured, by_streets, coverages
from communities.gaps.people import Basis, Homes, homes_of
from communities.gaps.ratios import Ratio
from communities.gaps.standing import Standing, stand
from communities.gaps.trades import (
    Serving,
    Trades,
    box_round,
    outlets_in,
    serving,
    serving_at,
    trades_of,
)
from communities.models import Community, homes_mark
from communities.reach import DEFAULT_MINUTES, Walker
from communities.reach import walker as current_walker
from communities.states import State
from lifecircle.geo import Box
from lifecircle.walking.network import Bools, Int64s
from outlets.models import Category, Tier

__all__ = [
    "Basis",
    "CategoryLine",
    "CircleCheck",
    "Completeness",
    "GradeVerdict",
    "Homes",
    "Ratio",
    "Share",
    "State",
    "check",
    "streets_grey",
]


@dataclass(frozen=True, slots=True, eq=False)
class CircleCheck:
    """`at` None: at any time. `lines` in the order of the catalogue. Where there are no streets,
    `reachable_metres` is None; so is each ratio whose parts are not known."""

    circle: Community
    at: datetime | None
    lines: list[CategoryLine]
    homes: Homes
    assumptions: dict[str, Any]
    basic: Completeness
    quality: Completeness
    chain: Ratio | None
    facility_per_100: Ratio | None
    satisfaction: Ratio | None
    grade: GradeVerdict
    reachable_metres: float | None
    border_ends: int

    @property
    def by_code(self) -> dict[str, CategoryLine]:
        return {line.category.code: line for line in self.lines}

    @property
    def estimate(self) -> bool:
        """Whether minutes are by straight line, or residents spread evenly: say 估算 beside every share."""
        return bool(self.assumptions["estimate"]) or self.homes.basis is Basis.SPREAD


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """One circle with all that its lines are worked out from; `serve` and `centres` at both paces."""

    standing: Standing
    homes: Homes
    trades: Trades
    serve: tuple[Serving, Serving]
    centres: tuple[Centre, Centre]

    @property
    def counts(self) -> tuple[Bools, Bools]:
        return self.serve[0].counts, self.serve[1].counts


def check(circle: Community, *, at: datetime | None = None, walker: Walker | None = None) -> CircleCheck:
    """Seven queries or fewer."""
    now = walker or current_walker()
    categories = list(Category.objects.counted())
    asked = _asked(circle, categories, now, at)
    measured = [_measured(asked, now, each, column) for column, each in enumerate(categories)]
    return checked(asked, measured, categories, now, at=at, mark=homes_mark())


def streets_grey(
    circle: Community, category: Category, walker: Walker | None = None, *, at: datetime | None = None
) -> dict[str, Any]:
    """GeoJSON: the reachable street from which no outlet of the category is within its target; without
    streets no features."""
    now = walker or current_walker()
    asked = _asked(circle, [category], now, at)
    left = _measured(asked, now, category, 0).uncovered
    streets = asked.standing.streets
    if left is None or streets is None:
        return {"type": "FeatureCollection", "features": []}
    feature = {
        "type": "Feature",
        "properties": {
            "category": category.code,
            "metres": round(float(left.metres(streets.segments).sum()), 1),
        },
        "geometry": {"type": "MultiLineString", "coordinates": left.lines(streets.network, streets.segments)},
    }
    return {"type": "FeatureCollection", "features": [feature] if len(left) else []}


def _asked(circle: Community, categories: Sequence[Category], now: Walker, at: datetime | None) -> Asked:
    standing = stand(circle, now)
    homes = homes_of(circle, now, standing=standing)
    reached = np.concatenate([reach.ids for reach in standing.reach])
    near = outlets_in(now, boxes_round(circle, homes))
    return asked_with(standing, homes, trades_of(np.union1d(near, reached), categories), at=at)


def boxes_round(circle: Community, homes: Homes) -> list[Box]:
    """Where every outlet stands that the centre, a home or a street that the centre reaches can reach."""
    gates = [gate.point for own in homes.gates_of for gate in own]
    boxes = [box_round([circle.point], 2.0 * DEFAULT_MINUTES)]
    return boxes + ([box_round(gates, DEFAULT_MINUTES)] if gates else [])


def asked_with(standing: Standing, homes: Homes, trades: Trades, *, at: datetime | None = None) -> Asked:
    """`trades` holds every outlet that the centre or a home may reach."""
    standard, elderly = standing.reach
    serve = (
        (serving_at(trades, standard, at, DEFAULT_MINUTES), serving_at(trades, elderly, at, DEFAULT_MINUTES))
        if at
        else (serving(trades, localdate()),) * 2
    )
    centres = (centre_of(standard, trades, serve[0]), centre_of(elderly, trades, serve[1]))
    return Asked(standing, homes, trades, serve, centres)


def _measured(asked: Asked, now: Walker, category: Category, column: int) -> Measured:
    standing = asked.standing
    if standing.streets is None:
        return Crow(now, asked.homes, asked.trades).measured(asked.trades, asked.counts, column)
    both = coverages(standing.streets, asked.trades, asked.counts, column)
    return by_streets(standing, asked.homes, both, category.target_minutes)


def checked(
    asked: Asked,
    measured: Sequence[Measured],
    categories: Sequence[Category],
    now: Walker,
    *,
    at: datetime | None,
    mark: tuple[int, object] | None,
) -> CircleCheck:
    """Everything put together; no query."""
    lines = [
        line_of(category, column, asked.standing, asked.centres, asked.homes, measured[column])
        for column, category in enumerate(categories)
    ]
    return with_lines(asked, lines, now, at=at, mark=mark)


def with_lines(
    asked: Asked,
    lines: list[CategoryLine],
    now: Walker,
    *,
    at: datetime | None,
    mark: tuple[int, object] | None,
) -> CircleCheck:
    standing, circle = asked.standing, asked.standing.circle
    categories = [line.category for line in lines]
    basic, quality = (completeness(lines, tier) for tier in (Tier.BASIC, Tier.QUALITY))
    goals = (
        ratios.chain(asked.trades, standing.reach[0], asked.counts[0]),
        ratios.facility_per_100(circle),
        ratios.satisfaction(circle),
    )
    unknown = int(asked.serve[0].unknown[_reached_rows(asked)].sum())
    return CircleCheck(
        circle,
        at,
        lines,
        asked.homes,
        assumptions_of(standing, asked.homes, categories, now, at=at, homes_mark=mark, hours_unknown=unknown),
        basic,
        quality,
        *goals,
        grade=_grade(basic, quality, goals),
        reachable_metres=_metres(standing),
        border_ends=standing.border_ends,
    )


def _reached_rows(asked: Asked) -> Int64s:
    row, known = asked.trades.rows(asked.standing.reach[0].ids)
    return row[known]


def _grade(
    basic: Completeness, quality: Completeness, goals: tuple[Ratio | None, Ratio | None, Ratio | None]
) -> GradeVerdict:
    unknown = basic.unknown + quality.unknown
    chain, facility, satisfied = (goal.value if goal else None for goal in goals)
    facts = {
        "basic": basic.per_cent,
        "quality": quality.per_cent,
        "satisfaction": satisfied,
        "chain": chain,
        "facility": facility,
    }
    return graded(facts, missing=[f"{unknown} 类业态数据不足"] if unknown else [])


def _metres(standing: Standing) -> float | None:
    if standing.reached is None or standing.streets is None:
        return None
    return float(standing.reached.metres(standing.streets.segments).sum())
