"""CSV files as numbered rows of text: UTF-8, GB18030 (so GBK and GB2312) or UTF-16. Pure."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from lifecircle.exchange.cells import COMMAND_LIMITS, Limits, NumberedRow
from lifecircle.exchange.guard import unguarded
from lifecircle.exchange.problems import Refused
from lifecircle.language.marked import told as _

LONGEST_CELL = 5_000_000
DELIMITERS = ",;\t"
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
BYTE_ORDER_MARK = "\ufeff"  # GB18030 has one too, left by tools that convert from UTF-8
OTHER_KINDS = {b"PK\x03\x04": ".xlsx", b"\xd0\xcf\x11\xe0": ".xls"}


def read(path: Path, limits: Limits = COMMAND_LIMITS) -> Iterator[NumberedRow]:
    """Rows counted from 1 as a spreadsheet counts them: a cell with a line break is still one row."""
    text = decoding(path.read_bytes())[0]
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    widest, cells = 0, list[str]()
    try:
        for number, cells in enumerate(reader, 1):
            widest = widest or len(cells)
            yield number, [unguarded(cell.strip()) for cell in cells]
    except csv.Error as error:
        words = _(
            "第 {line} 行附近的引号不成对，CSV 读不下去（{error}）。", line=reader.line_num, error=str(error)
        )
        raise Refused(words) from error
    if widest and 0 < len(cells) < widest and not text.endswith(("\n", "\r")):
        words = _(
            "最后一行只有 {cells} 格，表头有 {width} 格：文件像是没有传完整。", cells=len(cells), width=widest
        )
        raise Refused(words)


def decoding(data: bytes) -> tuple[str, str]:
    """The text of the bytes and its encoding; strict, so that no character is guessed or lost."""
    for magic, kind in OTHER_KINDS.items():
        if data.startswith(magic):
            raise Refused(_("这个文件名叫 .csv，内容却是 {kind}：请改对文件名，或另存为 CSV。", kind=kind))
    encodings = next(([name] for mark, name in MARKS.items() if data.startswith(mark)), _likely(data))
    for encoding in encodings:
        try:
            return data.decode(encoding).removeprefix(BYTE_ORDER_MARK), encoding
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
    if encodings[-1].startswith("utf"):
        words = _(
            "第 {line} 行有读不出的字：文件不是完好的 UTF-8 编码。请用表格软件另存为“CSV UTF-8”。", line=line
        )
    else:
        words = _(
            "第 {line} 行有读不出的字：文件不是完好的 UTF-8 也不是 GBK 编码。请用表格软件另存为“CSV UTF-8”。",
            line=line,
        )
    raise Refused(words)


def _likely(data: bytes) -> list[str]:
    """GB18030 takes almost any bytes for Chinese: it is tried only where the headings are not UTF-8."""
    first = data.lstrip().split(b"\n", 1)[0]
    try:
        plainly = not first.decode("utf-8").isascii()
    except UnicodeDecodeError:
        plainly = False
    return ["utf-8"] if plainly else ["utf-8", "gb18030"]


def delimiter_of(text: str) -> str:
    """The one that splits the heading line into the most cells; the comma where nothing does."""
    line = next(iter(text.lstrip().splitlines()), "")
    return max(DELIMITERS, key=lambda mark: len(next(csv.reader([line], delimiter=mark), [])))
