"""The workbook to fill in: made by us, opened and saved by LibreOffice, sent in."""

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from openpyxl import load_workbook

from lifecircle.datum import CoordinateSystem
from lifecircle.language.told import say
from outlets.exchange.columns import COLUMNS
from outlets.exchange.plans import NEEDED
from outlets.models import Category, UploadState
from outlets.uploads.hints import EXAMPLES, HINTS
from outlets.uploads.template import template
from tests import make
from tests.office.tables import remarks, saved, sent, verdicts

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
STREET, OWN = "620104007", "620104007001"


@pytest.fixture(autouse=True)
def town(catalogue: None) -> None:
    make.community()


def book(scope: str = STREET) -> Any:
    return load_workbook(io.BytesIO(template(scope)))


def filled(rows: list[dict[str, Any]], path: Path | None = None) -> bytes:
    """The template, or the one at `path`, with these rows below its examples."""
    opened = load_workbook(path) if path else book()
    sheet = opened["网点"]
    places = {column.field: number for number, column in enumerate(COLUMNS, 1)}
    for row, values in enumerate(rows, len(EXAMPLES) + 2):
        for name, value in values.items():
            sheet.cell(row, places[name]).value = value
    return saved(opened)


def by_office(path: Path, folder: Path, to: str) -> Path:
    """The file as LibreOffice saves it."""
    assert SOFFICE
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [SOFFICE, profile, "--headless", "--convert-to", to, "--outdir", str(folder / "out"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / "out" / f"{path.stem}.{to.split(':', maxsplit=1)[0]}"


def test_its_columns_are_those_of_the_export_with_the_needed_ones_marked() -> None:
    headings = [cell.value for cell in book()["网点"][1]]
    assert [heading.removesuffix(" *") for heading in headings] == [column.chinese for column in COLUMNS]
    assert [h for h in headings if h.endswith("*")] == [
        f"{c.chinese} *" for c in COLUMNS if c.field in NEEDED
    ]


def test_every_column_is_explained() -> None:
    assert set(HINTS) == {column.field for column in COLUMNS}
    said = {row[0].value for row in book()["填写说明"].iter_rows()}
    assert {column.chinese for column in COLUMNS} <= said


def test_drop_down_lists_offer_what_the_import_takes() -> None:
    opened = book()
    rules = {
        str(rule.sqref).rstrip("0123456789").split(":")[0].rstrip("0123456789"): rule.formula1
        for rule in opened["网点"].data_validations.dataValidation
    }
    letters = {cell.value.removesuffix(" *"): cell.column_letter for cell in opened["网点"][1]}
    lists = opened["可选的值"]
    offered = {column[0].value: [cell.value for cell in column[1:] if cell.value] for column in lists.columns}
    assert {letters[name] for name in offered} == set(rules)
    assert offered["主业态"] == list(Category.objects.values_list("name", flat=True))
    for column in COLUMNS:
        for value in offered.get(column.chinese, []):
            column.read(value)  # raises Wrong where the list offers what is not taken


def test_the_clerks_division_stands_in_the_rows_already() -> None:
    sheet = book()["网点"]
    place = [column.field for column in COLUMNS].index("area") + 1
    assert {sheet.cell(row, place).value for row in range(2, 100)} == {"620104007 西柳沟街道"}
    assert book("620104")["网点"].cell(50, place).value is None


def test_the_heading_stays_in_view_and_codes_stay_text() -> None:
    sheet = book()["网点"]
    phone = next(cell for cell in sheet[1] if cell.value == "电话")
    assert (sheet.freeze_panes, sheet.column_dimensions[phone.column_letter].number_format) == ("C2", "@")


def test_an_untouched_template_holds_nothing_to_import(clerk: User) -> None:
    upload = sent(clerk, template(STREET), "模板.xlsx")
    assert (upload.state, upload.words) == (UploadState.REFUSED, "除了表头和示例，一行内容也没有。")


def test_rows_below_the_examples_are_read_and_prefilled_empty_ones_are_not(clerk: User) -> None:
    row = {"name": "新店", "category": "便利店", "lat": 36.1134, "lng": 103.6093, "phone": "0931-4567890"}
    upload = sent(clerk, filled([row]), "模板.xlsx")
    assert verdicts(upload) == ["新增"]
    assert upload.rows.get().values["area"] == STREET


def test_the_examples_are_right_themselves(clerk: User) -> None:
    rows = [{**example, "name": f"真的{number}"} for number, example in enumerate(EXAMPLES)]
    upload = sent(clerk, filled(rows), "模板.xlsx", CoordinateSystem.GCJ02)
    assert verdicts(upload) == ["新增", "新增"]
    assert remarks(upload) == ["", ""]


@needs_office
def test_libreoffice_opens_it_and_saves_it_again(clerk: User, tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    path.write_bytes(
        filled(
            [{"name": "新店", "category": "便利店", "lat": 36.1134, "lng": 103.6093, "phone": "0931-4567890"}]
        )
    )
    again = by_office(path, tmp_path, "xlsx:Calc MS Excel 2007 XML")
    rules = load_workbook(again)["网点"].data_validations.dataValidation
    assert len(rules) == len(book()["网点"].data_validations.dataValidation)
    upload = sent(clerk, again.read_bytes(), "模板.xlsx")
    assert verdicts(upload) == ["新增"]
    assert upload.rows.get().values["phone"] == "0931-4567890"


@needs_office
def test_a_workbook_written_by_libreoffice_from_its_own_format_is_read(clerk: User, tmp_path: Path) -> None:
    path = tmp_path / "a.fods"
    shutil.copy(Path(__file__).parent / "files" / "list.fods", path)
    made = by_office(path, tmp_path, "xlsx:Calc MS Excel 2007 XML")
    check_the_list(clerk, made.read_bytes())


def test_a_workbook_that_libreoffice_wrote_once_is_read(clerk: User) -> None:
    check_the_list(clerk, (Path(__file__).parent / "files" / "by-libreoffice.xlsx").read_bytes())


def check_the_list(clerk: User, content: bytes) -> None:
    """A formula with a result, a date cell, a code kept as a number, a telephone that lost its 0."""
    upload = sent(clerk, content, "名单.xlsx")
    assert verdicts(upload) == ["新增", "新增", "有错"]
    first, second, third = upload.rows.order_by("number")
    assert (first.values["verified_on"], first.values["area"], first.values["area_m2"]) == (
        "2025-06-30",
        OWN,
        45,
    )
    assert "像是丢了开头的 0" in say(second.remarks[0])
    assert "公式" in say(third.remarks[0]) or "错误值" in say(third.remarks[0])
