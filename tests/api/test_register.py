"""`/api/categories/` and `/api/outlets/`."""

import pytest
from django.test import Client

from communities.models import Community
from outlets.models import Outlet, ServiceItem
from tests import make
from tests.api.conftest import Ask

LIST = "/api/outlets/"


@pytest.fixture
def shops(circle: Community) -> list[Outlet]:
    return [
        make.outlet("惠民便利店", "convenience", area_id="620104007001", brand="惠民"),
        make.outlet("老李修鞋", "repair", phone="0931-4567890"),
        make.outlet("阳光养老", "elderly_care", area_id="620104007"),
    ]


def names(answer: tuple[int, object]) -> list[str]:
    status, body = answer
    assert status == 200, body
    assert isinstance(body, dict)
    return [row["name"] for row in body["results"]]


def test_categories_come_whole_and_in_the_catalogue_s_order(get: Ask, catalogue: None) -> None:
    _, body = get("/api/categories/")
    tiers = [row["tier"] for row in body if row["counted"]]
    assert [tiers.count(tier) for tier in ("basic", "quality")] == [14, 9]
    assert [row["order"] for row in body] == sorted(row["order"] for row in body)


def test_a_category_says_how_it_is_drawn_and_counted(get: Ask, catalogue: None) -> None:
    first = get("/api/categories/")[1][0]
    known = {name: first[name] for name in ("code", "name", "label", "target_minutes", "counted", "colour")}
    assert known == {
        "code": "convenience",
        "name": "便利店",
        "label": "便",
        "target_minutes": 5,
        "counted": True,
        "colour": "#1D5A3C",
    }


def test_outlets_come_in_pages(get: Ask, shops: list[Outlet]) -> None:
    _, body = get(LIST, page_size=2)
    assert (body["count"], len(body["results"])) == (3, 2)
    assert body["next"].endswith("?page=2&page_size=2")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"category": "repair"}, ["老李修鞋"]),
        ({"tier": "quality"}, ["阳光养老"]),
        ({"within": "620104"}, ["惠民便利店", "阳光养老"]),
        ({"within": "620104007001"}, ["惠民便利店"]),
        ({"search": "修鞋"}, ["老李修鞋"]),
        ({"search": "huimin"}, ["惠民便利店"]),
        ({"search": "lllxx"}, []),
    ],
)
def test_outlets_are_filtered(get: Ask, shops: list[Outlet], query: dict[str, str], found: list[str]) -> None:
    assert names(get(LIST, **query)) == found


def test_a_further_category_counts_once(get: Ask, shops: list[Outlet]) -> None:
    make.also_sells(shops[0], "repair", "post")
    assert names(get(LIST, category="repair")) == ["惠民便利店", "老李修鞋"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"category": "nope"}, "没有这样的业态"),
        ({"tier": "best"}, "不是合法选项"),
        ({"within": "62"}, "6、9 或 12 位数字"),
        ({"within": "٦٢٠١٠٤"}, "6、9 或 12 位数字"),
        ({"search": "\0"}, "看不见的字符"),
        ({"search": "长" * 41}, "40"),
        ({"catgory": "repair"}, "没有“catgory”这个参数"),
        ({"page_size": "5000"}, "1 到 500"),
    ],
)
def test_a_filter_that_makes_no_sense_is_refused_by_name(
    get: Ask, shops: list[Outlet], query: dict[str, str], words: str
) -> None:
    status, body = get(LIST, **query)
    assert (status, list(body)) == (400, list(query))
    assert words in body[next(iter(query))][0]


def test_an_outlet_tells_all_that_is_public(get: Ask, shops: list[Outlet]) -> None:
    ServiceItem.objects.create(outlet=shops[1], name="钉鞋跟", price_yuan=5, price_note="起")
    _, body = get(f"{LIST}{shops[1].pk}/")
    assert body["services"] == [
        {"name": "钉鞋跟", "price_yuan": "5.00", "price_note": "起", "price": "5 元起"}
    ]
    assert (body["phone"], body["step_free"], body["sample"]) == ("0931-4567890", None, False)


def test_a_closed_shop_is_not_listed_but_still_answered(get: Ask, shops: list[Outlet]) -> None:
    Outlet.objects.filter(pk=shops[0].pk).update(
        status="closed", status_on="2026-01-01", status_reason="不做了"
    )
    assert "惠民便利店" not in names(get(LIST))
    assert get(f"{LIST}{shops[0].pk}/")[1]["status_reason"] == "不做了"


def test_openstreetmap_is_named_beside_its_outlet(get: Ask, circle: Community) -> None:
    shop = make.outlet("图上的店", source="osm", source_id="n1")
    assert "OpenStreetMap" in get(f"{LIST}{shop.pk}/")[1]["attribution"]


@pytest.mark.parametrize("pk", ["0", "999999", "9" * 30])
def test_an_outlet_that_is_none_is_not_found(get: Ask, catalogue: None, pk: str) -> None:
    assert get(f"{LIST}{pk}/") == (404, {"detail": "没有这一项。"})


def test_answers_are_json_in_utf_8(client: Client, catalogue: None) -> None:
    response = client.get("/api/categories/")
    assert response.headers["Content-Type"] == "application/json"
    assert "便利店" in response.content.decode()
