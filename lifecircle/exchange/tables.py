"""A CSV or xlsx file as headings and rows of cells. Pure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lifecircle.exchange import csv_files, xlsx_files
from lifecircle.exchange.cells import COMMAND_LIMITS, MOST_COLUMNS, Cell, Limits, NumberedRow, filled
from lifecircle.exchange.problems import Refused
from lifecircle.language.marked import told as _

MOST_BYTES = 200_000_000
READERS: dict[str, Callable[[Path, Limits], Iterator[NumberedRow]]] = {
    ".csv": csv_files.read,
    ".xlsx": xlsx_files.read,
}
REFUSED_ENDINGS = {
    ".xls": _("旧式的 .xls"),
    ".xlsm": _("带宏的 .xlsm"),
    ".xlsb": _("二进制的 .xlsb"),
    ".ods": " .ods",
    ".et": _(" WPS 的 .et"),
    ".numbers": " .numbers",
}


@dataclass(frozen=True, slots=True)
class Table:
    """The headings, the row they stand in, and the filled rows below with their numbers."""

    headings: Sequence[Cell]
    heading_row: int
    rows: Sequence[NumberedRow]


def read_table(path: Path, limits: Limits = COMMAND_LIMITS) -> Table:
    """The table in a .csv or .xlsx file, empty rows left out; raises Refused with a Chinese sentence."""
    rows = filled(READERS[checked_ending(path)](path, limits), limits.rows)
    first = next(rows, None)
    if first is None:
        raise Refused(_("文件里什么都没有：第一行应是表头。"))
    number, headings = first
    if len(headings) > MOST_COLUMNS:
        words = _(
            "表头有 {columns:,} 列，不像一张表：最多 {most} 列。", columns=len(headings), most=MOST_COLUMNS
        )
        raise Refused(words)
    return Table(headings, number, list(rows))


def checked_ending(path: Path) -> str:
    """The ending, once the file is known to be there, of a kind that is read, and of a sane size."""
    ending = path.suffix.lower()
    if not path.is_file():
        raise Refused(_("找不到文件 {path}。", path=str(path)))
    if ending in REFUSED_ENDINGS:
        words = _(
            "不收{kind} 文件：请在表格软件里另存为 .xlsx 或 .csv 再导入。", kind=REFUSED_ENDINGS[ending]
        )
        raise Refused(words)
    if ending not in READERS:
        raise Refused(_("只收 .csv 和 .xlsx 文件，这个是“{name}”。", name=path.name))
    if path.stat().st_size > MOST_BYTES:
        raise Refused(_("文件超过 {most} MB，请分成几份导入。", most=MOST_BYTES // 1_000_000))
    return ending
