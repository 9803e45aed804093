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
def follow(
    value: Floats, level: float, row: int, column: int, after: Int32s, firsts: Int32s, count: int
) -> int:
    """Sets for one square `after[side]`, the side at which a ring goes on, and adds `side` to the first
    `count` of `firsts`; answers how many there are then.

    Side 2 × cell runs from cell (row, column) east, side 2 × cell + 1 north. A square's four corners are
    looked at counter-clockwise; a ring goes from where that walk leaves the low ground to where it enters it.
    """
    columns = value.shape[1]
    cell = row * columns + column
    corners = (
        value[row, column],
        value[row, column + 1],
        value[row + 1, column + 1],
        value[row + 1, column],
    )
    sides = (2 * cell, 2 * (cell + 1) + 1, 2 * (cell + columns), 2 * cell + 1)
    joined = corners[0] + corners[1] + corners[2] + corners[3] <= 4.0 * level
    low = (corners[0] <= level, corners[1] <= level, corners[2] <= level, corners[3] <= level)
    saddle = low[0] == low[2] and low[1] == low[3]
    for side in range(4):
        if not (low[side] and not low[(side + 1) % 4]):
            continue
        # where the low ground that ends here began, or, joined across a saddle, where it goes on
        turn = 1 if saddle and joined else 3
        other = (side + turn) % 4
        while not (not low[other] and low[(other + 1) % 4]):
            other = (other + turn) % 4
        after[sides[side]] = sides[other]
        firsts[count] = sides[side]
        count += 1
    return count


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
    cells, most = value.size, levels.size
    after = np.full((most, 2 * cells), NONE, np.int32)
    firsts, found = np.empty((most, 2 * cells), np.int32), np.zeros(most, np.int32)
    for row in range(value.shape[0] - 1):
        for column in range(value.shape[1] - 1):
            one, two = value[row, column], value[row, column + 1]
            three, four = value[row + 1, column + 1], value[row + 1, column]
            least, highest = min(min(one, two), min(three, four)), max(max(one, two), max(three, four))
            for which in range(most):
                if least <= levels[which] < highest:
                    found[which] = follow(
                        value, levels[which], row, column, after[which], firsts[which], found[which]
                    )
    sides = np.empty(found.sum(), np.int32)
    begin, level = np.empty(found.sum() + 1, np.int32), np.empty(found.sum(), np.int32)
    count, rings = 0, 0
    for which in range(most):
        for at in range(found[which]):
            side = firsts[which, at]
            if after[which, side] == NONE:
                continue
            begin[rings], level[rings] = count, which
            rings += 1
            while after[which, side] != NONE:
                sides[count] = side
                count += 1
                following = after[which, side]
                after[which, side] = NONE
                side = following
    begin[rings] = count
    return sides[:count], begin[: rings + 1], level[:rings]


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


@compiled
def taken(
    sides: Int32s, places: Floats, begin: Int32s, level: Int32s, kept: Int32s
) -> tuple[Int32s, Floats, Int64s, Int32s]:
    """Sides, places, begin and level of the rings kept, in that order."""
    first = np.zeros(kept.size + 1, np.int64)
    for ring in range(kept.size):
        first[ring + 1] = first[ring] + begin[kept[ring] + 1] - begin[kept[ring]]
    some, where, levels = (
        np.empty(first[-1], np.int32),
        np.empty((first[-1], 2)),
        np.empty(kept.size, np.int32),
    )
    for ring in range(kept.size):
        levels[ring] = level[kept[ring]]
        for at in range(first[ring + 1] - first[ring]):
            some[first[ring] + at] = sides[begin[kept[ring]] + at]
            where[first[ring] + at, 0] = places[begin[kept[ring]] + at, 0]
            where[first[ring] + at, 1] = places[begin[kept[ring]] + at, 1]
    return some, where, first, levels
