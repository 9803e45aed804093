"""A reach arranged as a circle's page shows it: by tier and category, nearest first, with its state."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_noop

from communities import boundary
from communities.reach import Answer, Stop
from communities.states import State, state_of
from lifecircle.templatetags.names import read
from outlets.models import Category, Tier

SHOWN_FIRST = 3
TIER_NOTES = {
    Tier.BASIC: gettext_noop("天天用得上的 14 类"),
    Tier.QUALITY: gettext_noop("让日子更好的 9 类"),
    Tier.PUBLIC: gettext_noop("画在图上，不计数"),
}
ONLY: dict[str, tuple[str, Callable[[Stop], bool]]] = {
    "open": (gettext_noop("到时还开着"), lambda stop: stop.state == "open"),
    "step_free": (gettext_noop("不用上台阶"), lambda stop: stop.outlet.step_free is True),
    "cash": (gettext_noop("收现金"), lambda stop: stop.outlet.cash is True),
    "meal_delivery": (gettext_noop("能送餐"), lambda stop: stop.outlet.meal_delivery is True),
}


@dataclass(frozen=True, slots=True)
class Group:
    """One category with all that is reached of it."""

    category: Category
    state: State | None
    stops: list[Stop]

    @property
    def first(self) -> list[Stop]:
        return self.stops[:SHOWN_FIRST]

    @property
    def rest(self) -> list[Stop]:
        return self.stops[SHOWN_FIRST:]


@dataclass(frozen=True, slots=True)
class Section:
    tier: Tier
    note: str
    groups: list[Group]
    count: int


@dataclass(frozen=True, slots=True)
class Filter:
    """What the resident wants to see; empty means everything."""

    tiers: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.tiers or self.categories or self.only)

    def takes(self, category: Category) -> bool:
        return (not self.tiers or category.tier in self.tiers) and (
            not self.categories or category.code in self.categories
        )

    def keeps(self, stop: Stop) -> bool:
        return all(ONLY[name][1](stop) for name in self.only)


def sections(
    answer: Answer, *, categories: Iterable[Category], surveyed: bool, chosen: Filter = Filter()
) -> list[Section]:
    """Every tier with its categories in catalogue order. An outlet stands under its main category; a state
    looks at further categories too (一店多能). Uncounted categories appear only where something is reached.
    """
    by_main: dict[str, list[Stop]] = defaultdict(list)
    nearest: dict[str, int] = {}
    for stop in sorted(answer.stops, key=lambda stop: stop.seconds):
        by_main[stop.outlet.category_id].append(stop)
        if not stop.suspended:
            for code in (stop.outlet.category_id, *(c.code for c in stop.outlet.further_categories.all())):
                nearest.setdefault(code, stop.minutes)
    groups = [
        Group(
            category,
            _state(category, nearest.get(category.code), surveyed, answer.border_ends),
            [stop for stop in by_main[category.code] if chosen.keeps(stop)],
        )
        for category in categories
        if chosen.takes(category)
    ]
    return [_section(tier, groups, only=bool(chosen.only)) for tier in Tier]


def _state(category: Category, nearest_minutes: int | None, surveyed: bool, cut: int) -> State | None:
    if not category.counted:
        return None
    return state_of(nearest_minutes, target_minutes=category.target_minutes, surveyed=surveyed, cut=cut)


def _section(tier: Tier, groups: list[Group], *, only: bool) -> Section:
    shown = [g for g in groups if g.category.tier == tier and (g.stops or (g.state and not only))]
    return Section(tier, TIER_NOTES[tier], shown, sum(len(group.stops) for group in shown))


def drawing(
    answer: Answer, shown: Iterable[Section], *, outline: dict[str, Any] | None = None
) -> dict[str, Any]:
    """What the map draws, as plain JSON; every mark on it is a row of the list."""
    return {
        "outline": boundary.rings(outline) if outline else [],
        "origin": [answer.origin.lat, answer.origin.lng],
        "estimate": answer.engine.estimate,
        "metresPerMinute": answer.pace.metres_in(1),
        "rings": answer.rings,
        "marks": [
            _mark(stop, rank)
            for section in shown
            for group in section.groups
            for rank, stop in enumerate(group.stops)
        ],
    }


def _mark(stop: Stop, rank: int) -> dict[str, Any]:
    category = stop.outlet.category
    return {
        "id": stop.outlet.pk,
        "number": stop.number,
        "at": [stop.outlet.lat, stop.outlet.lng],
        "label": category.label,
        "group": category.group_id,
        "tier": category.tier,
        "name": read(stop.outlet.name),
        "minutes": stop.minutes,
        "rank": rank,
    }
