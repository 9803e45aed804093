"""What an outlet was at each moment, put together from the rows of its history and of its links'."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from outlets.history_rows import ENTRANCES, FURTHER, OUTLETS, SERVICES
from outlets.models import Outlet
from outlets.values import OWN, Values, entrance_values, plain, service_values

ONE_ACT = timedelta(seconds=1)  # the admin saves an outlet and its links one after the other
KEPT = (*OWN, "merged_into")


@dataclass(frozen=True, slots=True)
class Moment:
    """One act of one person, and the outlet after it. `history_id` is None where only links were written."""

    history_id: int | None
    at: datetime
    by_id: int | None
    reason: str
    values: Values


@dataclass(slots=True)
class _State:
    own: Values = field(default_factory=dict)
    further: list[str] = field(default_factory=list)
    services: dict[int, Any] = field(default_factory=dict)
    entrances: dict[int, Any] = field(default_factory=dict)

    def values(self) -> Values:
        services = sorted(self.services.values(), key=lambda item: (item.order, item.id))
        doors = sorted(self.entrances.values(), key=lambda door: door.id)
        links = {"further": self.further, "services": [service_values(item) for item in services]}
        return self.own | links | {"entrances": [entrance_values(door) for door in doors]}


def moments(outlet: Outlet) -> list[Moment]:
    """Oldest first: four statements, however long the history."""
    state = _State()
    further = _further(outlet)
    return [_after(state, act, further) for act in _acts(_rows(outlet))]


def _rows(outlet: Outlet) -> list[Any]:
    """Of one moment the outlet's own come first."""
    own = list(OUTLETS.objects.filter(id=outlet.pk).order_by("history_date", "history_id"))
    links = [
        row
        for model in (SERVICES, ENTRANCES)
        for row in model.objects.filter(outlet_id=outlet.pk).order_by("history_date", "history_id")
    ]
    return sorted([*own, *links], key=lambda row: row.history_date)


def _acts(rows: Sequence[Any]) -> Iterator[list[Any]]:
    """Rows of one person with one reason, none long after the one before it."""
    number, last = 0, None

    def act_of(row: Any) -> int:
        nonlocal number, last
        if last is None or _told(row) != _told(last) or row.history_date - last.history_date > ONE_ACT:
            number += 1
        last = row
        return number

    for _, some in groupby(rows, key=act_of):
        yield list(some)


def _told(row: Any) -> tuple[Any, ...]:
    return row.history_user_id, row.history_change_reason or ""


def _after(state: _State, act: list[Any], further: dict[int, list[str]]) -> Moment:
    history_id = None
    for row in act:
        if isinstance(row, OUTLETS):
            history_id = row.history_id
            state.own = {name: plain(name, getattr(row, row._meta.get_field(name).attname)) for name in KEPT}
            state.further = further.get(row.history_id, [])
        else:
            links = state.services if isinstance(row, SERVICES) else state.entrances
            links.pop(row.id, None)
            if row.history_type != "-":
                links[row.id] = row
    by, reason = _told(act[-1])
    return Moment(history_id, act[-1].history_date, by, reason, state.values())


def _further(outlet: Outlet) -> dict[int, list[str]]:
    """Further categories by the row of history they belong to."""
    found: dict[int, list[str]] = {}
    links = FURTHER.objects.filter(history__id=outlet.pk).order_by("category_id")
    for row, code in links.values_list("history_id", "category_id"):
        found.setdefault(row, []).append(code)
    return found
