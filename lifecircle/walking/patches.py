"""The ground of a tile, street by street, so that a question paints only the streets it has reached. Pure.

A *patch* is the cells of one tile that belong to one piece, with its ends, so that the time at each end and a
line of sums give the times of all its cells. A *strip* is the cells that a tunnel or a ferry passes over: it
opens onto no ground and is painted only where a walk went through. Compiled where numba is there.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from lifecircle.walking.compiled import compiled
from lifecircle.walking.network import Floats, Int32s, Int64s

NONE = -1

# Cells in a row of a tile, two to the power of TILE_BITS
TILE_BITS = 5
TILE = 2**TILE_BITS

# The columns of a patch: its piece and the nodes at its ends, whether it is a strip, the box of its cells in
# the tile, and where its cells begin and end among all cells
PIECE, END_A, END_B, STRIP, SOUTH, NORTH, WEST, EAST, BEGIN, END = range(10)
COLUMNS = 10

Cells = NDArray[np.int16]
Parts = NDArray[np.float32]

# [P, COLUMNS] patches; by cell its place in the tile (row × TILE + column), the part of the piece where that
# comes nearest to it, how many cells away it is
Patches = tuple[Int32s, Cells, Parts, Parts]


@compiled
def patches_of(
    pieces: Int32s, shares: Parts, away: Parts, order: Int64s, ends: tuple[Int32s, Int32s]
) -> Patches:
    """The patches of the cells in `order`, those of one piece together. [TILE × TILE] the piece of each."""
    patches, count = np.empty((order.size, COLUMNS), np.int32), 0
    for at in range(order.size):
        piece = pieces[order[at]]
        if at == 0 or piece != pieces[order[at - 1]]:
            _begin(patches[count], piece, ends, 0, at)
            count += 1
        _grow(patches[count - 1], order[at], at)
    return patches[:count], order.astype(np.int16), shares[order], away[order]


@compiled
def strips_of(
    lines: Floats, pieces: Int32s, parts: Floats, ends: tuple[Int32s, Int32s]
) -> tuple[Int32s, Cells, Parts]:
    """The strips of these lines over a tile, as patches whose cells lie on the street.

    `lines` [n, 4] in cells of the tile (tiles), those of one `piece` together; `parts` [n, 2] the part of it
    at either end of a line. All four cells round each place on a line are on its strip, so it hangs together.
    """
    seen = np.full(TILE * TILE, NONE, np.int32)
    most = lines.shape[0] * TILE * TILE
    cells, shares, filled = np.empty(most, np.int16), np.empty(most, np.float32), 0
    patches, count = np.empty((lines.shape[0], COLUMNS), np.int32), 0
    for line in range(lines.shape[0]):
        piece = pieces[line]
        steps = int(2.0 * max(abs(lines[line, 2]), abs(lines[line, 3]))) + 1
        for step in range(steps + 1):
            part = step / steps
            left = math.floor(lines[line, 0] + lines[line, 2] * part)
            low = math.floor(lines[line, 1] + lines[line, 3] * part)
            for row in range(max(low, 0), min(low + 2, TILE)):
                for column in range(max(left, 0), min(left + 2, TILE)):
                    cell = row * TILE + column
                    if seen[cell] == piece:
                        continue
                    seen[cell] = piece
                    if count == 0 or patches[count - 1, PIECE] != piece:
                        _begin(patches[count], piece, ends, 1, filled)
                        count += 1
                    cells[filled] = cell
                    shares[filled] = parts[line, 0] + (parts[line, 1] - parts[line, 0]) * part
                    _grow(patches[count - 1], cell, filled)
                    filled += 1
    return patches[:count], cells[:filled].copy(), shares[:filled].copy()


@compiled
def _begin(patch: Int32s, piece: int, ends: tuple[Int32s, Int32s], strip: int, at: int) -> None:
    patch[PIECE], patch[END_A], patch[END_B], patch[STRIP] = piece, ends[0][piece], ends[1][piece], strip
    patch[SOUTH], patch[NORTH], patch[WEST], patch[EAST] = TILE, -1, TILE, -1
    patch[BEGIN] = at


@compiled
def _grow(patch: Int32s, cell: int, at: int) -> None:
    row, column = cell // TILE, cell % TILE
    patch[SOUTH], patch[NORTH] = min(patch[SOUTH], row), max(patch[NORTH], row)
    patch[WEST], patch[EAST] = min(patch[WEST], column), max(patch[EAST], column)
    patch[END] = at + 1
