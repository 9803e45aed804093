"""When a walk arrives at each door, from the times of the nodes. One formula for list, route and single walk.

Times are whole tenths of a second; parts of a piece and the walk between door and street are rounded up, so
that no walk is shorter than the way it takes. Compiled where numba is there. Pure.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from lifecircle.walking.compiled import compiled
from lifecircle.walking.scratch import FREE

Int32s = NDArray[np.int32]
Int64s = NDArray[np.int64]
Floats = NDArray[np.float64]

# By which way a door is reached: from end a of its piece, from end b, along the piece from the origin's own
# spot, or straight, where that is no farther than to the street and back
BY_A, BY_B, ALONG, STRAIGHT = range(4)

NEVER = -1

# Up to so many outlets reached in the same tenth are put in order one by one
_FEW = 16

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
def begin_from(
    origin: tuple[Int32s, Floats, Floats],
    cost: Int32s,
    ends: tuple[Int32s, Int32s],
    of_piece: Floats,
    per_second: float,
    backward: bool,
) -> tuple[Int32s, Int32s, Int32s, Floats]:
    """The tenths from the origin to each of its spots; and for each end of a spot's piece that one may walk
    to: node and tenths [n, 2], twice the spot (and one for end b), metres."""
    piece, share, away = origin
    street = np.empty(piece.size, np.int32)
    begin, end = np.empty((2 * piece.size, 2), np.int32), np.empty(2 * piece.size, np.int32)
    metres = np.empty(2 * piece.size)
    count = 0
    for spot in range(piece.size):
        street[spot] = tenths_up(away[spot] / per_second)
        for side in range(2):
            whole = cost[side if backward else 1 - side, piece[spot]]
            if whole < 0:
                continue
            part = share[spot] if side == 0 else 1.0 - share[spot]
            begin[count, 0] = ends[side][piece[spot]]
            begin[count, 1] = street[spot] + part_up(whole, part)
            end[count] = 2 * spot + side
            metres[count] = away[spot] + part * of_piece[piece[spot]]
            count += 1
    return street, begin[:count], end[:count], metres[:count]


@compiled
def from_spot(
    origin: Places,
    spot: int,
    door: tuple[float, float, float, float],
    cost: tuple[int, int],
    per_second: float,
    per_degree: tuple[float, float],
) -> tuple[int, int]:
    """Tenths (NEVER) and way from one of the origin's spots to a door (share, away, lat, lng) on its piece,
    whose `cost` is given towards end b and towards end a."""
    ahead = door[0] - origin[1][spot]
    whole = cost[0] if ahead >= 0.0 else cost[1]
    time, way = NEVER, 2
    if whole >= 0:
        street = tenths_up(door[1] / per_second)
        time = part_up(whole, abs(ahead)) + street + tenths_up(origin[2][spot] / per_second)
    north = (door[2] - origin[3][spot]) * per_degree[0]
    crow = math.hypot(north, (door[3] - origin[4][spot]) * per_degree[1])
    if crow <= door[1] + origin[2][spot]:
        straight = tenths_up(crow / per_second)
        if time == NEVER or straight < time:
            time, way = straight, 3
    return time, way


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
        both = (cost[there, piece[door]], cost[back, piece[door]])
        for way in range(2):
            row = row_a[door] if way == 0 else row_b[door]
            whole = both[way]
            if row < 0 or whole < 0:
                continue
            part = share[door] if way == 0 else 1.0 - share[door]
            time = tenths[row] + part_up(whole, part) + street
            if best[door] == NEVER or time < best[door]:
                rows[door], best[door], ways[door] = row, time, way
        for spot in range(origin[0].size):
            if origin[0][spot] != piece[door]:
                continue
            at = (share[door], away[door], lat[door], lng[door])
            time, way = from_spot(origin, spot, at, both, per_second, per_degree)
            if time != NEVER and (best[door] == NEVER or time < best[door]):
                rows[door], best[door], ways[door] = -1 - spot, time, way
    return rows, best, ways


@compiled
def gather(
    tree: tuple[Int32s, Int32s],
    filed: tuple[Int32s, Int32s, Int32s],
    doors: Places,
    origin: Places,
    cost: Int32s,
    per_second: float,
    per_degree: tuple[float, float],
    backward: bool,
    limit: int,
    space: tuple[Int32s, Int32s],
) -> Int32s:
    """[4, K] the earliest door of every outlet within `limit`, with row, tenths and way by which it is
    reached; by time, then by outlet.

    `tree`: node and tenths of its rows; `filed`: where the doors of each node begin, the doors (Placement),
    the outlet of each door; `doors` all of them, by piece; the rest as for `arrive`; `space`: seats and
    buckets of a Scratch.
    """
    node, tenths = tree
    node_first, node_door, outlet = filed
    piece, share, away, lat, lng = doors
    there, back = (1, 0) if backward else (0, 1)
    most = 0
    for row in range(node.size):
        most += node_first[node[row] + 1] - node_first[node[row]]
    for own in origin[0]:
        most += np.searchsorted(piece, own + 1) - np.searchsorted(piece, own)
    found, count = np.empty((4, most), np.int32), 0
    for row in range(node.size):
        for at in range(node_first[node[row]], node_first[node[row] + 1]):
            door, end = node_door[at] >> 1, node_door[at] & 1
            whole = cost[end ^ there, piece[door]]
            if whole < 0:
                continue
            part = share[door] if end == 0 else 1.0 - share[door]
            time = tenths[row] + part_up(whole, part) + tenths_up(away[door] / per_second)
            if time <= limit:
                count = _offer(found, count, space[0], outlet, (door, row, time, end))
    for spot in range(origin[0].size):
        own = origin[0][spot]
        both = (cost[there, own], cost[back, own])
        for door in range(np.searchsorted(piece, own), np.searchsorted(piece, own + 1)):
            place = (share[door], away[door], lat[door], lng[door])
            time, way = from_spot(origin, spot, place, both, per_second, per_degree)
            if time != NEVER and time <= limit:
                count = _offer(found, count, space[0], outlet, (door, -1 - spot, time, way))
    for at in range(count):
        space[0][outlet[found[0, at]]] = FREE
    return _by_time(found, count, outlet, space[1])


@compiled
def _offer(found: Int32s, count: int, seat: Int32s, outlet: Int32s, offer: tuple[int, int, int, int]) -> int:
    """Takes a way to a door (door, row, tenths, way) where it is the outlet's earliest so far, of equal ones
    the first. Answers how many outlets have been found."""
    at = seat[outlet[offer[0]]]
    if at == FREE:
        at = seat[outlet[offer[0]]] = count
        count += 1
    elif found[2, at] <= offer[2]:
        return count
    found[0, at], found[1, at], found[2, at], found[3, at] = offer
    return count


@compiled
def _by_time(found: Int32s, count: int, outlet: Int32s, bucket: Int32s) -> Int32s:
    """The first `count` columns by tenths, then by outlet: a bucket for every tenth, wiped again."""
    following = np.empty(count, np.int32)
    for at in range(count):
        following[at] = bucket[found[2, at]]
        bucket[found[2, at]] = at
    order, filled, now = np.empty(count, np.int32), 0, 0
    while filled < count:
        at = bucket[now]
        if at != FREE:
            bucket[now] = FREE
            begin = filled
            while at != FREE:
                order[filled] = at
                filled += 1
                at = following[at]
            if filled - begin > 1:
                _by_outlet(order[begin:filled], found, outlet)
        now += 1
    sorted_ = np.empty((4, count), np.int32)
    for row in range(4):
        for at in range(count):
            sorted_[row, at] = found[row, order[at]]
    return sorted_


@compiled
def _by_outlet(order: Int32s, found: Int32s, outlet: Int32s) -> None:
    if order.size > _FEW:
        order[:] = order[np.argsort(outlet[found[0][order]])]
        return
    for place in range(1, order.size):
        at, to = order[place], place
        while to > 0 and outlet[found[0, order[to - 1]]] > outlet[found[0, at]]:
            order[to] = order[to - 1]
            to -= 1
        order[to] = at
