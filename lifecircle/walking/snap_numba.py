"""The nearest segment of each kind to many places, compiled. Answers what snap_plain answers. Pure."""

from __future__ import annotations

import numpy as np

from lifecircle.walking.compiled import COMPILED, compiled
from lifecircle.walking.network import Bytes, Floats, Int32s, Int64s
from lifecircle.walking.snap_plain import COLUMNS, KINDS, Found, Index, Window

__all__ = ["COMPILED", "nearest"]


def nearest(index: Index, window: Window, near: float, limit: float) -> Found:
    """See snap_plain.nearest."""
    count = window.lat.size
    best, part = np.full((count, KINDS), -1), np.zeros((count, KINDS))
    square = np.full((count, KINDS), np.inf)
    where = (window.lat, window.lng, window.per_lat, window.per_lng)
    cells = (index.cell_keys, index.cell_segment, index.segment_kind, index.lat, index.lng)
    _look_all(cells, where, window.cell_lat, window.cell_lng, near, limit, best, square, part)
    return best, square, part


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
