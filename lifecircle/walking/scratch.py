"""Work space for searches, lent to one search at a time and used again: safe under threads and forks. Pure.

A search needs one number for each node of the network (20 MB at five million) that it must find wiped, and
leaves wiped. Making that anew would cost more than the search.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

# As many searches at once as keep their space; more than that make their own and drop it
_KEPT = 16

_FREE = -1


class Scratch:
    """`seat` [nodes] and `bucket` [limit + 1] hold -1 whenever nobody searches; the rest holds anything."""

    __slots__ = ("bucket", "entries", "met", "rows", "seat")

    def __init__(self, nodes: int) -> None:
        self.seat = np.full(nodes, _FREE, np.int32)
        self.bucket = np.full(9_001, _FREE, np.int32)
        self._make(8_192)

    def _make(self, size: int) -> None:
        # node, tenths, row before, half: what is known of each node met, then of each node settled
        self.met = np.empty((size, 4), np.int32)
        self.rows = np.empty((4, size), np.int32)
        # node's seat, next entry of the same bucket
        self.entries = np.empty((2 * size, 2), np.int32)

    def enlarge(self) -> None:
        self._make(2 * self.met.shape[0])

    def up_to(self, limit: int) -> Scratch:
        """With a bucket for every tenth up to `limit`."""
        if self.bucket.size <= limit:
            self.bucket = np.full(limit + 1, _FREE, np.int32)
        return self


_pool: deque[Scratch] = deque()


@contextmanager
def borrowed(nodes: int, limit: int) -> Iterator[Scratch]:
    """Space for a network of so many nodes. What raises while it is lent is not taken back."""
    try:
        scratch = _pool.pop()
    except IndexError:
        scratch = Scratch(nodes)
    if scratch.seat.size < nodes:
        scratch = Scratch(nodes)
    yield scratch.up_to(limit)
    if len(_pool) < _KEPT:
        _pool.append(scratch)
