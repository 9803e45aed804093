"""Where a walker crosses a main road, and where a kerb stops a wheelchair. Pure numpy.

A crossing is a node of a main road that is mapped as one, or that a way mapped as a crossing runs through.
Half of its time lies on each side, on the pieces that are not main road, so that walking along the road past
it costs nothing. Carriageways that are crossed in one go are one road and share the time.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lifecircle.walking.lines import Floats, parts
from lifecircle.walking.network import StreetClass
from lifecircle.walking.osm_ways import Ways
from lifecircle.walking.pieces import Pieces

Bools = NDArray[np.bool_]

ISLAND_METRES = 40.0


def crossing_shares(ways: Ways, pieces: Pieces, length: Floats) -> tuple[Floats, Bools]:
    """[M] the part of one crossing each piece carries (½ an end), and [M] whether a raised kerb is on it."""
    kind = ways.kind[pieces.way]
    main = kind <= StreetClass.SECONDARY
    size = pieces.node_row.size
    on_main = _touched(size, pieces, main)
    mapped = np.isin(ways.places.ids[pieces.node_row], ways.crossings)
    across = on_main & (mapped | _touched(size, pieces, kind == StreetClass.CROSSING))
    part = across / _carriageways(pieces, across, ~main & (length <= ISLAND_METRES))
    share: Floats = ~main * 0.5 * (part[pieces.a] + part[pieces.b])
    return share, _kerbs(ways, pieces, kind)


def _carriageways(pieces: Pieces, across: Bools, short: Bools) -> NDArray[np.int64]:
    """[N] how many crossings lie in one go, at least 1: one road, however many carriageways it has.

    In one go means that short pieces lead from one to the next, with no other way to turn into.
    """
    size = across.size
    turns = np.bincount(pieces.a, minlength=size) + np.bincount(pieces.b, minlength=size)
    on = across | (turns == 2)
    link = short & on[pieces.a] & on[pieces.b]
    label = parts(size, pieces.a[link], pieces.b[link])
    return np.maximum(1, np.bincount(label[across], minlength=size)[label])


def _touched(size: int, pieces: Pieces, which: Bools) -> Bools:
    nodes = np.zeros(size, bool)
    nodes[pieces.a[which]] = True
    nodes[pieces.b[which]] = True
    return nodes


def _kerbs(ways: Ways, pieces: Pieces, kind: NDArray[np.uint8]) -> Bools:
    """Of the pieces at a rough node the crossings; all of them where none is a crossing."""
    size = pieces.node_row.size
    rough = np.isin(ways.places.ids[pieces.node_row], ways.rough)
    at_kerb = rough[pieces.a] | rough[pieces.b]
    cross = at_kerb & (kind == StreetClass.CROSSING)
    covered = _touched(size, pieces, cross) & rough
    left = rough & ~covered
    rough_end: Bools = cross | left[pieces.a] | left[pieces.b]
    return rough_end
