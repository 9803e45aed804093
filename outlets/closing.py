"""An outlet's standing: shut for a while or for good, moved, open again; and who looked when."""

from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext

from lifecircle.staff.access import require, scope_of
from lifecircle.staff.rights import Right
from outlets.histories import stamp
from outlets.models import Outlet, Status
from outlets.models.outlet import OutletQuerySet
from outlets.reasons import CHECKED
from outlets.values import Values
from outlets.writing import write

UNCHECKED_DAYS = 365


def suspended(on: date, reason: str, until: date | None = None) -> Values:
    """Shut for a while; `until`: the first day it may be open again, where that is known."""
    return _standing(Status.SUSPENDED, on, reason, until)


def closed(on: date, reason: str) -> Values:
    """Shut for good; not in the future."""
    return _standing(Status.CLOSED, on, reason)


def moved(on: date, reason: str, to: Outlet | None = None) -> Values:
    """Gone elsewhere; a new place that is not registered yet names this one in its `moved_from`."""
    return {**_standing(Status.MOVED, on, reason), "moved_to": to.pk if to else None}


def moved_from(old: Outlet, on: date, reason: str) -> Values:
    """For the proposal of the new place: publishing it says of the old one where it has gone."""
    return {"moved_from": {"outlet": old.pk, "on": on.isoformat(), "reason": reason}}


def reopened() -> Values:
    return {**_standing(Status.OPEN, None, ""), "moved_to": None}


def _standing(status: Status, on: date | None, reason: str, until: date | None = None) -> Values:
    day: dict[str, Any] = {"status_on": on and on.isoformat(), "status_until": until and until.isoformat()}
    return {"status": status.value, **day, "status_reason": reason}


def overdue(scope: str, today: date | None = None) -> OutletQuerySet:
    """Said to be open again by now, and nobody has looked: the longest waiting first."""
    found = _here(scope).filter(status=Status.SUSPENDED, status_until__lt=today or localdate())
    return found.order_by("status_until", "pk")


def unverified(scope: str, today: date | None = None) -> OutletQuerySet:
    """On the map and not checked for a year, or never: the never checked first, then the oldest."""
    year_ago = (today or localdate()) - timedelta(days=UNCHECKED_DAYS)
    old = Q(verified_on__isnull=True) | Q(verified_on__lte=year_ago)
    return _here(scope).published().filter(old).order_by(F("verified_on").asc(nulls_first=True), "pk")


@transaction.atomic
def confirm(outlet: Outlet, by: User) -> Outlet:
    """Somebody has looked today: all is as it is written."""
    held = Outlet.objects.select_for_update().get(pk=outlet.pk)
    require(by, Right.PROPOSE, held.area_id)
    if held.merged_into_id:
        raise ValidationError(gettext("这条登记已经并入别家。"))
    return write(held, verified(by), stamp(held, by, CHECKED))


def verified(by: User) -> Values:
    """The mark of who checked an outlet, today."""
    scope = scope_of(by)
    unit = str(scope.area) if scope and scope.area else by.get_username()
    return {"verified_on": localdate().isoformat(), "verified_by": unit[:60]}


def _here(scope: str) -> OutletQuerySet:
    return Outlet.objects.within(scope) if scope else Outlet.objects.all()
