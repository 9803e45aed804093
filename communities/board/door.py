"""What the poster on one outlet's door says, gathered."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localdate

from communities.board.facts import Door, Row
from communities.board.footing import foot
from communities.board.gather import dated, kind_of
from communities.board.words import UNKNOWN_HOURS, local_address, plain_hours
from communities.models import Community
from communities.reach import Stop, Walker, stop_at, walker
from lifecircle.walking import Engine, Pace
from lifecircle.walking.tree import Gate
from outlets import calendar, hours
from outlets.models import Outlet, PositionQuality


def door_facts(
    outlet: Outlet,
    community: Community | None,
    *,
    pace: Pace,
    at: datetime,
    site: str,
    now: Walker | None = None,
) -> Door:
    """A poster for the outlet's own door: minutes from the centre of the circle it lies in."""
    now = now or walker()
    engine, stop = _walk_to(outlet, community, pace, at, now)
    path = reverse("outlet", args=[outlet.pk]) + (f"?from={community.code}" if community else "")
    row = _row(outlet, stop)
    return Door(
        pk=outlet.pk,
        row=row,
        colour=outlet.category.group.colour,
        circle=community.name if community else "",
        hours=tuple(row.hours.split("；")),
        services=tuple(outlet.senior_words()) + (("门口不用上台阶",) if outlet.step_free else ()),
        prices=tuple((item.name, str(item.price)) for item in outlet.service_items.all()),
        estimate=engine.estimate,
        sample=outlet.sample,
        dated=dated(localdate(outlet.updated_at)),
        foot=foot(community, engine, pace, [outlet], site, path=path),
    )


def _row(outlet: Outlet, stop: Stop | None) -> Row:
    words = plain_hours(hours.say(outlet.opening_hours)) if outlet.opening_hours else UNKNOWN_HOURS
    return Row(
        number=0,
        kind=kind_of(outlet.category),
        name=outlet.name,
        minutes=stop.minutes if stop else 0,
        address=local_address(outlet.address, (settings.CITY + "市", settings.CITY)),
        hours=words,
        phone=outlet.phone,
        east=0.0,
        north=0.0,
        illustrative=outlet.position_quality == PositionQuality.ILLUSTRATIVE,
        suspended=bool(stop and stop.suspended),
    )


def _walk_to(
    outlet: Outlet, community: Community | None, pace: Pace, at: datetime, now: Walker
) -> tuple[Engine, Stop | None]:
    if community is None:
        return now.engines.straight, None
    doors = [Gate(door.name, door.point) for door in outlet.entrances.all()] or [Gate("", outlet.point)]
    engine, walk, door = now.engines.between(community.point, doors, pace=pace)
    holidays = calendar.current()
    return engine, stop_at(outlet, walk, at=at, holidays=holidays, door=door) if walk else None
