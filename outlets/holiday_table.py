"""The yearly notice of holidays and make-up working days, brought in from a table: a whole year at a time."""

from collections import Counter
from pathlib import Path

from django.db import transaction

from lifecircle.exchange.columns import Column, Reading
from lifecircle.exchange.kinds import DATE, TEXT, choice
from lifecircle.exchange.problems import Problem
from lifecircle.exchange.sheets import read_sheet, repeated
from outlets.calendar import LEAST_DAYS_OFF
from outlets.models import Holiday
from outlets.models.holiday import HolidayKind

COLUMNS = (
    Column("date", "日期", "date", DATE, "The day", "2026-10-01"),
    Column(
        "kind", "放假或上班", "kind", choice(HolidayKind.choices), "放假 day off, 调休上班 worked", "放假"
    ),
    Column("name", "节日", "name", TEXT, "Which holiday it belongs to", "国庆节"),
)
NEEDED = frozenset({"date", "kind", "name"})


def read(path: Path) -> tuple[list[Holiday], list[Problem]]:
    """The days of the file, and every problem by row; too few days off are no year's notice."""
    sheet = read_sheet(path, COLUMNS, (NEEDED,), system=None)
    problems = sheet.problems
    problems += repeated(sheet.whole(), lambda reading: reading.values.get("date"), "日期")
    if not sheet.keyed:
        return [], problems
    for reading in sheet.whole():
        problems += _empty(reading)
    days = [Holiday(**reading.values) for reading in sheet.whole()]
    problems += _short(days)
    return days, problems


def apply(days: list[Holiday]) -> None:
    """Puts whole years in place of what was known of them, in one step.

    A notice may reach into a neighbouring year (a holiday that begins on 31 December): there only these days
    are replaced.
    """
    with transaction.atomic():
        Holiday.objects.filter(date__year__in=_whole_years(days)).delete()
        Holiday.objects.filter(date__in=[day.date for day in days]).delete()
        Holiday.objects.bulk_create(days)


def _empty(reading: Reading) -> list[Problem]:
    names = [column.chinese for column in COLUMNS if reading.values[column.field] in (None, "")]
    reading.broken = reading.broken or bool(names)
    return [Problem("不能空", reading.row, name) for name in names]


def _whole_years(days: list[Holiday]) -> list[int]:
    off = Counter(day.date.year for day in days if day.kind == HolidayKind.HOLIDAY)
    return sorted(year for year, count in off.items() if count >= LEAST_DAYS_OFF)


def _short(days: list[Holiday]) -> list[Problem]:
    if not days or _whole_years(days):
        return []
    return [Problem(f"不像一整年的安排：哪一年都不到 {LEAST_DAYS_OFF} 天放假")]
