"""Which street every cell of the ground belongs to: worked out once a tile, kept for all questions. Pure.

A place belongs to its nearest street whoever asks, so this part of a shape is the same for every origin.
Cells are CELL_METRES wide in the middle of their zone, a degree of latitude; a question counts in the zone of
its origin, so its cells are square to a hundredth. Tiles are made when a question first needs them (0.2 ms
each, some sixteen for 15 minutes on foot), whatever the size of the network; MOST_TILES are kept (50 MB).
"""

from __future__ import annotations

import math
import threading
from typing import TYPE_CHECKING

import numpy as np

from lifecircle.geo import metres_per_degree
from lifecircle.walking.network import Bools, Int32s
from lifecircle.walking.segments import CELL_DEGREES
from lifecircle.walking.tiles import TILE, Frame, Tiles, tile_of

if TYPE_CHECKING:
    from lifecircle.walking.segments import Segments

CELL_METRES = 20.0
NEAR_METRES = 100.0

# What lies round a tile is looked at too: a street so many cells away may be the nearest
_MARGIN = int(NEAR_METRES / CELL_METRES) + 2

_FIRST_TILES = 64
MOST_TILES = 4096

# zone, and row and column of the tile in it
Key = tuple[int, int, int]


def cells_per_degree(lat: float) -> tuple[float, float]:
    """Cells in a degree of latitude and of longitude, in the zone of `lat`."""
    per_lat, per_lng = metres_per_degree(math.floor(lat) + 0.5)
    return per_lat / CELL_METRES, per_lng / CELL_METRES


def frame_at(lat: float, row: int, column: int) -> Frame:
    """A raster in the zone of `lat` that begins at a cell counted from 90° south and 180° west."""
    per_lat, per_lng = cells_per_degree(lat)
    return row / per_lat - 90.0, column / per_lng - 180.0, per_lat, per_lng


class _Kept:
    """Tiles in one pool. Only ever added to, by one thread at a time; others read meanwhile."""

    __slots__ = ("slots", "tiles")

    def __init__(self) -> None:
        self.slots: dict[Key, int] = {}
        self.tiles = _empty(_FIRST_TILES)

    def add(self, key: Key, tile: Tiles) -> None:
        slot = len(self.slots)
        if slot == self.tiles[0].shape[0]:
            larger = _empty(2 * slot)
            for new, old in zip(larger, self.tiles, strict=True):
                new[:slot] = old
            self.tiles = larger
        for all_, one in zip(self.tiles, tile, strict=True):
            all_[slot] = one
        # last, so that whoever finds it finds it whole
        self.slots[key] = slot


def _empty(count: int) -> Tiles:
    shape = (count, TILE, TILE)
    return np.empty(shape, np.int32), np.empty(shape, np.float32), np.empty(shape, np.float32)


class Ground:
    """The streets of one network that some pace may walk: `may` [M], of the kinds up to `most` (segments).

    Keeps up to `tiles` tiles; when there would be more, it begins anew.
    """

    def __init__(self, index: Segments, may: Bools, most: int, *, tiles: int = MOST_TILES) -> None:
        self._index, self._may, self._most, self._tiles = index, may, most, tiles
        self._kept = _Kept()
        self._lock = threading.Lock()

    def under(self, lat: float, row: int, column: int, shape: tuple[int, int]) -> tuple[Tiles, Int32s]:
        """The tiles under a raster in the zone of `lat` from cell (row, column), and which lies where."""
        zone = math.floor(lat)
        rows = range(row // TILE, (row + shape[0] - 1) // TILE + 1)
        columns = range(column // TILE, (column + shape[1] - 1) // TILE + 1)
        keys = [(zone, down, across) for down in rows for across in columns]
        kept = self._kept
        slots = [kept.slots.get(key, -1) for key in keys]
        if -1 in slots:
            kept = self._made(keys)
            slots = [kept.slots[key] for key in keys]
        return kept.tiles, np.array(slots, np.int32).reshape(len(rows), len(columns))

    def _made(self, keys: list[Key]) -> _Kept:
        with self._lock:
            kept = self._kept
            missing = [key for key in keys if key not in kept.slots]
            if len(kept.slots) + len(missing) > self._tiles:
                kept, missing = _Kept(), keys
            for key in missing:
                kept.add(key, self._tile(key))
            if len(kept.slots) <= self._tiles:
                self._kept = kept
            return kept

    def _tile(self, key: Key) -> Tiles:
        zone, down, across = key
        frame = frame_at(zone, down * TILE - _MARGIN, across * TILE - _MARGIN)
        shape = (TILE + 2 * _MARGIN, TILE + 2 * _MARGIN)
        index = self._index
        return tile_of(
            frame,
            shape,
            (CELL_DEGREES, float(index.cell_lng[0])),
            (index.cell_keys, index.cell_segment, index.segment_kind),
            (index.lat, index.lng),
            (index.segment_piece, index.segment_start, index.piece_metres),
            (self._may, self._most, NEAR_METRES / CELL_METRES),
        )
