"""Who changed a measure or a need, when, and from what to what: the rows of its history in words."""

from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from communities.models import Community, Measure, Need, Promotion
from lifecircle.templatetags.names import read, trade
from outlets.histories import Entry, names_of
from outlets.models import Category, Outlet
from outlets.words import FieldChange

LEFT_OUT = frozenset({"id", "made_by", "made_at"})


def entries(thing: Measure | Need | Promotion) -> list[Entry]:
    """The newest first; the first act of all says what was written then."""
    rows = list(thing.history.order_by("history_date", "history_id"))
    names = names_of({row.history_user_id for row in rows})
    fields = [field for field in thing._meta.concrete_fields if field.name not in LEFT_OUT]
    labels = _Labels()
    found, before = [], None
    for row in rows:
        changes = [
            FieldChange(field.name, capfirst(str(field.verbose_name)), old, new)
            for field in fields
            if (new := labels.of(row, field)) != (old := labels.of(before, field))
        ]
        found.append(Entry(None, row.history_date, names.get(row.history_user_id, ""), "", changes))
        before = row
    return found[::-1]


def said(thing: Any) -> str:
    """A category as the catalogue calls it, a circle or an outlet by name; else what somebody typed."""
    if isinstance(thing, Category):
        return trade(thing)
    return read(thing) if isinstance(thing, Community | Outlet) else str(thing)


class _Labels:
    """What stands in a field, in words; a row of another table is asked for once."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, Any], str] = {}

    def of(self, row: Any, field: "models.Field[Any, Any]") -> str:
        value = getattr(row, field.attname) if row is not None else None
        if value is None or value == "":
            return _("没有填")
        if isinstance(field, models.ForeignKey):
            return self._named(field, value)
        return str(dict(field.flatchoices).get(value, value))

    def _named(self, field: "models.ForeignKey[Any, Any]", key: Any) -> str:
        where = field.name, key
        if where not in self.kept:
            found = field.related_model._default_manager.filter(pk=key).first()
            self.kept[where] = said(found) if found is not None else _("已经删掉的（{key}）").format(key=key)
        return self.kept[where]
