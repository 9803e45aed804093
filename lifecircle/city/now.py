"""The city's settings as they are now: the row where there is one, the environment where it is empty."""

from dataclasses import dataclass

from django.conf import settings

from lifecircle.city.models import ONLY, CitySettings


@dataclass(frozen=True, slots=True)
class City:
    name: str
    maker: str
    map_approval: str
    letter_days: int


def city() -> City:
    """Asks the database: one small query."""
    row = CitySettings.objects.filter(pk=ONLY).first() or CitySettings()
    return City(
        row.name or settings.CITY,
        row.maker or settings.MAKER,
        row.map_approval or settings.MAP_APPROVAL,
        row.letter_days,
    )
