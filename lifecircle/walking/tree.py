"""The answer of one search: every node in reach, its time, and the way there. Pure.

List, route and shapes are read off the same arrays, so they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from lifecircle.geo import Point, metres_per_degree
from lifecircle.walking import words, words_en
from lifecircle.walking.contract import Polygon, Reach, Walk
from lifecircle.walking.network import Floats, Int32s, Int64s, PieceFlag
from lifecircle.walking.pace import Pace
from lifecircle.walking.private import WayOut, ways_out
from lifecircle.walking.scratch import borrowed
from lifecircle.walking.spots import Spots

if TYPE_CHECKING:
    from lifecircle.walking.arrivals import Places
    from lifecircle.walking.route import Route
    from lifecircle.walking.streets import Streets

TENTHS_PER_MINUTE = 600


def limit_of(minutes: float) -> int:
    """Whole tenths of a second in `minutes`, the limit included."""
    return int(minutes * TENTHS_PER_MINUTE + 1e-6)


@dataclass(frozen=True, slots=True, eq=False)
class Arrivals:
    """One door for each of K outlets: the earliest. `row` of the tree it is reached from, -1 - spot where
    from one of the origin's own spots; `way` as arrivals.BY_A and following."""

    door: Int32s
    row: Int32s
    tenths: Int32s
    way: Int32s
    metres: Floats


class Gate(NamedTuple):
    """Where one leaves the origin: a gate of the compound it stands for, or the origin itself, unnamed."""

    name: str
    point: Point


class Start(NamedTuple):
    """A first node: how many tenths and metres from the origin, along a piece from share to end (0 or 1)."""

    node: int
    tenths: int
    metres: float
    piece: int
    share: float
    end: float
    spot: int  # which of the origin's


class Tree:
    """K nodes within `minutes` of `origin` (backward: the origin within `minutes` of them), nearest first.

    `node`, `tenths`, `before` (row of the node before, -1 at a start) and `half` (walked from there, -1):
    int32 [K]. `beyond`: some street goes on where the time ends. Held in caches and shared between threads.
    """

    def __init__(
        self,
        streets: Streets,
        origin: Point,
        gates: Sequence[Gate],
        spots: Spots,
        pace: Pace,
        limit: int,
        backward: bool,
    ) -> None:
        """`spots`: where the gates open onto the street, `spots.row` telling which."""
        from lifecircle.walking.arrivals import begin_from

        self.streets, self.origin, self.gates, self.spots = streets, origin, gates, spots
        self.pace, self.limit, self.backward = pace, limit, backward
        self.cost = streets.cost_of(pace)
        self.street_tenths, self.begin, self._begin_end, self._begin_metres = begin_from(
            (spots.piece, spots.share, spots.away_metres),
            self.cost,
            (streets.network.piece_a, streets.network.piece_b),
            streets.segments.piece_metres,
            pace.metres_per_second,
            backward,
        )
        self.graph = streets.graph(backward)
        cost = self.graph.cost[streets.row_of(pace)]
        begin, out = self.begin, self._ways_out(cost)
        if out:
            begin = np.concatenate((begin, np.array([(way.node, way.tenths) for way in out], np.int32)))
        found, self.beyond = streets.grow(self.graph.first, self.graph.to, cost, begin, limit)
        self.node, self.tenths, self.before, self.half = found
        if out:
            self._join(out)

    def __len__(self) -> int:
        """How many nodes were settled."""
        return self.node.size

    def _ways_out(self, cost: Int32s) -> list[WayOut]:
        """Out of the private ground that the walk starts on; none anywhere else."""
        flags = self.streets.network.piece_flags
        if not (flags[self.spots.piece] & PieceFlag.INSIDE).any():
            return []
        starts = [(node, tenths) for node, tenths in self.begin.tolist()]
        return ways_out(self.graph, flags, (cost, self.cost), starts, self.limit)

    def _join(self, ways: Sequence[WayOut]) -> None:
        """Hangs the first public nodes on the last ones inside, where the walk did come that way."""
        self.before, self.half = self.before.copy(), self.half.copy()
        nodes = np.array([(way.node, way.before) for way in ways], np.int32)
        rows, before = self._rows_of(nodes[:, 0]), self._rows_of(nodes[:, 1])
        begun = {(start.node, start.tenths) for start in self.starts}
        for way, row, last in zip(ways, rows.tolist(), before.tolist(), strict=True):
            came = row >= 0 and self.before[row] < 0 and self.tenths[row] == way.tenths
            if came and last >= 0 and (way.node, way.tenths) not in begun:
                self.before[row], self.half[row] = last, way.half

    @cached_property
    def border_ends(self) -> int:
        """At how many nodes the search ran into the edge of the loaded data."""
        return int(np.count_nonzero(self.streets.network.node_border[self.node]))

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """What a reader must know, in Chinese."""
        return (words.cut_short(self.border_ends),) if self.border_ends else ()

    @property
    def warnings_en(self) -> tuple[str, ...]:
        return (words_en.cut_short(self.border_ends),) if self.border_ends else ()

    @cached_property
    def metres(self) -> Floats:
        """[K] metres walked from the origin's door, by the way the tree took."""
        from lifecircle.walking.walked import walked_to

        rows = (self.node, self.tenths, self.before, self.half)
        pieces = self.streets.segments.piece_metres
        return walked_to(rows, self.begin, self._begin_metres, self.graph.piece, pieces)

    @cached_property
    def starts(self) -> list[Start]:
        """Both ends of the pieces the origin opens onto, where one may walk there."""
        found = []
        ends, metres = self._begin_end.tolist(), self._begin_metres.tolist()
        for (node, tenths), which, walked in zip(self.begin.tolist(), ends, metres, strict=True):
            spot, end = divmod(which, 2)
            piece, share = int(self.spots.piece[spot]), float(self.spots.share[spot])
            found.append(Start(node, tenths, walked, piece, share, float(end), spot))
        return found

    def start_of(self, row: int) -> Start:
        """How a row without a row before it was reached from the origin's spot."""
        at = (int(self.node[row]), int(self.tenths[row]))
        return next(start for start in self.starts if (start.node, start.tenths) == at)

    def gate_of(self, spot: int) -> Gate:
        """Through which gate a walk from this spot has come."""
        return self.gates[int(self.spots.row[spot])]

    @cached_property
    def arrivals(self) -> Arrivals:
        """The earliest door of every outlet in reach."""
        from lifecircle.walking.arrivals import gather
        from lifecircle.walking.walked import metres_to

        placement, network = self.streets.placement, self.streets.network
        of = placement.doors
        places = (of.piece, of.share, of.away_metres, of.lat, of.lng)
        with borrowed(network.node_lat.size, self.limit, len(placement)) as scratch:
            door, row, tenths, way = gather(
                (self.node, self.tenths),
                (placement.node_first, placement.node_door, placement.outlet),
                places,
                self._own,
                self.cost,
                self.pace.metres_per_second,
                self._per_degree,
                self.backward,
                self.limit,
                (scratch.seat, scratch.bucket),
            )
        pieces = self.streets.segments.piece_metres
        metres = metres_to(self.metres, (door, row, way), places, self._own, pieces, self._per_degree)
        return Arrivals(door, row, tenths, way, metres)

    def reach(self, *, minutes: float | None = None) -> Reach:
        """Every outlet within `minutes`, the whole of the search where not given."""
        found = self.arrivals
        count = found.tenths.size
        if minutes is not None:
            count = int(found.tenths.searchsorted(limit_of(minutes), side="right"))
        door = found.door[:count]
        ids = self.streets.placement.doors.id[door]
        return Reach(ids, found.tenths[:count] / 10.0, found.metres[:count], self._names_of(door))

    def _names_of(self, doors: Int32s) -> dict[int, str]:
        placement = self.streets.placement
        named = doors[placement.door_named[doors]].tolist()
        return {int(placement.doors.id[door]): name for door in named if (name := placement.name_of(door))}

    def tenths_at(self, lats: ArrayLike, lngs: ArrayLike) -> Int64s:
        """The walk to (backward: from) each place, in tenths of a second; -1 beyond the limit or no way."""
        lat, lng = np.atleast_1d(np.array(lats, np.float64)), np.atleast_1d(np.array(lngs, np.float64))
        spots = self.streets.segments.snap(lat, lng)
        tenths = self.arrived(spots, lat, lng)[1].astype(np.int64)
        late = self.limit + 1
        best = np.full(lat.size, late)
        np.minimum.at(best, spots.row, np.where(tenths < 0, late, tenths))
        return np.where(best < late, best, -1)

    def arrived(self, spots: Spots, lat: Floats, lng: Floats) -> tuple[Int32s, Int32s, Int32s]:
        """Row, tenths (-1 never) and way for each spot of the places at `lat`, `lng`."""
        from lifecircle.walking.arrivals import arrive

        network = self.streets.network
        row_a, row_b = (self._rows_of(ends[spots.piece]) for ends in (network.piece_a, network.piece_b))
        places = (spots.piece, spots.share, spots.away_metres, lat[spots.row], lng[spots.row])
        speed = self.pace.metres_per_second
        return arrive(
            self.tenths, row_a, row_b, places, self._own, self.cost, speed, self._per_degree, self.backward
        )

    def walk_to(self, place: Point) -> Walk | None:
        """The walk to (backward: from) any place; None beyond the limit, without a street near or a way."""
        from lifecircle.walking.walked import metres_to

        lat, lng = np.array([place.lat]), np.array([place.lng])
        spots = self.streets.segments.snap(lat, lng)
        row, tenths, way = self.arrived(spots, lat, lng)
        in_time = np.flatnonzero((tenths >= 0) & (tenths <= self.limit))
        if not in_time.size:
            return None
        best = in_time[tenths[in_time].argmin()][None].astype(np.int32)
        places = (spots.piece, spots.share, spots.away_metres, lat[spots.row], lng[spots.row])
        pieces = self.streets.segments.piece_metres
        metres = metres_to(
            self.metres, (best, row[best], way[best]), places, self._own, pieces, self._per_degree
        )
        return Walk(float(tenths[best[0]]) / 10.0, float(metres[0]))

    def rings(self, minutes: Sequence[float]) -> list[Polygon]:
        """One area per entry: the ground near streets actually reached. None may exceed the search."""
        from lifecircle.walking.shapes import rings

        return rings(self, minutes)

    def rings_json(self, minutes: Sequence[float]) -> list[bytes]:
        """The same shapes as the bytes of their JSON, made without a number in between."""
        from lifecircle.walking.shapes import rings_json

        return rings_json(self, minutes)

    def route(self, id: int) -> Route | None:
        """The way to (backward: from) an outlet; None where it is not in reach."""
        from lifecircle.walking.route import route_to

        return route_to(self, id)

    def _rows_of(self, nodes: Int32s) -> Int32s:
        """The row of each node, -1 where the tree has not reached it."""
        if not self.node.size:
            return np.full(nodes.size, -1, np.int32)
        order, inorder = self._by_node
        at = inorder.searchsorted(nodes).clip(max=inorder.size - 1)
        return np.where(inorder[at] == nodes, order[at], -1).astype(np.int32)

    @cached_property
    def _by_node(self) -> tuple[Int64s, Int32s]:
        order = self.node.argsort()
        return order, self.node[order]

    @cached_property
    def _own(self) -> Places:
        """The spots the walk starts from, as places at their gates."""
        own = self.spots
        lat = np.array([gate.point.lat for gate in self.gates])[own.row]
        lng = np.array([gate.point.lng for gate in self.gates])[own.row]
        return own.piece, own.share, own.away_metres, lat, lng

    @cached_property
    def _per_degree(self) -> tuple[float, float]:
        return metres_per_degree(self.origin.lat)
