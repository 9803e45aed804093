"""The ground within so many minutes, as nested GeoJSON polygons from one search. Pure.

A raster of CELL_METRES gets for every cell the time at its nearest street (ground) plus the walk to it
(raster), the lines of equal time are drawn round it (contour) and thinned without ever crossing (thinning).

Only ground within NEAR_METRES of a street actually reached is in it. Ground that is nearer to a street out of
reach, behind a wall or a railway, is not, even where a reached one is near. Tunnels and ferries lead on but
open onto no ground: they are drawn as a strip two cells wide, so that every shape hangs together. Holes of at
least HOLE_SQUARE_METRES are left open: nobody gets there in the time, or there is no street in the data;
smaller ones are filled.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from lifecircle.geo import lng_lats, metres_between
from lifecircle.walking.contract import Polygon
from lifecircle.walking.digits import written
from lifecircle.walking.ground import CELL_METRES, NEAR_METRES, cells_per_degree, frame_at
from lifecircle.walking.outlines import PER_DEGREE, Outlines, drawn
from lifecircle.walking.patches import TILE
from lifecircle.walking.scratch import borrowed
from lifecircle.walking.segments import APART
from lifecircle.walking.tree import Tree, limit_of

HOLE_SQUARE_METRES = 10_000.0
_LEAST_CELLS = int(HOLE_SQUARE_METRES / CELL_METRES**2)

# Ground out of reach counts as this many tenths beyond the limit
BEYOND_TENTHS = 1200.0


def rings(tree: Tree, minutes: Sequence[float]) -> list[Polygon]:
    """One polygon per entry of `minutes` (none beyond the search), holes clockwise."""
    limits, levels = _levels(tree, minutes)
    found = outlines(tree, levels)
    lng, lat = (found.corners / PER_DEGREE).T
    corners, first = lng_lats(lat, lng), found.first.tolist()
    polygons: list[Polygon] = [{"type": "Polygon", "coordinates": []} for _ in levels]
    for begin, end, level in zip(first, first[1:], found.level.tolist(), strict=False):
        polygons[level]["coordinates"].append([*corners[begin:end], list(corners[begin])])
    return [polygons[levels.index(limit)] for limit in limits]


def rings_json(tree: Tree, minutes: Sequence[float]) -> list[bytes]:
    """The same as the bytes of their JSON."""
    limits, levels = _levels(tree, minutes)
    text, first = written(*outlines(tree, levels), len(levels))
    whole, ends = text.tobytes(), first.tolist()
    polygons = [b'{"type":"Polygon","coordinates":%b}' % whole[begin:end] for begin, end in pairwise(ends)]
    return [polygons[levels.index(limit)] for limit in limits]


def _levels(tree: Tree, minutes: Sequence[float]) -> tuple[list[int], list[int]]:
    """The tenths of each entry, and these in order, once each."""
    limits = [limit_of(limit) for limit in minutes]
    if max(limits, default=0) > tree.limit:
        raise ValueError("a ring cannot be wider than its search")
    return limits, sorted(set(limits))


def outlines(tree: Tree, levels: Sequence[int]) -> Outlines:
    """The rings of these tenths, ascending."""
    streets, origin, spots = tree.streets, tree.origin, tree.spots
    rows, columns = _tiles_round(tree)
    pool, slots = streets.ground(tree.pace, apart=_apart(tree)).under(origin.lat, rows, columns)
    frame = frame_at(origin.lat, rows[0] * TILE, columns[0] * TILE)
    gates = np.array([(gate.point.lat, gate.point.lng) for gate in tree.gates])
    out = ((origin.lat, origin.lng), gates, (spots.lat, spots.lng), spots.row)
    begun = (spots.piece, spots.share, tree.street_tenths)
    per_cell = CELL_METRES / tree.pace.metres_per_second * 10.0
    rules = (per_cell, tree.limit + BEYOND_TENTHS, _LEAST_CELLS)
    with borrowed(streets.network.node_lat.size) as scratch:
        times = (scratch.late, tree.cost, tree.backward)
        found = (pool, slots, frame), (tree.node, tree.tenths), times, begun, out
        return Outlines(*drawn(*found, np.array(levels, np.float64), rules))


def _apart(tree: Tree) -> bool:
    """Whether the walk starts on an island or in a tunnel; every piece has at least one segment."""
    kind, first = tree.streets.segments.segment_kind, tree.streets.network.shape_first
    return APART in [kind[first[piece]] for piece in tree.spots.piece.tolist()]


def _tiles_round(tree: Tree) -> tuple[tuple[int, int], tuple[int, int]]:
    """First and last row and column of the tiles that may hold what the search has reached."""
    origin = tree.origin
    per_lat, per_lng = cells_per_degree(origin.lat)
    to_gates = [metres_between(origin, gate.point) for gate in tree.gates if gate.point is not origin]
    walked = max(tree.limit / 10.0 * tree.pace.metres_per_second, *tree.spots.away_metres.tolist())
    far = (walked + max(to_gates, default=0.0) + NEAR_METRES) / CELL_METRES + 2.0
    y, x = (origin.lat + 90.0) * per_lat, (origin.lng + 180.0) * per_lng
    return (int(y - far) // TILE, int(y + far) // TILE), (int(x - far) // TILE, int(x + far) // TILE)
