"""An OSM opening_hours text as rules.

The library checks the syntax, prints the canonical text and answers which dates a selector covers. Holidays,
weekdays and the hours of a day are kept here, because a make-up working day and a night that runs into a
holiday need the days apart, and the library only answers for the whole line of time.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from opening_hours import OpeningHours

from lifecircle.language.marked import Told
from lifecircle.language.marked import told as _

LONGEST_TEXT = 255  # the length of a value in OSM
EXAMPLE = _("写法示例：Mo-Fr 08:00-20:00; Sa 09:00-12:00; PH off")
WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
WHOLE_DAY = (0, 24 * 60)


class State(StrEnum):
    """Unknown is not closed."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Span:
    """Hours within a day: minutes after its midnight, or the library's name of a sun event.

    `end` goes up to 48*60; it is None where only the beginning is given ("09:00+").
    """

    start: int | str
    end: int | str | None
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the days it is for, the hours (none means the whole day), and what holds then."""

    separator: str  # ";" replaces the day, "," adds to it, "||" fills what is left
    dates: str  # the library's selector of years, months and weeks; "" for all
    weekdays: frozenset[int] | None  # 0 is Monday; None where no weekday is named
    nth_weekdays: str  # such as "Sa[1]"; left to the library
    on_holidays: bool
    spans: tuple[Span, ...]
    state: State
    comment: str


@dataclass(frozen=True, slots=True)
class Expression:
    """The rules in the order they are written."""

    rules: tuple[Rule, ...]

    @property
    def names_holidays(self) -> bool:
        return any(rule.on_holidays for rule in self.rules)


class UnreadableError(ValueError):
    """`words`: what cannot be read."""

    def __init__(self, words: Told) -> None:
        super().__init__(words)
        self.words = words


_QUOTED = r'"[^"]*"'
_DAY = rf"(?:{'|'.join(WEEKDAYS)})"
_DAYS = rf"(?:[PS]H(?: [+-]?\d+ days?)?|{_DAY}(?:-{_DAY})?(?:\[[^\]]*\](?: [+-]?\d+ days?)?)?)"
_EVENT = r"(?:dawn|sunrise|sunset|dusk)"
_TIME = rf"(?:\d\d:\d\d|{_EVENT}|\({_EVENT}[+-]\d\d:\d\d\))"
_SPAN = rf"{_TIME}(?:-{_TIME})?\+?"
_RULE = re.compile(
    rf"(?P<dates>.*?)(?:(?:^| )(?P<days>{_DAYS}(?:,{_DAYS})*))?(?:(?:^| )(?P<times>{_SPAN}(?:,{_SPAN})*))?"
    rf'(?: (?P<state>open|closed|unknown))?(?: "(?P<comment>[^"]*)")?'
)
_SEPARATOR = re.compile(rf"({_QUOTED})|(; |, | \|\| )")
_COMMENT = re.compile(rf"(?P<state>\b(?:open|closed|off|unknown)\s*)?(?P<comment>{_QUOTED})")
_HOLIDAY_BESIDE_DAY = re.compile(rf"\bPH\s+{_DAY}\b|\b{_DAY}\s+PH\b")
_COLUMN = re.compile(r"--> 1:(\d+)")


def library(text: str) -> OpeningHours:
    """The library's reading, kept from guessing a country: its holiday tables are not ours."""
    return OpeningHours(text, auto_country=False, auto_timezone=False)


def read(text: str) -> Expression | UnreadableError:
    """The rules of a text, or what is wrong with it. Never raises."""
    stripped = text.strip()
    if len(stripped) > LONGEST_TEXT:
        return UnreadableError(_("营业时间最多 {most} 个字符", most=LONGEST_TEXT))
    return _read(stripped)


def check(text: str) -> Told | None:
    """None if the text can be read or is empty (hours unknown), else a sentence with an example."""
    if not text.strip():
        return None
    found = read(text)
    if not isinstance(found, UnreadableError):
        return None
    return _("{words}。{example}", words=found.words, example=EXAMPLE)


@lru_cache(maxsize=4096)
def _read(text: str) -> Expression | UnreadableError:
    try:
        _refuse_what_the_library_misreads(text)
        return Expression(tuple(_rules(_canonical(text))))
    except UnreadableError as fault:
        return UnreadableError(fault.words)  # a cached one must not hold on to its traceback


def _refuse_what_the_library_misreads(text: str) -> None:
    bare = re.sub(_QUOTED, "", text)
    if not bare.isascii():
        raise UnreadableError(_("营业时间要用半角英文写法，中文说明请放在英文双引号里"))
    if _HOLIDAY_BESIDE_DAY.search(bare):  # "PH Mo" is a holiday on a Monday; the library reads "PH or Monday"
        raise UnreadableError(_("PH 与星期之间请用逗号，不用空格"))


def _canonical(text: str) -> str:
    """The library's spelling. By the specification a bare comment means unknown; the library says open."""
    explicit = _COMMENT.sub(_with_state, text)
    try:
        return str(library(explicit))
    except Exception as error:  # the library's own error class is not exported
        raise UnreadableError(_place_of(str(error), text)) from error


def _with_state(comment: re.Match[str]) -> str:
    state = (comment["state"] or "unknown").strip()
    return f"{state} {comment['comment']}"


def _place_of(message: str, text: str) -> Told:
    found = _COLUMN.search(message)
    column = int(found[1]) if found else 1
    rest = text[column - 1 : column + 11]
    if not rest:
        return _("营业时间没有写完整")
    return _("从第 {column} 个字符“{rest}”起看不懂", column=column, rest=rest)


def _rules(canonical: str) -> list[Rule]:
    rules, separator, written = [], ";", ""
    for piece in _SEPARATOR.split(canonical):
        if piece in ("; ", ", ", " || "):
            rules.append(_rule(separator, written))
            separator, written = piece.strip(), ""
        else:
            written += piece or ""
    return [*rules, _rule(separator, written)]


def _rule(separator: str, written: str) -> Rule:
    parts = _RULE.fullmatch(written)
    if parts is None:
        raise UnreadableError(_("暂不支持“{text}”", text=written))
    days = (parts["days"] or "").split(",") if parts["days"] else []
    return Rule(
        separator=separator,
        dates=_dates(parts["dates"].strip()),
        weekdays=_weekdays(days),
        nth_weekdays=",".join(day for day in days if "[" in day),
        on_holidays="PH" in days,
        spans=tuple(_span(text) for text in parts["times"].split(",")) if parts["times"] else (),
        state=State(parts["state"] or "open"),
        comment=parts["comment"] or "",
    )


def _dates(selector: str) -> str:
    if selector in ("", "24/7"):
        return ""
    # the library prints "2025Jun-Aug" and, reading that back, loses August
    selector = re.sub(r"(\d{4})(?=[A-Z])", r"\1 ", selector)
    try:
        if ":" in selector:  # hours the rule pattern does not know, such as repetitions
            raise ValueError(selector)
        library(selector)
    except Exception as error:
        raise UnreadableError(_("暂不支持“{text}”", text=selector)) from error
    return selector


def _weekdays(days: list[str]) -> frozenset[int] | None:
    if not days:
        return None
    for day in days:
        if day.startswith("SH") or (day.startswith("PH") and day != "PH"):
            raise UnreadableError(_("暂不支持“{text}”", text=day))
    named = [day for day in days if day != "PH" and "[" not in day]
    return frozenset(number for day in named for number in _range(day))


def _range(days: str) -> list[int]:
    """ "Sa-Mo" runs over the end of the week: 5, 6, 0."""
    first, _, last = days.partition("-")
    start = WEEKDAYS.index(first)
    length = (WEEKDAYS.index(last or first) - start) % 7 + 1
    return [(start + step) % 7 for step in range(length)]


def _span(text: str) -> Span:
    bounds = re.findall(_TIME, text)
    start, end = _bound(bounds[0]), _bound(bounds[1]) if len(bounds) > 1 else None
    if isinstance(start, int) and isinstance(end, int) and end <= start:
        end += WHOLE_DAY[1]
    return Span(start, end, open_end=text.endswith("+"))


def _bound(text: str) -> int | str:
    return int(text[:2]) * 60 + int(text[3:]) if text[0].isdigit() else text
