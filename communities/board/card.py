"""The pocket card: the nearest of each category in large print, for those without a phone. A5. Pure."""

from __future__ import annotations

from communities.board import marks, strip, surround
from communities.board.facts import Facts, Kind, Row
from communities.board.ink import black, colour
from communities.board.sheet import MIDDLE, Rect, Sheet, n
from communities.board.strip import Gaps
from communities.board.type import BOLD, SERIF, fit, width
from communities.board.words import UNKNOWN_HOURS, beside, fit_phone

PAPER = (148.0, 210.0)
MOST_ROW = 13.0
FOOT = 20.0


def draw(facts: Facts, *, bw: bool = False, gaps: Gaps = Gaps.PLANNED) -> Sheet:
    ink = black() if bw else colour({group.code: group.colour for group in facts.groups})
    sheet = Sheet(*PAPER, ink)
    inside = surround.frame(sheet, surround.HAND)
    _title(sheet, facts, Rect(inside.left, inside.top, inside.right, inside.top + 18.4))
    foot = Rect(inside.left, inside.bottom - FOOT, inside.right, inside.bottom + 0.4)
    top = inside.top + 21.0
    wanted = strip.kinds(facts, gaps)
    row = min(MOST_ROW, (foot.top - 1.4 - top) / max(1, len(wanted)))
    for i, kind in enumerate(wanted):
        line = Rect(inside.left, top + i * row, inside.right, top + (i + 1) * row)
        _line(sheet, facts, kind, line, gaps)
        sheet.stroke(f"M{n(line.left)} {n(line.bottom)}H{n(line.right)}", ink.rule, 0.2)
    if not wanted:
        sheet.text(inside.left, top + 8, "15 分钟内还没有登记的店。", 5.0)
    _foot(sheet, facts, foot)
    return sheet


def _title(sheet: Sheet, facts: Facts, box: Rect) -> None:
    surround.seal(sheet, Rect(box.left, box.top, box.left + 6.6, box.top + 16.4))
    left, right = box.left + 9.6, box.right - (18.0 if facts.sample else 0.0)
    name = fit(facts.name, right - left, 9.0, SERIF, least=0.62)
    sheet.text(left, box.top + 8.4, name.words, name.size, face=SERIF, room=right - left)
    words = " · ".join(filter(None, ("一刻钟便民生活圈", "最近一处", facts.pace)))
    sheet.line(left, box.top + 13.4, words, 4.6, room=right - left, least=0.7)
    if facts.sample:
        surround.stamp(sheet, box.right, box.top + 2.4, "示例", 4.6)
    surround.double_rule(sheet, box.left, box.right, box.bottom)


def _line(sheet: Sheet, facts: Facts, kind: Kind, line: Rect, gaps: Gaps) -> None:
    row, y, ink = facts.nearest(kind), line.middle[1], sheet.ink
    marks.shape(sheet, kind, line.left + 4.4, y, 3.9, absent=row is None)
    fill = ink.ink if row else ink.ink_2
    sheet.line(line.left + 10.4, y, kind.short, 5.1, room=27.6, face=BOLD, fill=fill, least=0.7)
    left, minutes, phone = line.left + 39.4, line.right - 40.6, line.right
    if row is None:
        sheet.line(left, y, strip.absent_words(facts, kind, gaps), 4.1, room=30, fill=ink.ink_2)
        return
    _place(sheet, row, left, y, minutes - left - 1.4)
    about = "约" if facts.estimate else ""
    wide = width("分", 3.8) + 0.2
    sheet.text(phone - 28.0 - wide, y + 6.6 * MIDDLE, "分", 3.8)
    sheet.line(phone - 28.2 - wide, y, str(row.minutes), 6.6, room=9.6, face=BOLD, anchor="end")
    if about:
        more = width(str(row.minutes), 6.6, BOLD)
        sheet.text(phone - 28.6 - wide - more, y + 6.6 * MIDDLE, about, 3.2, fill=ink.ink_2, anchor="end")
    number = fit_phone(row.phone, 26.4, 4.9, BOLD)
    sheet.text(phone, y + number.size * MIDDLE, number.words, number.size, face=BOLD, anchor="end", room=26.4)


def _place(sheet: Sheet, row: Row, left: float, y: float, room: float) -> None:
    """The name over address and hours."""
    sheet.line(left, y - 1.85, row.name, 4.1, room=room, least=0.75)
    said = "暂停营业" if row.suspended else row.hours or UNKNOWN_HOURS
    hours, address = beside(said, row.address, room - 1.8, 3.2)
    x = left
    if address:
        x += 1.8 + sheet.text(x, y + 3.3, address.words, address.size, fill=sheet.ink.ink_2)
    sheet.text(x, y + 3.3, hours.words, hours.size, fill=sheet.ink.ink_2, room=left + room - x)


def _foot(sheet: Sheet, facts: Facts, box: Rect) -> None:
    sheet.stroke(f"M{n(box.left)} {n(box.top)}H{n(box.right)}", sheet.ink.ink, 0.25)
    x = box.left
    if facts.foot.phone:
        x += surround.number(sheet, x, box.top + 2.6, "社区电话", facts.foot.phone, 6.6, 38.0) + 4.0
    x += surround.number(sheet, x, box.top + 2.6, "便民热线", surround.HOTLINE, 6.6, 30.0) + 4.0
    qr = 17.0
    surround.code(sheet, facts.foot.url, Rect(box.right - qr, box.top + 1.4, box.right, box.top + 1.4 + qr))
    room = Rect(x, box.top + 1.8, box.right - qr - 2.0, box.bottom - 0.4)
    surround.sentences(sheet, (), (*facts.foot.say[:1], f"{facts.dated}。", *facts.foot.fine), room, 3.9)
