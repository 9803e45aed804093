"""Heights along pieces: the ground's, but straight across bridges and through tunnels. Pure numpy."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lifecircle.walking.lines import Floats, Int64s, metres_apart
from lifecircle.walking.network import PieceFlag
from lifecircle.walking.pieces import Pieces

Bools = NDArray[np.bool_]

MOST_ROUNDS = 500
CLOSE_ENOUGH_METRES = 0.01


def heights(
    pieces: Pieces, flags: NDArray[np.uint8], ground: Floats, lat: Floats, lng: Floats
) -> tuple[Floats, Floats]:
    """[S] metres of every shape point and [N] of every node, from `ground`, [rows] metres of every place.

    A node on nothing but bridges or tunnels lies on the straight line between their ends, and so do the
    points of a bridge or tunnel between its nodes: a mountain above a tunnel is not climbed.
    """
    hung = (flags & (PieceFlag.BRIDGE | PieceFlag.TUNNEL)) != 0
    along = _along(lat, lng, pieces.first)
    length = np.maximum(along[pieces.first[1:] - 1], 0.1)
    node = _straightened(pieces, hung, length, ground[pieces.node_row])
    piece = np.repeat(np.arange(pieces.a.size), np.diff(pieces.first))
    share = along / length[piece]
    straight = node[pieces.a][piece] * (1.0 - share) + node[pieces.b][piece] * share
    return np.where(hung[piece], straight, ground[pieces.shape_row]), node


def _along(lat: Floats, lng: Floats, first: Int64s) -> Floats:
    """Metres from the beginning of its piece to each shape point."""
    run = np.concatenate(([0.0], np.cumsum(metres_apart(lat[:-1], lng[:-1], lat[1:], lng[1:]))))
    along: Floats = run - np.repeat(run[first[:-1]], np.diff(first))
    return along


def _straightened(pieces: Pieces, hung: Bools, length: Floats, metres: Floats) -> Floats:
    """Nodes in the air get the height at which every bridge between fixed ends has one slope.

    That is Laplace's equation with weights 1/length, solved by conjugate gradients: a chain of k nodes is
    exact after k rounds. Bridges that touch the ground nowhere end up level.
    """
    free = np.ones(metres.size, bool)
    free[pieces.a[~hung]] = free[pieces.b[~hung]] = False
    if not free.any():
        return metres
    a, b, weight = pieces.a[hung], pieces.b[hung], 1.0 / length[hung]

    def pull(values: Floats) -> Floats:
        force = weight * (values[a] - values[b])
        total = np.bincount(a, force, values.size) - np.bincount(b, force, values.size)
        return np.where(free, total, 0.0)

    x = metres.copy()
    rest = -pull(x)
    towards, size = rest.copy(), float(rest @ rest)
    for _ in range(MOST_ROUNDS):
        if size < CLOSE_ENOUGH_METRES**2 * 1e-6:
            break
        pulled = pull(towards)
        step = size / float(towards @ pulled)
        x += step * towards
        rest -= step * pulled
        before, size = size, float(rest @ rest)
        towards = rest + size / before * towards
    return x
