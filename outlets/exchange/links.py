"""What belongs to an outlet and stands in its row: further categories and posted prices, written in bulk."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from lifecircle.exchange.plans import BATCH, chunks
from outlets.exchange.prices import Price
from outlets.history_rows import LONGEST_REASON, SERVICES, Stamp
from outlets.models import Outlet, ServiceItem

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


def _items(outlets: Collection[int]) -> dict[int, dict[str, ServiceItem]]:
    there: dict[int, dict[str, ServiceItem]] = defaultdict(dict)
    for some in chunks(list(outlets)):
        for item in ServiceItem.objects.filter(outlet_id__in=some):
            there[item.outlet_id][item.name] = item
    return there


def _record(items: Sequence[ServiceItem], kind: str, stamp: Stamp) -> None:
    rows = [
        SERVICES(
            history_date=stamp.at,
            history_type=kind,
            history_user=stamp.by,
            history_change_reason=stamp.reason[:LONGEST_REASON],
            **{column.attname: getattr(item, column.attname) for column in SERVICES.tracked_fields},
        )
        for item in items
    ]
    SERVICES.objects.bulk_create(rows, batch_size=BATCH)
