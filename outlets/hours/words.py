"""Opening hours in plain Chinese."""

import re

from outlets.hours.day import comment_in_chinese
from outlets.hours.expression import WHOLE_DAY, Rule, Span, State, UnreadableError, read

WEEKDAY_NAMES = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
EVENTS = {"sunrise": "日出", "sunset": "日落", "dawn": "黎明", "dusk": "黄昏"}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE = re.compile(rf"(?:(?P<year>\d{{4}}) ?)?(?P<month>{'|'.join(MONTHS)})(?: (?P<day>\d+))?")


class _BeyondWordsError(Exception):
    """The original text is shown instead."""


def say(text: str) -> str:
    """The hours in Chinese; what there are no words for comes back as written after "按："."""
    if not text.strip():
        return "时间未知"
    expression = read(text)
    try:
        if isinstance(expression, UnreadableError):
            raise _BeyondWordsError
        return "；".join(_rule(rule) for rule in expression.rules)
    except _BeyondWordsError:
        return f"按：{text.strip()}"


def _rule(rule: Rule) -> str:
    when = "其他时间" if _is_plain_fallback(rule) else _dates(rule.dates) + _days(rule)
    comment = comment_in_chinese(rule.comment)
    if rule.spans:
        hours = "、".join(_span(span) for span in rule.spans)
        return f"{when or '每天'} {hours}{_after_hours(rule, comment)}"
    return _whole_day(rule, when, comment)


def _is_plain_fallback(rule: Rule) -> bool:
    if rule.separator != "||":
        return False
    if rule.dates or rule.spans or rule.weekdays is not None:
        raise _BeyondWordsError
    return True


def _after_hours(rule: Rule, comment: str) -> str:
    words = {State.OPEN: "", State.CLOSED: " 休息", State.UNKNOWN: "" if comment else "（不一定营业）"}
    return words[rule.state] + (f"（{comment}）" if comment else "")


def _whole_day(rule: Rule, when: str, comment: str) -> str:
    if rule.state is State.UNKNOWN:
        return f"{when}{comment or ('未知' if when.endswith('时间') else '时间未知')}"
    if rule.state is State.OPEN:
        words = f"{'' if when == '每天' else when}全天开放"
    else:
        words = f"{when}休息" if when else "不营业"
    return words + (f"（{comment}）" if comment else "")


def _days(rule: Rule) -> str:
    if rule.nth_weekdays:
        raise _BeyondWordsError
    if rule.weekdays is None:
        return ""
    names = "每天" if len(rule.weekdays) == 7 else "、".join(_runs(sorted(rule.weekdays)))
    if not rule.on_holidays:
        return names
    return "每天（含节假日）" if names == "每天" else "、".join(filter(None, (names, "节假日")))


def _runs(weekdays: list[int]) -> list[str]:
    """ "周一至周五" for three days or more on end, each by itself otherwise."""
    runs: list[list[int]] = []
    for day in weekdays:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return [words for run in runs for words in _run(run)]


def _run(run: list[int]) -> list[str]:
    if len(run) > 2:
        return [f"{WEEKDAY_NAMES[run[0]]}至{WEEKDAY_NAMES[run[-1]]}"]
    return [WEEKDAY_NAMES[day] for day in run]


def _dates(selector: str) -> str:
    if not selector:
        return ""
    return "、".join("至 ".join(_date(end) for end in item.split("-")) for item in selector.split(","))


def _date(text: str) -> str:
    found = _DATE.fullmatch(text)
    if found is None:
        raise _BeyondWordsError
    words = f"{MONTHS.index(found['month']) + 1} 月"
    if found["year"]:
        words = f"{found['year']} 年 {words}"
    return f"{words} {found['day']} 日" if found["day"] else words


def _span(span: Span) -> str:
    if span.open_end:
        return f"{_time(span.start)} 起" if span.end is None else f"{_interval(span.start, span.end)} 或更晚"
    return _interval(span.start, span.end)


def _interval(start: int | str, end: int | str | None) -> str:
    if end is None:
        raise _BeyondWordsError
    dash = "–" if isinstance(start, int) and isinstance(end, int) else "至"
    return f"{_time(start)}{dash}{_time(end)}"


def _time(bound: int | str) -> str:
    if isinstance(bound, str):
        if bound not in EVENTS:
            raise _BeyondWordsError
        return EVENTS[bound]
    if bound > WHOLE_DAY[1]:
        return f"次日 {_clock(bound - WHOLE_DAY[1])}"
    return _clock(bound)


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"
