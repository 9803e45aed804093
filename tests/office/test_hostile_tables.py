"""Tables as nobody should send them: bombs, macros, broken workbooks, any cells at all: only words."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from lifecircle.exchange.problems import Refused
from outlets.exchange.columns import COLUMNS
from outlets.models import Outlet, Upload, UploadState
from outlets.uploads import applying, marking, opening, undoing
from tests import make
from tests.office.offices import let_offices_publish
from tests.office.tables import HEAD, ROW, csv_bytes, register, remarks, saved, sent, verdicts, xlsx_bytes

OWN = "620104007001"
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(autouse=True)
def town(catalogue: None) -> None:
    make.community()
    let_offices_publish()


def with_part(content: bytes, name: str, data: bytes) -> bytes:
    """A workbook with a part added or put in another's place."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.namelist():
            if part != name:
                target.writestr(part, source.read(part))
        target.writestr(name, data)
    return out.getvalue()


def sheet_of(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(SHEET)


GOOD = xlsx_bytes(HEAD, ROW)
END = b"</sheetData>"
MILLION = b"".join(b'<row r="%d"><c r="A%d"/></row>' % (row, row) for row in range(3, 1_000_003))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (with_part(GOOD, "xl/vbaProject.bin", b"x"), "有宏"),
        (with_part(GOOD, "xl/media/bomb.bin", b"\0" * 130_000_000), "解开后有 130 MB"),
        (with_part(GOOD, SHEET, sheet_of(GOOD).replace(END, MILLION + END)), "格，太多了"),
        (with_part(GOOD, SHEET, b"<worksheet>"), "打不开"),
        (GOOD[:-100], "内容却不是"),
        (GOOD[:200] + b"\0" * 50 + GOOD[250:], "打不开"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "加了打开密码"),
        (b"<html>", "内容却不是"),
        (xlsx_bytes(["西柳沟街道网点登记表", ""], HEAD, ROW, merge="A1:B1"), "合并单元格（A1:B1）"),
        (xlsx_bytes([]), "什么都没有"),
        (xlsx_bytes(HEAD), "一行内容也没有"),
    ],
    ids=[
        "macro", "bomb", "million", "cut_sheet", "cut_file", "damaged", "encrypted", "html", "merged",
        "empty", "headings_only",
    ],
)  # fmt: skip
def test_a_workbook_that_cannot_be_used_is_refused_in_words(clerk: User, content: bytes, words: str) -> None:
    upload = sent(clerk, content, "名单.xlsx")
    assert upload.state == UploadState.REFUSED
    assert words in upload.words
    assert bytes(upload.content) == b""


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\n".join([",".join(HEAD).encode(), *[b"a,b,1,2"] * 20_002]), "超过 20,000 行"),
        (b"," * 1_000 + b"\n1\n", "不认得“1”这一列"),
        (b"a," * 1_000 + b"\n1", "列"),
        ("名称,主业态\n坏".encode() + b"\xff\xfe\xff", "读不出的字"),
        ("名称,主业态,纬度,经度\n\"没有关上,1,2".encode(), "引号不成对"),
        (GOOD, "内容却是 .xlsx"),
    ],
    ids=["rows", "commas", "columns", "half_a_character", "open_quote", "xlsx_inside"],
)  # fmt: skip
def test_a_csv_that_cannot_be_used_is_refused_in_words(clerk: User, content: bytes, words: str) -> None:
    upload = sent(clerk, content)
    assert upload.state == UploadState.REFUSED
    assert words in upload.words


@pytest.mark.parametrize(
    "name", ["a.ods", "a.et", "a.xlsb", "a.txt", "a", "", "..", "a.csv/../b.exe", "\0.pdf"]
)
def test_other_kinds_of_file_are_not_kept(clerk: User, name: str) -> None:
    with pytest.raises(Refused, match=r"\.xlsx"):
        sent(clerk, b"x", name)
    assert not Upload.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_a_csv_comes_in_every_encoding_and_goes_back_in_it(clerk: User, encoding: str) -> None:
    content = csv_bytes([*HEAD, "地址"], [*ROW, "坎上，12 号"], encoding=encoding)
    upload = sent(clerk, content)
    assert verdicts(upload) == ["新增"]
    assert upload.rows.get().values["address"] == "坎上，12 号"


def test_cells_that_a_spreadsheet_spoilt_are_told_by_row(clerk: User) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        [*HEAD, "电话", "连锁或品牌", "核对日期", "面积"],
        ["没算的公式", "便利店", 36.1134, 103.6093, None, None, None, "=1+1"],
        ["品牌成了日期", "便利店", 36.1135, 103.6093, None, date(2025, 7, 11), None, None],
        ["好店", "便利店", 36.1136, 103.61, 13900000000, None, date(2025, 7, 11), 45.0],
        ["丢了零", "药店", 36.1138, 103.62, 9314567890, None, None, None],
    ):
        sheet.append(row)
    upload = sent(clerk, saved(book), "名单.xlsx")
    assert verdicts(upload)[:3] == ["有错", "有错", "新增"]
    first, second, _, lost = remarks(upload)
    assert "没有算出结果的公式" in first
    assert "当成了日期" in second
    assert "丢了开头的 0" in lost


def test_links_to_other_files_are_not_followed(clerk: User) -> None:
    part = (
        b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<externalBook r:id="rId1"'
        b' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>'
        b"</externalLink>"
    )
    assert verdicts(sent(clerk, with_part(GOOD, "xl/externalLinks/externalLink1.xml", part), "a.xlsx")) == [
        "新增"
    ]


def test_one_hotline_in_every_row_is_no_sign_of_being_one_shop(clerk: User) -> None:
    """A street long, each too far from the next for its name to count, near enough for a telephone."""
    rows = [
        [f"{sign}修理", "维修点", 36.10 + n / 400, 103.60, "0931-4567890"]
        for n, sign in enumerate("甲乙丙丁戊己")
    ]
    assert verdicts(sent(clerk, csv_bytes([*HEAD, "电话"], *rows))) == ["新增"] * 6
    assert verdicts(sent(clerk, csv_bytes([*HEAD, "电话"], *rows[:2]))) == ["新增", "可能重复"]


# -- any cells at all -------------------------------------------------------------------------------------

AWKWARD = st.one_of(
    st.sampled_from(
        [
            "", " ", "是", "否", "未知", "=1+1", "'", "-", "0", "-1", "1e309", "nan", "inf", "9" * 40,
            "2025-06-30", "2025-13-45", "36.1134", "103.6093", "便利店", "药店、", "营业", "关闭", "百度",
            "620104007001", "620104007 西柳沟街道", "修鞋 10 元；修鞋", "[[", '[["a","1","b"]]', "24/7",
            "每天25:00-3:00", "\u202e", "\ud800", "示例：", "𠮷" * 90, "a" * 300, "\n", "１２３", "#REF!",
            "2147483648", "二〇二四",
        ]
    ),
    st.text(st.characters(exclude_characters="\0"), max_size=12),
)  # fmt: skip
HEADINGS = [column.chinese for column in COLUMNS]
SOUP = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def soup(heads: list[str], rows: list[list[str]], usable: bool) -> bytes:
    """A table; `usable`: with a name, a category and a place in each row."""
    if usable:
        heads = [*HEAD, *(head for head in heads if head not in HEAD)]
        rows = [
            [f"店{number}", "便利店", str(36.10 + number / 500), "103.6", *row]
            for number, row in enumerate(rows)
        ]
    table = [heads, *(row[: len(heads)] for row in rows)]
    return csv_bytes(*[[cell.encode("utf-8", "replace").decode() for cell in row] for row in table])


@SOUP
@given(
    heads=st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=12, unique=True),
    rows=st.lists(st.lists(AWKWARD, max_size=14), max_size=4),
    usable=st.booleans(),
)
def test_any_cells_give_a_preview_and_undoing_gives_the_register_back(
    clerk: User, heads: list[str], rows: list[list[str]], usable: bool
) -> None:
    Outlet.objects.all().delete()
    make.outlet("惠民便利店", area_id=OWN, pk=1, phone="0931-1111111")
    before = register()
    upload = sent(clerk, soup(heads, rows, usable))
    assert upload.state in (UploadState.READY, UploadState.REFUSED)
    if upload.state == UploadState.REFUSED:
        assert upload.words
        return
    assert upload.rows.count() == upload.rows_total
    upload.rows.update(not_same=True)
    if applying.good_rows(upload).exists():
        applying.apply(upload, clerk)
        undoing.undo(upload, clerk)
        assert upload.words == f"撤销了 {upload.rows.filter(applied=True).count()} 行。"
    assert register() == before


@SOUP
@given(
    rows=st.lists(
        st.lists(
            st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.times(), AWKWARD),
            max_size=6,
        ),
        min_size=1,
        max_size=4,
    )
)  # fmt: skip
def test_any_workbook_is_read_or_refused(clerk: User, rows: list[list[Any]]) -> None:
    book = Workbook()
    for row in [HEAD, *rows]:
        book.worksheets[0].append([_allowed(value) for value in row])
    upload = sent(clerk, saved(book), "a.xlsx")
    assert upload.state in (UploadState.READY, UploadState.REFUSED)


def _allowed(value: Any) -> Any:
    """What openpyxl writes at all."""
    if isinstance(value, str):
        return "".join(mark for mark in value if mark == "\n" or (mark >= " " and mark < "\ud800"))
    return value


@SOUP
@given(content=st.binary(max_size=300), ending=st.sampled_from(["csv", "xlsx"]))
def test_any_bytes_are_read_or_refused(clerk: User, content: bytes, ending: str) -> None:
    upload = sent(clerk, content, f"a.{ending}")
    assert upload.state in (UploadState.READY, UploadState.REFUSED)


@SOUP
@given(damage=st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_any_damage_to_a_workbook_is_read_or_refused(clerk: User, damage: list[tuple[int, int]]) -> None:
    content = bytearray(GOOD)
    for place, value in damage:
        content[place] = value
    upload = sent(clerk, bytes(content), "a.xlsx")
    assert upload.state in (UploadState.READY, UploadState.REFUSED)


# -- the copy with remarks --------------------------------------------------------------------------------


def test_remarks_leave_formats_formulas_and_lists_as_they_were(clerk: User, tmp_path: Any) -> None:
    book = load_workbook(
        io.BytesIO(xlsx_bytes([*HEAD, "面积"], [*ROW, "=40+5"], ["坏店", "火星店", 1, 2, 3]))
    )
    sheet = book.worksheets[0]
    sheet["A2"].number_format = "@"
    sheet.column_dimensions["A"].width = 40
    sheet["H9"].number_format = "0.00"  # an empty cell, formatted, right of and below everything
    upload = sent(clerk, saved(book), "a.xlsx")
    copy = load_workbook(marking.marked(upload, tmp_path)).worksheets[0]
    assert (copy["E2"].value, copy["A2"].number_format, copy.column_dimensions["A"].width) == (
        "=40+5",
        "@",
        40,
    )
    assert copy["F1"].value == "导入说明"
    assert [str(copy[f"F{row}"].value)[:2] for row in (2, 3)] == ["有错", "有错"]


def test_a_remark_that_a_spreadsheet_would_run_is_text(clerk: User, tmp_path: Any) -> None:
    for name, content in (("a.csv", csv_bytes(HEAD, ROW)), ("a.xlsx", GOOD)):
        upload = sent(clerk, content, name)
        upload.rows.update(remarks=["=HYPERLINK(1)", "<b>&\x01"])
        copy = marking.marked(upload, tmp_path).getvalue()
        if name == "a.csv":
            assert "新增；=HYPERLINK(1)；<b>&" in copy.decode("utf-8-sig")
        else:
            cell = load_workbook(io.BytesIO(copy)).worksheets[0]["E2"]
            assert (cell.data_type, cell.value) == ("s", "新增；=HYPERLINK(1)；<b>&")


def test_the_limits_hold_a_full_table_of_every_column() -> None:
    assert opening.MOST_ROWS * (len(COLUMNS) * 2 + 1) <= opening.LIMITS.cells
