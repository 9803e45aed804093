"""What a made-up street is made of: the trades of fixtures/tables/sample_trades.csv. Pure."""

import csv
from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

Weights = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One small service and what it costs; None where only the note says it."""

    name: str
    price_yuan: Decimal | None
    price_note: str


@dataclass(frozen=True, slots=True)
class Trade:
    """How one category shows itself on a street. Shares are percent."""

    category: str
    least: int
    most: int
    lack: int  # how readily a quarter goes without it; 0 = never
    names: tuple[str, ...]
    hours: tuple[str, ...]
    further: Weights
    items: tuple[Item, ...]
    forms: Weights
    chain: int
    m2: tuple[int, int] | None
    phone: int
    delivery: int

    def among(self, categories: Collection[str]) -> "Trade":
        """The same, its further categories only those given."""
        return replace(self, further=tuple(pair for pair in self.further if pair[0] in categories))


def read_trades(path: Path) -> list[Trade]:
    with path.open(encoding="utf-8", newline="") as file:
        return [_trade(row) for row in csv.DictReader(file)]


def _trade(row: dict[str, str]) -> Trade:
    least_m2, _, most_m2 = row["m2"].partition("-")
    return Trade(
        category=row["category"],
        least=int(row["least"]),
        most=int(row["most"]),
        lack=int(row["lack"]),
        names=tuple(row["names"].split(";")),
        hours=tuple(row["hours"].split(" / ")),
        further=_weights(row["further"]),
        items=tuple(_item(text) for text in row["items"].split(";") if text),
        forms=_weights(row["forms"]),
        chain=int(row["chain"]),
        m2=(int(least_m2), int(most_m2)) if row["m2"] else None,
        phone=int(row["phone"]),
        delivery=int(row["delivery"]),
    )


def _weights(text: str) -> Weights:
    """`"post:20 breakfast:10"`"""
    return tuple((code, int(share)) for code, _, share in (word.partition(":") for word in text.split()))


def _item(text: str) -> Item:
    """`"配钥匙 5 一把"`, or `"量血压 - 免费"` where there is no price."""
    name, price, note = text.rsplit(" ", 2)
    return Item(name, None if price == "-" else Decimal(price), note)
