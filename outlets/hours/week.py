"""Opening hours as the weekly table people edit."""

from dataclasses import dataclass
from datetime import date, timedelta

from outlets.hours.day import Piece, pieces_of
from outlets.hours.expression import WEEKDAYS, Expression, Span, State, UnreadableError, read

Interval = tuple[int, int]
"""(start, end) in minutes after the midnight of the day it begins on; end up to 48*60 for past midnight."""
Week = tuple[tuple[Interval, ...], ...]
"""Seven days, Monday first."""

DAY_MINUTES = 24 * 60
_MONDAY = date(2024, 1, 1)  # any Monday: a weekly text knows no dates


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """A week, and the hours of public holidays: None where nothing is said of them, () where closed."""

    week: Week
    holiday: tuple[Interval, ...] | None = None


def to_week(text: str) -> WeeklyHours | None:
    """The weekly table of a text; None where it cannot be read or says more than a week can hold."""
    expression = read(text)
    if isinstance(expression, UnreadableError) or not _is_weekly(expression):
        return None
    week = tuple(_intervals(_begins(expression, number, holiday=False)) for number in range(7))
    if not expression.names_holidays:
        return WeeklyHours(week)
    holidays = {_intervals(_begins(expression, number, holiday=True)) for number in range(7)}
    return WeeklyHours(week, holidays.pop()) if len(holidays) == 1 else None


def from_week(hours: WeeklyHours) -> str:
    """The canonical OSM text. Closed days are written out, so that they are told from forgotten ones."""
    week = normal_week(hours.week)
    rules = [_week_text(week)] if len(set(week)) == 1 else _grouped(week)
    if hours.holiday is not None:
        rules.append(f"PH {_hours_text(normal_day(hours.holiday))}")
    return "; ".join(rules)


def normal_week(week: Week) -> Week:
    """Seven days of ordered intervals that neither touch nor overlap. ValueError for what is out of range."""
    if len(week) != len(WEEKDAYS):
        raise ValueError(f"a week has 7 days, not {len(week)}")
    return tuple(normal_day(day) for day in week)


def normal_day(day: tuple[Interval, ...]) -> tuple[Interval, ...]:
    """The intervals in order, those that touch or overlap made one."""
    merged: list[Interval] = []
    for start, end in sorted(day):
        if not (0 <= start < DAY_MINUTES and start < end <= 2 * DAY_MINUTES):
            raise ValueError(f"no interval of a day: {start} to {end} minutes")
        if merged and start <= merged[-1][1]:
            start, end = merged[-1][0], max(merged.pop()[1], end)
        merged.append((start, end))
    return tuple(merged)


def _is_weekly(expression: Expression) -> bool:
    return all(
        not (rule.dates or rule.nth_weekdays or rule.comment)
        and rule.separator != "||"
        and rule.state is not State.UNKNOWN
        and all(_is_fixed(span) for span in rule.spans)
        for rule in expression.rules
    )


def _is_fixed(span: Span) -> bool:
    return isinstance(span.start, int) and isinstance(span.end, int) and not span.open_end


def _begins(expression: Expression, number: int, *, holiday: bool) -> tuple[Piece, ...]:
    return pieces_of(expression, _MONDAY + timedelta(days=number), weekday=number, holiday=holiday)


def _intervals(pieces: tuple[Piece, ...]) -> tuple[Interval, ...]:
    return normal_day(tuple((piece.start, piece.end) for piece in pieces))


def _week_text(week: Week) -> str:
    """A week of seven days alike."""
    if week[0] == ((0, DAY_MINUTES),):
        return "24/7"
    return f"Mo-Su {_hours_text(week[0])}" if week[0] else "off"


def _grouped(week: Week) -> list[str]:
    groups: dict[tuple[Interval, ...], list[int]] = {}
    for number, day in enumerate(week):
        groups.setdefault(day, []).append(number)
    return [f"{_days_text(numbers)} {_hours_text(day)}" for day, numbers in groups.items()]


def _days_text(numbers: list[int]) -> str:
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{WEEKDAYS[numbers[0]]}-{WEEKDAYS[numbers[-1]]}"
    return ",".join(WEEKDAYS[number] for number in numbers)


def _hours_text(day: tuple[Interval, ...]) -> str:
    return ",".join(f"{_clock(start)}-{_end_clock(start, end)}" for start, end in day) or "off"


def _end_clock(start: int, end: int) -> str:
    """02:00 for a night, 26:00 only where more than a day would otherwise be read as less."""
    wraps = end > DAY_MINUTES and end - DAY_MINUTES < start
    return _clock(end - DAY_MINUTES if wraps else end)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
