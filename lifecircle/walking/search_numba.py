"""Bounded shortest times, compiled: a bucket for every tenth of a second, and few choices to guess. Pure.

Times are whole tenths up to the limit, so a bucket each (9,001 for 15 minutes: 36 kB) stands in for a heap:
putting in and taking out are two writes (Dial 1969). Whether a street leads somewhere sooner is as good as a
toss of a coin, and a processor that guesses wrong loses more time than the writing takes: so every half
writes an entry, which counts only where it was better. `late`, the one array as long as the network, is wiped
node by node afterwards. So a question costs what it meets, whatever the size of the network.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from lifecircle.walking.compiled import COMPILED, compiled
from lifecircle.walking.scratch import FREE, LATE, borrowed
from lifecircle.walking.search_plain import Grown

__all__ = ["COMPILED", "grow"]

Int32s = NDArray[np.int32]


def grow(
    first: Int32s, to: Int32s, cost: Int32s, starts: Sequence[tuple[int, int]] | Int32s, limit: int
) -> tuple[Grown, bool]:
    """See search_plain.grow; the same nodes in the same times."""
    begin = np.asarray(starts, np.int32).reshape(-1, 2)
    with borrowed(first.size - 1, limit) as scratch:
        while True:
            space = (scratch.late, scratch.bucket, scratch.order, scratch.entries)
            rows, beyond, full = _grow(first, to, cost, begin, limit, *space)
            if not full:
                break
            scratch.enlarge()
    node, tenths, before, half = rows
    return (node, tenths, before, half), beyond


@compiled
def _grow(
    first: Int32s,
    to: Int32s,
    cost: Int32s,
    begin: Int32s,
    limit: int,
    late: Int32s,
    bucket: Int32s,
    order: Int32s,
    entries: Int32s,
) -> tuple[Int32s, bool, bool]:
    """Rows (node, tenths, before, half) [4, K], whether anything lay beyond, whether there was no more space.

    Unsigned indexes spare the machine the question whether to count from the end.
    """
    pushed, beyond = _start(begin, limit, late, bucket, entries)
    settled, top = 0, limit + 1
    for now in range(top):
        # what a street of no length reaches lands in the bucket being emptied
        while bucket[now] >= 0:
            entry = bucket[now]
            bucket[now] = FREE
            while entry >= 0:
                here = np.uintp(entry)
                node = np.uintp(entries[here, 0])
                begins, ends = np.uintp(first[node]), np.uintp(first[node + np.uintp(1)])
                order[np.uintp(settled)] = entry
                entry = entries[here, 1]
                # met again on a shorter way since it was put here
                if late[node] != now:
                    continue
                if pushed + np.int64(ends - begins) >= order.size:
                    _wipe(late, bucket, entries[:pushed])
                    return np.empty((4, 0), np.int32), beyond, True
                for half in range(begins, ends):
                    step, other = cost[half], np.uintp(to[half])
                    # a closed half, -1, becomes the longest of all; what is beyond goes to the bucket beyond
                    later: np.int64 = min(now + np.int64(np.uint32(step)), np.int64(top))
                    beyond |= (step >= 0) & (later == top)
                    known, slot, free = np.int64(late[other]), np.uintp(later), np.uintp(pushed)
                    better = (later < known) & (later < top)
                    late[other] = later if better else known
                    following = bucket[slot]
                    entries[free, 0], entries[free, 1] = other, following
                    entries[free, 2], entries[free, 3] = settled, half
                    bucket[slot] = pushed if better else following
                    pushed += int(better)
                settled += 1
    return _rows(order[:settled], late, entries), beyond, False


@compiled
def _start(begin: Int32s, limit: int, late: Int32s, bucket: Int32s, entries: Int32s) -> tuple[int, bool]:
    pushed, beyond = 0, False
    for start in range(begin.shape[0]):
        node, tenths = begin[start, 0], begin[start, 1]
        beyond |= tenths > limit
        if tenths <= limit and tenths < late[node]:
            late[node] = tenths
            entries[pushed, 0], entries[pushed, 1] = node, bucket[tenths]
            entries[pushed, 2], entries[pushed, 3] = -1, -1
            bucket[tenths] = pushed
            pushed += 1
    return pushed, beyond


@compiled
def _rows(order: Int32s, late: Int32s, entries: Int32s) -> Int32s:
    """What is told of the entries settled. All nodes met are among them, so this wipes `late` as well."""
    rows = np.empty((4, order.size), np.int32)
    for row in range(order.size):
        entry = np.uintp(order[row])
        node = np.uintp(entries[entry, 0])
        rows[0, row], rows[1, row] = node, late[node]
        rows[2, row], rows[3, row] = entries[entry, 2], entries[entry, 3]
        late[node] = LATE
    return rows


@compiled
def _wipe(late: Int32s, bucket: Int32s, entries: Int32s) -> None:
    for entry in range(entries.shape[0]):
        late[entries[entry, 0]] = LATE
    bucket[:] = FREE
