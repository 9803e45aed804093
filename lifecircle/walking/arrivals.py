"""When a walk arrives at each door, from the times of the nodes. One formula for list, route and single walk.

Times are whole tenths of a second; parts of a piece and the walk between door and street are rounded up, so
that no walk is shorter than the way it takes. Compiled where numba is there. Pure.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from lifecircle.walking.compiled import compiled

Int32s = NDArray[np.int32]
Int64s = NDArray[np.int64]
Floats = NDArray[np.float64]

# By which way a door is reached: from end a of its piece, from end b, along the piece from the origin's own
# spot, or straight, where that is no farther than to the street and back
BY_A, BY_B, ALONG, STRAIGHT = range(4)

NEVER = -1

# piece, share, away metres, latitude, longitude
Places = tuple[Int32s, Floats, Floats, Floats, Floats]

# row in the tree (-1 - spot: from one of the origin's own spots), tenths (NEVER), way
Arrived = tuple[Int32s, Int32s, Int32s]


@compiled
def tenths_up(seconds: float) -> int:
    """Whole tenths, rounded up; what floating point adds to an exact number is not a tenth."""
    return math.ceil(seconds * 10.0 - 1e-6)


@compiled
def part_up(cost: int, share: float) -> int:
    """The cost of a part of a piece, rounded up."""
    return math.ceil(cost * share - 1e-6)


@compiled
def arrive(
    tenths: Int32s,
    row_a: Int32s,
    row_b: Int32s,
    doors: Places,
    origin: Places,
    cost: Int32s,
    per_second: float,
    per_degree: tuple[float, float],
    backward: bool,
) -> Arrived:
    """The earliest arrival at each of K doors.

    `tenths` of the rows of a tree; `row_a`, `row_b` [K] the rows of the ends of each door's piece, -1 where
    not reached; `origin` the spots the walk starts from; `cost` [2, M]; `per_second` metres
    walked; `per_degree` metres of a degree of latitude and longitude.
    """
    piece, share, away, lat, lng = doors
    there, back = (1, 0) if backward else (0, 1)
    rows = np.full(piece.size, -1, np.int32)
    best = np.full(piece.size, NEVER, np.int32)
    ways = np.zeros(piece.size, np.int32)
    for door in range(piece.size):
        street = tenths_up(away[door] / per_second)
        for way in range(2):
            row = row_a[door] if way == 0 else row_b[door]
            whole = cost[there if way == 0 else back, piece[door]]
            if row < 0 or whole < 0:
                continue
            part = share[door] if way == 0 else 1.0 - share[door]
            time = tenths[row] + part_up(whole, part) + street
            if best[door] == NEVER or time < best[door]:
                rows[door], best[door], ways[door] = row, time, way
        for spot in range(origin[0].size):
            if origin[0][spot] != piece[door]:
                continue
            ahead = share[door] - origin[1][spot]
            whole = cost[there if ahead >= 0.0 else back, piece[door]]
            time = NEVER
            if whole >= 0:
                time = part_up(whole, abs(ahead)) + street + tenths_up(origin[2][spot] / per_second)
            way = 2
            north = (lat[door] - origin[3][spot]) * per_degree[0]
            crow = math.hypot(north, (lng[door] - origin[4][spot]) * per_degree[1])
            if crow <= away[door] + origin[2][spot]:
                straight = tenths_up(crow / per_second)
                if time == NEVER or straight < time:
                    time, way = straight, 3
            if time != NEVER and (best[door] == NEVER or time < best[door]):
                rows[door], best[door], ways[door] = -1 - spot, time, way
    return rows, best, ways


@compiled
def doors_met(
    node: Int32s,
    node_first: Int32s,
    node_door: Int32s,
    door_piece: Int32s,
    piece_a: Int32s,
    piece_b: Int32s,
    own: Int32s,
) -> tuple[Int32s, Int32s, Int32s]:
    """The doors at the pieces of a tree's nodes and on its origin's `own` pieces, once each, with the rows of
    both ends of their piece (-1 where the tree has not reached it)."""
    most = 0
    for row in range(node.size):
        most += node_first[node[row] + 1] - node_first[node[row]]
    for piece in own:
        most += np.searchsorted(door_piece, piece + 1) - np.searchsorted(door_piece, piece)
    size = 16
    while size < 2 * most:
        size *= 2
    table = np.full(size, -1, np.int32)
    doors = np.empty(most, np.int32)
    row_a, row_b = np.full(most, -1, np.int32), np.full(most, -1, np.int32)
    count = 0
    for row in range(node.size):
        for at in range(node_first[node[row]], node_first[node[row] + 1]):
            door = node_door[at]
            slot = _slot(table, doors, door)
            if table[slot] < 0:
                table[slot] = count
                doors[count] = door
                count += 1
            # a loop has one node at both ends
            if piece_a[door_piece[door]] == node[row]:
                row_a[table[slot]] = row
            if piece_b[door_piece[door]] == node[row]:
                row_b[table[slot]] = row
    for piece in own:
        for door in range(np.searchsorted(door_piece, piece), np.searchsorted(door_piece, piece + 1)):
            slot = _slot(table, doors, door)
            if table[slot] < 0:
                table[slot] = count
                doors[count] = door
                count += 1
    return doors[:count], row_a[:count], row_b[:count]


@compiled
def _slot(table: Int32s, keys: Int32s, key: int) -> int:
    """Where `key` stands in an open hash table of places in `keys`, or the free slot for it."""
    slot = (np.int64(key) * 40503) & (table.size - 1)
    while table[slot] >= 0 and keys[table[slot]] != key:
        slot = (slot + 1) & (table.size - 1)
    return int(slot)


@compiled
def best_of(outlet: Int32s, tenths: Int32s, limit: int) -> Int32s:
    """The rows with the earliest arrival of each outlet within `limit`; of equal ones the first."""
    size = 16
    while size < 2 * outlet.size:
        size *= 2
    table = np.full(size, -1, np.int32)
    chosen, key = np.empty(outlet.size, np.int32), np.empty(outlet.size, np.int32)
    count = 0
    for row in range(outlet.size):
        if tenths[row] == NEVER or tenths[row] > limit:
            continue
        slot = _slot(table, key, outlet[row])
        if table[slot] < 0:
            table[slot] = count
            key[count], chosen[count] = outlet[row], row
            count += 1
        elif tenths[row] < tenths[chosen[table[slot]]]:
            chosen[table[slot]] = row
    return chosen[:count]


@compiled
def gather(
    tree: tuple[Int32s, Int32s],
    filed: tuple[Int32s, Int32s, Int32s],
    doors: Places,
    ends: tuple[Int32s, Int32s],
    origin: Places,
    cost: Int32s,
    per_second: float,
    per_degree: tuple[float, float],
    backward: bool,
    limit: int,
) -> tuple[Int32s, Arrived]:
    """The earliest door of every outlet within `limit`, and how it is reached.

    `tree`: node and tenths of its rows; `filed`: where the doors of each node begin, the doors, the outlet of
    each door; `doors` all of them; `ends` a and b of the pieces; the rest as for `arrive`.
    """
    door, row_a, row_b = doors_met(tree[0], filed[0], filed[1], doors[0], ends[0], ends[1], origin[0])
    places = (doors[0][door], doors[1][door], doors[2][door], doors[3][door], doors[4][door])
    row, tenths, way = arrive(tree[1], row_a, row_b, places, origin, cost, per_second, per_degree, backward)
    best = best_of(filed[2][door], tenths, limit)
    return door[best], (row[best], tenths[best], way[best])


@compiled
def metres_to(
    walked: Floats,
    row: Int32s,
    way: Int32s,
    places: Places,
    origin: Places,
    of_piece: Floats,
    per_degree: tuple[float, float],
) -> Floats:
    """Metres walked to each of K places, reached from these rows by these ways."""
    piece, share, away, lat, lng = places
    metres = np.empty(row.size)
    for place in range(row.size):
        whole = of_piece[piece[place]]
        spot = -1 - row[place]
        if way[place] == 3:
            north = (lat[place] - origin[3][spot]) * per_degree[0]
            metres[place] = math.hypot(north, (lng[place] - origin[4][spot]) * per_degree[1])
        elif way[place] == 2:
            along = abs(share[place] - origin[1][spot]) * whole
            metres[place] = origin[2][spot] + along + away[place]
        else:
            part = share[place] if way[place] == 0 else 1.0 - share[place]
            metres[place] = walked[row[place]] + part * whole + away[place]
    return metres


@compiled
def add_up(walked: Floats, before: Int32s, half: Int32s, half_piece: Int32s, of_piece: Floats) -> None:
    """Fills `walked`, set at the starts only, with the sum over the pieces on the way to each row."""
    for row in range(before.size):
        if before[row] >= 0:
            walked[row] = walked[before[row]] + of_piece[half_piece[half[row]]]
