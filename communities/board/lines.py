"""Lines and rings on paper: cut to a frame, smoothed, measured; is a point inside? Pure numpy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from communities.board.sheet import Rect

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def runs_in(line: Floats, frame: Rect) -> list[Floats]:
    """The stretches of a line [n, 2] that touch the frame, each with one point more at either end."""
    if len(line) < 2:
        return []
    x, y = line[:, 0], line[:, 1]
    low_x, high_x = np.minimum(x[:-1], x[1:]), np.maximum(x[:-1], x[1:])
    low_y, high_y = np.minimum(y[:-1], y[1:]), np.maximum(y[:-1], y[1:])
    near = (high_x > frame.left) & (low_x < frame.right) & (high_y > frame.top) & (low_y < frame.bottom)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], near.astype(np.int8), [0]))))
    return [line[begin : end + 1] for begin, end in edges.reshape(-1, 2).tolist()]


def smoothed(ring: Floats, times: int = 2) -> Floats:
    """A closed ring with its corners cut (Chaikin 1974): each side keeps its middle half."""
    for _ in range(times):
        after = np.roll(ring, -1, axis=0)
        ring = np.stack((0.75 * ring + 0.25 * after, 0.25 * ring + 0.75 * after), axis=1).reshape(-1, 2)
    return ring


def opened(ring: Floats) -> Floats:
    """A ring without its repeated last point."""
    return ring[:-1] if len(ring) > 1 and (ring[0] == ring[-1]).all() else ring


def thinned(line: Floats, least: float) -> Floats:
    """Without the points nearer than `least` to the one kept before; both ends stay."""
    if len(line) < 3:
        return line
    keep, last = [0], line[0]
    for number in range(1, len(line) - 1):
        point = line[number]
        if abs(point[0] - last[0]) + abs(point[1] - last[1]) >= least:
            keep.append(number)
            last = point
    return line[[*keep, len(line) - 1]]


def dense(line: Floats, step: float = 1.0) -> Floats:
    """Points every `step` or less along a line."""
    if len(line) < 2:
        return line
    along = lengths(line)
    count = max(2, int(along[-1] / step) + 2)
    return at(line, along, np.linspace(0.0, along[-1], count))


def lengths(line: Floats) -> Floats:
    """[n] the way from the line's beginning to each of its points."""
    steps = np.hypot(*np.diff(line, axis=0).T)
    return np.concatenate(([0.0], np.cumsum(steps)))


def at(line: Floats, along: Floats, where: Floats) -> Floats:
    """The points that far along the line; the shape of `where` and [2]."""
    return np.stack((np.interp(where, along, line[:, 0]), np.interp(where, along, line[:, 1])), axis=-1)


def inside(points: Floats, rings: Iterable[Floats]) -> Bools:
    """[n] whether each of [n, 2] points is inside the rings, even-odd."""
    found = np.zeros(len(points), bool)
    x, y = points[:, 0, None], points[:, 1, None]
    for ring in rings:
        after = np.roll(ring, -1, axis=0)
        crosses = (ring[:, 1] > y) != (after[:, 1] > y)
        rise = after[:, 1] - ring[:, 1]
        meets = ring[:, 0] + (y - ring[:, 1]) * (after[:, 0] - ring[:, 0]) / np.where(rise == 0, 1.0, rise)
        found ^= ((crosses & (x < meets)).sum(axis=1) % 2).astype(bool)
    return found


def farthest_on_ray(origin: Floats, direction: Floats, rings: Sequence[Floats]) -> Floats | None:
    """Where a ray last leaves the rings; None where it never meets them."""
    best = 0.0
    for ring in rings:
        side = np.roll(ring, -1, axis=0) - ring
        off = ring - origin
        cross = direction[0] * side[:, 1] - direction[1] * side[:, 0]
        safe = np.where(np.abs(cross) < 1e-12, 1.0, cross)
        far = (off[:, 0] * side[:, 1] - off[:, 1] * side[:, 0]) / safe
        share = (off[:, 0] * direction[1] - off[:, 1] * direction[0]) / safe
        meets = (np.abs(cross) >= 1e-12) & (far > 0) & (share >= 0) & (share <= 1)
        best = max(best, float(far[meets].max(initial=0.0)))
    return origin + best * direction if best else None
