"""What each piece costs each pace: tenths of a second, forward and back. Pure numpy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lifecircle.walking.lines import Floats, Int64s, metres_apart, sums
from lifecircle.walking.network import PieceFlag
from lifecircle.walking.pace import Pace

Bools = NDArray[np.bool_]

CLOSED = -1
STEEPEST = 0.30


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """What of M pieces costs time. `forward_metres` and `back_metres` are lengths stretched by the slope.

    `crossing` is the part of one crossing of a main road that each piece carries, 0 to 1; `incline` per
    cent, nan where none is mapped.
    """

    forward: Bools
    backward: Bools
    reduced: Bools
    flags: NDArray[np.uint8]
    forward_metres: Floats
    back_metres: Floats
    incline: Floats
    crossing: Floats


def tobler_ratio(slope: Floats) -> Floats:
    """Time on a slope (rise over run, negative downhill) as a multiple of the time on the flat.

    Tobler 1993: W = 6 exp(-3.5 |S + 0.05|) km/h, 5.04 on the flat; +8 % gives 1.32. What is steeper than
    30 % counts as 30 %: no street is, but a wall between two posts of the elevation looks so.
    """
    return np.exp(3.5 * (np.abs(np.clip(slope, -STEEPEST, STEEPEST) + 0.05) - 0.05))


def stretched(
    lat: Floats, lng: Floats, height: Floats | None, first: Int64s
) -> tuple[Floats, Floats, Floats]:
    """Metres of each line, and the same stretched by Tobler's ratio forward and back (equal where flat)."""
    metres = metres_apart(lat[:-1], lng[:-1], lat[1:], lng[1:])
    metres[first[1:-1] - 1] = 0.0
    inner = np.append(metres, 0.0)
    length = sums(inner, first)
    if height is None:
        return length, length, length
    slope = np.diff(height) / np.maximum(metres, 0.1)
    slope = np.where(np.isfinite(slope), slope, 0.0)
    forward = sums(np.append(metres * tobler_ratio(slope), 0.0), first)
    return length, forward, sums(np.append(metres * tobler_ratio(-slope), 0.0), first)


def piece_costs(facts: Facts, paces: Sequence[Pace]) -> NDArray[np.int32]:
    """[P, 2, M] tenths of a second, at least 1, CLOSED where that pace may not walk in that direction."""
    return np.stack([np.stack([_cost(facts, pace, back) for back in (False, True)]) for pace in paces])


def _cost(facts: Facts, pace: Pace, back: bool) -> NDArray[np.int32]:
    seconds = (facts.back_metres if back else facts.forward_metres) / pace.metres_per_second
    seconds = np.where(facts.flags & PieceFlag.STEPS, seconds * pace.steps_factor, seconds)
    seconds = seconds + facts.crossing * pace.crossing_seconds
    tenths = np.maximum(1, np.rint(seconds * 10.0)).astype(np.int32)
    may = facts.backward if back else facts.forward
    return np.where(may & _passable(facts, pace), tenths, np.int32(CLOSED))


def _passable(facts: Facts, pace: Pace) -> Bools:
    passable = np.ones(facts.flags.size, bool)
    if not pace.takes_steps:
        passable &= facts.reduced
    if not pace.over_kerbs:
        passable &= (facts.flags & PieceFlag.KERB) == 0
    if pace.slope_limit is not None:
        passable &= ~(np.abs(facts.incline) > pace.slope_limit)
    return passable
