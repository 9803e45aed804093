"""Minutes on the ground: for each cell the time at its nearest street (patches) and the walk there. Pure.

The rule is the engine's own (a place belongs to its nearest street), so list and shape agree up to the size
of a cell. Streets that are near but not reached keep their ground: behind a wall it does not count. Only
patches of streets reached are painted, and the raster is no larger than they are. Lengths and places are in
cells; lines as in tiles. Compiled where numba is there.
"""

from __future__ import annotations

import math

import numpy as np

from lifecircle.walking.compiled import compiled
from lifecircle.walking.network import Floats, Int32s
from lifecircle.walking.patches import (
    BEGIN,
    EAST,
    END,
    END_A,
    END_B,
    NORTH,
    PIECE,
    SOUTH,
    STRIP,
    TILE,
    TILE_BITS,
    WEST,
    Cells,
    Parts,
)
from lifecircle.walking.scratch import LATE

NEVER = 1e12

# first patch of every tile, patches and their cells (ground.Pool)
Pool = tuple[Int32s, Int32s, Cells, Parts, Parts]

# tenths by node (LATE where not reached); [2, M] tenths along a piece; whether it is walked to the origin
Times = tuple[Int32s, Int32s, bool]

# piece, share and tenths of the spots a walk starts from
Spots = tuple[Int32s, Floats, Int32s]


@compiled
def set_times(late: Int32s, node: Int32s, tenths: Int32s) -> None:
    for row in range(node.size):
        late[node[row]] = tenths[row]


@compiled
def wipe_times(late: Int32s, node: Int32s) -> None:
    for row in range(node.size):
        late[node[row]] = LATE


@compiled
def paint(
    pool: Pool, slots: Int32s, times: Times, spots: Spots, lines: Floats, per_cell: float, cap: float
) -> tuple[Floats, int, int]:
    """Tenths of each cell: at the nearest place of its street, and `per_cell` for each cell walked from
    there; `cap` where that is more, without a street or a way, and on the rim. And which row and column,
    counted from the first tile, the raster begins with.

    `slots` of the tiles that may be reached; `lines` [n, 6], each with the tenths at its beginning and end,
    where one walks off the streets: out of the gates.
    """
    live, along = _live(pool[0], pool[1], slots, times, spots[0])
    low, left, rows, columns = _box(pool[1], live, lines)
    value = np.full((rows, columns), cap)
    corner = (live[:, 1] - low) * columns + live[:, 2] - left
    _paint(live, along, corner, pool, columns, per_cell, value.reshape(-1))
    for spot in range(spots[0].size):
        own = (spots[0][spot], spots[1][spot], spots[2][spot])
        _paint_own(live, own, times, corner, pool, columns, per_cell, value.reshape(-1))
    for line in range(lines.shape[0]):
        _draw_line(lines[line], low, left, value)
    return value, low, left


@compiled
def _live(first: Int32s, patches: Int32s, slots: Int32s, times: Times, own: Int32s) -> tuple[Int32s, Floats]:
    """The patches of streets reached, of the strips those by which a walk has come from one end to the other.

    [n, 3] which they are and the row and column their tile begins with; [n, 4] the tenths at end a, from
    there to end b, at end b and from there to end a, NEVER and none where there is no way. Unsigned indexes
    spare the machine the question whether to count from the end.
    """
    late, cost, there = times[0], times[1], 1 if times[2] else 0
    most = 0
    for down in range(slots.shape[0]):
        for across in range(slots.shape[1]):
            most += first[slots[down, across] + 1] - first[slots[down, across]]
    live, along, count = np.empty((most, 3), np.int32), np.empty((most, 4)), 0
    for down in range(slots.shape[0]):
        for across in range(slots.shape[1]):
            slot = slots[down, across]
            for at in range(np.uint32(first[slot]), np.uint32(first[slot + 1])):
                by_a, by_b = late[np.uint32(patches[at, END_A])], late[np.uint32(patches[at, END_B])]
                piece = np.uint32(patches[at, PIECE])
                if by_a == LATE and by_b == LATE and not _among(piece, own):
                    continue
                forth, home = cost[there, piece], cost[1 - there, piece]
                if patches[at, STRIP] and not (
                    max(by_a, by_b) < LATE and (by_a + forth == by_b or by_b + home == by_a)
                ):
                    continue
                live[count, 0], live[count, 1], live[count, 2] = at, down * TILE, across * TILE
                forward, backward = by_a < LATE and forth >= 0, by_b < LATE and home >= 0
                along[count, 0], along[count, 1] = by_a if forward else NEVER, forth if forward else 0
                along[count, 2], along[count, 3] = by_b if backward else NEVER, home if backward else 0
                count += 1
    return live[:count], along[:count]


@compiled
def _among(piece: np.uint32, own: Int32s) -> bool:
    for spot in range(own.size):  # noqa: SIM110 - compiled
        if own[spot] == piece:
            return True
    return False


@compiled
def _box(patches: Int32s, live: Int32s, lines: Floats) -> tuple[int, int, int, int]:
    """First row and column, number of rows and columns of the raster: all that is painted, and a rim."""
    low, left = math.floor(lines[0, 1]), math.floor(lines[0, 0])
    high, right = low, left
    for line in range(lines.shape[0]):
        row = math.floor(lines[line, 1] + lines[line, 3])
        column = math.floor(lines[line, 0] + lines[line, 2])
        low, high, left, right = min(low, row), max(high, row), min(left, column), max(right, column)
    high, right = high + 1, right + 1
    for at in range(live.shape[0]):
        patch, row, column = live[at, 0], live[at, 1], live[at, 2]
        low, high = min(low, row + patches[patch, SOUTH]), max(high, row + patches[patch, NORTH])
        left, right = min(left, column + patches[patch, WEST]), max(right, column + patches[patch, EAST])
    return low - 1, left - 1, high - low + 3, right - left + 3


@compiled
def _paint(
    live: Int32s, along: Floats, corner: Int32s, pool: Pool, columns: int, per_cell: float, flat: Floats
) -> None:
    """By either end of a piece."""
    _, patches, cells, shares, away = pool
    for at in range(live.shape[0]):
        by_a, forth, by_b, home = along[at, 0], along[at, 1], along[at, 2], along[at, 3]
        for cell in range(patches[live[at, 0], BEGIN], patches[live[at, 0], END]):
            share = np.float64(shares[cell])
            one, other = by_a + forth * share, by_b + home * (1.0 - share)
            time = (one if one < other else other) + np.float64(away[cell]) * per_cell
            place = _place(corner[at], cells[cell], columns)
            if time < flat[place]:
                flat[place] = time


@compiled
def _place(corner: int, cell: int, columns: int) -> np.uint64:
    """Where a cell of a tile is in the raster."""
    row, column = np.int64(cell) >> TILE_BITS, np.int64(cell) & (TILE - 1)
    return np.uint64(corner + row * columns + column)


@compiled
def _paint_own(
    live: Int32s,
    own: tuple[int, float, int],
    times: Times,
    corner: Int32s,
    pool: Pool,
    columns: int,
    per_cell: float,
    flat: Floats,
) -> None:
    """Along a piece, from a spot (piece, share, tenths) where the walk starts."""
    _, patches, cells, shares, away = pool
    there = 1 if times[2] else 0
    forth, home = times[1][there, own[0]], times[1][1 - there, own[0]]
    for at in range(live.shape[0]):
        if patches[live[at, 0], PIECE] != own[0]:
            continue
        for cell in range(patches[live[at, 0], BEGIN], patches[live[at, 0], END]):
            ahead = np.float64(shares[cell]) - own[1]
            whole = forth if ahead >= 0.0 else home
            if whole >= 0:
                time = own[2] + whole * abs(ahead) + np.float64(away[cell]) * per_cell
                place = _place(corner[at], cells[cell], columns)
                flat[place] = min(flat[place], time)


@compiled
def _draw_line(line: Floats, low: int, left: int, value: Floats) -> None:
    """Lowers the four cells round every place on a line."""
    parts = int(2.0 * max(abs(line[2]), abs(line[3]))) + 1
    for part in range(parts + 1):
        column = math.floor(line[0] + line[2] * part / parts) - left
        row = math.floor(line[1] + line[3] * part / parts) - low
        time = line[4] + (line[5] - line[4]) * part / parts
        for up in range(2):
            for over in range(2):
                value[row + up, column + over] = min(value[row + up, column + over], time)
