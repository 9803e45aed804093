"""Writing values into the register: one outlet with its links, and the history of it."""

from collections.abc import Mapping
from typing import Any

from outlets.history_rows import Stamp
from outlets.models import Entrance, Outlet, ServiceItem
from outlets.values import OWN, Values, entrance_values, service_values, set_own


def write(outlet: Outlet, values: Mapping[str, Any], stamp: Stamp) -> Outlet:
    """Sets the values that are given; the caller holds the lock and has checked them."""
    new = outlet.pk is None
    links = {name for name in ("further", "services", "entrances") if name in values}
    set_own(outlet, values)
    if new or links or any(name in values for name in OWN):
        stamp.on(outlet).save()  # a change of links alone is a row of the outlet's history too
    if "further" in links:
        outlet.further_categories.set(values["further"])
    if "services" in links:
        _write_services(outlet, values["services"], stamp)
    if "entrances" in links:
        _write_entrances(outlet, values["entrances"], stamp)
    return outlet


def _write_services(outlet: Outlet, wanted: list[Values], stamp: Stamp) -> None:
    """By name, so that a service whose price changes stays the same one."""
    there = {item.name: item for item in ServiceItem.objects.filter(outlet=outlet)}
    for name in there.keys() - {item["name"] for item in wanted}:
        stamp.on(there[name]).delete()
    for order, item in enumerate(wanted):
        found = there.get(item["name"])
        if found is None or (service_values(found), found.order) != (item, order):
            record = found or ServiceItem(outlet=outlet)
            _set(record, {**item, "order": order})
            stamp.on(record).save()


def _write_entrances(outlet: Outlet, wanted: list[Values], stamp: Stamp) -> None:
    """In their order: a door that stays in its place among them stays the same one."""
    there = list(Entrance.objects.filter(outlet=outlet))
    for door in there[len(wanted) :]:
        stamp.on(door).delete()
    for place, values in enumerate(wanted):
        record = there[place] if place < len(there) else Entrance(outlet=outlet)
        if record.pk is None or entrance_values(record) != values:
            _set(record, values)
            stamp.on(record).save()


def _set(record: Any, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(record, name, value)
