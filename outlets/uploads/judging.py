"""What each row of a table would do for the office that sent it in: new, changed, same, twice, or wrong."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from lifecircle.areas import codes
from lifecircle.areas.models import Area
from lifecircle.exchange.columns import Reading
from lifecircle.exchange.plans import Draft
from lifecircle.exchange.problems import Problem
from lifecircle.exchange.sheets import Sheet
from lifecircle.geo import Point, metres_between
from outlets.exchange.plans import plan_of
from outlets.models import Outlet, RowVerdict, UploadRow
from outlets.uploads import drafts
from outlets.words import Words

LONGEST_NAME = 80
# a number with its area code and no 0 in front: 9 to 11 digits that are no mobile and no 400 or 800 number
_LOST_ZERO = re.compile(r"(?!1[0-9]{10}$)(?!10[0-9]{8}$)(?![48]00)[1-9][0-9]{8,10}")


class Places(Protocol):
    """Whose ground a point stands on; the circles know it."""

    def area_of(self, point: Point, scope: str = "") -> str | None: ...

    def outside(self, point: Point, scope: str) -> str | None: ...


@dataclass
class Ground:
    """Where the office acts, and what it may let stand outside of that."""

    scope: str
    places: Places
    may_stand_outside: bool = False
    words: Words = field(default_factory=Words)

    @cached_property
    def name(self) -> str:
        area = Area.objects.filter(pk=self.scope).first()
        return f"{area or '全市'}（{self.scope}）"

    @cached_property
    def areas(self) -> frozenset[str]:
        return frozenset(Area.objects.order_by().values_list("pk", flat=True))

    def area_at(self, point: Point) -> str | None:
        """Of a place that does not say: that of the nearest circle within the scope, else the scope."""
        code = self.places.area_of(point, self.scope) or ""
        levels = (code[:digits] for digits in reversed(codes.LEVELS) if len(code) >= digits)
        known = next((part for part in levels if part in self.areas), "")
        return known if known and codes.covers(self.scope, known) else self.scope or None


def judge(sheet: Sheet, ground: Ground) -> list[UploadRow]:
    """A verdict on each reading of a sheet: unsaved rows without their upload."""
    for reading in sheet.readings:
        if not reading.values.get("area"):
            # empty is "where it stands", never "nowhere"
            reading.values.pop("area", None)
    plan = plan_of(sheet)
    wrong = _by_row(plan.problems)
    heading = wrong[None] + wrong[sheet.heading_row]
    found = {draft.row: draft for draft in [*plan.new, *plan.changed, *plan.same]}
    return [
        _row(reading, found.get(reading.row), wrong[reading.row] or heading, ground)
        for reading in sheet.readings
    ]


def _row(reading: Reading, draft: Draft[Outlet] | None, problems: list[str], ground: Ground) -> UploadRow:
    name = str(reading.values.get("name") or (draft.record.name if draft else ""))[:LONGEST_NAME]
    row = UploadRow(number=reading.row, name=name, verdict=RowVerdict.WRONG, remarks=problems)
    if draft is None:
        return row
    row.outlet_id = draft.record.pk
    if not (draft.new or draft.changed or draft.links):
        row.verdict, row.remarks = RowVerdict.SAME, []
        return row
    if draft.new and draft.record.area_id is None:
        draft.record.area_id = ground.area_at(draft.record.point)
    outside = _outside(draft, ground)
    row.remarks = list(_out_of_scope(draft, outside, ground))
    if row.remarks:
        return row
    row.verdict = RowVerdict.NEW if draft.new else RowVerdict.CHANGED
    row.values, row.before = drafts.wanted(draft), drafts.before(draft)
    row.remarks = [*_changes(row, ground.words), *_warnings(draft, outside)]
    return row


def _out_of_scope(draft: Draft[Outlet], outside: str | None, ground: Ground) -> Iterable[str]:
    record = draft.record
    if not draft.new and not codes.covers(ground.scope, draft.before.get("area_id", record.area_id) or ""):
        yield f"编号 {record.pk} 的网点不归{ground.name}管，这里不能改"
    elif not codes.covers(ground.scope, record.area_id or ""):
        yield f"所属区划代码：{record.area_id} 不在您负责的{ground.name}里"
    elif outside and not ground.may_stand_outside:
        yield f"坐标：{outside.rstrip('。')}；也请看看坐标系选对没有"


def _outside(draft: Draft[Outlet], ground: Ground) -> str | None:
    moved = draft.new or draft.changed & {"lat", "lng", "area_id"}
    return ground.places.outside(draft.record.point, ground.scope) if moved else None


def _warnings(draft: Draft[Outlet], outside: str | None) -> Iterable[str]:
    """What may be meant so, and is worth a look."""
    phone = draft.record.phone
    if (draft.new or "phone" in draft.changed) and _LOST_ZERO.fullmatch(phone):
        yield f"请看一看：电话 {phone} 像是丢了开头的 0（要写成 0{phone}，把格式改成“文本”再填）"
    if outside:
        yield f"请看一看：{outside.rstrip('。')}"


def _changes(row: UploadRow, words: Words) -> list[str]:
    """From what to what, of a changed outlet; a move in metres."""
    if row.verdict != RowVerdict.CHANGED:
        return []
    now = {name: value for name, value in row.values.items() if name not in {"lat", "lng"}}
    moved = [_move(row.before, row.values)] if "lat" in row.values else []
    return [*map(str, words.changes(row.before, now)), *moved]


def _move(was: Mapping[str, float], is_now: Mapping[str, float]) -> str:
    metres = metres_between(Point(was["lat"], was["lng"]), Point(is_now["lat"], is_now["lng"]))
    return f"位置：移动了约 {max(1, round(metres)):,} 米"


def _by_row(problems: Iterable[Problem]) -> dict[int | None, list[str]]:
    """The words of each row's problems, without the row's number, which stands beside them."""
    found: dict[int | None, list[str]] = defaultdict(list)
    for problem in problems:
        words = str(Problem(problem.words, None, problem.column))
        if words not in found[problem.row]:
            found[problem.row].append(words)
    return found
