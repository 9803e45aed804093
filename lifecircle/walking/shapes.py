"""The ground within so many minutes, as nested GeoJSON polygons from one search. Pure.

A raster of CELL_METRES gets for every cell the time at its nearest street (ground) plus the walk to it
(raster), and the lines of equal time are drawn round it (contour), thinned without ever crossing (thinning).

Only ground within NEAR_METRES of a street actually reached is in it. Ground that is nearer to a street out of
reach, behind a wall or a railway, is not, even where a reached one is near. Tunnels and ferries lead on but
open onto no ground: they are drawn as a strip one cell wide, so that every shape hangs together. Holes of at
least HOLE_SQUARE_METRES are left open: nobody gets there in the time, or there is no street in the data;
smaller ones are filled.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from lifecircle.geo import lng_lats, metres_between
from lifecircle.walking import contour, raster
from lifecircle.walking.contract import Polygon
from lifecircle.walking.ground import CELL_METRES, NEAR_METRES, cells_per_degree, frame_at
from lifecircle.walking.network import Bytes, Floats, Int32s
from lifecircle.walking.scratch import borrowed
from lifecircle.walking.segments import APART
from lifecircle.walking.thinning import thin
from lifecircle.walking.tiles import TILE, Frame

if TYPE_CHECKING:
    from lifecircle.walking.tree import Tree

HOLE_SQUARE_METRES = 10_000.0
THIN_METRES = 4.0

# Ground out of reach counts as this many tenths beyond the limit
BEYOND_TENTHS = 1200.0

# Written to a millionth of a degree, a decimetre
_PER_DEGREE = 1e6


def rings(tree: Tree, minutes: Sequence[float]) -> list[Polygon]:
    """One polygon per entry of `minutes` (none beyond the search), holes clockwise."""
    from lifecircle.walking.tree import limit_of

    limits = [limit_of(limit) for limit in minutes]
    if max(limits, default=0) > tree.limit:
        raise ValueError("a ring cannot be wider than its search")
    levels = np.array(sorted(set(limits)), np.float64)
    frame, value, home = ground(tree)
    polygons = _polygons(frame, value, levels, home)
    return [polygons[int(levels.searchsorted(limit))] for limit in limits]


def ground(tree: Tree) -> tuple[Frame, Floats, tuple[float, float]]:
    """The raster of tenths, row 0 in the south, and where the origin is in it, in cells."""
    streets, network, index = tree.streets, tree.streets.network, tree.streets.segments
    lat, (low, left), shape = tree.origin.lat, *_corner(tree)
    frame = frame_at(lat, low, left)
    apart = bool((_kinds_of(tree, tree.spots.piece) == APART).any())
    tiles, slots = streets.ground(tree.pace, apart=apart).under(lat, low, left, shape)
    hidden = tree.node[:0] if apart else _hidden(tree)
    cap = float(tree.limit + BEYOND_TENTHS)
    per_cell = CELL_METRES / tree.pace.metres_per_second * 10.0
    corner = (low % TILE, left % TILE)
    with borrowed(network.node_lat.size) as scratch:
        raster.set_times(scratch.late, tree.node, tree.tenths)
        ends = (network.piece_a, network.piece_b)
        spots = (tree.spots.piece, tree.spots.share, tree.street_tenths)
        known = (scratch.late, ends, tree.cost, tree.backward, spots)
        value = raster.cell_times(tiles, slots, corner, shape, *known, per_cell, cap)
        if hidden.size:
            along = (index.segment_piece, index.segment_start, index.piece_metres)
            places = (index.lat, index.lng)
            raster.draw_pieces(hidden, network.shape_first, along, frame, places, *known, value)
        raster.wipe_times(scratch.late, tree.node)
    home = _draw_way_out(tree, frame, per_cell, value)
    return frame, value, home


def _corner(tree: Tree) -> tuple[tuple[int, int], tuple[int, int]]:
    """First cell and shape of a raster over what the search may have reached and a margin."""
    network, origin, graph = tree.streets.network, tree.origin, tree.graph
    per_lat, per_lng = cells_per_degree(origin.lat)
    cost = graph.cost[tree.streets.row_of(tree.pace)]
    south, west, north, east = raster.reached_box(
        (tree.node, tree.tenths),
        (graph.first, graph.to, cost),
        tree.limit,
        network.node_lat,
        network.node_lng,
    )
    gates_metres = max(metres_between(origin, gate.point) for gate in tree.gates)
    farthest = (tree.limit / 10.0 * tree.pace.metres_per_second + gates_metres) / CELL_METRES
    away = (float(tree.spots.away_metres.max()) + gates_metres) / CELL_METRES
    margin = NEAR_METRES / CELL_METRES + 2.0
    y, x = (origin.lat + 90.0) * per_lat, (origin.lng + 180.0) * per_lng
    low = int(y - margin - max(away, min(farthest, (origin.lat - south) * per_lat)))
    left = int(x - margin - max(away, min(farthest, (origin.lng - west) * per_lng)))
    high = int(y + margin + max(away, min(farthest, (north - origin.lat) * per_lat))) + 1
    right = int(x + margin + max(away, min(farthest, (east - origin.lng) * per_lng))) + 1
    return (low, left), (high - low + 1, right - left + 1)


def _kinds_of(tree: Tree, pieces: Int32s) -> Bytes:
    """The kind of each piece, as segments files it; every piece has at least one segment."""
    return tree.streets.segments.segment_kind[tree.streets.network.shape_first[pieces]]


def _hidden(tree: Tree) -> Int32s:
    """The pieces walked that nobody's door opens onto."""
    network, kinds = tree.streets.network, tree.streets.segments.segment_kind
    return raster.pieces_of_kind(tree.half, tree.graph.piece, network.shape_first, kinds, APART)


def _draw_way_out(tree: Tree, frame: Frame, per_cell: float, value: Floats) -> tuple[float, float]:
    """Draws the walk from the gates to the street, and the ground between the origin and its gates, where no
    time has begun; tells where the origin is, in cells."""
    lat0, lng0, per_lat, per_lng = frame
    x, y = (tree.origin.lng - lng0) * per_lng, (tree.origin.lat - lat0) * per_lat
    gate_x = (np.array([gate.point.lng for gate in tree.gates]) - lng0) * per_lng
    gate_y = (np.array([gate.point.lat for gate in tree.gates]) - lat0) * per_lat
    inside = np.column_stack((np.full_like(gate_x, x), np.full_like(gate_y, y), gate_x - x, gate_y - y))
    raster.draw_lines(inside, np.zeros(gate_x.size), np.zeros(gate_x.size), value)
    from_x, from_y = gate_x[tree.spots.row], gate_y[tree.spots.row]
    over, up = (tree.spots.lng - lng0) * per_lng - from_x, (tree.spots.lat - lat0) * per_lat - from_y
    lines = np.column_stack((from_x, from_y, over, up))
    raster.draw_lines(lines, np.zeros(over.size), np.hypot(over, up) * per_cell, value)
    return x, y


def _polygons(frame: Frame, value: Floats, levels: Floats, home: tuple[float, float]) -> list[Polygon]:
    """One for each level, ascending."""
    lat0, lng0, per_lat, per_lng = frame
    sides, begin, level = contour.trace(value, levels)
    places = contour.locate(value, levels, sides, begin, level, value[0, 0])
    least = HOLE_SQUARE_METRES / CELL_METRES**2
    kept = contour.chosen(places, begin, level, levels.size, home, least)
    sides, places, first, level = contour.taken(sides, places, begin, level, kept)
    whole = np.rint((places / (per_lng, per_lat) + (lng0, lat0)) * _PER_DEGREE).astype(np.int64)
    stays = thin(whole, places, sides, first, level, levels.size, value.shape, THIN_METRES / CELL_METRES)
    lng, lat = (whole[stays] / _PER_DEGREE).T
    corners = lng_lats(lat, lng)
    ends = np.concatenate(([0], np.cumsum(stays)))[first].tolist()
    polygons: list[Polygon] = [{"type": "Polygon", "coordinates": []} for _ in levels]
    for begins, stops, which in zip(ends, ends[1:], level.tolist(), strict=False):
        polygons[which]["coordinates"].append([*corners[begins:stops], list(corners[begins])])
    return polygons
