"""An outlet as plain values that JSON can hold: read from the register, made tidy, written into it.

Links are values too: `further` category codes, `services` with prices, `entrances` with places. Two ways to
write the same thing become one (`tidy`), so that values are compared with ==.
"""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext, gettext_noop

from lifecircle.exchange.kinds import read_text
from lifecircle.exchange.problems import Wrong
from lifecircle.language.told import say
from outlets.models import Entrance, Outlet, ServiceItem

Values = dict[str, Any]

OWN = tuple(
    field.name
    for field in Outlet._meta.fields
    if field.name not in {"id", "merged_into", "updated_at", "search_key"}
)
LINKS = ("further", "services", "entrances")
FIELDS = (*OWN, *LINKS)
MOVED_FROM = "moved_from"  # of a new outlet: {"outlet": number, "on": date, "reason": words}
_NOT_IN_JSON = re.compile("[\x00\ud800-\udfff]")
DIGITS = 7  # of a degree: a centimetre

SAID_WRONG = {
    models.BooleanField: gettext_noop("应是“是”“否”或“未知”。"),
    models.FloatField: gettext_noop("应是数字。"),
    models.IntegerField: gettext_noop("应是整数。"),
    models.DateField: gettext_noop("日期应写成 2026-03-01 这样。"),
    models.ForeignKey: gettext_noop("应填代码或编号。"),
}


def values_of(outlet: Outlet) -> Values:
    """Every field and link of an outlet. Asks for its links unless they were prefetched."""
    own = {name: plain(name, getattr(outlet, _column(name).attname)) for name in OWN}
    return own | {
        "further": sorted(category.pk for category in outlet.further_categories.all()),
        "services": [service_values(item) for item in outlet.service_items.all()],
        "entrances": [entrance_values(door) for door in outlet.entrances.all()],
    }


def plain(name: str, value: Any) -> Any:
    """A column's value as JSON holds it."""
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, str):
        return value.strip()
    return value.isoformat() if isinstance(value, date) else value


def service_values(item: Any) -> Values:
    """Of a service, or of a row of its history."""
    return {"name": item.name, "price_yuan": _yuan(item.price_yuan), "price_note": item.price_note}


def entrance_values(door: Any) -> Values:
    """Of a door, or of a row of its history."""
    place = {"lat": round(door.lat, DIGITS), "lng": round(door.lng, DIGITS)}
    return {"name": door.name, **place, "step_free": door.step_free}


def blank_values() -> Values:
    """What a new outlet is until something is said."""
    defaults = {name: plain(name, _column(name).get_default()) for name in OWN}
    return defaults | {name: [] for name in LINKS}


def tidy(values: Mapping[str, Any]) -> Values:
    """The same values in their one spelling; what cannot be read stays as it is, for `problems_of` to say."""
    found = {}
    for name, value in values.items():
        try:
            found[name] = read(name, value)
        except ValidationError:
            found[name] = _storable(value)
    return found


def _storable(value: Any) -> Any:
    """The same fault in a form that every database's JSON takes: no NUL, no half of a character, no nan."""
    if isinstance(value, Mapping):
        return {str(_storable(str(key))): _storable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_storable(item) for item in value]
    if isinstance(value, (bool, int)) or value is None or (isinstance(value, float) and math.isfinite(value)):
        return value
    return _NOT_IN_JSON.sub("\x01", str(value))


def read(name: str, value: Any) -> Any:
    """One value in its one spelling; ValidationError where it cannot be read."""
    readers: dict[str, Callable[[Any], Any]] = {
        "further": _read_further,
        "services": lambda items: [_read_service(item) for item in _many(items)],
        "entrances": lambda doors: [_read_door(door) for door in _many(doors)],
        MOVED_FROM: _read_moved_from,
    }
    if name in readers:
        return readers[name](value)
    return _read_column(_column(name), value) if name in OWN else _storable(value)


def stored(name: str, value: Any) -> Any:
    """A tidy value as the model's attribute takes it."""
    column = _column(name)
    return value if isinstance(column, models.ForeignKey) else column.to_python(value)


def set_own(outlet: Outlet, values: Mapping[str, Any]) -> None:
    for name in OWN:
        if name in values:
            setattr(outlet, _column(name).attname, stored(name, values[name]))


def _column(name: str) -> Any:
    return Outlet._meta.get_field(name)


def _read_column(column: Any, value: Any) -> Any:
    if isinstance(value, str):
        value = _clean_text(value)
    if value is None or value == "":
        return "" if column.empty_strings_allowed and not column.null and column.blank else None
    if isinstance(value, (list, dict)) or (isinstance(value, bool) and column.name not in _yes_or_no()):
        raise ValidationError(_wrong(column))
    try:
        target = column.target_field if isinstance(column, models.ForeignKey) else column
        found = target.to_python(value)
    except (ValidationError, ValueError, TypeError, OverflowError) as error:
        raise ValidationError(_wrong(column)) from error
    if isinstance(found, float) and not math.isfinite(found):
        raise ValidationError(_wrong(column))
    return plain(column.name, found.date() if isinstance(found, datetime) else found)


def _yes_or_no() -> set[str]:
    return {field.name for field in Outlet._meta.fields if isinstance(field, models.BooleanField)}


def _clean_text(text: str) -> str:
    try:
        return read_text(text).strip()
    except Wrong as wrong:
        raise ValidationError(gettext("{words}。").format(words=say(wrong.words))) from wrong


def _wrong(column: Any) -> str:
    found = (words for kind, words in SAID_WRONG.items() if isinstance(column, kind))
    return gettext(next(found, gettext_noop("应是文字。")))


def _many(items: Any) -> list[Any]:
    if items is None:
        return []
    if not isinstance(items, (list, tuple)):
        raise ValidationError(gettext("应是一列。"))
    return list(items)


def _read_further(codes: Any) -> list[str]:
    codes = _many(codes)
    if not all(isinstance(code, str) for code in codes):
        raise ValidationError(gettext("业态应是代码。"))
    return sorted({code for code in map(_clean_text, codes) if code})


def _read_service(item: Any) -> Values:
    found = _read_row(item, ServiceItem, ("name", "price_yuan", "price_note"))
    return {**found, "price_yuan": _yuan(found["price_yuan"])}


def _read_door(door: Any) -> Values:
    return _read_row(door, Entrance, ("name", "lat", "lng", "step_free"))


def _read_row(row: Any, model: type[models.Model], names: tuple[str, ...]) -> Values:
    if not isinstance(row, Mapping):
        raise ValidationError(gettext("有一项看不懂。"))
    return {name: _read_column(model._meta.get_field(name), row.get(name)) for name in names}


def _read_moved_from(old: Any) -> Values | None:
    if not old:
        return None
    if not isinstance(old, Mapping) or not isinstance(old.get("outlet"), int):
        raise ValidationError(gettext("应写原来那家店的编号。"))
    return {
        "outlet": old["outlet"],
        "on": _read_column(_column("status_on"), old.get("on")),
        "reason": _read_column(_column("status_reason"), old.get("reason")),
    }


def _yuan(amount: Any) -> str | None:
    """`"8.00"`, as it is posted; None is an unknown price."""
    if amount is None:
        return None
    cents = Decimal(str(amount))
    if not cents.is_finite() or abs(cents) > 10**8:
        raise ValidationError(gettext("价钱应是数字。"))
    return f"{cents:.2f}" if cents == round(cents, 2) else str(cents)
