"""Private ways: walked by whoever starts or ends there, never walked through. Pure.

What hangs on the public streets only by private pieces is *inside*, whatever its own tags say. An import
closes the halves that lead from inside out, and those of private pieces with public streets at both ends: a
walk that went in can only end there. A walk that starts inside gets the ways out of its own ground back as
further starts (`ways_out`), so that nobody else's search pays for it. The times of pieces stay, so doors on
them are reached.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import NamedTuple

import numpy as np

from lifecircle.walking.lines import parts
from lifecircle.walking.network import Bools, Bytes, Floats, Int32s, Int64s, Network, PieceFlag
from lifecircle.walking.search import Graph


class WayOut(NamedTuple):
    """A public node reached from inside in so many tenths, over `half` from the node `before` it."""

    node: int
    tenths: int
    before: int
    half: int


def insides(a: Int64s, b: Int64s, private: Bools, metres: Floats, nodes: int) -> tuple[Bools, Bools]:
    """[N] which nodes are inside, [M] which pieces are no way through.

    `private` [M] the tagged pieces. Of each connected part the longest network of public pieces is public; a
    part without any is as good as public all over.
    """
    part, network = parts(nodes, a, b), parts(nodes, a[~private], b[~private])
    of_network = np.bincount(network[a[~private]], weights=metres[~private], minlength=nodes)[network]
    longest = np.zeros(nodes)
    np.maximum.at(longest, part, of_network)
    inside = of_network < longest[part]
    return inside, private & (longest[part[a]] > 0.0) & ~inside[a] & ~inside[b]


def inside_nodes(network: Network) -> Bools:
    """[N] the same, read off the pieces: all those of an inside node are marked."""
    public = np.zeros(network.node_lat.size, bool)
    open_pieces = (network.piece_flags & PieceFlag.INSIDE) == 0
    for ends in (network.piece_a, network.piece_b):
        public[ends[open_pieces]] = True
    return ~public & np.isin(np.arange(public.size), np.concatenate((network.piece_a, network.piece_b)))


def backward_cost(network: Network, inside: Bools) -> Int32s:
    """[P, H] what "from where" pays: in from a home inside is open then, and out on the other side closed."""
    cost: Int32s = np.array(network.half_cost)
    leaves = inside[np.repeat(np.arange(inside.size), np.diff(network.half_first))]
    arrives = inside[network.half_to]
    out = np.flatnonzero(leaves & ~arrives)
    cost[:, out] = network.piece_cost[:, network.half_back[out].astype(np.int64), network.half_piece[out]]
    cost[:, ~leaves & arrives] = -1
    return cost


def ways_out(
    graph: Graph, flags: Bytes, costs: tuple[Int32s, Int32s], starts: list[tuple[int, int]], limit: int
) -> list[WayOut]:
    """How a search that starts inside (node, tenths) comes out: by heapq over its own ground only.

    `flags` [M]; `costs`: of the halves, and [2, M] of the pieces, whose difference is what an import closed.
    """
    of_half, of_piece = costs
    queue = sorted((tenths, node) for node, tenths in starts)
    best, done, found = {node: tenths for tenths, node in reversed(queue)}, set[int](), dict[int, WayOut]()
    while queue:
        tenths, node = heappop(queue)
        begin, end = graph.first.item(node), graph.first.item(node + 1)
        pieces = graph.piece[begin:end]
        if node in done or not (flags[pieces] & PieceFlag.INSIDE).all():
            continue
        done.add(node)
        for half, piece in enumerate(pieces.tolist(), begin):
            shut = of_half.item(half) < 0
            step = of_piece.item(int(graph.back[half]), piece) if shut else of_half.item(half)
            other, later = graph.to.item(half), tenths + step
            if step < 0 or later > limit:
                continue
            if shut and (other not in found or later < found[other].tenths):
                found[other] = WayOut(other, later, node, half)
            elif not shut and later < best.get(other, limit + 1):
                best[other] = later
                heappush(queue, (later, other))
    return list(found.values())
