"""The holiday table as the calendar that opening hours are read with."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from django.utils.timezone import localdate

from outlets.hours import DayKind, HolidayCalendar
from outlets.models import Holiday


def current() -> HolidayCalendar:
    """One query for last year, this year and the next; a year without a row is an unknown year."""
    year = localdate().year
    rows = Holiday.objects.filter(date__year__gte=year - 1, date__year__lte=year + 1)
    return _calendar(tuple(rows.values_list("date", "kind", "name")))


@lru_cache(maxsize=4)
def _calendar(rows: tuple[tuple[date, str, str], ...]) -> HolidayCalendar:
    """The same object for the same rows: `outlets.hours` keeps its work by the calendar's identity."""
    days: Mapping[date, DayKind] = {day: DayKind(kind) for day, kind, _ in rows}
    return HolidayCalendar(
        days=days,
        known_years=frozenset(day.year for day in days),
        names={day: name for day, _, name in rows},
    )
