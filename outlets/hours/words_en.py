"""Opening hours in plain English: “Mon–Fri 8:00–20:00; Sat closed”."""

import re

from outlets.hours.day import (
    AS_WEEKDAY_NOTE,
    COMMENTS,
    HOLIDAY_NOTE,
    OPEN_END_NOTE,
    UNLISTED_NOTE,
    WORKDAY_NOTE,
    comment_in_chinese,
)
from outlets.hours.expression import WHOLE_DAY, Rule, Span, State, UnreadableError, read
from outlets.hours.words import MONTHS

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LONG_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
BY_APPOINTMENT = "by appointment"
NOTES = {
    HOLIDAY_NOTE: "Public holiday: phone first to make sure",
    WORKDAY_NOTE: "Weekend worked in exchange for a holiday: phone first to make sure",
    AS_WEEKDAY_NOTE: "Weekend worked in exchange for a holiday: hours as from Monday to Friday",
    UNLISTED_NOTE: "Public holiday: phone to make sure",
    OPEN_END_NOTE: "No fixed closing time",
    **dict.fromkeys(COMMENTS.values(), "By appointment"),
}
_DATE = re.compile(rf"(?:(?P<year>\d{{4}}) ?)?(?P<month>{'|'.join(MONTHS)})(?: (?P<day>\d+))?")


class _BeyondWordsError(Exception):
    """The original text is shown instead."""


def say(text: str) -> str:
    """The hours in English; what there are no words for comes back as written after "As written: "."""
    if not text.strip():
        return "Hours unknown"
    expression = read(text)
    try:
        if isinstance(expression, UnreadableError):
            raise _BeyondWordsError
        told = "; ".join(_rule(rule) for rule in expression.rules)
    except _BeyondWordsError:
        return f"As written: {text.strip()}"
    return told[0].upper() + told[1:]


def note(words: str) -> str:
    """What the hours add to a day; what a mapper wrote in words of their own stays as it is."""
    return NOTES.get(words, words)


def _rule(rule: Rule) -> str:
    when = "other times" if _is_plain_fallback(rule) else _when(_dates(rule.dates), _days(rule))
    comment = _comment(rule.comment)
    if rule.spans:
        hours = ", ".join(_span(span) for span in rule.spans)
        return f"{when or 'every day'} {hours}{_after_hours(rule, comment)}"
    return _whole_day(rule, when, comment)


def _comment(comment: str) -> str:
    return BY_APPOINTMENT if comment_in_chinese(comment) in COMMENTS.values() else comment.strip()


def _when(dates: str, days: str) -> str:
    return f"{dates}, {days}" if dates and days else dates or days


def _is_plain_fallback(rule: Rule) -> bool:
    if rule.separator != "||":
        return False
    if rule.dates or rule.spans or rule.weekdays is not None:
        raise _BeyondWordsError
    return True


def _after_hours(rule: Rule, comment: str) -> str:
    words = {State.OPEN: "", State.CLOSED: " closed", State.UNKNOWN: "" if comment else " (not always open)"}
    return words[rule.state] + (f" ({comment})" if comment else "")


def _whole_day(rule: Rule, when: str, comment: str) -> str:
    if rule.state is State.UNKNOWN:
        return f"{when}: {comment or 'unknown'}" if when else comment or "hours unknown"
    if rule.state is State.OPEN:
        words = f"{when} open 24 hours" if when and when != "every day" else "open 24 hours"
    else:
        words = f"{when} closed" if when else "not open"
    return words + (f" ({comment})" if comment else "")


def _days(rule: Rule) -> str:
    if rule.nth_weekdays:
        raise _BeyondWordsError
    if rule.weekdays is None:
        return ""
    names = "every day" if len(rule.weekdays) == 7 else ", ".join(_runs(sorted(rule.weekdays)))
    if not rule.on_holidays:
        return names
    if names == "every day":
        return "every day and public holidays"
    return ", ".join(filter(None, (names, "public holidays")))


def _runs(weekdays: list[int]) -> list[str]:
    """ "Mon–Fri" for three days or more on end, each by itself otherwise."""
    runs: list[list[int]] = []
    for day in weekdays:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return [words for run in runs for words in _run(run)]


def _run(run: list[int]) -> list[str]:
    return [f"{DAYS[run[0]]}–{DAYS[run[-1]]}"] if len(run) > 2 else [DAYS[day] for day in run]


def _dates(selector: str) -> str:
    if not selector:
        return ""
    return ", ".join(" to ".join(_date(end) for end in item.split("-")) for item in selector.split(","))


def _date(text: str) -> str:
    found = _DATE.fullmatch(text)
    if found is None:
        raise _BeyondWordsError
    return " ".join(filter(None, (found["day"], found["month"], found["year"])))


def _span(span: Span) -> str:
    if span.open_end:
        return (
            f"from {_time(span.start)}" if span.end is None else f"{_interval(span.start, span.end)} or later"
        )
    return _interval(span.start, span.end)


def _interval(start: int | str, end: int | str | None) -> str:
    if end is None:
        raise _BeyondWordsError
    dash = "–" if isinstance(start, int) and isinstance(end, int) else " to "
    return f"{_time(start)}{dash}{_time(end)}"


def _time(bound: int | str) -> str:
    if isinstance(bound, str):
        if bound not in ("sunrise", "sunset", "dawn", "dusk"):
            raise _BeyondWordsError
        return bound
    if bound > WHOLE_DAY[1]:
        return f"{_clock(bound - WHOLE_DAY[1])} next day"
    return _clock(bound)


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"
