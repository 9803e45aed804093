"""The page of one outlet, and the resident's word about it."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from lifecircle.datum import CoordinateSystem, from_wgs84
from outlets.models import Outlet, Report, ServiceItem
from tests import make
from tests.pages.html import Page, read

HOME = make.north_of(make.CENTRE, 400)


@pytest.fixture
def shop(catalogue: None) -> Outlet:
    make.community()
    return make.outlet("老李修鞋", "repair", address="福利路 5 号")


def url(shop: Outlet) -> str:
    return f"/outlets/{shop.pk}/"


def page_of(client: Client, shop: Outlet, **query: str) -> Page:
    response = client.get(url(shop), query)
    assert response.status_code == 200
    return read(response)


def change(shop: Outlet, **fields: object) -> None:
    Outlet.objects.filter(pk=shop.pk).update(**fields)


def test_what_nobody_knows_is_called_unknown(client: Client, shop: Outlet) -> None:
    change(shop, address="")
    facts = page_of(client, shop).one("dl", class_="facts").text
    unknown = ("人工服务未知", "收不收现金未知", "送餐未知", "老年优惠未知", "时间未知")
    assert all(word in facts for word in unknown)
    assert re.search(r"地址未知[\s\S]*台阶未知", facts)


def test_what_is_known_is_told(client: Client, shop: Outlet) -> None:
    change(shop, cash=True, staffed=False, step_free=True, opening_hours="Mo-Fr 08:00-20:00")
    facts = page_of(client, shop).one("dl", class_="facts").text
    told = ("收现金", "没有人工服务", "不用上台阶", "周一至周五 8:00–20:00", "还没有人上门核对", "街道登记")
    assert all(word in facts for word in told)


def test_prices_are_told(client: Client, shop: Outlet) -> None:
    ServiceItem.objects.create(outlet=shop, name="钉鞋跟", price_yuan=8, price_note="一双")
    assert "8 元一双" in page_of(client, shop).text


def test_a_made_up_shop_says_so(client: Client, shop: Outlet) -> None:
    change(shop, source="sample", position_quality="illustrative")
    page = page_of(client, shop)
    assert "示例" in page.one("dl", class_="facts").text
    assert "这家店的位置不是实测，别照着走" in page.text


def test_openstreetmap_is_named(client: Client, shop: Outlet) -> None:
    change(shop, source="osm", source_id="n1")
    page = page_of(client, shop)
    assert all(
        "© OpenStreetMap" in part.text for part in (page.one("dl", class_="facts"), page.one("footer"))
    )


@pytest.mark.parametrize(
    ("status", "words"), [("closed", "关闭"), ("moved", "搬迁"), ("suspended", "暂停营业，恢复时间未知")]
)
def test_a_shop_that_does_not_trade_says_so_and_since_when(
    client: Client, shop: Outlet, status: str, words: str
) -> None:
    change(shop, status=status, status_on="2026-01-02", status_reason="道路施工")
    walks = page_of(client, shop, at="2026-11-23T12:00").one("div", id="walks").text
    assert words in walks
    assert status == "suspended" or "2026-01-02 · 道路施工" in walks


def test_a_shop_that_moved_leads_to_its_new_place(client: Client, shop: Outlet) -> None:
    there = make.outlet("老李修鞋新店", "repair")
    change(shop, status="moved", status_on="2026-01-02", status_reason="拆迁", moved_to=there)
    assert page_of(client, shop).one("a", href=url(there)).text == "老李修鞋新店"


def test_the_state_is_that_on_arrival(client: Client, shop: Outlet) -> None:
    change(shop, opening_hours="Mo-Su 07:00-20:00")
    body = {"lat": HOME.lat, "lng": HOME.lng, "at": "2026-11-23T19:55:00+08:00"}
    walks = read(client.post(url(shop), body)).one("div", id="walks").text
    assert "到时已关" in walks
    assert "20:02 到" in walks


def test_the_walk_is_told_at_every_pace(client: Client, shop: Outlet) -> None:
    page = read(client.post(url(shop), {"lat": HOME.lat, "lng": HOME.lng}))
    plates = [plate.text for plate in page.all("p", class_="plate")]
    assert [re.sub(r"\D", "", plate) for plate in plates] == ["8", "10", "11", "15"]


def test_without_a_home_the_walk_begins_at_the_nearest_circle_s_centre(client: Client, shop: Outlet) -> None:
    assert "从 社区中心（上坎社区）出发" in page_of(client, shop).one("div", id="walks").text


def test_the_circle_one_comes_from_is_where_the_walk_begins(client: Client, shop: Outlet) -> None:
    make.community("柳泉社区", "620104007002", HOME)
    page = page_of(client, shop, **{"from": "620104007002"})
    assert "社区中心（柳泉社区）" in page.text


@pytest.mark.parametrize("code", ["\0", "999999999999", "x" * 5_000, "上坎"])
def test_a_circle_that_is_none_is_passed_over(client: Client, shop: Outlet, code: str) -> None:
    assert "社区中心（上坎社区）" in page_of(client, shop, **{"from": code}).text


def test_a_home_point_in_an_address_is_not_read(client: Client, shop: Outlet) -> None:
    response = client.get(url(shop), {"lat": "36.117911", "lng": "103.609311"})
    assert "社区中心" in read(response).text
    assert "36.117911" not in response.content.decode()


def test_a_shop_far_from_every_circle_has_a_page_without_a_walk(client: Client, shop: Outlet) -> None:
    change(shop, lat=60.17, lng=24.94)
    assert "走过去要多久" not in page_of(client, shop).text


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"lat": "103.6", "lng": "36.1"}, "写反"),
        ({"lng": "103.6"}, "一起给"),
        ({"pace": "run"}, "没有“run”这种走法"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_in_words(
    client: Client, shop: Outlet, body: dict[str, str], words: str
) -> None:
    response = client.post(url(shop), body)
    assert response.status_code == 400
    assert words in read(response).text


@pytest.mark.parametrize("pk", ["999999", "9" * 25])
def test_an_outlet_that_is_none_is_not_found(client: Client, shop: Outlet, pk: str) -> None:
    assert client.get(f"/outlets/{pk}/").status_code == 404


def pair(text: str) -> tuple[float, float]:
    first, second = text.split(",")
    return float(first), float(second)


def test_each_map_is_given_the_place_in_its_own_system(client: Client, shop: Outlet) -> None:
    links = {urlsplit(a["href"]).netloc: a["href"] for a in page_of(client, shop).all("a", rel="noreferrer")}
    query = {host: parse_qs(urlsplit(link).query) for host, link in links.items()}
    gcj, bd = (from_wgs84(shop.point, system) for system in (CoordinateSystem.GCJ02, CoordinateSystem.BD09))
    lng, lat = pair(query["uri.amap.com"]["position"][0])
    assert (lat, lng) == pytest.approx((gcj.lat, gcj.lng), abs=1e-6)
    assert pair(query["api.map.baidu.com"]["location"][0]) == pytest.approx((bd.lat, bd.lng), abs=1e-6)
    tencent = re.match(r"coord:([\d.,]+);", query["apis.map.qq.com"]["marker"][0])
    assert tencent
    assert pair(tencent[1]) == pytest.approx((gcj.lat, gcj.lng), abs=1e-6)


# -- 信息有误 -------------------------------------------------------------------------------------------


def report(client: Client, shop: Outlet, **body: str) -> tuple[int, Page]:
    response = client.post(f"{url(shop)}report/", body, follow=True)
    return response.status_code, read(response)


def test_a_word_is_kept_and_answered_with_a_number(client: Client, shop: Outlet) -> None:
    status, page = report(client, shop, kind="hours", text="八点才开门")
    kept = Report.objects.get()
    assert (kept.outlet, kept.kind, kept.text) == (shop, "hours", "八点才开门")
    assert (status, kept.spoken_number in page.text) == (200, True)


def test_a_word_holds_nothing_that_names_its_sender(client: Client, shop: Outlet) -> None:
    client.post(
        f"{url(shop)}report/", {"kind": "other", "lat": "36.1", "name": "张三"}, REMOTE_ADDR="9.9.9.9"
    )
    row = str(Report.objects.values().get())
    assert not any(word in row for word in ("36.1", "张三", "9.9.9.9"))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({}, "请先选一项：哪里不对。"),
        ({"text": "什么都不对"}, "请先选一项：哪里不对。"),
        ({"kind": "nonsense"}, "请从给出的几项里选一项。"),
        ({"kind": "hours", "text": "长" * 501}, "最多写 500 个字。"),
        ({"kind": "hours", "text": "a\0b"}, "空"),
    ],
)
def test_a_word_that_cannot_be_kept_comes_back_with_the_reason(
    client: Client, shop: Outlet, body: dict[str, str], words: str
) -> None:
    status, page = report(client, shop, **body)
    assert (status, Report.objects.count()) == (400, 0)
    assert words in "".join(p.text for p in page.all("p", class_="err"))


def test_what_was_written_is_not_lost_when_it_comes_back(client: Client, shop: Outlet) -> None:
    assert "早上没人" in report(client, shop, text="早上没人")[1].one("textarea").text


def test_after_five_words_in_an_hour_a_sender_is_asked_to_wait(client: Client, shop: Outlet) -> None:
    for _ in range(5):
        assert report(client, shop, kind="phone")[0] == 200
    status, page = report(client, shop, kind="phone")
    assert (status, Report.objects.count()) == (429, 5)
    assert "请过一小时再来" in page.one("div", role="alert").text


def test_another_sender_is_still_heard(client: Client, shop: Outlet) -> None:
    for _ in range(5):
        report(client, shop, kind="phone")
    response = client.post(f"{url(shop)}report/", {"kind": "phone"}, REMOTE_ADDR="10.9.8.7")
    assert response.status_code == 302


def test_a_flood_about_one_shop_is_stopped_whoever_sends_it(client: Client, shop: Outlet) -> None:
    statuses = [
        client.post(f"{url(shop)}report/", {"kind": "phone"}, REMOTE_ADDR=f"10.0.0.{n}").status_code
        for n in range(21)
    ]
    assert statuses == [302] * 20 + [429]


def forwarded(client: Client, shop: Outlet, address: str) -> int:
    headers = {"x-forwarded-for": address}
    return client.post(f"{url(shop)}report/", {"kind": "phone"}, headers=headers).status_code


def test_a_forwarded_address_is_not_believed_without_a_proxy_of_ours(client: Client, shop: Outlet) -> None:
    assert [forwarded(client, shop, f"10.0.0.{n}") for n in range(6)][-1] == 429


def test_behind_a_proxy_of_ours_the_address_it_saw_counts(
    client: Client, shop: Outlet, settings: Any
) -> None:
    settings.TRUSTED_PROXIES = 1
    assert {forwarded(client, shop, f"6.6.6.6, 10.0.0.{n}") for n in range(6)} == {302}
    assert [forwarded(client, shop, f"{n}.6.6.6, 10.0.1.1") for n in range(6)][-1] == 429


def test_a_form_from_elsewhere_is_refused_on_a_page(shop: Outlet) -> None:
    response = Client(enforce_csrf_checks=True).post(f"{url(shop)}report/", {"kind": "hours"})
    assert (response.status_code, Report.objects.count()) == (403, 0)
    assert read(response).one("h1").text == "没有通过安全检查"


def test_the_page_s_own_form_is_taken(shop: Outlet) -> None:
    client = Client(enforce_csrf_checks=True)
    token = page_of(client, shop).one("input", name="csrfmiddlewaretoken")["value"]
    assert report(client, shop, kind="hours", csrfmiddlewaretoken=token)[0] == 200


def test_the_address_of_a_refusal_leads_back_to_the_form(client: Client, shop: Outlet) -> None:
    response = client.get(f"{url(shop)}report/")
    assert (response.status_code, response.headers["Location"]) == (302, f"{url(shop)}#report")


@pytest.mark.parametrize("token", ["1", "abc:def", "MQ:x:y"])
def test_a_thank_you_that_was_not_given_is_not_found(client: Client, shop: Outlet, token: str) -> None:
    assert client.get(f"/reported/{token}/").status_code == 404
