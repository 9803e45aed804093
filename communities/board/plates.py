"""Where the plates of the three zones stand, the pin, and the corners of a map. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from communities.board import lines
from communities.board.sheet import Rect, Sheet, n, path
from communities.board.type import BOLD, width

Floats = NDArray[np.float64]
PLATE, ESTIMATE_PLATE, HIGH = 25.0, 38.0, 7.0
PIN_PLATE = (25.0, 7.4)


def meet(a: Rect, b: Rect, gap: float = 0.0) -> bool:
    return (
        a.left < b.right + gap
        and b.left < a.right + gap
        and a.top < b.bottom + gap
        and b.top < a.bottom + gap
    )


def around(x: float, y: float, wide: float, high: float) -> Rect:
    return Rect(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)


@dataclass(frozen=True, slots=True)
class Pin:
    x: float
    y: float
    plate: Rect
    body: Rect

    @classmethod
    def at(cls, x: float, y: float, frame: Rect) -> Pin:
        """The plate above the pin; under it where there is no room above."""
        wide, high = PIN_PLATE
        above = y - 17.8
        middle = above if above - high / 2 > frame.top + 5 else y + 6.0
        side = min(max(x, frame.left + wide / 2 + 5), frame.right - wide / 2 - 5)
        return cls(x, y, around(side, middle, wide, high), Rect(x - 4.6, y - 13.7, x + 4.6, y + 0.4))


def zone_plates(
    zones: Mapping[int, Sequence[Floats]],
    pin: Pin,
    anchors: Floats,
    taken: Sequence[Rect],
    frame: Rect,
    wide: float,
) -> dict[int, Rect]:
    """All on one bearing, the one farthest from outlets and from what stands already; each by itself where no
    bearing serves all. A plate for which there is no room at all is left out."""
    origin = np.array((pin.x, pin.y))
    minutes = sorted(zones)
    spots: dict[int, list[Floats | None]] = {z: [] for z in minutes}
    bearings = [math.radians(degrees) for degrees in range(0, 360, 4)]
    for bearing in bearings:
        direction = np.array((math.cos(bearing), math.sin(bearing)))
        for z in minutes:
            spots[z].append(lines.farthest_on_ray(origin, direction, zones[z]))
    limits = frame.grown(-5.0)
    best: tuple[float, dict[int, Rect]] | None = None
    for number, bearing in enumerate(bearings):
        found = [spots[z][number] for z in minutes]
        here = [spot for spot in found if spot is not None]
        if len(here) < len(minutes):
            continue
        plates = [around(float(spot[0]), float(spot[1]), wide, HIGH) for spot in here]
        if not _free(plates, taken, limits):
            continue
        score = _score(here, anchors) + (4 if abs(math.sin(bearing)) > 0.35 else 0)
        if best is None or score > best[0]:
            best = score, dict(zip(minutes, plates, strict=True))
    return best[1] if best else _one_by_one(spots, anchors, taken, limits, wide)


def _free(plates: Sequence[Rect], taken: Sequence[Rect], limits: Rect) -> bool:
    return all(
        _within(plate, limits)
        and not any(meet(plate, other, 0.8) for other in taken)
        and not any(meet(plate, other, 1.2) for other in plates[:number])
        for number, plate in enumerate(plates)
    )


def _within(box: Rect, limits: Rect) -> bool:
    return (
        box.left >= limits.left
        and box.right <= limits.right
        and box.top >= limits.top
        and box.bottom <= limits.bottom
    )


def _score(spots: Sequence[Floats], anchors: Floats) -> float:
    near = [float(np.hypot(*(anchors - spot).T).min(initial=11.0)) for spot in spots]
    gaps = [math.dist(a, b) for a, b in pairwise(spots)]
    return sum(near) + min([20.0, *gaps]) * 0.8


def _one_by_one(
    spots: Mapping[int, Sequence[Floats | None]],
    anchors: Floats,
    taken: Sequence[Rect],
    limits: Rect,
    wide: float,
) -> dict[int, Rect]:
    placed: dict[int, Rect] = {}
    for z in sorted(spots, reverse=True):
        known = [spot for spot in spots[z] if spot is not None]
        for spot in sorted(known, key=lambda spot: -_score([spot], anchors)):
            plate = around(float(spot[0]), float(spot[1]), wide, HIGH)
            if _free([plate], [*taken, *placed.values()], limits):
                placed[z] = plate
                break
    return placed


def draw_zone_plate(sheet: Sheet, plate: Rect, minutes: int, *, estimate: bool) -> None:
    sheet.rect(plate, "#FFFFFF", stroke=sheet.ink.zone_line, weight=0.45, round_=0.9)
    lead, tail = ("约", "分钟（估算）") if estimate else ("步行", "分钟")
    pieces = [(lead, 4.1, BOLD), (str(minutes), 5.6, BOLD), (tail, 4.1, BOLD)]
    wide = sum(width(words, size, face) for words, size, face in pieces)
    share = min(1.0, (plate.width - 1.4) / wide)
    sheet.run(*plate.middle, [(words, size * share, face) for words, size, face in pieces])
    sheet.stands(f"{minutes} 分钟牌", rects=[plate])


def draw_pin(sheet: Sheet, pin: Pin) -> None:
    x, y, seal = pin.x, pin.y, sheet.ink.seal
    sheet.raw(
        f'<path transform="translate({n(x)} {n(y)})" d="M0 0C-1.6 -3.6 -4.2 -5.6 -4.2 -9.1A4.2 4.2 0 0 1 4.2'
        f' -9.1C4.2 -5.6 1.6 -3.6 0 0Z" fill="{seal}" stroke="#FFFFFF" stroke-width="0.7"/>'
    )
    sheet.circle(x, y - 9.1, 1.6, "#FFFFFF")
    sheet.rect(pin.plate, seal, stroke="#FFFFFF", weight=0.6, round_=0.9)
    sheet.run(*pin.plate.middle, [("您在这里", 5.2, BOLD)], fill="#FFFFFF")
    sheet.stands("您在这里", rects=[pin.plate, pin.body])


def draw_north(sheet: Sheet, box: Rect) -> None:
    x, y, ink = box.middle[0], box.bottom - 3.8, sheet.ink.ink
    sheet.rect(box, "#FFFFFF", stroke=sheet.ink.rule, weight=0.25, round_=0.9)
    sheet.fill(
        path([(x, y - 9.2), (x + 2.6, y + 1.8), (x, y - 0.3), (x - 2.6, y + 1.8)], closed=True),
        "#FFFFFF",
        edge=ink,
        weight=0.4,
    )
    sheet.fill(path([(x, y - 9.2), (x - 2.6, y + 1.8), (x, y - 0.3)], closed=True), ink)
    sheet.text(x, y - 10.9, "北", 4.0, face=BOLD, anchor="middle")
    sheet.stands("指北针", rects=[box])


@dataclass(frozen=True, slots=True)
class Scale:
    """`step` metres to a part of the bar; `five` metres are walked in five minutes, as the crow flies where
    estimated."""

    mm: float
    step: int
    five: float
    estimate: bool
    approval: str

    @classmethod
    def of(cls, mm: float, five: float, approval: str, *, estimate: bool) -> Scale:
        step = min((20, 50, 100, 200, 500, 1000), key=lambda step: abs(3 * step * mm - 33))
        return cls(mm, step, five, estimate, approval)

    @property
    def words(self) -> str:
        return "约 5 分钟路程" if self.estimate else "走 5 分钟"

    def box(self, frame: Rect) -> Rect:
        wide = max(
            3 * self.step * self.mm + 8,
            self.five * self.mm + width(self.words, 2.9, BOLD) + 3,
            min(width(self.approval, 2.5) + 1, 60.0),
        )
        return Rect(frame.left + 4.4, frame.bottom - 21.8, frame.left + 9.6 + wide, frame.bottom - 4.2)


def draw_scale(sheet: Sheet, scale: Scale, box: Rect) -> None:
    """Metres above, minutes below, 审图号 at the bottom."""
    ink = sheet.ink
    sheet.rect(box, "#FFFFFF", stroke=ink.rule, weight=0.25, round_=0.9)
    x, y, part = box.left + 2.8, box.top + 6.6, scale.step * scale.mm
    for i in range(3):
        bar = Rect(x + i * part, y - 0.65, x + (i + 1) * part, y + 0.65)
        sheet.rect(bar, ink.ink if i % 2 == 0 else "#FFFFFF", stroke=ink.ink, weight=0.25)
    for i in range(4):
        words = f"{i * scale.step}{'米' if i == 3 else ''}"
        sheet.text(x + i * part, y - 1.9, words, 2.7, anchor="start" if i == 0 else "middle")
    five = scale.five * scale.mm
    sheet.stroke(
        f"M{n(x)} {n(y + 3.1)}v1.4M{n(x)} {n(y + 3.8)}h{n(five)}M{n(x + five)} {n(y + 3.1)}v1.4",
        ink.zone_line,
        0.5,
    )
    sheet.line(x + five + 1.6, y + 3.8, scale.words, 2.9, room=box.right - x - five - 2, face=BOLD)
    sheet.line(x, y + 8.0, scale.approval, 2.5, room=box.right - x - 1.4, fill=ink.ink_2, least=0.7)
    sheet.stands("比例尺", rects=[box])
