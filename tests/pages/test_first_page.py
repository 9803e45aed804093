"""The first page: the search box, what it finds, one's own place, and the circles by district."""

import pytest
from django.test import Client

from communities.models import Community
from outlets.models import Outlet
from tests import make
from tests.pages.html import Page, read


@pytest.fixture
def city(catalogue: None) -> None:
    """Two circles in two districts, one shop."""
    make.community(membership="named")
    make.community(
        "畅家巷社区",
        "620102001001",
        make.north_of(make.CENTRE, -3_000),
        district="城关区",
        subdistrict="张掖路街道",
        membership="placeholder",
    )
    make.outlet("老李修鞋", "repair", address="张掖路 5 号")


def search(client: Client, text: str) -> Page:
    response = client.get("/", {"q": text})
    assert response.status_code == 200
    return read(response)


def listed(page: Page) -> dict[str, str]:
    """The circles of the list: where each link leads, and what it says."""
    links = [link for link in page.all("a") if not link["class"]]
    return {link["href"]: link.text for link in links if link["href"].startswith("/communities/")}


def test_it_lists_the_circles_by_district(client: Client, city: None) -> None:
    page = read(client.get("/"))
    heads = [head.text for head in page.all("h3")]
    assert heads[:2] == ["城关区", "西固区"]
    assert "上坎社区" in listed(page)["/communities/620104007001/"]


def test_it_counts_what_it_lists(client: Client, lanzhou: None) -> None:
    page = read(client.get("/"))
    assert len(listed(page)) == 127
    assert "全市 127 个生活圈" in page.text


@pytest.mark.parametrize(
    "text", ["上坎", "上坎社区", "shangkan", "sk", "SK", "ＳＫ", "坎", "上 坎", "kanshe"]
)
def test_a_circle_is_found_by_name_pinyin_and_initials(client: Client, city: None, text: str) -> None:
    page = search(client, text)
    assert [link["href"] for link in page.all("a", class_="found__circle")] == ["/communities/620104007001/"]


@pytest.mark.parametrize("text", ["Shangkan Community", "Xiliugou Subdistrict", "Xigu District", "西固区"])
def test_a_circle_is_found_as_english_pages_call_it_and_by_its_district(
    client: Client, city: None, text: str
) -> None:
    page = search(client, text)
    assert [link["href"] for link in page.all("a", class_="found__circle")] == ["/communities/620104007001/"]
    [row] = [row for row in page.all("tr") if "上坎社区" in row["data-keys"]]
    assert " xiguqu " in row["data-keys"]


@pytest.mark.parametrize("text", ["张掖路", "zhangyelu", "zyl"])
def test_a_circle_is_found_by_its_subdistrict_and_a_shop_by_its_street(
    client: Client, city: None, text: str
) -> None:
    page = search(client, text)
    assert [link["href"] for link in page.all("a", class_="found__circle")] == ["/communities/620102001001/"]
    assert "老李修鞋" in page.one("a", class_="found__outlet").text


def test_the_name_itself_comes_first_then_what_begins_so(client: Client, city: None) -> None:
    make.community("大上坎社区", "620104007000")
    make.community("上坎", "620104007002")
    links = search(client, "上坎").all("a", class_="found__circle")
    assert [link["href"][-4:-1] for link in links] == ["002", "001", "000"]


def test_nothing_found_says_what_to_do(client: Client, city: None) -> None:
    page = search(client, "火星")
    assert page.one("h2", id="h-found").text == "没找到“火星”"
    assert page.all("a", href="tel:12345")


@pytest.mark.parametrize("text", ["", "   ", "　"])
def test_an_empty_search_is_the_first_page(client: Client, city: None, text: str) -> None:
    assert not search(client, text).all("section", class_="found")


@pytest.mark.parametrize(("text", "words"), [("上\0坎", "看不见的字符"), ("长" * 10_000, "最多写 40 个字")])
def test_a_search_that_makes_no_sense_is_refused_in_words(
    client: Client, city: None, text: str, words: str
) -> None:
    response = client.get("/", {"q": text})
    assert response.status_code == 400
    assert words in read(response).text


@pytest.mark.parametrize("text", ["%", "_", "'", '"', "\\", "<script>", "%s", "社区%"])
def test_signs_with_a_meaning_elsewhere_are_only_signs(client: Client, city: None, text: str) -> None:
    page = search(client, text)
    assert page.one("h2", id="h-found").text == f"没找到“{text}”"


def test_a_shop_that_is_gone_is_not_found(client: Client, city: None) -> None:
    Outlet.objects.update(status="closed", status_on="2026-01-01", status_reason="不做了")
    assert not search(client, "修鞋").all("a", class_="found__outlet")


def test_a_made_up_shop_says_so_where_it_is_found(client: Client, city: None) -> None:
    make.outlet("示例理发店", "repair", source="sample")
    assert "示例" in search(client, "示例理发").one("a", class_="found__outlet").text


def test_openstreetmap_is_named_where_its_shops_are_found(client: Client, city: None) -> None:
    assert "OpenStreetMap" not in search(client, "修鞋").text
    make.outlet("图上修鞋", "repair", source="osm", source_id="n1")
    assert "OpenStreetMap" in search(client, "修鞋").text


def test_it_says_how_sure_it_is_of_its_circles(client: Client, city: None) -> None:
    assert "1 个见于公开报道，1 个是占位" in read(client.get("/")).text


def test_a_city_that_is_all_confirmed_has_nothing_to_admit(client: Client, city: None) -> None:
    Community.objects.update(membership="confirmed")
    assert "占位" not in read(client.get("/")).text


def test_an_empty_city_says_how_to_fill_it(client: Client, db: None) -> None:
    assert "还没有录入生活圈" in read(client.get("/")).text


def test_somebody_s_place_leads_to_the_nearest_circle(client: Client, city: None) -> None:
    near = make.north_of(make.CENTRE, 400)
    answer = client.post("/near/", {"lat": near.lat, "lng": near.lng}).json()
    code = "620104007001"
    assert answer == {"url": f"/communities/{code}/", "name": "上坎社区", "code": code, "minutes": 8}


@pytest.mark.parametrize(
    ("body", "field", "words"),
    [
        ({"lat": "103.6", "lng": "36.1"}, "lat", "写反"),
        ({"lat": "0", "lng": "0"}, "lat", "10 公里内没有生活圈"),
        ({"lat": "nan", "lng": "103.6"}, "lat", "纬度应在"),
        ({"lat": "36.1"}, "lng", "必填"),
        ({"lat": "36.1", "lng": "103.6", "name": "我家"}, "name", "没有“name”这个参数"),
    ],
)
def test_a_place_that_makes_no_sense_is_refused_by_field(
    client: Client, city: None, body: dict[str, str], field: str, words: str
) -> None:
    response = client.post("/near/", body)
    assert (response.status_code, list(response.json())) == (400, [field])
    assert words in response.json()[field][0]


def test_a_place_near_shops_but_no_circle_is_told_so(client: Client, city: None) -> None:
    far = make.north_of(make.CENTRE, 30_000)
    make.outlet("远方的店", at=far)
    response = client.post("/near/", {"lat": far.lat, "lng": far.lng})
    assert (response.status_code, response.json()) == (400, {"lat": ["附近还没有生活圈。"]})


def test_a_place_is_never_asked_for_by_get(client: Client, city: None) -> None:
    assert client.get("/near/", {"lat": "36.1", "lng": "103.6"}).status_code == 405


def test_how_the_minutes_are_made_is_told_with_every_number(client: Client, db: None) -> None:
    text = read(client.get("/how/")).text
    assert all(number in text for number in ("1.3", "1.1", "0.9", "0.8", "0.6", "990", "810", "720", "540"))
    assert all(word in text for word in ("估算", "数据不足", "缺", "不保存"))
