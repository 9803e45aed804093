"""The quiet map under the marks: streets, water, green, railways, big buildings, gates, by box. Pure numpy.

Features lie in Hilbert order, in blocks with a box each, so that a question looks at few of them. Positions
are whole millionths of a degree (0.1 m).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lifecircle.geo import Box

BLOCK = 64
PER_DEGREE = 1_000_000
NO_NAME = -1

Int32s = NDArray[np.int32]
Int64s = NDArray[np.int64]


class MapKind(IntEnum):
    """What a feature is; areas are drawn first, and what has the larger number lies on top."""

    WATER = 0
    GREEN = 1
    BUILDING = 2
    RIVER = 3
    RAILWAY = 4
    FOOTWAY = 5  # footways, paths, steps
    SERVICE = 6
    STREET = 7
    TERTIARY = 8
    SECONDARY = 9
    MAIN = 10  # trunk, primary
    MOTORWAY = 11
    GATE = 12  # through a fence
    ENTRANCE = 13  # into a building


AREAS = frozenset([MapKind.WATER, MapKind.GREEN, MapKind.BUILDING])


@dataclass(frozen=True, slots=True, eq=False)
class MapFeature:
    """One thing to draw. `lines`: [points, 2] of (lat, lng) degrees; of an area closed rings, even-odd."""

    kind: MapKind
    name: str
    lines: tuple[NDArray[np.float64], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Basemap:
    """F features of L lines of P points. `line_first` [F + 1] into lines, `point_first` [L + 1] into points.

    `box` is south, west, north, east of each feature, `block_box` of every 64 of them, in millionths of a
    degree. `name` is an index into the names, which lie as UTF-8 in `name_text`, cut at `name_first`.
    """

    kind: NDArray[np.uint8]  # [F] MapKind
    name: Int32s  # [F] or NO_NAME
    box: Int32s  # [4, F]
    block_box: Int32s  # [4, ceil(F / 64)]
    line_first: Int64s  # [F + 1]
    point_first: Int64s  # [L + 1]
    point_lat: Int32s  # [P]
    point_lng: Int32s  # [P]
    name_first: Int64s  # [names + 1]
    name_text: NDArray[np.uint8]

    @classmethod
    def arrays(cls) -> tuple[str, ...]:
        return tuple(field.name for field in fields(cls))

    def within(self, box: Box) -> list[MapFeature]:
        """Every feature whose own box touches `box`, whole, what is drawn first first."""
        found = self._touching(box)
        order = np.argsort(self.kind[found], kind="stable")
        return [self._feature(number) for number in found[order].tolist()]

    def _touching(self, box: Box) -> Int64s:
        blocks = np.flatnonzero(_touch(self.block_box, box))
        near = (blocks[:, None] * BLOCK + np.arange(BLOCK)).ravel()
        near = near[near < self.kind.size]
        found: Int64s = near[_touch(self.box[:, near], box)]
        return found

    def _feature(self, number: int) -> MapFeature:
        lines = range(int(self.line_first[number]), int(self.line_first[number + 1]))
        return MapFeature(
            MapKind(int(self.kind[number])),
            self._name(int(self.name[number])),
            tuple(self._line(line) for line in lines),
        )

    def _line(self, line: int) -> NDArray[np.float64]:
        points = slice(int(self.point_first[line]), int(self.point_first[line + 1]))
        return np.column_stack((self.point_lat[points], self.point_lng[points])) / PER_DEGREE

    def _name(self, index: int) -> str:
        if index == NO_NAME:
            return ""
        return bytes(self.name_text[self.name_first[index] : self.name_first[index + 1]]).decode()


def _touch(boxes: NDArray[Any], box: Box) -> NDArray[np.bool_]:
    south, west, north, east = (
        round(side * PER_DEGREE) for side in (box.south, box.west, box.north, box.east)
    )
    touching: NDArray[np.bool_] = (
        (boxes[0] <= north) & (boxes[2] >= south) & (boxes[1] <= east) & (boxes[3] >= west)
    )
    return touching
