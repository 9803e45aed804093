"""The API's answer, from arrays to bytes: what `reach` gives a page, without a model instance on the way."""

from collections.abc import Collection
from datetime import datetime
from itertools import compress
from typing import Any

import numpy as np
import orjson
from django.utils.timezone import localtime

from communities.engines import Trip
from communities.reach import Walker, ring_minutes, walker
from communities.spoken import METRES, MINUTES, NUMBERS, words_on
from communities.stages import Stages
from lifecircle.geo import Point
from lifecircle.walking import Pace, Reach
from lifecircle.walking.contract import Ids, api_tenths
from outlets import calendar, cards
from outlets.cards import Card
from outlets.osm import OSM_ATTRIBUTION


def answer_bytes(
    origin: Point,
    *,
    pace: Pace,
    minutes: float,
    at: datetime,
    categories: Collection[str] = (),
    now: Walker | None = None,
) -> bytes:
    """The same question as `reach`, answered as JSON."""
    now = now or walker()
    trip = now.engines.trip(origin, pace=pace, minutes=minutes)
    return trip_bytes(trip, trip.reach(), at=at, categories=categories, now=now)


def trip_bytes(
    trip: Trip,
    reached: Reach,
    *,
    at: datetime,
    categories: Collection[str],
    now: Walker,
    stages: Stages | None = None,
) -> bytes:
    """The answer to a question that has been put: `reached` is what this trip reaches."""
    done = (stages or Stages()).done
    found, reached = _found(now, reached, categories)
    head = orjson.dumps(_head(trip, at, now, found))
    outlets = _outlets(found, reached, at, now)
    done("outlets")
    rings = _rings(trip)
    done("rings")
    return b"".join((head[:-1], b',"outlets":[', outlets, b'],"rings":', rings, b"}"))


def _rings(trip: Trip) -> bytes:
    """What reach.rings_of gives, with the shapes as the bytes they come in."""
    wanted = ring_minutes(trip.minutes)
    features = [
        b'{"type":"Feature","properties":{"minutes":%b},"geometry":%b}' % (orjson.dumps(ring), shape)
        for ring, shape in zip(wanted, trip.rings_json(wanted), strict=True)
    ]
    return b'{"type":"FeatureCollection","features":[%b]}' % b",".join(features)


def _head(trip: Trip, at: datetime, now: Walker, found: list[Card]) -> dict[str, Any]:
    return {
        "origin": {"lat": trip.origin.lat, "lng": trip.origin.lng},
        "minutes": trip.minutes,
        "pace": trip.pace.code,
        "at": localtime(at).isoformat(timespec="seconds"),
        "method": trip.engine.method,
        "estimate": trip.engine.estimate,
        "warnings": trip.warnings,
        "formula": trip.engine.formula(trip.pace),
        "data_date": now.data_date,
        "revision": {"outlets": now.register.number, "streets": trip.streets_revision},
        "attribution": [OSM_ATTRIBUTION] if True in [card.osm for card in found] else [],
    }


def _found(now: Walker, reached: Reach, categories: Collection[str]) -> tuple[list[Card], Reach]:
    """The cards of what is reached and wanted, and the arrays of just these."""
    held = cards.held(now.register).of(reached.ids.tolist())
    wanted = frozenset(categories)
    if None not in held and not wanted:
        return held, reached  # type: ignore[return-value]
    takes = [card is not None and (not wanted or not wanted.isdisjoint(card.codes)) for card in held]
    found = [card for card in compress(held, takes) if card is not None]
    chosen = np.array(takes, dtype=bool)
    held_by = (reached.ids[chosen], reached.seconds[chosen], reached.metres[chosen])
    return found, Reach(*held_by, reached.door_names)


def _outlets(found: list[Card], reached: Reach, at: datetime, now: Walker) -> bytes:
    """Rows by time, of equal times by their number, which is the board's: class, category, then time."""
    count = len(found)
    if not count:
        return b""
    by_board = np.array([card.rank for card in found]).argsort(kind="stable")
    number = np.empty(count, np.int64)
    number[by_board] = np.arange(1, count + 1)
    order = np.lexsort((number, reached.seconds))
    seconds = reached.seconds[order]
    ranked = [found[row] for row in order.tolist()]
    row: list[bytes] = [b""] * (5 * count)
    row[0::5] = [card.said for card in ranked]
    row[1::5] = words_on(calendar.kept(now.register)).of([card.facts for card in ranked], at, seconds)
    row[2::5] = NUMBERS.of(number[order])
    row[3::5] = MINUTES.of(api_tenths(seconds))
    row[4::5] = _ends(reached, order)
    return b"".join(row)[:-1]


def _ends(reached: Reach, order: Ids) -> list[bytes]:
    """The metres and the door of each row, which they end."""
    metres, names = np.rint(reached.metres[order]).astype(np.int64), reached.door_names
    ends = METRES.of(metres)
    if names:
        for row, id in enumerate(reached.ids[order].tolist()):
            if id in names:
                ends[row] = b'%d,"door":%b},' % (metres[row], orjson.dumps(names[id]))
    return ends
