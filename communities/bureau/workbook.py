"""The bureau's page as a workbook: numbers as numbers, one sheet for each part, and what it all rests on."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from communities.states import State
from lifecircle.exchange.guard import guarded
from lifecircle.language.told import in_source

if TYPE_CHECKING:
    from communities.bureau.page import Found

FILLS = {
    State.HAS: PatternFill("solid", start_color="E3F0E8"),
    State.FAR: PatternFill("solid", start_color="FBEFD5"),
    State.GAP: PatternFill("solid", start_color="F9E0DD"),
    State.UNKNOWN: PatternFill("solid", start_color="EFEDE9"),
}
BY_WORDS = {state.words: fill for state, fill in FILLS.items()}
BOLD = Font(bold=True)


def written(found: Found) -> io.BytesIO:
    """In Chinese, whoever takes it away."""
    with in_source():
        return _written(found)


def _written(found: Found) -> io.BytesIO:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "圈×业态"
    _fill(sheet, *_matrix(found), frozen="D2")
    for row in sheet.iter_rows(min_row=2, min_col=9):
        for cell in row:
            fill = BY_WORDS.get(str(cell.value))
            if fill:
                cell.fill = fill
    _fill(book.create_sheet("逐类合计"), *_totals(found))
    _fill(book.create_sheet("缺口"), *_gaps(found))
    _fill(book.create_sheet("各区进度"), *_districts(found))
    _fill(book.create_sheet("已公布的数"), *_published(found))
    _fill(book.create_sheet("本月变化"), *_changes(found))
    _fill(book.create_sheet("依据"), ["项目", "内容"], _basis(found))
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def _fill(
    sheet: Worksheet, headings: Sequence[str], rows: Iterable[Sequence[Any]], *, frozen: str = "A2"
) -> None:
    sheet.append(list(headings))
    for row in rows:
        sheet.append([guarded(cell) if isinstance(cell, str) else cell for cell in row])
    for cell in sheet[1]:
        cell.font, cell.alignment = BOLD, Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = frozen
    for column in range(1, len(headings) + 1):
        longest = max(len(str(cell.value or "")) for cell in sheet[get_column_letter(column)])
        sheet.column_dimensions[get_column_letter(column)].width = min(44, max(8, 2 * longest))


def _matrix(found: Found) -> tuple[list[str], list[list[Any]]]:
    categories = [total.category.name for total in found.totals]
    headings = ["代码", "生活圈", "区", "摸底", "基本保障有", "基本保障共", "缺或远", "走不到的居民（人次）"]
    rows: list[list[Any]] = []
    for row in found.rows:
        circle, basic = row.circle, row.check.basic
        surveyed = (
            f"{circle.surveyed_on}{'（示例）' if circle.sample_survey else ''}" if circle.surveyed else "没有"
        )
        first: list[Any] = [circle.code, circle.name, circle.district.name, surveyed]
        numbers: list[Any] = [basic.has, basic.of, len(row.lacking), _whole(row.beyond)]
        rows.append([*first, *numbers, *(line.state.words for line in row.lines)])
    return headings + categories, rows


def _totals(found: Found) -> tuple[list[str], list[list[Any]]]:
    headings = ["业态", "类别", *(f"{state.words}（圈）" for state in State), "走不到的居民", "其中老人"]
    return headings, [
        [
            total.category.name,
            total.category.get_tier_display(),
            *(total.counts[state] for state in State),
            _whole(total.residents_beyond),
            _whole(total.elderly_beyond),
        ]
        for total in found.totals
    ]


def _gaps(found: Found) -> tuple[list[str], list[list[Any]]]:
    headings = [
        "代码",
        "生活圈",
        "业态",
        "状态",
        "最近（分钟）",
        "目标（分钟）",
        "走不到的居民",
        "其中老人",
        "人口依据",
    ]
    return headings, [
        [
            row.circle.code,
            row.circle.name,
            line.category.name,
            line.state.words,
            line.nearest_minutes,
            line.target_minutes,
            _whole(line.residents_beyond),
            _whole(line.elderly_beyond),
            row.check.homes.basis.words,
        ]
        for row in found.rows
        for line in row.lacking
    ]


def _districts(found: Found) -> tuple[list[str], list[list[Any]]]:
    headings = [
        "区",
        "登记的圈",
        "建成",
        "阶段没填",
        "摸过底",
        "基本保障齐全",
        "在办措施",
        "办成措施",
        "项目",
        "项目投资（元）",
    ]
    return headings, [
        [
            district.area.name,
            district.circles,
            district.built,
            district.unstaged,
            district.surveyed,
            district.complete,
            district.measures_open,
            district.measures_done,
            district.projects,
            district.investment_yuan,
        ]
        for district in found.districts
    ]


def _published(found: Found) -> tuple[list[str], list[list[Any]]]:
    headings = ["区", "项", "数", "单位", "种类", "时期", "公布日期", "出处"]
    return headings, [
        [
            area,
            figure.label,
            figure.value,
            figure.unit,
            figure.get_kind_display(),
            figure.period,
            figure.said_on,
            figure.source,
        ]
        for area, figures in [
            ("全市", found.published),
            *((district.area.name, district.published) for district in found.districts),
        ]
        for figure in figures
    ]


def _changes(found: Found) -> tuple[list[str], list[list[Any]]]:
    said = found.changes
    rows: list[list[Any]] = [["新登记", outlet.name, outlet.category.name, ""] for outlet in said.opened]
    rows += [["关了", outlet.name, outlet.category.name, outlet.status_on] for outlet in said.closed]
    rows += [["措施办成", measure.what, measure.community.name, measure.done_on] for measure in said.done]
    rows += [["摸底", circle.name, circle.district.name, circle.surveyed_on] for circle in said.surveyed]
    rows += [
        [
            step.words,
            step.circle.name,
            step.category.name,
            f"{step.before.words} → {step.now.words}",
        ]
        for step in said.steps or []
    ]
    return ["什么", "哪里", "业态或圈、区", "日期或变化"], rows


def _basis(found: Found) -> list[list[Any]]:
    rows: list[list[Any]] = [["范围", found.area or "全市"], ["生活圈", len(found.rows)]]
    if not found.rows:
        return rows
    block = found.rows[0].check.assumptions
    rows += [
        ["按直线估算的圈", found.crow],
        ["居民按道路均摊估算的圈", found.spread],
        ["人口不详的圈", found.uncounted],
        ["示例", "摸底或小区有编的" if found.sample else "没有"],
        ["登记册更新到", block["register"]["changed_on"]],
        ["评级规则", f"{block['rule_version']}（{block['rule_note']}）"],
        ["最多走几分钟", block["most_minutes"]],
        ["什么时候", block["at_words"]],
        ["走不到的居民（人次）", "缺或远的每一类各算一次：一个人缺两类算两次"],
    ]
    return rows + [
        [f"步速 {pace['name']}（米/秒）", pace["metres_per_second"]] for pace in block["paces"].values()
    ]


def _whole(people: float | None) -> int | None:
    return None if people is None else round(people)
