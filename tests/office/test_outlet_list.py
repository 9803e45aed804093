"""The desk's list of outlets: what is mine, found, filtered, and looked at again many at a time."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate

from lifecircle.staff.rights import Role
from outlets.models import Outlet
from tests import make
from tests.office import offices
from tests.pages.html import read

pytestmark = pytest.mark.django_db
LIST = "/office/outlets/"


@pytest.fixture
def desk(catalogue: None, client: Client) -> Client:
    make.community()
    make.community("隔壁社区", "620104008001", subdistrict="隔壁街道")
    client.force_login(offices.office())
    return client


def mine(name: str, **fields: Any) -> Outlet:
    return make.outlet(name, area_id=offices.COMMUNITY, **fields)


def names(client: Client, **query: str) -> list[str]:
    return [link.text for link in read(client.get(LIST, query)).all("a", class_="picks__name")]


def test_only_what_stands_in_my_area_is_listed(desk: Client) -> None:
    mine("我的店")
    make.outlet("隔壁的店", area_id="620104008001")
    make.outlet("没有区划的店")
    assert names(desk) == ["我的店"]


def test_it_is_found_by_name_pinyin_and_phone(desk: Client) -> None:
    mine("惠民便利店", phone="0931-7654321")
    mine("康济药房", category="pharmacy")
    assert names(desk, q="惠民") == names(desk, q="huimin") == names(desk, q="7654321") == ["惠民便利店"]


def test_filters_narrow_it(desk: Client) -> None:
    mine("药房", category="pharmacy")
    mine("关了的店", status="closed", status_on=localdate(), status_reason="拆迁")
    assert names(desk, category="pharmacy") == ["药房"]
    assert names(desk, status="closed") == ["关了的店"]
    assert len(names(desk, status="all")) == 2


def test_what_nobody_has_checked_for_a_year_comes_the_oldest_first(desk: Client) -> None:
    today = localdate()
    mine("刚核对的", verified_on=today)
    mine("两年前核对的", verified_on=today - timedelta(days=730))
    mine("从没核对的")
    assert names(desk, check="old") == ["从没核对的", "两年前核对的"]


def test_many_are_confirmed_at_once(desk: Client) -> None:
    chosen = [mine("一号店").pk, mine("二号店").pk]
    page = read(desk.post(f"{LIST}confirm/", {"outlet": chosen, "query": "check=old"}, follow=True))
    assert "2 家记下了" in page.text
    assert set(Outlet.objects.values_list("verified_on", flat=True)) == {localdate()}


def test_what_is_not_mine_is_not_confirmed(desk: Client) -> None:
    other = make.outlet("隔壁的店", area_id="620104008001")
    assert desk.post(f"{LIST}confirm/", {"outlet": [other.pk]}).status_code == 403
    assert Outlet.objects.get().verified_on is None


def test_confirming_nothing_is_said(desk: Client) -> None:
    assert "没有选中任何一家" in read(desk.post(f"{LIST}confirm/", follow=True)).text


@pytest.mark.parametrize("query", [{"category": "x"}, {"area": "620102"}, {"status": "x"}, {"check": "x"}])
def test_a_filter_that_is_none_is_refused_beside_its_field(desk: Client, query: dict[str, str]) -> None:
    assert desk.get(LIST, query).status_code == 400


def test_the_city_finds_what_belongs_to_no_division(catalogue: None, client: Client) -> None:
    make.outlet("没有区划的店")
    make.areas()
    make.outlet("有区划的店", area_id=offices.COMMUNITY)
    client.force_login(make.account(Role.CITY_ADMIN))
    assert names(client, area="none") == ["没有区划的店"]


@pytest.mark.parametrize("count", [2, 30])
def test_a_longer_list_costs_no_more_statements(
    desk: Client, count: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(count):
        mine(f"{number} 号店")
    desk.get(LIST)
    with django_assert_max_num_queries(12):
        desk.get(LIST)
