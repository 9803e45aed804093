"""Which community: what is offered to press, few enough for one page."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_noop

from communities.find import find
from communities.models import Community
from lifecircle.areas import codes
from lifecircle.areas.models import Area

MOST_AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Places:
    """Either communities, or areas to choose among first: `areas` are (code, name)."""

    question: str
    areas: list[tuple[str, str]]
    communities: list[Community]

    def __bool__(self) -> bool:
        return bool(self.areas or self.communities)


def places_named(text: str) -> Places:
    """Those named so, then those of the compounds named so: many know their compound's name only."""
    found = find(text)
    circles = {circle.pk: circle for circle in found.communities}
    for compound in found.compounds:
        circles.setdefault(compound.community_id, compound.community)
    return _communities(list(circles.values()))


def places_in(area: str) -> Places:
    """The districts for "", then its streets where they are many communities, then these themselves."""
    inside = list(Community.objects.with_areas().filter(code__startswith=area).order_by("code"))
    if len(area) < codes.DISTRICT:
        return _areas(gettext_noop("您在哪个区？"), (circle.district for circle in inside))
    streets = Counter(circle.subdistrict_id for circle in inside)
    if len(area) < codes.SUBDISTRICT and len(streets) > 1 and len(inside) > MOST_AT_ONCE:
        return _areas(gettext_noop("您在哪个街道？"), (circle.subdistrict for circle in inside))
    return _communities(inside)


def _areas(question: str, areas: Iterable[Area]) -> Places:
    found = {area.code: area.name for area in areas}
    return Places(question, list(found.items()), [])


def _communities(found: list[Community]) -> Places:
    return Places(gettext_noop("您在哪个社区？"), [], found)
