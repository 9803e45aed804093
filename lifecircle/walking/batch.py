"""How far every corner of a city is from the nearest of something: one search from all of it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from lifecircle.walking import flood_plain
from lifecircle.walking.flood_plain import NONE, Sources
from lifecircle.walking.network import Floats, Int32s, Int64s, PieceFlag
from lifecircle.walking.pace import Pace
from lifecircle.walking.private import ways_out
from lifecircle.walking.streets import Streets
from lifecircle.walking.tree import limit_of

# Nobody lives on private ground that takes longer to leave
MOST_INSIDE_MINUTES = 15.0

Flood = Callable[[Int32s, Int32s, Int32s, Sources, int], tuple[Int32s, Int32s]]


@dataclass(frozen=True, slots=True, eq=False)
class Nearest:
    """For each of N nodes the walk to the nearest outlet: `tenths` of a second and its `id`, -1 beyond."""

    tenths: Int32s
    id: Int64s


def nearest_of_each(
    streets: Streets, categories: Mapping[str, ArrayLike], *, pace: Pace, minutes: float
) -> dict[str, Nearest]:
    """For each category, given by the ids of its outlets, the nearest one of every node. Passes over ids that
    are not placed."""
    return {name: nearest(streets, ids, pace=pace, minutes=minutes) for name, ids in categories.items()}


def nearest(streets: Streets, ids: ArrayLike, *, pace: Pace, minutes: float) -> Nearest:
    """The nearest of these outlets for every node of the network.

    The walk is from the node to the outlet's door: slopes and one-ways are taken that way.
    """
    doors = streets.placement.doors
    of = np.flatnonzero(np.isin(doors.id, np.array(ids, np.int64)))
    tenths, source = flood_from(streets, of, pace=pace, minutes=minutes)
    return Nearest(tenths, np.append(doors.id, NONE)[source])


def flood_from(streets: Streets, doors: Int64s, *, pace: Pace, minutes: float) -> tuple[Int32s, Int32s]:
    """The same for rows of the placement's doors: tenths of every node, and which door; -1 beyond."""
    graph = streets.graph(True)
    cost = graph.cost[streets.row_of(pace)]
    return _flood()(graph.first, graph.to, cost, _sources(streets, doors, pace), limit_of(minutes))


def _sources(streets: Streets, of: Int64s, pace: Pace) -> Sources:
    """Both ends of the piece of each door, and the walk from there to the door."""
    network, doors, cost = streets.network, streets.placement.doors, streets.cost_of(pace)
    piece, share = doors.piece[of], doors.share[of]
    street = _up(doors.away_metres[of] / pace.metres_per_second * 10.0)
    ways = ((network.piece_a, 0, share), (network.piece_b, 1, 1.0 - share))
    node = np.concatenate([ends[piece] for ends, _, _ in ways])
    whole = np.concatenate([cost[direction, piece] for _, direction, _ in ways])
    part = np.concatenate([part for _, _, part in ways])
    tenths = np.tile(street, 2) + _up(whole * part)
    may = whole >= 0
    return _with_ways_out(
        streets, pace, (node[may], tenths[may].astype(np.int32), np.tile(of, 2)[may].astype(np.int32))
    )


def _with_ways_out(streets: Streets, pace: Pace, sources: Sources) -> Sources:
    """And where one comes out of the private ground that a door stands on."""
    node, tenths, source = sources
    flags, graph = streets.network.piece_flags, streets.graph(True)
    inside = (flags[streets.placement.doors.piece[source]] & PieceFlag.INSIDE) > 0
    if not inside.any():
        return sources
    costs = graph.cost[streets.row_of(pace)], streets.cost_of(pace)
    more = [
        (way.node, way.tenths, door)
        for at, begun, door in np.column_stack((node, tenths, source))[inside].tolist()
        for way in ways_out(graph, flags, costs, [(at, begun)], limit_of(MOST_INSIDE_MINUTES))
    ]
    columns = np.array(more, np.int32).reshape(-1, 3).T
    return tuple(np.concatenate(pair) for pair in zip(sources, columns, strict=True))  # type: ignore[return-value]


def _up(tenths: Floats) -> Int64s:
    return np.ceil(tenths - 1e-6).astype(np.int64)


@lru_cache(maxsize=1)
def _flood() -> Flood:
    """The compiled search where numba is there; both answer the same times."""
    from lifecircle.walking import flood_numba

    return flood_numba.flood if flood_numba.COMPILED else flood_plain.flood
