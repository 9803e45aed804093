"""Joins the ways of a multipolygon, end to end, into closed rings. Pure: node ids in, node ids out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def rings(lines: Iterable[Sequence[int]]) -> list[list[int]]:
    """Closed rings, first node = last node. What stays open, as at the edge of an extract, is left out."""
    closed, ends = [], dict[int, list[list[int]]]()
    for line in lines:
        ring = list(line)
        while len(ring) > 1 and ring[0] != ring[-1]:
            other = _taken(ends, ring[-1])
            if other is None:
                ring.reverse()
                other = _taken(ends, ring[-1])
            if other is None:
                break
            ring += other[1:] if other[0] == ring[-1] else other[-2::-1]
        if len(ring) > 3 and ring[0] == ring[-1]:
            closed.append(ring)
        elif len(ring) > 1 and ring[0] != ring[-1]:
            for end in (ring[0], ring[-1]):
                ends.setdefault(end, []).append(ring)
    return closed


def _taken(ends: dict[int, list[list[int]]], node: int) -> list[int] | None:
    """A line that ends at the node, no longer on offer at either of its ends."""
    waiting = ends.get(node)
    if not waiting:
        return None
    line = waiting[-1]
    for end in (line[0], line[-1]):
        ends[end] = [other for other in ends[end] if other is not line]
    return line
