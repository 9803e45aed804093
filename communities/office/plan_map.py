"""A little map of a plan, drawn as SVG without scripts: homes by their number of people, sites by theirs."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from communities.route_page import Ground, ground_of
from lifecircle.geo import Box, Point, metres_between

# A wider sheet shows no streets: they would be a grey cloud, and a page of megabytes
MOST_METRES = 4_500.0

# The radius of one person's dot, in thousandths of the sheet's longer side; area stands for people
_PER_PERSON, _LEAST, _MOST = 0.45, 5.0, 16.0
_SIZES = {"site": 27.0, "closed": 25.0, "there": 23.0, "centre": 9.0}


@dataclass(frozen=True, slots=True)
class Mark:
    """`kind`: gain, lose, late, same (homes), site, closed, there (outlets), centre. `text` stands in it."""

    point: Point
    kind: str
    text: str = ""
    people: float = 0.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark on the sheet."""

    x: int
    y: int
    radius: float
    mark: Mark

    @property
    def side(self) -> float:
        return round(2 * self.radius, 1)

    @property
    def left(self) -> float:
        return round(self.x - self.radius, 1)

    @property
    def top(self) -> float:
        return round(self.y - self.radius, 1)


@dataclass(frozen=True, slots=True)
class PlanMap:
    """`homes` and `sites` in the order to draw them; the corners tell a script where a tap is."""

    ground: Ground
    homes: list[Dot]
    sites: list[Dot]
    size: int
    north_west: Point
    south_east: Point


def plan_map(marks: Sequence[Mark], centres: Sequence[Point], *, reach_metres: float = 0.0) -> PlanMap | None:
    """With all marks on it, and so much round the centres; None where there is nothing to draw."""
    boxes = [Box.around(centre, reach_metres) for centre in centres] if reach_metres else []
    points = [mark.point for mark in marks] or list(centres)
    points += [Point(*at) for box in boxes for at in ((box.south, box.west), (box.north, box.east))]
    if not points:
        return None
    box = Box(
        min(point.lat for point in points),
        min(point.lng for point in points),
        max(point.lat for point in points),
        max(point.lng for point in points),
    )
    corner, other = Point(box.north, box.west), Point(box.south, box.east)
    ground = ground_of([corner, other], streets=metres_between(corner, other) <= MOST_METRES)
    unit = max(ground.width, ground.height) / 1000.0
    dots = [_dot(ground, mark, unit) for mark in marks]
    homes = [dot for dot in dots if dot.mark.kind in ("gain", "lose", "late", "same")]
    homes.sort(key=lambda dot: (dot.mark.kind != "same", -dot.radius))
    sites = [dot for dot in dots if dot not in homes]
    return PlanMap(ground, homes, sites, round(22 * unit), *_corners(ground, corner))


def _corners(ground: Ground, known: Point) -> tuple[Point, Point]:
    """Degrees of the sheet's north-western and south-eastern corner, to a metre or so."""
    away = 0.02
    x, y = ground.place(known.lat, known.lng)
    far_x, far_y = ground.place(known.lat - away, known.lng + away)
    per_x, per_y = away / (far_x - x), away / (far_y - y)
    return (
        Point(known.lat + y * per_y, known.lng - x * per_x),
        Point(known.lat - (ground.height - y) * per_y, known.lng + (ground.width - x) * per_x),
    )


def _dot(ground: Ground, mark: Mark, unit: float) -> Dot:
    x, y = ground.place(mark.point.lat, mark.point.lng)
    size = _PER_PERSON * sqrt(mark.people) if mark.people else _SIZES[mark.kind]
    radius = min(_MOST, max(_LEAST, size)) if mark.people else size
    return Dot(x, y, round(radius * unit, 1), mark)
