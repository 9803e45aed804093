"""Lines of equal value through a raster: closed rings with the lower ground on their left, nested. Pure.

Marching squares (Lorensen, Cline 1987, in two dimensions), followed from the first side found to where the
line closes. A *side* joins two neighbouring cells of which one is low, that is at most at the level, and one
is high; it is counted as 4 × the low cell + the way to the high one. An ambiguous square is joined or not by
the mean of its corners, which a higher level joins if a lower one does. Compiled where numba is there.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lifecircle.walking.compiled import compiled
from lifecircle.walking.network import Bytes, Floats, Int32s

Int64s = NDArray[np.int64]
Shorts = NDArray[np.int16]

NONE = -1

# The ways from a low cell to a high one; with the low ground on the left, one goes on by the next way round
EAST, NORTH, WEST, SOUTH = range(4)

# All rings: the sides they cross, where each ring begins in those and where the last ends, the level of
# each, and the cells inside, less than none for holes
Rings = tuple[Int32s, Int32s, Int32s, Int64s]


@compiled
def ranks(value: Floats, levels: Floats) -> Bytes:
    """How many levels each cell is above: low for level k where that is at most k."""
    flat = value.reshape(-1)
    rank = np.zeros(flat.size, np.uint8)
    for which in range(levels.size):
        level = levels[which]
        for cell in range(flat.size):
            rank[cell] += flat[cell] > level
    return rank


@compiled
def _eastern(rank: Bytes) -> tuple[Int32s, int]:
    """The cells lower than their neighbour in the east, of which every ring has one; and the number of sides
    of all levels there."""
    cells, count, sides = np.empty(rank.size, np.int32), 0, 0
    for cell in range(rank.size - 1):
        cells[count] = cell
        if rank[cell] < rank[cell + 1]:
            count += 1
            sides += rank[cell + 1] - rank[cell]
    return cells[:count], sides


@compiled
def trace(value: Floats, rank: Bytes, levels: Floats) -> Rings:
    """All rings of all levels, ascending."""
    cells, most = _eastern(rank)
    begin, level = np.empty(most + 1, np.int32), np.empty(most, np.int32)
    inside, rings, count = np.empty(most, np.int64), 0, 0
    met = np.full(rank.size, NONE, np.int16)
    sides = np.empty(1_024, np.int32)
    for which in range(levels.size):
        for cell in cells:
            if not rank[cell] <= which < rank[cell + 1] or met[cell] == which:
                continue
            begin[rings], level[rings] = count, which
            sides, count, inside[rings] = _follow(value, rank, levels[which], which, cell, met, sides, count)
            rings += 1
    begin[rings] = count
    return sides[:count], begin[: rings + 1], level[:rings], inside[:rings]


@compiled
def _follow(
    value: Floats, rank: Bytes, level: float, which: int, first: int, met: Shorts, sides: Int32s, count: int
) -> tuple[Int32s, int, int]:
    """Adds a ring, from the side east of `first` on, to `count` sides; answers with these (more room is made
    where there was none), how many there are then, and the cells inside."""
    flat, columns = value.reshape(-1), value.shape[1]
    step = (1, columns, -1, -columns)
    low, way, inside = int(first), EAST, 0
    while True:
        if count == sides.size:
            sides = np.concatenate((sides, np.empty_like(sides)))
        sides[count] = 4 * low + way
        count += 1
        # by Green's theorem; the row in `low` adds up to nothing on the way round
        if way == EAST:
            met[low] = which
            inside += low
        elif way == WEST:
            inside -= low - 1
        on, high = step[(way + 1) & 3], low + step[way]
        low_on, high_on = rank[low + on] <= which, rank[high + on] <= which
        if high_on and not low_on:
            total = flat[low] + flat[high] + flat[low + on] + flat[high + on]
            low_on = total <= 4.0 * level
            high_on = low_on
        if high_on:
            low, way = high + on, (way + 3) & 3
        elif low_on:
            low += on
        else:
            way = (way + 1) & 3
        if low == first and way == EAST:
            return sides, count, inside


@compiled
def _goes_round(sides: Int32s, columns: int, cell: int) -> bool:
    """Whether a ring goes round a cell: it crosses the row, from the cell east, an odd number of times."""
    last = (cell // columns + 1) * columns
    odd = False
    for side in sides:
        way = side & 3
        if way in (EAST, WEST):
            west = (side >> 2) - (way == WEST)
            odd = odd != (cell <= west < last)
    return odd


@compiled
def _round(rings: Rings, columns: int, which: int, cell: int) -> int:
    """The smallest ring of a level that has low ground inside and goes round a cell; NONE."""
    sides, begin, level, inside = rings
    found = NONE
    for ring in range(level.size):
        if level[ring] != which or inside[ring] <= 0 or (found != NONE and inside[found] < inside[ring]):
            continue
        if _goes_round(sides[begin[ring] : begin[ring + 1]], columns, cell):
            found = ring
    return found


@compiled
def chosen(rings: Rings, columns: int, levels: int, home: int, least: int) -> Int32s:
    """The rings kept, by level: the one round the cell `home`, then its holes of at least `least` cells."""
    sides, begin, level, inside = rings
    kept, count = np.empty(level.size, np.int32), 0
    for which in range(levels):
        outer = _round(rings, columns, which, home)
        if outer == NONE:
            continue
        kept[count] = outer
        count += 1
        for ring in range(level.size):
            if level[ring] != which or -inside[ring] < least:
                continue
            if _round(rings, columns, which, sides[begin[ring]] // 4) == outer:
                kept[count] = ring
                count += 1
    return kept[:count]
