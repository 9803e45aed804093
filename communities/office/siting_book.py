"""A siting as a workbook: 方案, 居民, 依据. Numbers are numbers; nothing in it is run as a formula."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from communities.siting.instance import NEVER, TENTHS_PER_MINUTE
from communities.siting.question import Siting
from communities.siting.told import assumptions, remarks, verdict

Line = Sequence[Any]
PLAN = ("次序", "位置", "种类", "生活圈", "纬度（WGS-84）", "经度（WGS-84）", "新走到的人", "其中老人")
AFTER = ("还够不着的人", "还够不着的老人", "省下的人·分钟", "谁受益")
HOMES = ("住在哪里", "生活圈", "人数", "60 岁以上", "现在几分钟", "放好以后几分钟")
PROOF = ("项目", "内容")


def written(found: Siting) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    _sheet(book, "方案", (*PLAN, *AFTER), _plan(found))
    _sheet(book, "居民", HOMES, _homes(found))
    _sheet(book, "依据", PROOF, [*assumptions(found), ("结论", verdict(found)), *_remarks(found)])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _plan(found: Siting) -> Iterable[Line]:
    for row in found.rows:
        site, step = row.candidate, row.step
        circle = found.question.circles[site.circle].name
        where = (site.name, str(site.kind.label), circle, round(site.point.lat, 6), round(site.point.lng, 6))
        gained = (round(step.gained, 1), round(step.gained_elderly, 1))
        left = (round(step.left, 1), round(step.left_elderly, 1), round(step.minutes_saved, 1))
        yield (row.number, *where, *gained, *left, row.who)


def _homes(found: Siting) -> Iterable[Line]:
    demand, instance = found.demand, found.instance
    after = instance.with_sites(list(found.plan.sites)).tolist()
    rows = zip(demand.names, demand.circle.tolist(), demand.residents.tolist(), strict=True)
    more = zip(demand.elderly.tolist(), instance.now_tenths.tolist(), after, strict=True)
    for (name, circle, residents), (elderly, before, then) in zip(rows, more, strict=True):
        people = (round(residents, 2), round(elderly, 2))
        yield (name, found.question.circles[circle].name, *people, _minutes(before), _minutes(then))


def _minutes(tenths: int) -> float | str:
    return "走不到" if tenths == NEVER else round(tenths / TENTHS_PER_MINUTE, 1)


def _remarks(found: Siting) -> list[tuple[str, str]]:
    return [("注意", words) for words in remarks(found)]


def _sheet(book: Workbook, title: str, heads: Sequence[str], rows: Iterable[Line]) -> None:
    sheet = book.create_sheet(title)
    for number, row in enumerate([heads, *rows], 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
            if number == 1:
                cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="bottom")
    for column, head in enumerate(heads, 1):
        wide = head in ("位置", "谁受益", "内容", "住在哪里")
        sheet.column_dimensions[get_column_letter(column)].width = 36 if wide else 13
    sheet.freeze_panes = "B2"
