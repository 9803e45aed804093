"""Members of staff and what they hand in, for tests: one call, one account."""

from typing import Any

from django.contrib.auth.models import User

from lifecircle.staff.models import DistrictRule
from lifecircle.staff.rights import Role
from tests import make

COMMUNITY = "620104007001"
STREET, DISTRICT = COMMUNITY[:9], COMMUNITY[:6]
NEW: dict[str, Any] = {
    "name": "惠民便利店",
    "category": "convenience",
    "lat": make.CENTRE.lat,
    "lng": make.CENTRE.lng,
    "area": COMMUNITY,
}


def worker(code: str = COMMUNITY) -> User:
    return make.account(Role.COMMUNITY_WORKER, code)


def office(code: str = STREET) -> User:
    return make.account(Role.STREET_OFFICE, code)


def bureau(code: str = DISTRICT) -> User:
    return make.account(Role.DISTRICT_BUREAU, code)


def city() -> User:
    return make.account(Role.CITY_ADMIN)


def let_offices_publish(code: str = DISTRICT) -> None:
    DistrictRule.objects.update_or_create(area_id=code, defaults={"offices_publish": True})
