"""Brings the register up to an extract: adds, updates, closes; never what an office has verified."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.timezone import now

from lifecircle.geo import Box
from outlets.history_rows import Stamp, keep_first_rows, write_as_they_are
from outlets.models import Category, Entrance, Outlet, PositionQuality, PositionSystem, Source, Status
from outlets.models.outlet import ON_MAP
from outlets.osm import OsmEntrance, OsmPlace
from outlets.osm_file import Extract, Tell

BATCH = 500
VANISHED = "OSM 中已不存在"
UPDATED = "按 OpenStreetMap 更新"
LOSSES_WORTH_ASKING = 20
FACTS = (
    *("name", "category_id", "address", "lat", "lng", "phone", "opening_hours", "brand", "form"),
    *("step_free", "cash", "status", "status_on", "status_until", "status_reason"),
)
Further = dict[int, set[str]]
Doors = dict[int, list[OsmEntrance]]


class TooManyLostError(ValueError):
    """More than half of what the register has of OSM is not in the file: is it the right file, and whole?"""

    def __init__(self, lost: int, known: int) -> None:
        super().__init__(f"{lost} of {known}")
        self.lost = lost
        self.known = known


@dataclass(slots=True)
class Plan:
    """What will be written, and what will not be."""

    added: list[tuple[Outlet, OsmPlace]] = field(default_factory=list)
    updated: list[Outlet] = field(default_factory=list)
    vanished: list[Outlet] = field(default_factory=list)
    further: Further = field(default_factory=dict)  # by outlet id, where it differs
    doors: Doors = field(default_factory=dict)  # likewise
    unchanged: int = 0
    verified: int = 0
    reopened: int = 0

    def counts(self) -> dict[str, int]:
        return {
            "added": len(self.added),
            "updated": len(self.updated),
            "unchanged": self.unchanged,
            "verified": self.verified,
            "vanished": len(self.vanished),
            "reopened": self.reopened,
        }


def apply(
    extract: Extract, *, today: date, tell: Tell, accept_losses: bool = False, keep_vanished: bool = False
) -> Plan:
    """Plans and writes in one transaction, so that a reader sees the old register or the new one."""
    with transaction.atomic():
        plan = _plan(extract, today, keep_vanished=keep_vanished)
        known = plan.unchanged + len(plan.updated) + len(plan.vanished)
        lost = len(plan.vanished)
        if lost > LOSSES_WORTH_ASKING and lost * 2 > known and not accept_losses:
            raise TooManyLostError(lost, known)
        _write(plan, tell)
    return plan


def _plan(extract: Extract, today: date, *, keep_vanished: bool) -> Plan:
    plan = Plan()
    names = {c.code: c.name.partition("（")[0] for c in Category.objects.all()}
    # locked, so that an office cannot verify one between this look and the write
    known = {o.source_id: o for o in Outlet.objects.filter(source=Source.OSM).select_for_update()}
    further, doors = _further(known.values()), _doors()
    for place in extract.places.values():
        outlet = known.get(place.source_id)
        facts = _facts(place, names)
        if outlet is None:
            plan.added.append((_new(place, facts), place))
        elif outlet.verified:
            plan.verified += 1
        else:
            same = _same_links(plan, outlet.pk, place, further, doors)
            _compare(plan, outlet, facts, same_links=same)
    if not keep_vanished and extract.box:
        gone = _gone(known, extract.places, extract.box)
        plan.vanished = [_set(outlet, _closed(today)) for outlet in gone]
    return plan


def _same_links(plan: Plan, pk: int, place: OsmPlace, further: Further, doors: Doors) -> bool:
    """Notes what differs. Doors that OSM does not know are an office's, and stay."""
    others = set(place.categories[1:])
    if further.get(pk, set()) != others:
        plan.further[pk] = others
    if place.entrances and doors.get(pk, []) != [*place.entrances]:
        plan.doors[pk] = [*place.entrances]
    return pk not in plan.further and pk not in plan.doors


def _facts(place: OsmPlace, names: Mapping[str, str]) -> dict[str, Any]:
    own = ("address", "phone", "opening_hours", "brand", "form", "step_free", "cash")
    return {
        "name": place.name or f"{names[place.categories[0]]}（未命名）",
        "category_id": place.categories[0],
        "lat": place.point.lat,
        "lng": place.point.lng,
        **{fact: getattr(place, fact) for fact in own},
    }


def _new(place: OsmPlace, facts: dict[str, Any]) -> Outlet:
    return Outlet(
        source=Source.OSM,
        source_id=place.source_id,
        position_system=PositionSystem.WGS84,
        position_quality=PositionQuality.APPROXIMATE,
        **facts,
    )


def _compare(plan: Plan, outlet: Outlet, facts: dict[str, Any], *, same_links: bool) -> None:
    """What was closed only because OSM had lost it is open again; any other closure is the office's."""
    if outlet.status == Status.CLOSED and outlet.status_reason == VANISHED:
        facts |= {"status": Status.OPEN, "status_on": None, "status_reason": ""}
        plan.reopened += 1
    if same_links and all(getattr(outlet, fact) == value for fact, value in facts.items()):
        plan.unchanged += 1
    else:
        plan.updated.append(_set(outlet, facts))


def _gone(known: Mapping[str, Outlet], there: Mapping[str, OsmPlace], box: Box) -> Iterator[Outlet]:
    for source_id, outlet in known.items():
        lost = source_id not in there and box.contains(outlet.point)
        if lost and not outlet.verified and outlet.status in ON_MAP:
            yield outlet


def _closed(today: date) -> dict[str, Any]:
    return {"status": Status.CLOSED, "status_on": today, "status_until": None, "status_reason": VANISHED}


def _set(outlet: Outlet, facts: dict[str, Any]) -> Outlet:
    for fact, value in facts.items():
        setattr(outlet, fact, value)
    return outlet


def _further(outlets: Iterable[Outlet]) -> Further:
    found: Further = {outlet.pk: set() for outlet in outlets}
    rows = Outlet.further_categories.through.objects.filter(outlet__source=Source.OSM)
    for outlet_id, code in rows.values_list("outlet_id", "category_id"):
        found.setdefault(outlet_id, set()).add(code)
    return found


def _doors() -> Doors:
    found: Doors = defaultdict(list)
    rows = Entrance.objects.filter(outlet__source=Source.OSM).order_by("pk")
    for outlet_id, name, lat, lng, free in rows.values_list("outlet_id", "name", "lat", "lng", "step_free"):
        found[outlet_id].append(OsmEntrance(name, lat, lng, free))
    return found


def _write(plan: Plan, tell: Tell) -> None:
    """Changed ones as inserts that meet their own id: a bulk update is far slower and derives no key."""
    fields = [fact.removesuffix("_id") for fact in FACTS]
    upsert = {"update_conflicts": True, "unique_fields": ["id"]}
    derived = ["search_key", "updated_at"]
    changed = [*plan.updated, *plan.vanished]
    keep_first_rows(outlet.pk for outlet in changed)
    _save([outlet for outlet, _ in plan.added], tell)
    _save(changed, tell, **upsert, update_fields=[*fields, *derived])
    _write_further(plan.further | {outlet.pk: set(place.categories[1:]) for outlet, place in plan.added})
    _write_doors(plan.doors | {outlet.pk: [*place.entrances] for outlet, place in plan.added})
    write_as_they_are(changed, Stamp(None, now(), UPDATED))  # what is new gets its first row when it changes


def _save(outlets: list[Outlet], tell: Tell, **options: Any) -> None:
    for start in range(0, len(outlets), BATCH):
        Outlet.objects.bulk_create(outlets[start : start + BATCH], **options)
        tell("写入网点", start + BATCH)


def _write_further(further: Further) -> None:
    through = Outlet.further_categories.through
    ids = list(further)
    for start in range(0, len(ids), BATCH):
        through.objects.filter(outlet_id__in=ids[start : start + BATCH]).delete()
    rows = [
        through(outlet_id=pk, category_id=code) for pk, codes in further.items() for code in sorted(codes)
    ]
    through.objects.bulk_create(rows, batch_size=BATCH)


def _write_doors(doors: Doors) -> None:
    ids = list(doors)
    for start in range(0, len(ids), BATCH):
        gone = Entrance.objects.filter(outlet_id__in=ids[start : start + BATCH])
        gone._raw_delete(Entrance.objects.db)  # no signal a door: the histories are written for all at once
    rows = [Entrance(outlet_id=pk, **asdict(door)) for pk, found in doors.items() for door in found]
    Entrance.objects.bulk_create(rows, batch_size=BATCH)
