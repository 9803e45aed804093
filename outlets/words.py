"""What a field of the register is called, and how its value reads: for forms, differences and histories."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db import models
from django.utils import dateformat
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_noop

from lifecircle.areas.models import Area
from lifecircle.language.now import is_source, language
from lifecircle.templatetags.names import trade
from outlets import hours, reasons
from outlets.exchange.prices import Price, write_prices
from outlets.models import Category, Outlet

EMPTY = gettext_noop("（空）")
LINKED = {
    "further": gettext_noop("兼营业态"),
    "services": gettext_noop("服务价目"),
    "entrances": gettext_noop("出入口"),
    "moved_from": gettext_noop("从哪里搬来"),
}
MARKS: dict[bool | None, str] = {
    True: gettext_noop("是"),
    False: gettext_noop("否"),
    None: gettext_noop("未知"),
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field in words: as it was, as it is wanted, as it is now, and who made it so when.

    In the language of the page; what was typed is Chinese and waits to be marked so (`mixed`).
    """

    field: str
    label: str
    before: str
    after: str
    now: str = ""
    by: str = ""
    at: datetime | None = None

    def __str__(self) -> str:
        words = gettext("{label}：{before} → {after}")
        return words.format(label=self.label, before=self.before, after=self.after)


def label_of(name: str) -> str:
    """`"电话（公开）"` for `phone`."""
    return capfirst(
        gettext(LINKED[name]) if name in LINKED else str(getattr(_field(name), "verbose_name", name))
    )


class Words:
    """Values as words. The catalogue is read once, divisions and outlets as they are met."""

    def __init__(self) -> None:
        self._areas: dict[str, str] = {}
        self._outlets: dict[Any, str] = {}

    @cached_property
    def _categories(self) -> dict[str, str]:
        return {row.pk: trade(row) for row in Category.objects.all()}

    def say(self, name: str, value: Any) -> str:
        """A value as it is kept in a proposal; what cannot be read comes back as it stands."""
        special: dict[str, Callable[[Any], str]] = {
            "category": self._category,
            "further": lambda codes: gettext("、").join(map(self._category, codes)),
            "area": self._area,
            "moved_to": self._outlet,
            "merged_into": self._outlet,
            "moved_from": self._moved_from,
            "services": _services,
            "entrances": lambda doors: gettext("；").join(map(_door, doors)),
            "opening_hours": hours.WORDS[language()].say,
        }
        if value is None and isinstance(_field(name), models.BooleanField):
            return gettext(MARKS[None])
        if value in (None, "", [], {}):
            return gettext(EMPTY)
        try:
            return (special[name](value) if name in special else _plain(name, value)) or gettext(EMPTY)
        except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError):
            return str(value)

    def changes(
        self, before: Mapping[str, Any], after: Mapping[str, Any], now: Mapping[str, Any] | None = None
    ) -> list[FieldChange]:
        """A line for each field of `after`, in the order of the register."""
        return [
            FieldChange(
                name,
                label_of(name),
                self.say(name, before.get(name)),
                self.say(name, after[name]),
                self.say(name, now.get(name)) if now is not None else "",
            )
            for name in in_order(after)
        ]

    def _category(self, code: str) -> str:
        return self._categories.get(code, code)

    def _area(self, code: str) -> str:
        if code not in self._areas:
            codes = [code[:digits] for digits in (6, 9, 12) if len(code) >= digits]
            names = Area.objects.filter(pk__in=codes).order_by("pk").values_list("name", flat=True)
            self._areas[code] = "".join(names) or code
        return self._areas[code]

    def _outlet(self, number: int) -> str:
        if number not in self._outlets:
            name = Outlet.objects.filter(pk=number).values_list("name", flat=True).first()
            words = gettext("{name}（编号 {number}）") if name else gettext("编号 {number}")
            self._outlets[number] = words.format(name=name, number=number)
        return self._outlets[number]

    def _moved_from(self, old: Mapping[str, Any]) -> str:
        words = gettext("{outlet}（{day}，{reason}）")
        return words.format(
            outlet=self._outlet(old["outlet"]), day=old["on"], reason=reasons.say(old["reason"])
        )


def in_order(names: Iterable[str]) -> list[str]:
    """As the register's columns stand; links and what is unknown at the end."""
    order = {field.name: place for place, field in enumerate(Outlet._meta.fields)}
    links = {name: len(order) + place for place, name in enumerate(LINKED)}
    return sorted(names, key=lambda name: (order | links).get(name, 1000))


def _field(name: str) -> Any:
    return next((field for field in Outlet._meta.fields if field.name == name), None)


def _plain(name: str, value: Any) -> str:
    field = _field(name)
    if isinstance(field, models.BooleanField):
        return gettext(MARKS[value])
    if isinstance(field, models.DateField):
        day = date.fromisoformat(value) if isinstance(value, str) else value
        return dateformat.format(day, gettext("Y 年 n 月 j 日"))
    choices = dict(getattr(field, "flatchoices", None) or ())
    return reasons.say(value) if name == "status_reason" else str(choices.get(value, value))


def _services(items: Iterable[Mapping[str, Any]]) -> str:
    prices = [price_in(item) for item in items]
    return write_prices(prices) if is_source() else "; ".join(map(_price, prices))


def _price(price: Price) -> str:
    yuan = "" if price.yuan is None else gettext("{yuan} 元").format(yuan=f"{price.yuan.normalize():f}")
    return " ".join(filter(None, (price.name, yuan, price.note)))


def price_in(item: Mapping[str, Any]) -> Price:
    """One service of a proposal's values."""
    yuan = item.get("price_yuan")
    return Price(item["name"], None if yuan is None else Decimal(str(yuan)), item.get("price_note") or "")


def _door(door: Mapping[str, Any]) -> str:
    words = {True: gettext("{name}（{at}，不用上台阶）"), False: gettext("{name}（{at}，有台阶）")}
    pattern = words.get(door.get("step_free")) or gettext("{name}（{at}）")  # type: ignore[arg-type]
    at = f"{door['lat']:.5f}, {door['lng']:.5f}"
    return pattern.format(name=door.get("name") or gettext("没有名字的门"), at=at)
