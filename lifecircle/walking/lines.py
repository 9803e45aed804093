"""Arithmetic on many lines at once: lengths, ranges, parts that hang together. Pure; WGS-84, metres."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lifecircle.geo import ECCENTRICITY_2, EQUATOR_METRES

Floats = NDArray[np.float64]
Int64s = NDArray[np.int64]


def metres_apart(lat: Floats, lng: Floats, lat_to: Floats, lng_to: Floats) -> Floats:
    """Metres between pairs of near points: the flat formula of lifecircle.geo, for arrays."""
    middle = np.radians((lat + lat_to) / 2.0)
    bend = 1.0 - ECCENTRICITY_2 * np.sin(middle) ** 2
    prime_vertical = EQUATOR_METRES / np.sqrt(bend)
    meridional = prime_vertical * (1.0 - ECCENTRICITY_2) / bend
    north = np.radians(lat_to - lat) * meridional
    east = np.radians(np.remainder(lng_to - lng + 180.0, 360.0) - 180.0) * prime_vertical * np.cos(middle)
    return np.hypot(north, east)


def sums(values: Floats, first: Int64s) -> Floats:
    """The sum of `values[first[i]:first[i + 1]]` for every i; 0 for an empty range."""
    total = np.concatenate(([0.0], np.cumsum(values)))
    return total[first[1:]] - total[first[:-1]]


def starts(lengths: NDArray[np.integer]) -> Int64s:
    """Where ranges of these lengths begin in one flat array, and where the last ends: [N + 1]."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths, dtype=np.int64)))


def ranges(first: Int64s, order: NDArray[np.integer]) -> tuple[Int64s, Int64s]:
    """The flat indexes that put the ranges of `first` into `order`, and where each then begins."""
    lengths = (first[1:] - first[:-1])[order]
    begin = starts(lengths)
    flat = np.arange(begin[-1]) + np.repeat(first[:-1][order] - begin[:-1], lengths)
    return flat, begin


def parts(size: int, a: NDArray[np.integer], b: NDArray[np.integer]) -> Int64s:
    """For each of `size` nodes the smallest node it hangs together with by the pairs (a, b), both ways.

    Every round hooks the larger root of a pair to the smaller and shortens all chains (Shiloach and
    Vishkin 1982).
    """
    label = np.arange(size)
    while True:
        one, other = label[a], label[b]
        apart = one != other
        if not apart.any():
            return label
        one, other = one[apart], other[apart]
        np.minimum.at(label, np.maximum(one, other), np.minimum(one, other))
        while not np.array_equal(shorter := label[label], label):
            label = shorter
