"""The street nearest to every cell of a tile. Pure.

Lengths are in cells, places in cells east (x) and north (y) of cell (0, 0). A *line* is one straight segment
of a piece: [x, y, over, up], from its start so far east and north. Compiled where numba is there.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from lifecircle.walking.compiled import compiled
from lifecircle.walking.network import Bools, Bytes, Floats, Int32s, Int64s
from lifecircle.walking.snap_plain import COLUMNS

NONE = -1

# Cells in a row of a tile
TILE = 32

# latitude and longitude of cell (0, 0), cells in a degree of each
Frame = tuple[float, float, float, float]

# [T, TILE, TILE] by cell the piece nearest to it (NONE), the part of it where that is, how many cells away
Tiles = tuple[Int32s, NDArray[np.float32], NDArray[np.float32]]


@compiled
def segments_in(
    frame: Frame,
    shape: tuple[int, int],
    sizes: tuple[float, float],
    keys: Int64s,
    filed: Int32s,
    ends: tuple[Floats, Floats],
) -> Int32s:
    """The segments of the index in the raster, once each. `sizes` of the index's cells, `ends` lat, lng."""
    lats, lngs = ends
    low = np.int64(np.floor((frame[0] + 90.0) / sizes[0]))
    high = np.int64(np.floor((frame[0] + shape[0] / frame[2] + 90.0) / sizes[0]))
    west = np.int64(np.floor((frame[1] + 180.0) / sizes[1]))
    east = np.int64(np.floor((frame[1] + shape[1] / frame[3] + 180.0) / sizes[1]))
    most = 0
    for row in range(low, high + 1):
        begin, end = row * COLUMNS + west, row * COLUMNS + east + 1
        most += int(np.searchsorted(keys, end)) - int(np.searchsorted(keys, begin))
    found, count = np.empty(most, np.int32), 0
    for row in range(low, high + 1):
        entry = np.searchsorted(keys, row * COLUMNS + west)
        while entry < keys.size and keys[entry] <= row * COLUMNS + east:
            segment = filed[entry]
            south = min(lats[segment], lats[segment + 1])
            left = min(lngs[segment], lngs[segment + 1])
            first_row = max(low, np.int64(np.floor((south + 90.0) / sizes[0])))
            first_column = max(west, np.int64(np.floor((left + 180.0) / sizes[1])))
            # a segment is filed under every cell it touches: take it at the first one in the raster
            if keys[entry] == first_row * COLUMNS + first_column:
                found[count] = segment
                count += 1
            entry += 1
    return found[:count]


@compiled
def lines_of(segments: Int32s, frame: Frame, lats: Floats, lngs: Floats) -> Floats:
    """[n, 4] the lines of these segments."""
    lines = np.empty((segments.size, 4))
    for line in range(segments.size):
        segment = segments[line]
        lines[line, 0] = (lngs[segment] - frame[1]) * frame[3]
        lines[line, 1] = (lats[segment] - frame[0]) * frame[2]
        lines[line, 2] = (lngs[segment + 1] - lngs[segment]) * frame[3]
        lines[line, 3] = (lats[segment + 1] - lats[segment]) * frame[2]
    return lines


@compiled
def _part(lines: Floats, line: int, x: float, y: float) -> float:
    """The part of a line (0 to 1) where it comes nearest to a place."""
    over, up = lines[line, 2], lines[line, 3]
    length = over * over + up * up
    if length == 0.0:
        return 0.0
    part: float = ((x - lines[line, 0]) * over + (y - lines[line, 1]) * up) / length
    return min(max(part, 0.0), 1.0)


@compiled
def _square(lines: Floats, line: int, x: float, y: float) -> float:
    """Squared cells from a place to a line."""
    part = _part(lines, line, x, y)
    east = lines[line, 0] + lines[line, 2] * part - x
    north = lines[line, 1] + lines[line, 3] * part - y
    square: float = east * east + north * north
    return square


@compiled
def nearest_lines(lines: Floats, shape: tuple[int, int]) -> tuple[Int32s, Floats]:
    """The nearest line of each cell (NONE) and the squared cells to it.

    Exact where a line passes; from there every cell tries the lines of its neighbours, there and back over
    the raster (Danielsson 1980), which misses the nearest by a fraction of a cell at most.
    """
    rows, columns = shape
    best, square = np.full(shape, NONE, np.int32), np.full(shape, np.inf)
    for line in range(lines.shape[0]):
        x, y, over, up = lines[line, 0], lines[line, 1], lines[line, 2], lines[line, 3]
        parts = int(1.5 * max(abs(over), abs(up))) + 1
        before = (NONE, NONE)
        for part in range(parts + 1):
            column = math.floor(x + over * part / parts + 0.5)
            row = math.floor(y + up * part / parts + 0.5)
            if (row, column) == before:
                continue
            before = (row, column)
            if 0 <= row < rows and 0 <= column < columns:
                away = _square(lines, line, column, row)
                if away < square[row, column]:
                    square[row, column], best[row, column] = away, line
    _spread(lines, best, square, 1)
    _spread(lines, best, square, -1)
    return best, square


@compiled
def _spread(lines: Floats, best: Int32s, square: Floats, turn: int) -> None:
    """One way over all cells but the rim, which counts as out of reach."""
    rows, columns = best.shape
    for i in range(1, rows - 1):
        row = i if turn > 0 else rows - 1 - i
        for j in range(1, columns - 1):
            column = j if turn > 0 else columns - 1 - j
            held = square[row, column]
            # whatever is nearer than half a cell passes through the cell and has been here
            if held <= 0.25:
                continue
            tried = last = best[row, column]
            for other in range(4):
                line = best[row, column - turn] if other == 3 else best[row - turn, column + other - 1]
                if line < 0 or line in (tried, last):
                    continue
                last = line
                away = _square(lines, line, column, row)
                if away < held:
                    held, tried = away, line
            square[row, column], best[row, column] = held, tried


@compiled
def tile_of(
    frame: Frame,
    shape: tuple[int, int],
    sizes: tuple[float, float],
    cells: tuple[Int64s, Int32s, Bytes],
    ends: tuple[Floats, Floats],
    along: tuple[Int32s, Floats, Floats],
    streets: tuple[Bools, int, float],
) -> Tiles:
    """The tile in the middle of a frame.

    `cells`: keys, segments and kinds of the index; `along`: piece and metres from its end a by segment,
    metres by piece; `streets`: which pieces count, up to which kind, within how many cells.
    """
    segments = segments_in(frame, shape, sizes, cells[0], cells[1], ends)
    count = 0
    for segment in segments:
        if streets[0][along[0][segment]] and cells[2][segment] <= streets[1]:
            segments[count] = segment
            count += 1
    segments = segments[:count]
    lines = lines_of(segments, frame, ends[0], ends[1])
    best, square = nearest_lines(lines, shape)
    pieces = np.full((TILE, TILE), NONE, np.int32)
    shares, away = np.zeros((TILE, TILE), np.float32), np.zeros((TILE, TILE), np.float32)
    low, left = (shape[0] - TILE) // 2, (shape[1] - TILE) // 2
    for row in range(TILE):
        for column in range(TILE):
            line = best[low + row, left + column]
            if line == NONE or square[low + row, left + column] > streets[2] * streets[2]:
                continue
            segment = segments[line]
            start, end = along[1][segment], along[1][segment + 1]
            metres = start + (end - start) * _part(lines, line, left + column, low + row)
            pieces[row, column] = along[0][segment]
            shares[row, column] = metres / max(along[2][along[0][segment]], 1e-9)
            away[row, column] = math.sqrt(square[low + row, left + column])
    return pieces, shares, away
