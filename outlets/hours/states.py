"""Open, closed or unknown at a moment, and until when."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from outlets.hours.day import CHINA, Piece, Plan, plan
from outlets.hours.expression import Expression, State, UnreadableError, read
from outlets.hours.holidays import HolidayCalendar, letters_from

DAY_MINUTES = 24 * 60
HORIZON_DAYS = 8
# yesterday for the night that runs on, the horizon, and a day more since a moment is late in its day
LINE_DAYS = HORIZON_DAYS + 3


@dataclass(frozen=True, slots=True)
class OpenState:
    """The state at a moment.

    `until` is when it next changes, aware in Asia/Shanghai or naive as the moment was; None where that is
    more than 8 days away. `note` is for the resident, "" where there is nothing to add. `then` is the state
    it changes to, so that "opens at" is never said of a time when that is unknown.
    """

    state: State
    until: datetime | None
    note: str
    then: State | None = None


class _Stretch(NamedTuple):
    """From its start to the next one's. Minutes after midnight of the day asked about."""

    start: int
    state: State
    note: str
    until: int | None = None
    then: State | None = None


_Line = tuple[tuple[int, ...], tuple[_Stretch, ...]]


def state_at(text: str, moment: datetime, calendar: HolidayCalendar) -> OpenState:
    """The state at `moment`, aware or naive wall-clock time in China. Unreadable text is unknown."""
    local = moment.astimezone(CHINA) if moment.tzinfo else moment
    day = local.date()
    if not _within_reach(day):
        return OpenState(State.UNKNOWN, None, "")
    line = _line(text, day, letters_from(calendar, day - timedelta(days=1), LINE_DAYS))
    if line is None:
        return OpenState(State.UNKNOWN, None, "")
    starts, stretches = line
    minute = local.hour * 60 + local.minute
    now = stretches[bisect_right(starts, minute) - 1]
    if now.until is None or now.until - minute > HORIZON_DAYS * DAY_MINUTES:
        return OpenState(now.state, None, now.note)
    until = datetime.combine(day, time(0), tzinfo=local.tzinfo) + timedelta(minutes=now.until)
    return OpenState(now.state, until, now.note, now.then)


def _within_reach(day: date) -> bool:
    """Not so near the ends of the calendar that yesterday or next week do not exist."""
    return 1900 <= day.year < 9999


@lru_cache(maxsize=4096)
def _line(text: str, day: date, letters: str) -> _Line | None:
    """The days around `day` as one line of time, the first of `letters` being yesterday's."""
    expression = read(text) if text else None
    if expression is None or isinstance(expression, UnreadableError):
        return None
    yesterday = day - timedelta(days=1)
    plans = [_plan(expression, yesterday, step, letter) for step, letter in enumerate(letters)]
    stretches: list[_Stretch] = []
    for step in range(1, len(plans)):
        stretches += _day_stretches(plans[step - 1], plans[step], (step - 1) * DAY_MINUTES)
    found = _with_changes(stretches)
    return tuple(stretch.start for stretch in found), tuple(found)


def _plan(expression: Expression, first: date, step: int, letter: str) -> Plan:
    return plan(expression, first + timedelta(days=step), letter)


def _day_stretches(yesterday: Plan, today: Plan, midnight: int) -> list[_Stretch]:
    """One day, midnight to midnight, without gaps: its own hours and what runs over from the day before."""
    pieces = [
        *(_noted(piece, today.note) for piece in today.pieces),
        *(_noted(_next_day(piece), yesterday.note) for piece in yesterday.pieces if piece.end > DAY_MINUTES),
    ]
    cuts = sorted({0, *(p.start for p in pieces), *(p.end for p in pieces if p.end < DAY_MINUTES)})
    return [_stretch(pieces, cut, midnight, today.note) for cut in cuts if cut < DAY_MINUTES]


def _noted(piece: Piece, note: str) -> Piece:
    joined = "；".join(part for part in (piece.note, note) if part)
    return Piece(piece.start, piece.end, piece.state, joined)


def _next_day(piece: Piece) -> Piece:
    return Piece(max(0, piece.start - DAY_MINUTES), piece.end - DAY_MINUTES, piece.state, piece.note)


def _stretch(pieces: list[Piece], cut: int, midnight: int, day_note: str) -> _Stretch:
    """Open wins over unknown: a night that still runs is certain, whatever the new day leaves open."""
    here = [piece for piece in pieces if piece.start <= cut < piece.end]
    best = next((p for p in here if p.state is State.OPEN), here[0] if here else None)
    if best is None:
        return _Stretch(midnight + cut, State.CLOSED, day_note)
    return _Stretch(midnight + cut, best.state, best.note)


def _with_changes(stretches: list[_Stretch]) -> list[_Stretch]:
    """Each told when the state next changes, which is not at every midnight."""
    found: list[_Stretch] = []
    until: int | None = None
    then: _Stretch | None = None
    for stretch in reversed(stretches):
        later = found[-1] if found else None
        if later is not None and later.state is not stretch.state:
            until, then = later.start, later
        note = _note_before(stretch, then)
        found.append(_Stretch(stretch.start, stretch.state, note, until, then.state if then else None))
    return found[::-1]


def _note_before(stretch: _Stretch, then: _Stretch | None) -> str:
    """Who reads "closed, opens on Saturday" needs what is said of Saturday, if nothing is said of today."""
    if stretch.state is State.CLOSED and not stretch.note and then is not None:
        return then.note
    return stretch.note
