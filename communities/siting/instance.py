"""A siting question as arrays: who lives where, what they have, and which candidate serves whom. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lifecircle.language.marked import told as _

Floats = NDArray[np.float64]
Int32s = NDArray[np.int32]
Int64s = NDArray[np.int64]
Bools = NDArray[np.bool_]

NEVER = -1
TENTHS_PER_MINUTE = 600


class Goal(StrEnum):
    """What "best" means."""

    COVER = "cover"  # most people newly within the target: maximal covering, MCLP
    MINUTES = "minutes"  # the least sum of everybody's minutes: p-median
    WORST = "worst"  # who walks longest gains first: p-center, then the fewest people level by level


class BadInstance(ValueError):  # noqa: N818 - reads as what it says, like NoStreets
    """A question that cannot be asked: `field` and Chinese `words`."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field, self.words = field, words


@dataclass(frozen=True, slots=True, eq=False)
class Instance:
    """D places where people live, C candidates, W walks from a place to a candidate.

    `residents`, `elderly` [D] people, fractions allowed; `now_tenths` [D] tenths of a second to the nearest
    outlet there is, NEVER beyond `cap_tenths`. Walks by candidate: those of c are first[c]:first[c + 1] of
    `place` and `tenths`, none above the cap. `for_elderly`: whom the goal counts. Existing outlets stay.
    """

    residents: Floats
    elderly: Floats
    now_tenths: Int32s
    first: Int64s
    place: Int32s
    tenths: Int32s
    target_tenths: int
    cap_tenths: int
    for_elderly: bool = False

    @classmethod
    def of(
        cls,
        people: tuple[ArrayLike, ArrayLike],
        now_tenths: ArrayLike,
        walks: tuple[ArrayLike, ArrayLike, ArrayLike],
        *,
        candidates: int,
        target_tenths: int,
        cap_tenths: int,
        for_elderly: bool = False,
    ) -> Instance:
        """`people`: residents and elderly of each place; `walks`: candidate, place and tenths of each.

        Walks beyond the cap are dropped, of several between the same two the shortest counts.
        Raises BadInstance.
        """
        residents, elderly = (np.array(each, np.float64) for each in people)
        now = np.array(now_tenths, np.int32)
        candidate, place, tenths = (np.array(each, np.int64) for each in walks)
        _check(residents, elderly, now, target_tenths, cap_tenths)
        _check_walks((candidate, place, tenths), candidates, residents.size)
        now[now > cap_tenths] = NEVER
        within = np.flatnonzero((tenths >= 0) & (tenths <= cap_tenths))
        order = within[np.lexsort((tenths[within], place[within], candidate[within]))]
        candidate, place, tenths = candidate[order], place[order], tenths[order]
        again = (np.diff(candidate, prepend=-1) == 0) & (np.diff(place, prepend=-1) == 0)
        candidate, place, tenths = candidate[~again], place[~again], tenths[~again]
        return cls(
            residents,
            elderly,
            now,
            starts(np.bincount(candidate, minlength=candidates)),
            place.astype(np.int32),
            tenths.astype(np.int32),
            target_tenths,
            cap_tenths,
            for_elderly,
        )

    @property
    def places(self) -> int:
        return self.residents.size

    @property
    def candidates(self) -> int:
        return self.first.size - 1

    @property
    def weight(self) -> Floats:
        """[D] the people that count."""
        return self.elderly if self.for_elderly else self.residents

    @property
    def capped(self) -> Floats:
        """[D] tenths now; who never gets there counts with the cap."""
        return np.where(self.now_tenths == NEVER, self.cap_tenths, self.now_tenths).astype(np.float64)

    @property
    def candidate(self) -> Int64s:
        """[W] whose walk it is."""
        return np.repeat(np.arange(self.candidates), np.diff(self.first))

    def walks_of(self, candidate: int) -> tuple[Int32s, Int32s]:
        """Places and tenths of one candidate."""
        own = slice(self.first[candidate], self.first[candidate + 1])
        return self.place[own], self.tenths[own]

    def with_sites(self, sites: list[int]) -> Int32s:
        """[D] tenths once these candidates are open beside what there is; NEVER beyond the cap."""
        late = self.cap_tenths + 1
        tenths = np.where(self.now_tenths == NEVER, late, self.now_tenths).astype(np.int32)
        for site in sites:
            place, walk = self.walks_of(site)
            tenths[place] = np.minimum(tenths[place], walk)
        return np.where(tenths == late, NEVER, tenths).astype(np.int32)

    def chosen(self, sites: tuple[int, ...]) -> Instance:
        """Only these candidates are left, in this order."""
        walks = [self.walks_of(site) for site in sites]
        place, tenths = (
            np.concatenate([np.zeros(0, np.int32), *(walk[part] for walk in walks)]) for part in (0, 1)
        )
        first = starts(np.array([walk[0].size for walk in walks], np.int64))
        return replace(self, first=first, place=place, tenths=tenths)

    def counting(self, *, elderly: bool) -> Instance:
        return replace(self, for_elderly=elderly)


def starts(count: Int64s) -> Int64s:
    """Where each group begins, and the end: [0, c0, c0 + c1, …]."""
    return np.concatenate(([0], np.cumsum(count))).astype(np.int64)


def beyond(tenths: Int32s, limit: int) -> Bools:
    """Who walks longer than `limit` tenths, or never gets there."""
    late: Bools = (tenths == NEVER) | (tenths > limit)
    return late


def _check(residents: Floats, elderly: Floats, now: Int32s, target: int, cap: int) -> None:
    if not residents.shape == elderly.shape == now.shape == (residents.size,):
        raise BadInstance("people", _("每个居住点都要有人数、老人数和现在的时间，三列要一样长。"))
    for name, people in (("residents", residents), ("elderly", elderly)):
        if not (np.isfinite(people).all() and (people >= 0).all()):
            raise BadInstance(name, _("人数应是 0 或更大的数。"))
    if not 0 < target <= cap:
        raise BadInstance("target", _("目标分钟应大于 0，不超过最远计算的分钟。"))


def _check_walks(walks: tuple[Int64s, Int64s, Int64s], candidates: int, places: int) -> None:
    candidate, place, tenths = walks
    if not candidate.shape == place.shape == tenths.shape == (candidate.size,):
        raise BadInstance("walks", _("每段步行要有候选点、居住点和时间，三列要一样长。"))
    for numbers, most in ((candidate, candidates), (place, places)):
        if numbers.size and not (numbers.min() >= 0 and numbers.max() < most):
            raise BadInstance("walks", _("步行表里有不存在的候选点或居住点。"))
