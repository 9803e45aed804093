"""From an OSM extract to the arrays of a Network. No Django.

extract → ways somebody may walk on → pieces → costs → nodes and pieces in Hilbert order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from lifecircle.geo import Box
from lifecircle.walking.costs import CLOSED, Facts, piece_costs, stretched
from lifecircle.walking.crossings import crossing_shares
from lifecircle.walking.heights import heights
from lifecircle.walking.hilbert import hilbert_order
from lifecircle.walking.lines import Floats, parts, ranges, starts
from lifecircle.walking.network import About, Network, PieceFlag
from lifecircle.walking.osm_extract import Extract, ExtractError, Tell
from lifecircle.walking.osm_ways import Ways, read_ways
from lifecircle.walking.pace import PACES, Pace
from lifecircle.walking.pieces import Pieces, cut
from lifecircle.walking.pieces import inside as inside_boxes
from lifecircle.walking.private import insides

ATTRIBUTION = "© OpenStreetMap 贡献者（ODbL 1.0）"


class Heights(Protocol):
    """Metres above the sea at places given in degrees."""

    name: str

    def at(self, lat: Floats, lng: Floats) -> Floats: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to make of an extract: the part of it, the paces, the ground under it."""

    revision: str
    name: str = ""
    boxes: Sequence[Box] = ()
    heights: Heights | None = None
    paces: Sequence[Pace] = tuple(PACES.values())
    squares: bool = False


def read_network(path: Path, order: Order, *, tell: Tell = lambda *_: None) -> Network:
    """The network of one extract, whole. Raises ExtractError, and ElevationError from the heights."""
    extract = Extract(path, tell)
    ways = read_ways(extract, squares=order.squares)
    pieces = _in_hilbert_order(ways, cut(ways, order.boxes))
    if not pieces.a.size:
        raise ExtractError(f"文件 {path} 在给定的范围里没有可以步行的道路。")
    return _assemble(extract, ways, pieces, order)


def _in_hilbert_order(ways: Ways, pieces: Pieces) -> Pieces:
    """Nodes along the curve, pieces by the first of their nodes."""
    order = hilbert_order(ways.places.lat[pieces.node_row], ways.places.lng[pieces.node_row])
    rank = np.empty(order.size, np.int64)
    rank[order] = np.arange(order.size)
    a, b = rank[pieces.a], rank[pieces.b]
    by_node = np.lexsort((np.maximum(a, b), np.minimum(a, b)))
    flat, first = ranges(pieces.first, by_node)
    return Pieces(
        node_row=pieces.node_row[order],
        border=pieces.border[order],
        a=a[by_node],
        b=b[by_node],
        way=pieces.way[by_node],
        first=first,
        shape_row=pieces.shape_row[flat],
    )


def _assemble(extract: Extract, ways: Ways, pieces: Pieces, order: Order) -> Network:
    lat, lng = ways.places.lat[pieces.shape_row], ways.places.lng[pieces.shape_row]
    node_lat, node_lng = ways.places.lat[pieces.node_row], ways.places.lng[pieces.node_row]
    height, node_metres = _heights(ways, pieces, order.heights)
    facts, length = _facts(ways, pieces, height)
    cost = piece_costs(facts, order.paces)
    main, island_share = _main_part(pieces, length)
    private = (facts.flags & PieceFlag.PRIVATE) > 0
    inside, through = insides(pieces.a, pieces.b, private, length, node_lat.size)
    facts.flags[inside[pieces.a] | inside[pieces.b]] |= np.uint8(PieceFlag.INSIDE)
    about = _about(extract, order, node_lat, node_lng)
    return Network(
        node_lat=node_lat,
        node_lng=node_lng,
        node_metres=node_metres,
        node_main=main,
        node_border=pieces.border | _outside(extract.box, node_lat, node_lng),
        **_halves(pieces, cost, inside, through),
        piece_a=pieces.a.astype(np.int32),
        piece_b=pieces.b.astype(np.int32),
        piece_cost=cost,
        piece_metres=length.astype(np.float32),
        piece_class=ways.kind[pieces.way],
        piece_flags=facts.flags,
        piece_name=ways.name[pieces.way],
        shape_first=pieces.first,
        shape_lat=lat,
        shape_lng=lng,
        names=ways.names,
        about=replace(
            about,
            pieces=pieces.a.size,
            kilometres=round(float(length.sum()) / 1000.0, 3),
            island_share=island_share,
        ),
    )


def _about(extract: Extract, order: Order, lat: Floats, lng: Floats) -> About:
    return About(
        name=order.name,
        source=extract.path.name,
        data_date=extract.data_date,
        attribution=ATTRIBUTION,
        revision=order.revision,
        south=float(lat.min()),
        west=float(lng.min()),
        north=float(lat.max()),
        east=float(lng.max()),
        nodes=lat.size,
        pieces=0,
        kilometres=0.0,
        island_share=0.0,
        elevation=order.heights.name if order.heights else "",
    )


def _heights(ways: Ways, pieces: Pieces, ground: Heights | None) -> tuple[Floats | None, NDArray[np.float32]]:
    """[S] metres of the shape points, None where flat, and [N] of the nodes, nan where flat."""
    if ground is None:
        return None, np.full(pieces.node_row.size, np.nan, np.float32)
    used = np.unique(pieces.shape_row)
    metres = np.full(ways.places.ids.size, np.nan)
    metres[used] = ground.at(ways.places.lat[used], ways.places.lng[used])
    lat, lng = ways.places.lat[pieces.shape_row], ways.places.lng[pieces.shape_row]
    shape, node = heights(pieces, ways.flags[pieces.way], metres, lat, lng)
    return shape, node.astype(np.float32)


def _facts(ways: Ways, pieces: Pieces, height: Floats | None) -> tuple[Facts, Floats]:
    """What the pieces cost, and [M] their metres."""
    lat, lng, way = ways.places.lat[pieces.shape_row], ways.places.lng[pieces.shape_row], pieces.way
    length, forward, back = stretched(lat, lng, height, pieces.first)
    crossing, kerbs = crossing_shares(ways, pieces, length)
    flags = ways.flags[way].copy()
    flags[crossing > 0] |= np.uint8(PieceFlag.CROSSING)
    flags[kerbs] |= np.uint8(PieceFlag.KERB)
    facts = Facts(
        forward=ways.forward[way],
        backward=ways.backward[way],
        reduced=ways.reduced[way],
        flags=flags,
        forward_metres=forward,
        back_metres=back,
        incline=ways.incline[way].astype(np.float64),
        crossing=crossing,
    )
    return facts, length


def _halves(
    pieces: Pieces, cost: NDArray[Any], inside: NDArray[Any], through: NDArray[Any]
) -> dict[str, NDArray[Any]]:
    """CSR by the node a half leaves from; a direction closed to every pace has none. What would lead through
    private ground is closed."""
    count = pieces.a.size
    leaves = np.concatenate((pieces.a, pieces.b))
    arrives = np.concatenate((pieces.b, pieces.a))
    both = np.concatenate((cost[:, 0], cost[:, 1]), axis=1)
    open_to_some = np.flatnonzero((both != CLOSED).any(axis=0))
    by_node = open_to_some[np.lexsort((arrives[open_to_some], leaves[open_to_some]))]
    both[:, (inside[leaves] & ~inside[arrives]) | np.tile(through, 2)] = CLOSED
    return {
        "half_first": starts(np.bincount(leaves[by_node], minlength=pieces.node_row.size)).astype(np.int32),
        "half_to": arrives[by_node].astype(np.int32),
        "half_piece": (by_node % count).astype(np.int32),
        "half_back": by_node >= count,
        "half_cost": np.ascontiguousarray(both[:, by_node]),
    }


def _main_part(pieces: Pieces, length: Floats) -> tuple[NDArray[Any], float]:
    """The nodes of the part with the most metres, and the share of metres outside it."""
    label = parts(pieces.node_row.size, pieces.a, pieces.b)
    metres = np.bincount(label[pieces.a], weights=length, minlength=label.size)
    main = label == metres.argmax()
    return main, float(1.0 - metres.max() / max(metres.sum(), 1e-9))


def _outside(box: Box | None, lat: Floats, lng: Floats) -> NDArray[Any]:
    """Ways that cross the edge of the extract are in it whole; what meets them out there is not."""
    return ~inside_boxes([box], lat, lng) if box else np.zeros(lat.size, bool)
