"""A city's river and landmarks, drawn by hand for one small sheet: fixtures/tables/schematic.csv. Pure.

Good to ±300-700 m: for the sheet of the whole city, never at the scale of one circle.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from lifecircle.geo import Point

RIVER, LABEL, LANDMARK = "river", "label", "landmark"


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    point: Point


@dataclass(frozen=True, slots=True)
class Schematic:
    """`rivers`: each a name and its course, downstream. `labels` name districts."""

    rivers: tuple[tuple[str, tuple[Point, ...]], ...] = ()
    labels: tuple[Place, ...] = ()
    landmarks: tuple[Place, ...] = ()

    def called(self, say: Callable[[str], str]) -> Self:
        """The same with other names, for a page in another language."""
        return replace(
            self,
            rivers=tuple((say(name), course) for name, course in self.rivers),
            labels=tuple(Place(say(place.name), place.point) for place in self.labels),
            landmarks=tuple(Place(say(place.name), place.point) for place in self.landmarks),
        )


def read(path: Path) -> Schematic:
    """Raises OSError where there is no such table, KeyError or ValueError where it is none."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: int(row["order"]))
    courses: dict[str, list[Point]] = {}
    for place in _of(rows, RIVER):
        courses.setdefault(place.name, []).append(place.point)
    rivers = tuple((name, tuple(course)) for name, course in courses.items())
    return Schematic(rivers, _of(rows, LABEL), _of(rows, LANDMARK))


def _of(rows: list[dict[str, str]], kind: str) -> tuple[Place, ...]:
    return tuple(
        Place(row["feature"], Point(float(row["lat"]), float(row["lng"])))
        for row in rows
        if row["kind"] == kind
    )
