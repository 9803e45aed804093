"""Who is how far from the nearest outlet of a kind, and which parts of which streets are too far. Pure.

One search from all the outlets of a kind (batch) gives every node its time; what lies between two nodes is
worked out here, by the same formula and to the same tenth of a second as a search from that very place
(arrivals): the walk from the place to the street, along the piece to either end or to an outlet on the same
piece, and on. Source: the network Voronoi of Okabe and Sugihara, Spatial Analysis along Networks (2012), §4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lifecircle.geo import Point, metres_per_degree
from lifecircle.walking.batch import flood_from
from lifecircle.walking.lines import ranges, starts
from lifecircle.walking.network import Bools, Floats, Int32s, Int64s, Network, PieceFlag, StreetClass
from lifecircle.walking.pace import Pace
from lifecircle.walking.segments import Segments
from lifecircle.walking.spots import Spots
from lifecircle.walking.streets import Streets
from lifecircle.walking.stretches import Stretches
from lifecircle.walking.tree import Gate, Tree, limit_of

NEVER = -1

# Nobody lives on these, and no door opens onto most of them
_NOT_LIVED_ON = (StreetClass.FERRY, StreetClass.INDOOR, StreetClass.STEPS, StreetClass.CROSSING)
_PASSED_OVER = PieceFlag.STEPS | PieceFlag.CROSSING | PieceFlag.BRIDGE | PieceFlag.TUNNEL


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """P places that walks begin from, with the K spots where their gates open onto the street.

    `spots.row` [K] says whose gate; `lat`, `lng` [K] are the gate's own degrees, `per_lat`, `per_lng` [K] the
    metres of a degree at its place. A place without a street near has no spot.
    """

    count: int
    spots: Spots
    lat: Floats
    lng: Floats
    per_lat: Floats
    per_lng: Floats

    @classmethod
    def of(cls, segments: Segments, places: Sequence[tuple[Point, Sequence[Gate]]]) -> Places:
        """Each place with its gates; without any it is its own gate."""
        gates = [gates or (Gate("", point),) for point, gates in places]
        owner = np.repeat(np.arange(len(places)), [len(each) for each in gates])
        lat = np.array([gate.point.lat for each in gates for gate in each], np.float64)
        lng = np.array([gate.point.lng for each in gates for gate in each], np.float64)
        spots = segments.snap(lat, lng)
        gate = spots.row
        degree = np.array([metres_per_degree(point.lat) for point, _ in places], np.float64).reshape(-1, 2)
        row = owner[gate].astype(np.int64)
        whose = Spots(row, spots.piece, spots.share, spots.away_metres, spots.lat, spots.lng)
        return cls(len(places), whose, lat[gate], lng[gate], *degree[row].T)

    @classmethod
    def on(cls, stretches: Stretches, lat: Floats, lng: Floats) -> Places:
        """One on the street itself in the middle of each stretch, at these degrees [K]."""
        share = (stretches.begin + stretches.end) / 2.0
        row, none = np.arange(len(stretches), dtype=np.int64), np.zeros(len(stretches))
        spots = Spots(row, stretches.piece.astype(np.int32), share, none, lat, lng)
        return cls(len(stretches), spots, lat, lng, none, none)

    @property
    def on_street(self) -> Bools:
        """[P] whether a street is near."""
        found = np.zeros(self.count, bool)
        found[self.spots.row] = True
        return found

    def on_island(self, network: Network) -> Bools:
        """[P] whether all their streets are cut off from the main component."""
        main = np.zeros(self.count, bool)
        main[self.spots.row[network.node_main[network.piece_a[self.spots.piece]]]] = True
        return self.on_street & ~main


class Coverage:
    """The walks to the nearest of some doors at one pace, up to `minutes`.

    `doors` [D] rows of the placement's doors, ascending; `tenths` int32 [N] from each node to the best of
    them, -1 beyond the limit or without a way.
    """

    __slots__ = ("_door_piece", "_door_street", "doors", "limit", "pace", "streets", "tenths")

    def __init__(self, streets: Streets, doors: Int64s, *, pace: Pace, minutes: float) -> None:
        self.streets, self.doors, self.pace, self.limit = streets, doors, pace, limit_of(minutes)
        self.tenths: Int32s = flood_from(streets, doors, pace=pace, minutes=minutes)[0]
        placed = streets.placement.doors
        self._door_piece = placed.piece[doors]
        self._door_street = _up(placed.away_metres[doors] / pace.metres_per_second * 10.0)

    def of_places(self, places: Places) -> Int64s:
        """[P] tenths from each place by its best gate to the nearest of the doors; -1 beyond the limit.

        The same tenth that Tree.arrivals finds from there.
        """
        spots, cost, network = places.spots, self.streets.cost_of(self.pace), self.streets.network
        late = self.limit + 1
        best = np.full(places.count, late)
        street = _up(spots.away_metres / self.pace.metres_per_second * 10.0)
        ways = ((network.piece_a, 1, spots.share), (network.piece_b, 0, 1.0 - spots.share))
        for ends, direction, part in ways:
            whole, on = cost[direction, spots.piece], self.tenths[ends[spots.piece]]
            time = street + _up(whole * part) + on
            np.minimum.at(best, spots.row, np.where((whole >= 0) & (on >= 0), time, late))
        spot, time = self._on_the_same_piece(places, street, cost)
        np.minimum.at(best, spots.row[spot], time)
        return np.where(best < late, best, NEVER)

    def _on_the_same_piece(self, places: Places, street: Int64s, cost: Int32s) -> tuple[Int64s, Int64s]:
        """Pairs of a spot and a door on its piece: the spot, and the tenths along it or straight."""
        spots, doors, speed = places.spots, self.streets.placement.doors, self.pace.metres_per_second
        spot, pair = self._doors_on(spots.piece)
        door = self.doors[pair]
        ahead = doors.share[door] - spots.share[spot]
        whole = cost[np.where(ahead >= 0.0, 0, 1), spots.piece[spot]].astype(np.float64)
        along = _up(whole * np.abs(ahead)) + self._door_street[pair] + street[spot]
        along = np.where(whole >= 0, along, self.limit + 1)
        north = (doors.lat[door] - places.lat[spot]) * places.per_lat[spot]
        crow = np.hypot(north, (doors.lng[door] - places.lng[spot]) * places.per_lng[spot])
        # on the street itself nothing is straighter than the street
        straight = (crow <= doors.away_metres[door] + spots.away_metres[spot]) & (places.per_lat[spot] > 0.0)
        time = np.where(straight, np.minimum(along, _up(crow / speed * 10.0)), along)
        return spot, time

    def _doors_on(self, pieces: Int32s | Int64s) -> tuple[Int64s, Int64s]:
        """For every one of the doors on each piece: which of the pieces, which of the doors."""
        first = self._door_piece.searchsorted(pieces, side="left")
        count = self._door_piece.searchsorted(pieces, side="right") - first
        piece = np.repeat(np.arange(pieces.size), count)
        return piece, np.arange(piece.size) - np.repeat(starts(count)[:-1] - first, count)

    def within(self, pieces: Int64s, minutes: float) -> Stretches:
        """The parts of these pieces (ascending) from which a door is within `minutes`, exact on the piece.

        `minutes` not beyond the limit.
        """
        most = limit_of(minutes)
        if most > self.limit:
            raise ValueError("a coverage cannot be wider than its search")
        cost, network, doors = (
            self.streets.cost_of(self.pace),
            self.streets.network,
            self.streets.placement.doors,
        )
        from_a = _walked(most, self.tenths[network.piece_a[pieces]], cost[1, pieces])
        from_b = _walked(most, self.tenths[network.piece_b[pieces]], cost[0, pieces])
        _, on = self._doors_on(pieces)
        on = on[self._door_street[on] <= most]
        piece, share = self._door_piece[on], doors.share[self.doors[on]]
        before, after = (_walked(most, self._door_street[on], cost[way, piece]) for way in (0, 1))
        return Stretches.merged(
            np.concatenate((pieces, pieces, piece)),
            np.concatenate((np.zeros(pieces.size), 1.0 - from_b, share - before)),
            np.concatenate((from_a, np.ones(pieces.size), share + after)),
        )


def reached(tree: Tree) -> Stretches:
    """The parts of pieces that the search walks, cut exactly where its time ends, or backward comes from."""
    network, cost = tree.streets.network, tree.cost
    tenths = np.full(network.node_lat.size, NEVER, np.int32)
    tenths[tree.node] = tree.tenths
    pieces = np.unique(tree.graph.piece[ranges(tree.graph.first.astype(np.int64), tree.node)[0]])
    ahead, back = (1, 0) if tree.backward else (0, 1)
    from_a = _walked(tree.limit, tenths[network.piece_a[pieces]], cost[ahead, pieces])
    from_b = _walked(tree.limit, tenths[network.piece_b[pieces]], cost[back, pieces])
    own, share = tree.spots.piece, tree.spots.share
    on, off = (
        np.maximum(_walked(tree.limit, tree.street_tenths, cost[way, own]), 0.0) for way in (ahead, back)
    )
    return Stretches.merged(
        np.concatenate((pieces, pieces, own)),
        np.concatenate((np.zeros(pieces.size), 1.0 - from_b, share - off)),
        np.concatenate((from_a, np.ones(pieces.size), share + on)),
    )


def lived_on(network: Network) -> Bools:
    """[M] pieces that count as street: no ferries, steps, crossings, bridges, tunnels, nor ways indoors."""
    passed = (network.piece_flags & _PASSED_OVER) > 0
    return ~passed & ~np.isin(network.piece_class, _NOT_LIVED_ON)


def _walked(most: int, begun: Int32s | Int64s, whole: Int32s) -> Floats:
    """Which share of a piece is walked in what is left of `most` tenths; 0 where none may or time is up."""
    left = (most - begun).astype(np.float64)
    may = (begun >= 0) & (left >= 0.0) & (whole >= 0)
    return np.where(may, np.divide(left, whole, out=np.ones_like(left), where=whole > 0), 0.0)


def _up(tenths: Floats) -> Int64s:
    return np.ceil(tenths - 1e-6).astype(np.int64)
