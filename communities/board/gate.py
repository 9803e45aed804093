"""What must hold of a sheet before it is printed: nothing meets, overflows or stands outside. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from communities.board.sheet import Rect, Sheet, Thing
from communities.board.type import SAFETY

Floats = NDArray[np.float64]
CLEAR = 0.1  # mm between two things on the map
TOUCH = 0.02  # mm by which the boxes of two texts may touch: rounding
MARGIN = 3.0  # mm from the paper's edge


@dataclass(frozen=True, slots=True)
class Problem:
    words: str

    def __str__(self) -> str:
        return self.words


class BoardRefused(Exception):  # noqa: N818 - said as it is
    """A sheet that must not be printed; its sentence says why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("；".join(str(problem) for problem in problems[:3]))
        self.problems = list(problems)


def check(sheet: Sheet) -> None:
    """Raises BoardRefused."""
    problems = problems_of(sheet)
    if problems:
        raise BoardRefused(problems)


def problems_of(sheet: Sheet) -> list[Problem]:
    return [*_outside(sheet), *_overfull(sheet), *_texts_meeting(sheet), *_things_meeting(sheet)]


def _outside(sheet: Sheet) -> list[Problem]:
    limits = Rect(0, 0, sheet.width, sheet.height).grown(-MARGIN)
    return [
        Problem(f"“{text.words}”伸出了纸边")
        for text in sheet.texts
        if text.covers.left < limits.left
        or text.covers.top < limits.top
        or text.covers.right > limits.right
        or text.covers.bottom > limits.bottom
    ]


def _overfull(sheet: Sheet) -> list[Problem]:
    return [
        Problem(f"“{text.words}”放不下")
        for text in sheet.texts
        if text.room is not None and text.covers.width > text.room * SAFETY + TOUCH
    ]


def _texts_meeting(sheet: Sheet) -> list[Problem]:
    texts = [text for text in sheet.texts if text.words.strip()]
    boxes = np.array([(t.covers.left, t.covers.top, t.covers.right, t.covers.bottom) for t in texts]).reshape(
        -1, 4
    )
    left, top, right, bottom = (boxes[:, i] for i in range(4))
    wide = np.minimum(right[:, None], right) - np.maximum(left[:, None], left)
    high = np.minimum(bottom[:, None], bottom) - np.maximum(top[:, None], top)
    pairs = np.argwhere((wide > TOUCH) & (high > TOUCH))
    return [Problem(f"“{texts[i].words}”和“{texts[j].words}”叠在一起") for i, j in pairs.tolist() if i < j]


def _things_meeting(sheet: Sheet) -> list[Problem]:
    return [
        Problem(f"图上的“{a.name}”和“{b.name}”只隔 {gap:.2f} 毫米")
        for a, b, gap in gaps(sheet.things)
        if gap < CLEAR
    ]


def gaps(things: Sequence[Thing]) -> list[tuple[Thing, Thing, float]]:
    """Every two things that come nearer than a millimetre, with the gap; below 0 they overlap. A thing's own
    parts may meet."""
    circles = np.array([(c.x, c.y, c.r) for t in things for c in t.circles]).reshape(-1, 3)
    of_circle = np.array([i for i, t in enumerate(things) for _ in t.circles], dtype=np.intp)
    rects = np.array([(r.left, r.top, r.right, r.bottom) for t in things for r in t.rects]).reshape(-1, 4)
    of_rect = np.array([i for i, t in enumerate(things) for _ in t.rects], dtype=np.intp)
    least: dict[tuple[int, int], float] = {}
    for owners, others, gap in (
        (of_circle, of_circle, _between_circles(circles)),
        (of_circle, of_rect, _circles_to_rects(circles, rects)),
        (of_rect, of_rect, _between_rects(rects)),
    ):
        for i, j in np.argwhere(gap < 1.0).tolist():
            a, b = sorted((int(owners[i]), int(others[j])))
            if a != b:
                least[a, b] = min(least.get((a, b), 1.0), float(gap[i, j]))
    return [(things[a], things[b], gap) for (a, b), gap in sorted(least.items())]


def _between_circles(c: Floats) -> Floats:
    far = np.hypot(c[:, 0, None] - c[:, 0], c[:, 1, None] - c[:, 1])
    return np.asarray(far - c[:, 2, None] - c[:, 2])


def _circles_to_rects(c: Floats, r: Floats) -> Floats:
    x, y = c[:, 0, None], c[:, 1, None]
    far = np.hypot(x - np.clip(x, r[:, 0], r[:, 2]), y - np.clip(y, r[:, 1], r[:, 3]))
    return np.asarray(far - c[:, 2, None])


def _between_rects(r: Floats) -> Floats:
    dx = np.maximum(r[:, 0, None], r[:, 0]) - np.minimum(r[:, 2, None], r[:, 2])
    dy = np.maximum(r[:, 1, None], r[:, 1]) - np.minimum(r[:, 3, None], r[:, 3])
    apart = np.hypot(np.maximum(dx, 0), np.maximum(dy, 0))
    return np.asarray(np.where((dx < 0) & (dy < 0), np.maximum(dx, dy), apart))
