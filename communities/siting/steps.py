"""What every further site changes: who gains, what remains, how long the longest walk is. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from communities.siting.elements import Elements
from communities.siting.instance import (
    NEVER,
    TENTHS_PER_MINUTE,
    Bools,
    Instance,
    Int32s,
    beyond,
)


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """Once `site` is open beside those before it; those of 60 and more at the pace of the instance.

    `gained`, `gained_elderly`: people newly within the target; `places`: where they live, the most people
    first. `left`, `left_elderly`: people still beyond it. `minutes_saved`: people × minutes; `longest`: whole
    minutes of the longest walk of those who get there within the cap, None where nobody does.
    """

    site: int
    gained: float
    gained_elderly: float
    places: tuple[int, ...]
    left: float
    left_elderly: float
    minutes_saved: float
    longest: int | None


def steps_of(instance: Instance, sites: tuple[int, ...]) -> tuple[Step, ...]:
    before = instance.with_sites([])
    found = []
    for count, site in enumerate(sites, start=1):
        after = instance.with_sites(list(sites[:count]))
        found.append(_step(instance, site, before, after))
        before = after
    return tuple(found)


def least_worst(
    instance: Instance, elements: Elements, sites: tuple[int, ...], k: int
) -> tuple[float, float]:
    """Whole minutes of the longest walk of those whom any candidate could serve sooner, and minutes below
    which no k sites bring it.

    Below: with every candidate open nobody walks less, and k + 1 places of which no two share a candidate
    within the limit need k + 1 sites.
    """
    able = _helped(instance)
    longest = _longest(instance, list(sites), able)
    least = _longest(instance, list(range(instance.candidates)), able)
    for level, limit in enumerate(elements.limits):
        if _apart(elements, level, k):
            least = max(least, minutes_up(limit) + 1)
            break
    return longest, min(longest, least)


def _longest(instance: Instance, sites: list[int], able: Bools) -> int:
    """One minute more than the cap for those who do not get there within it."""
    tenths = instance.with_sites(sites)[able]
    if (tenths == NEVER).any():
        return minutes_up(instance.cap_tenths) + 1
    return minutes_up(int(tenths.max(initial=0)))


def minutes_up(tenths: int) -> int:
    """Whole minutes, rounded up: what people read."""
    return math.ceil(tenths / TENTHS_PER_MINUTE - 1e-9)


def _helped(instance: Instance) -> Bools:
    """[D] who lives beyond the target now and has a candidate nearer than what there is."""
    able = np.zeros(instance.places, bool)
    able[instance.place[instance.tenths < instance.capped[instance.place]]] = True
    return able & beyond(instance.now_tenths, instance.target_tenths) & (instance.weight > 0)


def _apart(elements: Elements, level: int, k: int) -> bool:
    """Whether more than k elements of the level share no candidate; those with few are picked first."""
    own = np.flatnonzero(elements.level == level)
    taken = np.zeros(elements.kept.size, bool)
    picked = 0
    for element in own[np.argsort(np.diff(elements.first)[own], kind="stable")].tolist():
        who = elements.candidate[elements.first[element] : elements.first[element + 1]]
        if not taken[who].any():
            taken[who] = True
            picked += 1
    return picked > k


def _step(instance: Instance, site: int, before: Int32s, after: Int32s) -> Step:
    target, cap = instance.target_tenths, instance.cap_tenths
    new = beyond(before, target) & ~beyond(after, target)
    left = beyond(after, target)
    gains = np.flatnonzero(new & (instance.residents > 0))
    places = gains[np.argsort(-instance.residents[gains], kind="stable")]
    saved = (_capped(before, cap) - _capped(after, cap)) / TENTHS_PER_MINUTE
    there = after[(after != NEVER) & (instance.residents > 0)]
    return Step(
        site,
        float(instance.residents[new].sum()),
        float(instance.elderly[new].sum()),
        tuple(places.tolist()),
        float(instance.residents[left].sum()),
        float(instance.elderly[left].sum()),
        float((instance.weight * saved).sum()),
        minutes_up(int(there.max())) if there.size else None,
    )


def _capped(tenths: Int32s, cap: int) -> Int32s:
    return np.where(tenths == NEVER, cap, tenths).astype(np.int32)
