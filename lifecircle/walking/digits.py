"""Outlines as the bytes of GeoJSON, digit by digit, without a number made of each coordinate. Pure.

The same bytes as those of a library that writes a float as short as it can. Compiled where numba is there.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lifecircle.walking.compiled import compiled
from lifecircle.walking.network import Bytes, Int32s

Int64s = NDArray[np.int64]

OPEN, CLOSE, COMMA, POINT, MINUS, ZERO = (ord(sign) for sign in "[],.-0")

# The longest corner, "[-180.000000,-90.000000],", and the brackets and the first corner again of a ring
_LONGEST = 25
_PER_RING = _LONGEST + 4

_PLACES = 6
_WHOLE, _GROUP = np.uint32(1_000_000), np.uint32(1_000)

# The three digits of every number below a thousand
_DIGITS = np.array([list(b"%03d" % number) for number in range(1_000)], np.uint8)


@compiled
def written(corners: Int64s, first: Int32s, level: Int32s, levels: int) -> tuple[Bytes, Int32s]:
    """The "coordinates" of a polygon for each level, one behind another, and where each begins and the last
    ends. The arguments are those of Outlines; every ring is closed by its first corner."""
    text = np.empty(corners.shape[0] * _LONGEST + level.size * _PER_RING + 3 * levels, np.uint8)
    begin, end, ring = np.zeros(levels + 1, np.int32), 0, 0
    for which in range(levels):
        text[end] = OPEN
        end += 1
        while ring < level.size and level[ring] == which:
            text[end] = OPEN
            end += 1
            for corner in range(first[ring], first[ring + 1]):
                end = _corner(text, end, corners[corner, 0], corners[corner, 1])
            end = _corner(text, end, corners[first[ring], 0], corners[first[ring], 1])
            # over the last comma
            text[end - 1], text[end] = CLOSE, COMMA
            end += 1
            ring += 1
        # over the comma, where there is one
        end -= text[end - 1] == COMMA
        text[end] = CLOSE
        begin[which + 1] = end = end + 1
    return text[:end], begin


@compiled
def _corner(text: Bytes, end: int, lng: int, lat: int) -> int:
    """Adds "[…,…]," behind `end`; answers the end then."""
    text[end] = OPEN
    end = _number(text, end + 1, lng)
    text[end] = COMMA
    end = _number(text, end + 1, lat)
    text[end], text[end + 1] = CLOSE, COMMA
    return end + 2


@compiled
def _number(text: Bytes, end: int, millionths: int) -> int:
    """Adds a number, given in millionths, with as many decimals as it needs and one at least."""
    if millionths < 0:
        text[end] = MINUS
        end += 1
    left = np.uint32(abs(millionths))
    whole, part = left // _WHOLE, left % _WHOLE
    first, last = part // _GROUP, part % _GROUP
    begin = 0 if whole >= 100 else 1 if whole >= 10 else 2
    for digit in range(begin, 3):
        text[end] = _DIGITS[whole, digit]
        end += 1
    text[end] = POINT
    for digit in range(3):
        text[end + 1 + digit] = _DIGITS[first, digit]
        text[end + 4 + digit] = _DIGITS[last, digit]
    end += 1 + _PLACES
    while text[end - 1] == ZERO and text[end - 2] != POINT:
        end -= 1
    return end
