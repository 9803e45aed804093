"""Cells as the readers give them, and how much of a table is still a table. Pure.

A cell is text (never None), a date where the workbook says that it is one, or `Faulty` where nothing usable
stands in it. Rows carry the number that a spreadsheet shows beside them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from lifecircle.exchange.problems import Refused
from lifecircle.language.marked import Told
from lifecircle.language.marked import told as _

MOST_COLUMNS = 256


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may hold; `unpacked_bytes` and `cells` are asked of an xlsx before it is read."""

    rows: int = 200_000
    cells: int = 10_000_000
    unpacked_bytes: int = 1_000_000_000


COMMAND_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Faulty:
    """A cell with nothing usable in it; the words say why."""

    words: Told


Cell = str | date | Faulty
NumberedRow = tuple[int, Sequence[Cell]]


def filled(rows: Iterable[NumberedRow], most_rows: int) -> Iterator[NumberedRow]:
    """The rows that hold anything; raises Refused once there are more than one file may have."""
    for number, cells in rows:
        if any(cells):
            if number > most_rows + 1:
                raise Refused(_("表里超过 {most:,} 行，请分成几份导入。", most=most_rows))
            yield number, cells
