"""One quiet sheet of the whole city: where each circle, the river and the names stand on it. Pure.

Coordinates are units of the sheet, y downward; the page shows it never smaller than a pixel a unit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from communities.city_spread import DOT, Floats, Rect, spread
from communities.schematic import Place, Schematic
from lifecircle.geo import Box, Point, metres_per_degree

WIDTH = 1200.0
MARGIN = 44.0  # around the outermost dots
FLATTEST, TALLEST = 300.0, 720.0  # units of height
LEAST_METRES = 4_000.0  # across, where all circles stand on one spot
MOST = 400  # dots: more are a list
RIVER = 42.0  # across
LANDMARK_SIZE, LABEL_SIZE, NAME_SIZE = 15.0, 22.0, 16.0  # heights of type
SPACED = 1.3  # advance of a district's characters
LETTER = 0.62  # of a Latin letter, the bold ones too
SEARCH = 8.0  # how finely a free place is looked for
FARTHEST = 260.0  # from where a name belongs


@dataclass(frozen=True, slots=True)
class Text:
    """A name and the middle of it; `mark` is where a landmark itself stands."""

    words: str
    x: float
    y: float
    box: Rect
    mark: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Projection:
    """Degrees to units: equal metres both ways, north up."""

    west: float
    north: float
    per_lng: float
    per_lat: float
    height: float

    def xy(self, points: Sequence[Point]) -> Floats:
        """[n, 2]."""
        degrees = np.array([(point.lat, point.lng) for point in points], dtype=np.float64).reshape(-1, 2)
        return self.of_degrees(degrees)

    def of_degrees(self, lat_lng: Floats) -> Floats:
        return np.column_stack(
            ((lat_lng[:, 1] - self.west) * self.per_lng, (self.north - lat_lng[:, 0]) * self.per_lat)
        )

    @property
    def box(self) -> Box:
        south = self.north - self.height / self.per_lat
        east = self.west + WIDTH / self.per_lng
        return Box(max(-90.0, south), max(-180.0, self.west), min(90.0, self.north), min(180.0, east))


@dataclass(frozen=True, slots=True)
class CitySheet:
    """`dots`: x, y in the order asked. `rivers`: the d of SVG paths."""

    width: float
    height: float
    dots: tuple[tuple[float, float], ...]
    rivers: tuple[str, ...]
    river_names: tuple[Text, ...]
    labels: tuple[Text, ...]
    landmarks: tuple[Text, ...]
    projection: Projection


def projection_of(points: Sequence[Point]) -> Projection:
    """All points within the margin; the sheet is as high as they need."""
    lats, lngs = [point.lat for point in points], [point.lng for point in points]
    lat, lng = (min(lats) + max(lats)) / 2, (min(lngs) + max(lngs)) / 2
    metres_lat, metres_lng = metres_per_degree(lat)
    wide = max((max(lngs) - min(lngs)) * metres_lng, LEAST_METRES)
    high = (max(lats) - min(lats)) * metres_lat
    scale = min((WIDTH - 2 * MARGIN) / wide, (TALLEST - 2 * MARGIN) / max(high, 1.0))
    height = max(FLATTEST, high * scale + 2 * MARGIN)
    per_lng, per_lat = scale * metres_lng, scale * metres_lat
    return Projection(lng - WIDTH / 2 / per_lng, lat + height / 2 / per_lat, per_lng, per_lat, height)


def sheet_of(points: Sequence[Point], schematic: Schematic) -> CitySheet | None:
    """None for no circles, and for more than a sheet has room for."""
    if not 0 < len(points) <= MOST:
        return None
    projection = projection_of(points)
    frame = Rect(0, 0, WIDTH, projection.height)
    homes = projection.xy(points)
    courses = [projection.xy(course) for _, course in schematic.rivers]
    banks = [box for course in courses for box in _banks(course) if box.meets(frame)]
    names = [
        name
        for (words, _), course in zip(schematic.rivers, courses, strict=True)
        for name in _along(words, course, homes, frame)
    ]
    seen = [place for place in schematic.landmarks if projection.box.contains(place.point)]
    landmarks = _landmarks(seen, projection, frame, [name.box for name in names], homes)
    taken = [text.box for text in (*names, *landmarks)]
    dots = spread(homes, frame, [*taken, *(_mark_box(text) for text in landmarks)])
    if dots is None:
        return None
    dots = dots.round(1)
    around = [Rect(x, y, x, y).grown(DOT / 2) for x, y in dots.tolist()]
    named = [place for place in schematic.labels if projection.box.contains(place.point)]
    labels = _labels(named, projection, frame, [*taken, *around, *banks])
    return CitySheet(
        WIDTH,
        round(projection.height, 1),
        tuple((x, y) for x, y in dots.tolist()),
        tuple(smooth(course) for course in courses if _crosses(course, frame)),
        tuple(names),
        tuple(labels),
        tuple(landmarks),
        projection,
    )


def smooth(course: Floats) -> str:
    """The d of a curve through all points [n, 2]: Catmull-Rom as cubic Béziers."""
    padded = np.vstack((course[:1], course, course[-1:]))
    out = [f"M{_n(course[0])}"]
    for before, start, end, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        first, second = start + (end - before) / 6, end - (after - start) / 6
        out.append(f"C{_n(first)} {_n(second)} {_n(end)}")
    return "".join(out)


def straight(lines: Sequence[Floats]) -> str:
    """The d of lines [n, 2] in whole units; what shrinks to a point and what was drawn before is left out."""
    seen: set[tuple[tuple[int, int], ...]] = set()
    out: list[str] = []
    for line in lines:
        whole = [(x, y) for x, y in np.rint(line).astype(int).tolist()]
        kept = tuple(point for point, last in zip(whole, [None, *whole], strict=False) if point != last)
        if len(kept) > 1 and kept not in seen:
            seen |= {kept, kept[::-1]}
            out.append("M" + "L".join(f"{x} {y}" for x, y in kept))
    return "".join(out)


def _n(point: Floats) -> str:
    return f"{point[0]:.0f} {point[1]:.0f}"


def _crosses(course: Floats, frame: Rect) -> bool:
    x, y = course[:, 0], course[:, 1]
    return bool(((x > 0) & (x < frame.right) & (y > 0) & (y < frame.bottom)).any())


def _dense(course: Floats) -> Floats:
    """Points along the course no more than some ten units apart."""
    parts = []
    for start, end in pairwise(course):
        steps = max(2, int(np.hypot(*(end - start)) / 10))
        parts.append(start + (end - start) * np.linspace(0, 1, steps, endpoint=False)[:, None])
    return np.vstack((*parts, course[-1:]))


def _banks(course: Floats) -> list[Rect]:
    return [Rect(x, y, x, y).grown(RIVER / 2 + 2) for x, y in _dense(course).tolist()]


def _along(words: str, course: Floats, homes: Floats, frame: Rect) -> list[Text]:
    """The river's characters one by one on the water, where most room is; a word in letters stays whole."""
    line = _dense(course)
    parts = [words] if words.isascii() else list(words)
    half = round(_ems(words) * 2) + 2
    inner = frame.grown(-MARGIN)
    spots = [
        number
        for number in range(half, len(line) - half, 2)
        if all(inner.holds(_square(line[n], 0)) for n in (number - half, number + half))
    ]
    if not spots:
        return []
    room = [np.hypot(*(homes - line[number]).T).min() for number in spots]
    middle = spots[int(np.argmax(room))]
    steps = [round(4 * (index - (len(parts) - 1) / 2)) for index in range(len(parts))]
    at = [line[middle + step] for step in steps]
    return [_text(word, float(x), float(y), NAME_SIZE) for word, (x, y) in zip(parts, at, strict=True)]


def _landmarks(
    places: Sequence[Place], projection: Projection, frame: Rect, taken: list[Rect], homes: Floats
) -> list[Text]:
    """Each name beside its mark, where fewest circles stand; left out where all sides are taken."""
    found: list[Text] = []
    spots = projection.xy([place.point for place in places])
    for number, (place, (x, y)) in enumerate(zip(places, spots.tolist(), strict=True)):
        others = [_square(spot, 6) for spot in np.delete(spots, number, axis=0)]
        others += [*taken, *(text.box for text in found)]
        aside = _ems(place.name) * LANDMARK_SIZE / 2 + 10
        tries = [(x + aside, y), (x - aside, y), (x, y - 18), (x, y + 18)]
        mark = (round(x, 1), round(y, 1))
        texts = [_text(place.name, tx, ty, LANDMARK_SIZE, mark=mark) for tx, ty in tries]
        free = [t for t in texts if frame.holds(t.box) and not any(t.box.meets(other) for other in others)]
        found += sorted(free, key=lambda text: _inside(homes, text.box.grown(DOT / 2)))[:1]
    return found


def _inside(points: Floats, box: Rect) -> int:
    x, y = points.T
    return int(((x > box.left) & (x < box.right) & (y > box.top) & (y < box.bottom)).sum())


def _labels(places: Sequence[Place], projection: Projection, frame: Rect, taken: list[Rect]) -> list[Text]:
    """Each district's name at the free place nearest to where it belongs; left out where none is near."""
    found: list[Text] = []
    steps = np.arange(-FARTHEST, FARTHEST + 1, SEARCH)
    every = [(x, y) for x in steps for y in steps]
    offsets = np.array(sorted(every, key=lambda offset: (np.hypot(*offset), offset)))
    inner = frame.grown(-6)
    for place, (x, y) in zip(places, projection.xy([place.point for place in places]).tolist(), strict=True):
        own = _text(place.name, 0, 0, LABEL_SIZE, spaced=SPACED).box
        at = offsets + np.array((x, y))
        free = (at > (inner.left + own.right, inner.top + own.bottom)).all(axis=1)
        free &= (at < (inner.right - own.right, inner.bottom - own.bottom)).all(axis=1)
        for box in (*taken, *(text.box for text in found)):
            apart = np.abs(at - box.middle) >= (own.right + box.width / 2, own.bottom + box.height / 2)
            free &= apart.any(axis=1)
        if free.any():
            x, y = at[int(free.argmax())].tolist()
            found.append(_text(place.name, x, y, LABEL_SIZE, spaced=SPACED))
    return found


def _text(
    words: str,
    x: float,
    y: float,
    size: float,
    *,
    spaced: float = 1.0,
    mark: tuple[float, float] | None = None,
) -> Text:
    wide, high = _ems(words, spaced) * size / 2 + 2, size * 0.65
    return Text(words, round(x, 1), round(y, 1), Rect(x - wide, y - high, x + wide, y + high), mark)


def _ems(words: str, spaced: float = 1.0) -> float:
    """How wide in heights of type; letters stand closer than characters and are not spaced out."""
    return sum(LETTER if letter.isascii() else spaced for letter in words)


def _square(at: Floats, half: float) -> Rect:
    return Rect(at[0], at[1], at[0], at[1]).grown(half)


def _mark_box(text: Text) -> Rect:
    x, y = text.mark or (text.x, text.y)
    return Rect(x, y, x, y).grown(6)
