"""What importing a table of outlets would do, and the doing."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import eq
from pathlib import Path
from typing import Any

from django.utils.timezone import now

from lifecircle.datum import CoordinateSystem
from lifecircle.exchange.columns import Reading
from lifecircle.exchange.plans import (
    EMPTY,
    Draft,
    Plan,
    Rules,
    all_or_nothing,
    chunks,
    complaints,
    fill,
    fill_point,
    write,
)
from lifecircle.exchange.problems import Problem
from lifecircle.exchange.sheets import Sheet, lacking, read_sheet
from lifecircle.language.marked import told as _
from outlets.exchange.columns import COLUMNS
from outlets.exchange.doors import Door, same_doors
from outlets.exchange.links import FurtherCategory, replace_entrances, replace_further, replace_services
from outlets.exchange.matching import match, registered
from outlets.exchange.prices import Price
from outlets.exchange.resolving import Lookups, resolve
from outlets.exchange.rows import door_of, price_of
from outlets.history_rows import Stamp, keep_first_rows, write_rows
from outlets.models import Entrance, Outlet, ServiceItem, Source, Status

NEEDED = ("name", "category", "lat", "lng")
KEYS = (frozenset({"id"}), frozenset({"source_id"}), frozenset(NEEDED))
EMPTIED = {"source": Source.IMPORT.value}

# the model's check constraints, asked without a query; a test holds them to the database's answer
RULES: Rules = {
    "outlet_position_on_earth": lambda o: -90 <= o.lat <= 90 and -180 <= o.lng <= 180,
    "outlet_status_dated_with_reason": lambda o: (
        o.status == Status.OPEN or (o.status_on is not None and o.status_reason != "")
    ),
    "outlet_status_until_after_on": lambda o: (
        o.status_until is None or o.status_on is None or o.status_until >= o.status_on
    ),
    "outlet_merged_is_closed": lambda o: o.merged_into_id is None or o.status == Status.CLOSED,
}


@dataclass(slots=True)
class Registered:
    """The outlets that the rows speak of, with their further categories and prices, read in batches."""

    outlets: dict[int, Outlet] = field(default_factory=dict)
    further: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    services: dict[int, list[Price]] = field(default_factory=lambda: defaultdict(list))
    entrances: dict[int, list[Door]] = field(default_factory=lambda: defaultdict(list))

    def read(self, pks: Sequence[int]) -> None:
        self.outlets |= Outlet.objects.in_bulk(pks)
        for outlet, category in FurtherCategory.objects.filter(outlet_id__in=pks).values_list(
            "outlet_id", "category_id"
        ):
            self.further[outlet].add(category)
        for item in ServiceItem.objects.filter(outlet_id__in=pks):
            self.services[item.outlet_id].append(price_of(item))
        for door in Entrance.objects.filter(outlet_id__in=pks):
            self.entrances[door.outlet_id].append(door_of(door))


def read(path: Path, *, system: CoordinateSystem | None = None) -> Plan[Outlet]:
    """What importing the file would do; `system` says what its coordinates are, unless a column does."""
    return plan_of(read_sheet(path, COLUMNS, KEYS, system=system))


def plan_of(sheet: Sheet) -> Plan[Outlet]:
    """What the readings of a sheet would do; marks those broken with which something is wrong."""
    plan = Plan[Outlet](problems=sheet.problems)
    if not sheet.keyed:
        return plan
    known = Lookups.of(sheet.whole())
    for reading in sheet.whole():
        plan.problems += resolve(reading, known)
    rows = match(sheet.whole(), plan.problems)
    plan.problems += lacking(sheet, [r for r in sheet.whole() if r.row not in rows], NEEDED, COLUMNS)
    there = Registered()
    for some in chunks(sorted(set(rows.values()))):
        there.read(some)
    for reading in sheet.whole():
        draft = _draft(reading, rows.get(reading.row), there, plan.problems)
        if draft:
            plan.take(draft)
    plan.problems += _taken([*plan.new, *plan.changed])
    return plan


def apply(plan: Plan[Outlet], stamp: Stamp | None = None) -> None:
    """Writes a plan, all of it or nothing, with its histories; raises Refused."""
    stamp = stamp or Stamp(None, now(), "导入")
    with all_or_nothing(plan):
        keep_first_rows(draft.record.pk for draft in plan.changed)
        write(plan, Outlet, always={"search_key", "updated_at"})
        drafts = [*plan.new, *plan.changed]
        replace_further({d.record.pk: d.links["further"] for d in drafts if "further" in d.links})
        replace_services({d.record.pk: d.links["services"] for d in drafts if "services" in d.links}, stamp)
        replace_entrances(
            {d.record.pk: d.links["entrances"] for d in drafts if "entrances" in d.links}, stamp
        )
        for kind, some in (("+", plan.new), ("~", plan.changed)):
            records = [draft.record for draft in some]
            write_rows(records, kind=kind, by=stamp.by, reason=stamp.reason, at=stamp.at)


def _draft(
    reading: Reading, pk: int | None, there: Registered, problems: list[Problem]
) -> Draft[Outlet] | None:
    """The outlet of a row as it would be, or None where something is wrong with it."""
    values = dict(reading.values)
    record = Outlet(source=Source.IMPORT) if pk is None else there.outlets[pk]
    draft = Draft(reading.row, record, pk is None, set())
    wrong = [
        Problem(EMPTY, reading.row, heading)
        for name, heading in (("lat", "纬度"), ("lng", "经度"), ("category_id", "主业态"))
        if name in values and values[name] is None
    ]
    _take_links(draft, values, there)
    system = values.pop("system", None)
    values.pop("id", None)
    given = values.pop("position_system", None)
    if fill_point(draft, values) and not given:
        given = system
    if given:
        values["position_system"] = str(given)
    values = {name: value for name, value in values.items() if name != "category_id" or value is not None}
    wrong += fill(draft, values, COLUMNS, emptied=EMPTIED)
    if not wrong and (draft.new or draft.changed):
        wrong = complaints(draft, RULES, COLUMNS)
    problems += wrong
    return None if wrong else draft


def _take_links(draft: Draft[Outlet], values: dict[str, Any], there: Registered) -> None:
    """Takes what has tables of its own out of the values; keeps what differs from what is registered."""
    kinds: tuple[tuple[str, Any, Any, Callable[[Any, Any], bool]], ...] = (
        ("further", set, there.further, eq),
        ("services", list, there.services, eq),
        ("entrances", list, there.entrances, same_doors),
    )
    for name, kind, registered_ones, same in kinds:
        if name not in values:
            continue
        given, before = kind(values.pop(name) or ()), kind(registered_ones.get(draft.record.pk, ()))
        if not same(given, before):
            draft.links[name], draft.before[name] = given, before


def _taken(drafts: Sequence[Draft[Outlet]]) -> list[Problem]:
    """Rows that would give an outlet a number that another one has in the same source."""
    renumbered = {
        (draft.record.source, draft.record.source_id): draft
        for draft in drafts
        if draft.record.source_id and (draft.new or draft.changed & {"source", "source_id"})
    }
    return [
        Problem(
            _("来源编号 {number} 已经登记在编号 {pk} 的网点上", number=key[1], pk=pk),
            renumbered[key].row,
            "来源编号",
        )
        for key, pk in registered(set(renumbered)).items()
        if pk != renumbered[key].record.pk
    ]
