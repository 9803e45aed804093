"""Rows to a CSV or xlsx file: whole or not at all, and nothing in it that a spreadsheet would run. Pure."""

import csv
import io
import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES, ILLEGAL_CHARACTERS_RE

from lifecircle.exchange.guard import guarded
from lifecircle.exchange.kinds import Out
from lifecircle.exchange.problems import Refused
from lifecircle.language.marked import told as _

BOM = "\ufeff"
LONGEST_XLSX_CELL = 32_767
Rows = Iterable[Sequence[Out]]


class Stream(Protocol):
    def write(self, text: str, /) -> object: ...


def write_table(path: Path, headings: Sequence[str], rows: Rows, *, title: str) -> int:
    """Writes the file in one go and counts its rows; raises Refused for an ending other than these."""
    ending = path.suffix.lower()
    if ending not in {".csv", ".xlsx"}:
        raise Refused(_("只写 .csv 和 .xlsx 文件，这个是“{name}”。", name=path.name))
    try:
        with TemporaryDirectory(dir=path.parent, prefix=".export-") as folder:
            part = Path(folder) / path.name
            if ending == ".xlsx":
                written = _write_xlsx(part, headings, rows, title)
            else:
                with part.open("w", encoding="utf-8", newline="") as file:
                    written = write_csv(file, headings, rows)
            os.replace(part, path)
    except OSError as error:
        words = _(
            "写不了文件 {path}（{error}）：请看看文件夹在不在、能不能写、盘满没满。",
            path=str(path),
            error=str(error.strerror),
        )
        raise Refused(words) from error
    return written


def write_csv(stream: Stream, headings: Sequence[str], rows: Rows) -> int:
    """With the mark that makes Excel read UTF-8."""
    written = -1  # the headings are no row
    for line in csv_lines(headings, rows):
        stream.write(line)
        written += 1
    return written


def csv_lines(headings: Sequence[str], rows: Rows) -> Iterator[str]:
    """The file line by line, for a stream that is pulled."""
    line = io.StringIO(newline="")
    writer = csv.writer(line)
    line.write(BOM)
    for row in chain([headings], rows):
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _write_xlsx(path: Path, headings: Sequence[str], rows: Rows, title: str) -> int:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    number = 1
    try:
        sheet.append(list(headings))
        for number, row in zip(count(2), rows, strict=False):
            sheet.append([_cell(sheet, number, cell) for cell in row])
    except BaseException:
        sheet.close()  # ends openpyxl's temporary file, which only a save would
        raise
    book.save(path)
    return number - 1


def book_bytes(tables: Iterable[tuple[str, Sequence[str], Rows]]) -> bytes:
    """Several tables, (title, headings, rows) each, as the sheets of one workbook."""
    book = Workbook(write_only=True)
    for title, headings, rows in tables:
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        sheet.append(list(headings))
        for number, row in enumerate(rows, 2):
            sheet.append([_cell(sheet, number, cell) for cell in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(sheet: Any, row: int, value: Out) -> Any:
    """An empty text takes no cell; a text that would become a formula or an error is typed as text."""
    if not isinstance(value, str):
        return value
    if len(value) > LONGEST_XLSX_CELL:
        words = _(
            "第 {row} 行有一格 {length:,} 个字，xlsx 一格放不下：请导出成 .csv。", row=row, length=len(value)
        )
        raise Refused(words)
    plain = ILLEGAL_CHARACTERS_RE.sub("", value)
    if not plain.startswith("=") and plain not in ERROR_CODES:
        return plain or None
    cell = WriteOnlyCell(sheet, plain)
    cell.data_type = "s"
    return cell
