"""What one more site adds to those already chosen, for each goal. Pure.

All three goals are monotone and submodular (a site adds the less, the more stand already), and for the last
one so is every level; greedy.py and its bounds rest on that.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np

from communities.siting.elements import Elements
from communities.siting.instance import TENTHS_PER_MINUTE, Floats, Instance, Int64s, starts

Gain = tuple[float, ...]

# What floating point may add to nothing
NOISE = 1e-6


class Gains(Protocol):
    """Keeps a set of sites; `of` is asked for any candidate, `take` puts it in."""

    def of(self, candidate: int) -> Gain: ...

    def take(self, candidate: int) -> None: ...


class Savings:
    """One number per walk: what its place saves by it, were it the only site. A place takes the best.

    `first` [C + 1], `place` [W], `saved` [W] > 0: people × minutes.
    """

    def __init__(self, places: int, first: Int64s, place: Int64s, saved: Floats) -> None:
        self.first, self.place, self.saved = first, place, saved
        self._best = np.zeros(places)

    @classmethod
    def minutes(cls, instance: Instance) -> Savings:
        """Who never gets there now counts with the cap."""
        place = instance.place.astype(np.int64)
        saved = instance.weight[place] * (instance.capped[place] - instance.tenths) / TENTHS_PER_MINUTE
        kept = saved > 0
        count = np.bincount(instance.candidate[kept], minlength=instance.candidates)
        return cls(instance.places, starts(count), place[kept], saved[kept])

    def of(self, candidate: int) -> Gain:
        own = slice(self.first[candidate], self.first[candidate + 1])
        return (float(np.maximum(self.saved[own] - self._best[self.place[own]], 0.0).sum()),)

    def take(self, candidate: int) -> None:
        own = slice(self.first[candidate], self.first[candidate + 1])
        place = self.place[own]
        self._best[place] = np.maximum(self._best[place], self.saved[own])


class Covers:
    """The weight of the elements newly covered, level by level: a list that compares like words do."""

    def __init__(self, elements: Elements) -> None:
        self._elements = elements
        self._first, self._element = elements.by_candidate()
        self._open = elements.weight.copy()

    def of(self, candidate: int) -> Gain:
        own = self._element[self._first[candidate] : self._first[candidate + 1]]
        level = self._elements.level[own]
        found = np.bincount(level, self._open[own], minlength=self._elements.levels)
        return tuple(np.where(found > NOISE, found, 0.0).tolist())

    def take(self, candidate: int) -> None:
        self._open[self._element[self._first[candidate] : self._first[candidate + 1]]] = 0.0
