"""The little town of town.osm: its network, its corners by letter, and walks found the slow and sure way."""

import heapq
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lifecircle.walking.lines import metres_apart
from lifecircle.walking.network import Network
from lifecircle.walking.osm_network import Heights, Order, read_network
from lifecircle.walking.pace import PACES, STANDARD, Pace

TOWN = Path(__file__).with_name("town.osm")
SQUARE_METRES = 100.0
ORIGIN = (36.0972963, 103.7955580)  # x = 0, y = 0
PER_SQUARE = (100.0 / 110_961.0, 100.0 / 90_082.0)
ROWS = {
    5.5: "K6 L7",
    5: "R0 S2 Y4",
    4: "A0 B2 C4 T6",
    3: "U7",
    2: "D0 E2 F4 G6 V7 X8",
    1: "M4 N6 W7",
    0: "O0 I4 J6",
}
CORNERS = {
    corner[0]: (float(corner[1]), float(y)) for y, corners in ROWS.items() for corner in corners.split()
}


@cache
def town(*, hill: Heights | None = None) -> Network:
    return read_network(TOWN, Order(revision="town", name="小镇", heights=hill))


def position(corner: str) -> tuple[float, float]:
    """Degrees of latitude and longitude."""
    x, y = CORNERS[corner]
    return ORIGIN[0] + y * PER_SQUARE[0], ORIGIN[1] + x * PER_SQUARE[1]


def nodes_at(network: Network, corner: str) -> NDArray[np.int64]:
    """Every node within a metre of the corner: two at a wall, none where nobody walks."""
    lat, lng = (np.full(network.node_lat.size, value) for value in position(corner))
    return np.flatnonzero(metres_apart(lat, lng, network.node_lat, network.node_lng) < 1.0)


def node(network: Network, corner: str) -> int:
    (only,) = nodes_at(network, corner)
    return int(only)


def piece(network: Network, *corners: str) -> int:
    """The piece between two corners, in whichever direction it was drawn."""
    ends = sorted(node(network, corner) for corner in corners)
    pairs = np.sort(np.stack((network.piece_a, network.piece_b)), axis=0)
    (only,) = np.flatnonzero((pairs[0] == ends[0]) & (pairs[1] == ends[1]))
    return int(only)


def seconds(network: Network, start: str, end: str, *, pace: Pace = STANDARD) -> float | None:
    """The quickest walk between two corners, by Dijkstra with a heap; None where there is no way."""
    row = list(PACES).index(pace.code)
    goal, done, queue = node(network, end), set[int](), [(0, node(network, start))]
    while queue:
        spent, here = heapq.heappop(queue)
        if here == goal:
            return spent / 10.0
        if here in done:
            continue
        done.add(here)
        for half in range(network.half_first[here], network.half_first[here + 1]):
            cost = int(network.half_cost[row, half])
            if cost >= 0:
                heapq.heappush(queue, (spent + cost, int(network.half_to[half])))
    return None


def squares(count: float, *, pace: Pace = STANDARD, more: float = 0.0) -> float:
    """Seconds for so many squares on the flat, and some more."""
    return count * SQUARE_METRES / pace.metres_per_second + more
