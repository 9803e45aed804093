"""Opening hours as a clerk types them: a line for every day, lines for single days and holidays, or OSM text.

What a week cannot hold stays in the last line, as it is written.
"""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lifecircle.language.told import say
from outlets.hours import Interval, WeeklyHours, check, from_week, to_week
from outlets.hours_form import ALL_DAY, CLOSED, DAYS, HOLIDAY, SPAN, day_of, day_text

DAY_NAMES = tuple(f"d{number}" for number in range(7))
NAMES = ("all", *DAY_NAMES, "holiday", "osm")
LABELS = {
    "all": _("每天"),
    **dict(zip(DAY_NAMES, DAYS, strict=True)),
    "holiday": HOLIDAY,
    "osm": _("别的写法"),
}
LONGEST = 255
MORNING = 6 * 60  # nobody's night is longer: what ends later than this, and before it begins, is a slip

Lines = dict[str, str]


def lines_of(text: str) -> Lines:
    """The lines that say an OSM text; a whole week alike is said once."""
    lines = dict.fromkeys(NAMES, "")
    weekly = to_week(text) if text else None
    if weekly is None:
        return {**lines, "osm": text}
    lines["holiday"] = "" if weekly.holiday is None else day_text(weekly.holiday)
    if len(set(weekly.week)) == 1:
        return {**lines, "all": _said(weekly.week[0])}
    return lines | {name: _said(day) for name, day in zip(DAY_NAMES, weekly.week, strict=True)}


def text_of(lines: Mapping[str, str]) -> tuple[str, list[tuple[str, str]]]:
    """The OSM text ("" where nothing is known), and complaints as (line, words)."""
    given = {name: lines.get(name, "").strip() for name in NAMES}
    weekly = [name for name in NAMES[:-1] if given[name]]
    if given["osm"]:
        return given["osm"], _of_osm(given["osm"], beside=weekly)
    if not weekly:
        return "", []
    days, wrong = _days(given)
    unsaid = [LABELS[name] for name in DAY_NAMES if not given[name] and not given["all"]]
    if unsaid and not wrong:
        words = gettext("{days}还没有填；不开门的写“休息”。")
        wrong.append((weekly[0], words.format(days=gettext("、").join(map(str, unsaid)))))
    if wrong:
        return "", wrong
    week = tuple(days.get(name, days.get("all", ())) for name in DAY_NAMES)
    text = from_week(WeeklyHours(week, days.get("holiday")))
    return (text, []) if len(text) <= LONGEST else ("", [("all", gettext("营业时间太复杂了，请写简单些。"))])


def _of_osm(text: str, *, beside: list[str]) -> list[tuple[str, str]]:
    if beside:
        return [("osm", gettext("每天的时间和“别的写法”只填一样。"))]
    problem = check(text)
    return [("osm", say(problem))] if problem else []


def _days(given: Mapping[str, str]) -> tuple[dict[str, tuple[Interval, ...]], list[tuple[str, str]]]:
    days, wrong = {}, []
    for name in NAMES[:-1]:
        if not given[name]:
            continue
        try:
            days[name] = _day(given[name])
        except forms.ValidationError as error:
            words = gettext("{label}：{words}").format(label=LABELS[name], words=error.messages[0])
            wrong.append((name, words))
    return days, wrong


def _day(text: str) -> tuple[Interval, ...]:
    for hour, minute, next_day, end_hour, end_minute in SPAN.findall(text):
        start, end = int(hour) * 60 + int(minute), int(end_hour) * 60 + int(end_minute)
        if not next_day and MORNING < end <= start:
            raise forms.ValidationError(gettext("关门时间比开门早。过半夜的写“18:00-次日 2:00”。"))
    return day_of(text)


def _said(day: tuple[Interval, ...]) -> str:
    return str(ALL_DAY) if day == ((0, 24 * 60),) else day_text(day) or str(CLOSED)
