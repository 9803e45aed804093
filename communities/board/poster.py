"""A poster for one outlet's own door: what it is, when it is open, how far it is, and its code. A4. Pure."""

from __future__ import annotations

from communities.board import marks, surround
from communities.board.facts import Door
from communities.board.ink import black, colour
from communities.board.sheet import Rect, Sheet, n
from communities.board.type import BOLD, REGULAR, SERIF, fit, width, wrapped

PAPER = (210.0, 297.0)
QR = 70.0
MOST_LINES = 4


def draw(door: Door, *, bw: bool = False) -> Sheet:
    ink = black() if bw else colour({door.row.kind.group: door.colour})
    sheet = Sheet(*PAPER, ink)
    inside = surround.frame(sheet, surround.WALL)
    _title(sheet, door, Rect(inside.left, inside.top, inside.right, inside.top + 22))
    y = _name(sheet, door, inside, inside.top + 30)
    foot = Rect(inside.left, inside.bottom - 20, inside.right, inside.bottom + 0.6)
    code_top = foot.top - QR - 9
    y = _facts(sheet, door, inside, y + 6, code_top - 4)
    _code(sheet, door, Rect(inside.left, code_top, inside.right, foot.top - 4))
    surround.foot(sheet, door.foot, foot, size=3.6, numbers=7.4, qr=0.0, scan=())
    return sheet


def _title(sheet: Sheet, door: Door, box: Rect) -> None:
    surround.seal(sheet, Rect(box.left + 0.6, box.top, box.left + 8.4, box.top + 19.6))
    left, right = box.left + 12.6, box.right - (22.0 if door.sample else 0.0)
    words = f"{door.circle}一刻钟便民生活圈" if door.circle else "一刻钟便民生活圈"
    name = fit(words, right - left, 10.4, SERIF, least=0.6)
    sheet.text(left, box.top + 10.2, name.words, name.size, face=SERIF, room=right - left)
    sheet.line(left, box.top + 16.2, door.dated, 4.2, room=right - left, fill=sheet.ink.ink_2)
    if door.sample:
        surround.stamp(sheet, box.right, box.top + 2, "示例", 6.2)
    surround.double_rule(sheet, box.left, box.right, box.bottom)


def _name(sheet: Sheet, door: Door, inside: Rect, top: float) -> float:
    """The category's chip over the name, in one line or two; where it ends."""
    kind, room = door.row.kind, inside.width
    marks.shape(sheet, kind, inside.left + 10.6, top + 10, 10.0)
    sheet.line(inside.left + 26, top + 10, kind.name, 9.0, room=room - 26, face=BOLD, least=0.6)
    size = next((s for s in (19.0, 17.0, 15.0) if width(door.row.name, s, SERIF) <= room), 13.5)
    y = top + 24
    for words in wrapped(door.row.name, room, size, SERIF, lines=2):
        y += size * 1.16
        sheet.text(inside.left, y - size * 0.16, words, size, face=SERIF, room=room)
    return y


def _facts(sheet: Sheet, door: Door, inside: Rect, top: float, bottom: float) -> float:
    """Minutes, hours, address, telephone, services, prices: as many as there is room for, in this order."""
    rows: list[tuple[str, list[str]]] = []
    if door.row.minutes:
        about = "约" if door.estimate else ""
        note = "（估算）" if door.estimate else ""
        rows.append(("走过来", [f"从{door.circle}中心走{about} {door.row.minutes} 分钟{note}"]))
    rows.append(("几点开", ["暂停营业"] if door.row.suspended else list(door.hours)))
    if door.row.address:
        rows.append(("地址", [door.row.address]))
    rows.append(("电话", [door.row.phone or "未知"]))
    if door.services:
        rows.append(("为老服务", ["、".join(door.services)]))
    if door.prices:
        rows.append(("价目", ["，".join(f"{name} {price}" for name, price in door.prices)]))
    y = top
    for label, lines in rows:
        strong = label in {"走过来", "电话"}
        y = _fact(sheet, label, lines, Rect(inside.left, y, inside.right, bottom), strong=strong)
    return y


def _fact(sheet: Sheet, label: str, lines: list[str], box: Rect, *, strong: bool) -> float:
    left, size = box.left + 33, 8.4 if strong else 6.8
    face = BOLD if strong else REGULAR
    shown = [part for words in lines for part in wrapped(words, box.right - left, size, face, lines=2)][
        :MOST_LINES
    ]
    high = max(1, len(shown)) * size * 1.35 + 3.4
    if box.top + high > box.bottom:
        return box.top
    sheet.text(box.left, box.top + size * 0.95 + 1.4, label, 5.6, fill=sheet.ink.ink_2)
    y = box.top + 1.4
    for words in shown:
        sheet.text(left, y + size * 0.95, words, size, face=face, room=box.right - left)
        y += size * 1.35
    end = box.top + high
    sheet.stroke(f"M{n(box.left)} {n(end)}H{n(box.right)}", sheet.ink.hair, 0.25)
    return end


def _code(sheet: Sheet, door: Door, box: Rect) -> None:
    surround.code(sheet, door.foot.url, Rect(box.left, box.top, box.left + QR, box.top + QR))
    left = box.left + QR + 8
    room = box.right - left
    y = box.top + QR / 2 - 14
    for words, size, face in (
        ("扫一扫", 13.0, SERIF),
        ("现在开没开、怎么走、价目", 6.8, BOLD),
        ("信息不对？扫码告诉我们", 5.6, REGULAR),
    ):
        sheet.line(left, y, words, size, room=room, face=face)
        y += size * 0.7 + 9
    sheet.line(left, box.top + QR - 3, _short(door.foot.url), 3.6, room=room, fill=sheet.ink.ink_2, least=0.6)


def _short(url: str) -> str:
    return url.split("?")[0].removeprefix("https://").removeprefix("http://")
