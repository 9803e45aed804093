"""How long it takes from every home to every candidate: backward along the streets, or by straight line."""

from collections.abc import Sequence

import numpy as np

from communities.siting.instance import BadInstance, Floats, Int64s
from lifecircle.geo import Point, metres_per_degree
from lifecircle.language.marked import told as _
from lifecircle.walking import DETOUR, Pace
from lifecircle.walking.coverage import Places
from lifecircle.walking.lines import metres_apart
from lifecircle.walking.spots import Spots
from lifecircle.walking.streets import Streets
from lifecircle.walking.tree import limit_of

TOO_MANY = _("这个范围太大，算不过来：请选小一点的范围，或者只选空置房屋和公共用房。")

# candidate, home, tenths of a second
Walks = tuple[Int64s, Int64s, Int64s]

# More walks than this are no question for a page: some 100 bytes each while it is worked out
MOST_WALKS = 12_000_000

# Downhill one walks faster than on the flat, by as much as gaps.trades.FASTEST
_FASTEST = 1.3


def walks_along(
    streets: Streets, places: Places, candidates: Sequence[Point], *, pace: Pace, minutes: float
) -> Walks:
    """One search from each candidate, against the walk: the walk is from home to the shop. Raises
    BadInstance where there are more than MOST_WALKS."""
    order = np.argsort(places.lat, kind="stable")
    lat = places.lat[order]
    found: list[Walks] = [(np.zeros(0, np.int64),) * 3]
    metres, count = pace.metres_in(minutes) * _FASTEST, 0
    for number, point in enumerate(candidates):
        per_lat, per_lng = metres_per_degree(point.lat)
        low, high = (lat.searchsorted(point.lat + side * metres / per_lat) for side in (-1.0, 1.0))
        near = order[low:high]
        near = np.sort(near[np.abs(places.lng[near] - point.lng) * per_lng <= metres])
        if near.size:
            home, tenths = _to(streets, places, near, point, pace, minutes)
            count += home.size
            if count > MOST_WALKS:
                raise BadInstance("area", TOO_MANY)
            found.append((np.full(home.size, number, np.int64), home, tenths))
    candidate, home, tenths = (np.concatenate(column) for column in zip(*found, strict=True))
    return candidate, home, tenths


def _to(
    streets: Streets, places: Places, near: Int64s, point: Point, pace: Pace, minutes: float
) -> tuple[Int64s, Int64s]:
    """From these spots to one candidate: homes and tenths, several of a home with several gates."""
    nothing = np.zeros(0, np.int64)
    tree = streets.search(point, pace=pace, minutes=minutes, backward=True)
    if tree is None:
        return nothing, nothing
    spots = places.spots.take(near)
    # a spot for itself: its row tells where its gate is
    each = Spots(np.arange(near.size), spots.piece, spots.share, spots.away_metres, spots.lat, spots.lng)
    tenths = tree.arrived(each, places.lat[near], places.lng[near])[1].astype(np.int64)
    there = (tenths >= 0) & (tenths <= limit_of(minutes))
    return spots.row[there], tenths[there]


def crow_tenths(
    gates: tuple[Int64s, Floats, Floats], homes: int, lat: Floats, lng: Floats, pace: Pace, minutes: float
) -> Int64s:
    """[homes, points] tenths by straight line × the detour from the best gate, -1 beyond `minutes`."""
    home, gate_lat, gate_lng = gates
    metres = DETOUR * metres_apart(gate_lat[:, None], gate_lng[:, None], lat[None, :], lng[None, :])
    best = np.full((homes, lat.size), np.inf)
    np.minimum.at(best, home, metres)
    tenths = np.ceil(best / pace.metres_per_second * 10.0 - 1e-6)
    late = tenths > limit_of(minutes)
    return np.where(late, -1.0, np.where(late, 0.0, tenths)).astype(np.int64)
