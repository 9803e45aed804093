"""Many outlets at once, asked which of them may be one: found by place and by telephone, then compared. Pure.

Only those near enough to be asked about are compared, so that 5,000 rows against 30,000 outlets take seconds.
"""

import math
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

from lifecircle.geo import metres_per_degree
from outlets.likeness import LIKELY, PHONE_METRES, SHARED_BY, Match, Sign, compare, number, related
from outlets.likeness_names import NOWHERE, Places, take_apart

K = TypeVar("K", bound=Hashable)
CELL_METRES = 100.0
DEFAULT_METRES = 100.0  # of a category that is not known yet


class Twin(NamedTuple, Generic[K]):
    """Who may be the same, and why."""

    key: K
    sign: Sign
    match: Match


class _Member(NamedTuple, Generic[K]):
    """One of the crowd, with what every comparison asks of it: the flat map in metres, name and number."""

    key: K
    sign: Sign
    north: float
    east: float
    core: str
    number: str


class Crowd(Generic[K]):
    """Outlets by key. `limits`: how near names alone count, in metres, by category code."""

    def __init__(self, limits: Mapping[str, float], *, about: float, places: Places = NOWHERE) -> None:
        """`about`: a latitude amid them, in degrees, for the cells. `places`: the divisions' names."""
        self.limits, self.places = limits, places
        self.per_degree = metres_per_degree(about)
        self.by_cell: dict[tuple[int, int], list[_Member[K]]] = defaultdict(list)
        self.by_number: dict[str, list[_Member[K]]] = defaultdict(list)
        self._kin: dict[str, tuple[frozenset[str], float]] = {}

    def add(self, key: K, sign: Sign) -> None:
        member = self._member(key, sign)
        self.by_cell[_cell(member)].append(member)
        if member.number:
            self.by_number[member.number].append(member)

    def __iter__(self) -> Iterator[tuple[K, Sign]]:
        for some in self.by_cell.values():
            for member in some:
                yield member.key, member.sign

    def like(self, sign: Sign, *, but: K | None = None) -> list[Twin[K]]:
        """Those that are likely the same, the likeliest first. `but`: the one of the crowd that it is."""
        asked = self._member(but, sign)
        shared_by = len(self.by_number.get(asked.number, ())) + (but is None)
        found: dict[K, Twin[K]] = {}
        by_number = self._by_number(asked) if shared_by < SHARED_BY else ()  # else a hotline of many
        for other, apart in (*self._by_place(asked), *by_number):
            limit = max(self._limit(sign), self._limit(other.sign))
            match = compare(
                sign, other.sign, limit_metres=limit, places=self.places, shared_by=shared_by, metres=apart
            )
            if match and match.score >= LIKELY:
                found[other.key] = Twin(other.key, other.sign, match)
        return sorted(found.values(), key=lambda twin: -twin.match.score)

    def _by_place(self, asked: _Member[K | None]) -> Iterator[tuple[_Member[K], float]]:
        """Near ones of related categories or with the same name, and how far they are."""
        kin, reach = self._related(asked.sign.category)
        for other in self._near(asked, reach):
            apart = math.hypot(asked.north - other.north, asked.east - other.east)
            if apart > reach or other.key == asked.key:
                continue
            category = other.sign.category
            if not kin or not category or category in kin or other.core == asked.core:
                yield other, apart

    def _by_number(self, asked: _Member[K | None]) -> Iterator[tuple[_Member[K], float]]:
        for other in self.by_number.get(asked.number, ()):
            apart = math.hypot(asked.north - other.north, asked.east - other.east)
            if apart <= PHONE_METRES and other.key != asked.key:
                yield other, apart

    def _near(self, asked: _Member[K | None], reach: float) -> Iterator[_Member[K]]:
        row, column = _cell(asked)
        cells = math.ceil(reach / CELL_METRES)
        for north in range(row - cells, row + cells + 1):
            for east in range(column - cells, column + cells + 1):
                yield from self.by_cell.get((north, east), ())

    def _member(self, key: Any, sign: Sign) -> _Member[Any]:
        per_lat, per_lng = self.per_degree
        north, east = sign.point.lat * per_lat, sign.point.lng * per_lng
        return _Member(key, sign, north, east, take_apart(sign.name, self.places).core, number(sign.phone))

    def _limit(self, sign: Sign) -> float:
        return self.limits.get(sign.category, DEFAULT_METRES)

    def _related(self, category: str) -> tuple[frozenset[str], float]:
        """The related categories, none for an unknown one, and as far as any of them is asked about.

        As far for each of them, so that a pair is met from both sides.
        """
        if category not in self._kin:
            kin = frozenset(code for code in {*self.limits, category} if related(code, category))
            reach = max((self.limits.get(code, DEFAULT_METRES) for code in kin), default=DEFAULT_METRES)
            self._kin[category] = (kin if category else frozenset(), reach)
        return self._kin[category]


def _cell(member: _Member[Any]) -> tuple[int, int]:
    return math.floor(member.north / CELL_METRES), math.floor(member.east / CELL_METRES)
