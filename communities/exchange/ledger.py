"""One kind of thing of the circles in and out of tables: `read` plans, `apply` writes all or nothing.

A row is known by 编号, else by what its kind is known by (a compound by circle and name); a list without
numbers can so be imported twice and changes nothing the second time.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from django.db import models

from communities.exchange.gates import gates_of, replace_gates
from communities.exchange.words import Known, resolve
from lifecircle.datum import CoordinateSystem, from_wgs84
from lifecircle.exchange.columns import Column, Reading
from lifecircle.exchange.kinds import Out
from lifecircle.exchange.plans import (
    BATCH,
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
from lifecircle.exchange.sheets import Sheet, lacking, read_sheet, repeated
from lifecircle.geo import Point
from lifecircle.language.marked import told as _
from outlets.exchange.doors import same_doors

M = TypeVar("M", bound=models.Model)
Values = Mapping[str, Any]
REASON = "导入"
SAID_ONLY = ("id", "system", "community_name", "area_name")
LINKS: dict[str, Callable[[Any, Any], bool]] = {
    "gates": same_doors,
    "outlets": lambda one, other: set(one) == set(other),
}


@dataclass(frozen=True, slots=True)
class Ledger(Generic[M]):
    """What import and export must know of one kind; `known_by` are attributes, for `identity` to read."""

    kind: str
    title: str
    model: type[M]
    columns: Sequence[Column]
    keys: Sequence[frozenset[str]]
    needed: Sequence[str]
    known_by: Sequence[str]
    identity: Callable[[Values], tuple[Any, ...] | None]
    identity_words: str
    rules: Rules
    always: frozenset[str]  # written with every change: derived fields, or any, so that there is one

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(column.field for column in self.columns)

    @property
    def placed(self) -> bool:
        return "lat" in self.fields

    def read(self, path: Path, *, system: CoordinateSystem | None = None) -> Plan[M]:
        """What importing the file would do; `system` says what its coordinates are, unless a column does."""
        sheet = read_sheet(path, self.columns, self.keys, system=system)
        plan = Plan[M](problems=sheet.problems)
        if not sheet.keyed:
            return plan
        known = Known.of(sheet.whole())
        for reading in sheet.whole():
            plan.problems += resolve(reading, known)
        there = self._there()
        rows = self._match(sheet, there, plan.problems)
        new = [reading for reading in sheet.whole() if reading.row not in rows]
        plan.problems += lacking(_with_circle(sheet), new, self.needed, self.columns)
        records = self._records(set(rows.values()))
        for reading in sheet.whole():
            draft = self._draft(reading, records.get(rows.get(reading.row, 0)), known, plan.problems)
            if draft:
                plan.take(draft)
        plan.problems += self._taken([*plan.new, *plan.changed], there)
        return plan

    def apply(self, plan: Plan[M]) -> None:
        """Writes a plan with its histories, all of it or nothing; raises Refused."""
        with all_or_nothing(plan):
            write(plan, self.model, always=set(self.always))
            for some, update in ((plan.new, False), (plan.changed, True)):
                self._record([draft.record.pk for draft in some], update=update)
            self._link([*plan.new, *plan.changed])

    def rows(
        self, scope: str = "", *, system: CoordinateSystem = CoordinateSystem.WGS84
    ) -> Iterator[list[Out]]:
        """The cells of each record within a division ("" for all), by the columns, positions in `system`."""
        manager: Any = self.model._default_manager
        related = [name for name in ("community", "category", "area") if name in self.fields]
        linked = [name for name in LINKS if name in self.fields]
        found = manager.within(scope).order_by("pk").select_related(*related).prefetch_related(*linked)
        for record in found.iterator(chunk_size=2_000):
            yield [column.write(_value(record, column.field, system)) for column in self.columns]

    def _there(self) -> dict[tuple[Any, ...], list[int]]:
        """Identity to the numbers that have it: one is the rule."""
        there = defaultdict(list)
        for row in self.model._default_manager.order_by("pk").values("pk", *self.known_by).iterator():
            key = self.identity(row)
            if key is not None:
                there[key].append(row["pk"])
        return there

    def _match(
        self, sheet: Sheet, there: Mapping[tuple[Any, ...], list[int]], problems: list[Problem]
    ) -> dict[int, int]:
        """Row to 编号, for the rows that are registered; rows that are two of one kind become problems."""
        problems += repeated(sheet.whole(), lambda reading: reading.values.get("id"), _("编号"))
        unnumbered = [reading for reading in sheet.whole() if reading.values.get("id") is None]
        problems += repeated(unnumbered, lambda reading: self.identity(reading.values), self.identity_words)
        numbers = {pk for pks in there.values() for pk in pks} | self._numbers(sheet)
        found = {}
        for reading in sheet.whole():
            pk = reading.values.get("id")
            same = there.get(self.identity(reading.values) or (), []) if pk is None else []
            if pk is not None and pk not in numbers:
                words = _("没有编号 {pk} 的{kind}；新的请把编号留空", pk=pk, kind=self.title)
                problems.append(_wrong(reading, words, "编号"))
            elif len(same) > 1:
                words = _(
                    "登记册里有 {count} 条{key}一样的，请写编号", count=len(same), key=self.identity_words
                )
                problems.append(_wrong(reading, words))
            elif pk is not None or same:
                found[reading.row] = same[0] if pk is None else pk
        return found

    def _numbers(self, sheet: Sheet) -> set[int]:
        wanted = sorted({r.values["id"] for r in sheet.whole() if r.values.get("id") is not None})
        manager = self.model._default_manager
        return {
            pk
            for some in chunks(wanted)
            for pk in manager.filter(pk__in=some).order_by().values_list("pk", flat=True)
        }

    def _records(self, pks: set[int]) -> dict[int, M]:
        linked = [name for name in LINKS if name in self.fields]
        records: dict[int, M] = {}
        for some in chunks(sorted(pks)):
            records |= self.model._default_manager.prefetch_related(*linked).in_bulk(some)
        return records

    def _draft(
        self, reading: Reading, record: M | None, known: Known, problems: list[Problem]
    ) -> Draft[M] | None:
        """The record of a row as it would be, or None where something is wrong with it."""
        values = {name: value for name, value in reading.values.items() if name not in SAID_ONLY}
        draft = Draft(reading.row, record or self.model(), record is None, set())
        for name in LINKS.keys() & values.keys():
            _take_link(draft, name, values.pop(name) or ())
        wrong = _take_point(draft, values) + fill(draft, values, self.columns, emptied={})
        measure = known.measures.get(getattr(draft.record, "measure_id", None) or 0)
        if measure is not None:  # else `clean` would ask for it, row by row
            setattr(draft.record, "measure", measure)  # noqa: B010  only needs have one
        if not wrong and (draft.new or draft.changed):
            wrong = complaints(draft, self.rules, self.columns)
        problems += wrong
        return None if wrong else draft

    def _taken(
        self, drafts: Sequence[Draft[M]], there: Mapping[tuple[Any, ...], list[int]]
    ) -> Iterator[Problem]:
        """Rows that would make one record what another one is already."""
        for draft in drafts:
            if draft.changed & set(self.known_by):
                key = self.identity({name: getattr(draft.record, name) for name in self.known_by})
                others = [pk for pk in there.get(key or (), []) if pk != draft.record.pk]
                if others:
                    words = _("{key}已经登记在编号 {pk} 上", key=self.identity_words, pk=others[0])
                    yield Problem(words, draft.row)

    def _record(self, pks: Sequence[int], *, update: bool) -> None:
        manager: Any = self.model.history  # type: ignore[attr-defined]
        for some in chunks(pks):
            saved = list(self.model._default_manager.filter(pk__in=some))
            manager.bulk_history_create(saved, batch_size=BATCH, update=update, default_change_reason=REASON)

    def _link(self, drafts: Sequence[Draft[M]]) -> None:
        replace_gates({d.record.pk: d.links["gates"] for d in drafts if "gates" in d.links}, REASON)
        for draft in drafts:
            if "outlets" in draft.links:
                project: Any = draft.record
                project.outlets.set(draft.links["outlets"])


def _with_circle(sheet: Sheet) -> Sheet:
    """A file that names circles needs no column of codes."""
    return replace(
        sheet, fields=sheet.fields | ({"community"} if "community_name" in sheet.fields else set())
    )


def _take_link(draft: Draft[Any], name: str, given: Sequence[Any]) -> None:
    before: Sequence[Any] = () if draft.new else _linked(draft.record, name, CoordinateSystem.WGS84)
    if not LINKS[name](given, before):
        draft.links[name], draft.before[name] = given, before


def _take_point(draft: Draft[Any], values: dict[str, Any]) -> list[Problem]:
    """Takes a whole position into the record; an empty one stays among the values, to be emptied there."""
    lat, lng = values.get("lat"), values.get("lng")
    if (lat is None) != (lng is None):
        words = _("纬度和经度要么都填，要么都不填")
        return [Problem(words, draft.row, "经度" if lng is None else "纬度")]
    if lat is None or lng is None:
        return []
    if draft.new or draft.record.lat is None:
        return []
    fill_point(draft, values)
    return []


def _value(record: Any, field: str, system: CoordinateSystem) -> Any:
    """What an export writes of one field."""
    if field in {"lat", "lng", "system"}:
        at: Point | None = record.point
        if at is None:
            return None
        return system if field == "system" else getattr(from_wgs84(at, system), field)
    if field in LINKS:
        return _linked(record, field, system)
    owner, _, part = field.partition("_")
    if part == "name" or field == "category":
        return getattr(getattr(record, owner), "name", None)
    return getattr(record, f"{field}_id" if field in {"community", "outlet", "measure", "area"} else field)


def _linked(record: Any, name: str, system: CoordinateSystem) -> Sequence[Any]:
    return gates_of(record, system) if name == "gates" else sorted(o.pk for o in record.outlets.all())


def _wrong(reading: Reading, words: str, column: str = "") -> Problem:
    reading.broken = True
    return Problem(words, reading.row, column)
