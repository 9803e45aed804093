"""A check as a workbook: 概况, 逐类, 小区, 依据. Numbers are numbers; nothing in it is run as a formula."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from communities.gaps.check import CircleCheck
from communities.gaps.people import Basis
from communities.gaps_page.kept import Checked
from communities.gaps_page.rows import Row, rows_of, sample_words
from communities.gaps_page.said import said
from communities.gaps_page.sheet import uncounted
from lifecircle.exchange.writing import LONGEST_XLSX_CELL
from lifecircle.language.told import in_source
from lifecircle.walking import shown_minutes
from outlets.models import PositionQuality

HEAD = PatternFill("solid", fgColor="F3EEE4")
TIERS = {"basic": "基本保障", "quality": "品质提升", "public": "公共服务"}
LINES = (
    ("业态", None),
    ("层级", None),
    ("状态", None),
    ("老人的状态", None),
    ("目标分钟", "0"),
    ("最近（分钟）", "0"),
    ("老人最近（分钟）", "0"),
    ("最近的网点", None),
    ("走到几家", "0"),
    ("时间未知几家", "0"),
    ("居民", "#,##0"),
    ("目标内居民", "#,##0"),
    ("目标内占比", "0.0%"),
    ("15 分钟内占比", "0.0%"),
    ("目标外居民", "#,##0"),
    ("老人", "#,##0"),
    ("老人目标内占比", "0.0%"),
    ("目标外老人", "#,##0"),
    ("照顾不到的路（米）", "#,##0"),
    ("问需（人）", "#,##0"),
    ("状态怎么定的", None),
    ("居民占比怎么算的", None),
    ("备注", None),
)
PLANNED = ("措施", None)  # what the bureau means to do is for its staff
STATES = {"has": "有", "far": "远", "gap": "缺", "unknown": "数据不足"}
Line = Sequence[Any]


def written(found: Checked, *, staff: bool) -> bytes:
    """The bytes of the file, in Chinese, with the measures for staff only; four queries."""
    with in_source():
        return _written(found, staff=staff)


def _written(found: Checked, *, staff: bool) -> bytes:
    check, rows = found.check, rows_of(found.check)
    book = Workbook()
    book.remove(book.worksheets[0])
    _summary(book, check, sample_words(check, rows))
    lines = [_line(row, told) for row, told in _told(rows, check)]
    if staff:
        lines = [(*line, _planned(row)) for line, row in zip(lines, rows, strict=True)]
    _sheet(book, "逐类", (*LINES, PLANNED) if staff else LINES, lines)
    _sheet(book, "小区", _place_columns(check), _places(check))
    _sheet(book, "依据", (("依据什么", None), ("是", None)), _flat(check.assumptions))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _told(rows: list[Row], check: CircleCheck) -> Iterable[tuple[Row, dict[str, Any]]]:
    return zip(rows, said(check)["categories"], strict=True)


def _line(row: Row, told: dict[str, Any]) -> Line:
    line = row.line
    within = line.within_target
    return (
        told["name"],
        TIERS[told["tier"]],
        STATES[told["state"]],
        STATES[told["state_elderly"]],
        told["target_minutes"],
        told["nearest_minutes"],
        told["nearest_minutes_elderly"],
        row.nearest[1] if row.nearest else None,
        told["outlets"],
        told["hours_unknown"],
        told["residents"],
        within.part if within else None,
        told["share_within_target"],
        told["share_within_15"],
        told["residents_beyond_target"],
        told["elderly"],
        told["elderly_share_within_target"],
        told["elderly_beyond_target"],
        told["uncovered_metres"],
        row.asked.people,
        told["basis"]["state"],
        told["basis"]["share_within_target"],
        "最近的网点是示例" if row.sample else None,
    )


def _planned(row: Row) -> str:
    return "；".join(f"{each.what}（{each.get_state_display()}）" for each in row.measures)


def _summary(book: Workbook, check: CircleCheck, made_up: Sequence[str]) -> None:
    circle, whole = check.circle, said(check)
    rows: list[Line] = [
        ("生活圈", circle.name, circle.code),
        ("几点出发", f"{check.at:%Y-%m-%d %H:%M}" if check.at else "任何时候", None),
        ("摸底", circle.surveyed_on, "示例" if circle.sample_survey else None),
        *([("示例", "是", "；".join(made_up))] if made_up else []),
    ]
    for name, key in (("基本保障", "basic"), ("品质提升", "quality")):
        counts = whole["completeness"][key]
        rows += [(f"{name}：{STATES[state]}", counts[state], f"一共 {counts['of']} 类") for state in STATES]
    for name, key in (
        ("居民满意度", "satisfaction"),
        ("连锁率", "chain"),
        ("每百户服务设施", "facility_per_100"),
    ):
        ratio = whole[key]
        words = f"{ratio['unit']}，目标 {ratio['goal']:g}；{ratio['basis']}" if ratio else "还算不出"
        rows.append((name, ratio["value"] if ratio else None, words))
    rows += [
        ("居民", whole["residents"], check.homes.basis.words),
        ("60 岁以上", whole["elderly"], check.homes.basis.words),
        ("能走到的路（米）", whole["reachable_metres"], None),
        ("走到数据边上断了几处", check.border_ends, None),
        ("按规则够哪一级", *_earned(check)),
        ("登记的等级", circle.get_grade_display(), None),
        ("规则", check.grade.rule_version, check.grade.note),
        *(("规则的一条", "够" if reason.met else "不够", reason.words) for reason in check.grade.reasons),
    ]
    _sheet(book, "概况", (("项", None), ("数", None), ("说明", None)), rows)


def _earned(check: CircleCheck) -> tuple[str, str]:
    """The grade, and what it lacks: with every fact known a circle may earn none."""
    verdict = check.grade
    if verdict.grade:
        return str(verdict.grade.label), ""
    return "定不了" if verdict.missing else "连最低的一级也还不够", "、".join(verdict.missing)


def _place_columns(check: CircleCheck) -> list[tuple[str, str | None]]:
    first = "路段" if check.homes.basis is Basis.SPREAD else "小区"
    heads: list[tuple[str, str | None]] = [
        (first, None),
        ("纬度（WGS-84）", "0.000000"),
        ("经度（WGS-84）", "0.000000"),
    ]
    heads += [("居民", "#,##0.0"), ("60 岁以上", "#,##0.0")]
    for line in check.lines:
        heads += [(f"{line.category.name}（分钟）", "0"), (f"{line.category.name}，老人（分钟）", "0")]
    return [*heads, ("备注", None)]


def _places(check: CircleCheck) -> Iterable[Line]:
    """A row for each place; a minute that is not there is an empty cell."""
    homes, known, remarks = check.homes, uncounted(check), _remarks(check)
    for place, name in enumerate(homes.names):
        one, old = known.get(int(homes.compound_pks[place]), (True, homes.elderly_known))
        row: list[Any] = [name, float(homes.lat[place]), float(homes.lng[place])]
        row += [float(homes.residents[place]) if one else None, float(homes.elderly[place]) if old else None]
        for line in check.lines:
            for tenths in (line.by_place.standard_tenths, line.by_place.elderly_tenths):
                row.append(shown_minutes(int(tenths[place]) / 10.0) if tenths[place] >= 0 else None)
        yield [*row, remarks.get(int(homes.compound_pks[place]))]


def _remarks(check: CircleCheck) -> dict[int, str]:
    """By compound what of it is made up or roughly drawn; one query, none without compounds."""
    if check.homes.basis is not Basis.COMPOUNDS:
        return {}
    rough = PositionQuality.ILLUSTRATIVE
    told = check.circle.compounds.values_list("pk", "sample", "position_quality")
    found = {pk: ["示例"] * sample + ["位置是示意"] * (quality == rough) for pk, sample, quality in told}
    return {pk: "；".join(words) for pk, words in found.items()}


def _flat(block: Any, before: str = "") -> Iterable[Line]:
    """`{"a": {"b": 1}}` as rows `a.b`, 1: the whole block of assumptions, nothing left out."""
    for key, value in block.items():
        name = f"{before}{key}"
        if isinstance(value, dict):
            yield from _flat(value, f"{name}.")
        else:
            yield name, _fact(key, value)


def _fact(key: str, value: Any) -> Any:
    if isinstance(value, bool):
        return ("示例" if "sample" in key else "是") if value else "不是"
    return "；".join(map(str, value)) if isinstance(value, list) else value


def _sheet(
    book: Workbook, title: str, columns: Sequence[tuple[str, str | None]], rows: Iterable[Line]
) -> None:
    sheet = book.create_sheet(title)
    for column, (head, _) in enumerate(columns, 1):
        cell = sheet.cell(1, column, head)
        cell.font, cell.fill = Font(bold=True), HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="bottom")
        sheet.column_dimensions[get_column_letter(column)].width = 26 if column == 1 else 14
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            _write(sheet.cell(number, column), value, columns[column - 1][1])
    sheet.freeze_panes = "B2"


def _write(cell: Any, value: Any, shape: str | None) -> None:
    """A text that begins like a formula stays a text."""
    if value is None or value == "":
        return
    if isinstance(value, str):
        cell.value = value[:LONGEST_XLSX_CELL]
        cell.data_type = "s"
        return
    cell.value = value
    if shape:
        cell.number_format = shape
