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
from lifecircle.language.marked import Told
from lifecircle.language.marked import told as _
from lifecircle.language.told import every
from outlets.exchange.plans import plan_of
from outlets.models import Outlet, RowVerdict, UploadRow
from outlets.uploads import drafts
from outlets.uploads.changes import told_changes
from outlets.words import Words

LONGEST_NAME = 80
ByLanguage = dict[str, str]
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
    words: dict[str, Words] = field(default_factory=lambda: every(Words))

    @cached_property
    def name(self) -> Told:
        """Of an office: where somebody acts everywhere, nothing lies outside."""
        area = str(Area.objects.filter(pk=self.scope).first() or "")
        return _("{name}（{code}）", name=area, code=self.scope)

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


def _row(reading: Reading, draft: Draft[Outlet] | None, problems: list[Told], ground: Ground) -> UploadRow:
    name = str(reading.values.get("name") or (draft.record.name if draft else ""))[:LONGEST_NAME]
    row = UploadRow(number=reading.row, name=name, verdict=RowVerdict.WRONG)
    if draft is None:
        row.remark(*problems)
        return row
    row.outlet_id = draft.record.pk
    if not (draft.new or draft.changed or draft.links):
        row.verdict = RowVerdict.SAME
        return row
    if draft.new and draft.record.area_id is None:
        draft.record.area_id = ground.area_at(draft.record.point)
    outside = _outside(draft, ground)
    row.remark(*_out_of_scope(draft, outside, ground))
    if row.remarks:
        return row
    row.verdict = RowVerdict.NEW if draft.new else RowVerdict.CHANGED
    row.values, row.before = drafts.wanted(draft), drafts.before(draft)
    row.remark(*_changes(row, ground.words), *_warnings(draft, outside))
    return row


def _out_of_scope(draft: Draft[Outlet], outside: ByLanguage | None, ground: Ground) -> Iterable[Told]:
    record = draft.record
    if not draft.new and not codes.covers(ground.scope, draft.before.get("area_id", record.area_id) or ""):
        yield _("编号 {pk} 的网点不归{office}管，这里不能改", pk=record.pk, office=ground.name)
    elif not codes.covers(ground.scope, record.area_id or ""):
        words = _("{code} 不在您负责的{office}里", code=record.area_id or "", office=ground.name)
        yield Problem(words, column="所属区划代码").told
    elif outside and not ground.may_stand_outside:
        yield Problem(_("{why}；也请看看坐标系选对没有", why=outside), column="坐标").told


def _outside(draft: Draft[Outlet], ground: Ground) -> ByLanguage | None:
    """Why a place is not on the office's ground, without the full stop."""
    point = draft.record.point
    moved = draft.new or draft.changed & {"lat", "lng", "area_id"}
    if not moved or ground.places.outside(point, ground.scope) is None:
        return None
    return every(lambda: (ground.places.outside(point, ground.scope) or "").rstrip("。."))


def _warnings(draft: Draft[Outlet], outside: ByLanguage | None) -> Iterable[Told]:
    """What may be meant so, and is worth a look."""
    phone = draft.record.phone
    if (draft.new or "phone" in draft.changed) and _LOST_ZERO.fullmatch(phone):
        yield _(
            "请看一看：电话 {phone} 像是丢了开头的 0（要写成 0{phone}，把格式改成“文本”再填）", phone=phone
        )
    if outside:
        yield _("请看一看：{why}", why=outside)


def _changes(row: UploadRow, words: Mapping[str, Words]) -> list[Told]:
    """From what to what, of a changed outlet; a move in metres."""
    if row.verdict != RowVerdict.CHANGED:
        return []
    now = {name: value for name, value in row.values.items() if name not in {"lat", "lng"}}
    moved = [_move(row.before, row.values)] if "lat" in row.values else []
    changes = told_changes(row.before, now, words)
    return [*(_("{words}", words=change) for change in changes), *moved]


def _move(was: Mapping[str, float], is_now: Mapping[str, float]) -> Told:
    metres = metres_between(Point(was["lat"], was["lng"]), Point(is_now["lat"], is_now["lng"]))
    return _("位置：移动了约 {metres:,} 米", metres=max(1, round(metres)))


def _by_row(problems: Iterable[Problem]) -> dict[int | None, list[Told]]:
    """The words of each row's problems, without the row's number, which stands beside them."""
    found: dict[int | None, list[Told]] = defaultdict(list)
    for problem in problems:
        if problem.of_cell not in found[problem.row]:
            found[problem.row].append(problem.of_cell)
    return found
