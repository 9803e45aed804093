"""Cuts ways into pieces: from one place where a walker may choose, or must stop, to the next. Pure numpy.

A way is cut where it meets another way or itself, where it begins and ends, at barriers, kerbs and crossings,
and where the data end. At a barrier that lets nobody pass every piece gets an end of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lifecircle.geo import Box
from lifecircle.walking.lines import Floats, Int64s, starts
from lifecircle.walking.osm_ways import Ways

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """N nodes, M pieces, S shape points. `row` are rows of `ways.places`; several nodes may share one.

    `way[m]` is the way of piece m, drawn in the same direction; `border[n]`: the data end here.
    """

    node_row: Int64s  # [N]
    border: Bools  # [N]
    a: Int64s  # [M] node
    b: Int64s  # [M]
    way: Int64s  # [M]
    first: Int64s  # [M + 1]
    shape_row: Int64s  # [S]


@dataclass(frozen=True, slots=True, eq=False)
class _Segments:
    """Straight stretches between consecutive nodes of a way: positions i and i + 1 of the flat references."""

    start: Int64s  # position in refs
    way: Int64s
    row: Int64s  # of every position in refs: its row in places, -1 where unknown
    cut_before: Bools  # the stretch before this one in the way is missing
    cut_after: Bools


def cut(ways: Ways, boxes: Sequence[Box]) -> Pieces:
    """All pieces inside the boxes (all there are where none is given), each up to its next node outside."""
    segments = _segments(ways, boxes)
    row_from, row_to = segments.row[segments.start], segments.row[segments.start + 1]
    joints = _joints(ways, segments, row_from, row_to)
    opens = segments.cut_before | joints[row_from]
    closes = segments.cut_after | joints[row_to]
    piece = np.cumsum(opens) - 1
    first = starts(np.bincount(piece, minlength=int(opens.sum())) + 1)
    shape = np.empty(first[-1], np.int64)
    shape[np.arange(piece.size) + piece] = row_from
    shape[first[1:] - 1] = row_to[closes]
    nodes, ends = _nodes(ways, np.concatenate((row_from[opens], row_to[closes])))
    pieces = int(opens.sum())
    return Pieces(
        node_row=nodes,
        border=_border(ways, boxes, segments)[nodes],
        a=ends[:pieces],
        b=ends[pieces:],
        way=segments.way[opens],
        first=first,
        shape_row=shape,
    )


def inside(boxes: Sequence[Box], lat: Floats, lng: Floats) -> Bools:
    """Whether each place is in any of the boxes; all are where there are no boxes."""
    found = np.full(lat.size, not boxes)
    order = np.argsort(lat)
    inorder = lat[order]
    for box in boxes:
        low, high = np.searchsorted(inorder, box.south), np.searchsorted(inorder, box.north, "right")
        level = order[low:high]
        found[level] |= (box.west <= lng[level]) & (lng[level] <= box.east)
    return found


def _segments(ways: Ways, boxes: Sequence[Box]) -> _Segments:
    row = ways.places.rows(ways.refs)
    within = np.append(inside(boxes, ways.places.lat, ways.places.lng), False)[row]
    way = np.repeat(np.arange(ways.first.size - 1), np.diff(ways.first))
    same = (way[:-1] == way[1:]) & (ways.refs[:-1] != ways.refs[1:])
    kept = same & (row[:-1] >= 0) & (row[1:] >= 0) & (within[:-1] | within[1:])
    start = np.flatnonzero(kept)
    on = (np.diff(start) == 1) & (way[start[1:]] == way[start[:-1]])
    return _Segments(
        start,
        way[start],
        row,
        cut_before=np.append(True, ~on)[: start.size],
        cut_after=np.append(~on, True)[: start.size],
    )


def _joints(ways: Ways, segments: _Segments, row_from: Int64s, row_to: Int64s) -> Bools:
    """The places where more or fewer than two stretches meet, a way ends, or something is in the way."""
    size = ways.places.ids.size
    meeting = np.bincount(row_from, minlength=size) + np.bincount(row_to, minlength=size)
    joints = meeting > 2
    joints[row_from[segments.cut_before]] = True
    joints[row_to[segments.cut_after]] = True
    for special in (ways.closed, ways.rough, ways.crossings):
        joints |= np.isin(ways.places.ids, special)
    return joints


def _nodes(ways: Ways, end_rows: Int64s) -> tuple[Int64s, Int64s]:
    """The row of every node, and the node of every end. A closed row is a node for each end by itself."""
    size = ways.places.ids.size
    closed = np.isin(ways.places.ids, ways.closed)[end_rows]
    key = end_rows.copy()
    key[closed] = size + np.flatnonzero(closed)
    keys, ends = np.unique(key, return_inverse=True)
    alone = keys >= size
    rows = keys.copy()
    rows[alone] = end_rows[keys[alone] - size]
    return rows, ends


def _border(ways: Ways, boxes: Sequence[Box], segments: _Segments) -> Bools:
    """The places where a way goes on, but not in these data: the next node is missing or outside."""
    border = np.zeros(ways.places.ids.size, bool)
    before, after = segments.start[segments.cut_before] - 1, segments.start[segments.cut_after] + 2
    way_of = segments.way[segments.cut_before], segments.way[segments.cut_after]
    goes_on = before >= ways.first[way_of[0]], after < ways.first[way_of[1] + 1]
    border[segments.row[before[goes_on[0]] + 1]] = True
    border[segments.row[after[goes_on[1]] - 1]] = True
    if boxes:
        border |= ~inside(boxes, ways.places.lat, ways.places.lng)
    return border
