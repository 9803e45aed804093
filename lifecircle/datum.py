"""Which coordinate system a point was read in, and the way to WGS-84 and back. Pure.

WGS-84 is what GPS gives (CGCS2000 differs by centimetres). GCJ-02 is the shifted system of AMap, Tencent and
WeChat; BD-09 is Baidu's, shifted once more. Computed over 20-50° N, 80-125° E, GCJ-02 lies 40 to 670 m off
(160 to 260 m in Lanzhou) and BD-09 720 to 1,460 m (some 1,030 m in Lanzhou), a whole circle: a wrong system
is worse than no position.

The formulas were never published officially; they are the ones every open implementation shares
(github.com/googollee/eviltransform, github.com/wandergis/coordtransform, github.com/Artoria2e5/PRCoords).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from enum import StrEnum

from lifecircle.geo import Box, Point
from lifecircle.language.marked import Told
from lifecircle.language.marked import told as _

# The published rectangle; outside it both shifts are the identity. It is far wider than China on every side.
CHINA = Box(south=0.8293, west=72.004, north=55.8271, east=137.8347)

# Krasovsky 1940, as the published code has it (not WGS-84's axes)
_AXIS_METRES = 6_378_245.0
_ECCENTRICITY_2 = 0.006_693_421_622_965_943_23

_BD_TURN = math.pi * 3000.0 / 180.0

# 1e-9 degrees are 0.1 mm; each step of the inverse leaves less than a twentieth of the error
_CLOSE_DEGREES = 1e-9
_MOST_STEPS = 12

# Both shifts together stay below 1.6 km even in the rectangle's corners; a point farther out is not shifted
_WIDEST_SHIFT_METRES = 2_000.0

# Plain pairs inside this module only: (degrees of latitude, degrees of longitude)
_Degrees = tuple[float, float]


class CoordinateSystem(StrEnum):
    """How an import's latitude and longitude are to be read. The value is what files and the API write."""

    WGS84 = "wgs84"
    GCJ02 = "gcj02"
    BD09 = "bd09"

    @property
    def label(self) -> Told:
        return _LABELS[self]


_LABELS = {
    CoordinateSystem.WGS84: _("WGS-84（GPS、天地图）"),
    CoordinateSystem.GCJ02: _("GCJ-02（高德、腾讯、微信）"),
    CoordinateSystem.BD09: _("BD-09（百度）"),
}


def from_wgs84(point: Point, system: CoordinateSystem) -> Point:
    """The WGS-84 `point` as `system` writes it. Outside the published rectangle, CHINA, the point itself."""
    if system is CoordinateSystem.WGS84 or not CHINA.contains(point):
        return point
    return Point(*_SHIFTS[system]((point.lat, point.lng)))


def to_wgs84(point: Point, system: CoordinateSystem) -> Point:
    """The WGS-84 point that `system` writes as `point`: the inverse of from_wgs84 to a millimetre.

    By iteration, because the published inverses are off by up to some metres (GCJ-02) and decimetres (BD-09).
    The rectangle test is made on the answer, so that every WGS-84 point in CHINA comes back to itself. Only
    on the rectangle's rim, abroad or at sea, is there a shift's width that no WGS-84 point maps to (such a
    point is returned unchanged) or that two do (the inner one is returned).
    """
    if system is CoordinateSystem.WGS84 or not CHINA.padded(_WIDEST_SHIFT_METRES).contains(point):
        return point
    lat, lng = _unshifted(_SHIFTS[system], (point.lat, point.lng))
    # the last digits of the iteration must not decide which side of the rim a point is on
    found = Point(round(lat, 9), round(lng, 9))
    return found if CHINA.contains(found) else point


def _unshifted(shift: Callable[[_Degrees], _Degrees], target: _Degrees) -> _Degrees:
    """What `shift` moves to `target`: step back by what is left over, time and again."""
    lat, lng = target
    for _step in range(_MOST_STEPS):
        there_lat, there_lng = shift((lat, lng))
        over_lat, over_lng = there_lat - target[0], there_lng - target[1]
        lat, lng = lat - over_lat, lng - over_lng
        if abs(over_lat) < _CLOSE_DEGREES and abs(over_lng) < _CLOSE_DEGREES:
            break
    return lat, lng


def _gcj02(degrees: _Degrees) -> _Degrees:
    lat, lng = degrees
    north, east = _gcj02_metres(lng - 105.0, lat - 35.0)
    phi = math.radians(lat)
    bend = 1.0 - _ECCENTRICITY_2 * math.sin(phi) ** 2
    prime_vertical = _AXIS_METRES / math.sqrt(bend)
    meridional = prime_vertical * (1.0 - _ECCENTRICITY_2) / bend
    return lat + math.degrees(north / meridional), lng + math.degrees(east / (prime_vertical * math.cos(phi)))


def _gcj02_metres(x: float, y: float) -> tuple[float, float]:
    """The shift north and east in metres, `x` degrees east of 105° E and `y` north of 35° N."""
    common = 2.0 * _sine(x, 1 / 6) + 2.0 * _sine(x, 1 / 2)
    waves_north = common + 2.0 * _sine(y, 1) + 4.0 * _sine(y, 3) + 16.0 * _sine(y, 12) + 32.0 * _sine(y, 30)
    waves_east = common + 2.0 * _sine(x, 1) + 4.0 * _sine(x, 3) + 15.0 * _sine(x, 12) + 30.0 * _sine(x, 30)
    root = math.sqrt(abs(x))
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    return north + waves_north * 20.0 / 3.0, east + waves_east * 20.0 / 3.0


def _sine(degrees: float, half_wave: float) -> float:
    return math.sin(degrees / half_wave * math.pi)


def _bd09(degrees: _Degrees) -> _Degrees:
    """Baidu's second shift, on top of GCJ-02: a wobble in polar coordinates round 0°, 0°, then an offset."""
    lat, lng = _gcj02(degrees)
    radius = math.hypot(lng, lat) + 0.000_02 * math.sin(lat * _BD_TURN)
    angle = math.atan2(lat, lng) + 0.000_003 * math.cos(lng * _BD_TURN)
    return radius * math.sin(angle) + 0.006, radius * math.cos(angle) + 0.0065


_SHIFTS: dict[CoordinateSystem, Callable[[_Degrees], _Degrees]] = {
    CoordinateSystem.GCJ02: _gcj02,
    CoordinateSystem.BD09: _bd09,
}
