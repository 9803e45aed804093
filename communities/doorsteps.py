"""The compounds with their gates, kept by each process until one changes.

They are looked up here and not in the database: no statement may tell which of them is somebody's home.
"""

import threading
from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from django.db import connection

from communities.models import Compound, CompoundGate, homes_mark
from lifecircle.geo import Point
from lifecircle.walking.tree import Gate

CELL_DEGREES = 1e-5  # about a metre: what a point keeps of itself behind the "#" of an address


@dataclass(frozen=True, slots=True)
class Doorstep:
    """One compound as a place to set out from."""

    pk: int
    name: str
    circle: str
    point: Point
    gates: tuple[Gate, ...]
    sample: bool


@dataclass(frozen=True, slots=True)
class Doorsteps:
    by_number: dict[int, Doorstep]
    by_cell: dict[tuple[int, int], Doorstep]

    def at(self, point: Point) -> Doorstep | None:
        """The compound whose own point this is, to a metre or two."""
        lat, lng = _cell(point)
        cells = ((lat + up, lng + right) for up in (0, -1, 1) for right in (0, -1, 1))
        return next((self.by_cell[cell] for cell in cells if cell in self.by_cell), None)


_lock = threading.Lock()
_kept: tuple[Hashable, Doorsteps] | None = None


def current() -> Doorsteps:
    """One small query where nothing has changed."""
    global _kept
    mark = homes_mark()
    kept = _kept
    if kept is not None and mark is not None and kept[0] == mark:
        return kept[1]
    if mark is None or connection.in_atomic_block:  # may never be committed: use it, do not keep it
        return _read()
    with _lock:
        if _kept is None or _kept[0] != mark:
            _kept = (mark, _read())
        return _kept[1]


def forget() -> None:
    global _kept
    _kept = None


def _read() -> Doorsteps:
    found = {doorstep.pk: doorstep for doorstep in _doorsteps()}
    return Doorsteps(found, {_cell(doorstep.point): doorstep for doorstep in found.values()})


def _doorsteps() -> Iterator[Doorstep]:
    gates = defaultdict(list)
    columns = ("compound_id", "name", "lat", "lng")
    for compound, name, lat, lng in CompoundGate.objects.order_by("pk").values_list(*columns).iterator():
        gates[compound].append(Gate(name, Point(lat, lng)))
    rows = Compound.objects.order_by("pk").values_list("pk", "name", "community_id", "lat", "lng", "sample")
    for pk, name, circle, lat, lng, sample in rows.iterator():
        yield Doorstep(pk, name, circle, Point(lat, lng), tuple(gates[pk]), sample)


def _cell(point: Point) -> tuple[int, int]:
    return round(point.lat / CELL_DEGREES), round(point.lng / CELL_DEGREES)
