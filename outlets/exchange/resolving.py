"""What the words of a row stand for: categories by name or code, divisions and outlets by number."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from lifecircle.areas.models import Area
from lifecircle.exchange.columns import Reading
from lifecircle.exchange.kinds import folded
from lifecircle.exchange.plans import chunks
from lifecircle.exchange.problems import Problem, Wrong
from lifecircle.language.marked import told as _
from outlets.models import Category, Outlet


@dataclass(frozen=True, slots=True)
class Lookups:
    """What the database knows of what a file speaks of."""

    categories: dict[str, str]
    areas: set[str]
    outlets: set[int]

    @classmethod
    def of(cls, readings: Iterable[Reading]) -> "Lookups":
        rows = [reading.values for reading in readings]
        numbers = {row.get(name) for row in rows for name in ("id", "moved_to")}
        return cls(
            category_spellings(),
            set(_present(Area.objects.all(), {row.get("area") for row in rows})),
            set(_present(Outlet.objects.all(), numbers)),
        )

    def category(self, word: str) -> str:
        """The code; raises Wrong, with the nearest name there is."""
        code = self.categories.get(folded(word))
        if code is None:
            like = get_close_matches(folded(word), self.categories, n=1)
            if like:
                raise Wrong(_("没有“{word}”这个业态，是不是“{like}”？", word=word, like=like[0]))
            raise Wrong(_("没有“{word}”这个业态", word=word))
        return code

    def area(self, code: str) -> str:
        if code not in self.areas:
            raise Wrong(_("区划代码 {code} 不在区划表里", code=code))
        return code

    def outlet(self, number: int) -> int:
        if number not in self.outlets:
            raise Wrong(_("没有编号 {number} 的网点", number=number))
        return number

    def own_outlet(self, number: int) -> int:
        """Of the row itself."""
        if number not in self.outlets:
            raise Wrong(_("没有编号 {number} 的网点；新的网点请把编号留空", number=number))
        return number


def category_spellings() -> dict[str, str]:
    """Folded name, code, and name without its bracket, to the code."""
    pairs = list(Category.objects.values_list("name", "code"))
    short = {folded(name).split("(")[0]: code for name, code in pairs}
    return short | {folded(code): code for _, code in pairs} | {folded(name): code for name, code in pairs}


def resolve(reading: Reading, known: Lookups) -> Iterator[Problem]:
    """Replaces the words of a row by what is stored, under the names of the model's attributes."""
    values = reading.values
    for name, heading, find in (
        ("category", "主业态", known.category),
        ("further", "兼营业态", lambda words: tuple(known.category(word) for word in words)),
        ("area", "所属区划代码", known.area),
        ("moved_to", "搬到", known.outlet),
        ("id", "编号", known.own_outlet),
    ):
        try:
            if values.get(name) is not None:
                values[name] = find(values[name])
        except Wrong as wrong:
            reading.broken = True
            yield Problem(wrong.words, reading.row, heading)
    for name in ("category", "area", "moved_to"):
        if name in values:
            values[f"{name}_id"] = values.pop(name)


def _present(records: Any, keys: set[Any]) -> Iterator[Any]:
    for some in chunks(sorted(keys - {None})):
        yield from records.filter(pk__in=some).order_by().values_list("pk", flat=True)
