"""What a row wants, as JSON that an upload keeps, and as the draft that is written. Exact: no rounding.

The names are those of `outlets.values`: `category` holds a code, `further` codes, `services` dictionaries.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from lifecircle.exchange.plans import Draft
from outlets.exchange.doors import Door
from outlets.exchange.prices import Price
from outlets.models import Outlet
from outlets.values import LINKS, OWN, Values, service_values, stored
from outlets.words import price_in


def wanted(draft: Draft[Outlet]) -> Values:
    """The fields that a draft sets; of a new outlet also those that come from elsewhere than its row."""
    names = {_name(attribute) for attribute in draft.changed}
    if draft.new:
        names |= {"source", "area"}
    own = {name: exact(draft.record, name) for name in OWN if name in names}
    return own | {name: _link_out(name, value) for name, value in draft.links.items()}


def before(draft: Draft[Outlet]) -> Values:
    """What stood in the fields that a draft changes; nothing for a new outlet."""
    if draft.new:
        return {}
    own = {_name(attribute): _json(draft.before[attribute]) for attribute in sorted(draft.changed)}
    return own | {name: _link_out(name, draft.before[name]) for name in draft.links}


def draft_of(row: int, record: Outlet, values: Mapping[str, Any]) -> Draft[Outlet]:
    """The draft that gives a record these values."""
    draft = Draft(row, record, record.pk is None, set())
    for name in OWN:
        if name in values:
            attribute = Outlet._meta.get_field(name).attname  # type: ignore[union-attr]
            setattr(record, attribute, stored(name, values[name]))
            draft.changed.add(attribute)
    draft.links = {name: _link_in(name, values[name]) for name in LINKS if name in values}
    return draft


def exact(record: Outlet, name: str) -> Any:
    return _json(getattr(record, Outlet._meta.get_field(name).attname))  # type: ignore[union-attr]


def exact_values(record: Outlet, names: Sequence[str] = (*OWN, *LINKS)) -> Values:
    """Fields and links as they stand; asks for the links unless they were prefetched."""
    links: dict[str, Any] = {
        "further": lambda: sorted(category.pk for category in record.further_categories.all()),
        "services": lambda: [service_values(item) for item in record.service_items.all()],
        "entrances": lambda: [
            {"name": door.name, "lat": door.lat, "lng": door.lng, "step_free": door.step_free}
            for door in record.entrances.all()
        ],
    }
    return {name: links[name]() if name in links else exact(record, name) for name in names}


def _name(attribute: str) -> str:
    return Outlet._meta.get_field(attribute).name


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _link_out(name: str, value: Any) -> Any:
    if name == "further":
        return sorted(value)
    if name == "entrances":
        return [door._asdict() for door in value]
    return [
        {"name": p.name, "price_yuan": None if p.yuan is None else f"{p.yuan:.2f}", "price_note": p.note}
        for p in value
    ]


def _link_in(name: str, value: Any) -> set[str] | list[Price] | list[Door]:
    if name == "entrances":
        return [Door(**door) for door in value]
    return set(value) if name == "further" else [price_in(item) for item in value]
