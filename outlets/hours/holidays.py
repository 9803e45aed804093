"""Which days the State Council made holidays and which weekends it made working days."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

# One letter a day, so that a run of days is a string: quick to hash, and a cache key by itself.
ORDINARY, HOLIDAY, WORKDAY, UNLISTED = "o", "h", "w", "?"

FIXED_HOLIDAYS = frozenset({(1, 1), (5, 1), (5, 2), (5, 3), (10, 1), (10, 2), (10, 3)})


class DayKind(StrEnum):
    """What the yearly notice makes of a day. WORKDAY is a weekend that is worked (调休上班)."""

    HOLIDAY = "holiday"
    WORKDAY = "workday"


@dataclass(frozen=True, eq=False, slots=True)
class HolidayCalendar:
    """The table an administrator loads each November.

    `days` holds only the days that differ from an ordinary week, `names` their Chinese names, and
    `known_years` the years whose notice is loaded: a day absent from a known year is an ordinary one.
    Compared by identity so that it can be a cache key: build one per data version, never change it.
    """

    days: Mapping[date, DayKind]
    known_years: frozenset[int]
    names: Mapping[date, str] = field(default_factory=dict)

    def name_on(self, day: date) -> str | None:
        """The holiday's Chinese name, such as 国庆节."""
        return self.names.get(day)


def letter_of(calendar: HolidayCalendar, day: date) -> str:
    """One of ORDINARY, HOLIDAY, WORKDAY, UNLISTED. A listed day counts even in an otherwise unknown year."""
    kind = calendar.days.get(day)
    if kind is DayKind.HOLIDAY:
        return HOLIDAY
    if kind is DayKind.WORKDAY:
        return WORKDAY if day.weekday() >= 5 else ORDINARY
    return ORDINARY if day.year in calendar.known_years else UNLISTED


@lru_cache(maxsize=64)
def letters_from(calendar: HolidayCalendar, day: date, count: int) -> str:
    """The letters of `count` days, `day` first."""
    return "".join(letter_of(calendar, day + timedelta(days=step)) for step in range(count))
