"""The hours that begin on one day. A night belongs to the day it began on, whatever the next day is."""

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours

from outlets.hours.expression import WHOLE_DAY, Expression, Rule, Span, State, library
from outlets.hours.holidays import FIXED_HOLIDAYS, HOLIDAY, UNLISTED, WORKDAY

CHINA = ZoneInfo("Asia/Shanghai")
LANZHOU = (36.06, 103.83)  # lat, lng; the sun of one place serves the whole city to within two minutes

HOLIDAY_NOTE = "节假日，请先打电话确认"
WORKDAY_NOTE = "调休上班日，请先打电话确认"
AS_WEEKDAY_NOTE = "调休上班日，按周一至周五的时间"
UNLISTED_NOTE = "节假日请电话确认"
OPEN_END_NOTE = "关门时间不定"

COMMENTS = {"by appointment": "需预约", "on appointment": "需预约", "appointment only": "需预约"}


class Piece(NamedTuple):
    """A stretch with one state. Minutes after the midnight of the day it belongs to, `end` up to 48*60."""

    start: int
    end: int
    state: State
    note: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What begins on a day, in order and without closed pieces, and what is to be said of the day itself."""

    pieces: tuple[Piece, ...]
    note: str = ""


def plan(expression: Expression, day: date, letter: str) -> Plan:
    """The plan of a day that the holiday table gave this letter."""
    if letter == WORKDAY:
        return _worked_weekend(expression, day)
    pieces = pieces_of(expression, day, weekday=day.weekday(), holiday=letter == HOLIDAY)
    return Plan(pieces, _note(expression, day, letter))


def pieces_of(expression: Expression, day: date, *, weekday: int, holiday: bool) -> tuple[Piece, ...]:
    """What begins on `day` were it that weekday (0 is Monday) and, or not, a public holiday."""
    laid: list[Piece] = []
    holiday_decided = False
    for rule in expression.rules:
        if not _covers(rule, day, weekday, holiday) or (holiday_decided and _is_weekly(rule)):
            continue
        laid = _apply(rule, laid, day)
        holiday_decided |= holiday and rule.on_holidays
    return tuple(sorted((p for p in laid if p.state is not State.CLOSED), key=lambda piece: piece.start))


def comment_in_chinese(comment: str) -> str:
    """The few English comments that mappers use everywhere; anything else stays as written."""
    return COMMENTS.get(comment.strip().lower(), comment.strip())


def _is_weekly(rule: Rule) -> bool:
    """Too general to undo what an earlier rule said of holidays, as in "PH off; Mo-Su 08:00-20:00"."""
    return rule.separator == ";" and not rule.on_holidays and not rule.dates


def _covers(rule: Rule, day: date, weekday: int, holiday: bool) -> bool:
    if rule.dates and not _selects(rule.dates, day):
        return False
    if rule.weekdays is None or weekday in rule.weekdays or (holiday and rule.on_holidays):
        return True
    return bool(rule.nth_weekdays) and weekday == day.weekday() and _selects(rule.nth_weekdays, day)


def _selects(selector: str, day: date) -> bool:
    return _selector(selector).is_open(datetime.combine(day, time(12)))


@lru_cache(maxsize=1024)
def _selector(selector: str) -> OpeningHours:
    return library(selector)


def _apply(rule: Rule, laid: list[Piece], day: date) -> list[Piece]:
    pieces = _pieces_by(rule, day)
    if rule.separator == "||":
        return _fill(laid, pieces)
    carves = rule.state is State.CLOSED and rule.spans  # "12:00-14:00 off" is a break, not a new day
    if rule.separator == ";" and not carves:
        laid = []
    for piece in pieces:
        laid = [*_without(laid, piece), piece]
    return laid


def _pieces_by(rule: Rule, day: date) -> list[Piece]:
    note = comment_in_chinese(rule.comment)
    if not rule.spans:
        return [Piece(*WHOLE_DAY, rule.state, note)]
    return [piece for span in rule.spans for piece in _pieces_in(span, rule.state, note, day)]


def _pieces_in(span: Span, state: State, note: str, day: date) -> list[Piece]:
    start = _minute(span.start, day)
    end = start if span.end is None else _minute(span.end, day)
    if span.end is not None and end <= start:
        end += WHOLE_DAY[1]
    pieces = [Piece(start, end, state, note)] if start < end else []
    if span.open_end and end < WHOLE_DAY[1]:  # nobody said how long; the day's end is as far as one may guess
        pieces.append(Piece(end, WHOLE_DAY[1], State.UNKNOWN, OPEN_END_NOTE))
    return pieces


def _minute(bound: int | str, day: date) -> int:
    return bound if isinstance(bound, int) else _sun_minute(bound, day)


@lru_cache(maxsize=1024)
def _sun_minute(event: str, day: date) -> int:
    hours = OpeningHours(f"{event}-24:00", timezone=CHINA, coords=LANZHOU, auto_country=False)
    change = hours.next_change(datetime.combine(day, time(0), tzinfo=CHINA))
    return change.hour * 60 + change.minute if change else 0


def _without(laid: list[Piece], cut: Piece) -> list[Piece]:
    """What is left of the pieces outside `cut`."""
    left = []
    for piece in laid:
        if piece.start < cut.start:
            left.append(Piece(piece.start, min(piece.end, cut.start), piece.state, piece.note))
        if piece.end > cut.end:
            left.append(Piece(max(piece.start, cut.end), piece.end, piece.state, piece.note))
    return left


def _fill(laid: list[Piece], pieces: list[Piece]) -> list[Piece]:
    """The pieces only where nothing is laid yet."""
    gaps = pieces
    for piece in laid:
        gaps = _without(gaps, piece)
    return laid + gaps


def _note(expression: Expression, day: date, letter: str) -> str:
    if letter == HOLIDAY and not expression.names_holidays:
        return HOLIDAY_NOTE
    if letter == UNLISTED and (expression.names_holidays or (day.month, day.day) in FIXED_HOLIDAYS):
        return UNLISTED_NOTE
    return ""


def _worked_weekend(expression: Expression, day: date) -> Plan:
    """Monday to Friday's hours where these are all alike; where they differ, nobody can say which hold."""
    week = [pieces_of(expression, day, weekday=number, holiday=False) for number in range(5)]
    if any(pieces != week[0] for pieces in week):
        end = max([WHOLE_DAY[1], *(piece.end for pieces in week for piece in pieces)])
        return Plan((Piece(0, end, State.UNKNOWN),), WORKDAY_NOTE)
    own = pieces_of(expression, day, weekday=day.weekday(), holiday=False)
    return Plan(week[0], "" if own == week[0] else AS_WEEKDAY_NOTE)
