"""The numbered table of a board: as large as it fits, by class, in one or two columns. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communities.board import marks
from communities.board.facts import Row
from communities.board.select import Block, columns
from communities.board.sheet import MIDDLE, Rect, Sheet, n
from communities.board.type import BOLD, CAP_HEIGHT, width
from communities.board.words import NO_PHONE, UNKNOWN_HOURS, beside, fit_hours, fit_phone, shorter_hours

HEAD_SIZE = 3.5 / CAP_HEIGHT + 0.01  # a cap height of 3.5 mm
HEAD = 6.4
FLOOR = 4.3  # a row with text of 3.4 mm
TWO_LINES = 8.4
MOST_ONE, MOST_TWO = 7.0, 13.0
CLASS_GAP = 0.6
LEAST_BLOCK = 6.6  # two lines of a class's name
CLASS_WIDE, MINUTES, SQUARE = 9.2, 9.6, 11.4


@dataclass(frozen=True, slots=True)
class Plan:
    """Blocks by column, and how high a row is."""

    columns: list[list[Block]]
    row: float

    @property
    def two_lines(self) -> bool:
        return self.row >= TWO_LINES


def plan(whole: list[Block], count: int, height: float) -> Plan:
    """Broken between classes where that leaves rows readable, else inside one."""
    height -= HEAD
    best = Plan(columns(whole, count, split=False), 0.0)
    for split in (False, True)[: 1 if count == 1 else 2]:
        cols = columns(whole, count, split=split)
        row = min(_row(blocks, height) for blocks in cols)
        if row > best.row + (0.0 if best.row < FLOOR else 9.0):
            best = Plan(cols, row)
    most = MOST_TWO if best.row >= TWO_LINES else MOST_ONE
    return Plan(best.columns, min(best.row, most))


def _row(blocks: Sequence[Block], height: float) -> float:
    """The highest row with which the blocks fit, by halving."""
    low, high = 0.0, MOST_TWO
    for _ in range(24):
        middle = (low + high) / 2
        if sum(_high(block, middle) for block in blocks) <= height:
            low = middle
        else:
            high = middle
    return low


def _high(block: Block, row: float) -> float:
    return max(len(block.rows) * row, LEAST_BLOCK) + CLASS_GAP


@dataclass(frozen=True, slots=True)
class Cells:
    """Left edges and widths in one column of the table."""

    chip: float
    number_right: float
    name: tuple[float, float]
    minutes: tuple[float, float]
    square: float
    address: tuple[float, float]
    hours: tuple[float, float]
    phone: tuple[float, float]


def draw(sheet: Sheet, plan: Plan, boxes: Sequence[Rect], squares: dict[int, str], *, estimate: bool) -> None:
    rows = [row for blocks in plan.columns for block in blocks for row in block.rows]
    for blocks, box in zip(plan.columns, boxes, strict=True):
        if not blocks:
            continue
        cells = (_two_line_cells if plan.two_lines else _cells)(box, plan.row, rows)
        _head(sheet, box, cells, two_lines=plan.two_lines, estimate=estimate)
        y = box.top + HEAD
        for block in blocks:
            high = _high(block, plan.row) - CLASS_GAP
            _class(sheet, block, Rect(box.left, y, box.left + CLASS_WIDE, y + high))
            sheet.stroke(f"M{n(box.left)} {n(y)}H{n(box.right)}", sheet.ink.of(block.group.code), 0.5)
            each = high / len(block.rows)
            for i, row in enumerate(block.rows):
                line = Rect(box.left + CLASS_WIDE, y + i * each, box.right, y + (i + 1) * each)
                if i:
                    sheet.stroke(f"M{n(line.left)} {n(line.top)}H{n(line.right)}", sheet.ink.hair, 0.15)
                (_two_lines if plan.two_lines else _one_line)(sheet, row, line, cells, plan.row, squares)
            y += high + CLASS_GAP


def _class(sheet: Sheet, block: Block, box: Rect) -> None:
    """The class's name in two lines of two characters, white on its colour."""
    sheet.rect(box, sheet.ink.of(block.group.code))
    name, (x, y) = block.group.name, box.middle
    size = min(4.3, 3.8 if box.height < 9.6 else 4.3, box.height / 2.15)
    for words, by in ((name[:2], -0.54), (name[2:], 0.54)) if len(name) > 2 else ((name, 0.0),):
        sheet.line(
            x, y + by * size, words, size, room=box.width - 0.6, face=BOLD, fill="#FFFFFF", anchor="middle"
        )


def _head(sheet: Sheet, box: Rect, cells: Cells, *, two_lines: bool, estimate: bool) -> None:
    y = box.top + HEAD - 1.1
    fill = sheet.ink.ink_2

    def put(x: float, words: str, anchor: str = "start") -> None:
        sheet.text(x, y, words, HEAD_SIZE, fill=fill, anchor=anchor)

    put(cells.number_right, "号", "end")
    put(cells.name[0], "名称、地址、时间" if two_lines else "名称")
    put(sum(cells.minutes), "约几分" if estimate else "走几分", "end")
    put(cells.square, "图格", "middle")
    if not two_lines:
        put(cells.address[0], "地址")
        put(cells.hours[0], "时间")
    put(sum(cells.phone) if two_lines else cells.phone[0], "电话", "end" if two_lines else "start")


def _sizes(row: float) -> tuple[float, float, float]:
    """Of names, of minutes, of the rest."""
    return min(4.3, row * 0.82), min(4.6, row * 0.84), min(3.9, row * 0.765)


def _cells(box: Rect, row: float, rows: Sequence[Row]) -> Cells:
    """Room by need: what is short gets all it wants, the rest is shared."""
    name_size, _, size = _sizes(row)
    chip = box.left + CLASS_WIDE + row * 0.52
    left = box.left + CLASS_WIDE + row * 2.45
    room = box.right - left - MINUTES - SQUARE - 5.0
    needs = [
        max((width(one.name, name_size) for one in rows), default=0.0),
        max((width(one.address, size) for one in rows), default=0.0),
        max((width(_brief_hours(one), size) for one in rows), default=0.0),
        max((width(one.phone or NO_PHONE, size) for one in rows), default=0.0),
    ]
    least = [HEAD_SIZE * 2.06] * 4
    name, address, hours, phone = shared(
        room, [max(*p) for p in zip(needs, least, strict=True)], [1.35, 1.0, 1.1, 0.9]
    )
    minutes = left + name + 1.2
    square = minutes + MINUTES
    at = square + SQUARE + 0.8
    return Cells(
        chip,
        left - 1.1,
        (left, name),
        (minutes, MINUTES),
        square + SQUARE / 2,
        (at, address),
        (at + address + 1.4, hours),
        (at + address + hours + 2.8, phone),
    )


def shared(room: float, needs: Sequence[float], weights: Sequence[float]) -> list[float]:
    """Widths that fill the room: a column that needs less than its share gets what it needs, the others share
    the rest by weight; what is left over goes to all alike."""
    given = [0.0] * len(needs)
    open_, left = set(range(len(needs))), room
    while open_:
        total = sum(weights[i] for i in open_)
        content = {i for i in open_ if needs[i] <= left * weights[i] / total}
        if not content:
            for i in open_:
                given[i] = left * weights[i] / total
            return given
        for i in content:
            given[i] = needs[i]
        left -= sum(needs[i] for i in content)
        open_ -= content
    return [wide + left / len(needs) for wide in given]


def _brief_hours(row: Row) -> str:
    """What a column should have room for: not the longest week, but its first rule."""
    forms = shorter_hours(_hours(row))
    return forms[min(3, len(forms) - 2)]


def _hours(row: Row) -> str:
    return "暂停营业" if row.suspended else row.hours or UNKNOWN_HOURS


def _one_line(
    sheet: Sheet, row: Row, line: Rect, cells: Cells, row_mm: float, squares: dict[int, str]
) -> None:
    name_size, minute_size, size = _sizes(row_mm)
    y, ink = line.middle[1], sheet.ink
    _minutes(sheet, row, line, cells, minute_size)
    marks.shape(sheet, row.kind, cells.chip, y, row_mm * 0.425)
    number = min(4.3, row_mm * 0.8)
    room = cells.number_right - cells.chip - row_mm * 0.45
    sheet.line(cells.number_right, y, str(row.number), number, room=room, face=BOLD, anchor="end", least=0.7)
    sheet.line(cells.name[0], y, row.name, name_size, room=cells.name[1])
    square = squares.get(row.number, "")
    sheet.line(cells.square, y, square, size, room=SQUARE - 1, fill=ink.ink_2, anchor="middle")
    if row.address:
        sheet.line(cells.address[0], y, row.address, size, room=cells.address[1])
    hours = fit_hours(_hours(row), cells.hours[1], size)
    sheet.text(cells.hours[0], y + hours.size * MIDDLE, hours.words, hours.size, room=cells.hours[1])
    phone = fit_phone(row.phone, cells.phone[1], size)
    sheet.text(cells.phone[0], y + phone.size * MIDDLE, phone.words, phone.size, room=cells.phone[1])


def _minutes(sheet: Sheet, row: Row, line: Rect, cells: Cells, size: float) -> None:
    left, wide = cells.minutes
    if not sheet.ink.bw:
        sheet.rect(Rect(left, line.top + 0.1, left + wide, line.bottom - 0.1), sheet.ink.zone(row.minutes))
    sheet.line(left + wide / 2, line.middle[1], str(row.minutes), size, room=wide, face=BOLD, anchor="middle")


def _two_line_cells(box: Rect, row: float, rows: Sequence[Row]) -> Cells:
    left = box.left + CLASS_WIDE + 1.0 + 8.2 + 8.0
    phone = min(box.width * 0.3, max([24.0, *(width(one.phone or NO_PHONE, 5.0, BOLD) for one in rows)]))
    square = box.right - phone - 2.0 - SQUARE
    minutes = square - 12.0 - 0.8
    name = (left, minutes - left - 1.5)
    return Cells(
        box.left + CLASS_WIDE + 5.1,
        left - 1.4,
        name,
        (minutes, 12.0),
        square + SQUARE / 2,
        name,
        name,
        (box.right - phone - 0.6, phone),
    )


def _two_lines(
    sheet: Sheet, row: Row, line: Rect, cells: Cells, row_mm: float, squares: dict[int, str]
) -> None:
    y, ink, room = line.middle[1], sheet.ink, cells.name[1]
    _minutes(sheet, row, line, cells, 6.2)
    marks.shape(sheet, row.kind, cells.chip, y, 3.6)
    sheet.line(cells.number_right, y, str(row.number), 5.0, room=8.4, face=BOLD, anchor="end", least=0.6)
    sheet.line(cells.name[0], y - 1.85, row.name, 4.6, room=room)
    hours, address = beside(_hours(row), row.address, room - 2.4, 3.5)
    left = cells.name[0]
    if address:
        left += 2.4 + sheet.text(left, y + 3.3, address.words, address.size, fill=ink.ink_2)
    sheet.text(left, y + 3.3, hours.words, hours.size, fill=ink.ink_2, room=cells.name[0] + room - left)
    square = squares.get(row.number, "")
    sheet.line(cells.square, y, square, 4.0, room=SQUARE - 1, fill=ink.ink_2, anchor="middle")
    phone = fit_phone(row.phone, cells.phone[1], 5.0, BOLD)
    sheet.text(sum(cells.phone), y + phone.size * MIDDLE, phone.words, phone.size, face=BOLD, anchor="end")
