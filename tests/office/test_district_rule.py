"""The district's word on whether its street offices publish without it."""

import pytest
from django.test import Client

from lifecircle.staff.access import may
from lifecircle.staff.models import DistrictRule
from lifecircle.staff.rights import Right
from tests import make
from tests.office import offices
from tests.pages.html import read

pytestmark = pytest.mark.django_db
RULES = "/office/rules/"


@pytest.fixture
def district(catalogue: None, client: Client) -> Client:
    make.community()
    client.force_login(offices.bureau())
    return client


def test_a_street_office_publishes_once_its_district_lets_it_and_no_longer_when_not(district: Client) -> None:
    office = offices.office()
    for word, allowed in (("1", True), ("0", False)):
        district.post(RULES, {"area": offices.DISTRICT, "offices_publish": word})
        assert may(office, Right.PUBLISH, offices.COMMUNITY) is allowed


def test_who_changed_it_when_is_kept_and_shown(district: Client) -> None:
    district.post(RULES, {"area": offices.DISTRICT, "offices_publish": "1"})
    assert DistrictRule.history.first().history_user is not None
    assert "改过几次" in read(district.get(RULES)).text


def test_a_district_says_nothing_for_another(district: Client) -> None:
    make.areas("620102001001", district="城关区", subdistrict="远处街道")
    assert district.post(RULES, {"area": "620102", "offices_publish": "1"}).status_code == 403
    assert not DistrictRule.objects.filter(area_id="620102").exists()


@pytest.mark.parametrize("area", ["", "620104007", "999999"])
def test_what_is_no_district_is_not_found(district: Client, area: str) -> None:
    assert district.post(RULES, {"area": area, "offices_publish": "1"}).status_code == 404
