"""Work space for searches, lent to one search at a time and used again: safe under threads and forks. Pure.

A search needs one number for each node of the network (20 MB at five million) that it must find wiped, and
leaves wiped; a list needs one for each outlet. Making that anew would cost more than the search.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

# As many searches at once as keep their space; more than that make their own and drop it
_KEPT = 16

# A node not met
LATE = 2**31 - 1

# An empty bucket, an outlet not met
FREE = -1


class Scratch:
    """`late` [nodes] holds LATE, `bucket` [limit + 2] and `seat` [outlets] hold FREE whenever nobody asks;
    the rest holds anything."""

    __slots__ = ("bucket", "entries", "late", "order", "seat")

    def __init__(self, nodes: int) -> None:
        self.late = np.full(nodes, LATE, np.int32)
        self.bucket = np.full(9_002, FREE, np.int32)
        self.seat = np.empty(0, np.int32)
        self._make(8_192)

    def _make(self, size: int) -> None:
        # node, next entry of the same bucket, row before, half
        self.entries = np.empty((size, 4), np.int32)
        # the entries settled, in turn
        self.order = np.empty(size, np.int32)

    def enlarge(self) -> None:
        self._make(2 * self.order.size)

    def fit(self, limit: int, outlets: int) -> Scratch:
        """With a bucket for every tenth up to `limit` and one beyond, and a seat for every outlet."""
        if self.bucket.size < limit + 2:
            self.bucket = np.full(limit + 2, FREE, np.int32)
        if self.seat.size < outlets:
            self.seat = np.full(outlets, FREE, np.int32)
        return self


_pool: deque[Scratch] = deque()


@contextmanager
def borrowed(nodes: int, limit: int = 0, outlets: int = 0) -> Iterator[Scratch]:
    """Space for a network of so many nodes. What raises while it is lent is not taken back."""
    try:
        scratch = _pool.pop()
    except IndexError:
        scratch = Scratch(nodes)
    if scratch.late.size < nodes:
        scratch = Scratch(nodes)
    yield scratch.fit(limit, outlets)
    if len(_pool) < _KEPT:
        _pool.append(scratch)
