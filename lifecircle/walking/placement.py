"""Outlets on the streets: their doors snapped to pieces, and found by the node a walk passes. Pure.

Snapping is the dear part and is done for new and moved outlets only; filing the result again costs one pass
over arrays (a millisecond for a city's outlets).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lifecircle.geo import OutOfRange
from lifecircle.walking.lines import starts
from lifecircle.walking.network import Bools, Floats, Int32s, Int64s, Network
from lifecircle.walking.search import plain
from lifecircle.walking.segments import Segments

Ids = Int64s


@dataclass(frozen=True, slots=True, eq=False)
class Doors:
    """D doors with where they open onto the street, sorted by piece, then outlet, then number.

    An outlet has one or several doors; a door appears twice where it opens onto two pieces (Segments says
    when). `number` counts the doors of an outlet from 0 in the order given.
    """

    id: Ids  # [D] the outlet's
    number: Int32s  # [D]
    lat: Floats  # [D] the door itself, degrees
    lng: Floats  # [D]
    piece: Int32s  # [D]
    share: Floats  # [D] along the piece from its end a
    away_metres: Floats  # [D] from the door to the street
    spot_lat: Floats  # [D] where it meets the street
    spot_lng: Floats  # [D]

    def take(self, which: NDArray[np.intp] | NDArray[np.bool_]) -> Doors:
        return Doors(*(plain(getattr(self, name)[which]) for name in self.__slots__))

    def plus(self, others: Doors) -> Doors:
        both = ((getattr(self, name), getattr(others, name)) for name in self.__slots__)
        joined = Doors(*(np.concatenate(pair) for pair in both))
        return joined.take(np.lexsort((joined.number, joined.id, joined.piece)))


class Placement:
    """Which outlets stand on which piece. Immutable: `replaced` answers a new one and shares nothing written.

    `doors`; `outlet` [D] the rank of each door's outlet among `ids`; the doors at the pieces of node n are
    `node_door[node_first[n]:node_first[n + 1]]`, each as twice its row, and one more where n is end b of its
    piece. `ids` holds every outlet with a street near, ascending; `nowhere` those without. `door_named` [D]:
    where `name_of` is worth asking.
    """

    __slots__ = (
        "_names",
        "_network",
        "_segments",
        "door_named",
        "doors",
        "ids",
        "node_door",
        "node_first",
        "nowhere",
        "outlet",
    )

    def __init__(
        self,
        network: Network,
        segments: Segments,
        ids: ArrayLike = (),
        lats: ArrayLike = (),
        lngs: ArrayLike = (),
        *,
        names: Sequence[str] = (),
    ) -> None:
        """Doors by outlet id, which may repeat, and degrees; raises OutOfRange. `names` of the doors."""
        doors, nowhere = _placed(segments, ids, lats, lngs)
        self._network, self._segments = network, segments
        self._settle(doors, nowhere, _named(np.array(ids, np.int64), names))

    def _settle(self, doors: Doors, nowhere: Ids, names: dict[tuple[int, int], str]) -> None:
        network = self._network
        self.doors = doors
        self.nowhere = nowhere
        self._names = names
        self.door_named: Bools = np.isin(doors.id, np.unique([id for id, _ in names]))
        self.ids: Ids
        self.ids, outlet = np.unique(doors.id, return_inverse=True)
        self.outlet: Int32s = plain(outlet.astype(np.int32))
        ends = np.concatenate((network.piece_a[doors.piece], network.piece_b[doors.piece]))
        order = ends.argsort(kind="stable")
        count = np.bincount(ends, minlength=network.half_first.size - 1)
        self.node_first: Int32s = plain(starts(count).astype(np.int32))
        end, door = np.divmod(order, max(1, doors.id.size))
        self.node_door: Int32s = plain((2 * door + end).astype(np.int32))

    def __len__(self) -> int:
        return self.ids.size

    def name_of(self, door: int) -> str:
        """The name of one door (a row of `doors`), "" where it has none."""
        return self._names.get((int(self.doors.id[door]), int(self.doors.number[door])), "")

    def replaced(
        self,
        ids: ArrayLike,
        lats: ArrayLike,
        lngs: ArrayLike,
        gone_ids: ArrayLike = (),
        *,
        names: Sequence[str] = (),
    ) -> Placement:
        """With `ids` standing at these doors (new or moved) and `gone_ids` nowhere; only `ids` are snapped.

        An id that is both in `ids` and in `gone_ids` stays. This placement is not changed.
        """
        given = np.array(ids, np.int64)
        touched = np.union1d(given, np.array(gone_ids, np.int64))
        new, nowhere = _placed(self._segments, ids, lats, lngs)
        kept = self.doors.take(~np.isin(self.doors.id, touched))
        gone = set(touched.tolist())
        names_kept = {key: name for key, name in self._names.items() if key[0] not in gone}
        placement = object.__new__(Placement)
        placement._network, placement._segments = self._network, self._segments
        left = self.nowhere[~np.isin(self.nowhere, touched)]
        placement._settle(kept.plus(new), np.union1d(left, nowhere), names_kept | _named(given, names))
        return placement


def _placed(segments: Segments, ids: ArrayLike, lats: ArrayLike, lngs: ArrayLike) -> tuple[Doors, Ids]:
    of = np.array(ids, np.int64)
    lat, lng = np.array(lats, np.float64), np.array(lngs, np.float64)
    if not of.shape == lat.shape == lng.shape == (of.size,):
        raise ValueError("ids, lats and lngs must be one-dimensional and of one length")
    for field, values, most in (("lat", lat, 90.0), ("lng", lng, 180.0)):
        outside = ~(np.abs(values) <= most)
        if outside.any():
            raise OutOfRange(field, float(values[outside][0]))
    spots = segments.snap(lat, lng)
    row = spots.row
    number = _numbers(of)
    doors = Doors(
        of[row],
        number[row],
        lat[row],
        lng[row],
        spots.piece,
        spots.share,
        spots.away_metres,
        spots.lat,
        spots.lng,
    )
    order = np.lexsort((doors.number, doors.id, doors.piece))
    return doors.take(order), np.setdiff1d(of, doors.id)


def _numbers(ids: Ids) -> Int32s:
    """For each door how many of the same outlet stand before it."""
    order = ids.argsort(kind="stable")
    inorder = ids[order]
    begin = np.flatnonzero(np.diff(inorder, prepend=inorder[:1] - 1)) if ids.size else order
    run = np.repeat(begin, np.diff(np.append(begin, ids.size)))
    number = np.empty(ids.size, np.int32)
    number[order] = np.arange(ids.size) - run
    return number


def _named(ids: Ids, names: Sequence[str]) -> dict[tuple[int, int], str]:
    if not names:
        return {}
    keys = zip(ids.tolist(), _numbers(ids).tolist(), strict=True)
    return {key: name for key, name in zip(keys, names, strict=True) if name}
