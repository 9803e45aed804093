"""What can be covered, with its weight, and by whom: the question made smaller before it is solved. Pure.

An element is a place at a level: "place d within m minutes". COVER has one level, the target; WORST has one
for every whole minute from the cap down to the target, the longest first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from communities.siting.instance import (
    TENTHS_PER_MINUTE,
    Bools,
    Floats,
    Instance,
    Int64s,
    beyond,
    starts,
)


@dataclass(frozen=True, slots=True, eq=False)
class Elements:
    """E elements, each covered by the candidates candidate[first[e]:first[e + 1]], ascending.

    Candidates are rows of `kept`, which holds their numbers in the instance. Elements of one level with equal
    candidates are one; those that no candidate covers, or where nobody lives, are left out.
    """

    kept: Int64s  # [C]
    first: Int64s  # [E + 1]
    candidate: Int64s
    weight: Floats  # [E]
    level: Int64s  # [E], 0 first
    limits: tuple[int, ...]  # tenths of each level

    @property
    def levels(self) -> int:
        return len(self.limits)

    @classmethod
    def of(cls, instance: Instance, limits: Sequence[int]) -> Elements:
        """With merged elements, and without candidates that another one can replace."""
        place = instance.place.astype(np.int64)
        weight = instance.weight
        gathered: dict[tuple[int, bytes], float] = {}
        order = np.argsort(place, kind="stable")
        by_place = starts(np.bincount(place, minlength=instance.places))
        owner, tenths = instance.candidate[order], instance.tenths[order]
        for level, limit in enumerate(limits):
            late = beyond(instance.now_tenths, limit) & (weight > 0)
            for home in np.flatnonzero(late).tolist():
                own = slice(by_place[home], by_place[home + 1])
                covering = owner[own][tenths[own] <= limit]
                if covering.size:
                    key = (level, covering.tobytes())
                    gathered[key] = gathered.get(key, 0.0) + float(weight[home])
        return cls._merged(gathered, instance.candidates, tuple(limits))

    @classmethod
    def _merged(
        cls, gathered: dict[tuple[int, bytes], float], candidates: int, limits: tuple[int, ...]
    ) -> Elements:
        sets = [np.frombuffer(key[1], np.int64) for key in gathered]
        first = starts(np.array([each.size for each in sets], np.int64))
        candidate = np.concatenate(sets) if sets else np.empty(0, np.int64)
        weight = np.array(list(gathered.values()), np.float64)
        level = np.array([key[0] for key in gathered], np.int64)
        return cls(np.arange(candidates), first, candidate, weight, level, limits).without_dominated()

    def by_candidate(self) -> tuple[Int64s, Int64s]:
        """The other way round: first [C + 1] and the elements of each candidate, ascending."""
        element = np.repeat(np.arange(self.weight.size), np.diff(self.first))
        order = np.argsort(self.candidate, kind="stable")
        return starts(np.bincount(self.candidate, minlength=self.kept.size)), element[order]

    def without_dominated(self) -> Elements:
        """Without candidates whose elements are all covered by one other; of equal ones the first stays."""
        stays = _undominated(*self.by_candidate(), self)
        if stays.all():
            return self
        row = np.cumsum(stays) - 1
        which = stays[self.candidate]
        element = np.repeat(np.arange(self.weight.size), np.diff(self.first))[which]
        first = starts(np.bincount(element, minlength=self.weight.size))
        return Elements(
            self.kept[stays], first, row[self.candidate[which]], self.weight, self.level, self.limits
        )


def levels_of(target_tenths: int, cap_tenths: int) -> tuple[int, ...]:
    """Whole minutes from the cap down to the target, which is always the last; in tenths."""
    between = range(cap_tenths // TENTHS_PER_MINUTE * TENTHS_PER_MINUTE, target_tenths, -TENTHS_PER_MINUTE)
    return tuple(dict.fromkeys((cap_tenths, *between, target_tenths)))


def _undominated(first: Int64s, element: Int64s, elements: Elements) -> Bools:
    """[C] who must stay, by whole numbers as sets of bits.

    A candidate can be dominated only by another one of its rarest element.
    """
    size = first.size - 1
    stays = np.zeros(size, bool)
    count = np.diff(elements.first)
    rarest = [
        int(own[count[own].argmin()]) if (own := element[first[at] : first[at + 1]]).size else -1
        for at in range(size)
    ]
    bits = [_bits(element[first[at] : first[at + 1]], elements.weight.size) for at in range(size)]
    # the larger first, so that who is left to compare with already stays
    for at in np.argsort(-np.diff(first), kind="stable").tolist():
        if rarest[at] < 0:
            continue
        begin, end = elements.first[rarest[at]], elements.first[rarest[at] + 1]
        rivals = elements.candidate[begin:end]
        own = bits[at]
        stays[at] = not any(own & ~bits[rival] == 0 for rival in rivals[stays[rivals]].tolist())
    return stays


def _bits(members: Int64s, size: int) -> int:
    flags = np.zeros(size, np.uint8)
    flags[members] = 1
    return int.from_bytes(np.packbits(flags).tobytes(), "big")
