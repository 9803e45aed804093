"""A circle's page says what it does not know, and whose its facts are."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils.timezone import localdate

from communities.models import Community
from outlets.models import Outlet, Revision
from tests import make
from tests.pages.asking import URL, asked, state
from tests.pages.html import read


def test_without_a_survey_nothing_is_said_to_be_lacking(client: Client, street: list[Outlet]) -> None:
    page = asked(client)
    words = {element.text for element in page.all("span", class_="state")}
    assert words == {"有", "数据不足"}
    assert "还没摸底" in page.text


def test_after_a_survey_what_is_absent_is_lacking(client: Client, street: list[Outlet]) -> None:
    Community.objects.update(surveyed_on=localdate() - timedelta(days=1))
    page = asked(client)
    assert [state(page, code) for code in ("convenience", "pharmacy")] == ["有", "缺"]
    assert "还没摸底" not in page.text


def test_from_elsewhere_the_survey_there_decides(client: Client, street: list[Outlet]) -> None:
    Community.objects.update(surveyed_on=localdate())
    there = make.north_of(make.CENTRE, 3_000)
    make.community("北山社区", "620104007002", there)
    home = {"lat": there.lat, "lng": there.lng}
    page = read(client.post(URL, home))
    assert state(page, "pharmacy") == "数据不足"
    assert "这一带还没摸底" in page.text
    Community.objects.update(surveyed_on=localdate())
    assert state(read(client.post(URL, home)), "pharmacy") == "缺"


def test_what_is_farther_than_its_target_is_far(client: Client, circle: Community) -> None:
    make.outlet(at=make.north_of(make.CENTRE, 300))
    assert state(asked(client), "convenience") == "远"


def test_a_shop_that_also_sells_it_is_not_a_gap(client: Client, street: list[Outlet]) -> None:
    Community.objects.update(surveyed_on=localdate())
    make.also_sells(street[0], "pharmacy")
    assert state(asked(client), "pharmacy") == "有"


def test_a_shop_that_pauses_does_not_fill_a_gap(client: Client, street: list[Outlet]) -> None:
    Community.objects.update(surveyed_on=localdate())
    Outlet.objects.filter(name="门口店").update(
        status="suspended", status_on="2026-11-01", status_reason="装修"
    )
    assert state(asked(client), "convenience") == "缺"


def test_an_estimate_is_called_one_beside_map_and_foot(client: Client, street: list[Outlet]) -> None:
    page = asked(client)
    assert "估算" in page.one("p", class_="honest").text
    assert "直线距离 × 1.3 ÷ 每秒 1.1 米" in page.one("footer").text


def test_made_up_shops_are_called_so_on_the_map(client: Client, street: list[Outlet]) -> None:
    assert "示例" not in asked(client).one("p", class_="honest").text
    make.outlet("编的店", source="sample", position_quality="illustrative")
    assert "示例" in asked(client).one("p", class_="honest").text


def test_positions_that_nobody_surveyed_are_called_illustrative(client: Client, street: list[Outlet]) -> None:
    assert "示意" not in asked(client).one("p", class_="honest").text
    Community.objects.update(position_quality="illustrative")
    assert "示意" in asked(client).one("p", class_="honest").text


def test_openstreetmap_is_named_where_its_shops_are_drawn(client: Client, street: list[Outlet]) -> None:
    assert "OpenStreetMap" not in asked(client).text
    make.outlet("图上的店", source="osm", source_id="n1")
    page = asked(client)
    assert "OpenStreetMap" in page.one("div", class_="map__foot").text


def test_a_map_is_no_guide_and_shows_its_approval(
    client: Client, street: list[Outlet], settings: Any
) -> None:
    settings.MAP_APPROVAL = "甘S(2026)001号"
    foot = asked(client).one("div", class_="map__foot").text
    assert "示意图，不作导航依据" in foot
    assert "审图号：甘S(2026)001号" in foot


def test_a_map_without_an_approval_says_so(client: Client, street: list[Outlet]) -> None:
    assert "审图号：（待主管部门核发）" in asked(client).one("div", class_="map__foot").text


def test_the_data_date_is_the_day_of_the_last_change(client: Client, street: list[Outlet]) -> None:
    assert f"登记册更新到 {localdate():%Y-%m-%d}" in asked(client).one("footer").text


def test_an_empty_register_is_a_page(client: Client, circle: Community) -> None:
    Revision.objects.all().delete()  # an emptied SQLite table leaves the mark of its emptying
    page = asked(client)
    assert "登记册更新到 未知" in page.text
    assert "还没有登记的店" in page.text


def test_the_circle_s_own_phone_stands_at_the_foot(client: Client, circle: Community) -> None:
    Community.objects.update(office="西柳沟街道办", phone="0931 7654321")
    assert asked(client).one("footer").text.count("西柳沟街道办") == 1
    assert read(client.get(URL)).all("a", href="tel:09317654321")
