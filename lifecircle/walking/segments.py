"""The nearest walkable street to a place: an index over the straight segments of all pieces. Pure.

Every segment is filed under each cell of a grid of some 110 m that its bounding box touches, and the cells
lie sorted by row and column, so that a window is a few unbroken runs and empty land costs nothing.

A place opens onto the nearest piece of the main component. Where not everybody can walk that one (steps, a
high kerb), it opens onto the nearest one that everybody can walk as well, so that a slower pace never finds
itself on another street than a faster one. Tunnels and islands (pieces outside the main component) count only
where a place truly lies on one: nothing of the main component within LIMIT_METRES, or none within
ISLAND_METRES (snap_plain) and the island at most a quarter as far. Nobody's door opens onto a ferry.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from lifecircle.geo import ECCENTRICITY_2, EQUATOR_METRES, Point, metres_per_degree
from lifecircle.walking import snap_plain
from lifecircle.walking.network import Bytes, Floats, Int32s, Int64s, Network, PieceFlag, StreetClass
from lifecircle.walking.snap_plain import COLUMNS, Window
from lifecircle.walking.spots import Spots

# Beyond this there is no street: 附近没有可步行的道路数据
LIMIT_METRES = 250.0

# A first look this far answers nearly every place in a town
NEAR_METRES = 75.0

CELL_DEGREES = 0.001

# Up to so many places, plain arithmetic is quicker than arrays
_FEW = 4

EVERYBODY, SOME, APART, NOBODY = range(4)


@dataclass(frozen=True, slots=True, eq=False)
class Segments:
    """E entries sorted by cell, over S shape points of M pieces. Segment s runs from point s to s + 1."""

    cell_keys: Int64s  # [E] row × COLUMNS + column, ascending
    cell_segment: Int32s  # [E]
    segment_piece: Int32s  # [S]
    segment_kind: Bytes  # [S] EVERYBODY, SOME, APART; NOBODY where none starts
    segment_start: Floats  # [S] metres from end a of the piece
    piece_metres: Floats  # [M] the sum of the segments
    lat: Floats  # [S]
    lng: Floats  # [S]
    cell_lng: Floats  # [1] degrees: a cell is about as wide as high

    @classmethod
    def of(cls, network: Network) -> Segments:
        """Half a second for a city of 100,000 pieces."""
        first = network.shape_first
        piece = np.repeat(np.arange(first.size - 1, dtype=np.int32), np.diff(first))
        last = first[1:] - 1
        kind = _kinds(network)[piece]
        kind[last] = NOBODY
        lat, lng = network.shape_lat, network.shape_lng
        metres = _lengths(lat, lng)
        metres[last] = 0.0
        total = np.concatenate(([0.0], np.cumsum(metres)))
        cell_lng = CELL_DEGREES / max(0.05, float(np.cos(np.radians(np.median(lat))))) if lat.size else 1.0
        keys, segment = _filed(lat, lng, np.flatnonzero(kind != NOBODY), cell_lng)
        return cls(
            keys,
            segment,
            piece,
            kind,
            total[:-1] - total[first[:-1]][piece],
            total[first[1:]] - total[first[:-1]],
            np.asarray(lat),
            np.asarray(lng),
            np.array([cell_lng]),
        )

    @classmethod
    def arrays(cls) -> tuple[str, ...]:
        """The fields, all of them arrays, in the order of a file."""
        return tuple(field.name for field in fields(cls))

    def snap(self, lats: ArrayLike, lngs: ArrayLike) -> Spots:
        """Where places open onto the street; a place without a street within LIMIT_METRES has no spot."""
        lats, lngs = np.atleast_1d(np.array(lats, np.float64)), np.atleast_1d(np.array(lngs, np.float64))
        window = Window(lats, lngs, *metres_per_degrees(lats), CELL_DEGREES, float(self.cell_lng[0]))
        return Spots(*_snap()(self, window, NEAR_METRES, LIMIT_METRES))

    def snap_one(self, place: Point) -> Spots:
        return self.snap(place.lat, place.lng)


def metres_per_degrees(lats: Floats) -> tuple[Floats, Floats]:
    """geo.metres_per_degree for many latitudes at once."""
    if lats.size <= _FEW:
        lat, lng = zip(*map(metres_per_degree, lats.tolist()), strict=True) if lats.size else ((), ())
        return np.array(lat, np.float64), np.array(lng, np.float64)
    phi = np.radians(lats)
    bend = 1.0 - ECCENTRICITY_2 * np.sin(phi) ** 2
    vertical = EQUATOR_METRES / np.sqrt(bend)
    return np.radians(vertical * (1.0 - ECCENTRICITY_2) / bend), np.radians(vertical * np.cos(phi))


def _kinds(network: Network) -> Bytes:
    may = (network.piece_cost >= 0).any(axis=1)
    main = network.node_main[network.piece_a] & ((network.piece_flags & PieceFlag.TUNNEL) == 0)
    kind = np.where(main, np.where(may.all(axis=0), EVERYBODY, SOME), APART).astype(np.uint8)
    kind[~may.any(axis=0) | (network.piece_class == StreetClass.FERRY)] = NOBODY
    return kind


def _lengths(lat: Floats, lng: Floats) -> Floats:
    """[S] metres to the next shape point, 0 for the very last."""
    if not lat.size:
        return np.zeros(0)
    per_lat, per_lng = metres_per_degrees((lat[1:] + lat[:-1]) / 2.0)
    return np.append(np.hypot(np.diff(lat) * per_lat, np.diff(lng) * per_lng), 0.0)


def _filed(lat: Floats, lng: Floats, segment: Int64s, cell_lng: float) -> tuple[Int64s, Int32s]:
    rows = np.floor((lat + 90.0) / CELL_DEGREES).astype(np.int64)
    columns = np.floor((lng + 180.0) / cell_lng).astype(np.int64)
    low_row, high_row = (pick(rows[segment], rows[segment + 1]) for pick in (np.minimum, np.maximum))
    low, high = (pick(columns[segment], columns[segment + 1]) for pick in (np.minimum, np.maximum))
    wide = high - low + 1
    count = (high_row - low_row + 1) * wide
    owner = np.repeat(np.arange(segment.size), count)
    step = np.arange(owner.size) - np.repeat(np.cumsum(count) - count, count)
    keys = (low_row[owner] + step // wide[owner]) * COLUMNS + low[owner] + step % wide[owner]
    order = keys.argsort(kind="stable")
    return keys[order], segment[owner[order]].astype(np.int32)


@lru_cache(maxsize=1)
def _snap() -> snap_plain.Snap:
    """The compiled search where numba is there; both answer the same."""
    from lifecircle.walking import snap_numba

    return snap_numba.spots if snap_numba.COMPILED else snap_plain.spots
