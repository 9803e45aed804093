"""A circle or an outlet as it is passed on: an address that shows what was seen, and never a home point."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from communities.board import engine
from communities.models import Community
from lifecircle.walking import STANDARD
from outlets.models import Outlet

VIEWS = {"both": "都看", "list": "列表", "map": "大图"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A sheet as a picture, where one can be made here, and as a page that every browser shows."""

    image: str
    page: str


def query_of(wanted: dict[str, Any]) -> str:
    """What of a circle's page stands in its address, as it was asked; what is usual is left out."""
    query = QueryDict(mutable=True)
    if wanted["pace"] != STANDARD:
        query["pace"] = wanted["pace"].code
    for name in ("tier", "only", "categories"):
        query.setlist(name, sorted(wanted.get(name, ())))
    if wanted.get("view", "both") != "both":
        query["view"] = wanted["view"]
    return query.urlencode()


def circle_address(community: Community, wanted: dict[str, Any]) -> str:
    return _address("circle", community.code, query_of(wanted), wanted.get("row"))


def outlet_address(outlet: Outlet, community: Community | None, wanted: dict[str, Any]) -> str:
    query = QueryDict(mutable=True)
    if community:
        query["from"] = community.code
    if wanted["pace"] != STANDARD:
        query["pace"] = wanted["pace"].code
    return _address("outlet", outlet.pk, query.urlencode(), None)


def pictures(names: tuple[str, ...], key: str | int, pace: str) -> list[Picture]:
    """Of the sheets of these names."""
    query = "" if pace == STANDARD.code else f"?pace={pace}"
    addresses = [(reverse(f"{name}-png", args=[key]), reverse(name, args=[key])) for name in names]
    return [Picture(image + query, page + query) for image, page in addresses]


def makes_pictures() -> bool:
    """Whether engine and Chinese font are here."""
    try:
        engine.ready()
    except engine.CannotPrint:
        return False
    return True


def _address(name: str, key: str | int, query: str, row: int | None) -> str:
    return reverse(name, args=[key]) + (f"?{query}" if query else "") + (f"#o{row}" if row else "")
