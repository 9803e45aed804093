"""The searches that benchmarks/walking.py times in its own process: ours, heapq, C, scipy, networkx."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from lifecircle.geo import Point
from lifecircle.walking import STANDARD, search_numba, search_plain
from lifecircle.walking.network import Int32s
from lifecircle.walking.scratch import Scratch
from lifecircle.walking.search import Graph
from lifecircle.walking.streets import Streets

LIMIT = 9_000
MINUTES = (5.0, 10.0, 15.0)

# node and tenths of the ends of the piece an origin opens onto
Starts = list[tuple[int, int]]
Settled = tuple[Int32s, Int32s]
Search = Callable[[Starts], Settled]


def starts_of(streets: Streets, origin: Point) -> Starts:
    tree = streets.search(origin, pace=STANDARD, minutes=0.0)
    assert tree is not None
    return [(start.node, start.tenths) for start in tree.starts]


def searching(graph: Graph) -> dict[str, Search]:
    """What answers which nodes lie within the limit, and in how many tenths."""
    first, to, cost = graph.first, graph.to, graph.cost[0]

    def ours(starts: Starts) -> Settled:
        (node, tenths, _, _), _ = search_numba.grow(first, to, cost, starts, LIMIT)
        return node, tenths

    def plain(starts: Starts) -> Settled:
        (node, tenths, _, _), _ = search_plain.grow(first, to, cost, starts, LIMIT)
        return node, tenths

    found: dict[str, Search | None] = {
        "**lifecircle, search alone**": ours,
        "the same search in C": in_c(graph),
        "scipy `dijkstra(limit)`": in_scipy(graph),
        "lifecircle with `heapq`, no numba": plain,
        "networkx `single_source_dijkstra`": in_networkx(graph),
    }
    return {name: search for name, search in found.items() if search}


def in_c(graph: Graph) -> Search | None:
    """None where there is no C compiler."""
    compiler = shutil.which("cc")
    if not compiler:
        return None
    source = Path(__file__).with_name("search.c")
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "search.so"
        flags = ["-O3", "-march=native", "-shared", "-fPIC"]
        subprocess.run([compiler, *flags, "-o", str(library), str(source)], check=True)
        run = ctypes.CDLL(str(library)).search
    scratch = Scratch(graph.first.size - 1)
    size = scratch.order.size
    network = [graph.first, graph.to, graph.cost[0]]
    space = [scratch.late, scratch.bucket, scratch.order, scratch.entries, np.empty((4, size), np.int32)]
    network_at, space_at = ([_address(array) for array in arrays] for arrays in (network, space))

    def search(starts: Starts) -> Settled:
        begin = np.array(starts, np.int32)
        count = run(*network_at, len(starts), _address(begin), LIMIT, *space_at, size)
        assert count >= 0
        # what the addresses point to lives as long as this refers to it
        rows = space[-1][:, :count].copy()
        return rows[0], rows[1]

    return search


def _address(array: Int32s) -> ctypes.c_void_p:
    return ctypes.c_void_p(array.ctypes.data)


def in_scipy(graph: Graph) -> Search:
    """From the nearer end only, less what it takes to get there."""
    nodes = graph.first.size - 1
    walked = graph.cost[0] >= 0
    leaves = np.repeat(np.arange(nodes), np.diff(graph.first))[walked]
    weights = csr_matrix((graph.cost[0][walked].astype(float), (leaves, graph.to[walked])), (nodes, nodes))

    def search(starts: Starts) -> Settled:
        node, tenths = min(starts, key=lambda start: start[1])
        away = dijkstra(weights, indices=node, limit=LIMIT - tenths)
        found = np.flatnonzero(np.isfinite(away)).astype(np.int32)
        return found, (away[found] + tenths).astype(np.int32)

    return search


def in_networkx(graph: Graph) -> Search | None:
    """From the nearer end only; None where networkx is not installed."""
    try:
        networkx: Any = import_module("networkx")
    except ImportError:
        return None
    nodes = graph.first.size - 1
    walked = graph.cost[0] >= 0
    leaves = np.repeat(np.arange(nodes), np.diff(graph.first))[walked]
    streets = networkx.DiGraph()
    streets.add_weighted_edges_from(
        zip(leaves.tolist(), graph.to[walked].tolist(), graph.cost[0][walked].tolist(), strict=True)
    )

    def search(starts: Starts) -> Settled:
        node, tenths = min(starts, key=lambda start: start[1])
        if node not in streets:
            return np.empty(0, np.int32), np.empty(0, np.int32)
        away = networkx.single_source_dijkstra_path_length(streets, node, LIMIT - tenths)
        return np.array(list(away), np.int32), np.array(list(away.values()), np.int32) + np.int32(tenths)

    return search
