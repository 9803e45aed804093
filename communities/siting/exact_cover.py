"""The best sites for COVER and WORST, proven by HiGHS: maximal covering (Church and ReVelle 1974). Pure.

Maximise the weight of the elements covered, z, by at most k sites, y: z_e ≤ the sum of the y that cover e.
WORST does so level by level, the longest walk first, and what a level has reached is kept by all that follow.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from communities.siting.elements import Elements
from communities.siting.instance import Floats, Int64s
from communities.siting.solver import Program

# A level counts as kept if so little of a person is missing
SLACK = 1e-3


@dataclass(frozen=True, slots=True)
class Covered:
    """`sites` are rows of elements.kept. `reached` and `most` by level: the weight covered, and what
    cannot be exceeded with the levels before kept; only for the levels that were looked at. `proven`: all of
    them."""

    sites: tuple[int, ...]
    reached: tuple[float, ...]
    most: tuple[float, ...]
    proven: bool


def exact_cover(elements: Elements, k: int, begin: tuple[int, ...], seconds: float) -> Covered:
    """The best `k` candidates within the time; `begin`: sites to start from, never worse than these."""
    ends = time.monotonic() + seconds
    best = begin
    reached: list[float] = []
    most: list[float] = []
    program = Program(elements.kept.size, k)
    for level in range(elements.levels):
        own = np.flatnonzero(elements.level == level)
        if not own.size:
            reached.append(0.0)
            most.append(0.0)
            continue
        columns = _covered_columns(program, elements, own)
        solved = program.maximise(columns, elements.weight[own], begin=best, seconds=ends - time.monotonic())
        if _better(elements, solved.sites, best, level):
            best = solved.sites
        value = covered(elements, best)[level]
        reached.append(value)
        most.append(max(value, solved.most))
        if not solved.proven:
            return Covered(best, tuple(reached), tuple(most), False)
        program.at_least(columns, elements.weight[own], value - SLACK)
    return Covered(best, tuple(reached), tuple(most), True)


def covered(elements: Elements, sites: tuple[int, ...]) -> Floats:
    """[levels] the weight these sites cover."""
    chosen = np.zeros(elements.kept.size, bool)
    chosen[list(sites)] = True
    hit = np.zeros(elements.weight.size, bool)
    element = np.repeat(np.arange(elements.weight.size), np.diff(elements.first))
    hit[element[chosen[elements.candidate]]] = True
    found = np.bincount(elements.level[hit], elements.weight[hit], minlength=elements.levels)
    return found.astype(np.float64)


def _better(elements: Elements, sites: tuple[int, ...], best: tuple[int, ...], level: int) -> bool:
    """More on this level, and no less on those before."""
    mine, known = covered(elements, sites), covered(elements, best)
    return bool((mine[:level] >= known[:level] - SLACK).all() and mine[level] > known[level] + SLACK)


def _covered_columns(program: Program, elements: Elements, own: Int64s) -> Int64s:
    """A column for each of these elements, no larger than the sum of the sites that cover it."""
    size = np.diff(elements.first)[own]
    at = np.repeat(elements.first[own] - np.concatenate(([0], np.cumsum(size)[:-1])), size)
    candidate = elements.candidate[np.arange(int(size.sum())) + at]
    columns = program.columns(np.ones(own.size))
    program.cut(columns, size, candidate, np.ones(candidate.size), np.zeros(own.size))
    return columns
