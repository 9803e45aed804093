"""What every template may name: the city, its maker, the approval number of its map."""

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest

from lifecircle.city.now import city_for_pages
from lifecircle.offline import release


def site(request: HttpRequest) -> dict[str, object]:
    now = city_for_pages()
    return {
        "CITY": now.name,
        "MAKER": now.maker,
        "MAP_APPROVAL": now.map_approval,
        "DEMO": settings.DEMO,
        "TILES": settings.TILES,
        "RELEASE": release(),
        "ADDRESS": _address(request),
    }


def _address(request: HttpRequest) -> str:
    """What stands at the foot of a page on paper: where it is, without what was asked of it."""
    try:
        site = settings.SITE_URL or f"{request.scheme}://{request.get_host()}"
    except DisallowedHost:
        site = ""
    return site + request.path
