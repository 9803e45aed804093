"""The walking network as flat arrays: an import writes them, all workers map them into memory. Pure.

A *piece* is one stretch of walkable way between two nodes, with its true shape; a *half* is a piece walked
in one direction. N nodes, M pieces, H halves (at most 2 M: a direction nobody may walk has none), S shape
points, P paces in the order of PACES. Times are whole tenths of a second, so that sums are exact and two
searches can be compared exactly.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from enum import IntEnum, IntFlag

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Bytes = NDArray[np.uint8]
Int32s = NDArray[np.int32]
Int64s = NDArray[np.int64]
Floats = NDArray[np.float64]

FORMAT = 1
NO_NAME = -1


class StreetClass(IntEnum):
    """What kind of way a piece is, for drawing and for words."""

    MAIN = 0  # trunk, primary
    SECONDARY = 1
    TERTIARY = 2
    STREET = 3  # residential, unclassified, living street
    SERVICE = 4
    FOOTWAY = 5
    PATH = 6
    STEPS = 7
    CROSSING = 8
    INDOOR = 9
    FERRY = 10


class PieceFlag(IntFlag):
    STEPS = 1
    CROSSING = 2  # crosses a main road: 20 s are in its cost
    BRIDGE = 4
    TUNNEL = 8
    KERB = 16  # reachable only over a kerb, where that is mapped
    PRIVATE = 32  # for those who live or work there: not a way through for others
    INSIDE = 64  # leads to or lies on ground reached by private ways only


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """All arrays of one import. Nodes lie in Hilbert order, so that neighbours share memory pages.

    `half_cost[p, h]`: tenths of a second at pace p, -1 where that pace cannot (steps for reduced mobility) or
    nobody goes on (through private ground, see private.py).
    `piece_cost[p, d, m]`: the same by piece and direction d (0 from a to b, 1 back), -1 where none may.
    `shape_*[shape_first[m]:shape_first[m + 1]]`: the line of piece m, both ends included, from a to b.
    `halves of node n`: half_first[n] to half_first[n + 1].
    """

    node_lat: Floats  # [N] degrees
    node_lng: Floats  # [N]
    node_metres: NDArray[np.float32]  # [N] elevation above the sea, nan where unknown
    node_main: Bools  # [N] in the largest component
    node_border: Bools  # [N] the data end here, not the street
    half_first: Int32s  # [N + 1]
    half_to: Int32s  # [H] node
    half_piece: Int32s  # [H]
    half_back: Bools  # [H] walks its piece from b to a
    half_cost: Int32s  # [P, H]
    piece_a: Int32s  # [M] node
    piece_b: Int32s  # [M] node
    piece_cost: Int32s  # [P, 2, M]
    piece_metres: NDArray[np.float32]  # [M]
    piece_class: Bytes  # [M] StreetClass
    piece_flags: Bytes  # [M] PieceFlag
    piece_name: Int32s  # [M] index into names, NO_NAME
    shape_first: Int64s  # [M + 1]
    shape_lat: Floats  # [S]
    shape_lng: Floats  # [S]
    names: tuple[str, ...]
    about: About

    @classmethod
    def arrays(cls) -> tuple[str, ...]:
        """The fields that are arrays, in the order of the file."""
        return tuple(field.name for field in fields(cls) if field.name not in ("names", "about"))


@dataclass(frozen=True, slots=True)
class About:
    """Where a network comes from and how large it is: shown to people, kept beside the arrays."""

    name: str
    source: str  # file name, never a path
    data_date: date | None
    attribution: str
    revision: str  # changes with every import
    south: float
    west: float
    north: float
    east: float
    nodes: int
    pieces: int
    kilometres: float
    island_share: float  # of the kilometres, outside the main component
    elevation: str  # "" where flat
    format: int = FORMAT
