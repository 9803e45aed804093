"""Where to put the mark of a place that was drawn as a building or a ground. Pure."""

from collections.abc import Sequence
from itertools import pairwise

from lifecircle.geo import Point

Path = Sequence[Point]
DIGITS = 7  # as OSM stores them


def inner_point(paths: Sequence[Path]) -> Point | None:
    """A point inside: the middle of the widest stretch half way up; None where there are no points.

    The paths are the outlines of the shape and of its holes, whole or in pieces and in any order: counting
    crossings (even-odd rule) needs no rings. A line, or an outline with a piece missing, gets the middle of
    its box instead.
    """
    points = [point for path in paths for point in path]
    if not points:
        return None
    lats, lngs = [p.lat for p in points], [p.lng for p in points]
    lat = (min(lats) + max(lats)) / 2.0
    crossings = sorted(_crossings(paths, lat))
    if crossings and len(crossings) % 2 == 0:
        west, east = max(
            zip(crossings[::2], crossings[1::2], strict=True), key=lambda pair: pair[1] - pair[0]
        )
    else:
        west, east = min(lngs), max(lngs)
    return Point(round(lat, DIGITS), round((west + east) / 2.0, DIGITS))


def _crossings(paths: Sequence[Path], lat: float) -> list[float]:
    """The longitudes at which the outlines cross a parallel."""
    return [
        a.lng + (lat - a.lat) / (b.lat - a.lat) * (b.lng - a.lng)
        for path in paths
        for a, b in pairwise(path)
        if (a.lat > lat) != (b.lat > lat)
    ]
