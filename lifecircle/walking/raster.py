"""Minutes on the ground: for every cell the time at its nearest street (tiles) and the walk from there. Pure.

The rule is the engine's own (a place belongs to its nearest street), so list and shape agree up to the size
of a cell. Streets that are near but not reached keep their ground: behind a wall it does not count. Lengths
and lines as in tiles. Compiled where numba is there.
"""

from __future__ import annotations

import math

import numpy as np

from lifecircle.walking.compiled import compiled
from lifecircle.walking.network import Bytes, Floats, Int32s, Int64s
from lifecircle.walking.scratch import LATE
from lifecircle.walking.tiles import NONE, TILE, Frame, Tiles, lines_of

NEVER = np.inf

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
def time_at(
    piece: int,
    share: float,
    late: Int32s,
    ends: tuple[Int32s, Int32s],
    cost: Int32s,
    backward: bool,
    spots: Spots,
) -> float:
    """Tenths to a place on a piece by either of its ends, or along it from an own spot; NEVER without a
    way."""
    there, back = (1, 0) if backward else (0, 1)
    forth, home = cost[there, piece], cost[back, piece]
    by_a, by_b = late[ends[0][piece]], late[ends[1][piece]]
    time = NEVER
    if by_a != LATE and forth >= 0:
        time = by_a + forth * share
    if by_b != LATE and home >= 0:
        time = min(time, by_b + home * (1.0 - share))
    for spot in range(spots[0].size):
        if spots[0][spot] == piece:
            ahead = share - spots[1][spot]
            whole = forth if ahead >= 0.0 else home
            if whole >= 0:
                time = min(time, spots[2][spot] + whole * abs(ahead))
    return time


@compiled
def cell_times(
    tiles: Tiles,
    slots: Int32s,
    corner: tuple[int, int],
    shape: tuple[int, int],
    late: Int32s,
    ends: tuple[Int32s, Int32s],
    cost: Int32s,
    backward: bool,
    spots: Spots,
    per_cell: float,
    cap: float,
) -> Floats:
    """Tenths of each cell: at the nearest place of its street, and `per_cell` for each cell walked from
    there; `cap` where that is more, without a street or a way, and on the rim.

    `slots` of the tiles under the raster, which begins at `corner` of the first one; `late`: tenths by node.
    """
    value = np.full(shape, cap)
    for row in range(1, shape[0] - 1):
        down, inner = (row + corner[0]) // TILE, (row + corner[0]) % TILE
        for column in range(1, shape[1] - 1):
            across, place = (column + corner[1]) // TILE, (column + corner[1]) % TILE
            slot = slots[down, across]
            piece = tiles[0][slot, inner, place]
            if piece == NONE:
                continue
            share, away = float(tiles[1][slot, inner, place]), float(tiles[2][slot, inner, place])
            time = time_at(piece, share, late, ends, cost, backward, spots) + away * per_cell
            value[row, column] = min(cap, time)
    return value


@compiled
def draw_pieces(
    pieces: Int32s,
    first: Int64s,
    along: tuple[Int32s, Floats, Floats],
    frame: Frame,
    places: tuple[Floats, Floats],
    late: Int32s,
    ends: tuple[Int32s, Int32s],
    cost: Int32s,
    backward: bool,
    spots: Spots,
    value: Floats,
) -> None:
    """Lowers the cells along these pieces to the times on them; `places`: lat and lng of shape points."""
    for piece in pieces:
        whole = max(along[2][piece], 1e-9)
        segments = np.arange(first[piece], first[piece + 1] - 1).astype(np.int32)
        starts, stops = np.empty(segments.size), np.empty(segments.size)
        for line in range(segments.size):
            begin, end = along[1][segments[line]] / whole, along[1][segments[line] + 1] / whole
            starts[line] = time_at(piece, begin, late, ends, cost, backward, spots)
            stops[line] = time_at(piece, end, late, ends, cost, backward, spots)
        draw_lines(lines_of(segments, frame, places[0], places[1]), starts, stops, value)


@compiled
def pieces_of_kind(half: Int32s, half_piece: Int32s, first: Int64s, kinds: Bytes, least: int) -> Int32s:
    """The pieces walked by these halves (-1 none) whose segments are of a kind from `least` on."""
    found, count = np.empty(half.size, np.int32), 0
    for row in range(half.size):
        if half[row] >= 0 and kinds[first[half_piece[half[row]]]] >= least:
            found[count] = half_piece[half[row]]
            count += 1
    return found[:count]


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
def reached_box(
    rows: tuple[Int32s, Int32s],
    halves: tuple[Int32s, Int32s, Int32s],
    limit: int,
    lat: Floats,
    lng: Floats,
) -> tuple[float, float, float, float]:
    """South, west, north, east of the nodes reached (node, tenths) and of those one half (first, to, cost)
    further, where a street goes on beyond the limit."""
    first, to, cost = halves
    south, west, north, east = 90.0, 180.0, -90.0, -180.0
    for row in range(rows[0].size):
        node, left = rows[0][row], limit - rows[1][row]
        south, north = min(south, lat[node]), max(north, lat[node])
        west, east = min(west, lng[node]), max(east, lng[node])
        for half in range(first[node], first[node + 1]):
            if cost[half] > left:
                other = to[half]
                south, north = min(south, lat[other]), max(north, lat[other])
                west, east = min(west, lng[other]), max(east, lng[other])
    return south, west, north, east
