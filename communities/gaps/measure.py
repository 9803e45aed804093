"""How far every home is from the nearest outlet of a category: along the streets, or by straight line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from communities.gaps.people import Homes
from communities.gaps.standing import Standing
from communities.gaps.trades import Trades, box_round
from communities.reach import DEFAULT_MINUTES, Walker
from lifecircle.geo import Point
from lifecircle.walking import DETOUR, STANDARD, Pace
from lifecircle.walking.coverage import NEVER, Coverage
from lifecircle.walking.lines import metres_apart
from lifecircle.walking.network import Bools, Floats, Int64s
from lifecircle.walking.pace import ELDERLY
from lifecircle.walking.placement import Placement
from lifecircle.walking.streets import Streets
from lifecircle.walking.stretches import Stretches
from lifecircle.walking.tree import limit_of

Int16s = NDArray[np.int16]


@dataclass(frozen=True, slots=True, eq=False)
class ByPlace:
    """Tenths of a second from each of P homes to the nearest outlet, -1 where none is within 15 minutes:
    which fit into 16 bits, so that a whole city's are kept."""

    standard_tenths: Int16s
    elderly_tenths: Int16s

    @classmethod
    def of(cls, standard: Int64s, elderly: Int64s) -> ByPlace:
        return cls(standard.astype(np.int16), elderly.astype(np.int16))

    @property
    def standard(self) -> Floats:
        """Seconds at the standard pace, nan where none is within 15 minutes."""
        return _seconds(self.standard_tenths)

    @property
    def elderly(self) -> Floats:
        """The same at the pace of the elderly."""
        return _seconds(self.elderly_tenths)


def _seconds(tenths: Int16s) -> Floats:
    return np.where(tenths >= 0, tenths / 10.0, np.nan)


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """One circle and category. `uncovered` is None without streets."""

    by_place: ByPlace
    uncovered: Stretches | None


def doors_of(streets: Streets, trades: Trades, counts: Bools, column: int) -> Int64s:
    """Rows of the doors of the outlets that trade in the category and count."""
    door, row = _traded(streets.placement, trades)
    return door[(counts & trades.of[:, column])[row]]


@lru_cache(maxsize=2)
def _traded(placement: Placement, trades: Trades) -> tuple[Int64s, Int64s]:
    """Rows of the doors of these outlets, and each one's row in the table: asked once a category."""
    row, known = trades.rows(placement.doors.id)
    door = np.flatnonzero(known)
    return door, row[door]


def coverages(
    streets: Streets, trades: Trades, counts: tuple[Bools, Bools], column: int
) -> tuple[Coverage, Coverage]:
    """At the standard pace and at that of the elderly; `counts` by pace."""
    standard, elderly = (
        Coverage(streets, doors_of(streets, trades, own, column), pace=pace, minutes=DEFAULT_MINUTES)
        for pace, own in zip((STANDARD, ELDERLY), counts, strict=True)
    )
    return standard, elderly


def by_streets(
    standing: Standing, homes: Homes, both: tuple[Coverage, Coverage], target_minutes: int
) -> Measured:
    assert homes.places is not None
    assert standing.reached is not None
    by_place = ByPlace.of(*(coverage.of_places(homes.places) for coverage in both))
    return Measured(by_place, uncovered(standing.reached, both[0], target_minutes))


def uncovered(reached: Stretches, coverage: Coverage, target_minutes: int) -> Stretches:
    """What of the street reached is farther than the target from the category."""
    return reached.minus(coverage.within(reached.pieces, min(target_minutes, DEFAULT_MINUTES)))


class Crow:
    """Straight lines from every gate of P homes to every door of the outlets near, × the detour."""

    def __init__(self, walker: Walker, homes: Homes, trades: Trades) -> None:
        gates = [(place, gate.point) for place, own in enumerate(homes.gates) for gate in own]
        self._place = np.array([place for place, _ in gates], np.int64)
        self._places = len(homes)
        ids, lats, lngs = _near(walker, [point for _, point in gates], trades)
        doors, lat, lng, _ = walker.register.entrances.doors_of(ids, lats, lngs)
        self._row = trades.rows(doors)[0]
        gate = np.array([(point.lat, point.lng) for _, point in gates], np.float64).reshape(-1, 2)
        self._metres = DETOUR * metres_apart(gate[:, :1], gate[:, 1:], lat[None, :], lng[None, :])

    def measured(self, trades: Trades, counts: tuple[Bools, Bools], column: int) -> Measured:
        standard, elderly = (
            self._tenths((own & trades.of[:, column])[self._row], pace)
            for pace, own in zip((STANDARD, ELDERLY), counts, strict=True)
        )
        return Measured(ByPlace.of(standard, elderly), None)

    def _tenths(self, doors: Bools, pace: Pace) -> Int64s:
        metres = self._metres[:, doors].min(axis=1, initial=np.inf)
        best = np.full(self._places, np.inf)
        np.minimum.at(best, self._place, metres)
        tenths = np.ceil(best / pace.metres_per_second * 10.0 - 1e-6)
        late = tenths > limit_of(DEFAULT_MINUTES)
        return np.where(late, NEVER, np.where(late, 0.0, tenths)).astype(np.int64)


def _near(walker: Walker, points: list[Point], trades: Trades) -> tuple[Int64s, Floats, Floats]:
    """Those of the table that stand where a walk from one of the points may get, and somewhat beyond: a door
    may be on the other side of its building."""
    if not points:
        return np.zeros(0, np.int64), np.zeros(0), np.zeros(0)
    ids, lats, lngs = walker.register.grid.inside(box_round(points, DEFAULT_MINUTES))
    known = trades.rows(ids)[1]
    return ids[known], lats[known], lngs[known]
