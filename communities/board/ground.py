"""What lies under the marks: hatching, zones, water, green, streets and their names. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from communities.board import lines
from communities.board.facts import Area, Facts, Line, Street, StreetKind, extent
from communities.board.names import Glyph, Name, Taken
from communities.board.project import Projection
from communities.board.sheet import Circle, Rect, Sheet, n, path, turned_circles
from communities.board.type import width

Floats = NDArray[np.float64]
WIDE = {
    StreetKind.WAY: 0.7,
    StreetKind.STREET: 1.5,
    StreetKind.TERTIARY: 2.2,
    StreetKind.SECONDARY: 3.0,
    StreetKind.MAIN: 3.4,
}
EDGE = 0.28
# line of a zone: weight, dashes where it is real, dashes where it is estimated
ZONE_LINES = {15: (0.85, "", "4 2.4"), 10: (0.6, "3.2 1.4", "3.2 2.4"), 5: (0.6, "1.5 1.1", "2.2 2.2")}
HATCH = 1.48  # between two lines of hatching, upright measure
DOTS = {5: (1.5, 0.6), 10: (2.6, 0.48)}  # black and white: pitch and diameter


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """The facts' lines on paper: in the frame, thinned, zones smoothed."""

    frame: Rect
    projection: Projection
    zones: dict[int, list[Floats]]
    streets: list[Street]
    greens: list[Area]
    waters: list[Area]
    rivers: list[Street]
    railways: list[Floats]


def plan(facts: Facts, frame: Rect, projection: Projection) -> Plan:
    def within(line: Line) -> list[Floats]:
        return lines.runs_in(lines.thinned(projection.line(line), 0.12), frame.grown(4.0))

    def street(one: Street) -> Street:
        return Street(one.kind, one.name, tuple(part for line in one.lines for part in within(line)))

    def areas(some: Iterable[Area]) -> list[Area]:
        return [
            Area(one.name, tuple(lines.thinned(projection.line(ring), 0.15) for ring in one.rings))
            for one in some
        ]

    zones = {
        zone.minutes: [lines.smoothed(lines.opened(projection.line(ring))) for ring in zone.rings]
        for zone in facts.zones
    }
    return Plan(
        frame,
        projection,
        zones,
        [one for one in map(street, facts.ground.streets) if one.lines],
        areas(facts.ground.greens),
        areas(facts.ground.waters),
        [one for one in map(street, facts.ground.rivers) if one.lines],
        [part for line in facts.ground.railways for part in within(line)],
    )


def zone_path(rings: Sequence[Floats]) -> str:
    return "".join(path(lines.thinned(ring, 0.15).tolist(), closed=True) for ring in rings)


def draw(sheet: Sheet, plan: Plan, *, estimate: bool) -> None:
    """All but names and marks, clipped to the frame by the caller."""
    ink, frame = sheet.ink, plan.frame
    sheet.rect(frame, ink.ground)
    _hatch(sheet, frame)
    for minutes in sorted(plan.zones, reverse=True):
        d = zone_path(plan.zones[minutes])
        sheet.fill(d, ink.zone(minutes))
        if ink.bw and minutes in DOTS:
            _dots(sheet, frame, d, *DOTS[minutes])
    _land(sheet, plan)
    _streets(sheet, plan)
    for minutes in sorted(plan.zones, reverse=True):
        weight, real, estimated = ZONE_LINES.get(minutes, ZONE_LINES[15])
        d = zone_path(plan.zones[minutes])
        sheet.stroke(d, "#FFFFFF", weight + 0.7)
        sheet.stroke(d, ink.zone_line, weight, dash=estimated if estimate else real)


def _hatch(sheet: Sheet, frame: Rect) -> None:
    """Lines at 45 degrees over the whole frame; the zones cover them."""
    count = int((frame.width + frame.height) / (HATCH * 2)) + 1
    d = "".join(
        f"M{n(frame.left + i * HATCH * 2)} {n(frame.top)}l{n(-frame.height)} {n(frame.height)}"
        for i in range(count)
    )
    sheet.stroke(d, sheet.ink.hatch, 0.3)


def _dots(sheet: Sheet, frame: Rect, zone: str, pitch: float, wide: float) -> None:
    """Rows of dots, every other row shifted: dashes of no length with round ends."""
    rows = int(frame.height / pitch * 1.4) + 1
    d = "".join(
        f"M{n(frame.left + (pitch / 2 if i % 2 else 0))} {n(frame.top + i * pitch / 1.4)}H{n(frame.right)}"
        for i in range(rows)
    )
    with sheet.clipped(f'<path d="{zone}" clip-rule="evenodd"/>'):
        sheet.stroke(d, sheet.ink.ink, wide, dash=f"0 {n(pitch)}", round_=True)


def _land(sheet: Sheet, plan: Plan) -> None:
    ink = sheet.ink
    for area in plan.greens:
        d = "".join(path(ring.tolist(), closed=True) for ring in area.rings)
        sheet.fill(d, ink.green)
        if ink.bw:
            frame = plan.frame
            rows = "".join(
                f"M{n(frame.left)} {n(frame.top + i * 2)}H{n(frame.right)}"
                for i in range(int(frame.height / 2) + 1)
            )
            with sheet.clipped(f'<path d="{d}" clip-rule="evenodd"/>'):
                sheet.stroke(rows, ink.ink, 0.2)
    water = "".join(path(ring.tolist(), closed=True) for area in plan.waters for ring in area.rings)
    if water:
        sheet.fill(water, ink.water, edge=ink.water_line, weight=0.2)
    rivers = "".join(path(line.tolist()) for river in plan.rivers for line in river.lines)
    if rivers:
        sheet.stroke(rivers, ink.water_line, 1.2, round_=True)
        sheet.stroke(rivers, ink.water, 0.9, round_=True)
    rails = "".join(path(line.tolist()) for line in plan.railways)
    if rails:
        sheet.stroke(rails, ink.rail, 0.25)
        sheet.stroke(rails, ink.rail, 0.9, dash="0.25 1.6")


def _streets(sheet: Sheet, plan: Plan) -> None:
    """Edges of all streets, then their surfaces: crossings come out open. Once for all, and again inside the
    widest zone in its colours."""
    ink = sheet.ink
    kinds = sorted({street.kind for street in plan.streets})
    for kind in kinds:
        d = "".join(
            path(line.tolist()) for street in plan.streets if street.kind == kind for line in street.lines
        )
        sheet.raw(
            f'<defs><path id="board-street-{int(kind)}" d="{d}" fill="none" stroke-linecap="round"'
            ' stroke-linejoin="round"/></defs>'
        )
    _surfaces(sheet, kinds, ink.street_out_edge, ink.street_out)
    widest = plan.zones.get(max(plan.zones, default=0))
    if kinds and widest:
        with sheet.clipped(f'<path d="{zone_path(widest)}" clip-rule="evenodd"/>'):
            _surfaces(sheet, kinds, ink.street_edge, ink.street)


def _surfaces(sheet: Sheet, kinds: Iterable[StreetKind], edge: str, surface: str) -> None:
    for more, colour in ((2 * EDGE, edge), (0.0, surface)):
        for kind in kinds:
            if more and kind is StreetKind.WAY:
                continue
            weight = n(WIDE[kind] + more)
            sheet.raw(f'<use href="#board-street-{int(kind)}" stroke="{colour}" stroke-width="{weight}"/>')


GREEN_SIZE = 3.2


def area_names(areas: Iterable[Area], taken: Taken) -> list[Name]:
    """Names of parks and waters in their widest place, level, clear of all else; none where none fits."""
    found: list[Name] = []
    for area in areas:
        if not area.name or len(area.name) > 24:
            continue
        name = _inside(area, taken)
        if name and area.name not in {other.words for other in found}:
            taken.circles += [(c.x, c.y, c.r) for c in name.covers]
            found.append(name)
    return found


def _inside(area: Area, taken: Taken) -> Name | None:
    rings = [lines.thinned(ring, 0.6) for ring in area.rings]
    long = width(area.name, GREEN_SIZE)
    left, top, right, bottom = extent(rings)
    room = Rect(left + long / 2, top + 2, right - long / 2, bottom - 2)
    if room.width <= 0 or room.height <= 0:
        return None
    step = max(2.0, (room.width * room.height / 300) ** 0.5)
    xs, ys = np.arange(room.left, room.right, step), np.arange(room.top, room.bottom, step)
    middles = np.column_stack([grid.ravel() for grid in np.meshgrid(xs, ys)])
    steps = np.array([(c.x, c.y) for c in turned_circles(0, 0, 0, long, GREEN_SIZE)])
    spots = middles[:, None] + steps
    within = lines.inside(spots.reshape(-1, 2), rings).reshape(spots.shape[:2]).all(axis=1)
    gap = np.where(within, taken.clear(spots, GREEN_SIZE * 0.6), -1.0)
    best = int(gap.argmax())
    if gap[best] < 0.5:
        return None
    covers = tuple(Circle(x, y, GREEN_SIZE * 0.6) for x, y in spots[best].tolist())
    x, y = middles[best].tolist()
    return Name(area.name, GREEN_SIZE, (Glyph(area.name, x, y, 0.0),), covers, True)


def write_names(sheet: Sheet, names: Iterable[Name], fill: str = "") -> None:
    """Of streets in their own colours, or all in one."""
    for name in names:
        colour = fill or (sheet.ink.street_name if name.inside else sheet.ink.street_name_out)
        for glyph in name.glyphs:
            sheet.turned(
                glyph.x, glyph.y, glyph.angle, glyph.words, name.size, colour, 1.0 if sheet.ink.bw else 0.5
            )
        sheet.stands(f"路名 {name.words}", circles=name.covers)
