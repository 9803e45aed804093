"""Metres of the walks in a tree, to its nodes and on to doors. Compiled where numba is there. Pure."""

from __future__ import annotations

import math

import numpy as np

from lifecircle.walking.arrivals import Floats, Int32s, Places
from lifecircle.walking.compiled import compiled


@compiled
def metres_to(
    walked: Floats,
    reached: tuple[Int32s, Int32s, Int32s],
    places: Places,
    origin: Places,
    of_piece: Floats,
    per_degree: tuple[float, float],
) -> Floats:
    """Metres walked to some of the places: which, from which row and by which way each is `reached`."""
    piece, share, away, lat, lng = places
    metres = np.empty(reached[0].size)
    for at in range(reached[0].size):
        place, row, way = reached[0][at], reached[1][at], reached[2][at]
        whole = of_piece[piece[place]]
        spot = -1 - row
        if way == 3:
            north = (lat[place] - origin[3][spot]) * per_degree[0]
            metres[at] = math.hypot(north, (lng[place] - origin[4][spot]) * per_degree[1])
        elif way == 2:
            along = abs(share[place] - origin[1][spot]) * whole
            metres[at] = origin[2][spot] + along + away[place]
        else:
            part = share[place] if way == 0 else 1.0 - share[place]
            metres[at] = walked[row] + part * whole + away[place]
    return metres


@compiled
def walked_to(
    rows: tuple[Int32s, Int32s, Int32s, Int32s],
    begin: Int32s,
    begin_metres: Floats,
    half_piece: Int32s,
    of_piece: Floats,
) -> Floats:
    """[K] metres walked to each row (node, tenths, before, half) of a tree, by its way from `begin`."""
    node, tenths, before, half = rows
    walked = np.zeros(node.size)
    for row in range(node.size):
        if before[row] >= 0:
            walked[row] = walked[before[row]] + of_piece[half_piece[half[row]]]
            continue
        for start in range(begin.shape[0] - 1, -1, -1):
            if begin[start, 0] == node[row] and begin[start, 1] == tenths[row]:
                walked[row] = begin_metres[start]
    return walked
