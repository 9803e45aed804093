"""What every walking engine answers, and how its seconds become the minutes people read. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypedDict

import numpy as np
from numpy.typing import NDArray

from lifecircle.geo import Point
from lifecircle.walking.pace import Pace

# What floating point may add to a time that is exact on paper: 900.0000000001 s are still 15 minutes
NOISE_SECONDS = 1e-6

Ids = NDArray[np.int64]
Floats = NDArray[np.float64]


class Polygon(TypedDict):
    """A GeoJSON geometry (RFC 7946): closed rings of [lng, lat], the outer one counter-clockwise."""

    type: str
    coordinates: list[list[list[float]]]


@dataclass(frozen=True, slots=True)
class Walk:
    """One way on foot: how long it takes and how far one walks (not the straight line)."""

    seconds: float
    metres: float


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """What can be reached: three arrays of one length, nearest in time first, equal times by id.

    `ids` int64, `seconds` float64, `metres` float64 (walked, not straight). Only what is within the limit and
    has a way there; never inf or nan. Held in caches and shared between threads: do not write to the arrays.
    `door_names`, by id: the door that counted, where the place has several and this one has a name.
    """

    ids: Ids
    seconds: Floats
    metres: Floats
    door_names: Mapping[int, str] = field(default_factory=dict)

    @classmethod
    def by_time(
        cls, ids: Ids, seconds: Floats, metres: Floats, door_names: Mapping[int, str] | None = None
    ) -> Reach:
        """Sorted by seconds, then by id, so that equal input gives equal output whatever its order."""
        order = seconds.argsort()
        inorder = seconds.take(order)
        # a second key doubles the cost of sorting, so pay for it only where doors share a place
        if (inorder[1:] == inorder[:-1]).any():
            order = np.lexsort((ids, seconds))
            inorder = seconds.take(order)
        return cls(ids.take(order), inorder, metres.take(order), door_names or {})

    def __len__(self) -> int:
        return self.ids.size


class Engine(Protocol):
    """One way of telling how long a walk takes. Immutable, safe to share between threads."""

    @property
    def method(self) -> str:
        """The name machines use, for instance "straight_line"."""

    @property
    def method_name(self) -> str:
        """The name people read, in Chinese."""

    @property
    def estimate(self) -> bool:
        """Whether its times must be shown as 估算."""

    def formula(self, pace: Pace) -> str:
        """How the time comes about, one Chinese sentence a resident can check with a calculator."""

    def formula_en(self, pace: Pace) -> str:
        """The same in English."""

    def reach(self, origin: Point, *, pace: Pace, minutes: float) -> Reach:
        """Every place within `minutes` of `origin`, the limit included."""

    def between(self, origin: Point, target: Point, *, pace: Pace) -> Walk | None:
        """The walk from `origin` to `target`, however long; None where there is no way."""

    def rings(self, origin: Point, *, pace: Pace, minutes: Sequence[float]) -> list[Polygon]:
        """One area per entry of `minutes`, in their order; a larger time holds the smaller one's area."""


def api_minutes(seconds: float) -> float:
    """Minutes rounded up to a tenth, at least 0.1: never promise less than the walk takes."""
    tenths = math.ceil((seconds - NOISE_SECONDS) / 6.0)
    return max(1, tenths) / 10.0


def api_tenths(seconds: Floats) -> Ids:
    """api_minutes for many walks at once, in whole tenths."""
    tenths = np.ceil((seconds - NOISE_SECONDS) / 6.0)
    return np.maximum(tenths, 1.0).astype(np.int64)


def shown_minutes(seconds: float) -> int:
    """Whole minutes rounded up, at least 1: what people read. Always the ceiling of api_minutes."""
    return math.ceil(api_minutes(seconds))
