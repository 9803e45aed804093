"""The quiet map around a circle, in metres from its centre, from the loaded streets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from django.conf import settings

from communities.basemap import joined
from communities.board.facts import Area, Ground, Line, Street, StreetKind, Zone, extent
from lifecircle.geo import Box, Point, metres_per_degree
from lifecircle.walking import store
from lifecircle.walking.basemap import MapFeature, MapKind

STREETS: Mapping[MapKind, StreetKind] = {
    MapKind.FOOTWAY: StreetKind.WAY,
    MapKind.SERVICE: StreetKind.WAY,
    MapKind.STREET: StreetKind.STREET,
    MapKind.TERTIARY: StreetKind.TERTIARY,
    MapKind.SECONDARY: StreetKind.SECONDARY,
    MapKind.MAIN: StreetKind.MAIN,
}


class Flat:
    """Degrees around a point as metres east and north of it."""

    def __init__(self, centre: Point) -> None:
        self.centre = centre
        self.per_lat, self.per_lng = metres_per_degree(centre.lat)

    def metres(self, lat_lng: np.ndarray) -> Line:
        """[n, 2] of lat, lng to whole decimetres."""
        east = (lat_lng[:, 1] - self.centre.lng) * self.per_lng
        north = (lat_lng[:, 0] - self.centre.lat) * self.per_lat
        return np.column_stack((east, north)).round(1)

    def box(self, west: float, south: float, east: float, north: float) -> Box:
        lat, lng = self.centre.lat, self.centre.lng
        return Box(
            max(-90.0, lat + south / self.per_lat),
            max(-180.0, lng + west / self.per_lng),
            min(90.0, lat + north / self.per_lat),
            min(180.0, lng + east / self.per_lng),
        )


def ground(zones: tuple[Zone, ...], flat: Flat) -> Ground:
    """What the loaded streets show around the widest zone, as far as any sheet reaches."""
    basemap = store.current_basemap(settings.STREETS_DIR)
    if basemap is None:
        return Ground()
    west, south, east, north = extent(zones[-1].rings)
    half = 0.8 * max(east - west, north - south) + 50
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    found = basemap.within(flat.box(middle_x - half, middle_y - half, middle_x + half, middle_y + half))
    return Ground(
        streets=_streets(found, flat),
        greens=_areas(found, MapKind.GREEN, flat),
        waters=_areas(found, MapKind.WATER, flat),
        rivers=tuple(
            Street(StreetKind.WAY, f.name, _lines(f, flat)) for f in found if f.kind is MapKind.RIVER
        ),
        railways=tuple(line for f in found if f.kind is MapKind.RAILWAY for line in _lines(f, flat)),
    )


def _lines(feature: MapFeature, flat: Flat) -> tuple[Line, ...]:
    return tuple(flat.metres(line) for line in feature.lines)


def _streets(found: Iterable[MapFeature], flat: Flat) -> tuple[Street, ...]:
    """By kind and name, pieces that meet end to end made one: a name wants a long line."""
    pieces: dict[tuple[StreetKind, str], list[list[list[float]]]] = {}
    for feature in found:
        if feature.kind in STREETS:
            kind = STREETS[feature.kind]
            key = kind, feature.name if kind is not StreetKind.WAY else ""
            pieces.setdefault(key, []).extend(line.tolist() for line in feature.lines)
    return tuple(
        Street(kind, name, tuple(flat.metres(np.array(line)) for line in (joined(some) if name else some)))
        for (kind, name), some in sorted(pieces.items())
    )


def _areas(found: Iterable[MapFeature], kind: MapKind, flat: Flat) -> tuple[Area, ...]:
    return tuple(Area(f.name, _lines(f, flat)) for f in found if f.kind is kind)
