"""The Hilbert curve: an order of places in which neighbours on the ground are mostly neighbours. Pure."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

# 2^16 cells a side: 20 m across a province, and a place number still fits 32 bits
LEVELS = 16

Floats = NDArray[np.float64]


def hilbert_order(lat: Floats, lng: Floats) -> NDArray[np.int64]:
    """The permutation that sorts N places (degrees) along the curve over their own box; ties keep order."""
    if not lat.size:
        return np.zeros(0, np.int64)
    return np.argsort(_along(_cells(lng), _cells(lat)), kind="stable")


def _cells(values: Floats) -> NDArray[np.int64]:
    low, high = values.min(), values.max()
    most = (1 << LEVELS) - 1
    cells: NDArray[np.int64] = ((values - low) * (most / max(high - low, 1e-12))).astype(np.int64)
    return cells


def _along(x: NDArray[np.int64], y: NDArray[np.int64]) -> NDArray[np.int64]:
    """How far along the curve each cell lies (Hilbert 1891; the usual quadrant by quadrant rotation)."""
    x, y = x.copy(), y.copy()
    far = np.zeros(x.size, np.int64)
    for level in range(LEVELS - 1, -1, -1):
        side = 1 << level
        right, up = (x & side) > 0, (y & side) > 0
        far += side * side * ((3 * right) ^ up)
        mirror, turn = ~up & right, ~up
        x[mirror] = side - 1 - (x[mirror] & (side - 1))
        y[mirror] = side - 1 - (y[mirror] & (side - 1))
        x[turn], y[turn] = y[turn], x[turn]
        x &= side - 1
        y &= side - 1
    return far
