"""Kinds of cell: how a text is read as a value, and how a value is written. Pure.

Every `read` takes text that is not empty, every `write` a value that is not None (an empty cell is None in
both directions), and `read(str(write(value))) == value`. `read` raises Wrong with words that say what belongs
there.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from lifecircle.exchange.problems import Wrong
from lifecircle.language.marked import told as _

Out = str | int | float

MOST_WHOLE = 2_147_483_647
_SCIENTIFIC = re.compile(r"([0-9])(?:\.([0-9]+))?E\+?([0-9]{1,2})", re.IGNORECASE)
_POINT_ZERO = re.compile(r"([0-9]+)\.0+")
_MONEY = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,2})?")
_BETWEEN_NUMBERS = re.compile(r"[、，,；;\s]+")
_DATE = re.compile(
    r"([0-9]{4})(?:[-/.年])([0-9]{1,2})(?:[-/.月])([0-9]{1,2})日?|([0-9]{4})([0-9]{2})([0-9]{2})"
)
YES = "是 有 对 y yes true 1 √ ✓"
NO = "否 无 没有 不 n no false 0 × ✗ x"
UNKNOWN = "未知 不详 不清楚 unknown ?"


@dataclass(frozen=True, slots=True)
class Kind:
    """`dated`: a date cell of a workbook is welcome here; anywhere else it is a number or text gone wrong.
    `unknown` is how None is written."""

    read: Callable[[str], Any]
    write: Callable[[Any], Out] = str
    dated: bool = False
    unknown: str = ""


def folded(text: str) -> str:
    """What two spellings have in common: half width, lower case, no blanks."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def read_text(text: str) -> str:
    """The text itself, line breaks as one character; invisible control characters are refused."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if any(unicodedata.category(mark) in {"Cc", "Cs"} and mark not in "\n\t" for mark in plain):
        raise Wrong(_("里面有看不见的控制字符，请删掉重打"))
    return plain


def read_code(text: str) -> str:
    """A code of digits and letters, mended where a spreadsheet took it for a number and lost nothing."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if match := _POINT_ZERO.fullmatch(plain):
        return match[1]
    if match := _SCIENTIFIC.fullmatch(plain):
        first, rest, power = match[1], match[2] or "", int(match[3])
        # 6.20104E+11 stands for any of a million codes; only a full mantissa is the code itself
        if len(rest.rstrip("0")) < power - 2:
            raise Wrong(
                _(
                    "{text} 被表格软件写成了科学计数，后几位已经丢了：请把格式改成“文本”，重新填完整的代码",
                    text=text,
                )
            )
        return (first + rest).ljust(power + 1, "0")[: power + 1]
    return read_text(plain)


def read_whole(text: str) -> int:
    """A whole number from 0 that a database column holds; 1,200 and 1200.0 are the same number."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "").strip()
    digits = match[1] if (match := _POINT_ZERO.fullmatch(plain)) else plain
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 10 or int(digits) > MOST_WHOLE:
        raise Wrong(_("“{text}”不是整数，比如 1200", text=text))
    return int(digits)


def read_degrees(text: str) -> float:
    """Decimal degrees; whether they are on the globe is asked of the pair."""
    try:
        value = float(unicodedata.normalize("NFKC", text).strip().rstrip("°"))
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise Wrong(_("“{text}”不是用小数写的度数，比如 36.1134", text=text))
    return value


def read_percent(text: str) -> Decimal:
    """0-100; a share such as 0.925, which a percent cell hides, is refused and not taken for 0.9 %."""
    try:
        value = Decimal(unicodedata.normalize("NFKC", text).strip().rstrip("%"))
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise Wrong(_("“{text}”不是百分数，比如 92.5", text=text))
    if 0 < value <= 1 and "%" not in text:
        raise Wrong(_("{text} 像是小数：请按百分数填，比如 92.5", text=text))
    return value


def read_money(text: str) -> Decimal:
    """Yuan, to the fen; 1,200.50 is the same number, a bill in 万元 is refused and not taken for yuan."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "").strip().rstrip("元").strip()
    if not _MONEY.fullmatch(plain):
        raise Wrong(_("“{text}”不是多少元，按元填，比如 225000 或 99.50", text=text))
    return Decimal(plain)


def write_money(value: Decimal) -> Out:
    return int(value) if value == value.to_integral_value() else f"{value:.2f}"


def read_numbers(text: str) -> tuple[int, ...]:
    """Numbers of the register in one cell, each once, in their order."""
    parts = [part.strip() for part in _BETWEEN_NUMBERS.split(read_text(text))]
    return tuple(dict.fromkeys(read_whole(part) for part in parts if part))


def read_date(text: str) -> date:
    match = _DATE.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    try:
        year, month, day = (int(part) for part in (match.groups() if match else ()) if part)
        return date(year, month, day)
    except ValueError as error:
        raise Wrong(_("“{text}”不是日期，应写成 2026-03-01", text=text)) from error


def read_yes_no(text: str) -> bool | None:
    plain = folded(text)
    if plain in UNKNOWN.split():
        return None
    if plain in YES.split() or plain in NO.split():
        return plain in YES.split()
    raise Wrong(
        _("“{text}”看不懂，请填 {yes}、{no} 或 {unknown}", text=text, yes="是", no="否", unknown="未知")
    )


def choice(pairs: Iterable[tuple[Any, Any]], more: Mapping[str, str] | None = None) -> Kind:
    """One of (value, label) pairs, read by either or by a further spelling, written as its label."""
    labels = {str(value): str(label) for value, label in pairs}
    spellings = {folded(word): value for value, label in labels.items() for word in (label, value)}
    spellings |= {folded(word): value for word, value in (more or {}).items()}

    def read(text: str) -> str:
        value = spellings.get(folded(text))
        if value is None:
            raise Wrong(_("“{text}”不在可选的里面，请填 {known}", text=text, known=[*labels.values()]))
        return value

    return Kind(read, lambda value: labels.get(str(value), str(value)))


TEXT = Kind(read_text)
CODE = Kind(read_code)
WHOLE = Kind(read_whole, int)
DEGREES = Kind(read_degrees, float)
PERCENT = Kind(read_percent, lambda value: f"{value:f}")
MONEY = Kind(read_money, write_money)
NUMBERS = Kind(read_numbers, lambda numbers: "；".join(map(str, numbers)))
DATE = Kind(read_date, lambda value: value.isoformat(), dated=True)
YES_NO = Kind(read_yes_no, lambda value: "是" if value else "否", unknown="未知")
