"""The phrases one reads the register with."""

import pytest

from lifecircle.areas.models import Area
from outlets.models import Outlet
from tests import make

pytestmark = pytest.mark.django_db


def test_a_scope_holds_the_outlets_of_all_divisions_below_it(catalogue: None) -> None:
    make.areas()
    inside = make.outlet(area=Area.objects.get(code="620104007"))
    make.outlet("没有登记街道的店")
    assert list(Outlet.objects.within("620104")) == [inside]
