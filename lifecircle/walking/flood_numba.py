"""Times from the nearest of many sources, compiled: buckets as in search_numba, over all nodes. Pure."""

from __future__ import annotations

import numpy as np

from lifecircle.walking.compiled import COMPILED, compiled
from lifecircle.walking.flood_plain import NONE, Sources
from lifecircle.walking.network import Int32s

__all__ = ["COMPILED", "flood"]

_LATE = np.int32(2**31 - 1)


def flood(first: Int32s, to: Int32s, cost: Int32s, sources: Sources, limit: int) -> tuple[Int32s, Int32s]:
    """See flood_plain.flood; the same times."""
    tenths, number = _flood(first, to, cost, *sources, limit)
    return tenths, number


@compiled
def _flood(
    first: Int32s, to: Int32s, cost: Int32s, node: Int32s, start: Int32s, source: Int32s, limit: int
) -> tuple[Int32s, Int32s]:
    tenths, number = np.full(first.size - 1, _LATE, np.int32), np.full(first.size - 1, NONE, np.int32)
    bucket = np.full(limit + 1, NONE, np.int32)
    # every half and every source improves a node once at most before the node is settled
    entries = np.empty((to.size + node.size, 2), np.int32)
    filled = 0
    for at in range(node.size):
        if start[at] <= limit and start[at] < tenths[node[at]]:
            tenths[node[at]], number[node[at]] = start[at], source[at]
            entries[filled, 0], entries[filled, 1] = node[at], bucket[start[at]]
            bucket[start[at]] = filled
            filled += 1
    for now in range(limit + 1):
        # what a street of no length reaches lands in the bucket being emptied
        while bucket[now] != NONE:
            entry = bucket[now]
            bucket[now] = entries[entry, 1]
            here = entries[entry, 0]
            if tenths[here] != now:
                continue
            for half in range(first[here], first[here + 1]):
                other, later = to[half], now + cost[half]
                if cost[half] >= 0 and later <= limit and later < tenths[other]:
                    tenths[other], number[other] = later, number[here]
                    entries[filled, 0], entries[filled, 1] = other, bucket[later]
                    bucket[later] = filled
                    filled += 1
    for at in range(tenths.size):
        if tenths[at] == _LATE:
            tenths[at] = NONE
    return tenths, number
