"""最近一处: the nearest of each category that is needed daily, in a strip under the map. Pure."""

from __future__ import annotations

import math
from enum import StrEnum

from communities.board import marks
from communities.board.facts import Facts, Kind
from communities.board.sheet import Rect, Sheet, n
from communities.board.type import BOLD, SERIF, width

MOST = 16


class Gaps(StrEnum):
    """What is said of what nobody reaches. 规划中 is a promise: only a measure on record gives it."""

    PLANNED = "planned"
    PLAIN = "plain"
    HIDE = "hide"


def kinds(facts: Facts, gaps: Gaps) -> list[Kind]:
    wanted = [kind for kind in facts.kinds if kind.nearest]
    if gaps is Gaps.HIDE:
        wanted = [kind for kind in wanted if facts.nearest(kind)]
    return wanted[:MOST]


def promised(facts: Facts) -> list[Kind]:
    """What nobody reaches yet and a measure will bring."""
    return [kind for kind in facts.kinds if kind.code in facts.planned and not facts.nearest(kind)]


def absent_words(facts: Facts, kind: Kind, gaps: Gaps) -> str:
    if gaps is Gaps.PLANNED and kind.code in facts.planned:
        return "规划中"
    return "暂无" if facts.surveyed else "待摸底"


def draw(sheet: Sheet, facts: Facts, box: Rect, gaps: Gaps, *, chip: float = 3.4) -> None:
    ink, wanted = sheet.ink, kinds(facts, gaps)
    sheet.rect(Rect(box.left, box.top, box.left + 8, box.bottom), ink.ink)
    for i, letter in enumerate("最近一处"):
        sheet.text(
            box.left + 4,
            box.top + box.height / 2 + (i - 1.5) * 5.9 + 1.8,
            letter,
            4.9,
            face=SERIF,
            fill="#FFFFFF",
            anchor="middle",
        )
    inner = Rect(box.left + 8, box.top, box.right, box.bottom)
    if not wanted:
        sheet.text(inner.left + 6, inner.middle[1] + 1.5, "15 分钟内还没有登记的店。", 4.4)
    count = max(4, math.ceil(len(wanted) / 2))
    wide, high = inner.width / count, inner.height / 2
    for i, kind in enumerate(wanted):
        x, y = inner.left + (i % count) * wide, inner.top + (i // count) * high
        if i % count:
            sheet.stroke(f"M{n(x)} {n(y)}v{n(high)}", ink.hair, 0.2)
        _cell(sheet, facts, kind, Rect(x, y, x + wide, y + high), gaps, chip)
    if len(wanted) > count:
        sheet.stroke(f"M{n(inner.left)} {n(inner.middle[1])}H{n(inner.right)}", ink.hair, 0.2)
    sheet.rect(box, "", stroke=ink.ink, weight=0.3)


def _cell(sheet: Sheet, facts: Facts, kind: Kind, cell: Rect, gaps: Gaps, chip: float) -> None:
    ink, row, y = sheet.ink, facts.nearest(kind), cell.middle[1]
    left = cell.left + 1.0 + 2 * chip + 1.0
    room = cell.right - left - 0.6
    marks.shape(sheet, kind, cell.left + 0.8 + chip, y, chip, absent=row is None)
    words = ink.ink if row else ink.ink_2
    size = 3.7 if chip < 4 else 4.0
    sheet.line(left, y - 3.0, kind.short, size, room=room, face=BOLD, fill=words, least=0.8)
    if row is None:
        sheet.line(left, y + 2.7, absent_words(facts, kind, gaps), 3.5, room=room, fill=ink.ink_2)
        return
    baseline = y + 4.6
    x = left + sheet.text(left, baseline, str(row.minutes), 5.2, face=BOLD)
    x += sheet.text(x, baseline, "分", 3.5)
    if cell.right - x > width(str(row.number), 3.5, BOLD) + 3.4:
        marks.badge(sheet, x + 1.0, y + 2.9, row.number, 3.5, ink.of(kind.group))
