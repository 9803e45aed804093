"""From metres around the centre to millimetres in the frame of a map; north is up. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from communities.board.facts import Line, Zone, extent
from communities.board.sheet import Rect

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Projection:
    """`mm` per metre; the centre (0, 0) lies at x, y of the sheet."""

    mm: float
    x: float
    y: float

    @classmethod
    def fitting(cls, zone: Zone, frame: Rect, margin: float = 7.0) -> Projection:
        """The widest zone as large as it goes, in the middle of the frame."""
        west, south, east, north = extent(zone.rings)
        wide, high = max(east - west, 1.0), max(north - south, 1.0)
        mm = min((frame.width - 2 * margin) / wide, (frame.height - 2 * margin) / high)
        middle_x, middle_y = frame.middle
        return cls(mm, middle_x - mm * (west + east) / 2, middle_y + mm * (south + north) / 2)

    def line(self, metres: Line) -> Floats:
        return np.column_stack((self.x + self.mm * metres[:, 0], self.y - self.mm * metres[:, 1]))

    def point(self, east: float, north: float) -> Floats:
        return np.array((self.x + self.mm * east, self.y - self.mm * north))
