"""A siting as a workbook: 方案, 居民, 依据. Numbers are numbers; nothing in it is run as a formula."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from communities.siting.instance import NEVER, TENTHS_PER_MINUTE, Instance
from communities.siting.places import who
from communities.siting.question import Siting
from communities.siting.told import assumptions, remarks, verdict
from lifecircle.language.told import in_source

Line = Sequence[Any]
PLAN = ("次序", "位置", "种类", "生活圈", "纬度（WGS-84）", "经度（WGS-84）", "新走到的人", "新走到的老人")
AFTER = ("还够不着的人", "还够不着的老人", "省下的人·分钟", "谁受益", "说明")
HOMES = ("住在哪里", "生活圈", "人数", "60 岁以上", "现在几分钟", "放好以后几分钟")
OLD = ("老人现在几分钟", "放好以后老人几分钟")
PROOF = ("项目", "内容")


def written(found: Siting) -> bytes:
    with in_source():
        return _written(found)


def _written(found: Siting) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    _sheet(book, "方案", (*PLAN, *AFTER), _plan(found))
    _sheet(book, "居民", (*HOMES, *OLD), _homes(found))
    _sheet(book, "依据", PROOF, [*assumptions(found), ("结论", verdict(found)), *_remarks(found)])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _plan(found: Siting) -> Iterable[Line]:
    known = found.demand.counted
    for row in found.rows:
        site, step = row.candidate, row.step
        circle = found.question.circles[site.circle].name
        where = (site.name, str(site.kind.label), circle, round(site.point.lat, 6), round(site.point.lng, 6))
        gained, left = (
            (_people(one, known.residents.any()), _people(old, known.elderly.any()))
            for one, old in ((step.gained, step.gained_elderly), (step.left, step.left_elderly))
        )
        yield (row.number, *where, *gained, *left, round(step.minutes_saved, 1), who(row), site.caveat)


def _homes(found: Siting) -> Iterable[Line]:
    demand = found.demand
    minutes = [_minutes(each, found.question.cap_minutes) for each in (found.ordinary, found.slow)]
    for place, name in enumerate(demand.names):
        circle = found.question.circles[int(demand.circle[place])].name
        residents = _people(float(demand.residents[place]), bool(demand.counted.residents[place]), 2)
        elderly = _people(float(demand.elderly[place]), bool(demand.counted.elderly[place]), 2)
        yield (name, circle, residents, elderly, *minutes[0][place], *minutes[1][place])


def _people(number: float, known: Any, digits: int = 1) -> float | str:
    return round(number, digits) if known else "不详"


def _minutes(instance: Instance, cap: int) -> list[tuple[float | str, ...]]:
    """Of every home now, and once all sites are open."""
    both = instance.now_tenths, instance.with_sites(list(range(instance.candidates)))
    late = f"超过 {cap} 分钟"
    return [
        tuple(late if each == NEVER else round(each / TENTHS_PER_MINUTE, 1) for each in pair)
        for pair in zip(*(tenths.tolist() for tenths in both), strict=True)
    ]


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
