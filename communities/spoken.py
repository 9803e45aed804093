"""What answers say again and again, encoded once: small numbers between fixed words, states on arrival."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache

import numpy as np
import orjson

from lifecircle.walking.contract import Floats
from outlets.arrival import Arrival, Facts
from outlets.hours import CHINA, HolidayCalendar, state_at

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
MOST_KEPT = 50_000  # words of (facts, minute) pairs
MOST_NUMBERS = 20_000


class Numbers:
    """Whole numbers from 0, each as `say` writes it. Grows to what is asked for, up to MOST_NUMBERS."""

    def __init__(self, say: Callable[[int], bytes]) -> None:
        self._say = say
        self._kept = np.empty(0, object)

    def of(self, numbers: np.ndarray) -> list[bytes]:
        kept, most = self._kept, int(numbers.max(initial=0))
        if most >= MOST_NUMBERS:
            return [self._say(number) for number in numbers.tolist()]
        if most >= kept.size:
            self._kept = kept = np.array([self._say(number) for number in range(2 * most + 1)], object)
        said: list[bytes] = kept.take(numbers).tolist()
        return said


NUMBERS = Numbers(lambda number: b'"number":%d,"minutes":' % number)
MINUTES = Numbers(lambda tenths: orjson.dumps(tenths / 10) + b',"metres":')
METRES = Numbers(lambda metres: b'%d,"door":""},' % metres)  # without a door to name


class Words:
    """The state and the sentence on arrival, encoded, by facts and minute: nothing else decides them."""

    def __init__(self, holidays: HolidayCalendar) -> None:
        self.holidays = holidays
        self._kept: dict[Facts, dict[int, bytes]] = {}
        self._count = 0

    def of(self, facts: Sequence[Facts], at: datetime, seconds: Floats) -> list[bytes]:
        """For each outlet where one arrives so many seconds after `at`."""
        kept, minutes = self._kept, _arrival_minutes(at, seconds)
        try:
            return [kept[fact][minute] for fact, minute in zip(facts, minutes, strict=True)]
        except KeyError:
            return [self._one(fact, minute) for fact, minute in zip(facts, minutes, strict=True)]

    def _one(self, facts: Facts, minute: int) -> bytes:
        kept = self._kept
        known = kept.setdefault(facts, {})
        if minute in known:
            return known[minute]
        at = (EPOCH + minute * MINUTE).astimezone(CHINA)
        arrival = Arrival(facts, at, state_at(facts.hours, at, self.holidays))
        said = orjson.dumps({"open": arrival.state, "open_words": arrival.words})
        if self._count >= MOST_KEPT:
            self._kept, self._count = {}, 0
        self._count += 1
        known[minute] = words = b"," + said[1:-1] + b","
        return words


@lru_cache(maxsize=2)
def words_on(holidays: HolidayCalendar) -> Words:
    return Words(holidays)


def _arrival_minutes(at: datetime, seconds: Floats) -> list[int]:
    """The whole minute since 1970 in which each walk ends, to the microsecond as `timedelta` counts."""
    begins = (at - EPOCH) // timedelta(microseconds=1)
    ends = np.rint(seconds * 1e6).astype(np.int64) + begins
    minutes: list[int] = (ends // 60_000_000).tolist()
    return minutes
