"""The doors of places that have several; they stand in for the place itself. Immutable. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from lifecircle.geo import Point
from lifecircle.walking.grid import Floats, Ids, PointGrid

Texts = NDArray[np.object_]
Row = tuple[int, float, float, str]


@dataclass(frozen=True, eq=False)
class Entrances:
    """D doors, sorted by the id of their place: which may repeat; degrees; the name, "" where it has none."""

    ids: Ids
    lats: Floats
    lngs: Floats
    names: Texts

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Entrances:
        """From (id, lat, lng, name), the doors of one place in the order given."""
        inorder = sorted(rows, key=lambda row: row[0])
        ids, lats, lngs, names = zip(*inorder, strict=True) if inorder else ((), (), (), ())
        texts = np.empty(len(names), object)
        texts[:] = names
        return cls(np.array(ids, np.int64), np.array(lats, float), np.array(lngs, float), texts)

    def __len__(self) -> int:
        return self.ids.size

    def replaced(self, others: Entrances, touched: Ids) -> Entrances:
        """With `others` as all the doors of the `touched` places. These entrances are not changed."""
        kept = ~np.isin(self.ids, touched)
        if kept.all() and not len(others):
            return self
        ids = np.concatenate((self.ids[kept], others.ids))
        order = ids.argsort(kind="stable")
        columns = [(self.lats, others.lats), (self.lngs, others.lngs), (self.names, others.names)]
        return Entrances(ids[order], *(np.concatenate((old[kept], new))[order] for old, new in columns))

    def doors_of(self, ids: Ids, lats: Floats, lngs: Floats) -> tuple[Ids, Floats, Floats, list[str]]:
        """The doors of each place: its entrances or, where it has none, the place itself, unnamed."""
        own = ~np.isin(ids, self.ids)
        theirs = np.isin(self.ids, ids)
        return (
            np.concatenate((ids[own], self.ids[theirs])),
            np.concatenate((lats[own], self.lats[theirs])),
            np.concatenate((lngs[own], self.lngs[theirs])),
            [""] * int(own.sum()) + self.names[theirs].tolist(),
        )

    def nearest(self, point: Point, metres: float) -> tuple[Ids, Floats, list[str]]:
        """Of each place with a door within straight `metres`: its id, the nearest door's metres and name."""
        row, away = self._grid.within(point, metres)
        order = np.lexsort((row, away, self.ids[row]))
        row, away = row[order], away[order]
        ids = self.ids[row]
        first = np.flatnonzero(np.diff(ids, prepend=ids[:1] - 1))
        return ids[first], away[first], self.names[row[first]].tolist()

    @cached_property
    def _grid(self) -> PointGrid:
        return PointGrid(np.arange(self.ids.size), self.lats, self.lngs)


NO_ENTRANCES = Entrances.of(())
