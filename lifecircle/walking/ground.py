"""Which street every cell of the ground belongs to: worked out once a tile, kept for all questions. Pure.

A place belongs to its nearest street whoever asks, so this part of a shape is the same for every origin.
Cells are CELL_METRES wide in the middle of their zone, a degree of latitude; a question counts in the zone of
its origin, so its cells are square to a hundredth. Tiles are made when a question first needs them (0.2 ms
each, some twenty for 15 minutes on foot), whatever the size of the network; MOST_TILES are kept (60 MB).
"""

from __future__ import annotations

import math
import threading
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from lifecircle.geo import metres_per_degree
from lifecircle.walking.network import Bools, Int32s
from lifecircle.walking.patches import BEGIN, COLUMNS, END, TILE, Cells, Parts, Patches
from lifecircle.walking.segments import CELL_DEGREES, NOBODY
from lifecircle.walking.tiles import Frame, tile_of

if TYPE_CHECKING:
    from lifecircle.walking.segments import Segments

CELL_METRES = 20.0
NEAR_METRES = 100.0

# What lies round a tile is looked at too: a street so many cells away may be the nearest
_MARGIN = int(NEAR_METRES / CELL_METRES) + 2

_FIRST_TILES, _FIRST_PATCHES, _FIRST_CELLS = 64, 4_096, 65_536
MOST_TILES = 4096

# zone, and row and column of the tile in it
Key = tuple[int, int, int]

# zone, and first and last row and column of tiles
Box = tuple[int, tuple[int, int], tuple[int, int]]

AnyArray = NDArray[Any]


def cells_per_degree(lat: float) -> tuple[float, float]:
    """Cells in a degree of latitude and of longitude, in the zone of `lat`."""
    return _per_degree(math.floor(lat))


@lru_cache
def _per_degree(zone: int) -> tuple[float, float]:
    per_lat, per_lng = metres_per_degree(zone + 0.5)
    return per_lat / CELL_METRES, per_lng / CELL_METRES


def frame_at(lat: float, row: int, column: int) -> Frame:
    """A raster in the zone of `lat` that begins at a cell counted from 90° south and 180° west."""
    per_lat, per_lng = cells_per_degree(lat)
    return row / per_lat - 90.0, column / per_lng - 180.0, per_lat, per_lng


class Pool(NamedTuple):
    """The tiles kept, one behind another: `first` [T + 1] patch of each, and patches.Patches."""

    first: Int32s
    patches: Int32s
    cells: Cells
    shares: Parts
    away: Parts


class _Kept:
    """Tiles in one pool. Only ever added to, by one thread at a time; others read meanwhile."""

    __slots__ = ("boxes", "pool", "slots")

    def __init__(self) -> None:
        self.slots: dict[Key, int] = {}
        self.boxes: dict[Box, Int32s] = {}
        columns = np.zeros((_FIRST_PATCHES, COLUMNS), np.int32)
        parts = np.empty((2, _FIRST_CELLS), np.float32)
        first, cells = np.zeros(_FIRST_TILES, np.int32), np.empty(_FIRST_CELLS, np.int16)
        self.pool = Pool(first, columns, cells, *parts)

    def add(self, key: Key, tile: Patches) -> None:
        slot, patches = len(self.slots), tile[0]
        held: tuple[AnyArray, ...] = self.pool[2:]
        more: tuple[AnyArray, ...] = tile[1:]
        begin = int(self.pool.first[slot])
        cell = int(self.pool.patches[begin - 1, END]) if begin else 0
        first = _room(self.pool.first, slot + 2)
        first[slot + 1] = begin + len(patches)
        columns = _room(self.pool.patches, begin + len(patches))
        columns[begin : begin + len(patches)] = patches
        columns[begin : begin + len(patches), [BEGIN, END]] += cell
        cells = [_room(array, cell + new.size) for array, new in zip(held, more, strict=True)]
        for array, new in zip(cells, more, strict=True):
            array[cell : cell + new.size] = new
        self.pool = Pool(first, columns, *cells)
        # last, so that whoever finds it finds it whole
        self.slots[key] = slot


def _room(array: AnyArray, size: int) -> AnyArray:
    """The array, or a larger one that begins with it."""
    if size <= len(array):
        return array
    larger = np.zeros((max(size, 2 * len(array)), *array.shape[1:]), array.dtype)
    larger[: len(array)] = array
    return larger


class Ground:
    """The streets of one network that some pace may walk: `may` [M], of the kinds up to `most` (segments).

    Keeps up to `tiles` tiles; when there would be more, it begins anew.
    """

    def __init__(
        self, index: Segments, ends: tuple[Int32s, Int32s], may: Bools, most: int, *, tiles: int = MOST_TILES
    ) -> None:
        """`ends` [M] the nodes at either end of each piece."""
        self._index, self._ends, self._may, self._most, self._tiles = index, ends, may, most, tiles
        self._ferries = _ferries(index, may)
        self._kept = _Kept()
        self._lock = threading.Lock()

    def under(self, lat: float, rows: tuple[int, int], columns: tuple[int, int]) -> tuple[Pool, Int32s]:
        """The tiles of these rows and columns (first and last of each) in the zone of `lat`, and which of
        the pool lies where."""
        box = (math.floor(lat), rows, columns)
        kept = self._kept
        slots = kept.boxes.get(box)
        if slots is None:
            kept, slots = self._made(box)
        return kept.pool, slots

    def _made(self, box: Box) -> tuple[_Kept, Int32s]:
        zone, (low, high), (left, right) = box
        keys = [(zone, row, column) for row in range(low, high + 1) for column in range(left, right + 1)]
        with self._lock:
            kept = self._kept
            missing = [key for key in keys if key not in kept.slots]
            if len(kept.slots) + len(missing) > self._tiles or len(kept.boxes) >= 4 * self._tiles:
                kept, missing = _Kept(), keys
            for key in missing:
                kept.add(key, self._tile(key))
            slots = np.array([kept.slots[key] for key in keys], np.int32).reshape(high - low + 1, -1)
            kept.boxes[box] = slots
            if len(kept.slots) <= self._tiles:
                self._kept = kept
            return kept, slots

    def _tile(self, key: Key) -> Patches:
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
            (index.segment_piece, index.segment_start, index.piece_metres, *self._ends),
            (self._may, self._most, NEAR_METRES / CELL_METRES),
            self._ferries,
        )


def _ferries(index: Segments, may: Bools) -> Int32s:
    """The segments that nobody's door opens onto and that are walked all the same."""
    piece = index.segment_piece
    on = np.flatnonzero((index.segment_kind[:-1] == NOBODY) & (piece[:-1] == piece[1:]))
    return on[may[piece[on]]].astype(np.int32)
