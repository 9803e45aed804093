"""The API's answer, from arrays to bytes: what `reach` gives a page, without a model instance on the way."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import compress
from typing import Any

import numpy as np
import orjson
from django.utils.timezone import localtime

from communities.engines import Trip
from communities.reach import Walker, rings_of, walker
from lifecircle.geo import Point
from lifecircle.walking import Pace, Reach
from lifecircle.walking.contract import Floats, Ids, api_tenths
from outlets import calendar, cards
from outlets.arrival import Arrival, Facts
from outlets.cards import Card
from outlets.hours import CHINA, HolidayCalendar, state_at
from outlets.osm import OSM_ATTRIBUTION

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
MOST_KEPT = 50_000  # words of (facts, minute) pairs


class Words:
    """The state and the sentence on arrival, encoded, by facts and minute: nothing else decides them."""

    def __init__(self, holidays: HolidayCalendar) -> None:
        self.holidays = holidays
        self._kept: dict[tuple[Facts, int], bytes] = {}

    def of(self, facts: Sequence[Facts], minutes: Sequence[int]) -> list[bytes]:
        keys = list(zip(facts, minutes, strict=True))
        found = list(map(self._kept.get, keys))
        if None not in found:
            return found  # type: ignore[return-value]
        return [words or self._say(key) for key, words in zip(keys, found, strict=True)]

    def _say(self, key: tuple[Facts, int]) -> bytes:
        facts, minute = key
        at = (EPOCH + minute * MINUTE).astimezone(CHINA)
        arrival = Arrival(facts, at, state_at(facts.hours, at, self.holidays))
        said = orjson.dumps({"open": arrival.state, "open_words": arrival.words})
        if len(self._kept) >= MOST_KEPT:
            self._kept = {}
        self._kept[key] = words = b"," + said[1:-1] + b","
        return words


@lru_cache(maxsize=2)
def _words(holidays: HolidayCalendar) -> Words:
    return Words(holidays)


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
    found, reached = _found(now, trip.reach(), categories)
    head = orjson.dumps(_head(trip, at, now, found))
    outlets = _outlets(found, reached, at, _words(calendar.kept(now.register)))
    rings = orjson.dumps(rings_of(trip))
    return b"".join((head[:-1], b',"outlets":[', outlets, b'],"rings":', rings, b"}"))


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


def _outlets(found: list[Card], reached: Reach, at: datetime, words: Words) -> bytes:
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
    row: list[bytes] = [b""] * (8 * count)
    row[0::8] = [card.said for card in ranked]
    row[1::8] = words.of([card.facts for card in ranked], _arrival_minutes(at, seconds))
    row[2::8] = [b'"number":'] * count
    row[3::8] = _numerals(number[order])
    row[4::8] = [b',"minutes":'] * count
    row[5::8] = _numerals(api_tenths(seconds) / 10)
    row[6::8] = [b',"metres":'] * count
    row[7::8] = _ends(reached, order)
    return b"".join(row)[:-1]


def _ends(reached: Reach, order: Ids) -> list[bytes]:
    """The metres and the door of each row, which they end."""
    walked = _numerals(np.rint(reached.metres[order]).astype(np.int64))
    names = reached.door_names
    if not names:
        return [metres + b',"door":""},' for metres in walked]
    doors = [orjson.dumps(names.get(id, "")) for id in reached.ids[order].tolist()]
    return [b"".join((metres, b',"door":', door, b"},")) for metres, door in zip(walked, doors, strict=True)]


def _arrival_minutes(at: datetime, seconds: Floats) -> list[int]:
    """The whole minute since 1970 in which each walk ends, to the microsecond as `timedelta` counts."""
    begins = (at - EPOCH) // timedelta(microseconds=1)
    ends = np.rint(seconds * 1e6).astype(np.int64) + begins
    minutes: list[int] = (ends // 60_000_000).tolist()
    return minutes


def _numerals(numbers: np.ndarray) -> list[bytes]:
    """Each as JSON writes it."""
    return orjson.dumps(numbers.tolist())[1:-1].split(b",")
