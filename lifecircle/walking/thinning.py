"""Fewer corners for rings that must neither touch nor cross: none may lie in the triangle that goes. Pure.

A corner goes if the line without it stays within the tolerance of every corner that already went there, and
if the triangle between the old line and the new one holds no corner of any ring: then no line can cross the
new one, and rings that were nested stay nested. Tested on whole numbers, so the tests are exact, and what is
tested is what is written. Compiled where numba is there.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from lifecircle.walking.compiled import compiled

Int32s = NDArray[np.int32]
Int64s = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

NONE = -1

# A straight longer than this many cells is long enough: what is near it is looked for cell by cell
_LONGEST = 16

_ROUNDS = 3


@compiled
def thin(
    whole: Int64s,
    places: Floats,
    sides: Int32s,
    begin: Int64s,
    level: Int32s,
    levels: int,
    shape: tuple[int, int],
    tolerance: float,
) -> Bools:
    """Which corners stay, at least four a ring.

    `whole` [V, 2] the corners as they are written; `places` [V, 2] the same in cells, for measuring and
    finding; `sides` of the raster (contour.follow); rings by `begin` and `level`; `tolerance` in cells.
    """
    here = np.full((levels, 2 * shape[0] * shape[1]), NONE, np.int32)
    for ring in range(level.size):
        for at in range(begin[ring], begin[ring + 1]):
            here[level[ring], sides[at]] = at
    stays = np.ones(sides.size, np.bool_)
    for _ in range(_ROUNDS):
        gone = 0
        for ring in range(level.size):
            gone += _thin_ring(whole, places, begin[ring], begin[ring + 1], stays, here, shape, tolerance)
        if gone == 0:
            break
    return stays


@compiled
def _thin_ring(
    whole: Int64s,
    places: Floats,
    first: int,
    end: int,
    stays: Bools,
    here: Int32s,
    shape: tuple[int, int],
    tolerance: float,
) -> int:
    left = 0
    for at in range(first, end):
        left += stays[at]
    gone = 0
    a = first
    while left > 4:
        b = _next(stays, first, end, a)
        if b == first:
            break
        c = _next(stays, first, end, b)
        if _straight(places, first, end, a, c, tolerance) and _empty(
            whole, places, stays, here, shape, a, b, c
        ):
            stays[b] = False
            left -= 1
            gone += 1
            # every second corner of a round at most: a line is thinned evenly, not eaten from one end
            a = c
        else:
            a = b
        if a == first:
            break
    return gone


@compiled
def _next(stays: Bools, first: int, end: int, at: int) -> int:
    at += 1
    while at < end and not stays[at]:
        at += 1
    if at < end:
        return at
    at = first
    while not stays[at]:
        at += 1
    return at


@compiled
def _straight(places: Floats, first: int, end: int, a: int, c: int, tolerance: float) -> bool:
    """Whether all corners from a to c, gone or not, lie within the tolerance of the line between."""
    over, up = places[c, 0] - places[a, 0], places[c, 1] - places[a, 1]
    length = math.hypot(over, up)
    if length > _LONGEST or length == 0.0:
        return False
    at = a + 1 if a + 1 < end else first
    while at != c:
        x, y = places[at, 0] - places[a, 0], places[at, 1] - places[a, 1]
        along = x * over + y * up
        if abs(x * up - y * over) > tolerance * length or along < 0.0 or along > length * length:
            return False
        at = at + 1 if at + 1 < end else first
    return True


@compiled
def _empty(
    whole: Int64s, places: Floats, stays: Bools, here: Int32s, shape: tuple[int, int], a: int, b: int, c: int
) -> bool:
    """Whether no corner of any ring, other than these three, lies in the triangle or on its edge."""
    low = int(min(places[a, 1], places[b, 1], places[c, 1]))
    high = int(max(places[a, 1], places[b, 1], places[c, 1]))
    west = int(min(places[a, 0], places[b, 0], places[c, 0]))
    east = int(max(places[a, 0], places[b, 0], places[c, 0]))
    for row in range(low, high + 1):
        for column in range(west, east + 1):
            for side in range(2):
                number = 2 * (row * shape[1] + column) + side
                for level in range(here.shape[0]):
                    at = here[level, number]
                    if at in (NONE, a, b, c) or not stays[at]:
                        continue
                    if _in_triangle(whole, at, a, b, c):
                        return False
    return True


@compiled
def _in_triangle(whole: Int64s, at: int, a: int, b: int, c: int) -> bool:
    one, two, three = _turn(whole, a, b, at), _turn(whole, b, c, at), _turn(whole, c, a, at)
    return (one >= 0 and two >= 0 and three >= 0) or (one <= 0 and two <= 0 and three <= 0)


@compiled
def _turn(whole: Int64s, a: int, b: int, c: int) -> int:
    """Positive where a, b, c turn left."""
    over, up = whole[b, 0] - whole[a, 0], whole[b, 1] - whole[a, 1]
    turn: int = over * (whole[c, 1] - whole[a, 1]) - up * (whole[c, 0] - whole[a, 0])
    return turn
