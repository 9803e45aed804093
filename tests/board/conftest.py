"""A circle with a street of shops; nothing kept from the test before."""

from collections.abc import Iterator

import pytest

from communities.board import kept
from communities.models import Community
from outlets.models import Outlet
from tests import make


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    kept.forget()
    yield
    kept.forget()


@pytest.fixture
def circle(catalogue: None) -> Community:
    return make.community(phone="0931-1234567")


@pytest.fixture
def street(circle: Community) -> list[Outlet]:
    north = make.north_of
    return [
        make.outlet("门口店", "convenience", phone="0931-4567890", address="西固区福利路 5 号"),
        make.outlet("菜市场", "market", north(make.CENTRE, 300), opening_hours="Mo-Su 07:00-20:00"),
        make.outlet("茶馆", "tea_coffee", north(make.CENTRE, 600)),
        make.outlet("远处店", "pharmacy", north(make.CENTRE, 1_000)),
    ]
