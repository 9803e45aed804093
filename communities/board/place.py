"""Marks moved apart: near to where they belong, off each other and off whatever stands already. Pure numpy.

Each mark is a few circles (its disc and its badge). They push each other and are pulled home by springs; what
is still covered then takes the nearest free spot. Nothing is random: equal input gives equal output.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from communities.board.sheet import Circle, Rect

Floats = NDArray[np.float64]
GAP = 0.55  # wanted between two marks
LEAST = 0.30  # accepted for a spot that is searched for
STEPS, FREE_FROM = 420, 260  # springs fade from the second on
PUSH, SPRING, FASTEST = 0.28, 0.05, 1.5
FARTHEST = 60.0
CROSSING = 3.0  # mm of leader that running under another mark is worth
GOLDEN = math.pi * (3 - math.sqrt(5))


@dataclass(frozen=True, slots=True, eq=False)
class Bodies:
    """The circles of N marks about their middles, one after the other. `first` [N] into the C circles."""

    offset: Floats  # [C, 2]
    r: Floats  # [C]
    owner: NDArray[np.intp]  # [C]
    first: NDArray[np.intp]  # [N]

    @classmethod
    def of(cls, bodies: Sequence[Sequence[Circle]]) -> Bodies:
        counts = [len(body) for body in bodies]
        flat = np.array([(c.x, c.y, c.r) for body in bodies for c in body], float).reshape(-1, 3)
        first = np.concatenate(([0], np.cumsum(counts)[:-1])).astype(np.intp)
        return cls(flat[:, :2], flat[:, 2], np.repeat(np.arange(len(bodies)), counts), first)

    def mine(self, mark: int) -> slice:
        last = int(self.first[mark + 1]) if mark + 1 < self.first.size else self.r.size
        return slice(int(self.first[mark]), last)


def apart(anchors: Floats, bodies: Bodies, obstacles: Sequence[Rect], home_radius: float) -> Floats:
    """Where each of N marks stands, [N, 2]. `home_radius`: how far it may go without a leader."""
    if not len(anchors):
        return anchors
    walls = np.array([(o.left, o.top, o.right, o.bottom) for o in obstacles], float).reshape(-1, 4)
    turn = np.arange(len(anchors)) * GOLDEN
    at = anchors + 0.05 * np.column_stack((np.cos(turn), np.sin(turn)))
    at = _out_of_walls(at, bodies, walls)
    at = _relaxed(at, anchors, bodies, walls)
    for mark in np.argsort([_clear_of(at, mark, bodies, walls) for mark in range(len(at))]).tolist():
        if _clear_of(at, mark, bodies, walls) < 0.1:
            spot = _best_spot(at, anchors, mark, bodies, walls, math.inf)
            at[mark] = at[mark] if spot is None else spot
    _nearer(at, anchors, bodies, walls, home_radius)
    return at


def clearance(at: Floats, bodies: Bodies, obstacles: Sequence[Rect]) -> float:
    """The least distance between any two marks, or a mark and an obstacle; below 0 something is covered."""
    walls = np.array([(o.left, o.top, o.right, o.bottom) for o in obstacles], float).reshape(-1, 4)
    return min((_clear_of(at, mark, bodies, walls) for mark in range(len(at))), default=math.inf)


def _out_of_walls(at: Floats, bodies: Bodies, walls: Floats) -> Floats:
    """A mark that would begin inside an obstacle begins at the nearest spot outside."""
    for mark in range(len(at)):
        if _clear_of_walls(at[mark][None], mark, bodies, walls)[0] < 0:
            spots = at[mark] + _SPIRAL
            free = np.flatnonzero(_clear_of_walls(spots, mark, bodies, walls) > 0.4)
            if free.size:
                at[mark] = spots[free[0]]
    return at


def _relaxed(at: Floats, anchors: Floats, bodies: Bodies, walls: Floats) -> Floats:
    start = at.copy()
    sums = bodies.r[:, None] + bodies.r + GAP
    np.copyto(sums, -np.inf, where=bodies.owner[:, None] == bodies.owner)
    for step in range(STEPS):
        circles = at[bodies.owner] + bodies.offset
        force = np.add.reduceat(_pushes(circles, sums) + _wall_pushes(circles, bodies.r, walls), bodies.first)
        soft = 1.0 if step < FREE_FROM else max(0.0, 1 - (step - FREE_FROM) / 120) * 0.4
        force += (start - at) * SPRING * soft
        size = np.hypot(force[:, 0], force[:, 1])
        if step > FREE_FROM and size.max() < 2e-3:
            break
        at = at + force * np.minimum(1.0, FASTEST / np.maximum(size, 1e-9))[:, None]
        if step % 100 == 99 and step < FREE_FROM:
            _uncross(at, anchors)
    return at


def _pushes(circles: Floats, sums: Floats) -> Floats:
    dx = circles[:, 0, None] - circles[:, 0]
    dy = circles[:, 1, None] - circles[:, 1]
    far = np.sqrt(dx * dx + dy * dy) + 1e-6
    push = np.maximum(sums - far, 0.0) * (PUSH / far)
    return np.column_stack(((dx * push).sum(axis=1), (dy * push).sum(axis=1)))


def _wall_pushes(circles: Floats, r: Floats, walls: Floats) -> Floats:
    """Out of a rectangle through its nearest side; away from it where only the edge is touched."""
    x, y = circles[:, 0, None], circles[:, 1, None]
    dx = x - np.clip(x, walls[:, 0], walls[:, 2])
    dy = y - np.clip(y, walls[:, 1], walls[:, 3])
    far = np.hypot(dx, dy)
    push = np.where(
        (far > 1e-6) & (far < r[:, None] + 0.4), (r[:, None] + 0.4 - far) * 0.7 / np.maximum(far, 1e-6), 0
    )
    out = np.column_stack(((dx * push).sum(axis=1), (dy * push).sum(axis=1)))
    sides = np.stack((x - walls[:, 0], walls[:, 2] - x, y - walls[:, 1], walls[:, 3] - y))  # [4, C, walls]
    inside = np.argwhere((sides > 0).all(axis=0))
    for circle, wall in inside.tolist():
        side = int(sides[:, circle, wall].argmin())
        deep = (sides[side, circle, wall] + r[circle]) * 0.4
        out[circle, side // 2] += -deep if side % 2 == 0 else deep
    return out


def _uncross(at: Floats, anchors: Floats) -> None:
    """Two marks whose leaders cross change places where that makes both leaders shorter together."""
    moved = np.flatnonzero(np.hypot(*(at - anchors).T) > 2.0).tolist()
    for i in moved:
        for j in moved:
            if j < i and _cross(anchors[i], at[i], anchors[j], at[j]):
                now = math.dist(anchors[i], at[i]) + math.dist(anchors[j], at[j])
                if math.dist(anchors[i], at[j]) + math.dist(anchors[j], at[i]) < now:
                    at[[i, j]] = at[[j, i]]


def _cross(a: Floats, b: Floats, c: Floats, d: Floats) -> bool:
    def side(p: Floats, q: Floats, r: Floats) -> float:
        return float((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]))

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def _clear_of(at: Floats, mark: int, bodies: Bodies, walls: Floats) -> float:
    return float(_clears(at[mark][None], at, mark, bodies, walls)[0])


def _clears(spots: Floats, at: Floats, mark: int, bodies: Bodies, walls: Floats) -> Floats:
    """[spots] the gap that the mark would have at each spot."""
    mine = bodies.mine(mark)
    others = bodies.owner != mark
    circles = (at[bodies.owner] + bodies.offset)[others]
    gap = _clear_of_walls(spots, mark, bodies, walls)
    if not len(circles):
        return gap
    for offset, r in zip(bodies.offset[mine], bodies.r[mine], strict=True):
        here = spots + offset
        dx = here[:, 0, None] - circles[:, 0]
        dy = here[:, 1, None] - circles[:, 1]
        gap = np.minimum(gap, (np.sqrt(dx * dx + dy * dy) - bodies.r[others]).min(axis=1) - r)
    return gap


def _clear_of_walls(spots: Floats, mark: int, bodies: Bodies, walls: Floats) -> Floats:
    gap = np.full(len(spots), 99.0)
    mine = bodies.mine(mark)
    for offset, r in zip(bodies.offset[mine], bodies.r[mine], strict=True):
        x, y = (spots + offset).T[:, :, None]
        dx = x - np.clip(x, walls[:, 0], walls[:, 2])
        dy = y - np.clip(y, walls[:, 1], walls[:, 3])
        gap = np.minimum(gap, np.hypot(dx, dy).min(axis=1, initial=99.0) - r)
    return gap


_SPIRAL = np.concatenate(
    [
        radius * np.column_stack((np.cos(turn), np.sin(turn)))
        for radius in np.arange(0.4, FARTHEST, 0.6)
        for turn in [np.arange(0, 2 * math.pi, max(0.05, 0.8 / radius)) + radius]
    ]
)
_SPIRAL_FAR = np.hypot(*_SPIRAL.T)
CHUNK = 250


def _free(spots: Floats, at: Floats, mark: int, bodies: Bodies, walls: Floats) -> Floats:
    """Those of the spots where the mark keeps LEAST from all else; each circle asks what the last left."""
    others = bodies.owner != mark
    circles = (at[bodies.owner] + bodies.offset)[others]
    mine = bodies.mine(mark)
    for offset, r in zip(bodies.offset[mine], bodies.r[mine], strict=True):
        x, y = (spots + offset).T[:, :, None]
        dx, dy = x - circles[:, 0], y - circles[:, 1]
        spots = spots[(dx * dx + dy * dy >= (bodies.r[others] + (r + LEAST)) ** 2).all(axis=1)]
        if not len(spots):
            return spots
    return spots[_clear_of_walls(spots, mark, bodies, walls) >= LEAST]


def _best_spot(
    at: Floats, anchors: Floats, mark: int, bodies: Bodies, walls: Floats, below: float
) -> Floats | None:
    """The free spot that costs least, and less than `below`; None where there is none. Nearest first: what
    lies farther than the best cost found cannot cost less."""
    best, found = below, None
    for begin in range(0, len(_SPIRAL), CHUNK):
        if _SPIRAL_FAR[begin] >= best:
            break
        spots = anchors[mark] + _SPIRAL[begin : begin + CHUNK]
        spots = _free(spots, at, mark, bodies, walls)
        if len(spots):
            costs = _costs(spots, anchors[mark], at, mark, bodies)
            if costs.min() < best:
                best, found = float(costs.min()), spots[int(costs.argmin())]
    return found


def _costs(spots: Floats, anchor: Floats, at: Floats, mark: int, bodies: Bodies) -> Floats:
    """[spots] millimetres of leader, and CROSSING for each circle of another mark that it runs under."""
    others = bodies.owner != mark
    circles = (at[bodies.owner] + bodies.offset)[others]
    way = spots - anchor
    long = np.hypot(way[:, 0], way[:, 1])
    if not len(circles):
        return long
    from_anchor = circles - anchor
    share = np.clip((way @ from_anchor.T) / np.maximum(long[:, None] ** 2, 1e-9), 0, 1)
    near = from_anchor[None] - share[:, :, None] * way[:, None]
    under = (np.hypot(near[..., 0], near[..., 1]) < bodies.r[others]).sum(axis=1)
    return np.asarray(long + CROSSING * under)


def _nearer(at: Floats, anchors: Floats, bodies: Bodies, walls: Floats, home_radius: float) -> None:
    """Whatever was pushed far, or whose leader runs under others: is there a better free spot?"""
    for _ in range(3):
        far = np.hypot(*(at - anchors).T)
        changed = False
        for mark in np.argsort(-far, kind="stable").tolist():
            if far[mark] < home_radius:
                break
            now = float(_costs(at[mark][None], anchors[mark], at, mark, bodies)[0])
            spot = _best_spot(at, anchors, mark, bodies, walls, now - 0.5)
            if spot is not None:
                at[mark], changed = spot, True
        if not changed:
            return
