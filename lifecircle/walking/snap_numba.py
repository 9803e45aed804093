"""The nearest segment of each kind to many places, compiled. Answers what snap_plain answers. Pure."""

from __future__ import annotations

import numpy as np

from lifecircle.walking.compiled import COMPILED, compiled
from lifecircle.walking.network import Bytes, Floats, Int32s, Int64s
from lifecircle.walking.snap_plain import (
    COLUMNS,
    ISLAND_METRES,
    ISLAND_SHARE,
    KINDS,
    Columns,
    Found,
    Index,
    Window,
)

__all__ = ["COMPILED", "nearest", "spots"]


def nearest(index: Index, window: Window, near: float, limit: float) -> Found:
    """See snap_plain.nearest."""
    return _nearest(_cells(index), _places(window), (window.cell_lat, window.cell_lng), near, limit)


def spots(index: Index, window: Window, near: float, limit: float) -> Columns:
    """See snap_plain.spots."""
    sizes = (window.cell_lat, window.cell_lng)
    along = (index.segment_piece, index.segment_start, index.piece_metres)
    return _spots(_cells(index), _places(window), sizes, near, limit, along)


def _cells(index: Index) -> tuple[Int64s, Int32s, Bytes, Floats, Floats]:
    return index.cell_keys, index.cell_segment, index.segment_kind, index.lat, index.lng


def _places(window: Window) -> tuple[Floats, Floats, Floats, Floats]:
    return window.lat, window.lng, window.per_lat, window.per_lng


@compiled
def _nearest(
    cells: tuple[Int64s, Int32s, Bytes, Floats, Floats],
    where: tuple[Floats, Floats, Floats, Floats],
    sizes: tuple[float, float],
    near: float,
    limit: float,
) -> Found:
    count = where[0].size
    best, part = np.full((count, KINDS), -1), np.zeros((count, KINDS))
    square = np.full((count, KINDS), np.inf)
    _look_all(cells, where, sizes[0], sizes[1], near, limit, best, square, part)
    return best, square, part


@compiled
def _spots(
    cells: tuple[Int64s, Int32s, Bytes, Floats, Floats],
    where: tuple[Floats, Floats, Floats, Floats],
    sizes: tuple[float, float],
    near: float,
    limit: float,
    along: tuple[Int32s, Floats, Floats],
) -> Columns:
    best, square, part = _nearest(cells, where, sizes, near, limit)
    lats, lngs = cells[3], cells[4]
    most, count = 2 * square.shape[0], 0
    row, pieces = np.empty(most, np.int64), np.empty(most, np.int32)
    places = np.empty((4, most))
    for place in range(square.shape[0]):
        everybody, some, apart = square[place]
        main = min(everybody, some)
        far = main > ISLAND_METRES**2 and apart <= main * ISLAND_SHARE**2
        island = apart < np.inf and (main == np.inf or far)
        opens = (everybody < np.inf and not island, some < everybody and not island, island)
        for kind in range(KINDS):
            if not opens[kind]:
                continue
            segment, share = best[place, kind], part[place, kind]
            piece = along[0][segment]
            start, end, whole = along[1][segment], along[1][segment + 1], along[2][piece]
            row[count], pieces[count] = place, piece
            metres = start + (end - start) * share
            places[0, count] = min(max(metres / whole, 0.0), 1.0) if whole > 0.0 else 0.0
            places[1, count] = np.sqrt(square[place, kind])
            places[2, count] = lats[segment] + (lats[segment + 1] - lats[segment]) * share
            places[3, count] = lngs[segment] + (lngs[segment + 1] - lngs[segment]) * share
            count += 1
    share, away, lat, lng = places[0, :count], places[1, :count], places[2, :count], places[3, :count]
    return row[:count], pieces[:count], share, away, lat, lng


@compiled
def _look_all(
    cells: tuple[Int64s, Int32s, Bytes, Floats, Floats],
    where: tuple[Floats, Floats, Floats, Floats],
    cell_lat: float,
    cell_lng: float,
    near: float,
    limit: float,
    best: Int64s,
    square: Floats,
    part: Floats,
) -> None:
    keys, filed, kinds, lats, lngs = cells
    for place in range(where[0].size):
        lat, lng, per_lat, per_lng = where[0][place], where[1][place], where[2][place], where[3][place]
        metres = near
        while True:
            tall, wide = metres / per_lat, metres / per_lng
            west = np.int64(np.floor((lng - wide + 180.0) / cell_lng))
            east = np.int64(np.floor((lng + wide + 180.0) / cell_lng))
            low = np.int64(np.floor((lat - tall + 90.0) / cell_lat))
            high = np.int64(np.floor((lat + tall + 90.0) / cell_lat))
            for row in range(low, high + 1):
                entry = np.searchsorted(keys, row * COLUMNS + west)
                last = row * COLUMNS + east
                while entry < keys.size and keys[entry] <= last:
                    segment = filed[entry]
                    entry += 1
                    north, shift = (lats[segment] - lat) * per_lat, (lngs[segment] - lng) * per_lng
                    up = (lats[segment + 1] - lat) * per_lat - north
                    over = (lngs[segment + 1] - lng) * per_lng - shift
                    length = up * up + over * over
                    share = -(north * up + shift * over) / length if length > 0.0 else 0.0
                    share = min(max(share, 0.0), 1.0)
                    north, shift = north + up * share, shift + over * share
                    away = north * north + shift * shift
                    kind = kinds[segment]
                    held = square[place, kind]
                    nearer = away < held or (away == held and segment < best[place, kind])
                    if away <= metres * metres and nearer:
                        best[place, kind], square[place, kind], part[place, kind] = segment, away, share
            if metres >= limit or square[place, 0] < np.inf:
                break
            metres = limit
