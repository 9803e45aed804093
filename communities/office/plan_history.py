"""Who changed a measure or a need, when, and from what to what: the rows of its history in words."""

from typing import Any

from django.db import models

from communities.models import Measure, Need, Promotion
from outlets.histories import Entry, names_of
from outlets.words import FieldChange

LEFT_OUT = frozenset({"id", "made_by", "made_at"})
NOTHING = "没有填"


def entries(thing: Measure | Need | Promotion) -> list[Entry]:
    """The newest first; the first act of all says what was written then."""
    rows = list(thing.history.order_by("history_date", "history_id"))
    names = names_of({row.history_user_id for row in rows})
    fields = [field for field in thing._meta.concrete_fields if field.name not in LEFT_OUT]
    labels = _Labels()
    found, before = [], None
    for row in rows:
        changes = [
            FieldChange(field.name, str(field.verbose_name), old, new)
            for field in fields
            if (new := labels.of(row, field)) != (old := labels.of(before, field))
        ]
        found.append(Entry(None, row.history_date, names.get(row.history_user_id, ""), "", changes))
        before = row
    return found[::-1]


class _Labels:
    """What stands in a field, in words; a row of another table is asked for once."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, Any], str] = {}

    def of(self, row: Any, field: "models.Field[Any, Any]") -> str:
        value = getattr(row, field.attname) if row is not None else None
        if value is None or value == "":
            return NOTHING
        if isinstance(field, models.ForeignKey):
            return self._named(field, value)
        return str(dict(field.flatchoices).get(value, value))

    def _named(self, field: "models.ForeignKey[Any, Any]", key: Any) -> str:
        where = field.name, key
        if where not in self.kept:
            found = field.related_model._default_manager.filter(pk=key).first()
            self.kept[where] = str(found) if found is not None else f"已经删掉的（{key}）"
        return self.kept[where]
