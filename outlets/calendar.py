"""The holiday table as the calendar that opening hours are read with."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from django.db import connection
from django.utils.timezone import localdate

from outlets.hours import DayKind, HolidayCalendar
from outlets.index import OutletIndex
from outlets.models import Holiday

# The statute of 2024 gives 13 days off a year, that of 2013 gave 11: fewer rows are not a year's notice.
LEAST_DAYS_OFF = 11

_kept: tuple[tuple[object, int], HolidayCalendar] | None = None


def current() -> HolidayCalendar:
    """One query for last year, this year and the next; a year without its days off is an unknown year."""
    year = localdate().year
    rows = Holiday.objects.filter(date__year__gte=year - 1, date__year__lte=year + 1)
    return _calendar(tuple(rows.values_list("date", "kind", "name")))


def kept(register: OutletIndex) -> HolidayCalendar:
    """The same without a query, until a trigger has marked a change or a year has gone."""
    global _kept
    now = (register.marks.tables, localdate().year)
    held = _kept
    if held is not None and held[0] == now:
        return held[1]
    calendar = current()
    if register.marks.tables is not None and not connection.in_atomic_block:
        _kept = (now, calendar)
    return calendar


@lru_cache(maxsize=4)
def _calendar(rows: tuple[tuple[date, str, str], ...]) -> HolidayCalendar:
    """The same object for the same rows: `outlets.hours` keeps its work by the calendar's identity."""
    days: Mapping[date, DayKind] = {day: DayKind(kind) for day, kind, _ in rows}
    off = Counter(day.year for day, kind in days.items() if kind is DayKind.HOLIDAY)
    return HolidayCalendar(
        days=days,
        known_years=frozenset(year for year, count in off.items() if count >= LEAST_DAYS_OFF),
        names={day: name for day, _, name in rows},
    )
