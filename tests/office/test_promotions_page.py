"""Offers at the desk: an office keeps those of its own outlets and circles, and no others."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate

from communities.models import Community, Promotion
from tests import make
from tests.office.conftest import COMMUNITY
from tests.pages.html import read

NEW = "/office/promotions/new/"
DAYS = {"starts_on": "2026-03-01", "ends_on": "2040-03-31"}
FORM = {"title": "满 20 减 5", "platform": "unionpay", "outlet": "", "community": "", **DAYS}


@pytest.fixture
def circle(catalogue: None, desk: Client) -> Community:
    return make.community()


def sent(desk: Client, **fields: Any) -> str:
    response = desk.post(NEW, {**FORM, **fields})
    assert response.status_code in {302, 400}
    return read(response).text if response.status_code == 400 else ""


def test_an_offer_of_an_outlet_is_entered_by_its_name_and_seen_by_residents(
    desk: Client, circle: Community
) -> None:
    shop = make.outlet("惠民店", area_id=COMMUNITY)
    assert not sent(desk, outlet="惠民店", link="https://a.cn/x")
    made = Promotion.objects.get()
    kept: Any = made.history.get()
    assert (made.outlet, kept.history_user.username) == (shop, "xiliugou")
    assert "满 20 减 5" in read(Client().get(f"/outlets/{shop.pk}/")).text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "填一个，只填一个"),
        ({"community": COMMUNITY, "link": "http://a.cn"}, "网址应以 https:// 开头"),
        ({"community": COMMUNITY, "ends_on": "2026-02-28"}, "结束日期不能早于开始日期"),
        ({"community": COMMUNITY, "starts_on": "三月"}, "日期应写成 2026-03-01"),
        ({"community": "620102001001"}, "不在您负责的范围里"),
        ({"outlet": "别区的店"}, "没有找到叫“别区的店”的网点"),
        ({"community": COMMUNITY, "title": ""}, "请写优惠叫什么"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_kept(
    desk: Client, circle: Community, fields: dict[str, Any], words: str
) -> None:
    make.community("远处", "620102001001", district="城关区")
    make.outlet("别区的店", area_id="620102001001")
    assert words in sent(desk, **fields)
    assert not Promotion.objects.exists()


def test_an_offer_of_both_is_refused(desk: Client, circle: Community) -> None:
    shop = make.outlet(area_id=COMMUNITY)
    assert "填一个，只填一个" in sent(desk, outlet=str(shop.pk), community=COMMUNITY)


def test_the_list_shows_one_s_own_by_their_days(desk: Client, circle: Community) -> None:
    far = make.community("远处", "620102001001", district="城关区")
    today = localdate()
    for title, first, last in (
        ("现在", today, today),
        ("以后", today + timedelta(days=1), date(2040, 1, 1)),
        ("从前", date(2020, 1, 1), today - timedelta(days=1)),
    ):
        for whose in (circle, far):
            make.promotion(f"{whose}{title}", community=whose, starts_on=first, ends_on=last)
    for state, title in (("valid", "现在"), ("coming", "以后"), ("over", "从前"), ("x", "现在")):
        page = read(desk.get("/office/promotions/", {"state": state}))
        assert [e.text for e in page.all("p", **{"class": "p-what"})] == [f"上坎社区{title}"]


def test_changing_the_last_day_ends_an_offer_and_the_history_tells_it(
    desk: Client, circle: Community
) -> None:
    offer = make.promotion(community=circle, starts_on=date(2026, 1, 1), ends_on=date(2040, 1, 1))
    page = f"/office/promotions/{offer.pk}/"
    assert "看得到" in read(desk.get(page)).text
    desk.post(page, {**FORM, "community": COMMUNITY, "starts_on": "2026-01-01", "ends_on": "2026-01-02"})
    text = read(desk.get(page)).text
    assert "过期了" in text
    assert "2026-01-02" in text
