"""Outlets as GeoJSON (RFC 7946): always WGS-84, written piece by piece."""

from collections.abc import Iterator
from typing import Any

import orjson
from django.db.models import QuerySet

from lifecircle.datum import CoordinateSystem
from lifecircle.geo import lng_lat
from outlets.exchange.columns import COLUMNS
from outlets.exchange.rows import linked, values_of_columns
from outlets.models import Outlet

PLACED = frozenset({"lat", "lng", "system"})  # the geometry says it
WORDED = frozenset({"further", "services", "entrances"})


def features(outlets: QuerySet[Outlet]) -> Iterator[bytes]:
    """A FeatureCollection; the properties are the table's columns by their English names."""
    yield b'{"type":"FeatureCollection","features":['
    between = b""
    for outlet in linked(outlets):
        yield between + orjson.dumps(_feature(outlet))
        between = b",\n"
    yield b"]}\n"


def _feature(outlet: Outlet) -> dict[str, Any]:
    values = values_of_columns(outlet, CoordinateSystem.WGS84)
    properties = {
        column.english: column.write(values[column.field]) if column.field in WORDED else values[column.field]
        for column in COLUMNS
        if column.field not in PLACED
    }
    return {
        "type": "Feature",
        "id": outlet.pk,
        "geometry": {"type": "Point", "coordinates": lng_lat(outlet.point)},
        "properties": properties,
    }
