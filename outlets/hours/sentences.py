"""The state at a moment as one short Chinese sentence."""

from datetime import datetime, timedelta

from outlets.hours.day import CHINA
from outlets.hours.expression import State
from outlets.hours.states import OpenState
from outlets.hours.words import WEEKDAY_NAMES

CLOSING_SOON_MINUTES = 45


def closing_soon(
    open_state: OpenState, moment: datetime, threshold_minutes: int = CLOSING_SOON_MINUTES
) -> bool:
    """Whether it is open at `moment` and is known to close within the threshold, the last minute included."""
    left = minutes_left(open_state, moment)
    return left is not None and left <= threshold_minutes


def sentence(
    open_state: OpenState,
    moment: datetime,
    arriving: bool,
    *,
    threshold_minutes: int = CLOSING_SOON_MINUTES,
) -> str:
    """What to tell the resident. `arriving`: `moment` is when they get there, else it is now."""
    if open_state.state is State.UNKNOWN:
        return "营业时间未知，可先打电话" if arriving else "时间未知"
    if open_state.state is State.CLOSED:
        return _closed(open_state, moment, arriving)
    if open_state.until is None:
        return "全天开放"
    return _open(open_state, open_state.until, moment, arriving, threshold_minutes)


def _open(open_state: OpenState, until: datetime, moment: datetime, arriving: bool, threshold: int) -> str:
    closes = _closing_words(until, moment)
    left = minutes_left(open_state, moment)
    if left is None:  # open until then, and after that nobody has said
        return f"{'到时营业' if arriving else '营业中'}，{closes} 以后未知"
    if left <= threshold:
        return f"到时还开着，{closes} 关门，还有 {left} 分钟" if arriving else f"还有 {left} 分钟关门"
    return f"{'到时营业' if arriving else '营业中'}，{closes} 关门"


def _closed(open_state: OpenState, moment: datetime, arriving: bool) -> str:
    until = open_state.until
    if until is None or open_state.then is State.UNKNOWN:
        return "到时已关" if arriving else "休息中"
    if not arriving:
        return f"休息中，{_opening_words(until, moment)} 开"
    today = wall(until).date() == wall(moment).date()
    return f"{'到时还没开' if today else '到时已关'}，{_opening_words(until, moment)} 开"


def minutes_left(open_state: OpenState, moment: datetime) -> int | None:
    """Whole minutes until it closes, counted up so that it never says 0. None if that is not known."""
    if open_state.state is not State.OPEN or open_state.until is None or open_state.then is State.UNKNOWN:
        return None
    return -((wall(moment) - wall(open_state.until)) // timedelta(minutes=1))


def wall(moment: datetime) -> datetime:
    """Wall-clock time in China, naive, so that aware and naive can be told apart by neither."""
    return moment.astimezone(CHINA).replace(tzinfo=None) if moment.tzinfo else moment


def clock(moment: datetime) -> str:
    return f"{moment.hour}:{moment.minute:02}"


def _opening_words(until: datetime, moment: datetime) -> str:
    opens, today = wall(until), wall(moment).date()
    if opens.date() == today:
        return clock(opens)
    if opens.date() - today == timedelta(days=1):
        return f"{'明早' if 5 <= opens.hour < 12 else '明天'} {clock(opens)}"
    return f"{_day_words(opens, moment)} {clock(opens)}"


def _closing_words(until: datetime, moment: datetime) -> str:
    """A night's end is 24:00 or 次日 2:00, never tomorrow morning."""
    closes, today = wall(until), wall(moment).date()
    if closes.date() == today:
        return clock(closes)
    if closes.date() - today == timedelta(days=1):
        return "24:00" if closes.hour == closes.minute == 0 else f"次日 {clock(closes)}"
    return f"{_day_words(closes, moment)} {clock(closes)}"


def _day_words(day: datetime, moment: datetime) -> str:
    """The weekday, unless a week on it would be mistaken for today's."""
    if day.date() - wall(moment).date() < timedelta(days=7):
        return WEEKDAY_NAMES[day.weekday()]
    return f"{day.month} 月 {day.day} 日"
