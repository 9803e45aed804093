"""What a board says, gathered: the same answer as the circle's page, and the streets around."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

import numpy as np
from django.conf import settings

from communities.board.around import Flat, ground
from communities.board.facts import RINGS, Facts, Ground, Group, Kind, Row, Zone
from communities.board.footing import foot
from communities.board.words import NEAREST, SHORT, local_address, plain_hours, short_category, without_places
from communities.models import Community, Measure
from communities.reach import DEFAULT_MINUTES, Answer, Stop, Walker, reach, walker
from lifecircle.walking import Pace
from lifecircle.walking.pace import STANDARD
from outlets import hours
from outlets.models import Category, CategoryClass, PositionQuality, Tier

LONG_NAME = 12  # characters that a table of one line has room for


def circle_facts(
    community: Community, *, pace: Pace, at: datetime, site: str, now: Walker | None = None
) -> Facts:
    """`site`: where the code leads, as https://host without a path."""
    now = now or walker()
    answer = reach(community.point, pace=pace, minutes=DEFAULT_MINUTES, at=at, now=now)
    kinds = {category.code: kind_of(category) for category in _catalogue()}
    flat = Flat(community.point)
    zones = _zones(answer, flat)
    places = (settings.CITY + "市", settings.CITY, community.district.name, community.subdistrict.name)
    everything_sample = all(stop.outlet.sample for stop in answer.stops)
    return Facts(
        code=community.code,
        name=community.name,
        place=f"{community.district.name} · {community.subdistrict.name}",
        dated=dated(answer.data_date),
        pace="" if pace == STANDARD else f"{pace.name}步速，每秒 {pace.metres_per_second} 米",
        estimate=answer.engine.estimate,
        sample=any(stop.outlet.sample for stop in answer.stops),
        surveyed=community.surveyed,
        five_metres=pace.metres_in(5),
        groups=tuple(
            Group(group.code, group.name, group.colour) for group in CategoryClass.objects.order_by("order")
        ),
        kinds=tuple(kinds.values()),
        rows=tuple(_row(stop, kinds, flat, places, drop_stamp=everything_sample) for stop in answer.stops),
        zones=zones,
        ground=Ground() if answer.engine.estimate else ground(zones, flat),
        foot=foot(
            community, answer.engine, pace, [stop.outlet for stop in answer.stops], site, answer.warnings
        ),
        planned=frozenset(_undertaken(community)),
    )


def _undertaken(community: Community) -> Iterator[str]:
    """Categories that a measure under way will bring to this circle."""
    underway = Measure.objects.still_open().filter(community=community, category__isnull=False)
    yield from underway.values_list("category_id", flat=True)


def _catalogue() -> list[Category]:
    return list(Category.objects.select_related("group").order_by("group__order", "order"))


def kind_of(category: Category) -> Kind:
    basic = category.tier == Tier.BASIC and category.counted
    return Kind(
        code=category.code,
        name=category.name,
        short=SHORT.get(category.code) or short_category(category.name),
        label=category.label,
        tier=category.tier,
        group=category.group_id,
        nearest=basic or category.code in NEAREST,
    )


def dated(day: date | None) -> str:
    return f"数据截至 {day.year}年{day.month}月{day.day}日" if day else "数据日期未知"


def _zones(answer: Answer, flat: Flat) -> tuple[Zone, ...]:
    by_minutes = {
        int(feature["properties"]["minutes"]): feature["geometry"]["coordinates"]
        for feature in answer.rings["features"]
    }
    return tuple(
        Zone(minutes, tuple(flat.metres(np.array(ring)[:, ::-1]) for ring in by_minutes[minutes]))
        for minutes in RINGS
    )


def _row(
    stop: Stop, kinds: Mapping[str, Kind], flat: Flat, places: tuple[str, ...], *, drop_stamp: bool
) -> Row:
    outlet = stop.outlet
    address = local_address(outlet.address, places)
    east, north = flat.metres(np.array([[outlet.lat, outlet.lng]]))[0].tolist()
    return Row(
        number=stop.number,
        kind=kinds[outlet.category_id],
        name=outlet.name if len(outlet.name) <= LONG_NAME else without_places(outlet.name, places),
        minutes=stop.minutes,
        address=address.removesuffix("（示例）") if drop_stamp else address,
        hours=plain_hours(hours.say(outlet.opening_hours)) if outlet.opening_hours else "",
        phone=outlet.phone,
        east=east,
        north=north,
        illustrative=outlet.position_quality == PositionQuality.ILLUSTRATIVE,
        suspended=stop.suspended,
        also=tuple(category.code for category in outlet.further_categories.all()),
    )
