"""The least sum of minutes, proven by HiGHS over cuts: the p-median with existing outlets kept. Pure.

What place d saves, t_d, is the best saving s_cd among the sites chosen, so for any threshold s
t_d ≤ s + the sum of (s_cd - s)+ over the sites. There are too many thresholds to write them all down: those
that the solution at hand breaks are added, and the program is solved again (Cornuéjols, Nemhauser, Wolsey
1980; as closed-form Benders cuts Duran-Mateluna et al. 2023). First with parts of sites, which gives the
bound and closes most candidates, then with whole ones.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from communities.siting.gains import Savings
from communities.siting.instance import Bools, Floats, Int64s, starts
from communities.siting.solver import Program

# A cut counts as broken by more than this share of all that could be saved
BROKEN = 1e-8


@dataclass(frozen=True, slots=True)
class Saved:
    """`sites` save `value`, nobody can save more than `most`."""

    sites: tuple[int, ...]
    value: float
    most: float
    proven: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Places:
    """The walks that save something by place, the largest saving first: P places."""

    first: Int64s  # [P + 1]
    site: Int64s
    saved: Floats
    most: Floats  # [P] the best site's saving

    @classmethod
    def of(cls, savings: Savings) -> _Places:
        site = np.repeat(np.arange(savings.first.size - 1), np.diff(savings.first))
        order = np.lexsort((site, -savings.saved, savings.place))
        _, count = np.unique(savings.place, return_counts=True)
        first = starts(count)
        saved = savings.saved[order]
        return cls(first, site[order], saved, saved[first[:-1]])

    def value(self, sites: tuple[int, ...], count: int) -> float:
        """What these sites save."""
        chosen = np.zeros(count, bool)
        chosen[list(sites)] = True
        best = np.maximum.reduceat(np.where(chosen[self.site], self.saved, 0.0), self.first[:-1])
        return float(best.sum())

    def cuts(self, share: Floats, value: Floats) -> tuple[Bools, Int64s, Int64s, Floats, Floats]:
        """The tightest bound of each place by these parts of sites, where `value` breaks it: which places,
        how many sites each, the sites, their coefficients, the constants."""
        place = np.repeat(np.arange(self.most.size), np.diff(self.first))
        parts = share[self.site]
        # how much of sites stands up to each walk, its own left out
        total = np.concatenate(([0.0], np.cumsum(parts)))
        before = total[:-1] - total[self.first[:-1]][place]
        taken = before + parts >= 1.0 - 1e-9
        # the first walk with which a whole site is there gives the threshold; none, and it is nothing
        at = np.where(taken, np.arange(parts.size), parts.size)
        critical = np.minimum.reduceat(at, self.first[:-1])
        has = critical < self.first[1:]
        threshold = np.where(has, self.saved[np.where(has, critical, 0)], 0.0)
        over = np.maximum(self.saved - threshold[place], 0.0)
        bound = threshold + np.add.reduceat(over * parts, self.first[:-1])
        broken = value > bound + BROKEN * max(1.0, float(self.most.sum()))
        kept = broken[place] & (over > 0)
        size = np.bincount(place[kept], minlength=self.most.size)[broken]
        return broken, size, self.site[kept], over[kept], threshold[broken]


def exact_minutes(savings: Savings, k: int, begin: tuple[int, ...], seconds: float) -> Saved:
    """The best `k` candidates within the time; `begin`: sites to start from, never worse than these."""
    ends = time.monotonic() + seconds
    count = savings.first.size - 1
    places = _Places.of(savings)
    if not places.most.size:
        return Saved((), 0.0, 0.0, True)
    search = _Search(places, count, k, begin)
    search.relax(ends)
    while not search.proven and time.monotonic() < ends:
        if not search.step(ends):
            break
    return Saved(search.best, search.value, max(search.value, search.most), search.proven)


class _Search:
    """The program, the best sites so far and the bound."""

    def __init__(self, places: _Places, count: int, k: int, begin: tuple[int, ...]) -> None:
        self.places, self.count, self.k = places, count, k
        self.best, self.value = begin, places.value(begin, count)
        self.most = float(places.most.sum())
        self.program = Program(count, k)
        self.columns = self.program.columns(places.most)
        self.weight = np.ones(places.most.size)
        # the first cuts are the tightest round the choice to start from, and far shorter than any other
        share = np.zeros(count)
        share[list(begin)] = 1.0
        self._cut(share, places.most)

    @property
    def proven(self) -> bool:
        return self.most - self.value <= 1e-6 * max(1.0, self.most)

    def relax(self, ends: float) -> None:
        """Bounds by parts of sites until no cut is broken; then closes what cannot be in a better choice."""
        while (left := ends - time.monotonic()) > 0 and not self.proven:
            found = self.program.relaxed(self.columns, self.weight, seconds=left)
            if found is None:
                return
            self.most = min(self.most, found.most)
            self._offer(tuple(np.sort(np.argsort(-found.share, kind="stable")[: self.k]).tolist()))
            if not self._cut(found.share, found.value):
                closed = (found.share < 1e-9) & (found.most - found.dual < self.value)
                self.program.close(np.flatnonzero(closed))
                return

    def step(self, ends: float) -> bool:
        """One run with whole sites; False where nothing more can be had."""
        solved = self.program.maximise(
            self.columns, self.weight, begin=self.best, seconds=ends - time.monotonic()
        )
        # closing sites gave up only what is no better than the best known
        self.most = max(self.value, min(self.most, solved.most))
        self._offer(solved.sites)
        return solved.proven and self._cut(np.rint(solved.share), solved.value)

    def _offer(self, sites: tuple[int, ...]) -> None:
        value = self.places.value(sites, self.count)
        if value > self.value:
            self.best, self.value = sites, value

    def _cut(self, share: Floats, value: Floats) -> bool:
        """Adds the broken bounds; False where there is none."""
        broken, size, site, over, threshold = self.places.cuts(share, value)
        self.program.cut(self.columns[broken], size, site, over, threshold)
        return bool(broken.any())
