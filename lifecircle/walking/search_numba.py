"""Bounded shortest times, compiled: a bucket for every tenth of a second, seats for the nodes met. Pure.

Times are whole tenths up to the limit, so a bucket each (9,001 for 15 minutes: 36 kB) stands in for a heap:
putting in and taking out are two writes (Dial 1969). A node met for the first time gets the next free seat;
only `seat`, which tells it, is as long as the network, and it is wiped seat by seat afterwards. So a question
costs what it meets, whatever the size of the network.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from lifecircle.walking.compiled import COMPILED, compiled
from lifecircle.walking.scratch import borrowed
from lifecircle.walking.search_plain import Grown

__all__ = ["COMPILED", "grow"]

Int32s = NDArray[np.int32]

_FREE = -1
_FULL = -1


def grow(
    first: Int32s, to: Int32s, cost: Int32s, starts: Sequence[tuple[int, int]], limit: int
) -> tuple[Grown, bool]:
    """See search_plain.grow; the same nodes in the same times."""
    begin = np.array(starts, np.int32).reshape(-1, 2)
    with borrowed(first.size - 1, limit) as scratch:
        while True:
            space = (scratch.seat, scratch.bucket, scratch.met, scratch.rows, scratch.entries)
            count, beyond = _grow(first, to, cost, begin, limit, space)
            if count != _FULL:
                break
            scratch.enlarge()
        node, tenths, before, half = scratch.rows[:, :count].copy()
    return (node, tenths, before, half), bool(beyond)


@compiled
def _grow(
    first: Int32s,
    to: Int32s,
    cost: Int32s,
    begin: Int32s,
    limit: int,
    space: tuple[Int32s, Int32s, Int32s, Int32s, Int32s],
) -> tuple[int, bool]:
    seat, bucket, met, rows, entries = space
    size = met.shape[0]
    filled, waiting, settled, seats, beyond, full = 0, 0, 0, 0, False, False
    for start in range(begin.shape[0]):
        node, tenths = begin[start, 0], begin[start, 1]
        if tenths > limit:
            beyond = True
            continue
        place = seat[node]
        if place == _FREE:
            place = seats
            seats += 1
            seat[node] = place
            met[place, 0] = node
        elif met[place, 1] <= tenths:
            continue
        met[place, 1], met[place, 2], met[place, 3] = tenths, -1, -1
        entries[filled, 0], entries[filled, 1] = place, bucket[tenths]
        bucket[tenths] = filled
        filled += 1
        waiting += 1
    now = 0
    while waiting and not full:
        entry = bucket[now]
        if entry == _FREE:
            now += 1
            continue
        bucket[now] = entries[entry, 1]
        waiting -= 1
        place = entries[entry, 0]
        # met again on a shorter way since it was put here, or settled already
        if met[place, 1] != now:
            continue
        met[place, 1] = -1 - now
        node = met[place, 0]
        rows[0, settled], rows[1, settled] = node, now
        rows[2, settled], rows[3, settled] = met[place, 2], met[place, 3]
        if seats + first[node + 1] - first[node] > size or filled + first[node + 1] - first[node] > 2 * size:
            full = True
            break
        for half in range(first[node], first[node + 1]):
            step = cost[half]
            if step < 0:
                continue
            tenths = now + step
            if tenths > limit:
                beyond = True
                continue
            place = seat[to[half]]
            if place == _FREE:
                place = seats
                seats += 1
                seat[to[half]] = place
                met[place, 0] = to[half]
            elif met[place, 1] <= tenths:
                continue
            met[place, 1], met[place, 2], met[place, 3] = tenths, settled, half
            entries[filled, 0], entries[filled, 1] = place, bucket[tenths]
            bucket[tenths] = filled
            filled += 1
            waiting += 1
        settled += 1
    for place in range(seats):
        seat[met[place, 0]] = _FREE
    if full:
        bucket[:] = _FREE
        return _FULL, beyond
    return settled, beyond
