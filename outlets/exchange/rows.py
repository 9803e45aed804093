"""The rows of an export of outlets."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from lifecircle.datum import CoordinateSystem, from_wgs84
from lifecircle.exchange.kinds import Out
from outlets.exchange.columns import COLUMNS
from outlets.exchange.doors import Door
from outlets.exchange.prices import Price
from outlets.models import Entrance, Outlet, ServiceItem


def rows(scope: str = "", *, system: CoordinateSystem = CoordinateSystem.WGS84) -> Iterator[list[Out]]:
    """The cells of each outlet within a division ("" for all), by COLUMNS, positions in `system`."""
    # only with a scope: an outlet without a division is within none
    outlets = Outlet.objects.filter(area__code__startswith=scope) if scope else Outlet.objects.all()
    return rows_of(outlets, system=system)


def rows_of(outlets: QuerySet[Outlet], *, system: CoordinateSystem) -> Iterator[list[Out]]:
    """The cells of these outlets, in the order of their numbers, read in batches."""
    for outlet in linked(outlets):
        values = values_of_columns(outlet, system)
        yield [column.write(values[column.field]) for column in COLUMNS]


def linked(outlets: QuerySet[Outlet]) -> Iterator[Outlet]:
    whole = outlets.order_by("pk").select_related("category")
    yield from whole.prefetch_related("further_categories", "service_items", "entrances").iterator(
        chunk_size=2_000
    )


def price_of(item: ServiceItem) -> Price:
    return Price(item.name, item.price_yuan, item.price_note)


def door_of(entrance: Entrance, system: CoordinateSystem = CoordinateSystem.WGS84) -> Door:
    point = from_wgs84(entrance.point, system)
    return Door(entrance.name, point.lat, point.lng, entrance.step_free)


def values_of_columns(outlet: Outlet, system: CoordinateSystem) -> dict[str, Any]:
    point = from_wgs84(outlet.point, system)
    derived = {
        "category": outlet.category.name,
        "further": outlet.further_categories.all(),
        "area": outlet.area_id,
        "lat": point.lat,
        "lng": point.lng,
        "system": system,
        "services": tuple(map(price_of, outlet.service_items.all())),
        "entrances": tuple(door_of(door, system) for door in outlet.entrances.all()),
        "moved_to": outlet.moved_to_id,
    }
    return {
        column.field: derived[column.field] if column.field in derived else getattr(outlet, column.field)
        for column in COLUMNS
    }
