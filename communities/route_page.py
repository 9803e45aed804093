"""The way to one outlet as a page shows it: steps in words, and a little map drawn as SVG without scripts."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings

from communities.engines import Trip
from communities.route_words import facts_of, steps_of
from lifecircle.geo import Box, Point, metres_per_degree
from lifecircle.walking import store
from lifecircle.walking.basemap import AREAS, MapKind
from lifecircle.walking.route import Route

MARGIN_METRES = 80
LEAST_METRES = 260  # of the sheet's shorter side: a walk next door still shows the street it is in
LEFT_OUT = frozenset({MapKind.GATE, MapKind.ENTRANCE, MapKind.MOTORWAY})


@dataclass(frozen=True, slots=True)
class Sheet:
    """An SVG in metres: `layers` of (kind, path data), the lowest first, and the route over them."""

    width: int
    height: int
    layers: list[tuple[str, str]]
    route: str
    start: tuple[int, int]
    end: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Way:
    """What is told of a route."""

    route: Route
    sheet: Sheet

    @property
    def sentences(self) -> list[str]:
        return steps_of(self.route)

    @property
    def facts(self) -> list[str]:
        """“过马路 2 次 · 爬升 12 米”: only what there is."""
        return facts_of(self.route)


def way_to(trip: Trip, outlet_id: int) -> Way | None:
    """None where the walk is an estimate, or the outlet is not in reach of the search."""
    route = trip.tree.route(outlet_id) if trip.tree is not None else None
    return Way(route, _sheet([Point(lat, lng) for lng, lat in route.line])) if route else None


@dataclass(frozen=True, slots=True)
class Ground:
    """The quiet map of a box, in metres from its corner in the north-west; `place` finds degrees on it."""

    width: int
    height: int
    layers: list[tuple[str, str]]
    place: Callable[[float, float], tuple[int, int]]


def _sheet(line: Sequence[Point]) -> Sheet:
    ground = ground_of(line)
    spots = [ground.place(point.lat, point.lng) for point in line]
    route = path_data(spots, closed=False)
    return Sheet(ground.width, ground.height, ground.layers, route, spots[0], spots[-1])


def ground_of(points: Sequence[Point], *, streets: bool = True) -> Ground:
    """The ground around all of the points; without `streets` only the sheet itself."""
    box = Box(
        min(point.lat for point in points),
        min(point.lng for point in points),
        max(point.lat for point in points),
        max(point.lng for point in points),
    ).padded(MARGIN_METRES)
    per_lat, per_lng = metres_per_degree((box.south + box.north) / 2)
    width, height = (box.east - box.west) * per_lng, (box.north - box.south) * per_lat
    spare_x, spare_y = (max(0.0, LEAST_METRES - side) / 2 for side in (width, height))

    def place(lat: float, lng: float) -> tuple[int, int]:
        return round((lng - box.west) * per_lng + spare_x), round((box.north - lat) * per_lat + spare_y)

    layers: dict[MapKind, list[str]] = defaultdict(list)
    basemap = store.current_basemap(settings.STREETS_DIR) if streets else None
    for feature in basemap.within(box.padded(max(spare_x, spare_y))) if basemap else ():
        for part in feature.lines:
            layers[feature.kind].append(
                path_data([place(*point) for point in part.tolist()], closed=feature.kind in AREAS)
            )
    return Ground(
        round(width + 2 * spare_x),
        round(height + 2 * spare_y),
        [(kind.name.lower(), "".join(layers[kind])) for kind in sorted(layers) if kind not in LEFT_OUT],
        place,
    )


def path_data(spots: Sequence[tuple[int, int]], *, closed: bool) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in spots) + ("Z" if closed else "")
