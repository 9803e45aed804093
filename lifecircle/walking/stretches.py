"""Parts of streets: where each begins and ends on its piece, what is left of one set without another. Pure.

K stretches lie sorted by piece and beginning and never overlap; two that touch are one. Shares run from end a
of the piece (0) to end b (1), in metres, as those of Spots do.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from lifecircle.geo import lng_lats
from lifecircle.walking.lines import ranges, starts
from lifecircle.walking.network import Floats, Int64s, Network
from lifecircle.walking.segments import Segments

# All pieces on one line of numbers, so that one sort and one search serve them all; a gap between any two
_STEP = 2.0

# Longer than any piece: the same trick with metres
_FAR = 1e7

# What is shorter than this share is the noise of the sums
_NOTHING = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Stretches:
    """`piece` int64 [K], `begin` and `end` float64 [K], shares with 0 ≤ begin < end ≤ 1."""

    piece: Int64s
    begin: Floats
    end: Floats

    @classmethod
    def merged(cls, piece: ArrayLike, begin: ArrayLike, end: ArrayLike) -> Stretches:
        """From any intervals in any order, cut to 0..1; those that overlap or touch become one."""
        of = np.array(piece, np.int64)
        low, high = np.clip(np.array(begin, float), 0.0, 1.0), np.clip(np.array(end, float), 0.0, 1.0)
        some = high - low > _NOTHING
        of, low, high = of[some], low[some], high[some]
        at = of * _STEP + low
        order = at.argsort(kind="stable")
        of, low, at = of[order], low[order], at[order]
        until = np.maximum.accumulate(of * _STEP + high[order])
        first = np.flatnonzero(np.append(True, at[1:] > until[:-1] + _NOTHING)[: at.size])
        last = np.append(first[1:], at.size)[: first.size] - 1
        return cls(of[first], low[first], np.minimum(until[last] - of[first] * _STEP, 1.0))

    def __len__(self) -> int:
        return self.piece.size

    @property
    def pieces(self) -> Int64s:
        """Those they lie on, each once, ascending."""
        first: Int64s = np.flatnonzero(np.append(True, self.piece[1:] > self.piece[:-1])[: len(self)])
        return self.piece.take(first)

    def minus(self, others: Stretches) -> Stretches:
        """What of these is not of the `others`."""
        low, high = self.piece * _STEP + self.begin, self.piece * _STEP + self.end
        other_low = others.piece * _STEP + others.begin
        other_high = others.piece * _STEP + others.end
        first = other_high.searchsorted(low, side="right")
        count = np.maximum(other_low.searchsorted(high, side="left") - first, 0)
        # between k others lie k + 1 gaps
        owner = np.repeat(np.arange(len(self)), count + 1)
        step = np.arange(owner.size) - np.repeat(starts(count + 1)[:-1], count + 1)
        at = first[owner] + step
        padded_low, padded_high = np.append(other_low, 0.0), np.append(other_high, 0.0)
        begin = np.where(step == 0, low[owner], padded_high[at - 1])
        end = np.where(step == count[owner], high[owner], padded_low[np.minimum(at, other_low.size)])
        begin, end = np.maximum(begin, low[owner]), np.minimum(end, high[owner])
        left = end - begin > _NOTHING
        piece = self.piece[owner[left]]
        return Stretches(piece, begin[left] - piece * _STEP, end[left] - piece * _STEP)

    def of_pieces(self, wanted: np.ndarray) -> Stretches:
        """Those on pieces for which `wanted` [M] is true."""
        kept = wanted[self.piece]
        return Stretches(self.piece[kept], self.begin[kept], self.end[kept])

    def metres(self, segments: Segments) -> Floats:
        """[K]"""
        metres: Floats = (self.end - self.begin) * segments.piece_metres[self.piece]
        return metres

    def chopped(self, segments: Segments, most_metres: float) -> Stretches:
        """The same ground in equal parts of each stretch, none longer than `most_metres`. They touch."""
        count = np.maximum(1, np.ceil(self.metres(segments) / most_metres - 1e-6)).astype(np.int64)
        owner = np.repeat(np.arange(len(self)), count)
        step = np.arange(owner.size) - np.repeat(starts(count)[:-1], count)
        length = ((self.end - self.begin) / count)[owner]
        begin = self.begin[owner] + step * length
        return Stretches(self.piece[owner], begin, begin + length)

    def lines(self, network: Network, segments: Segments) -> list[list[list[float]]]:
        """Each as a GeoJSON line of `[lng, lat]`, to a millionth of a degree, with the bends between."""
        ends = np.concatenate((self.begin, self.end))
        lat, lng = (each.round(6) for each in places_on(network, segments, np.tile(self.piece, 2), ends))
        found, size = [], len(self)
        for row, piece in enumerate(self.piece.tolist()):
            first, last = network.shape_first[piece : piece + 2].tolist()
            share = segments.segment_start[first:last] / segments.piece_metres[piece]
            share[-1] = 1.0
            bends = first + np.flatnonzero((share > self.begin[row]) & (share < self.end[row]))
            line = [
                np.concatenate(
                    (ends[row : row + 1], shape[bends].round(6), ends[size + row : size + row + 1])
                )
                for ends, shape in ((lat, network.shape_lat), (lng, network.shape_lng))
            ]
            found.append(lng_lats(*line))
        return found


def places_on(network: Network, segments: Segments, piece: Int64s, share: Floats) -> tuple[Floats, Floats]:
    """[K] degrees of latitude and longitude of places on pieces."""
    flat, begin = ranges(network.shape_first, piece)
    owner = np.repeat(np.arange(piece.size), np.diff(begin))
    metres = segments.segment_start[flat].copy()
    metres[begin[1:] - 1] = segments.piece_metres[piece]
    along = owner * _FAR + metres
    wanted = np.clip(share, 0.0, 1.0) * segments.piece_metres[piece]
    at = along.searchsorted(np.arange(piece.size) * _FAR + wanted, side="right") - 1
    at = np.minimum(np.maximum(at, begin[:-1]), begin[1:] - 2)
    long = metres[at + 1] - metres[at]
    part = np.clip(np.divide(wanted - metres[at], long, out=np.zeros_like(long), where=long > 0.0), 0.0, 1.0)
    here, there = flat[at], flat[at + 1]
    lat = network.shape_lat[here] + part * (network.shape_lat[there] - network.shape_lat[here])
    lng = network.shape_lng[here] + part * (network.shape_lng[there] - network.shape_lng[here])
    return lat, lng
