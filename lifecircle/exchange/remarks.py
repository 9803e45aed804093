"""A copy of somebody's table with remarks in a last column; every other cell stays as it was. Pure.

An xlsx is not written anew: the remarks are put into the sheet's own XML, so that its formats, lists and
formulas stay. A column that already has the heading is used again.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import column_index_from_string, get_column_letter

from lifecircle.exchange import csv_files, xlsx_files
from lifecircle.exchange.cells import Cell
from lifecircle.exchange.guard import guarded
from lifecircle.exchange.tables import Table, read_table

_ROW = re.compile(rb"<((?:\w+:)?)row\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?row>)", re.DOTALL)
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>.*?</(?:\w+:)?c>)", re.DOTALL)
_NUMBER = re.compile(rb"\br=[\"']([A-Z]*)([0-9]*)[\"']")
_SPANS = re.compile(rb"\sspans=[\"'][^\"']*[\"']")
_DIMENSION = re.compile(rb"<(?:\w+:)?dimension\b[^>]*?(?:/>|>.*?</(?:\w+:)?dimension>)", re.DOTALL)


def with_remarks(path: Path, heading: str, remarks: Mapping[int, str]) -> bytes:
    """The file with the remarks by row number; raises Refused where it is no table."""
    table = read_table(path)
    words = {table.heading_row: heading, **remarks}
    place = _place(table, heading)
    return _in_csv(path, place, words) if path.suffix.lower() == ".csv" else _in_xlsx(path, place, words)


def _place(table: Table, heading: str) -> int:
    """From 0: the column with this heading, else the one after all that holds anything."""
    headings = [cell if isinstance(cell, str) else "" for cell in table.headings]
    if heading in headings:
        return headings.index(heading)
    rows: list[Sequence[Cell]] = [table.headings, *(cells for _, cells in table.rows)]
    return max(len(cells) for cells in rows)


def _in_csv(path: Path, place: int, words: Mapping[int, str]) -> bytes:
    text, encoding = csv_files.decoding(path.read_bytes())
    delimiter = csv_files.delimiter_of(text)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n" if "\r\n" in text else "\n")
    for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
        if number in words:
            cells += [""] * (place + 1 - len(cells))
            cells[place] = guarded(words[number])
        writer.writerow(cells)
    # what GBK has no character for, GB18030 has
    return out.getvalue().encode(encoding)


def _in_xlsx(path: Path, place: int, words: Mapping[int, str]) -> bytes:
    part = xlsx_files.sheet_part(path)
    out = io.BytesIO()
    with ZipFile(path) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for one in source.infolist():
            data = source.read(one)
            target.writestr(
                one, _in_sheet(data, place, words) if one.filename == part else data, ZIP_DEFLATED
            )
    return out.getvalue()


def _in_sheet(xml: bytes, place: int, words: Mapping[int, str]) -> bytes:
    number = 0

    def row(match: re.Match[bytes]) -> bytes:
        nonlocal number
        prefix, attributes, cells = match[1], match[2], match[3] or b""
        given = _NUMBER.search(attributes)
        number = int(given[2]) if given and given[2] else number + 1
        if number not in words:
            return match[0]
        column = get_column_letter(place + 1)
        before, after = _split(cells, place + 1)
        cell = _cell(prefix, f"{column}{number}", words[number])
        tag = prefix + b"row"
        return b"<%b%b>%b%b%b</%b>" % (tag, _SPANS.sub(b"", attributes), before, cell, after, tag)

    return _ROW.sub(row, _DIMENSION.sub(b"", xml, count=1))


def _split(cells: bytes, column: int) -> tuple[bytes, bytes]:
    """The cells left and right of a column, which are written in order; its own is left out."""
    place = 0
    for cell in _CELL.finditer(cells):
        given = _NUMBER.search(cell[1])
        place = column_index_from_string(given[1].decode()) if given and given[1] else place + 1
        if place >= column:
            return cells[: cell.start()], cells[cell.end() if place == column else cell.start() :]
    return cells, b""


def _cell(prefix: bytes, where: str, words: str) -> bytes:
    plain = escape(ILLEGAL_CHARACTERS_RE.sub("", words)).encode()
    p = prefix
    return b'<%bc r="%b" t="inlineStr"><%bis><%bt xml:space="preserve">%b</%bt></%bis></%bc>' % (
        p, where.encode(), p, p, plain, p, p, p,
    )  # fmt: skip
