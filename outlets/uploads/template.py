"""The workbook that a clerk fills in: the export's columns, drop-down lists, examples, explanations."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django.db.models import Choices
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from lifecircle.areas import codes
from lifecircle.areas.models import Area
from lifecircle.exchange.columns import Column
from lifecircle.exchange.kinds import DEGREES, WHOLE
from lifecircle.language.told import in_source
from outlets.exchange.columns import COLUMNS
from outlets.exchange.plans import NEEDED
from outlets.models import Audience, Built, Category, Form, PositionQuality, Status
from outlets.uploads.hints import EXAMPLES, HINTS, RULES
from outlets.uploads.opening import MOST_ROWS

TABLE, HINT_SHEET, LIST_SHEET = "网点", "填写说明", "可选的值"
PREFILLED_ROWS = 200
YES_NO = ("是", "否", "未知")
SYSTEMS = ("WGS-84", "GCJ-02", "BD-09")
CHOICES: dict[str, type[Choices]] = {
    "form": Form,
    "audience": Audience,
    "built": Built,
    "status": Status,
    "position_quality": PositionQuality,
}
LISTS: dict[str, Sequence[str]] = {
    "system": SYSTEMS,
    "position_system": SYSTEMS,
    **dict.fromkeys(("staffed", "cash", "meal_delivery", "senior_discount", "step_free"), YES_NO),
}
WIDTHS = {"name": 26, "address": 30, "services": 34, "opening_hours": 26, "area": 24, "further": 18}
INK, NEEDED_FILL, FILL, EXAMPLE_FILL = "2A2622", "F6E3E1", "F3EEE4", "FBF8F2"


def template(scope: str) -> bytes:
    """The workbook for an office ("" for the whole city), in Chinese, as what is filled in."""
    with in_source():
        return _workbook(scope)


def _workbook(scope: str) -> bytes:
    areas = _areas(scope)
    lists = LISTS | {name: list(map(str, kind.labels)) for name, kind in CHOICES.items()}
    lists |= {"category": list(Category.objects.values_list("name", flat=True)), "area": areas}
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = TABLE
    _head(sheet)
    _fill(sheet, scope, areas)
    _explain(book.create_sheet(HINT_SHEET), scope, areas, lists)
    _offer(sheet, book.create_sheet(LIST_SHEET), lists)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _areas(scope: str) -> list[str]:
    """“620104007001 上坎社区”: the office's own division and all below it."""
    return [f"{area.code} {area.name}" for area in Area.objects.within(scope).order_by("code")]


def _head(sheet: Any) -> None:
    sheet.freeze_panes = "C2"
    sheet.row_dimensions[1].height = 30
    for number, column in enumerate(COLUMNS, 1):
        needed = column.field in NEEDED
        cell = sheet.cell(1, number, f"{column.chinese} *" if needed else column.chinese)
        cell.font = Font(bold=True, color="A8281E" if needed else INK)
        cell.fill = PatternFill("solid", fgColor=NEEDED_FILL if needed else FILL)
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        cell.comment = Comment(HINTS[column.field], "填写说明", height=110, width=260)
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width = WIDTHS.get(column.field, max(10, 2 * len(column.chinese) + 4))
        if column.kind not in (WHOLE, DEGREES):
            # text, so that 0931 keeps its 0 and 7-11 does not become a date
            dimension.number_format = "@"


def _fill(sheet: Any, scope: str, areas: Sequence[str]) -> None:
    """Two examples; for a street office its division in the rows below."""
    own = areas[0] if areas and len(scope) >= codes.SUBDISTRICT else None
    for row, example in enumerate(EXAMPLES, 2):
        for number, column in enumerate(COLUMNS, 1):
            value = own if column.field == "area" else example.get(column.field)
            cell = sheet.cell(row, number, value)
            cell.font, cell.fill = (
                Font(italic=True, color="5C544B"),
                PatternFill("solid", fgColor=EXAMPLE_FILL),
            )
            cell.number_format = "General" if column.kind in (WHOLE, DEGREES) else "@"
    place = next(number for number, column in enumerate(COLUMNS, 1) if column.field == "area")
    for row in range(len(EXAMPLES) + 2, len(EXAMPLES) + 2 + PREFILLED_ROWS if own else 0):
        sheet.cell(row, place, own).number_format = "@"


def _offer(sheet: Any, lists_sheet: Any, lists: dict[str, Sequence[str]]) -> None:
    """Drop-down lists from a hidden sheet: a list in the rule itself holds 255 characters."""
    lists_sheet.sheet_state = "hidden"
    where = {column.field: get_column_letter(number) for number, column in enumerate(COLUMNS, 1)}
    for number, (name, values) in enumerate(lists.items(), 1):
        if not values:
            continue
        for row, value in enumerate([_column(name).chinese, *values], 1):
            lists_sheet.cell(row, number, value)
        letter = get_column_letter(number)
        rule = DataValidation(
            "list", formula1=f"'{LIST_SHEET}'!${letter}$2:${letter}${len(values) + 1}", allow_blank=True
        )
        rule.showErrorMessage, rule.errorTitle, rule.error = (
            True,
            "不在可选的里面",
            "请从下拉的列表里选一个。",
        )
        rule.showInputMessage, rule.promptTitle, rule.prompt = True, _column(name).chinese, HINTS[name][:250]
        rule.add(f"{where[name]}2:{where[name]}{MOST_ROWS + 1}")
        sheet.add_data_validation(rule)


def _explain(sheet: Any, scope: str, areas: Sequence[str], lists: dict[str, Sequence[str]]) -> None:
    own = f"您负责的范围是 {areas[0]}。" if areas and scope else "您负责的范围是全市。"
    for words in (own, *RULES):
        sheet.append([words])
    sheet.append([])
    sheet.append(["列", "要不要填", "怎么填", "可以填什么", "例子"])
    head = sheet.max_row
    for column in COLUMNS:
        offered = "、".join(lists.get(column.field, ())[:60]) if column.field != "area" else "下拉列表里的"
        needed = "新登记的必须填" if column.field in NEEDED else "可以空着"
        sheet.append([column.chinese, needed, HINTS[column.field], offered, column.example])
    sheet.freeze_panes = f"B{head + 1}"
    for letter, width in zip("ABCDE", (20, 16, 60, 50, 30), strict=True):
        sheet.column_dimensions[letter].width = width
    for cell in sheet[head]:
        cell.font, cell.fill = Font(bold=True, color=INK), PatternFill("solid", fgColor=FILL)
    for row in sheet.iter_rows(min_row=head + 1):
        for cell in row:
            cell.alignment, cell.number_format = Alignment(vertical="top", wrap_text=True), "@"


def _column(name: str) -> Column:
    return next(column for column in COLUMNS if column.field == name)
