"""Bounded shortest times with heapq: the reference, and where numba is absent. Pure Python."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

Int32s = NDArray[np.int32]

# node, tenths, row of the node before (-1 at a start), half walked from there (-1)
Grown = tuple[Int32s, Int32s, Int32s, Int32s]


def grow(
    first: Int32s, to: Int32s, cost: Int32s, starts: Sequence[tuple[int, int]] | Int32s, limit: int
) -> tuple[Grown, bool]:
    """Every node within `limit` tenths of the `starts` (node, tenths), nearest first; whether any lay beyond.

    `first` [N + 1], `to` [H], `cost` [H] of one pace, -1 where it may not walk. Of equal ways it keeps the
    one found first.
    """
    best: dict[int, int] = {}
    before: dict[int, tuple[int, int]] = {}
    queue: list[tuple[int, int]] = []
    given: list[list[int]] = np.asarray(starts, np.int32).reshape(-1, 2).tolist()
    beyond = any(tenths > limit for _, tenths in given)
    for node, tenths in given:
        if tenths <= limit and tenths < best.get(node, limit + 1):
            best[node], before[node] = tenths, (-1, -1)
            heappush(queue, (tenths, node))
    row: dict[int, int] = {}
    while queue:
        tenths, node = heappop(queue)
        if node in row:
            continue
        here = row[node] = len(row)
        begin, end = first.item(node), first.item(node + 1)
        steps = zip(to[begin:end].tolist(), cost[begin:end].tolist(), strict=True)
        for half, (other, step) in enumerate(steps, begin):
            later = tenths + step
            if step < 0:
                continue
            if later > limit:
                beyond = True
            elif later < best.get(other, limit + 1):
                best[other], before[other] = later, (here, half)
                heappush(queue, (later, other))
    found = [(node, best[node], *before[node]) for node in row]
    columns = np.array(found, np.int32).reshape(-1, 4).T.copy()
    return (columns[0], columns[1], columns[2], columns[3]), beyond
