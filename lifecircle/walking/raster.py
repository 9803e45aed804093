"""Minutes on the ground: for every cell the nearest street, and the time there plus the walk to it. Pure.

The rule is the engine's own (a place belongs to its nearest street), so list and shape agree up to the size
of a cell. Streets that are near but not reached keep their ground: behind a wall it does not count.

Lengths are in cells, places in cells east (x) and north (y) of cell (0, 0). A *line* is one straight segment
of a piece: [x, y, over, up], from its start so far east and north. Compiled where numba is there.
"""

from __future__ import annotations

import math

import numpy as np

from lifecircle.walking.compiled import compiled
from lifecircle.walking.network import Floats, Int32s, Int64s
from lifecircle.walking.snap_plain import COLUMNS

NONE = -1
NEVER = np.inf

# latitude and longitude of cell (0, 0), cells in a degree of each
Frame = tuple[float, float, float, float]


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
def line_times(
    segments: Int32s,
    along: tuple[Int32s, Floats, Floats],
    tree: tuple[Int32s, Int32s],
    ends: tuple[Int32s, Int32s],
    cost: Int32s,
    backward: bool,
) -> Floats:
    """[n, 4] tenths at start and end of each line by end a of its piece, then by end b; NEVER without a way.

    `along`: piece and metres from its end a by segment, metres by piece; `tree`: row by node (-1), tenths by
    row; `ends` a and b of the pieces; `cost` [2, M].
    """
    there, back = (1, 0) if backward else (0, 1)
    times = np.full((segments.size, 4), NEVER)
    for line in range(segments.size):
        piece, whole = along[0][segments[line]], max(along[2][along[0][segments[line]]], 1e-9)
        start, end = along[1][segments[line]] / whole, along[1][segments[line] + 1] / whole
        row = tree[0][ends[0][piece]]
        if row >= 0 and cost[there, piece] >= 0:
            times[line, 0] = tree[1][row] + cost[there, piece] * start
            times[line, 1] = tree[1][row] + cost[there, piece] * end
        row = tree[0][ends[1][piece]]
        if row >= 0 and cost[back, piece] >= 0:
            times[line, 2] = tree[1][row] + cost[back, piece] * (1.0 - start)
            times[line, 3] = tree[1][row] + cost[back, piece] * (1.0 - end)
    return times


@compiled
def own_times(
    segments: Int32s,
    along: tuple[Int32s, Floats, Floats],
    cost: Int32s,
    backward: bool,
    spots: tuple[Int32s, Floats, Int64s],
    times: Floats,
) -> None:
    """Puts the way along the origin's own pieces into the times of their lines, from its `spots`: piece,
    share, tenths. A line that a spot cuts gets the time of its two ends."""
    there, back = (1, 0) if backward else (0, 1)
    for line in range(segments.size):
        piece = along[0][segments[line]]
        for spot in range(spots[0].size):
            if spots[0][spot] != piece:
                continue
            for end in range(2):
                ahead = along[1][segments[line] + end] / max(along[2][piece], 1e-9) - spots[1][spot]
                whole = cost[there, piece] if ahead >= 0.0 else cost[back, piece]
                if whole >= 0:
                    time = spots[2][spot] + whole * abs(ahead)
                    times[line, end] = min(times[line, end], time)
                    times[line, 2 + end] = min(times[line, 2 + end], time)


@compiled
def cell_times(
    lines: Floats, times: Floats, best: Int32s, square: Floats, per_cell: float, near: float, cap: float
) -> Floats:
    """Tenths of each cell: at the nearest place of its nearest line, and `per_cell` for each cell walked from
    there; `cap` where that is more, farther than `near` cells, or without a way."""
    value = np.full(best.shape, cap)
    for row in range(best.shape[0]):
        for column in range(best.shape[1]):
            line = best[row, column]
            if line == NONE or square[row, column] > near * near:
                continue
            part = _part(lines, line, column, row)
            by_a = _along(times[line, 0], times[line, 1], part)
            by_b = _along(times[line, 2], times[line, 3], part)
            if min(by_a, by_b) < cap:
                value[row, column] = min(cap, min(by_a, by_b) + math.sqrt(square[row, column]) * per_cell)
    return value


@compiled
def _along(start: float, end: float, part: float) -> float:
    """The time on the way between two times, NEVER where one of them is."""
    return start + (end - start) * part if start < NEVER and end < NEVER else NEVER


@compiled
def draw_lines(lines: Floats, starts: Floats, ends: Floats, value: Floats) -> None:
    """Lowers the cells along lines to times that run from `starts` to `ends`; NEVER draws nothing."""
    for line in range(lines.shape[0]):
        if not (starts[line] < NEVER and ends[line] < NEVER):
            continue
        parts = int(2.0 * max(abs(lines[line, 2]), abs(lines[line, 3]))) + 1
        for part in range(parts + 1):
            left = math.floor(lines[line, 0] + lines[line, 2] * part / parts)
            low = math.floor(lines[line, 1] + lines[line, 3] * part / parts)
            time = starts[line] + (ends[line] - starts[line]) * part / parts
            for row in range(max(low, 1), min(low + 2, value.shape[0] - 1)):
                for column in range(max(left, 1), min(left + 2, value.shape[1] - 1)):
                    value[row, column] = min(value[row, column], time)


@compiled
def seat_nodes(seat: Int32s, node: Int32s) -> None:
    for row in range(node.size):
        seat[node[row]] = row


@compiled
def unseat_nodes(seat: Int32s, node: Int32s) -> None:
    for row in range(node.size):
        seat[node[row]] = NONE


@compiled
def reached_box(
    node: Int32s, first: Int32s, to: Int32s, lat: Floats, lng: Floats
) -> tuple[float, float, float, float]:
    """South, west, north, east of the nodes reached and of those one half further."""
    south, west, north, east = 90.0, 180.0, -90.0, -180.0
    for row in range(node.size):
        for half in range(first[node[row]], first[node[row] + 1]):
            other = to[half]
            south, north = min(south, lat[other]), max(north, lat[other])
            west, east = min(west, lng[other]), max(east, lng[other])
    return south, west, north, east
