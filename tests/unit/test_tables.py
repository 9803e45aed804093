"""Reading tables: encodings, delimiters, and everything that a spreadsheet does to a cell."""

import shutil
import subprocess
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from lifecircle.exchange.cells import COMMAND_LIMITS, Faulty, Limits
from lifecircle.exchange.kinds import Out
from lifecircle.exchange.problems import Refused
from lifecircle.exchange.tables import Table, read_table
from lifecircle.exchange.writing import write_table
from lifecircle.language.told import say
from tests import in_english
from tests.make import csv_file, xlsx_file

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
HEADINGS, ROW = ["社区代码", "名称"], ["620104007001", "上坎社区"]
LINES = ("社区代码,名称", "620104007001,上坎社区")


def rows_of(table: Table) -> list[list[Any]]:
    return [list(row) for _, row in table.rows]


def refusal(path: Path, limits: Limits = COMMAND_LIMITS) -> str:
    with pytest.raises(Refused) as caught:
        read_table(path, limits)
    with translation.override("en"):
        assert in_english.left(say(caught.value.words), f"{path}小区甲乙") == []
    return str(caught.value)


def rewritten(path: Path, part: str, old: bytes, new: bytes) -> Path:
    """The workbook with something in one of its parts replaced."""
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new, 1)
    with zipfile.ZipFile(path, "w") as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return path


def by_office(path: Path, folder: Path, to: str) -> Path:
    """The file as LibreOffice saves it."""
    assert SOFFICE
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    # 44,34,76: comma, double quote, UTF-8
    reading = ["--infilter=CSV:44,34,76"] if path.suffix == ".csv" else []
    command = [SOFFICE, profile, "--headless", *reading, "--convert-to", to]
    command += ["--outdir", str(folder / "office"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / "office" / f"{path.stem}.{to}"


# -- CSV ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_every_encoding_that_excel_writes_is_read(tmp_path: Path, encoding: str) -> None:
    table = read_table(csv_file(tmp_path / "a.csv", *LINES, encoding=encoding))
    assert (list(table.headings), rows_of(table)) == (HEADINGS, [ROW])


def test_a_byte_order_mark_that_was_converted_to_gb18030_is_no_part_of_the_heading(tmp_path: Path) -> None:
    table = read_table(csv_file(tmp_path / "a.csv", f"\ufeff{LINES[0]}", *LINES[1:], encoding="gb18030"))
    assert (list(table.headings), rows_of(table)) == (HEADINGS, [ROW])


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_every_usual_delimiter_is_read(tmp_path: Path, mark: str) -> None:
    path = csv_file(tmp_path / "a.csv", *(line.replace(",", mark) for line in LINES))
    assert rows_of(read_table(path)) == [ROW]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending_is_read(tmp_path: Path, ending: str) -> None:
    assert rows_of(read_table(csv_file(tmp_path / "a.csv", *LINES, ending=ending))) == [ROW]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", "名称,地址", '"两\n行",a', "", ",", "b,c")
    assert [number for number, _ in read_table(path).rows] == [2, 5]


def test_a_damaged_utf8_file_is_not_taken_for_gbk(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("名称,地址\n上坎,".encode() + b"\xe4\xb8\n")
    assert "第 2 行有读不出的字" in refusal(path)


def test_bytes_of_no_encoding_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"name\n\xff\xff\xff\n")
    assert "不是完好的 UTF-8 也不是 GBK" in refusal(path)


def test_an_open_quote_is_refused(tmp_path: Path) -> None:
    assert "引号不成对" in refusal(csv_file(tmp_path / "a.csv", "名称,地址", '"上坎,b'))


def test_a_file_cut_off_in_its_last_row_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("名称,地址,电话\n上坎,西固", encoding="utf-8")
    assert "没有传完整" in refusal(path)


def test_a_workbook_named_csv_is_told_apart(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path / "a.xlsx", HEADINGS).rename(tmp_path / "a.csv")
    assert "内容却是 .xlsx" in refusal(path)


@pytest.mark.parametrize("name", ["a.xls", "a.xlsm", "a.ods", "a.et", "a.pdf"])
def test_other_kinds_of_file_are_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"x")
    assert ".csv" in refusal(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert "nowhere.csv" in refusal(tmp_path / "nowhere.csv")


@pytest.mark.parametrize("text", ["", "\n\n", ",,\n"])
def test_an_empty_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text)
    assert "什么都没有" in refusal(path)


def test_too_many_rows_are_refused(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", "名称", "a", "b", "c")
    assert "超过 2 行" in refusal(path, Limits(rows=2))


def test_a_heading_line_without_end_is_refused(tmp_path: Path) -> None:
    assert "1,001 列" in refusal(csv_file(tmp_path / "a.csv", "," * 1_000 + "名称", "a"))


# -- xlsx -----------------------------------------------------------------------------------------------


def test_a_workbook_is_read(tmp_path: Path) -> None:
    table = read_table(xlsx_file(tmp_path / "a.xlsx", HEADINGS, ROW))
    assert (list(table.headings), rows_of(table)) == (HEADINGS, [ROW])


def test_a_code_kept_as_a_number_is_whole_text(tmp_path: Path) -> None:
    table = read_table(xlsx_file(tmp_path / "a.xlsx", HEADINGS, [620104007001, "a"], [6.20104007001e11, "b"]))
    assert [row[0] for row in rows_of(table)] == ["620104007001", "620104007001"]


def test_a_position_keeps_every_digit(tmp_path: Path) -> None:
    assert rows_of(read_table(xlsx_file(tmp_path / "a.xlsx", ["纬度"], [36.11340000000012]))) == [
        ["36.11340000000012"]
    ]


def test_a_date_stays_a_date(tmp_path: Path) -> None:
    table = read_table(xlsx_file(tmp_path / "a.xlsx", ["日期"], [datetime(2025, 6, 30)]))  # noqa: DTZ001
    assert rows_of(table) == [[date(2025, 6, 30)]]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (time(8, 30), "A2 被表格软件当成了钟点"),
        (datetime(2025, 6, 30, 8, 30), "A2 是带钟点的日期"),  # noqa: DTZ001
        ("#REF!", "A2 是错误值 #REF!"),
        ("=1+1", "A2 是没有算出结果的公式"),
    ],
)
def test_a_cell_with_nothing_usable_says_so(tmp_path: Path, value: object, words: str) -> None:
    [[cell]] = rows_of(read_table(xlsx_file(tmp_path / "a.xlsx", ["名称"], [value])))
    assert isinstance(cell, Faulty)
    assert words in cell.words


def test_merged_cells_are_refused_by_name(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path / "a.xlsx", HEADINGS, ROW, ["", "b"], merge="A2:A3")
    assert "合并单元格（A2:A3）" in refusal(path)


def test_two_filled_sheets_are_refused(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(HEADINGS)
    book.create_sheet("七里河").append(HEADINGS)
    book.save(tmp_path / "a.xlsx")
    assert "“七里河”" in refusal(tmp_path / "a.xlsx")


def test_hidden_and_empty_sheets_are_no_matter(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(HEADINGS)
    book.create_sheet("空的")
    hidden = book.create_sheet("选项")
    hidden.append(["是", "否"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    assert list(read_table(tmp_path / "a.xlsx").headings) == HEADINGS


def test_empty_rows_between_are_left_out(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path / "a.xlsx", HEADINGS, ROW, [], ["620104007002", "b"])
    assert [number for number, _ in read_table(path).rows] == [2, 4]


def test_a_zip_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path / "a.xlsx", HEADINGS, ROW)
    assert "不像一张表" in refusal(path, Limits(unpacked_bytes=1_000))


def test_a_sheet_of_a_million_rows_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path / "a.xlsx", HEADINGS, ROW, *[[None, None]] * 30)
    empty_rows = b"".join(b'<row r="%d" />' % number for number in range(40, 240))
    rewritten(path, "xl/worksheets/sheet1.xml", b"</sheetData>", empty_rows + b"</sheetData>")
    assert "太多了" in refusal(path, Limits(cells=200))
    assert rows_of(read_table(path, Limits(cells=300))) == [ROW]


def test_a_workbook_with_macros_is_refused_whatever_it_is_called(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path / "a.xlsx", HEADINGS, ROW)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    assert "有宏" in refusal(path)


def test_a_sheet_that_explains_is_not_the_table(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(HEADINGS)
    book.create_sheet("填写说明").append(["名称：招牌上的名字"])
    book.save(tmp_path / "a.xlsx")
    assert list(read_table(tmp_path / "a.xlsx").headings) == HEADINGS


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"<html>", "内容却不是"), (b"\xd0\xcf\x11\xe0", "打开密码"), (b"PK\x05\x06" + b"\0" * 18, "打不开")],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert words in refusal(path)


def test_entities_in_a_sheet_are_refused(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path / "a.xlsx", HEADINGS, ROW)
    rewritten(path, "xl/worksheets/sheet1.xml", b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet')
    assert "实体定义" in refusal(path) or "打不开" in refusal(path)


# -- what is written is read back -------------------------------------------------------------------------

# what a cell holds once it is read: no blanks around it, no control characters, one kind of line break
AWKWARD = st.one_of(
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn"), include_characters="\n\t"), max_size=20),
    st.sampled_from(
        ["=1+1", "+86 931", "-5", "@a", "'=x", "''-", "＝a", '"', "a,b;c\td", "'", "1e5", "_x0041_"]
    ),
).map(str.strip)


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=AWKWARD)
def test_awkward_text_comes_back_as_it_was(tmp_path: Path, ending: str, text: str) -> None:
    path = tmp_path / f"a{ending}"
    write_table(path, ["一", "二"], [[text, "x"]], title="表")
    assert rows_of(read_table(path)) == [[text, "x"]]


def test_no_cell_of_a_csv_begins_as_a_formula(tmp_path: Path) -> None:
    write_table(tmp_path / "a.csv", ["一"], [["=cmd|' /C calc'!A0"], ["@a"], [-5.0]], title="表")
    written = (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()
    assert written[1:] == ["'=cmd|' /C calc'!A0", "'@a", "-5.0"]


def test_an_export_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.xlsx", "old")
    with pytest.raises(Refused, match="一格放不下"):
        write_table(path, ["边界"], [["x" * 40_000]], title="表")
    assert (path.read_text(), [file.name for file in tmp_path.iterdir()]) == ("old\n", ["a.xlsx"])


@pytest.mark.parametrize("name", ["a.pdf", "nowhere/a.csv"])
def test_a_file_that_cannot_be_written_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match=r"a\."):
        write_table(tmp_path / name, ["一"], [], title="表")


@needs_office
def test_a_workbook_saved_by_libreoffice_is_read(tmp_path: Path) -> None:
    source = csv_file(tmp_path / "a.csv", "代码,名称,日期,纬度", "620104007001,上坎,2025-06-30,36.1134")
    path = by_office(source, tmp_path, "xlsx")
    assert rows_of(read_table(path)) == [["620104007001", "上坎", date(2025, 6, 30), "36.1134"]]


@needs_office
def test_an_exported_workbook_saved_again_by_libreoffice_is_the_same(tmp_path: Path) -> None:
    row: list[Out] = ["620104007001", "=1+1", "+86 931", "7-11", 36.1134, "多\n行"]
    write_table(tmp_path / "a.xlsx", list("一二三四五六"), [row], title="表")
    path = by_office(tmp_path / "a.xlsx", tmp_path, "xlsx")
    assert rows_of(read_table(path)) == [[str(cell) for cell in row]]


@needs_office
def test_merged_cells_saved_by_libreoffice_are_refused(tmp_path: Path) -> None:
    source = xlsx_file(tmp_path / "a.xlsx", HEADINGS, ROW, ["", "b"], merge="A2:A3")
    assert "A2:A3" in refusal(by_office(source, tmp_path, "xlsx"))


@needs_office
def test_a_formula_that_libreoffice_calculated_is_its_result(tmp_path: Path) -> None:
    source = xlsx_file(tmp_path / "a.xlsx", ["人口"], ["=1000+200"])
    assert rows_of(read_table(by_office(source, tmp_path, "xlsx"))) == [["1200"]]
