"""Which points lie within some metres of a place, among millions, in some 20 microseconds. Pure.

The points are sorted by bands of latitude and, inside a band, by longitude. A circle crosses two or three
bands, and in each of them its points lie in one unbroken run; so a search is one binary search for all the
runs, a copy of the runs and one distance formula over the copy. At these sizes the calls cost more than the
arithmetic, which is why wide bands with a few points too many are faster than small cells or a tree.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lifecircle.geo import Box, OutOfRange, Point, metres_between, metres_per_degree

Ids = NDArray[np.int64]
Floats = NDArray[np.float64]

# Some 890 m: measured best between 0.002° and 0.012° for circles of 500 to 1,000 m
BAND_DEGREES = 0.008

# Changes kept beside the sorted points before they are sorted in: up to here a search costs a few
# microseconds more, and sorting in costs half a second at 2.5 million points
MOST_CHANGES = 512

# One sort key for both orders, band × this + longitude: still exact to 2e-9 degrees, 0.2 mm
_BAND_STEP = 512.0
_LAST_BAND = math.floor(180.0 / BAND_DEGREES)

# A run may begin a little early, never late: the distance decides
_SPARE_DEGREES = 1e-7

_NEAREST_METRES = (250.0, 1_000.0, 4_000.0, 16_000.0)


@dataclass(frozen=True, slots=True, eq=False)
class _Points:
    """Three arrays of one length: ids, latitudes, longitudes. Never written to after they are made."""

    ids: Ids
    lats: Floats
    lngs: Floats

    @classmethod
    def checked(cls, ids: ArrayLike, lats: ArrayLike, lngs: ArrayLike) -> _Points:
        points = cls(np.array(ids, np.int64), np.array(lats, np.float64), np.array(lngs, np.float64))
        if not points.ids.shape == points.lats.shape == points.lngs.shape == (points.ids.size,):
            raise ValueError("ids, lats and lngs must be one-dimensional and of one length")
        for field, values, most in (("lat", points.lats, 90.0), ("lng", points.lngs, 180.0)):
            # written so that nan is outside too
            outside = ~(np.abs(values) <= most)
            if outside.any():
                raise OutOfRange(field, float(values[outside][0]))
        inorder = np.sort(points.ids)
        if (inorder[1:] == inorder[:-1]).any():
            raise ValueError("an id stands for two points")
        return points

    def take(self, which: NDArray[np.intp] | NDArray[np.bool_]) -> _Points:
        return _Points(self.ids[which], self.lats[which], self.lngs[which])

    def without(self, ids: Ids) -> _Points:
        return self.take(~np.isin(self.ids, ids))

    def plus(self, others: _Points) -> _Points:
        return _Points(
            np.concatenate((self.ids, others.ids)),
            np.concatenate((self.lats, others.lats)),
            np.concatenate((self.lngs, others.lngs)),
        )


class _Measure:
    """The distance formula round one latitude: flat, with the radii there, longitudes narrowing poleward.

    A degree of longitude is as wide as at the latitude half-way, to first order. Up to 5 km and 85° it is
    within 0.001 % of the geodesic.
    """

    __slots__ = ("narrowing", "per_lat", "per_lng")

    def __init__(self, lat: float) -> None:
        self.per_lat, self.per_lng = metres_per_degree(lat)
        # half the slope of the width of a degree, d(N cos φ)/dφ = -M sin φ
        self.narrowing = self.per_lat * math.sin(math.radians(lat)) * math.pi / 360.0

    def degrees_of(self, metres: float) -> tuple[float, float]:
        """A circle's reach in degrees, north and south, then east and west; 360 where it rounds a pole."""
        tall = metres / self.per_lat + _SPARE_DEGREES
        narrowest = self.per_lng - abs(self.narrowing) * tall
        return tall, (metres / narrowest + _SPARE_DEGREES if narrowest * 180.0 > metres else 360.0)

    def squares(self, north: Floats, east: Floats) -> Floats:
        """Squared metres for offsets in degrees. Overwrites both arrays: copies are what a search costs."""
        width = north * self.narrowing
        np.subtract(self.per_lng, width, out=width)
        east *= width
        east *= east
        north *= self.per_lat
        north *= north
        north += east
        return north


class _Bands:
    """Points sorted by band of latitude, then longitude, then id."""

    __slots__ = ("keys", "points")

    def __init__(self, points: _Points) -> None:
        keys = np.floor((points.lats + 90.0) / BAND_DEGREES) * _BAND_STEP + (points.lngs + 180.0)
        order = keys.argsort(kind="stable")
        self.keys: Floats = keys[order]
        self.points = points.take(order)

    def within(self, point: Point, metres: float, measure: _Measure) -> tuple[Ids, Floats]:
        tall, wide = measure.degrees_of(metres)
        windows = _windows(point.lng, wide)
        starts, ends = self._runs(point.lat - tall, point.lat + tall, windows)
        runs = [slice(start, end) for start, end in zip(starts, ends, strict=True)]
        north = np.concatenate([self.points.lats[run] for run in runs])
        north -= point.lat
        east = np.concatenate([self.points.lngs[run] for run in runs])
        east -= point.lng
        if len(windows) > 1 or wide >= 180.0:
            np.remainder(east + 180.0, 360.0, out=east)
            east -= 180.0
        ids = np.concatenate([self.points.ids[run] for run in runs])
        return _near(ids, measure.squares(north, east), metres)

    def _runs(
        self, south: float, north: float, windows: list[tuple[float, float]]
    ) -> tuple[list[int], list[int]]:
        first = max(0, math.floor((south + 90.0) / BAND_DEGREES))
        last = min(_LAST_BAND, math.floor((north + 90.0) / BAND_DEGREES))
        edges = [
            band * _BAND_STEP + edge
            for band in range(first, last + 1)
            for window in windows
            for edge in window
        ]
        places = self.keys.searchsorted(edges).tolist()
        return places[::2], places[1::2]


class PointGrid:
    """Points with ids, found by distance. Immutable, so threads share it without locks.

    `replaced` answers a new grid that shares the sorted arrays and keeps the changes beside them, until there
    are more than MOST_CHANGES and they are sorted in. 32 bytes a point: 80 MB for 2.5 million.
    """

    __slots__ = ("_added", "_bands", "_gone")

    def __init__(self, ids: ArrayLike, lats: ArrayLike, lngs: ArrayLike) -> None:
        """Ids (unique), latitudes and longitudes in degrees; raises OutOfRange or ValueError. Copies them."""
        self._settle(_Bands(_Points.checked(ids, lats, lngs)), _NO_POINTS, _NO_POINTS.ids)

    def _settle(self, bands: _Bands, added: _Points, gone: Ids) -> None:
        self._bands = bands
        self._added = added
        # sorted; hides these ids in the bands (not in `added`), whether they are there or not
        self._gone = gone

    def __len__(self) -> int:
        return self._points().ids.size

    @property
    def nbytes(self) -> int:
        """Bytes in the arrays."""
        points = self._bands.points
        arrays = (self._bands.keys, points.ids, points.lats, points.lngs, self._gone, self._added.ids)
        return sum(array.nbytes for array in arrays) + 2 * self._added.lats.nbytes

    def within(self, point: Point, metres: float) -> tuple[Ids, Floats]:
        """Ids and straight-line metres of the points within `metres`, limit included, in no particular order.

        Up to 5 km and between 85° south and north a distance is within 0.001 % of the geodesic, across the
        antimeridian too; larger circles and the poles lose accuracy.
        """
        if not 0.0 <= metres < math.inf:
            raise OutOfRange("metres", metres)
        measure = _Measure(point.lat)
        ids, away = self._bands.within(point, metres, measure)
        if not self._gone.size:
            return ids, away
        kept = _missing_from(self._gone, ids)
        added = self._added
        east = np.remainder(added.lngs - point.lng + 180.0, 360.0) - 180.0
        more_ids, more_away = _near(added.ids, measure.squares(added.lats - point.lat, east), metres)
        return np.concatenate((ids[kept], more_ids)), np.concatenate((away[kept], more_away))

    def nearest(self, point: Point) -> tuple[int, float] | None:
        """Id and straight-line metres of the nearest point (of two, the smaller id); None if empty.

        Milliseconds where there is nothing within 16 km, because then every point is looked at.
        """
        for metres in _NEAREST_METRES:
            ids, away = self.within(point, metres)
            if ids.size:
                best = np.lexsort((ids, away))[0]
                return int(ids[best]), float(away[best])
        return _nearest_far(self._points(), point)

    def inside(self, box: Box) -> tuple[Ids, Floats, Floats]:
        """Ids, latitudes and longitudes of the points in a box, its edges included. Looks at every point."""
        points = self._points()
        lat, lng = points.lats, points.lngs
        within = (lat >= box.south) & (lat <= box.north) & (lng >= box.west) & (lng <= box.east)
        return points.ids[within], lat[within], lng[within]

    def replaced(
        self, ids: ArrayLike, lats: ArrayLike, lngs: ArrayLike, gone_ids: ArrayLike = ()
    ) -> PointGrid:
        """A new grid in which `ids` stand at these places (new or moved) and `gone_ids` nowhere.

        An id that is both in `ids` and in `gone_ids` stays. This grid is not changed.
        """
        new = _Points.checked(ids, lats, lngs)
        touched = np.union1d(new.ids, np.array(gone_ids, np.int64))
        added = self._added.without(touched).plus(new)
        gone = np.union1d(self._gone, touched)
        grid = object.__new__(PointGrid)
        if gone.size <= MOST_CHANGES:
            grid._settle(self._bands, added, gone)
        else:
            grid._settle(_Bands(self._bands.points.without(gone).plus(added)), _NO_POINTS, _NO_POINTS.ids)
        return grid

    def _points(self) -> _Points:
        return self._bands.points.without(self._gone).plus(self._added)


_NO_POINTS = _Points(np.empty(0, np.int64), np.empty(0), np.empty(0))


def _windows(lng: float, wide: float) -> list[tuple[float, float]]:
    """The longitudes within `wide` degrees of `lng`, counted from the antimeridian, where they may be cut."""
    if wide >= 180.0:
        return [(0.0, 361.0)]
    west, east = lng + 180.0 - wide, lng + 180.0 + wide
    if west < 0.0:
        return [(0.0, east), (west + 360.0, 361.0)]
    if east > 360.0:
        return [(west, 361.0), (0.0, east - 360.0)]
    return [(west, east)]


def _near(ids: Ids, squares: Floats, metres: float) -> tuple[Ids, Floats]:
    kept = (squares <= metres * metres).nonzero()[0]
    return ids.take(kept), np.sqrt(squares.take(kept))


def _missing_from(inorder: Ids, ids: Ids) -> NDArray[np.bool_]:
    """Which `ids` are not in the sorted `inorder` (not empty): numpy's isin costs ten times as much here."""
    missing: NDArray[np.bool_] = inorder.take(inorder.searchsorted(ids), mode="clip") != ids
    return missing


def _nearest_far(points: _Points, point: Point) -> tuple[int, float] | None:
    """The nearest of all on a sphere (0.5 %, enough to choose by), its distance on the ellipsoid."""
    if not points.ids.size:
        return None
    lats = np.radians(points.lats)
    half_north = np.sin((lats - math.radians(point.lat)) / 2.0)
    half_east = np.sin(np.radians(points.lngs - point.lng) / 2.0)
    chord = half_north**2 + math.cos(math.radians(point.lat)) * np.cos(lats) * half_east**2
    best = np.lexsort((points.ids, chord))[0]
    there = Point(float(points.lats[best]), float(points.lngs[best]))
    return int(points.ids[best]), metres_between(point, there)
