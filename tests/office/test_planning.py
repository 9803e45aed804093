"""一圈一策 and 问需 at the desk: measures from a gap to an outlet, needs linked, letters taken over."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from communities.models import Community, Measure, MeasureState, Need
from outlets.models import Report
from tests import make
from tests.office import offices
from tests.pages.html import Page, read

MEASURES, NEEDS = "/office/measures/", "/office/needs/"
SENT = {"community": offices.COMMUNITY, "kind": "new", "what": "开一个菜店", "state": "planned"}
CLOSED: dict[str, Any] = {"status": "closed", "status_on": localdate(), "status_reason": "搬走"}
ASKED = {"community": offices.COMMUNITY, "text": "想要菜市场", "source": "visit", "people": "3"}


@pytest.fixture
def circle(catalogue: None) -> Community:
    return make.community()


@pytest.fixture
def desk(circle: Community, client: Client) -> Client:
    client.force_login(offices.office())
    return client


def errors(response: Any) -> list[str]:
    assert response.status_code == 400
    return [error.text for error in read(response).all("p", class_="err")]


def field(page: Page, name: str) -> str:
    return page.one("input", name=name)["value"]


def test_a_gap_fills_the_form(desk: Client) -> None:
    link = "new/?community=620104007001&category=market&kind=new&lat=36.114&lng=103.61&what=开一个菜店"
    page = read(desk.get(MEASURES + link))
    chosen = [option["value"] for option in page.all("option") if "selected" in option.attributes]
    assert chosen == ["620104007001", "market", "new", "planned"]
    assert (field(page, "lat"), field(page, "lng"), field(page, "what")) == ("36.114", "103.61", "开一个菜店")
    assert [r["value"] for r in page.all("input", name="system") if "checked" in r.attributes] == ["wgs84"]


def test_a_measure_is_kept_with_its_maker_and_its_history(desk: Client) -> None:
    desk.post(MEASURES + "new/", {**SENT, "lat": "36.114", "lng": "103.61", "system": "wgs84"})
    measure = Measure.objects.get()
    assert measure.made_by is not None
    desk.post(f"{MEASURES}{measure.pk}/edit/", {**SENT, "state": "doing", "cost_yuan": "120000"})
    page = read(desk.get(f"{MEASURES}{measure.pk}/"))
    assert "状态：计划 → 在办" in page.text
    assert "120,000 元" in page.text


def test_a_copied_position_is_turned_into_ours(desk: Client) -> None:
    desk.post(MEASURES + "new/", {**SENT, "lat": "36.1140", "lng": "103.6100", "system": "gcj02"})
    point = Measure.objects.get().point
    assert point is not None
    assert 0.001 < 103.6100 - point.lng < 0.005


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"what": ""}, "请写做什么。"),
        ({"community": "620102001001"}, "这个生活圈不在您负责的范围里。"),
        ({"kind": "magic"}, "请从给出的几项里选一项。"),
        ({"lat": "36.1"}, "纬度和经度要么都填，要么都不填。"),
        ({"lat": "36.1", "lng": "103.6"}, "没有选坐标是从哪里抄的。"),
        ({"lat": "很远", "lng": "103.6", "system": "wgs84"}, "“很远”应是 36.03842 这样的数。"),
        ({"lat": "103.6", "lng": "36.1", "system": "wgs84"}, "像是把经纬度写反了（纬度 103.6，经度 36.1）。"),
        ({"state": "done"}, "办成的要写办成日期。"),
        ({"done_on": "2026-01-02"}, "写了办成日期，办到哪一步应选“办成”。"),
        ({"cost_yuan": "-1"}, "费用不能是负数。"),
        ({"cost_yuan": "很多"}, "费用应是数字，单位是元。"),
        ({"deadline": "明年"}, "日期应写成 2026-03-01。"),
        ({"outlet": "没有这家"}, "没有找到叫“没有这家”的网点。可以写编号，在网点页的网址里。"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(desk: Client, sent: dict[str, str], words: str) -> None:
    make.community("远处社区", "620102001001")
    assert words in errors(desk.post(MEASURES + "new/", {**SENT, **sent}))
    assert not Measure.objects.exists()


def test_a_measure_done_links_the_outlet_it_made(desk: Client, circle: Community) -> None:
    shop = make.outlet("新开的菜店", "market", area_id=circle.pk)
    measure = make.measure(circle, category_id="market")
    page = read(desk.get(f"{MEASURES}{measure.pk}/done/"))
    assert str(shop.pk) in [radio["value"] for radio in page.all("input", name="offered")]
    desk.post(f"{MEASURES}{measure.pk}/done/", {"done_on": localdate(), "offered": shop.pk})
    measure.refresh_from_db()
    assert (measure.state, measure.outlet, measure.done_on) == (MeasureState.DONE, shop, localdate())


def test_it_cannot_be_done_tomorrow(desk: Client, circle: Community) -> None:
    measure = make.measure(circle)
    sent = {"done_on": localdate() + timedelta(days=1)}
    assert errors(desk.post(f"{MEASURES}{measure.pk}/done/", sent)) == ["办成日期不能在将来。"]


def test_of_two_shops_of_one_name_the_number_is_asked_for(desk: Client, circle: Community) -> None:
    first, second = (make.outlet("便民菜店", area_id=circle.pk) for _ in range(2))
    [words] = errors(desk.post(MEASURES + "new/", {**SENT, "outlet": "便民菜店"}))
    assert words.startswith("叫这个的不止一家")
    desk.post(MEASURES + "new/", {**SENT, "outlet": str(second.pk)})
    assert Measure.objects.get().outlet == second != first


def test_a_closed_shop_is_not_taken_by_its_number(desk: Client, circle: Community) -> None:
    shop = make.outlet("便民菜店", area_id=circle.pk, **CLOSED)
    [words] = errors(desk.post(MEASURES + "new/", {**SENT, "outlet": str(shop.pk)}))
    assert words == f"编号 {shop.pk} 的网点现在是“{shop.get_status_display()}”，不能写在这里。"


def test_a_shop_that_closed_later_stays_with_its_measure(desk: Client, circle: Community) -> None:
    shop = make.outlet("便民菜店", area_id=circle.pk, **CLOSED)
    measure = make.measure(circle, outlet=shop)
    desk.post(f"{MEASURES}{measure.pk}/edit/", {**SENT, "what": "换个说法", "outlet": str(shop.pk)})
    measure.refresh_from_db()
    assert (measure.what, measure.outlet) == ("换个说法", shop)


def test_the_list_is_by_circle_and_counts_who_asked(desk: Client, circle: Community) -> None:
    measure = make.measure(circle, category_id="market")
    make.need(circle, category_id="market", people=4)
    make.need(circle, category_id="pharmacy", people=50)
    make.need(circle, people=3, measure=measure)
    page = read(desk.get(MEASURES))
    assert (page.one("h2", class_="p-circle").text.split(), page.one("p", class_="p-asked").text) == (
        ["上坎社区", "西柳沟街道"],
        "7 人提过",
    )


def test_what_is_late_is_found(desk: Client, circle: Community) -> None:
    make.measure(circle, "早该办了", deadline=localdate() - timedelta(days=1))
    make.measure(circle, "还来得及", deadline=localdate())
    text = read(desk.get(MEASURES, {"state": "late"})).text
    assert "早该办了" in text
    assert "还来得及" not in text


def test_a_need_becomes_a_measure_and_is_linked(desk: Client, circle: Community) -> None:
    need = make.need(circle, category_id="market")
    desk.post(MEASURES + "new/", {**SENT, "need": need.pk})
    need.refresh_from_db()
    assert need.measure == Measure.objects.get()


def test_needs_of_another_circle_are_not_linked(desk: Client, circle: Community) -> None:
    other = make.community("下坎社区", "620104007002")
    measure = make.measure(circle)
    own, elsewhere = make.need(circle), make.need(other)
    desk.post(NEEDS + "link/", {"measure": measure.pk, "need": [own.pk, elsewhere.pk]})
    assert list(Need.objects.filter(measure=measure)) == [own]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"text": ""}, "请写居民要什么。"),
        ({"people": "0"}, "提的人数至少是 1。"),
        ({"source": ""}, "请选从哪里来的。"),
        ({"asked_on": "昨天"}, "日期应写成 2026-03-01。"),
        ({"asked_on": "2999-01-01"}, "提出日期不能在将来。"),
    ],
)
def test_a_need_that_is_wrong_is_told_too(desk: Client, sent: dict[str, str], words: str) -> None:
    wrong = {**ASKED, "asked_on": "2026-01-02", **sent}
    assert words in errors(desk.post(NEEDS + "new/", wrong))


def test_the_same_number_of_a_hotline_is_taken_once(desk: Client, circle: Community) -> None:
    make.need(circle, source="hotline", number="123")
    sent = {**ASKED, "source": "hotline", "number": "123", "asked_on": "2026-01-02"}
    response = desk.post(NEEDS + "new/", sent)
    assert (response.status_code, "这个来源里已有同样的单号。" in read(response).text) == (400, True)


def test_a_letter_becomes_a_need_once(desk: Client, circle: Community) -> None:
    shop = make.outlet(area_id=circle.pk)
    letter = Report.objects.create(outlet=shop, kind="other", text="附近能不能开个药店", sender="x")
    addresses = {desk.post(f"/office/letters/{letter.pk}/need/")["Location"] for _ in range(2)}
    need = Need.objects.get()
    assert addresses == {f"{NEEDS}{need.pk}/"}
    assert (need.community, need.number, need.category_id) == (circle, letter.spoken_number, "pharmacy")


def test_a_letter_without_words_asks_for_nothing(desk: Client, circle: Community) -> None:
    letter = Report.objects.create(outlet=make.outlet(area_id=circle.pk), kind="phone", sender="x")
    page = read(desk.post(f"/office/letters/{letter.pk}/need/", follow=True))
    assert "信里没有写要什么" in page.text
    assert not Need.objects.exists()


def test_a_worker_reads_and_does_not_write(circle: Community, client: Client) -> None:
    client.force_login(offices.worker())
    need, measure = make.need(circle), make.measure(circle)
    for path in (MEASURES, NEEDS, f"{NEEDS}{need.pk}/", f"{MEASURES}{measure.pk}/"):
        page = read(client.get(path))
        links = [link["href"] for link in page.all("a")]
        assert not [link for link in links if "new/" in link or "edit/" in link or "done/" in link]
        assert not page.all("button", class_="btn--go")


@pytest.mark.parametrize("path", [MEASURES, NEEDS])
def test_a_list_costs_the_same_however_long(desk: Client, circle: Community, path: str) -> None:
    def cost() -> int:
        desk.get(path)
        with CaptureQueriesContext(connection) as captured:
            desk.get(path)
        return len(captured)

    make.need(circle, category_id="market")
    make.measure(circle, category_id="market", outlet=make.outlet())
    small = cost()
    for _ in range(12):
        make.need(circle, category_id="pharmacy")
        make.measure(circle, category_id="pharmacy", outlet=make.outlet())
    assert cost() == small


@pytest.mark.parametrize("send", [{"category": "\0"}, {"community": "6201\0"}])
def test_a_character_that_no_database_holds_is_refused(desk: Client, send: dict[str, str]) -> None:
    assert desk.post(f"{NEEDS}new/", {**ASKED, **send}).status_code == 400
    assert desk.get(MEASURES, send).status_code in {200, 400}
    assert not Need.objects.exists()
