"""Posted prices in one cell: “修鞋 10 元起；配钥匙 8 元一把；开锁（面议）；磨刀”. Pure.

An entry is a trade, then its price in yuan and how that is meant; without a price, a note stands in brackets.
Names that this would not bring back as they were are written as JSON: [["name", "5.00", "note"], …].
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

import orjson

from lifecircle.exchange.kinds import Kind, read_text
from lifecircle.exchange.problems import Wrong
from lifecircle.language.marked import told as _

LONGEST_NAME, LONGEST_NOTE, TOO_DEAR = 60, 30, 1_000_000
_SEPARATORS = re.compile(r"[；;\n]")
_PRICED = re.compile(r"(.+?)\s*([0-9]+(?:\.[0-9]+)?)\s*元(.*)", re.DOTALL)
_NOTED = re.compile(r"(.+)[（(](.+)[）)]", re.DOTALL)


class Price(NamedTuple):
    """One small trade: `yuan` None is an unknown price."""

    name: str
    yuan: Decimal | None = None
    note: str = ""


def read_prices(text: str) -> tuple[Price, ...]:
    """The trades in their order; raises Wrong for a trade named twice and for words too long."""
    prices = _from_json(text)
    if prices is None:
        prices = tuple(_price(part.strip()) for part in _SEPARATORS.split(read_text(text)) if part.strip())
    names = [price.name for price in prices]
    for price in prices:
        _check(price)
        if names.count(price.name) > 1:
            raise Wrong(_("“{name}”写了两次", name=price.name))
    return prices


def write_prices(prices: Sequence[Price]) -> str:
    plain = "；".join(map(_words, prices))
    try:
        if read_prices(plain.strip()) == tuple(prices):
            return plain
    except Wrong:
        pass
    rows = [[price.name, None if price.yuan is None else str(price.yuan), price.note] for price in prices]
    return orjson.dumps(rows).decode()


def _check(price: Price) -> None:
    """What the database would refuse, or round; JSON and a hasty hand can hold anything."""
    read_text(price.name + price.note)
    if not price.name:
        raise Wrong(_("有一项没有写做什么"))
    if len(price.name) > LONGEST_NAME or len(price.note) > LONGEST_NOTE:
        words = _(
            "“{name}”太长：名称最多 {longest_name} 字，价钱说明最多 {longest_note} 字",
            name=price.name,
            longest_name=LONGEST_NAME,
            longest_note=LONGEST_NOTE,
        )
        raise Wrong(words)
    yuan = price.yuan
    if yuan is not None and not (yuan.is_finite() and 0 <= yuan < TOO_DEAR and yuan == round(yuan, 2)):
        words = _(
            "“{name}”的价钱 {yuan} 不对：从 0 到 {most} 元，最多两位小数",
            name=price.name,
            yuan=str(yuan),
            most=TOO_DEAR - 1,
        )
        raise Wrong(words)


def _price(part: str) -> Price:
    if match := _PRICED.fullmatch(part):
        return Price(match[1].strip(), Decimal(match[2]), match[3].strip())
    if match := _NOTED.fullmatch(part):
        return Price(match[1].strip(), None, match[2].strip())
    return Price(part)


def _words(price: Price) -> str:
    if price.yuan is not None:
        return f"{price.name} {price.yuan.normalize():f} 元{price.note}"
    return f"{price.name}（{price.note}）" if price.note else price.name


def _from_json(text: str) -> tuple[Price, ...] | None:
    """The prices of the JSON form; None where the text is not that."""
    if not text.startswith("[["):
        return None
    try:
        return tuple(
            Price(str(name), None if yuan is None else Decimal(yuan), str(note))
            for name, yuan, note in orjson.loads(text)
        )
    except (ValueError, TypeError, ArithmeticError):
        return None


PRICES = Kind(read_prices, write_prices)
