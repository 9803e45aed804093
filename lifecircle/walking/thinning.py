"""Where rings cross their sides, and fewer corners for them: rings neither touch nor cross. Pure.

On every side a ring may cross a *window* only, a stretch round its exact place, and the windows of two levels
on one side are apart. A straight line takes the place of a part of a ring if it passes through the windows of
all sides between (the funnel of Lee and Preparata 1984, with windows for doors). Within a square of the
raster each ring then still runs straight from the same side to the same side, in the same order round the
square, so that none can cross another; no ring needs to be looked for. Compiled where numba is there.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lifecircle.walking.compiled import compiled
from lifecircle.walking.network import Bytes, Floats, Int32s

Int64s = NDArray[np.int64]

# No window nearer to a corner of a square, or to the window of another level, than this part of a side. Two
# straights within a square are then at least 0.0088 of it apart, 0.18 m in cells of 20 m: rounding both to a
# millionth of a degree brings them at most 0.16 m nearer.
APART = 0.09

# As far along a side, in cells, may a ring be moved
TOLERANCE = 0.35


@compiled
def _window(exact: float) -> tuple[float, float, float]:
    """The place and the window of a level that crosses a side alone, as parts of it from the low cell on."""
    place = exact if exact > APART else APART
    place = place if place < 1.0 - APART else 1.0 - APART
    left, right = place - TOLERANCE, place + TOLERANCE
    return place, left if left > APART else APART, right if right < 1.0 - APART else 1.0 - APART


@compiled
def _window_among(
    low: int, high: int, which: int, value: Floats, rank: Bytes, levels: Floats, cap: float
) -> tuple[float, float, float]:
    """The same where several levels cross the side: no nearer to each other than APART."""
    first, end = np.int64(rank[low]), np.int64(rank[high])
    apart = min(APART, 1.0 / (end - first + 1))
    place, before, left, right = 0.0, 0.0, apart, 1.0 - apart
    for level in range(first, end):
        exact = (levels[level] - value[low]) / (value[high] - value[low]) if value[high] < cap else 0.5
        at = min(max(exact, before + apart), 1.0 - apart * (end - level))
        if level == which:
            place = at
            left = apart if level == first else (before + at + apart) * 0.5
        elif level == which + 1:
            right = (before + at - apart) * 0.5
            break
        before = at
    left, right = max(left, place - TOLERANCE), min(right, place + TOLERANCE)
    return place, min(left, place), max(right, place)


@compiled
def windows(sides: Int32s, which: int, value: Floats, rank: Bytes, levels: Floats, cap: float) -> Floats:
    """[n, 6] of the sides of one ring: where it crosses (x, y), the end of its window on the left hand, at
    the low cell, and that on the right.

    Half-way to ground out of reach (`cap`): how far it is from being reached says nothing of where it begins.
    """
    columns, flat = value.shape[1], value.reshape(-1)
    found = np.empty((sides.size, 6))
    for row in range(sides.size):
        low, way = sides[row] >> 2, sides[row] & 3
        along = 1 - (way & 1)
        over, up = along * (1 - way), (1 - along) * (2 - way)
        high = low + over + up * columns
        if rank[high] - rank[low] == 1:
            least, most = flat[low], flat[high]
            exact = (levels[which] - least) / (most - least)
            place, left, right = _window(exact if most < cap else 0.5)
        else:
            place, left, right = _window_among(low, high, which, flat, rank, levels, cap)
        y = np.uint32(low) // np.uint32(columns)
        x = low - y * columns
        found[row, 0], found[row, 1] = x + over * place, y + up * place
        found[row, 2], found[row, 3] = x + over * left, y + up * left
        found[row, 4], found[row, 5] = x + over * right, y + up * right
    return found


@compiled
def thin(found: Floats, corners: Int32s) -> int:
    """Sets the first of `corners` to the rows of `windows` that stay, and answers how many these are.

    From each corner that stays the farthest one that is seen through all windows between.
    """
    size, count, a = found.shape[0], 0, 0
    while a < size:
        corners[count] = a
        count += 1
        a = _farthest(found, a)
    return count


@compiled
def _farthest(found: Floats, a: int) -> int:
    """The last row after `a` that is seen from there; the number of rows where it is the first again.

    Written so that the machine chooses between numbers and not between ways: it would guess wrong too often.
    """
    size = found.shape[0]
    x, y = found[a, 0], found[a, 1]
    left_x, left_y, right_x, right_y, seen = 0.0, 0.0, 0.0, 0.0, a + 1
    for at in range(a + 1, size + 1):
        row = np.uint64(at if at < size else 0)
        over, up = found[row, 0] - x, found[row, 1] - y
        sees = (left_x * up - left_y * over <= 0.0) & (right_x * up - right_y * over >= 0.0)
        seen = at if sees else seen
        over, up = found[row, 2] - x, found[row, 3] - y
        narrower = (left_x * up - left_y * over < 0.0) | (at == a + 1)
        left_x, left_y = over if narrower else left_x, up if narrower else left_y
        over, up = found[row, 4] - x, found[row, 5] - y
        narrower = (right_x * up - right_y * over > 0.0) | (at == a + 1)
        right_x, right_y = over if narrower else right_x, up if narrower else right_y
        if right_x * left_y - right_y * left_x < 0.0:
            break
    return seen
