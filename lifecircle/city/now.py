"""The city's settings as they are now: the row where there is one, the environment where it is empty."""

from dataclasses import dataclass

from django.conf import settings
from django.db import InterfaceError, OperationalError

from lifecircle.city.models import ONLY, CitySettings


@dataclass(frozen=True, slots=True)
class City:
    name: str
    maker: str
    map_approval: str
    letter_days: int


def city() -> City:
    """Asks the database: one small query."""
    return _city(CitySettings.objects.filter(pk=ONLY).first() or CitySettings())


def city_for_pages() -> City:
    """The same for what stands around a page: where the database is away, what the environment says.

    The page that tells of it must not fail for the same reason.
    """
    try:
        return city()
    except (OperationalError, InterfaceError):
        return _city(CitySettings())


def _city(row: CitySettings) -> City:
    return City(
        row.name or settings.CITY,
        row.maker or settings.MAKER,
        row.map_approval or settings.MAP_APPROVAL,
        row.letter_days,
    )
