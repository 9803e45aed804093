"""Many outlets at once, asked which of them may be one: found by place and by telephone, then compared. Pure.

Only those near enough to be asked about are compared, so that 5,000 rows against 30,000 outlets take seconds.
"""

import math
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

from lifecircle.geo import metres_per_degree
from outlets.likeness import LIKELY, PHONE_METRES, Match, Sign, compare, number, related
from outlets.likeness_names import NOWHERE, Places, take_apart

K = TypeVar("K", bound=Hashable)
CELL_METRES = 100.0
DEFAULT_METRES = 100.0  # of a category that is not known yet


class Twin(NamedTuple, Generic[K]):
    """Who may be the same, and why."""

    key: K
    sign: Sign
    match: Match


class Crowd(Generic[K]):
    """Outlets by key. `limits`: how near names alone count, in metres, by category code."""

    def __init__(self, limits: Mapping[str, float], *, about: float, places: Places = NOWHERE) -> None:
        """`about`: a latitude amid them, in degrees, for the cells. `places`: the divisions' names."""
        self.limits, self.places = limits, places
        self.per_degree = metres_per_degree(about)
        self.by_cell: dict[tuple[int, int], list[tuple[K, Sign]]] = defaultdict(list)
        self.by_number: dict[str, list[tuple[K, Sign]]] = defaultdict(list)
        self._reaches: dict[str, float] = {}

    def add(self, key: K, sign: Sign) -> None:
        self.by_cell[self._cell(sign)].append((key, sign))
        if digits := number(sign.phone):
            self.by_number[digits].append((key, sign))

    def __iter__(self) -> Iterator[tuple[K, Sign]]:
        for some in self.by_cell.values():
            yield from some

    def like(self, sign: Sign, *, but: K | None = None) -> list[Twin[K]]:
        """Those that are likely the same, the likeliest first. `but`: the one of the crowd that it is."""
        shared_by = len(self.by_number.get(number(sign.phone), ())) + (but is None)
        found: dict[K, Twin[K]] = {}
        for key, other in self._candidates(sign):
            if key != but and (match := self._match(sign, other, shared_by)):
                found[key] = Twin(key, other, match)
        return sorted(found.values(), key=lambda twin: -twin.match.score)

    def _match(self, sign: Sign, other: Sign, shared_by: int) -> Match | None:
        apart = self._apart(sign, other)
        limit = max(self._limit(sign), self._limit(other))
        if apart > max(limit, PHONE_METRES) or not self._worth_comparing(sign, other):
            return None
        match = compare(
            sign, other, limit_metres=limit, places=self.places, shared_by=shared_by, metres=apart
        )
        return match if match and match.score >= LIKELY else None

    def _worth_comparing(self, one: Sign, other: Sign) -> bool:
        """Of unrelated categories only the same name or number comes near the threshold."""
        if related(one.category, other.category):
            return True
        if number(one.phone) and number(one.phone) == number(other.phone):
            return True
        return take_apart(one.name, self.places).core == take_apart(other.name, self.places).core

    def _candidates(self, sign: Sign) -> Iterator[tuple[K, Sign]]:
        row, column = self._cell(sign)
        reach = math.ceil(self._reach(sign.category) / CELL_METRES)
        for north in range(row - reach, row + reach + 1):
            for east in range(column - reach, column + reach + 1):
                yield from self.by_cell.get((north, east), ())
        yield from self.by_number.get(number(sign.phone), ())

    def _limit(self, sign: Sign) -> float:
        return self.limits.get(sign.category, DEFAULT_METRES)

    def _reach(self, category: str) -> float:
        """As far as any related category is asked about, so that a pair is met from both sides."""
        if category not in self._reaches:
            limits = [limit for code, limit in self.limits.items() if related(code, category)]
            self._reaches[category] = max(limits, default=DEFAULT_METRES)
        return self._reaches[category]

    def _cell(self, sign: Sign) -> tuple[int, int]:
        per_lat, per_lng = self.per_degree
        point = sign.point
        return math.floor(point.lat * per_lat / CELL_METRES), math.floor(point.lng * per_lng / CELL_METRES)

    def _apart(self, one: Sign, other: Sign) -> float:
        """Metres on the flat: good to a thousandth within a city."""
        per_lat, per_lng = self.per_degree
        a, b = one.point, other.point
        return math.hypot((a.lat - b.lat) * per_lat, (a.lng - b.lng) * per_lng)
