"""The signboard of one circle: title, map, strip, table and foot on one computed sheet. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from communities.board import chart, strip, surround, table
from communities.board.facts import Facts
from communities.board.ink import black, colour
from communities.board.paper import Paper
from communities.board.select import Chosen, blocks, chosen
from communities.board.sheet import Rect, Sheet
from communities.board.strip import Gaps
from communities.board.type import BOLD, REGULAR, SERIF, fit, width

TITLE = "15分钟便民生活圈示意图"
KEY = (("basic", "基本保障"), ("quality", "品质提升"), ("public", "公共服务"))
MORE = 6.0  # the line that says how many more there are


@dataclass(frozen=True, slots=True)
class Look:
    """How one board is wanted."""

    paper: Paper
    bw: bool = False
    gaps: Gaps = Gaps.PLANNED


@dataclass(frozen=True, slots=True)
class Rooms:
    """Where the parts of a sheet stand."""

    title: Rect
    map: Rect
    strip: Rect
    key: Rect
    tables: tuple[Rect, ...]
    foot: Rect


def draw(facts: Facts, look: Look) -> Sheet:
    ink = black() if look.bw else colour({group.code: group.colour for group in facts.groups})
    wide, high = look.paper.drawing(len(facts.rows))
    sheet = Sheet(wide, high, ink)
    rooms = _rooms(surround.frame(sheet, surround.WALL), portrait=look.paper.portrait)
    _title(sheet, facts, rooms.title)
    shown, plan = _shown(facts, look.paper, rooms)
    note = strip.promised(facts) if look.gaps is Gaps.PLANNED else []
    squares = chart.draw(sheet, facts, shown.rows, rooms.map, note)
    strip.draw(sheet, facts, rooms.strip, look.gaps, chip=4.2 if look.paper.portrait else 3.4)
    _key(sheet, rooms.key)
    table.draw(sheet, plan, rooms.tables, squares, estimate=facts.estimate)
    _below_table(sheet, facts, shown, rooms.tables[0])
    surround.foot(sheet, facts.foot, rooms.foot, size=4.0, numbers=8.4, qr=19.0, scan=("扫码看", "最新"))
    return sheet


def _rooms(inside: Rect, *, portrait: bool) -> Rooms:
    left, right, top = inside.left, inside.right, inside.top - 0.4
    title = Rect(left, top, right, top + 27)
    main = top + 27 + 3.2
    foot = Rect(left, inside.bottom - 20.6, right, inside.bottom + 1.4)
    bottom = foot.top - 2.4
    if portrait:
        map_ = Rect(left, main, right, main + (bottom - main) * 0.573)
        strip_ = Rect(left, map_.bottom + 2.4, right, map_.bottom + 29.4)
        key = Rect(left, strip_.bottom + 1.2, right, strip_.bottom + 7.0)
        middle = (left + right) / 2
        tables = (Rect(left, key.bottom, middle - 2, bottom), Rect(middle + 2, key.bottom, right, bottom))
        return Rooms(title, map_, strip_, key, tables, foot)
    table_wide = 155.8 + (inside.width - 396.2) * 0.24
    split = right - table_wide
    map_ = Rect(left, main, split - 4.4, bottom - 29.6)
    strip_ = Rect(left, map_.bottom + 2.4, split - 4.4, bottom - 0.2)
    key = Rect(split, main, right, main + 5.6)
    return Rooms(title, map_, strip_, key, (Rect(split, key.bottom, right, bottom),), foot)


def _shown(facts: Facts, paper: Paper, rooms: Rooms) -> tuple[Chosen, table.Plan]:
    """As many rows as stand in the table with text of readable size."""
    most = paper.most_rows
    while True:
        some = chosen(facts, most)
        height = rooms.tables[0].height - (MORE if some.left_out else 0.0)
        plan = table.plan(blocks(facts, some.rows), len(rooms.tables), height)
        if plan.row >= table.FLOOR or most <= 1:
            return some, plan
        most = min(most, len(some.rows)) - 1


def _title(sheet: Sheet, facts: Facts, box: Rect) -> None:
    surround.seal(sheet, Rect(box.left + 1, box.top + 0.6, box.left + 10.4, box.top + 24.6))
    left = box.left + 15.4
    right = _at_the_right(sheet, facts, box)
    room = right - left - 4
    lead = "沿着路走" if not facts.estimate else "走"
    size = next((s for s in (15.4, 14.2, 13.0, 12.0, 11.0) if _one_line(facts.name, s) <= room), None)
    if size:
        x = left + sheet.text(left, box.top + 2.0 + size * 0.9, facts.name, size, face=SERIF) + size * 0.36
        sheet.text(x, box.top + 2.0 + size * 0.9, TITLE, size, face=SERIF)
        words = f"从您站的地方出发，{lead} 5、10、15 分钟，能到哪里，有些什么。"
        sheet.line(left, box.top + 21.4, words, 5.1, room=room, fill=sheet.ink.ink_2)
    else:
        name = fit(facts.name, room, 12.0, SERIF, least=0.5)
        sheet.text(left, box.top + 11.6, name.words, name.size, face=SERIF, room=room)
        sheet.line(left, box.top + 19.6, TITLE, 9.4, room=room, face=SERIF)
    surround.double_rule(sheet, box.left, box.right, box.bottom)


def _one_line(name: str, size: float) -> float:
    return width(name, size, SERIF) + size * 0.36 + width(TITLE, size, SERIF)


def _at_the_right(sheet: Sheet, facts: Facts, box: Rect) -> float:
    """Stamp, place and date; the left edge of what they take."""
    lines = [facts.place, facts.dated, *([facts.pace] if facts.pace else [])]
    size = 3.9 if len(lines) < 3 or not facts.sample else 3.5
    room = 62.0
    fitted = [fit(words, room, size, least=0.7) for words in lines]
    y = box.bottom - 2.6 - (len(fitted) - 1) * size * 1.5
    for one in fitted:
        sheet.text(box.right - 0.8, y, one.words, one.size, fill=sheet.ink.ink_2, anchor="end", room=room)
        y += size * 1.5
    if facts.sample:
        surround.stamp(sheet, box.right - 0.8, box.top + 0.4, "示例")
    return box.right - 0.8 - max(width(one.words, one.size) for one in fitted)


def _key(sheet: Sheet, box: Rect) -> None:
    """What the three shapes mean."""
    x, y, ink = box.left, box.middle[1], sheet.ink.ink
    for tier, words in KEY:
        if tier == "public":
            sheet.rect(Rect(x + 1.8, y, x + 1.8, y).grown(1.8), ink, round_=0.6)
        else:
            r, fill, edge = (1.8, ink, 0.0) if tier == "basic" else (1.5, "#FFFFFF", 0.6)
            sheet.circle(x + 1.8, y, r, fill, stroke=ink, weight=edge)
        x += 4.8 + sheet.text(x + 4.8, y + 3.5 * 0.365, words, 3.5) + 3.4
    room = box.right - x
    sheet.line(
        box.right, y, "先看颜色和字，再对号码", 3.3, room=room, fill=sheet.ink.ink_2, anchor="end", least=0.7
    )


def _below_table(sheet: Sheet, facts: Facts, shown: Chosen, box: Rect) -> None:
    if not facts.rows:
        words = "这里 15 分钟内还没有登记的店。" if facts.surveyed else "这里还没有摸底，店正在登记。"
        sheet.text(box.left, box.top + table.HEAD + 6, words, 4.6, face=REGULAR)
    if shown.left_out:
        words = f"另有 {shown.left_out} 处，扫码看全部"
        sheet.line(box.left, box.bottom - 2.4, words, 4.0, room=box.width, face=BOLD)
