"""Where a walk on a circle's page begins: the centre, one's own door, or a place picked by name.

A home point lives for one answer: it comes in a POST body, is computed with, and is dropped.
"""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext

from communities import doorsteps, served
from communities.doorsteps import Doorstep
from communities.find import Found, find
from communities.models import Community, Compound
from communities.reach import Walker
from lifecircle.geo import Point
from lifecircle.walking.tree import Gate
from outlets.models import Outlet

Place = Community | Compound | Doorstep | Outlet


@dataclass(frozen=True, slots=True)
class Start:
    """`own`: not the centre, so the page must carry it on in POST bodies."""

    point: Point
    label: str
    own: bool = False
    place: str = ""
    choices: Found | None = None
    problem: str = ""
    gates: tuple[Gate, ...] = ()  # of the compound that the start is
    sample: bool = False


def centre(community: Community, *, choices: Found | None = None, problem: str = "") -> Start:
    return Start(community.point, gettext("社区中心"), choices=choices, problem=problem)


def start_for(community: Community, wanted: dict[str, Any], walker: Walker) -> Start:
    """The start that was asked for; the centre, with a word of why, where that cannot be."""
    if wanted.get("place"):
        return _picked(community, wanted["place"])
    if wanted.get("lat") is not None and wanted.get("lng") is not None:
        point = Point(wanted["lat"], wanted["lng"])
        refusal = served.refusal(point, walker)
        return centre(community, problem=refusal) if refusal else at_home(point)
    if wanted.get("near"):
        return _named(community, wanted["near"])
    return centre(community)


def at_home(point: Point) -> Start:
    """One's own point; where it is that of a compound, one sets out at the gates."""
    home = doorsteps.current().at(point)
    if home is None:
        return Start(point, gettext("您选的位置"), own=True)
    return Start(point, home.name, own=True, gates=home.gates, sample=home.sample)


def _named(community: Community, text: str) -> Start:
    found = find(text)
    if not found:
        return centre(
            community, problem=gettext("没找到“{text}”。换个写法，或者在图上点一下。").format(text=text)
        )
    places: list[Place] = [*found.communities, *found.compounds, *found.outlets]
    if len(places) == 1:
        return _start_at(places[0])
    return centre(community, choices=found)


def _picked(community: Community, place: str) -> Start:
    kind, _, key = place.partition(":")
    found: Community | Doorstep | Outlet | None = None
    if kind == "circle":
        found = Community.objects.filter(pk=key).first()
    elif kind == "compound" and key.isdecimal():
        found = doorsteps.current().by_number.get(int(key))
    elif kind == "outlet" and key.isdecimal():
        found = Outlet.objects.published().filter(pk=key).first()
    return (
        _start_at(found) if found else centre(community, problem=gettext("选的地方已经不在了，请再选一次。"))
    )


def _start_at(found: Place) -> Start:
    if isinstance(found, Compound):
        found = doorsteps.current().by_number.get(found.pk, found)
    kind = "circle" if isinstance(found, Community) else "outlet" if isinstance(found, Outlet) else "compound"
    start = Start(found.point, found.name, own=True, place=f"{kind}:{found.pk}")
    if isinstance(found, Doorstep):
        return replace(start, gates=found.gates, sample=found.sample)
    return start
