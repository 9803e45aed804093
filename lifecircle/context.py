"""What every template may name: the city, its maker, the approval number of its map."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    return {
        "CITY": settings.CITY,
        "MAKER": settings.MAKER,
        "MAP_APPROVAL": settings.MAP_APPROVAL,
        "DEMO": settings.DEMO,
        "TILES": settings.TILES,
    }
