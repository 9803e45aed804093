"""Who lives in the circles asked about, and how long they walk to what there is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.timezone import localdate

from communities.gaps.counted import Counted
from communities.gaps.measure import doors_of
from communities.gaps.people import Basis, Homes, homes_of
from communities.gaps.standing import Standing, stand
from communities.gaps.trades import Trades, box_round, outlets_in, serving, trades_of
from communities.models import Community, Compound
from communities.reach import Walker
from communities.siting.candidates import Candidate
from communities.siting.instance import Floats, Int32s, Int64s
from communities.siting.walks import Walks, crow_tenths
from lifecircle.geo import Point
from lifecircle.walking import Pace
from lifecircle.walking.coverage import Coverage, Places
from lifecircle.walking.spots import Spots
from lifecircle.walking.streets import Streets
from outlets.models import Category


@dataclass(frozen=True, slots=True, eq=False)
class Demand:
    """The homes of several circles, one after the other: arrays [D]. `circle`: whose, a row of `standings`.

    `places`: where those with streets open onto them, the others have no spot. `streets` None where there are
    none.
    """

    standings: tuple[Standing, ...]
    homes: tuple[Homes, ...]
    circle: Int64s
    residents: Floats
    elderly: Floats
    names: tuple[str, ...]
    places: Places
    streets: Streets | None
    counted: Counted

    @classmethod
    def of(cls, circles: Sequence[Community], now: Walker) -> "Demand":
        """Two queries, whatever the number of circles."""
        standings = tuple(stand(circle, now) for circle in circles)
        known: dict[str, list[Compound]] = {circle.pk: [] for circle in circles}
        for compound in Compound.objects.filter(community__in=known).prefetch_related("gates"):
            known[compound.community_id].append(compound)
        homes = tuple(
            homes_of(standing.circle, now, standing=standing, compounds=known[standing.circle.pk])
            for standing in standings
        )
        streets = next((standing.streets for standing in standings if standing.streets), None)
        return cls(
            standings,
            homes,
            np.repeat(np.arange(len(homes)), [len(each) for each in homes]),
            np.concatenate([each.residents for each in homes]) if homes else np.zeros(0),
            np.concatenate([each.elderly for each in homes]) if homes else np.zeros(0),
            tuple(name for each in homes for name in each.names),
            _joined(homes),
            streets,
            Counted.joined(
                [Counted.of(each, known[at.circle.pk]) for each, at in zip(homes, standings, strict=True)]
            ),
        )

    def __len__(self) -> int:
        return self.residents.size

    @property
    def by_streets(self) -> np.ndarray:
        """[D] whose circle has streets."""
        has = np.array([standing.streets is not None for standing in self.standings], bool)
        return has[self.circle] if has.size else np.zeros(0, bool)

    @property
    def estimate(self) -> bool:
        """Whether some minutes are by straight line, or some residents spread evenly."""
        spread = any(each.basis is Basis.SPREAD for each in self.homes)
        return spread or any(standing.streets is None for standing in self.standings)

    @property
    def sample(self) -> bool:
        """Whether made-up compounds are among them."""
        return any(each.sample for each in self.homes)

    @property
    def gates(self) -> tuple[Int64s, Floats, Floats]:
        """Of every gate: its home, latitude and longitude."""
        own = [gate for homes in self.homes for gate in homes.gates]
        home = np.repeat(np.arange(len(own)), [len(gates) for gates in own])
        at = np.array(
            [(gate.point.lat, gate.point.lng) for gates in own for gate in gates], np.float64
        ).reshape(-1, 2)
        return home, at[:, 0], at[:, 1]


def trades_round(demand: Demand, category: Category, now: Walker, *, minutes: float) -> Trades:
    """The outlets of the category that somebody may reach within `minutes`."""
    points = _points(demand)
    boxes = [box_round(points, minutes)] if points else []
    return trades_of(outlets_in(now, boxes), [category])


def now_tenths(demand: Demand, category: Category, now: Walker, *, pace: Pace, minutes: float) -> Int32s:
    """[D] to the nearest outlet of the category that has not paused today; -1 beyond `minutes`."""
    trades = trades_round(demand, category, now, minutes=minutes)
    counts = serving(trades, localdate()).counts
    found = _by_crow(demand, trades, counts, now, pace, minutes)
    if demand.streets is not None:
        doors = doors_of(demand.streets, trades, counts, 0)
        walked = Coverage(demand.streets, doors, pace=pace, minutes=minutes).of_places(demand.places)
        found = np.where(demand.by_streets, walked, found)
    return found.astype(np.int32)


def _by_crow(
    demand: Demand, trades: Trades, counts: np.ndarray, now: Walker, pace: Pace, minutes: float
) -> Int64s:
    """By straight line; asked only where some circle needs it."""
    nothing = np.full(len(demand), -1, np.int64)
    if demand.by_streets.all() or not trades.ids.size:
        return nothing
    ids = trades.ids[counts & trades.of[:, 0]]
    grid = now.register.grid
    all_ids, lats, lngs = grid.inside(box_round(_points(demand), minutes))
    own = np.isin(all_ids, ids)
    _, lat, lng, _ = now.register.entrances.doors_of(all_ids[own], lats[own], lngs[own])
    if not lat.size:
        return nothing
    tenths = crow_tenths(demand.gates, len(demand), lat, lng, pace, minutes)
    late = np.where(tenths < 0, np.iinfo(np.int64).max, tenths).min(axis=1)
    return np.where(late == np.iinfo(np.int64).max, -1, late)


def walks_by_crow(
    demand: Demand, candidates: Sequence[Candidate], which: Int64s, pace: Pace, minutes: float
) -> list[Walks]:
    """By straight line, circle by circle, from the homes without streets that may be near."""
    found: list[Walks] = []
    owner = np.array([candidates[at].circle for at in which.tolist()], np.int64)
    home_of, gate_lat, gate_lng = demand.gates
    for circle in np.unique(owner).tolist():
        own = which[owner == circle]
        points = [candidates[at].point for at in own.tolist()]
        box = box_round(points, minutes)
        near = (gate_lat >= box.south) & (gate_lat <= box.north) & ~demand.by_streets[home_of]
        near &= (gate_lng >= box.west) & (gate_lng <= box.east)
        homes, row = np.unique(home_of[near], return_inverse=True)
        lat, lng = (np.array([getattr(point, name) for point in points]) for name in ("lat", "lng"))
        table = crow_tenths((row, gate_lat[near], gate_lng[near]), homes.size, lat, lng, pace, minutes)
        home, site = np.nonzero(table >= 0)
        found.append((own[site], homes[home], table[home, site]))
    return found


def _points(demand: Demand) -> list[Point]:
    return [gate.point for homes in demand.homes for gates in homes.gates for gate in gates]


def _joined(homes: Sequence[Homes]) -> Places:
    """All places as one; those without streets have no spot."""
    rows = np.cumsum([0, *(len(each) for each in homes)])
    some = [(each.places, int(row)) for each, row in zip(homes, rows[:-1], strict=True) if each.places]
    spots = [(places.spots, row) for places, row in some]
    column = {
        name: np.concatenate([np.zeros(0), *(getattr(each, name) for each, _ in spots)])
        for name in ("share", "away_metres", "lat", "lng")
    }
    row = np.concatenate([np.zeros(0, np.int64), *(each.row + begin for each, begin in spots)])
    piece = np.concatenate([np.zeros(0, np.int32), *(each.piece for each, _ in spots)])
    joined = Spots(row.astype(np.int64), piece.astype(np.int32), **column)
    own = [
        np.concatenate([np.zeros(0), *(getattr(places, name) for places, _ in some)])
        for name in ("lat", "lng", "per_lat", "per_lng")
    ]
    return Places(int(rows[-1]), joined, *own)
