"""Where things are: a point, a box, the metres between two points. Pure; WGS-84; lat before lng."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from geopy.distance import geodesic
from numpy.typing import NDArray

# WGS-84 (NGA.STND.0036): equatorial radius in metres and first eccentricity squared
EQUATOR_METRES = 6_378_137.0
ECCENTRICITY_2 = 6.694_379_990_14e-3

# Where the flat formula hands over to the geodesic, in degrees
FLAT_UP_TO_DEGREES = 0.5


class OutOfRange(ValueError):  # noqa: N818 - reads as what it says, like DoesNotExist
    """A coordinate that is not on the globe. `field` names it, so that an edge can say it in Chinese."""

    def __init__(self, field: str, value: float) -> None:
        super().__init__(f"{field} out of range: {value!r}")
        self.field = field
        self.value = value


@dataclass(frozen=True, slots=True)
class Point:
    """One place: degrees of latitude (-90..90) and longitude (-180..180); raises OutOfRange, also for nan."""

    lat: float
    lng: float

    def __post_init__(self) -> None:
        # written so that nan and inf fail too
        if not -90.0 <= self.lat <= 90.0:
            raise OutOfRange("lat", self.lat)
        if not -180.0 <= self.lng <= 180.0:
            raise OutOfRange("lng", self.lng)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in degrees, edges included. It ends at the antimeridian and never crosses it."""

    south: float
    west: float
    north: float
    east: float

    def __post_init__(self) -> None:
        if not -90.0 <= self.south <= 90.0:
            raise OutOfRange("south", self.south)
        if not -180.0 <= self.west <= 180.0:
            raise OutOfRange("west", self.west)
        if not self.south <= self.north <= 90.0:
            raise OutOfRange("north", self.north)
        if not self.west <= self.east <= 180.0:
            raise OutOfRange("east", self.east)

    @classmethod
    def around(cls, point: Point, metres: float) -> Box:
        """The box that holds every point within `metres` of `point` (up to the antimeridian)."""
        return cls(point.lat, point.lng, point.lat, point.lng).padded(metres)

    def contains(self, point: Point) -> bool:
        return self.south <= point.lat <= self.north and self.west <= point.lng <= self.east

    def padded(self, metres: float) -> Box:
        """The box with at least `metres` more on every side, cut at the poles and the antimeridian."""
        if not metres >= 0.0:
            raise OutOfRange("metres", metres)
        # the padding in degrees is largest where a degree is shortest: north and south that is the equator,
        # east and west the side nearest a pole; a thousandth (and a millimetre) more covers the bend of the
        # meridians and the last bit of the sums
        wanted = metres * 1.001 + 0.001
        per_lat, _ = metres_per_degree(0.0)
        south = max(-90.0, self.south - wanted / per_lat)
        north = min(90.0, self.north + wanted / per_lat)
        _, per_lng = metres_per_degree(max(abs(south), abs(north)))
        wide = min(360.0, wanted / per_lng) if per_lng > 1.0 else 360.0
        return Box(south, max(-180.0, self.west - wide), north, min(180.0, self.east + wide))


def metres_per_degree(lat: float) -> tuple[float, float]:
    """Metres in one degree of latitude and in one degree of longitude at `lat`, on the WGS-84 ellipsoid.

    The meridional radius M and the prime-vertical radius N × cos lat (Torge, Geodesy, §4.1), times π / 180.
    """
    phi = math.radians(lat)
    bend = 1.0 - ECCENTRICITY_2 * math.sin(phi) ** 2
    prime_vertical = EQUATOR_METRES / math.sqrt(bend)
    meridional = prime_vertical * (1.0 - ECCENTRICITY_2) / bend
    return math.radians(meridional), math.radians(prime_vertical * math.cos(phi))


def lng_apart(west: float, east: float) -> float:
    """Degrees from `west` to `east` the short way round, -180..180."""
    apart = east - west
    return apart if -180.0 <= apart <= 180.0 else math.remainder(apart, 360.0)


def metres_between(a: Point, b: Point) -> float:
    """Straight-line metres over the ground between two points.

    Up to half a degree apart (some 50 km) with the radii at the middle latitude: within 0.001 % of the
    geodesic between 85° south and north. Farther, and near the poles, geopy's geodesic (Karney 2013) itself.
    """
    north = b.lat - a.lat
    east = lng_apart(a.lng, b.lng)
    middle = (a.lat + b.lat) / 2.0
    if abs(north) > FLAT_UP_TO_DEGREES or abs(east) > FLAT_UP_TO_DEGREES or abs(middle) > 85.0:
        return float(geodesic((a.lat, a.lng), (b.lat, b.lng)).meters)
    per_lat, per_lng = metres_per_degree(middle)
    return math.hypot(north * per_lat, east * per_lng)


def lng_lat(point: Point) -> list[float]:
    """`[lng, lat]`, the order of GeoJSON (RFC 7946 §3.1.1). Turned round here and nowhere else."""
    return [point.lng, point.lat]


def lng_lats(lats: NDArray[np.float64], lngs: NDArray[np.float64]) -> list[list[float]]:
    """lng_lat for many places at once, given as arrays of degrees."""
    pairs: list[list[float]] = np.column_stack((lngs, lats)).tolist()
    return pairs
