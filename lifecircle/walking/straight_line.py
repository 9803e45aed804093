"""Walking times from straight lines, for where no street network is loaded. Always an estimate. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence

from lifecircle.geo import Point, lng_lat, metres_between, metres_per_degree
from lifecircle.walking.contract import NOISE_SECONDS, Polygon, Reach, Walk
from lifecircle.walking.grid import PointGrid
from lifecircle.walking.pace import Pace

# Metres walked for each metre in a straight line; measured 1.25 to 1.52 in Chinese cities
DETOUR = 1.3

# A ring is never more than 0.1 % inside the circle it stands for
_CORNERS = 72


class StraightLine:
    """Time = straight line × 1.3 ÷ pace, over the points of one grid. Immutable, as the grid is."""

    method = "straight_line"
    method_name = "直线估算"
    estimate = True

    def __init__(self, grid: PointGrid) -> None:
        self._grid = grid

    def formula(self, pace: Pace) -> str:
        return f"直线距离 × {DETOUR} ÷ 每秒 {pace.metres_per_second} 米"

    def reach(self, origin: Point, *, pace: Pace, minutes: float) -> Reach:
        """Every point of the grid within `minutes`; seconds within 0.001 % of the geodesic's."""
        seconds = minutes * 60.0 + NOISE_SECONDS / 2.0
        ids, metres = self._grid.within(origin, seconds * pace.metres_per_second / DETOUR)
        metres *= DETOUR
        return Reach.by_time(ids, metres / pace.metres_per_second, metres)

    def between(self, origin: Point, target: Point, *, pace: Pace) -> Walk | None:
        """Never None: a straight line always exists."""
        metres = metres_between(origin, target) * DETOUR
        return Walk(metres / pace.metres_per_second, metres)

    def rings(self, origin: Point, *, pace: Pace, minutes: Sequence[float]) -> list[Polygon]:
        """Circles of 72 corners. A ring that crosses the antimeridian is not cut there."""
        return [_circle(origin, pace.metres_in(limit) / DETOUR) for limit in minutes]


def _circle(centre: Point, metres: float) -> Polygon:
    corners = [_moved(centre, metres, 2.0 * math.pi * step / _CORNERS) for step in range(_CORNERS)]
    return {"type": "Polygon", "coordinates": [[lng_lat(corner) for corner in [*corners, corners[0]]]]}


def _moved(start: Point, metres: float, angle: float) -> Point:
    """The point `metres` away, `angle` in radians from east towards north; to a decimetre, six decimals."""
    lat = start.lat + metres * math.sin(angle) / metres_per_degree(start.lat)[0]
    _, per_lng = metres_per_degree((start.lat + lat) / 2.0)
    lng = start.lng + metres * math.cos(angle) / per_lng
    return Point(round(lat, 6), round(math.remainder(lng, 360.0), 6))
