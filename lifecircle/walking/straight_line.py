"""Walking times from straight lines, for where no street network is loaded. Always an estimate. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lifecircle.geo import Point, lng_lats, metres_between, metres_per_degree
from lifecircle.language.marked import gettext_noop
from lifecircle.walking.contract import NOISE_SECONDS, Polygon, Reach, Walk
from lifecircle.walking.entrances import NO_ENTRANCES, Entrances
from lifecircle.walking.grid import Floats, Ids, PointGrid
from lifecircle.walking.pace import Pace

# Metres walked for each metre in a straight line; measured 1.25 to 1.52 in Chinese cities
DETOUR = 1.3

# A ring is never more than 0.1 % inside the circle it stands for
_CORNERS = 72
_TURNS = 2.0 * np.pi * (np.arange(_CORNERS + 1) % _CORNERS) / _CORNERS
_SINES, _COSINES = np.sin(_TURNS), np.cos(_TURNS)


class StraightLine:
    """Time = straight line × 1.3 ÷ pace, over the points of one grid or the nearest of their entrances.

    Immutable, as both are.
    """

    method = "straight_line"
    method_name = gettext_noop("直线估算")
    estimate = True

    def __init__(self, grid: PointGrid, entrances: Entrances = NO_ENTRANCES) -> None:
        self._grid, self._entrances = grid, entrances

    def formula(self, pace: Pace) -> str:
        return f"直线距离 × {DETOUR} ÷ 每秒 {pace.metres_per_second} 米"

    def formula_en(self, pace: Pace) -> str:
        return f"straight-line distance × {DETOUR} ÷ {pace.metres_per_second} metres a second"

    def reach(self, origin: Point, *, pace: Pace, minutes: float) -> Reach:
        """Every point of the grid within `minutes`; seconds within 0.001 % of the geodesic's."""
        seconds = minutes * 60.0 + NOISE_SECONDS / 2.0
        limit = seconds * pace.metres_per_second / DETOUR
        ids, metres = self._grid.within(origin, limit)
        names: dict[int, str] = {}
        if len(self._entrances):
            ids, metres, names = self._by_doors(ids, metres, origin, limit)
        metres *= DETOUR
        return Reach.by_time(ids, metres / pace.metres_per_second, metres, names)

    def _by_doors(
        self, ids: Ids, metres: Floats, origin: Point, limit: float
    ) -> tuple[Ids, Floats, dict[int, str]]:
        """Places that have entrances counted by the nearest of these."""
        entered, away, names = self._entrances.nearest(origin, limit)
        own = ~np.isin(ids, self._entrances.ids)
        named = {id: name for id, name in zip(entered.tolist(), names, strict=True) if name}
        return np.concatenate((ids[own], entered)), np.concatenate((metres[own], away)), named

    def between(self, origin: Point, target: Point, *, pace: Pace) -> Walk | None:
        """Never None: a straight line always exists."""
        metres = metres_between(origin, target) * DETOUR
        return Walk(metres / pace.metres_per_second, metres)

    def rings(self, origin: Point, *, pace: Pace, minutes: Sequence[float]) -> list[Polygon]:
        """Circles of 72 corners. A ring that crosses the antimeridian is not cut there."""
        metres = np.array([pace.metres_in(limit) / DETOUR for limit in minutes])
        return [{"type": "Polygon", "coordinates": [ring]} for ring in _circles(origin, metres)]


def _circles(centre: Point, metres: Floats) -> list[list[list[float]]]:
    """Corners to a decimetre, six decimals, from east round by north."""
    lat = centre.lat + metres[:, None] * (_SINES / metres_per_degree(centre.lat)[0])
    # a degree of longitude as long as it is halfway to each corner; bent so little that three will do
    halfway = (centre.lat + lat) / 2.0
    known = (float(halfway.min(initial=90.0)), centre.lat, float(halfway.max(initial=-90.0)))
    per_lng = np.interp(halfway, known, [metres_per_degree(each)[1] for each in known])
    lng = centre.lng + metres[:, None] * _COSINES / per_lng
    lng -= 360.0 * np.rint(lng / 360.0)
    return [lng_lats(*corners) for corners in zip(lat.round(6), lng.round(6), strict=True)]
