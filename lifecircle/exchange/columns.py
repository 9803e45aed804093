"""Headings to columns: the one list that an import reads by and an export writes by. Pure.

A heading is known by its Chinese or its English name or by an alias, whatever its width, case, blanks and
required-mark; the order is free. What is not known is a problem, never left out silently.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from lifecircle.exchange.cells import Cell, Faulty
from lifecircle.exchange.kinds import Kind, Out, folded
from lifecircle.exchange.problems import Problem, Wrong
from lifecircle.exchange.tables import Table
from lifecircle.language.marked import told as _


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. `meaning` (English) and `example` are for the documentation."""

    field: str
    chinese: str
    english: str
    kind: Kind
    meaning: str
    example: str
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.chinese, self.english, self.field, *self.aliases)

    def read(self, cell: Cell) -> Any:
        """The value of a cell, None where it is empty; raises Wrong."""
        if isinstance(cell, Faulty):
            raise Wrong(cell.words)
        if isinstance(cell, date):
            if not self.kind.dated:
                raise Wrong(_("被表格软件当成了日期 {day}，请把单元格格式改成“文本”，重新填", day=str(cell)))
            return cell
        return self.kind.read(cell) if cell else None

    def write(self, value: Any) -> Out:
        return self.kind.unknown if value is None else self.kind.write(value)


@dataclass(slots=True)
class Reading:
    """One row of the file: its values by field; `broken` where something is wrong with it."""

    row: int
    values: dict[str, Any]
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """Which column stands where: by place in the row, from 0."""

    row: int
    places: Mapping[int, Column]

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(column.field for column in self.places.values())


def matched(
    table: Table, columns: Sequence[Column], ignored: Collection[str] = ()
) -> tuple[Heading, list[Problem]]:
    """The columns of a table, and what is wrong with its headings, `ignored` ones apart."""
    known = {_bare(name): column for column in columns for name in column.names}
    places: dict[int, Column] = {}
    problems = []
    for place, cell in enumerate(table.headings):
        name = cell if isinstance(cell, str) else str(getattr(cell, "words", cell))
        column = known.get(_bare(name))
        if _bare(name) in ignored:
            continue
        words = _complaint(name, place, column, places, known) if name or _used(table, place) else None
        if words:
            problems.append(Problem(words, table.heading_row))
        elif column:
            places[place] = column
    return Heading(table.heading_row, places), problems


def read_rows(table: Table, heading: Heading) -> Iterator[tuple[Reading, list[Problem]]]:
    """Each row with its values, and with the problems of its cells."""
    width = len(table.headings)
    for number, cells in table.rows:
        problems = []
        reading = Reading(number, {})
        if any(cells[width:]):
            words = _("有 {cells} 格，表头只有 {width} 列：多出来的没有表头", cells=len(cells), width=width)
            problems.append(Problem(words, number))
        for place, column in heading.places.items():
            try:
                reading.values[column.field] = column.read(cells[place] if place < len(cells) else "")
            except Wrong as wrong:
                problems.append(Problem(wrong.words, number, column.chinese))
        reading.broken = bool(problems)
        yield reading, problems


def _bare(name: str) -> str:
    """A heading without the marks that forms put on it."""
    return folded(name).strip("*:?'\"")


def _used(table: Table, place: int) -> bool:
    return any(len(cells) > place and cells[place] for number, cells in table.rows)


def _complaint(
    name: str, place: int, column: Column | None, places: Mapping[int, Column], known: Mapping[str, Column]
) -> str | None:
    if not name:
        return _("第 {column} 列有内容，却没有表头", column=place + 1)
    if column is None:
        like = get_close_matches(_bare(name), known, n=1, cutoff=0.5)
        if like:
            return _("不认得“{name}”这一列，是不是“{like}”？", name=name, like=known[like[0]].chinese)
        return _("不认得“{name}”这一列，请改名或删掉这一列", name=name)
    if column in places.values():
        return _("“{column}”这一列出现了两次", column=column.chinese)
    return None
