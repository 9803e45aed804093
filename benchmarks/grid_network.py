"""A made-up network of any size, as quickly as numpy makes it: a jittered grid of streets some 60 m apart."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
from numpy.typing import NDArray

from lifecircle.geo import Point, metres_per_degree
from lifecircle.walking import PACES
from lifecircle.walking.hilbert import hilbert_order
from lifecircle.walking.lines import metres_apart, starts
from lifecircle.walking.network import NO_NAME, About, Floats, Int32s, Network

BLOCK_METRES = 60.0
CENTRE = Point(36.0611, 103.8343)


def grid_network(nodes: int) -> Network:
    """At least so many nodes, in Hilbert order; straight pieces, walked both ways, by all paces."""
    side = math.ceil(math.sqrt(nodes))
    lat, lng = _corners(side)
    order = hilbert_order(lat, lng)
    rank = np.empty(order.size, np.int64)
    rank[order] = np.arange(order.size)
    number = np.arange(side * side).reshape(side, side)
    a = rank[np.concatenate((number[:, :-1].ravel(), number[:-1].ravel()))]
    b = rank[np.concatenate((number[:, 1:].ravel(), number[1:].ravel()))]
    low, high = np.minimum(a, b), np.maximum(a, b)
    sort = np.lexsort((high, low))
    return _network(lat[order], lng[order], low[sort].astype(np.int32), high[sort].astype(np.int32))


def _corners(side: int) -> tuple[Floats, Floats]:
    rng = np.random.default_rng(15)
    per_lat, per_lng = metres_per_degree(CENTRE.lat)
    steps = (np.arange(side) - side // 2) * BLOCK_METRES
    north = np.repeat(steps, side) + rng.uniform(-12, 12, side * side)
    east = np.tile(steps, side) + rng.uniform(-12, 12, side * side)
    return CENTRE.lat + north / per_lat, CENTRE.lng + east / per_lng


def _network(lat: Floats, lng: Floats, a: Int32s, b: Int32s) -> Network:
    metres = metres_apart(lat[a], lng[a], lat[b], lng[b])
    paces = [np.maximum(1, np.rint(metres / pace.metres_per_second * 10.0)) for pace in PACES.values()]
    one_way = np.stack(paces).astype(np.int32)
    leaves, arrives = np.concatenate((a, b)), np.concatenate((b, a))
    half = np.lexsort((arrives, leaves))
    shape = np.column_stack((a, b)).ravel()
    return Network(
        node_lat=lat,
        node_lng=lng,
        node_metres=np.full(lat.size, np.nan, np.float32),
        node_main=np.ones(lat.size, bool),
        node_border=np.zeros(lat.size, bool),
        half_first=starts(np.bincount(leaves, minlength=lat.size)).astype(np.int32),
        half_to=arrives[half],
        half_piece=(half % a.size).astype(np.int32),
        half_back=half >= a.size,
        half_cost=np.ascontiguousarray(np.tile(one_way, 2)[:, half]),
        piece_a=a,
        piece_b=b,
        piece_cost=np.repeat(one_way[:, None], 2, axis=1),
        piece_metres=metres.astype(np.float32),
        piece_class=np.full(a.size, 3, np.uint8),
        piece_flags=np.zeros(a.size, np.uint8),
        piece_name=np.full(a.size, NO_NAME, np.int32),
        shape_first=np.arange(a.size + 1, dtype=np.int64) * 2,
        shape_lat=lat[shape],
        shape_lng=lng[shape],
        names=(),
        about=_about(lat, lng, metres),
    )


def _about(lat: Floats, lng: Floats, metres: NDArray[np.float64]) -> About:
    return About(
        name="grid",
        source="made up",
        data_date=date(2026, 1, 1),
        attribution="",
        revision="1",
        south=float(lat.min()),
        west=float(lng.min()),
        north=float(lat.max()),
        east=float(lng.max()),
        nodes=lat.size,
        pieces=metres.size,
        kilometres=float(metres.sum()) / 1000.0,
        island_share=0.0,
        elevation="",
    )
