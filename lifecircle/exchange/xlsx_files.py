"""xlsx files as numbered rows of cells; merges and formulas, which readers hide, are looked at first."""

import re
import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils import get_column_letter

from lifecircle.exchange.cells import COMMAND_LIMITS, MOST_COLUMNS, Cell, Faulty, Limits, NumberedRow, filled
from lifecircle.exchange.problems import Refused
from lifecircle.language.marked import told as _

# sheets that explain a table, or hold its drop-down lists
NOT_TABLES = frozenset({"填写说明", "可选的值"})
MACROS = "vbaProject"
OLE = b"\xd0\xcf\x11\xe0"
SCAN_BYTES = 1 << 20
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z0-9:]{2,30})[\"']")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_COUNTED = re.compile(rb"<(?:\w+:)?(?:c|row|si)[\s/>]")
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


def read(path: Path, limits: Limits = COMMAND_LIMITS) -> Iterator[NumberedRow]:
    """Rows of the one sheet that holds anything, counted from 1."""
    with warnings.catch_warnings():
        # drop-down lists and styles that openpyxl does not know are no concern of a table
        warnings.simplefilter("ignore")
        try:
            _check_archive(path, limits)
            rows = list(filled(_rows(path), limits.rows))
        except Refused:
            raise
        except Exception as error:  # a damaged workbook fails inside zipfile and openpyxl in any way at all
            words = _("打不开这个 xlsx：文件坏了或不是真的 xlsx。请在表格软件里另存一次再导入。")
            raise Refused(words) from error
    yield from rows


def _check_archive(path: Path, limits: Limits) -> None:
    """Refuses what is no workbook, is locked, runs, or would unpack to more than a table ever is."""
    with path.open("rb") as file:
        if file.read(4) == OLE:
            raise Refused(_("这个文件是旧式 .xls，或者加了打开密码：请去掉密码，另存为 .xlsx 再导入。"))
    try:
        with ZipFile(path) as archive:
            # zipfile never unpacks more of a part than the directory says
            unpacked = sum(part.file_size for part in archive.infolist())
            if unpacked > limits.unpacked_bytes:
                size_mb = unpacked // 1_000_000
                raise Refused(_("这个 xlsx 解开后有 {size:,} MB，不像一张表，没有读。", size=size_mb))
            if any(MACROS in name for name in archive.namelist()):
                raise Refused(_("这个文件里有宏（VBA 程序），不收：请另存为不带宏的 .xlsx 再导入。"))
            if (cells := _cells_of(archive)) > limits.cells:
                why = _("多半是带着格式的空行：请把有内容的部分复制到一张新表再导入。")
                raise Refused(_("表里有 {cells:,} 格，太多了。{why}", cells=cells, why=why))
    except BadZipFile as error:
        words = _("这个文件名叫 .xlsx，内容却不是：请在表格软件里另存为 .xlsx 再导入。")
        raise Refused(words) from error


def _cells_of(archive: ZipFile) -> int:
    """Cells, rows and shared texts of all sheets, empty ones too: what openpyxl would have to go through."""
    counted = 0
    for part in archive.namelist():
        if part.startswith("xl/worksheets/") or "sharedStrings" in part:
            with archive.open(part) as file:
                kept = b""
                while chunk := file.read(SCAN_BYTES):
                    text = kept + chunk
                    cut = text.rfind(b"<")
                    counted += len(_COUNTED.findall(text, 0, cut))
                    kept = text[cut:]
    return counted


def _rows(path: Path) -> Iterator[NumberedRow]:
    book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    try:
        sheet = _only_sheet(book)
        formulas = _scan(path, sheet._worksheet_path)  # read-only sheets know neither merges nor formulas
        formula_columns = _formula_columns(path, sheet.title) if formulas else {}
        for number, values in enumerate(_values(sheet), 1):
            yield number, _cells(number, values, formula_columns.get(number, set()))
    finally:
        book.close()


def sheet_part(path: Path) -> str:
    """The name, inside the archive, of the one sheet that is read."""
    book = load_workbook(path, read_only=True, keep_links=False)
    try:
        return str(_only_sheet(book)._worksheet_path)
    finally:
        book.close()


def _only_sheet(book: Any) -> Any:
    """The one visible sheet with anything in it; several would mean that some are silently left out."""
    tables = [sheet for sheet in book.worksheets if sheet.title not in NOT_TABLES]
    filled = [sheet for sheet in tables if sheet.sheet_state == "visible" and _filled(sheet)]
    if len(filled) > 1:
        words = _(
            "这个文件里有 {count} 张有内容的表（{names}）：一次只导一张，请把别的移走。",
            count=len(filled),
            names=[f"“{sheet.title}”" for sheet in filled],
        )
        raise Refused(words)
    if not filled:
        raise Refused(_("文件里什么都没有：第一行应是表头。"))
    return filled[0]


def _filled(sheet: Any) -> bool:
    return any(value is not None for values in _values(sheet) for value in values)


def _values(sheet: Any) -> Iterator[tuple[Any, ...]]:
    sheet.reset_dimensions()  # what the file claims to span may be a million empty rows
    yield from sheet.iter_rows(min_row=1, min_col=1, max_col=MOST_COLUMNS, values_only=True)


def _scan(path: Path, part: str) -> bool:
    """Whether the sheet has formulas; raises Refused for merged cells and for XML that defines entities."""
    formulas, kept = False, b""
    with ZipFile(path) as archive, archive.open(part) as file:
        while chunk := file.read(SCAN_BYTES):
            text = kept + chunk
            if merged := _MERGED.findall(text):
                names = sorted({name.decode() for name in merged})[:5]
                words = _("表里有合并单元格（{names}）：请取消合并，让每一行都写全，再导入。", names=names)
                raise Refused(words)
            if _ENTITY.search(text):
                raise Refused(_("这个 xlsx 里有不该有的内容（实体定义），没有读。"))
            formulas = formulas or bool(_FORMULA.search(text))
            kept = text[-200:]
    return formulas


def _formula_columns(path: Path, title: str) -> dict[int, set[int]]:
    """By row, the columns that hold a formula; one without a stored result comes out as an empty cell."""
    book = load_workbook(path, read_only=True, data_only=False)
    try:
        sheet = book[title]
        sheet.reset_dimensions()
        rows = sheet.iter_rows(min_row=1, min_col=1, max_col=MOST_COLUMNS)
        return {
            number: {column for column, cell in enumerate(cells, 1) if cell.data_type == "f"}
            for number, cells in enumerate(rows, 1)
        }
    finally:
        book.close()


def _cells(number: int, values: Sequence[Any], formulas: set[int]) -> list[Cell]:
    """The cells of a row up to the last that holds anything."""
    width = len(values)
    while width and values[width - 1] is None and width not in formulas:
        width -= 1
    return [
        Faulty(
            _("{cell} 是没有算出结果的公式，请改成数值或文字", cell=f"{get_column_letter(column)}{number}")
        )
        if value is None and column in formulas
        else _cell(number, column, value)
        for column, value in enumerate(values[:width], 1)
    ]


def _cell(number: int, column: int, value: Any) -> Cell:
    """Text as it is meant: a number without the point that only storage gave it, a date as a date."""
    if value is None:
        return ""
    where = f"{get_column_letter(column)}{number}"
    if isinstance(value, str):
        if value in ERROR_CODES:
            return Faulty(_("{cell} 是错误值 {value}，请改正", cell=where, value=value))
        return value.strip()
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    if isinstance(value, datetime) and value.time() != time():
        words = _("{cell} 是带钟点的日期 {value}，请只填日期或改成文字", cell=where, value=str(value))
        return Faulty(words)
    if isinstance(value, time | timedelta):
        words = _("{cell} 被表格软件当成了钟点 {value}，请把格式改成“文本”再填", cell=where, value=str(value))
        return Faulty(words)
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else str(value)
