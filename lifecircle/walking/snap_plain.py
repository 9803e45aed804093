"""The nearest segment of each kind to many places in numpy: reference, and where numba is absent. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from lifecircle.walking.network import Bytes, Floats, Int32s, Int64s

# More columns than any grid has: row × COLUMNS + column sorts by row
COLUMNS = 1 << 22
KINDS = 3

# Tunnels and islands count only where a place truly lies on one (segments.py)
ISLAND_METRES = 100.0
ISLAND_SHARE = 0.25

_BLOCK = 512


class Index(Protocol):
    """What of Segments is looked at."""

    @property
    def cell_keys(self) -> Int64s: ...
    @property
    def cell_segment(self) -> Int32s: ...
    @property
    def segment_kind(self) -> Bytes: ...
    @property
    def segment_piece(self) -> Int32s: ...
    @property
    def segment_start(self) -> Floats: ...
    @property
    def piece_metres(self) -> Floats: ...
    @property
    def lat(self) -> Floats: ...
    @property
    def lng(self) -> Floats: ...


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """K places in degrees, the metres of a degree at each, and the size of the cells in degrees."""

    lat: Floats
    lng: Floats
    per_lat: Floats
    per_lng: Floats
    cell_lat: float
    cell_lng: float

    def take(self, rows: NDArray[np.intp]) -> Window:
        return replace(
            self,
            lat=self.lat[rows],
            lng=self.lng[rows],
            per_lat=self.per_lat[rows],
            per_lng=self.per_lng[rows],
        )


# [K, 3] segment (-1), squared metres (inf) and part of the segment, per place and kind
Found = tuple[Int64s, Floats, Floats]

# row, piece, share, away metres, latitude, longitude of Spots
Columns = tuple[Int64s, Int32s, Floats, Floats, Floats, Floats]
Snap = Callable[[Index, Window, float, float], Columns]


def spots(index: Index, window: Window, near: float, limit: float) -> Columns:
    """Where each place opens onto the street; the columns of Spots."""
    best, square, part = nearest(index, window, near, limit)
    row, kind = np.nonzero(_chosen(square))
    segment, part, away = best[row, kind], part[row, kind], np.sqrt(square[row, kind])
    piece = index.segment_piece[segment]
    lat, lng = index.lat[segment], index.lng[segment]
    whole = index.piece_metres[piece]
    start, after = index.segment_start[segment], segment + 1
    # the shape point after the last segment of a piece carries the length of the piece as its start
    end = index.segment_start[after]
    share = np.divide(start + (end - start) * part, whole, out=np.zeros(row.size), where=whole > 0.0)
    spot_lat, spot_lng = lat + (index.lat[after] - lat) * part, lng + (index.lng[after] - lng) * part
    return row, piece, share.clip(0.0, 1.0), away, spot_lat, spot_lng


def _chosen(square: Floats) -> NDArray[np.bool_]:
    """[K, 3] which of the nearest of each kind a place opens onto."""
    everybody, some, apart = square.T
    main = np.minimum(everybody, some)
    far = main > ISLAND_METRES**2
    island = np.isfinite(apart) & (~np.isfinite(main) | (far & (apart <= main * ISLAND_SHARE**2)))
    return np.column_stack((np.isfinite(everybody) & ~island, (some < everybody) & ~island, island))


def nearest(index: Index, window: Window, near: float, limit: float) -> Found:
    """The nearest of each kind, looking first within `near` metres, then, where not everybody can walk
    what was found there, within `limit`. Of two equally near the one with the smaller number."""
    count = window.lat.size
    best, part = np.full((count, KINDS), -1), np.zeros((count, KINDS))
    square = np.full((count, KINDS), np.inf)
    for start in range(0, count, _BLOCK):
        rows = np.arange(start, min(count, start + _BLOCK))
        for metres in (near, limit):
            _look(index, window.take(rows), metres, (best, square, part), rows)
            rows = rows[np.isinf(square[rows, 0])]
            if not rows.size:
                break
    return best, square, part


def _look(index: Index, window: Window, metres: float, found: Found, rows: NDArray[np.intp]) -> None:
    place, entry = _entries(index, window, metres)
    segment = index.cell_segment[entry].astype(np.int64)
    square, part = _squares(index, window, place, segment)
    kept = square <= metres * metres
    place, segment, square, part = place[kept], segment[kept], square[kept], part[kept]
    kind = index.segment_kind[segment].astype(np.int64)
    order = np.lexsort((segment, square, kind, place))
    slot = (place * KINDS + kind)[order]
    order = order[np.flatnonzero(np.diff(slot, prepend=-1))]
    at = rows[place[order]], kind[order]
    for target, value in zip(found, (segment, square, part), strict=True):
        target[at] = value[order]


def _entries(index: Index, window: Window, metres: float) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Which place looks at which entry of the cells."""
    tall, wide = metres / window.per_lat, metres / window.per_lng
    low = np.floor((window.lat - tall + 90.0) / window.cell_lat).astype(np.int64)
    high = np.floor((window.lat + tall + 90.0) / window.cell_lat).astype(np.int64)
    west = np.floor((window.lng - wide + 180.0) / window.cell_lng).astype(np.int64)
    east = np.floor((window.lng + wide + 180.0) / window.cell_lng).astype(np.int64)
    bands = high - low + 1
    place = np.repeat(np.arange(low.size), bands)
    row = low[place] + np.arange(place.size) - np.repeat(np.cumsum(bands) - bands, bands)
    starts = index.cell_keys.searchsorted(row * COLUMNS + west[place])
    count = index.cell_keys.searchsorted(row * COLUMNS + east[place] + 1) - starts
    run = np.repeat(np.arange(place.size), count)
    entry = np.arange(run.size) - np.repeat(np.cumsum(count) - count, count) + starts[run]
    return place[run], entry


def _squares(index: Index, window: Window, place: NDArray[np.intp], segment: Int64s) -> tuple[Floats, Floats]:
    per_lat, per_lng = window.per_lat[place], window.per_lng[place]
    lat, lng = window.lat[place], window.lng[place]
    north, east = (index.lat[segment] - lat) * per_lat, (index.lng[segment] - lng) * per_lng
    up = (index.lat[segment + 1] - lat) * per_lat - north
    over = (index.lng[segment + 1] - lng) * per_lng - east
    length = up * up + over * over
    part = np.divide(-(north * up + east * over), length, out=np.zeros(length.size), where=length > 0.0)
    part = np.minimum(np.maximum(part, 0.0), 1.0)
    north, east = north + up * part, east + over * part
    return north * north + east * east, part
