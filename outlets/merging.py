"""Making one outlet of two that were registered twice, and two of them again."""

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext

from lifecircle.geo import Point, metres_between
from lifecircle.staff.access import require
from lifecircle.staff.rights import Right
from outlets.histories import recorded, stamp
from outlets.history_rows import Stamp
from outlets.history_states import moments
from outlets.models import OPEN_STATES, DuplicateVerdict, Outlet, Proposal, Status
from outlets.reasons import MERGED, SAME_AS, SPLIT
from outlets.values import OWN, Values, values_of
from outlets.writing import write

# what one outlet may learn from the other; its place, its state and its source are its own
NOT_FILLED = {
    *("name", "category", "area", "lat", "lng", "position_system", "position_quality", "source", "source_id"),
    *("verified_by", "verified_on", "status", "status_on", "status_until", "status_reason", "moved_to"),
}
FILLED = tuple(name for name in OWN if name not in NOT_FILLED)
ONE_DOOR_METRES = 5.0


@transaction.atomic
def merge(keep: Outlet, drop: Outlet, by: User) -> Outlet:
    """`drop` is closed and leads to `keep`, which takes what it lacked, letters, photos and proposals."""
    keep, drop = _locked(keep, drop, by)
    if drop.merged_into_id:
        raise ValidationError(gettext("“{name}”已经并入别家。").format(name=drop))
    if keep.status in (Status.CLOSED, Status.MOVED):
        words = gettext("“{name}”是{status}的，留下的应是还在的那一家。")
        raise ValidationError(words.format(name=keep, status=keep.get_status_display()))
    reason = MERGED.format(one=drop.pk, other=keep.pk)
    more = learnt(keep, drop)
    if more:
        write(keep, more, stamp(keep, by, reason))
    _close(drop, keep, stamp(drop, by, reason))
    _turn_to(keep, drop, by, reason)
    _remember(keep, drop, by, same=True)
    return keep


@transaction.atomic
def split(drop: Outlet, by: User) -> Outlet:
    """Takes a merging back: the dropped one is again what it was. Letters and photos stay where they are."""
    drop = Outlet.objects.select_for_update().get(pk=drop.pk)
    if drop.merged_into is None:
        raise ValidationError(gettext("“{name}”没有并入别家。").format(name=drop))
    keep, drop = _locked(drop.merged_into, drop, by)
    before = next((act.values for act in reversed(moments(drop)) if act.values["merged_into"] is None), None)
    if before is None:
        raise ValidationError(gettext("合并以前的样子没有留下，请重新登记。"))
    there = recorded(drop)
    made = stamp(drop, by, SPLIT.format(one=drop.pk, other=keep.pk))
    drop.merged_into = None
    write(drop, {name: value for name, value in before.items() if value != there[name]}, made)
    _remember(keep, drop, by, same=False)
    return drop


def _locked(keep: Outlet, drop: Outlet, by: User) -> tuple[Outlet, Outlet]:
    if keep.pk == drop.pk:
        raise ValidationError(gettext("这是同一条登记。"))
    held = {
        o.pk: o for o in Outlet.objects.select_for_update().filter(pk__in=[keep.pk, drop.pk]).order_by("pk")
    }
    for outlet in held.values():
        require(by, Right.MERGE, outlet.area_id)
    return held[keep.pk], held[drop.pk]


def learnt(keep: Outlet, drop: Outlet) -> Values:
    """What the kept one does not say and the dropped one does; services and doors of both."""
    mine, theirs = values_of(keep), values_of(drop)
    filled = {
        name: theirs[name] for name in FILLED if mine[name] in (None, "") and theirs[name] not in (None, "")
    }
    services = {item["name"]: item for item in (*theirs["services"], *mine["services"])}
    order = [item["name"] for item in mine["services"]]
    order += [item["name"] for item in theirs["services"] if item["name"] not in order]
    united = {
        "further": sorted({*mine["further"], *theirs["further"]} - {mine["category"]}),
        "services": [services[name] for name in order],
        "entrances": mine["entrances"] + [d for d in theirs["entrances"] if _another(d, mine["entrances"])],
    }
    return filled | {name: value for name, value in united.items() if value != mine[name]}


def _another(door: Values, doors: list[Values]) -> bool:
    at = Point(door["lat"], door["lng"])
    return all(metres_between(at, Point(known["lat"], known["lng"])) > ONE_DOOR_METRES for known in doors)


def _close(drop: Outlet, keep: Outlet, made: Stamp) -> None:
    drop.merged_into = keep
    closed: dict[str, Any] = {"status": Status.CLOSED.value, "status_on": localdate().isoformat()}
    reason = SAME_AS.format(name=keep)[:120]
    write(drop, {**closed, "status_until": None, "status_reason": reason, "moved_to": None}, made)


def _turn_to(keep: Outlet, drop: Outlet, by: User, reason: str) -> None:
    """What spoke of the dropped one speaks of the kept one."""
    for field in ("merged_into", "moved_to"):
        for outlet in Outlet.objects.select_for_update().filter(**{field: drop}).exclude(pk=keep.pk):
            made = stamp(outlet, by, reason)
            setattr(outlet, field, keep)
            made.on(outlet).save()
    drop.reports.update(outlet=keep)
    drop.photos.update(outlet=keep)
    Proposal.objects.filter(outlet=drop, new=False, state__in=OPEN_STATES).update(
        outlet=keep, area=keep.area_id
    )


def _remember(one: Outlet, other: Outlet, by: User, *, same: bool) -> None:
    low, high = sorted((one.pk, other.pk))
    DuplicateVerdict.objects.update_or_create(
        first_id=low, second_id=high, defaults={"same": same, "decided_by": by}
    )
