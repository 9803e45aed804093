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
    first: Int32s, to: Int32s, cost: Int32s, starts: Sequence[tuple[int, int]], limit: int
) -> tuple[Grown, bool]:
    """Every node within `limit` tenths of the `starts` (node, tenths), nearest first; whether any lay beyond.

    `first` [N + 1], `to` [H], `cost` [H] of one pace, -1 where it may not walk. Of equal ways it keeps the
    one found first.
    """
    best: dict[int, int] = {}
    before: dict[int, tuple[int, int]] = {}
    queue: list[tuple[int, int]] = []
    beyond = False

    def offer(node: int, tenths: int, origin: tuple[int, int]) -> None:
        nonlocal beyond
        if tenths > limit:
            beyond = True
        elif tenths < best.get(node, limit + 1):
            best[node] = tenths
            before[node] = origin
            heappush(queue, (tenths, node))

    for node, tenths in starts:
        offer(node, tenths, (-1, -1))
    row: dict[int, int] = {}
    while queue:
        tenths, node = heappop(queue)
        if node in row:
            continue
        row[node] = len(row)
        begin, end = int(first[node]), int(first[node + 1])
        steps = zip(to[begin:end].tolist(), cost[begin:end].tolist(), strict=True)
        for half, (other, step) in enumerate(steps, begin):
            if step >= 0:
                offer(other, tenths + step, (node, half))
    nodes = list(row)
    halves = [before[node] for node in nodes]
    return (
        np.array(nodes, np.int32),
        np.array([best[node] for node in nodes], np.int32),
        np.array([row.get(origin, -1) for origin, _ in halves], np.int32),
        np.array([half for _, half in halves], np.int32),
    ), beyond
