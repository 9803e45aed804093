"""Times from the nearest of many sources with heapq: reference, and where numba is absent. Pure Python."""

from __future__ import annotations

from heapq import heapify, heappop, heappush

import numpy as np

from lifecircle.walking.network import Int32s

NONE = -1

# node, tenths, and the number to remember of each source
Sources = tuple[Int32s, Int32s, Int32s]


def flood(first: Int32s, to: Int32s, cost: Int32s, sources: Sources, limit: int) -> tuple[Int32s, Int32s]:
    """For each node the tenths from the nearest source and that source's number; NONE beyond `limit`.

    Arrays as in search_plain.grow.
    """
    nodes = first.size - 1
    tenths, number = np.full(nodes, NONE, np.int32), np.full(nodes, NONE, np.int32)
    queue = [(t, node, source) for node, t, source in zip(*(a.tolist() for a in sources), strict=True)]
    heapify(queue)
    while queue:
        now, node, source = heappop(queue)
        if now > limit:
            break
        if tenths[node] != NONE:
            continue
        tenths[node], number[node] = now, source
        begin, end = int(first[node]), int(first[node + 1])
        for other, step in zip(to[begin:end].tolist(), cost[begin:end].tolist(), strict=True):
            if step >= 0:
                heappush(queue, (now + step, other, source))
    return tenths, number
