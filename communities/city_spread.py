"""Dots moved apart until none touch, the same way every time. Pure.

Positions and lengths are units of the sheet; one unit is at least one pixel on any screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

DOT = 24.0  # across: the smallest target, WCAG 2.5.8
APART = 25.0  # aimed at, so that rounding never makes two touch
STEPS = 1_200
PULL, PULLED = 0.04, 150  # back to where it belongs, a step; fades to nothing in so many
GOLDEN = 2.399963  # radians: dots on one spot leave it in directions of their own


@dataclass(frozen=True, slots=True)
class Rect:
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def grown(self, by: float) -> "Rect":
        return Rect(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def around(self, other: "Rect") -> "Rect":
        return Rect(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def meets(self, other: "Rect") -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def holds(self, other: "Rect") -> bool:
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom


def spread(homes: Floats, frame: Rect, taken: Sequence[Rect] = ()) -> Floats | None:
    """[n, 2] middles at least DOT apart, within the frame and off what is taken, near their homes [n, 2].

    None where they do not fit.
    """
    inner = frame.grown(-DOT / 2)
    blocks = merged([rect.grown(DOT / 2 + 0.5) for rect in taken])
    at = homes.copy()
    for step in range(STEPS):
        at = at + PULL * max(0.0, 1 - step / PULLED) * (homes - at)
        at, touching = _apart(at)
        for block in blocks:
            at = _off(at, block)
        at = np.clip(at, (inner.left, inner.top), (inner.right, inner.bottom))
        if not touching and not _touch(at):
            return at
    return None


def merged(rects: Sequence[Rect]) -> list[Rect]:
    """Those that meet made one: between two of them a dot would be pushed to and fro for ever."""
    whole: list[Rect] = []
    for rect in rects:
        grown = rect
        while met := [other for other in whole if other.meets(grown)]:
            whole = [other for other in whole if other not in met]
            for other in met:
                grown = grown.around(other)
        whole.append(grown)
    return whole


def _apart(at: Floats) -> tuple[Floats, bool]:
    """Every pair that is too close pushed half the way each; whether any was closer than may be."""
    one, other = _close(at, APART)
    between = at[one] - at[other]
    units = np.hypot(*between.T)
    same = units < 1e-6
    turn = GOLDEN * (one[same] + other[same])
    between[same] = np.column_stack((np.cos(turn), np.sin(turn)))
    units[same] = 0.0
    push = between * (0.35 * (APART - units) / np.where(same, 1.0, units))[:, None]
    moved = at.copy()
    np.add.at(moved, one, push)
    np.add.at(moved, other, -push)
    return moved, bool((units < DOT + 0.2).any())


def _close(at: Floats, units: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The pairs nearer than so many units, each once."""
    x, y = at.T
    squares = (x[:, None] - x) ** 2 + (y[:, None] - y) ** 2
    one, other = np.nonzero(squares < units * units)
    once = one < other
    return one[once], other[once]


def _touch(at: Floats) -> bool:
    return len(_close(at, DOT + 0.2)[0]) > 0


def _off(at: Floats, block: Rect) -> Floats:
    """What lies on the block leaves it by the nearest side."""
    ways = np.stack(
        (at[:, 0] - block.left, block.right - at[:, 0], at[:, 1] - block.top, block.bottom - at[:, 1])
    )
    inside = (ways > 0).all(axis=0)
    if not inside.any():
        return at
    side = ways.argmin(axis=0)
    depth = ways.min(axis=0) * inside
    moved = at.copy()
    moved[:, 0] += depth * ((side == 1) * 1.0 - (side == 0))
    moved[:, 1] += depth * ((side == 3) * 1.0 - (side == 2))
    return moved
