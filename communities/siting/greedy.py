"""The best next site, again and again, asking only those that can still win; and how good that must be. Pure.

Lazy greedy (Minoux 1978; "CELF", Leskovec et al. 2007): gains only shrink as sites are chosen, so one worked
out earlier is an upper bound, and most candidates are never asked again. For one number that is at least
1 - 1/e of the best possible (Nemhauser, Wolsey, Fisher 1978). Usually far more can be told: no k sites gain
more than those chosen so far and the k largest gains still to be had.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heapify, heappop, heappush, nsmallest

from communities.siting.gains import NOISE, Gain, Gains

# What greedy reaches of the best possible, whatever the question
SHARE = 1.0 - 1.0 / math.e


@dataclass(frozen=True, slots=True)
class Greedy:
    """`sites` in the order chosen, each with its gain; fewer than asked for where nothing is left to gain.

    `most`: no k sites gain more than this, level by level only for the first; `asked`: how often a gain was
    worked out.
    """

    sites: tuple[int, ...]
    gains: tuple[Gain, ...]
    most: float
    asked: int

    @property
    def value(self) -> float:
        return sum(gain[0] for gain in self.gains)


def greedy(gains: Gains, candidates: Iterable[int], k: int) -> Greedy:
    """Up to `k` of the candidates; of equal ones the first."""
    heap = [(_less(gains.of(candidate)), candidate, 0) for candidate in candidates]
    asked = len(heap)
    heapify(heap)
    sites: list[int] = []
    won: list[Gain] = []
    most = _most(heap, 0.0, k)
    while heap and len(sites) < k:
        less, candidate, known_at = heappop(heap)
        if known_at < len(sites):
            heappush(heap, (_less(gains.of(candidate)), candidate, len(sites)))
            asked += 1
            continue
        if not any(-each > NOISE for each in less):
            break
        gains.take(candidate)
        sites.append(candidate)
        won.append(tuple(-each for each in less))
        most = min(most, _most(heap, sum(gain[0] for gain in won), k))
    fresh = [(_less(gains.of(candidate)), candidate, k) for _, candidate, _ in heap]
    most = min(most, _most(fresh, sum(gain[0] for gain in won), k))
    return Greedy(tuple(sites), tuple(won), most, asked + len(fresh))


def _less(gain: Gain) -> Gain:
    return tuple(-each for each in gain)


def _most(heap: list[tuple[Gain, int, int]], gained: float, k: int) -> float:
    """`gained`, and the k largest of what the others may add at most."""
    return gained + sum(nsmallest(k, (-gain[0] for gain, _, _ in heap), key=lambda more: -more))
