"""What stands around every sheet: the frame of a Chinese printed page, title, stamp, foot, QR code. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import segno

from communities.board.facts import Foot
from communities.board.sheet import Rect, Sheet, n
from communities.board.type import BOLD, REGULAR, SERIF, fit, width, wrapped

HOTLINE = "12345"


@dataclass(frozen=True, slots=True)
class Edge:
    """Page edge, weight of the outer line, gap to the inner one, padding: by the size of the sheet."""

    page: float
    line: float
    gap: float
    pad: float


WALL = Edge(7.0, 0.9, 0.8, 4.0)
HAND = Edge(4.0, 0.7, 0.6, 2.6)


def frame(sheet: Sheet, edge: Edge) -> Rect:
    """文武线, the thick and the thin line; the room inside."""
    outer = Rect(edge.page, edge.page, sheet.width - edge.page, sheet.height - edge.page)
    sheet.rect(outer.grown(-edge.line / 2), "", stroke=sheet.ink.ink, weight=edge.line)
    sheet.rect(outer.grown(-edge.line - edge.gap - 0.125), "", stroke=sheet.ink.ink, weight=0.25)
    return outer.grown(-edge.line - edge.pad)


def seal(sheet: Sheet, box: Rect) -> None:
    """一刻钟 in vermilion, with a white line inside."""
    sheet.rect(box, sheet.ink.seal, round_=0.9)
    sheet.rect(box.grown(-0.65), "", stroke="#FFFFFF", weight=0.3, round_=0.5)
    size = box.width * 0.7
    for i, letter in enumerate("一刻钟"):
        y = box.middle[1] + (i - 1) * size * 1.07 + size * 0.37
        sheet.text(box.middle[0], y, letter, size, face=SERIF, fill="#FFFFFF", anchor="middle")


def double_rule(sheet: Sheet, left: float, right: float, y: float) -> None:
    sheet.stroke(f"M{n(left)} {n(y)}H{n(right)}", sheet.ink.ink, 0.25)
    sheet.stroke(f"M{n(left)} {n(y + 1.2)}H{n(right)}", sheet.ink.ink, 0.7)


def stamp(sheet: Sheet, right: float, top: float, words: str, size: float = 6.2) -> None:
    """A stamp set a little askew: 示例."""
    wide, high = width(words, size, SERIF) + size * 0.9, size * 1.42
    x, y = right - wide / 2 - 0.6, top + high / 2 + 0.4
    box = Rect(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
    sheet.raw(f'<g transform="rotate(-4 {n(x)} {n(y)})">')
    sheet.rect(box, "", stroke=sheet.ink.seal, weight=0.6, round_=0.8)
    sheet.text(x, y + size * 0.365, words, size, face=SERIF, fill=sheet.ink.seal, anchor="middle")
    sheet.raw("</g>")


def code(sheet: Sheet, url: str, box: Rect) -> None:
    """The QR code of an address, with its quiet margin inside the box."""
    matrix = segno.make(url, error="m", micro=False).matrix
    module = box.width / (len(matrix) + 4)
    d = "".join(
        f"M{x} {y}h{end - x}v1h-{end - x}z" for y, line in enumerate(matrix) for x, end in _runs(bytes(line))
    )
    sheet.raw(
        f'<path transform="translate({n(box.left + 2 * module)} {n(box.top + 2 * module)})'
        f' scale({module:.4f})" d="{d}" fill="#000000" shape-rendering="crispEdges"/>'
    )
    sheet.stands("二维码", rects=[box])


def _runs(line: bytes) -> list[tuple[int, int]]:
    """Begin and end of each row of dark modules."""
    runs, begin = [], None
    for x, dark in enumerate((*line, 0)):
        if dark and begin is None:
            begin = x
        elif not dark and begin is not None:
            runs.append((begin, x))
            begin = None
    return runs


def number(sheet: Sheet, x: float, top: float, label: str, digits: str, size: float, room: float) -> float:
    """A telephone number under its label; how wide both stand."""
    small = size * 0.43
    first = sheet.line(x, top + small * 0.8, label, small, room=room, fill=sheet.ink.ink_2)
    fitted = fit(digits, room, size, BOLD, least=0.6)
    return max(first, sheet.text(x, top + small * 1.5 + size * 0.92, fitted.words, fitted.size, face=BOLD))


def foot(
    sheet: Sheet, foot: Foot, box: Rect, *, size: float, numbers: float, qr: float, scan: tuple[str, ...]
) -> None:
    """Numbers to call at the left, how the times come about in the middle, the code at the right."""
    sheet.stroke(f"M{n(box.left)} {n(box.top)}H{n(box.right)}", sheet.ink.ink, 0.25)
    x, gap = box.left, size * 1.5
    if foot.phone:
        x += number(sheet, x, box.top + 1.6, "社区电话", foot.phone, numbers, box.width * 0.2) + gap
    x += number(sheet, x, box.top + 1.6, "政务服务便民热线", HOTLINE, numbers, box.width * 0.2) + gap
    label = max((width(words, size, BOLD) for words in scan), default=0.0)
    right = box.right - label - (1.6 if scan else 0.0)
    if qr:
        code(sheet, foot.url, Rect(right - qr, box.top + 1.0, right, box.top + 1.0 + qr))
    for i, words in enumerate(scan):
        y = box.top + 1.0 + qr / 2 + (i - (len(scan) - 1) / 2) * size * 1.36 + size * 0.37
        sheet.text(right + 1.6, y, words, size, face=BOLD)
    end = right - qr - gap if qr else box.right
    sentences(sheet, foot.say, foot.fine, Rect(x, box.top + 1.4, end, box.bottom), size)


def sentences(sheet: Sheet, say: Sequence[str], small: Sequence[str], box: Rect, size: float) -> None:
    """What residents read, then the small print: as large as all of it fits."""
    for share in (1.0, 0.94, 0.88, 0.82, 0.76, 0.7):
        first = size * share
        plain = [line for words in say for line in wrapped(words, box.width, first, lines=3)]
        fine = [line for words in small for line in wrapped(words, box.width, first * 0.7, lines=4)]
        high = len(plain) * first * 1.4 + len(fine) * first * 1.02
        if high <= box.height or share == 0.7:
            break
    y = box.top
    for words in plain:
        sheet.text(box.left, y + first * 0.95, words, first, face=REGULAR, room=box.width)
        y += first * 1.4
    for words in fine:
        if y + first * 0.75 <= box.bottom:
            sheet.text(box.left, y + first * 0.66, words, first * 0.7, fill=sheet.ink.ink_2, room=box.width)
        y += first * 1.02
