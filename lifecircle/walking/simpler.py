"""Many lines with fewer points, all at once; and how large rings are. Pure numpy."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lifecircle.geo import EQUATOR_METRES
from lifecircle.walking.lines import Floats, Int64s, sums

ROUNDS = 4


def simpler(first: Int64s, lat: Floats, lng: Floats, *, metres: float) -> NDArray[np.bool_]:
    """Which points to keep, so that a line moves by no more than `metres`.

    In each of four rounds every second point goes that lies nearly on the line between its neighbours; a
    round may move the line by a quarter of the whole. Ends stay.
    """
    x, y = _flat(lat, lng)
    keep = np.ones(lat.size, bool)
    end = np.zeros(lat.size, bool)
    if not lat.size:
        return keep
    end[first[:-1]] = end[first[1:] - 1] = True
    for turn in range(ROUNDS):
        left = np.flatnonzero(keep)
        if left.size < 3:
            break
        middle = np.arange(1, left.size - 1)
        off = _off_line(x[left], y[left])
        goes = (off <= metres / ROUNDS) & (middle % 2 == turn % 2) & ~end[left[1:-1]]
        keep[left[1:-1][goes]] = False
    return keep


def _off_line(x: Floats, y: Floats) -> Floats:
    """How far each inner point lies from the stretch between its neighbours."""
    dx, dy = x[2:] - x[:-2], y[2:] - y[:-2]
    px, py = x[1:-1] - x[:-2], y[1:-1] - y[:-2]
    share = np.clip((px * dx + py * dy) / np.maximum(dx * dx + dy * dy, 1e-9), 0.0, 1.0)
    return np.hypot(px - share * dx, py - share * dy)


def ring_square_metres(first: Int64s, lat: Floats, lng: Floats) -> Floats:
    """The area of each line taken as a ring (shoelace); right to 1 % up to some 50 km."""
    if not lat.size:
        return np.zeros(first.size - 1)
    x, y = _flat(lat, lng)
    begin = np.repeat(first[:-1], np.diff(first))
    x, y = x - x[begin], y - y[begin]
    cross = np.append(x[:-1] * y[1:] - x[1:] * y[:-1], 0.0)
    cross[first[1:] - 1] = 0.0
    return np.abs(sums(cross, first)) / 2.0


def _flat(lat: Floats, lng: Floats) -> tuple[Floats, Floats]:
    narrow = np.cos(np.radians(lat.mean())) if lat.size else 1.0
    metres = np.radians(EQUATOR_METRES)
    return lng * metres * narrow, lat * metres
