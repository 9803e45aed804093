"""Everything a sheet says, gathered before it is drawn. Pure; metres east and north of the centre."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import orjson
from numpy.typing import NDArray

Line = NDArray[np.float64]  # [points, 2] of (east, north) metres
RINGS = (5, 10, 15)
DRAWING = 2  # counted up when the drawing itself changes, so that printed files are made anew


@dataclass(frozen=True, slots=True)
class Group:
    """A class of categories: one colour, one block of the table; its name has four characters."""

    code: str
    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A category as boards name it: `name` whole, `short` for narrow places, one character for the map."""

    code: str
    name: str
    short: str
    label: str
    tier: str
    group: str
    nearest: bool  # has a cell among 最近一处


@dataclass(frozen=True, slots=True)
class Row:
    """One outlet. `number` is the same as on the circle's page."""

    number: int
    kind: Kind
    name: str
    minutes: int
    address: str
    hours: str
    phone: str
    east: float
    north: float
    illustrative: bool = False
    suspended: bool = False
    also: tuple[str, ...] = ()  # codes of further categories


class StreetKind(IntEnum):
    WAY = 0  # footways and service roads
    STREET = 1
    TERTIARY = 2
    SECONDARY = 3
    MAIN = 4


@dataclass(frozen=True, slots=True, eq=False)
class Street:
    kind: StreetKind
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Area:
    """Water or green: closed rings, even-odd."""

    name: str
    rings: tuple[Line, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """The quiet map under the marks; empty where no streets are loaded."""

    streets: tuple[Street, ...] = ()
    greens: tuple[Area, ...] = ()
    waters: tuple[Area, ...] = ()
    rivers: tuple[Street, ...] = ()
    railways: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Zone:
    """The ground within so many minutes: closed rings, even-odd."""

    minutes: int
    rings: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands at a sheet's foot, in whole sentences."""

    phone: str
    say: tuple[str, ...]
    fine: tuple[str, ...]
    approval: str
    url: str


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """One circle at one pace. `zones` from 5 to 15 minutes. `five_metres`: along the street in 5 minutes."""

    code: str
    name: str
    place: str
    dated: str
    pace: str
    estimate: bool
    sample: bool
    surveyed: bool
    five_metres: float
    groups: tuple[Group, ...]
    kinds: tuple[Kind, ...]
    rows: tuple[Row, ...]
    zones: tuple[Zone, ...]
    ground: Ground
    foot: Foot
    planned: frozenset[str] = frozenset()  # categories that somebody has undertaken to bring

    def group(self, code: str) -> Group:
        return next(group for group in self.groups if group.code == code)

    def nearest(self, kind: Kind) -> Row | None:
        """The nearest outlet of a category that is not paused, further categories counted (一店多能)."""
        found = (
            row for row in self.rows if (row.kind == kind or kind.code in row.also) and not row.suspended
        )
        return min(found, key=lambda row: (row.minutes, row.number), default=None)


@dataclass(frozen=True, slots=True, eq=False)
class Door:
    """One outlet for its own door: a poster."""

    pk: int
    row: Row
    colour: str
    circle: str
    hours: tuple[str, ...]
    services: tuple[str, ...]
    prices: tuple[tuple[str, str], ...]
    estimate: bool
    sample: bool
    dated: str
    foot: Foot


def digest(facts: Facts | Door) -> str:
    """Names these facts and this way of drawing: equal when the sheet would be."""
    body = orjson.dumps([DRAWING, facts], default=sorted, option=orjson.OPT_SERIALIZE_NUMPY)
    return hashlib.sha256(body).hexdigest()[:16]


def extent(lines: Sequence[Line]) -> tuple[float, float, float, float]:
    """West, south, east, north of all points."""
    points = np.concatenate(lines)
    west, south = points.min(axis=0).tolist()
    east, north = points.max(axis=0).tolist()
    return west, south, east, north
