"""One circle, and a street of four shops to walk to from its centre."""

import pytest

from communities.models import Community
from outlets.models import Outlet
from tests import make


@pytest.fixture
def circle(catalogue: None) -> Community:
    return make.community()


@pytest.fixture
def street(circle: Community) -> list[Outlet]:
    """At the centre, some 6 and some 12 minutes north of it, and out of reach."""
    return [
        make.outlet("门口店", "convenience", cash=True, phone="0931-4567890转8"),
        make.outlet("菜市场", "market", make.north_of(make.CENTRE, 300), opening_hours="Mo-Su 07:00-20:00"),
        make.outlet("茶馆", "tea_coffee", make.north_of(make.CENTRE, 600), step_free=True),
        make.outlet("远处店", "pharmacy", make.north_of(make.CENTRE, 1_000)),
    ]
