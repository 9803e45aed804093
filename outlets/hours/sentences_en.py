"""The state at a moment as one short English sentence. What is told when is as in `sentences`."""

from datetime import date, datetime, timedelta

from outlets.hours.expression import State
from outlets.hours.sentences import CLOSING_SOON_MINUTES, clock, minutes_left, wall
from outlets.hours.states import OpenState
from outlets.hours.words import MONTHS
from outlets.hours.words_en import LONG_DAYS


def sentence(
    open_state: OpenState,
    moment: datetime,
    arriving: bool,
    *,
    threshold_minutes: int = CLOSING_SOON_MINUTES,
) -> str:
    """What to tell the resident. `arriving`: `moment` is when they get there, else it is now."""
    if open_state.state is State.UNKNOWN:
        return "Hours unknown, you may want to phone first" if arriving else "Hours unknown"
    if open_state.state is State.CLOSED:
        return _closed(open_state, moment, arriving)
    if open_state.until is None:
        return "Open 24 hours"
    return _open(open_state, open_state.until, moment, arriving, threshold_minutes)


def day_in_words(day: date, today: date) -> str:
    """“3 Mar”, and the year where it is another."""
    words = f"{day.day} {MONTHS[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"


def _open(open_state: OpenState, until: datetime, moment: datetime, arriving: bool, threshold: int) -> str:
    closes = _closing_words(until, moment)
    left = minutes_left(open_state, moment)
    begins = "Open when you get there" if arriving else "Open now"
    if left is None:  # open until then, and after that nobody has said
        return f"{begins}, not known after {closes}"
    if left <= threshold:
        minutes = "1 minute" if left == 1 else f"{left} minutes"
        return (
            f"Still open when you get there, closes at {closes}, {minutes} later"
            if arriving
            else (f"Closes in {minutes}")
        )
    return f"{begins}, closes at {closes}"


def _closed(open_state: OpenState, moment: datetime, arriving: bool) -> str:
    until = open_state.until
    if until is None or open_state.then is State.UNKNOWN:
        return "Closed when you get there" if arriving else "Closed now"
    opens = _opening_words(until, moment)
    if not arriving:
        return f"Closed now, opens {opens}"
    today = wall(until).date() == wall(moment).date()
    return f"{'Not yet open' if today else 'Closed'} when you get there, opens {opens}"


def _opening_words(until: datetime, moment: datetime) -> str:
    opens, today = wall(until), wall(moment).date()
    if opens.date() == today:
        return f"at {clock(opens)}"
    if opens.date() - today == timedelta(days=1):
        return f"tomorrow at {clock(opens)}"
    return f"on {_day_words(opens, moment)} at {clock(opens)}"


def _closing_words(until: datetime, moment: datetime) -> str:
    """A night's end is midnight or 2:00 next day, never tomorrow morning."""
    closes, today = wall(until), wall(moment).date()
    if closes.date() == today:
        return clock(closes)
    if closes.date() - today == timedelta(days=1):
        return "midnight" if closes.hour == closes.minute == 0 else f"{clock(closes)} next day"
    return f"{clock(closes)} on {_day_words(closes, moment)}"


def _day_words(day: datetime, moment: datetime) -> str:
    """The weekday, unless a week on it would be mistaken for today's."""
    if day.date() - wall(moment).date() < timedelta(days=7):
        return LONG_DAYS[day.weekday()]
    return day_in_words(day.date(), wall(moment).date())
