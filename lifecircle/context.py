"""What every template may name: the city, its maker, the approval number of its map."""

from django.conf import settings
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
    }
