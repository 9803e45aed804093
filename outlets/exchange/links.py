"""What belongs to an outlet and stands in its row: further categories, prices, doors, written in bulk."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from lifecircle.exchange.plans import BATCH, chunks
from outlets.exchange.doors import Door
from outlets.exchange.prices import Price
from outlets.history_rows import ENTRANCES, LONGEST_REASON, SERVICES, Stamp
from outlets.models import Entrance, Outlet, ServiceItem

FurtherCategory = Outlet.further_categories.through
PRICED = ["price_yuan", "price_note", "order"]


def replace_further(wanted: Mapping[int, Iterable[str]]) -> None:
    """Gives each outlet these further categories and no others."""
    for some in chunks(list(wanted)):
        FurtherCategory.objects.filter(outlet_id__in=some).delete()
    rows = [
        FurtherCategory(outlet_id=outlet, category_id=code)
        for outlet, codes in wanted.items()
        for code in sorted(codes)
    ]
    FurtherCategory.objects.bulk_create(rows, batch_size=BATCH)


def replace_services(wanted: Mapping[int, Sequence[Price]], stamp: Stamp) -> None:
    """Gives each outlet these trades in this order and no others; a trade is known by its name."""
    there = _items(wanted)
    gone, changed, new = list[ServiceItem](), list[ServiceItem](), list[ServiceItem]()
    for outlet, prices in wanted.items():
        gone += [item for name, item in there[outlet].items() if name not in {price.name for price in prices}]
        for order, price in enumerate(prices):
            item = there[outlet].get(price.name) or ServiceItem(outlet_id=outlet, name=price.name)
            before = (item.price_yuan, item.price_note, item.order)
            item.price_yuan, item.price_note, item.order = price.yuan, price.note, order
            if item.pk is None:
                new.append(item)
            elif before != (price.yuan, price.note, order):
                changed.append(item)
    remove_services(gone, stamp)
    ServiceItem.objects.bulk_update(changed, PRICED, batch_size=100)
    ServiceItem.objects.bulk_create(new, batch_size=BATCH)
    _record(changed, "~", stamp)
    _record(new, "+", stamp)


def remove_services(items: Sequence[ServiceItem], stamp: Stamp) -> None:
    _record(items, "-", stamp)
    for some in chunks([item.pk for item in items]):
        # the history is written above: no signal, which would write it once more
        ServiceItem.objects.filter(pk__in=some)._raw_delete(ServiceItem.objects.db)


def replace_entrances(wanted: Mapping[int, Sequence[Door]], stamp: Stamp) -> None:
    """Gives each outlet these doors in this order and no others; one that keeps its place stays the same."""
    there: dict[int, list[Entrance]] = defaultdict(list)
    for some in chunks(list(wanted)):
        for entrance in Entrance.objects.filter(outlet_id__in=some):
            there[entrance.outlet_id].append(entrance)
    gone, changed, new = list[Entrance](), list[Entrance](), list[Entrance]()
    for outlet, doors in wanted.items():
        gone += there[outlet][len(doors) :]
        for place, door in enumerate(doors):
            found = there[outlet][place] if place < len(there[outlet]) else Entrance(outlet_id=outlet)
            before = (found.name, found.lat, found.lng, found.step_free)
            found.name, found.lat, found.lng, found.step_free = door
            if found.pk is None:
                new.append(found)
            elif before != tuple(door):
                changed.append(found)
    remove_entrances(gone, stamp)
    Entrance.objects.bulk_update(changed, list(Door._fields), batch_size=100)
    Entrance.objects.bulk_create(new, batch_size=BATCH)
    _record(changed, "~", stamp, ENTRANCES)
    _record(new, "+", stamp, ENTRANCES)


def remove_entrances(entrances: Sequence[Entrance], stamp: Stamp) -> None:
    _record(entrances, "-", stamp, ENTRANCES)
    for some in chunks([entrance.pk for entrance in entrances]):
        # as above
        Entrance.objects.filter(pk__in=some)._raw_delete(Entrance.objects.db)


def _items(outlets: Collection[int]) -> dict[int, dict[str, ServiceItem]]:
    there: dict[int, dict[str, ServiceItem]] = defaultdict(dict)
    for some in chunks(list(outlets)):
        for item in ServiceItem.objects.filter(outlet_id__in=some):
            there[item.outlet_id][item.name] = item
    return there


def _record(items: Sequence[ServiceItem | Entrance], kind: str, stamp: Stamp, table: Any = SERVICES) -> None:
    rows = [
        table(
            history_date=stamp.at,
            history_type=kind,
            history_user=stamp.by,
            history_change_reason=stamp.reason[:LONGEST_REASON],
            **{column.attname: getattr(item, column.attname) for column in table.tracked_fields},
        )
        for item in items
    ]
    table.objects.bulk_create(rows, batch_size=BATCH)
