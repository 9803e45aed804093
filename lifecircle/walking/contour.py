"""Lines of equal value through a raster: closed rings with the lower ground on their left, nested. Pure.

Marching squares (Lorensen, Cline 1987, in two dimensions). Rings of two levels never meet: on a side of a
square that both cross, they keep a few hundredths of it apart, and an ambiguous square is joined or not by
the mean of its corners, which a higher level joins if a lower one does. Compiled where numba is there.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lifecircle.walking.compiled import compiled

Int32s = NDArray[np.int32]
Int64s = NDArray[np.int64]
Floats = NDArray[np.float64]

NONE = -1

# No crossing nearer to a corner or to another level's than this part of a side
APART = 0.04


@compiled
def follow(value: Floats, level: float, after: Int32s) -> None:
    """`after[side]`: the side of a square at which a ring goes on, NONE where none crosses.

    Side 2 × cell runs from cell (row, column) east, side 2 × cell + 1 north. A square's four corners are
    looked at counter-clockwise; a ring goes from where that walk leaves the low ground to where it enters it.
    """
    rows, columns = value.shape
    after[:] = NONE
    sides = np.empty(4, np.int32)
    low = np.empty(5, np.bool_)
    for row in range(rows - 1):
        for column in range(columns - 1):
            cell = row * columns + column
            low[0] = low[4] = value[row, column] <= level
            low[1] = value[row, column + 1] <= level
            low[2] = value[row + 1, column + 1] <= level
            low[3] = value[row + 1, column] <= level
            count = int(low[0]) + int(low[1]) + int(low[2]) + int(low[3])
            if count == 0 or count == 4:
                continue
            sides[0], sides[1] = 2 * cell, 2 * (cell + 1) + 1
            sides[2], sides[3] = 2 * (cell + columns), 2 * cell + 1
            joined = (
                value[row, column]
                + value[row, column + 1]
                + value[row + 1, column + 1]
                + value[row + 1, column]
            ) <= 4.0 * level
            saddle = count == 2 and low[0] == low[2]
            for side in range(4):
                if not (low[side] and not low[side + 1]):
                    continue
                # where the low ground that ends here began, or, joined across a saddle, where it goes on
                other = (side + 1) % 4 if saddle and joined else (side + 3) % 4
                while not (not low[other] and low[other + 1]):
                    other = (other + 1) % 4 if saddle and joined else (other + 3) % 4
                after[sides[side]] = sides[other]


@compiled
def crossings(value: Floats, levels: Floats, which: int, side: int, cap: float) -> tuple[float, float]:
    """Where level `which` crosses a side, in cells east and north of cell (0, 0).

    Half-way to ground out of reach (`cap`): how far it is from being reached says nothing of where it begins.
    """
    columns = value.shape[1]
    row, column = side // 2 // columns, side // 2 % columns
    east, north = (1, 0) if side % 2 == 0 else (0, 1)
    one, other = value[row, column], value[row + north, column + east]
    least, most = min(one, other), max(one, other)
    at, above = 0.0, 0
    for level in range(levels.size):
        if least <= levels[level] < most:
            if level <= which:
                exact = (levels[level] - least) / (most - least) if most < cap else 0.5
                at = max(exact, at + APART)
            else:
                above += 1
    at = min(at, 1.0 - APART * (1 + above))
    if one > other:
        at = 1.0 - at
    return column + east * at, row + north * at


@compiled
def trace(value: Floats, levels: Floats) -> tuple[Int32s, Int32s, Int32s]:
    """All rings of all levels, ascending: the sides they cross, where each ring begins in those and where the
    last ends, and the level of each ring."""
    cells = value.size
    after = np.empty(2 * cells, np.int32)
    sides = np.empty(2 * cells * levels.size, np.int32)
    begin, level = np.empty(cells * levels.size + 1, np.int32), np.empty(cells * levels.size, np.int32)
    count, rings = 0, 0
    for which in range(levels.size):
        follow(value, levels[which], after)
        for first in range(2 * cells):
            if after[first] == NONE:
                continue
            begin[rings], level[rings] = count, which
            rings += 1
            side = first
            while after[side] != NONE:
                sides[count] = side
                count += 1
                following = after[side]
                after[side] = NONE
                side = following
    begin[rings] = count
    return sides[:count].copy(), begin[: rings + 1].copy(), level[:rings].copy()


@compiled
def locate(value: Floats, levels: Floats, sides: Int32s, begin: Int32s, level: Int32s, cap: float) -> Floats:
    """[V, 2] where the rings cross their sides, in cells east and north of cell (0, 0)."""
    places = np.empty((sides.size, 2))
    for ring in range(level.size):
        for at in range(begin[ring], begin[ring + 1]):
            places[at, 0], places[at, 1] = crossings(value, levels, level[ring], sides[at], cap)
    return places


@compiled
def areas(places: Floats, begin: Int32s) -> Floats:
    """Square cells inside each ring, negative for holes."""
    area = np.zeros(begin.size - 1)
    for ring in range(area.size):
        last = begin[ring + 1] - 1
        for at in range(begin[ring], begin[ring + 1]):
            area[ring] += places[last, 0] * places[at, 1] - places[at, 0] * places[last, 1]
            last = at
    return area / 2.0


@compiled
def smallest_round(
    places: Floats, begin: Int32s, area: Floats, level: Int32s, which: int, x: float, y: float
) -> int:
    """The smallest ring of a level that has low ground inside and goes round (x, y); NONE."""
    found = NONE
    for ring in range(area.size):
        if level[ring] != which or area[ring] <= 0.0 or (found != NONE and area[found] < area[ring]):
            continue
        inside = False
        last = begin[ring + 1] - 1
        for at in range(begin[ring], begin[ring + 1]):
            if (places[at, 1] > y) != (places[last, 1] > y):
                rise = (y - places[at, 1]) / (places[last, 1] - places[at, 1])
                if x < places[at, 0] + rise * (places[last, 0] - places[at, 0]):
                    inside = not inside
            last = at
        if inside:
            found = ring
    return found


@compiled
def chosen(
    places: Floats, begin: Int32s, level: Int32s, levels: int, home: tuple[float, float], least: float
) -> Int32s:
    """The rings kept, by level: the one round `home`, then its holes of at least `least` square cells."""
    area = areas(places, begin)
    kept, count = np.empty(level.size, np.int32), 0
    for which in range(levels):
        outer = smallest_round(places, begin, area, level, which, home[0], home[1])
        if outer == NONE:
            continue
        kept[count] = outer
        count += 1
        for ring in range(level.size):
            if level[ring] == which and -area[ring] >= least:
                x, y = places[begin[ring], 0], places[begin[ring], 1]
                if smallest_round(places, begin, area, level, which, x, y) == outer:
                    kept[count] = ring
                    count += 1
    return kept[:count].copy()
