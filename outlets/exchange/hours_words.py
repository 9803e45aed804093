"""Opening hours as offices write them in a table, turned into OSM opening hours where they can be. Pure.

“周一至周五 8:00-18:00；周六 9:00-12:00”, “每天早8点到晚8点半”, “24小时”. What is OSM already stays
as it is, and what cannot be read stays too: the model then says what is wrong with it.
"""

import re
import unicodedata
from functools import lru_cache

from lifecircle.exchange.kinds import Kind, read_text
from outlets.hours import check

DAYS = dict(zip("一二三四五六日天", ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "Su"), strict=True))
ALWAYS = {"24小时", "全天", "24小时营业", "全天24小时", "全天营业"}
_TO = re.compile(r"[至到~—–-]+")
_RULE = re.compile(r"(\D*?)((?:上午|下午|早上|早|晚上|晚|中午)?[0-9].*)")
_DAY = r"(?:周|星期|礼拜)?[一二三四五六日天]"
_DAY_SPANS = re.compile(rf"{_DAY}(?:-{_DAY})?(?:[、和,]{_DAY}(?:-{_DAY})?)*")
_TIME = r"(上午|下午|早上|早|晚上|晚|中午)?([0-9]{1,2})(?::([0-9]{2})|点半|点([0-9]{1,2})?分?)"
_SPAN = re.compile(rf"{_TIME}-{_TIME}")
LATE = {"下午", "晚上", "晚"}


@lru_cache(maxsize=4_096)
def read_hours(text: str) -> str:
    plain = read_text(text)
    if check(plain) is None:
        return plain
    rules = _rules("".join(unicodedata.normalize("NFKC", plain).split()))
    return rules if rules and check(rules) is None else plain


def _rules(text: str) -> str | None:
    if text in ALWAYS:
        return "24/7"
    parts = [part for part in re.split(r"[;。]", _TO.sub("-", text)) if part]
    rules = [_rule(part) for part in parts]
    return "; ".join(rule for rule in rules if rule) if rules and all(rules) else None


def _rule(part: str) -> str | None:
    match = _RULE.fullmatch(part)
    days = _days(match[1].rstrip(":")) if match else None
    times = [_times(span) for span in re.split(r"[,、]", match[2])] if match else []
    return f"{days} {','.join(map(str, times))}" if days and times and all(times) else None


def _days(words: str) -> str | None:
    if words in {"", "每天", "每日", "周一-周日", "天天"}:
        return "Mo-Su"
    if not _DAY_SPANS.fullmatch(words):
        return None
    days = re.sub(r"周|星期|礼拜", "", words)
    return "".join(DAYS.get(mark, "," if mark in "、和," else mark) for mark in days)


def _times(span: str) -> str | None:
    match = _SPAN.fullmatch(span)
    if not match:
        return None
    half = [piece.endswith("半") for piece in span.split("-")]
    return "-".join(_clock(match.groups()[start : start + 4], half[start > 0]) for start in (0, 4))


def _clock(parts: tuple[str | None, ...], half: bool) -> str:
    """“晚8点半” is 20:30."""
    when, hour, minute, minute_in_words = parts
    hours = int(hour or 0)
    if when in LATE and hours < 12:
        hours += 12
    return f"{hours:02}:{30 if half else int(minute or minute_in_words or 0):02}"


HOURS = Kind(read_hours)
