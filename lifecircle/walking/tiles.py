"""The street nearest to every cell of a tile, and the streets that open onto no ground. Pure.

Lengths are in cells, places in cells east (x) and north (y) of cell (0, 0). A *line* is one straight segment
of a piece: [x, y, over, up], from its start so far east and north. Compiled where numba is there.
"""

from __future__ import annotations

import math

import numpy as np

from lifecircle.walking.compiled import compiled
from lifecircle.walking.network import Bools, Bytes, Floats, Int32s, Int64s
from lifecircle.walking.patches import BEGIN, END, NONE, TILE, Cells, Parts, Patches, patches_of, strips_of
from lifecircle.walking.snap_plain import COLUMNS

# latitude and longitude of cell (0, 0), cells in a degree of each
Frame = tuple[float, float, float, float]

# Of each segment the piece and the metres from its end a, of each piece the metres and the nodes at its ends
Along = tuple[Int32s, Floats, Floats, Int32s, Int32s]


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


def tile_of(
    frame: Frame,
    shape: tuple[int, int],
    sizes: tuple[float, float],
    cells: tuple[Int64s, Int32s, Bytes],
    ends: tuple[Floats, Floats],
    along: Along,
    streets: tuple[Bools, int, float],
    ferries: Int32s,
) -> Patches:
    """The tile in the middle of a frame.

    `cells`: keys, segments and kinds of the index; `ends`: lat, lng; `streets`: which pieces count, up to
    which kind they have ground (the others are strips), within how many cells; `ferries`: the segments, not
    in the index, of which the strips are drawn as well.
    """
    segments = segments_in(frame, shape, sizes, cells[0], cells[1], ends)
    segments = segments[streets[0][along[0][segments]]]
    grounded = cells[2][segments] <= streets[1]
    near, strips = segments[grounded], np.concatenate((np.sort(segments[~grounded]), ferries))
    lines = lines_of(near, frame, ends[0], ends[1])
    belongs = _cells(lines, near, along, nearest_lines(lines, shape), streets[2])
    order = belongs[0].argsort(kind="stable")
    ground = patches_of(*belongs, order[belongs[0][order] != NONE], along[3:])
    over = lines_of(strips, frame, ends[0], ends[1])
    over[:, :2] -= (shape[1] - TILE) // 2, (shape[0] - TILE) // 2
    touching = _touching(over)
    over, strips = over[touching], strips[touching]
    return _joined(ground, strips_of(over, along[0][strips], _parts(strips, along), along[3:]))


def _joined(ground: Patches, strips: tuple[Int32s, Cells, Parts]) -> Patches:
    """Both, one behind the other; the cells of strips lie on their street, none away."""
    (patches, cells, shares, away), (more, their_cells, their_shares) = ground, strips
    more[:, [BEGIN, END]] += cells.size
    return (
        np.concatenate((patches, more)),
        np.concatenate((cells, their_cells)),
        np.concatenate((shares, their_shares)),
        np.concatenate((away, np.zeros(their_cells.size, np.float32))),
    )


@compiled
def _cells(
    lines: Floats, segments: Int32s, along: Along, nearest: tuple[Int32s, Floats], most: float
) -> tuple[Int32s, Parts, Parts]:
    """The piece of each cell in the middle (NONE where none is within `most` cells), the part of it where
    it comes nearest, and how many cells away that is."""
    best, square = nearest
    low, left = (best.shape[0] - TILE) // 2, (best.shape[1] - TILE) // 2
    pieces = np.full(TILE * TILE, NONE, np.int32)
    shares, away = np.zeros(TILE * TILE, np.float32), np.zeros(TILE * TILE, np.float32)
    for cell in range(TILE * TILE):
        row, column = low + cell // TILE, left + cell % TILE
        line = best[row, column]
        if line == NONE or square[row, column] > most * most:
            continue
        segment = segments[line]
        begin, end = along[1][segment], along[1][segment + 1]
        metres = begin + (end - begin) * _part(lines, line, column, row)
        pieces[cell] = along[0][segment]
        shares[cell] = metres / max(along[2][along[0][segment]], 1e-9)
        away[cell] = math.sqrt(square[row, column])
    return pieces, shares, away


def _touching(lines: Floats) -> Bools:
    """[n] which lines may pass over cells of the tile."""
    begin, end = lines[:, :2], lines[:, :2] + lines[:, 2:]
    low, high = np.minimum(begin, end), np.maximum(begin, end)
    touching: Bools = ((low < TILE) & (high > -1.0)).all(axis=1)
    return touching


def _parts(segments: Int32s, along: Along) -> Floats:
    """[n, 2] the parts of their pieces where segments begin and end."""
    metres = np.maximum(along[2][along[0][segments]], 1e-9)
    return np.column_stack((along[1][segments] / metres, along[1][segments + 1] / metres))
