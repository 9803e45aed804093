"""Small towns made of metres: nodes east and north of one place, links between them, and a Network."""

from __future__ import annotations

import math
import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from lifecircle.geo import Point, metres_per_degree
from lifecircle.walking import PACES
from lifecircle.walking.lines import metres_apart, parts, starts, sums
from lifecircle.walking.network import NO_NAME, About, Floats, Network, PieceFlag, StreetClass
from lifecircle.walking.private import insides

HERE = Point(36.0611, 103.8343)

# East and north of HERE, in metres
Metres = tuple[float, float]


@dataclass(frozen=True)
class Link:
    """One piece from node `a` to node `b`. `slower`: how many times longer it takes from a to b (a hill)."""

    a: int
    b: int
    bends: tuple[Metres, ...] = ()
    name: str = ""
    kind: StreetClass = StreetClass.STREET
    flags: int = 0
    one_way: bool = False
    slower: float = 1.0


def place(east: float, north: float) -> Point:
    per_lat, per_lng = metres_per_degree(HERE.lat)
    return Point(HERE.lat + north / per_lat, HERE.lng + east / per_lng)


# On the street of grid_town's island
ISLAND = place(9_050.0, 5.0)


def network(
    nodes: Sequence[Metres],
    links: Sequence[Link],
    *,
    border: Collection[int] = (),
    heights: Sequence[float] | None = None,
) -> Network:
    """Costs as an import makes them: metres by pace, 20 s on a crossing, no steps for reduced mobility."""
    spots = [place(*node) for node in nodes]
    lines = [[spots[link.a], *(place(*bend) for bend in link.bends), spots[link.b]] for link in links]
    first = starts(np.array([len(line) for line in lines], np.int64))
    lat = np.array([point.lat for line in lines for point in line])
    lng = np.array([point.lng for line in lines for point in line])
    metres = _lengths(lat, lng, first)
    cost = _costs(links, metres)
    a = np.array([link.a for link in links], np.int32)
    b = np.array([link.b for link in links], np.int32)
    both = np.concatenate((cost[:, 0], cost[:, 1]), axis=1)
    leaves, arrives = np.concatenate((a, b)), np.concatenate((b, a))
    walked = np.flatnonzero((both >= 0).any(axis=0))
    half = walked[np.lexsort((arrives[walked], leaves[walked]))]
    flags = np.array([link.flags for link in links], np.uint8)
    inside, through = insides(
        a.astype(np.int64), b.astype(np.int64), (flags & PieceFlag.PRIVATE) > 0, metres, len(nodes)
    )
    flags[inside[a] | inside[b]] |= np.uint8(PieceFlag.INSIDE)
    both[:, (inside[leaves] & ~inside[arrives]) | np.tile(through, 2)] = -1
    label = parts(len(nodes), a, b)
    names = tuple(dict.fromkeys(link.name for link in links if link.name))
    return Network(
        node_lat=np.array([point.lat for point in spots]),
        node_lng=np.array([point.lng for point in spots]),
        node_metres=np.array(heights or [math.nan] * len(nodes), np.float32),
        node_main=label == np.bincount(label).argmax(),
        node_border=np.array([node in border for node in range(len(nodes))]),
        half_first=starts(np.bincount(leaves[half], minlength=len(nodes))).astype(np.int32),
        half_to=arrives[half],
        half_piece=(half % len(links)).astype(np.int32),
        half_back=half >= len(links),
        half_cost=np.ascontiguousarray(both[:, half]),
        piece_a=a,
        piece_b=b,
        piece_cost=cost,
        piece_metres=metres.astype(np.float32),
        piece_class=np.array([link.kind for link in links], np.uint8),
        piece_flags=flags,
        piece_name=np.array([names.index(link.name) if link.name else NO_NAME for link in links], np.int32),
        shape_first=first,
        shape_lat=lat,
        shape_lng=lng,
        names=names,
        about=_about(lat, lng, len(nodes), metres),
    )


def grid_town(
    rows: int = 31,
    columns: int = 31,
    *,
    block: float = 90.0,
    seed: int = 0,
    gaps: float = 0.0,
    island: bool = False,
) -> Network:
    """Streets every `block` metres round HERE, corners moved a little, a share of the links left out.

    With an `island`, one more street at ISLAND that nothing leads to.
    """
    dice = random.Random(seed)
    wobble = block / 6.0 if seed else 0.0
    nodes = [
        (
            (column - columns // 2) * block + dice.uniform(-wobble, wobble),
            (row - rows // 2) * block + dice.uniform(-wobble, wobble),
        )
        for row in range(rows)
        for column in range(columns)
    ]
    along = [
        Link(n, n + 1, name=f"东西{n // columns}路")
        for n in range(len(nodes))
        if (n + 1) % columns and dice.random() >= gaps
    ]
    across = [
        Link(n, n + columns, name=f"南北{n % columns}路")
        for n in range(len(nodes) - columns)
        if dice.random() >= gaps
    ]
    apart = [Link(len(nodes), len(nodes) + 1)] if island else []
    shore: list[Metres] = [(9_000.0, 0.0), (9_100.0, 0.0)] if island else []
    return network(nodes + shore, along + across + apart)


def _lengths(lat: Floats, lng: Floats, first: np.ndarray) -> Floats:
    metres = np.append(metres_apart(lat[:-1], lng[:-1], lat[1:], lng[1:]), 0.0)
    metres[first[1:] - 1] = 0.0
    return sums(metres, first)


def _costs(links: Sequence[Link], metres: Floats) -> np.ndarray:
    cost = np.empty((len(PACES), 2, len(links)), np.int32)
    for p, pace in enumerate(PACES.values()):
        for m, (link, length) in enumerate(zip(links, metres.tolist(), strict=True)):
            steps = bool(link.flags & PieceFlag.STEPS)
            seconds = length / pace.metres_per_second * (pace.steps_factor if steps else 1.0)
            seconds += pace.crossing_seconds if link.flags & PieceFlag.CROSSING else 0.0
            closed = steps and not pace.takes_steps
            cost[p, 0, m] = -1 if closed else max(1, round(seconds * link.slower * 10.0))
            cost[p, 1, m] = -1 if closed or link.one_way else max(1, round(seconds * 10.0))
    return cost


def _about(lat: Floats, lng: Floats, nodes: int, metres: Floats) -> About:
    return About(
        name="小镇",
        source="made-up",
        data_date=date(2026, 1, 1),
        attribution="",
        revision="1",
        south=float(lat.min()),
        west=float(lng.min()),
        north=float(lat.max()),
        east=float(lng.max()),
        nodes=nodes,
        pieces=metres.size,
        kilometres=float(metres.sum()) / 1000.0,
        island_share=0.0,
        elevation="",
    )
