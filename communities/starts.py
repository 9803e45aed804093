"""Where a walk on a circle's page begins: the centre, one's own door, or a place picked by name.

A home point lives for one answer: it comes in a POST body, is computed with, and is dropped.
"""

from dataclasses import dataclass
from typing import Any

from communities import served
from communities.find import Found, find
from communities.models import Community
from communities.reach import Walker
from lifecircle.geo import Point
from outlets.models import Outlet


@dataclass(frozen=True, slots=True)
class Start:
    """`own`: not the centre, so the page must carry it on in POST bodies."""

    point: Point
    label: str
    own: bool = False
    place: str = ""
    choices: Found | None = None
    problem: str = ""


def centre(community: Community, *, choices: Found | None = None, problem: str = "") -> Start:
    return Start(community.point, "社区中心", choices=choices, problem=problem)


def start_for(community: Community, wanted: dict[str, Any], walker: Walker) -> Start:
    """The start that was asked for; the centre, with a word of why, where that cannot be."""
    if wanted.get("place"):
        return _picked(community, wanted["place"])
    if wanted.get("lat") is not None and wanted.get("lng") is not None:
        point = Point(wanted["lat"], wanted["lng"])
        refusal = served.refusal(point, walker)
        return centre(community, problem=refusal) if refusal else Start(point, "您选的位置", own=True)
    if wanted.get("near"):
        return _named(community, wanted["near"])
    return centre(community)


def _named(community: Community, text: str) -> Start:
    found = find(text)
    if not found:
        return centre(community, problem=f"没找到“{text}”。换个写法，或者在图上点一下。")
    if len(found.outlets) + len(found.communities) == 1:
        return _start_at((found.communities + found.outlets)[0])
    return centre(community, choices=found)


def _picked(community: Community, place: str) -> Start:
    kind, _, key = place.partition(":")
    found: Community | Outlet | None = None
    if kind == "circle":
        found = Community.objects.filter(pk=key).first()
    elif kind == "outlet" and key.isdecimal():
        found = Outlet.objects.published().filter(pk=key).first()
    return _start_at(found) if found else centre(community, problem="选的地方已经不在了，请再选一次。")


def _start_at(found: Community | Outlet) -> Start:
    kind = "circle" if isinstance(found, Community) else "outlet"
    return Start(found.point, found.name, own=True, place=f"{kind}:{found.pk}")
