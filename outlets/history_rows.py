"""Writing history: who, when and why on every row; and the first row of what was there before histories.

Every write of one moment carries the same stamp, so that `histories` shows it as one entry.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import models

from outlets.models import Entrance, Outlet, ServiceItem
from outlets.reasons import REGISTERED

# django-simple-history adds these to the models when it starts; no stub knows them
OUTLETS: Any = Outlet.history.model  # type: ignore[attr-defined,unused-ignore]
FURTHER: Any = OUTLETS.further_categories.model
SERVICES: Any = ServiceItem.history.model  # type: ignore[attr-defined,unused-ignore]
ENTRANCES: Any = Entrance.history.model  # type: ignore[attr-defined,unused-ignore]
CHILDREN: dict[Any, Any] = {ServiceItem: SERVICES, Entrance: ENTRANCES}
LONGEST_REASON = 100
IN_LIST = 900


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who writes, at what moment, and why."""

    by: User | None
    at: datetime
    reason: str

    def on(self, record: Any) -> Any:
        """The record, so marked that the row of history its saving leaves says this."""
        record._history_user, record._history_date = self.by, self.at
        record._change_reason = self.reason[:LONGEST_REASON]
        return record


def keep_first_rows(pks: Iterable[int]) -> None:
    """Outlets, services and doors that no history knows get their first row: as they stand now."""
    for some in _chunks(list(pks)):
        known = set(OUTLETS.objects.filter(id__in=some).values_list("id", flat=True))
        new = [pk for pk in some if pk not in known]
        outlets = list(Outlet.objects.filter(pk__in=new).order_by("pk"))
        write_rows(outlets, kind="+", by=None, reason=REGISTERED, at=None)
        for model, rows in CHILDREN.items():
            _keep_first_children(model, rows, some)


def _keep_first_children(model: Any, rows: Any, pks: list[int]) -> None:
    known = rows.objects.filter(outlet_id__in=pks).values("id")
    unknown = list(model.objects.filter(outlet_id__in=pks).exclude(pk__in=known))
    if not unknown:
        return
    ids = {child.outlet_id for child in unknown}
    last = dict(
        OUTLETS.objects.filter(id__in=ids)
        .order_by()
        .values_list("id")
        .annotate(last=models.Max("history_date"))
    )
    rows.objects.bulk_create(
        [_row(rows, child, "+", None, REGISTERED, last[child.outlet_id]) for child in unknown]
    )


def write_rows(
    outlets: list[Outlet], *, kind: str, by: User | None, reason: str, at: datetime | None
) -> None:
    """Rows of history for saved outlets with their further categories: three statements for any number.

    Without a moment each is dated when its outlet was last changed.
    """
    if not outlets:
        return
    made = OUTLETS.objects.bulk_create(
        [_row(OUTLETS, outlet, kind, by, reason, at or outlet.updated_at) for outlet in outlets],
        batch_size=IN_LIST,
    )
    row_of = {row.id: row for row in made}
    through = Outlet.further_categories.through
    links = [
        FURTHER(
            history=row_of[link.outlet_id], id=link.pk, outlet_id=link.outlet_id, category_id=link.category_id
        )
        for some in _chunks(list(row_of))
        for link in through.objects.filter(outlet_id__in=some).order_by("pk")
    ]
    FURTHER.objects.bulk_create(links, batch_size=IN_LIST)


def write_as_they_are(outlets: list[Outlet], stamp: Stamp) -> None:
    """What stands in the register now, links and all, where it was written past the histories."""
    write_rows(outlets, kind="~", by=stamp.by, reason=stamp.reason, at=stamp.at)
    for some in _chunks([outlet.pk for outlet in outlets]):
        for model, rows in CHILDREN.items():
            here = list(model.objects.filter(outlet_id__in=some))
            known = rows.objects.filter(outlet_id__in=some).order_by("history_date", "history_id")
            last = {row.id: row for row in known}
            for child in here:
                last.pop(child.pk, None)
            gone = [row for row in last.values() if row.history_type != "-"]
            rows.objects.bulk_create(
                [_row(rows, child, "~", stamp.by, stamp.reason, stamp.at) for child in here]
                + [_row(rows, row, "-", stamp.by, stamp.reason, stamp.at) for row in gone],
                batch_size=IN_LIST,
            )


def _row(rows: Any, record: Any, kind: str, by: User | None, reason: str, at: datetime) -> Any:
    facts = {field.attname: getattr(record, field.attname) for field in rows.tracked_fields}
    return rows(
        history_date=at,
        history_type=kind,
        history_user=by,
        history_change_reason=reason[:LONGEST_REASON],
        **facts,
    )


def _chunks(pks: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(pks), IN_LIST):
        yield pks[start : start + IN_LIST]
