"""The ground within so many minutes, as nested GeoJSON polygons from one search. Pure.

A raster of CELL_METRES gets for every cell the time at the nearest street plus the walk to it (raster), and
the lines of equal time are drawn round it (contour), thinned without ever crossing (thinning).

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

from lifecircle.geo import lng_lats, metres_between, metres_per_degree
from lifecircle.walking import contour, raster
from lifecircle.walking.contract import Polygon
from lifecircle.walking.lines import ranges
from lifecircle.walking.network import Bytes, Floats, Int32s
from lifecircle.walking.scratch import borrowed
from lifecircle.walking.segments import APART, CELL_DEGREES, SOME
from lifecircle.walking.thinning import thin

if TYPE_CHECKING:
    from lifecircle.walking.tree import Tree

CELL_METRES = 25.0
NEAR_METRES = 100.0
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


def ground(tree: Tree) -> tuple[raster.Frame, Floats, tuple[float, float]]:
    """The raster of tenths, row 0 in the south, and where the origin is in it, in cells."""
    frame, shape = _frame(tree)
    index = tree.streets.segments
    sizes = (CELL_DEGREES, float(index.cell_lng[0]))
    ends = (index.lat, index.lng)
    near = raster.segments_in(frame, shape, sizes, index.cell_keys, index.cell_segment, ends)
    apart = bool((_kinds_of(tree, tree.spots.piece) == APART).any())
    segments = _walkable(tree, near, APART if apart else SOME)
    lines = raster.lines_of(segments, frame, index.lat, index.lng)
    best, square = raster.nearest_lines(lines, shape)
    hidden = near[:0] if apart else _hidden(tree)
    times, hidden_times = _times(tree, segments), _times(tree, hidden)
    cap = float(tree.limit + BEYOND_TENTHS)
    per_cell = CELL_METRES / tree.pace.metres_per_second * 10.0
    value = raster.cell_times(lines, times, best, square, per_cell, NEAR_METRES / CELL_METRES, cap)
    starts, stops = hidden_times[:, ::2].min(axis=1), hidden_times[:, 1::2].min(axis=1)
    raster.draw_lines(raster.lines_of(hidden, frame, index.lat, index.lng), starts, stops, value)
    home = _draw_way_out(tree, frame, per_cell, value)
    value[0], value[-1], value[:, 0], value[:, -1] = cap, cap, cap, cap
    return frame, value, home


def _frame(tree: Tree) -> tuple[raster.Frame, tuple[int, int]]:
    """A raster aligned to the origin, over what the search may have reached and a margin."""
    network, origin = tree.streets.network, tree.origin
    per_lat, per_lng = metres_per_degree(origin.lat)
    south, west, north, east = raster.reached_box(
        tree.node, tree.graph.first, tree.graph.to, network.node_lat, network.node_lng
    )
    gates_metres = max(metres_between(origin, gate.point) for gate in tree.gates)
    farthest = tree.limit / 10.0 * tree.pace.metres_per_second + gates_metres
    margin = NEAR_METRES + 2.0 * CELL_METRES
    sides = (
        min(farthest, (origin.lat - south) * per_lat),
        min(farthest, (origin.lng - west) * per_lng),
        min(farthest, (north - origin.lat) * per_lat),
        min(farthest, (east - origin.lng) * per_lng),
    )
    away = float(tree.spots.away_metres.max()) + gates_metres
    below, left, above, right = (int((max(side, away) + margin) / CELL_METRES) + 1 for side in sides)
    frame = (
        origin.lat - below * CELL_METRES / per_lat,
        origin.lng - left * CELL_METRES / per_lng,
        per_lat / CELL_METRES,
        per_lng / CELL_METRES,
    )
    return frame, (below + above + 1, left + right + 1)


def _times(tree: Tree, segments: Int32s) -> Floats:
    """[n, 4] see raster.line_times."""
    network, spots, index = tree.streets.network, tree.spots, tree.streets.segments
    along = (index.segment_piece, index.segment_start, index.piece_metres)
    with borrowed(tree.graph.first.size - 1, 0) as scratch:
        raster.seat_nodes(scratch.seat, tree.node)
        found = (scratch.seat, tree.tenths)
        ends = (network.piece_a, network.piece_b)
        times = raster.line_times(segments, along, found, ends, tree.cost, tree.backward)
        raster.unseat_nodes(scratch.seat, tree.node)
    starts = (spots.piece, spots.share, np.array(tree.street_tenths, np.int64))
    raster.own_times(segments, along, tree.cost, tree.backward, starts, times)
    return times


def _walkable(tree: Tree, segments: Int32s, most: int) -> Int32s:
    """The segments of a kind up to `most` that this pace may walk in some direction."""
    index = tree.streets.segments
    piece = index.segment_piece.take(segments)
    may = (tree.cost[0].take(piece) >= 0) | (tree.cost[1].take(piece) >= 0)
    found: Int32s = segments[may & (index.segment_kind.take(segments) <= most)]
    return found


def _kinds_of(tree: Tree, pieces: Int32s) -> Bytes:
    """The kind of each piece, as segments files it; every piece has at least one segment."""
    return tree.streets.segments.segment_kind[tree.streets.network.shape_first[pieces]]


def _hidden(tree: Tree) -> Int32s:
    """The segments of the pieces walked that nobody's door opens onto."""
    walked = tree.graph.piece[tree.half[tree.half >= 0]]
    pieces = walked[_kinds_of(tree, walked) >= APART]
    first = tree.streets.network.shape_first
    flat, begin = ranges(first, pieces)
    last = np.zeros(flat.size, bool)
    last[begin[1:] - 1] = True
    return flat[~last].astype(np.int32)


def _draw_way_out(tree: Tree, frame: raster.Frame, per_cell: float, value: Floats) -> tuple[float, float]:
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


def _polygons(frame: raster.Frame, value: Floats, levels: Floats, home: tuple[float, float]) -> list[Polygon]:
    """One for each level, ascending."""
    lat0, lng0, per_lat, per_lng = frame
    sides, begin, level = contour.trace(value, levels)
    places = contour.locate(value, levels, sides, begin, level, value[0, 0])
    least = HOLE_SQUARE_METRES / CELL_METRES**2
    kept = contour.chosen(places, begin, level, levels.size, home, least)
    flat, first = ranges(begin.astype(np.int64), kept)
    sides, places, level = sides[flat], places[flat], level[kept]
    whole = np.rint((places / (per_lng, per_lat) + (lng0, lat0)) * _PER_DEGREE).astype(np.int64)
    stays = thin(whole, places, sides, first, level, levels.size, value.shape, THIN_METRES / CELL_METRES)
    polygons: list[Polygon] = [{"type": "Polygon", "coordinates": []} for _ in levels]
    for ring, which in enumerate(level.tolist()):
        at = first[ring] + np.flatnonzero(stays[first[ring] : first[ring + 1]])
        lng, lat = (whole[np.append(at, at[0])] / _PER_DEGREE).T
        polygons[which]["coordinates"].append(lng_lats(lat, lng))
    return polygons
