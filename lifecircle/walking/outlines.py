"""From times on the ground to the corners of nested rings, in one go. Pure. Compiled where numba is there."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lifecircle.walking.compiled import compiled
from lifecircle.walking.contour import Rings, chosen, ranks, trace
from lifecircle.walking.network import Bytes, Floats, Int32s
from lifecircle.walking.raster import Pool, Spots, Times, paint, set_times, wipe_times
from lifecircle.walking.thinning import thin, windows
from lifecircle.walking.tiles import Frame

Int64s = NDArray[np.int64]

# latitude and longitude of the origin; those of its gates [G, 2]; of its spots; the gate of each spot
WaysOut = tuple[tuple[float, float], Floats, tuple[Floats, Floats], Int64s]

# Written to a millionth of a degree, a decimetre
PER_DEGREE = 1e6


class Outlines(NamedTuple):
    """Rings one behind another: the corners [V, 2], longitude and latitude in millionths of a degree; which
    is the first of each ring, and where the last ends [R + 1]; the level of each ring [R], ascending. The
    first ring of a level is the outer one, its holes follow."""

    corners: Int64s
    first: Int32s
    level: Int32s


@compiled
def drawn(
    ground: tuple[Pool, Int32s, Frame],
    tree: tuple[Int32s, Int32s],
    times: Times,
    spots: Spots,
    out: WaysOut,
    levels: Floats,
    rules: tuple[float, float, int],
) -> tuple[Int64s, Int32s, Int32s]:
    """The Outlines of these tenths, ascending, from the times of a tree (its node and tenths, of which
    `times` knows nothing yet and keeps nothing).

    `ground`: the tiles, which of them lie where (raster.paint), and where the first begins; `rules`: tenths
    to walk a cell, tenths that ground out of reach counts as, cells of the smallest hole.
    """
    pool, slots, frame = ground
    per_cell, cap, least = rules
    lines = ways_out(frame, out, per_cell)
    set_times(times[0], tree[0], tree[1])
    value, low, left = paint(pool, slots, times, spots, lines, per_cell, cap)
    wipe_times(times[0], tree[0])
    home = (math.floor(lines[0, 1]) - low) * value.shape[1] + math.floor(lines[0, 0]) - left
    rank = ranks(value, levels)
    rings = trace(value, rank, levels)
    kept = chosen(rings, value.shape[1], levels.size, home, least)
    places, first = thinned(rings, kept, value, rank, levels)
    whole = np.empty(places.shape, np.int64)
    for corner in range(places.shape[0]):
        lng = frame[1] + (places[corner, 0] + left) / frame[3]
        lat = frame[0] + (places[corner, 1] + low) / frame[2]
        whole[corner, 0] = math.floor(lng * PER_DEGREE + 0.5)
        whole[corner, 1] = math.floor(lat * PER_DEGREE + 0.5)
    return whole, first, rings[2][kept]


@compiled
def ways_out(frame: Frame, out: WaysOut, per_cell: float) -> Floats:
    """[n, 6] the lines, in cells, from the origin to each gate, where no time has begun, and from the gates
    to the street, with the tenths at either end."""
    lat, lng, per_lat, per_lng = frame
    origin, gates, spots, row = out
    x, y = (origin[1] - lng) * per_lng, (origin[0] - lat) * per_lat
    count = gates.shape[0]
    lines = np.zeros((count + row.size, 6))
    for gate in range(count):
        lines[gate, 0], lines[gate, 1] = x, y
        lines[gate, 2] = (gates[gate, 1] - lng) * per_lng - x
        lines[gate, 3] = (gates[gate, 0] - lat) * per_lat - y
    for spot in range(row.size):
        line = lines[count + spot]
        line[0], line[1] = x + lines[row[spot], 2], y + lines[row[spot], 3]
        line[2] = (spots[1][spot] - lng) * per_lng - line[0]
        line[3] = (spots[0][spot] - lat) * per_lat - line[1]
        line[5] = np.hypot(line[2], line[3]) * per_cell
    return lines


@compiled
def thinned(rings: Rings, kept: Int32s, value: Floats, rank: Bytes, levels: Floats) -> tuple[Floats, Int32s]:
    """[V, 2] the corners that stay of the rings kept, in cells (x, y), and where each ring begins in them."""
    sides, begin, level, _ = rings
    most = 0
    for ring in kept:
        most += begin[ring + 1] - begin[ring]
    places, stays = np.empty((most, 2)), np.empty(most, np.int32)
    first, count = np.zeros(kept.size + 1, np.int32), 0
    for at in range(kept.size):
        ring = kept[at]
        crossed = windows(sides[begin[ring] : begin[ring + 1]], level[ring], value, rank, levels, value[0, 0])
        for corner in range(thin(crossed, stays)):
            places[count, 0], places[count, 1] = crossed[stays[corner], 0], crossed[stays[corner], 1]
            count += 1
        first[at + 1] = count
    return places[:count], first
