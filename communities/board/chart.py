"""The map of a board: ground, marks that never meet, plates, pin, corners, grid. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from communities.board import ground, lines, marks, names, place, plates
from communities.board.facts import Facts, Kind, Row
from communities.board.marks import Mark
from communities.board.project import Projection
from communities.board.sheet import Circle, Rect, Sheet, n
from communities.board.type import BOLD, SERIF

Floats = NDArray[np.float64]
BORDER = 4.0
CELL = 42.0
CROWD_MM, CROWD = 15.0, 9
TIGHT = 0.1


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """The marks as they stand: each for one row or for several of one category."""

    rows: list[list[Row]]
    marks: list[Mark]
    anchors: Floats
    at: Floats


def draw(
    sheet: Sheet, facts: Facts, rows: Sequence[Row], frame: Rect, promised: Sequence[Kind]
) -> dict[int, str]:
    """The whole map; the square of the grid for each row's number. `promised`: what is told in a note."""
    projection = Projection.fitting(facts.zones[-1], frame)
    plan = ground.plan(facts, frame, projection)
    pin = plates.Pin.at(projection.x, projection.y, frame)
    scale = plates.Scale.of(
        projection.mm,
        facts.five_metres / (1.3 if facts.estimate else 1.0),
        facts.foot.approval,
        estimate=facts.estimate,
    )
    scale_box = scale.box(frame)
    north = Rect(frame.right - 17, frame.top + 5.3, frame.right - 6.2, frame.top + 24.3)
    note = _note_box(plan, promised, [pin.plate, pin.body, scale_box, north])
    corners = [pin.plate, pin.body, scale_box, north, *([note] if note else [])]
    anchors = np.array([projection.point(row.east, row.north) for row in rows]).reshape(-1, 2)
    wide = plates.ESTIMATE_PLATE if facts.estimate else plates.PLATE
    zone_plates = plates.zone_plates(plan.zones, pin, anchors, corners, frame, wide)
    obstacles = [*corners, *zone_plates.values(), *_border(frame)]
    placed = _placed(rows, anchors, obstacles)
    with sheet.clipped(
        f'<rect x="{n(frame.left)}" y="{n(frame.top)}" width="{n(frame.width)}" height="{n(frame.height)}"/>'
    ):
        ground.draw(sheet, plan, estimate=facts.estimate)
        _names(sheet, plan, placed, obstacles, pin)
        _draw_marks(sheet, placed)
        for minutes, plate in zone_plates.items():
            plates.draw_zone_plate(sheet, plate, minutes, estimate=facts.estimate)
        plates.draw_pin(sheet, pin)
    plates.draw_north(sheet, north)
    plates.draw_scale(sheet, scale, scale_box)
    if note:
        _draw_note(sheet, note, promised)
    return _grid(sheet, frame, placed)


def _border(frame: Rect) -> list[Rect]:
    """The rim with the letters and numbers of the grid; wide outwards, so that nothing slips through."""
    out, f = 40.0, frame
    return [
        Rect(f.left - out, f.top - out, f.right + out, f.top + BORDER),
        Rect(f.left - out, f.bottom - BORDER, f.right + out, f.bottom + out),
        Rect(f.left - out, f.top - out, f.left + BORDER, f.bottom + out),
        Rect(f.right - BORDER, f.top - out, f.right + out, f.bottom + out),
    ]


def radius(count: int) -> float:
    return 4.2 if count <= 20 else 3.3 if count <= 60 else 2.9


def _placed(rows: Sequence[Row], anchors: Floats, obstacles: Sequence[Rect]) -> Placed:
    """With the largest marks for which there is room; crowded ones of one category gathered in one."""
    first = radius(len(rows))
    placed = None
    for r in (first, first * 0.88, first * 0.77):
        together = _gathered(rows, anchors, r)
        some = [[rows[i] for i in group] for group in together]
        middles = np.array([anchors[group].mean(axis=0) for group in together]).reshape(-1, 2)
        drawn = [Mark(group[0].kind, _numbers(group), r) for group in some]
        bodies = place.Bodies.of([mark.covers() for mark in drawn])
        at = place.apart(middles, bodies, obstacles, r + 0.5)
        placed = Placed(some, drawn, middles, at)
        if place.clearance(at, bodies, obstacles) >= TIGHT:
            return placed
    assert placed is not None
    return placed


def _numbers(rows: Sequence[Row]) -> str:
    return str(rows[0].number) if len(rows) == 1 else f"{rows[0].number}–{rows[-1].number}"


def _gathered(rows: Sequence[Row], anchors: Floats, r: float) -> list[list[int]]:
    """Indexes of rows under one mark: neighbours of one category with consecutive numbers, in a crowd."""
    groups: list[list[int]] = []
    if not len(rows):
        return groups
    far = np.hypot(*(anchors[:, None] - anchors).transpose(2, 0, 1))
    crowd = (far < CROWD_MM).sum(axis=1)
    for i, row in enumerate(rows):
        last = groups[-1] if groups else []
        joins = (
            last
            and row.kind == rows[last[0]].kind
            and row.number == rows[last[-1]].number + 1
            and crowd[i] > CROWD
            and crowd[last[0]] > CROWD
            and far[i, last].max() < 2 * r
        )
        if joins:
            last.append(i)
        else:
            groups.append([i])
    return groups


def _names(
    sheet: Sheet, plan: ground.Plan, placed: Placed, obstacles: Sequence[Rect], pin: plates.Pin
) -> None:
    """Of parks and waters, then of streets, each clear of all that stands."""
    circles = [
        (x + c.x, y + c.y, c.r)
        for mark, (x, y) in zip(placed.marks, placed.at.tolist(), strict=True)
        for c in mark.covers()
    ]
    walls = np.array([(o.left, o.top, o.right, o.bottom) for o in obstacles])
    edges = [lines.dense(np.concatenate((ring, ring[:1]))) for rings in plan.zones.values() for ring in rings]
    widest = plan.zones[max(plan.zones)]
    field = names.Field(widest, np.concatenate(edges), np.array((pin.x, pin.y)))
    taken = names.Taken(circles, walls, plan.frame.grown(-3.2))
    ground.write_names(sheet, ground.area_names(plan.waters, taken), sheet.ink.water_name)
    ground.write_names(sheet, ground.area_names(plan.greens, taken), sheet.ink.green_name)
    ground.write_names(sheet, names.standing(plan.streets, taken, field))


def _draw_marks(sheet: Sheet, placed: Placed) -> None:
    """Leaders first: no line lies over a mark. An illustrative place gets no anchor dot."""
    moved = np.hypot(*(placed.at - placed.anchors).T) if len(placed.marks) else np.empty(0)
    leaders = [i for i, far in enumerate(moved.tolist()) if far > placed.marks[i].r + 0.5]
    ways = {i: f"M{_xy(placed.anchors[i])}L{_xy(placed.at[i])}" for i in leaders}
    for i in leaders:
        sheet.stroke(ways[i], "#FFFFFF", 1.1)
    for i in leaders:
        colour = sheet.ink.of(placed.marks[i].kind.group)
        sheet.stroke(ways[i], colour, 0.4)
        if not any(row.illustrative for row in placed.rows[i]):
            x, y = placed.anchors[i].tolist()
            sheet.circle(x, y, 0.85, colour, stroke="#FFFFFF", weight=0.3)
    for mark, (x, y) in zip(placed.marks, placed.at.tolist(), strict=True):
        marks.draw(sheet, mark, x, y)
        sheet.stands(f"{mark.numbers} 号", circles=[Circle(x + c.x, y + c.y, c.r) for c in mark.covers()])


def _xy(point: Floats) -> str:
    return f"{n(float(point[0]))} {n(float(point[1]))}"


def _grid(sheet: Sheet, frame: Rect, placed: Placed) -> dict[int, str]:
    """Letters and numbers at the rim; the square in which each row's mark stands."""
    columns, rows = max(4, round(frame.width / CELL)), max(3, round(frame.height / CELL))
    wide, high, ink = frame.width / columns, frame.height / rows, sheet.ink
    ticks = ""
    for i in range(columns):
        x = frame.left + wide * i
        ticks += f"M{n(x)} {n(frame.top)}v2.6M{n(x)} {n(frame.bottom)}v-2.6" if i else ""
        for y in (frame.top + 2.3, frame.bottom - 2.3):
            _letter(sheet, x + wide / 2, y, chr(65 + i))
    for j in range(rows):
        y = frame.top + high * j
        ticks += f"M{n(frame.left)} {n(y)}h2.6M{n(frame.right)} {n(y)}h-2.6" if j else ""
        for x in (frame.left + 2.3, frame.right - 2.3):
            _letter(sheet, x, y + high / 2, str(j + 1))
    sheet.stroke(ticks, ink.ink_2, 0.3)
    sheet.rect(frame, "", stroke=ink.ink, weight=0.45)
    cells: dict[int, str] = {}
    for some, (x, y) in zip(placed.rows, placed.at.tolist(), strict=True):
        cell = f"{chr(65 + int((x - frame.left) // wide))}{int((y - frame.top) // high) + 1}"
        cells.update({row.number: cell for row in some})
    return cells


def _letter(sheet: Sheet, x: float, middle: float, words: str) -> None:
    edge = ' paint-order="stroke" stroke="#FFFFFF" stroke-width="0.9"'
    sheet.text(x, middle + 1.0, words, 2.8, face=BOLD, fill=sheet.ink.ink_2, anchor="middle", extra=edge)


NOTE_WIDE, NOTE_ROW, NOTE_MOST = 50.0, 6.6, 4


def _note_box(plan: ground.Plan, promised: Sequence[Kind], taken: Sequence[Rect]) -> Rect | None:
    """The corner, lower right first, where the note covers little of the 15 minutes and nothing else."""
    if not promised:
        return None
    rows = min(len(promised), NOTE_MOST)
    high, f = 9.6 + NOTE_ROW * rows, plan.frame
    right = Rect(f.right - 5 - NOTE_WIDE, f.bottom - 5.4 - high, f.right - 5, f.bottom - 5.4)
    left = Rect(f.left + 5, f.top + 5.4, f.left + 5 + NOTE_WIDE, f.top + 5.4 + high)
    free = [box for box in (right, left) if not any(plates.meet(box, other, 1.0) for other in taken)]
    widest = plan.zones[max(plan.zones)]
    share = [_covered(box, widest, plan.frame) for box in free]
    for box, covered in zip(free, share, strict=True):
        if covered <= 0.05:
            return box
    return free[share.index(min(share))] if free else None


def _covered(box: Rect, rings: Sequence[Floats], frame: Rect) -> float:
    """Which part of the zone lies under the box, by a grid of 3 mm."""
    xs, ys = np.meshgrid(np.arange(frame.left, frame.right, 3.0), np.arange(frame.top, frame.bottom, 3.0))
    spots = np.column_stack((xs.ravel(), ys.ravel()))
    zone = lines.inside(spots, rings)
    x, y = spots.T
    under = (x > box.left) & (x < box.right) & (y > box.top) & (y < box.bottom)
    return float((zone & under).sum() / max(zone.sum(), 1))


def _draw_note(sheet: Sheet, box: Rect, promised: Sequence[Kind]) -> None:
    sheet.rect(box, "#FFFFFF", stroke=sheet.ink.rule, weight=0.25, round_=0.9)
    head = f"还有 {len(promised)} 样正在规划"
    sheet.line(box.left + 2.4, box.top + 5.0, head, 4.4, room=box.width - 4.8, face=SERIF)
    shown = promised[:NOTE_MOST]
    for i, kind in enumerate(shown):
        y = box.top + 8.8 + NOTE_ROW * (i + 0.5)
        marks.shape(sheet, kind, box.left + 5.2, y, 2.7, absent=True)
        more = f" 等 {len(promised)} 样" if i == NOTE_MOST - 1 and len(promised) > NOTE_MOST else ""
        sheet.line(box.left + 9.4, y, kind.short + more, 3.7, room=box.width - 11, face=BOLD)
    sheet.stands("规划中", rects=[box])
