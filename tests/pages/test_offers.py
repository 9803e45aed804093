"""Promotions as residents see them: only while they hold, told by a word, and with where they lead."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate

from communities.models import Community
from outlets.models import Outlet
from tests import make
from tests.pages.asking import URL
from tests.pages.html import Page, read

TODAY: dict[str, Any] = {"starts_on": localdate(), "ends_on": localdate()}
LINK = "https://www.95516.com/lanzhou?a=1&b=2"


@pytest.fixture
def circle(catalogue: None) -> Community:
    return make.community()


@pytest.fixture
def shop(circle: Community) -> Outlet:
    return make.outlet("惠民店")


def labels(page: Page) -> list[str]:
    return [link["aria-label"] for link in page.all("a") if "tag--offer" in link["class"]]


def test_an_outlet_with_an_offer_has_the_word_in_its_row(client: Client, shop: Outlet) -> None:
    make.outlet("别的店")
    make.promotion(outlet=shop, **TODAY)
    page = read(client.get(URL))
    assert labels(page) == ["惠民店的优惠"]
    assert "满 20 减 5" not in page.text


def test_the_outlet_s_page_tells_the_offer_and_where_the_link_leads(client: Client, shop: Outlet) -> None:
    make.promotion(outlet=shop, platform="unionpay", rule="每天一次", link=LINK, **TODAY)
    page = read(client.get(f"/outlets/{shop.pk}/"))
    for words in ("满 20 减 5", "云闪付", "每天一次", "www.95516.com", "离开本站"):
        assert words in page.text
    link = page.one("a", href=LINK)
    assert set(link["rel"].split()) >= {"external", "noreferrer"}


def test_an_offer_of_the_circle_stands_on_its_page_and_on_no_other(client: Client, shop: Outlet) -> None:
    make.promotion("全圈九折", community=Community.objects.get(), **TODAY)
    page = read(client.get(URL))
    assert "全圈九折" in page.text
    assert labels(page) == []
    make.community("别处", "620104007002")
    assert "全圈九折" not in read(client.get("/communities/620104007002/")).text
    assert "全圈九折" not in read(client.get(f"/outlets/{shop.pk}/")).text


@pytest.mark.parametrize("days", [-1, 1])
def test_yesterday_s_and_tomorrow_s_offers_are_not_shown(client: Client, shop: Outlet, days: int) -> None:
    day = localdate() + timedelta(days=days)
    for whose in ({"outlet": shop}, {"community": Community.objects.get()}):
        make.promotion(starts_on=day, ends_on=day, **whose)
    for url in (URL, f"/outlets/{shop.pk}/"):
        page = read(client.get(url))
        assert not labels(page)
        assert "满 20 减 5" not in page.text


def test_the_day_is_that_of_the_walk_one_asks_for(client: Client, shop: Outlet) -> None:
    make.promotion(outlet=shop, starts_on=date(2026, 10, 1), ends_on=date(2026, 10, 7))
    asked: dict[str, Any] = {"at": "2026-10-07T23:30:00"}
    assert labels(read(client.get(URL, asked)))
    assert "满 20 减 5" in read(client.get(f"/outlets/{shop.pk}/", asked)).text
    assert not labels(read(client.get(URL, {"at": "2026-10-08T00:30:00"})))


def test_a_hostile_title_and_link_stay_text(client: Client, shop: Outlet) -> None:
    make.promotion("<script>x</script>", outlet=shop, link='https://a.cn/"><script>', rule="<b>", **TODAY)
    page = client.get(f"/outlets/{shop.pk}/").content.decode()
    assert "<script>x" not in page
    assert '"><script>' not in page
