"""`/api/communities/` and one circle."""

import pytest
from django.test import Client

from communities.models import Community
from tests import make
from tests.api.conftest import Ask

LIST = "/api/communities/"
CODE = "620104007001"


@pytest.fixture
def three(circle: Community) -> None:
    """Two more: one in the same subdistrict, one in another district."""
    make.community("柳泉社区", "620104007002")
    make.community("张掖路社区", "620102002001", district="城关区", subdistrict="张掖路街道")


def names(answer: tuple[int, object]) -> list[str]:
    status, body = answer
    assert status == 200, body
    assert isinstance(body, dict)
    return [row["name"] for row in body["results"]]


def test_the_list_is_a_page_with_count_next_and_results(get: Ask, circle: Community) -> None:
    _, body = get(LIST)
    assert list(body) == ["count", "next", "results"]
    assert (body["count"], body["next"], len(body["results"])) == (1, None, 1)


def test_a_circle_says_where_it_is_and_how_well_that_is_known(get: Ask, circle: Community) -> None:
    _, body = get(f"{LIST}{CODE}/")
    known = {name: body[name] for name in ("code", "name", "district", "subdistrict", "lat", "lng")}
    assert known == {
        "code": CODE,
        "name": "上坎社区",
        "district": "620104",
        "subdistrict": "620104007",
        "lat": make.CENTRE.lat,
        "lng": make.CENTRE.lng,
    }
    assert (body["position_quality"], body["surveyed"]) == ("approximate", False)


def test_a_circle_keeps_its_search_key_to_itself(get: Ask, circle: Community) -> None:
    assert "search_key" not in get(f"{LIST}{CODE}/")[1]


def test_the_next_page_goes_on_where_the_first_ends(client: Client, get: Ask, three: None) -> None:
    _, body = get(LIST, page_size=2)
    following = client.get(body["next"]).json()
    assert [row["name"] for row in following["results"]] == ["柳泉社区"]
    assert following["next"] is None


def test_a_page_holds_up_to_500(get: Ask, lanzhou: None) -> None:
    status, body = get(LIST, page_size=500)
    assert (status, body["count"], len(body["results"])) == (200, 127, 127)


@pytest.mark.parametrize("size", ["501", "0", "-1", "abc", "", "1.5", "５", "9" * 30])
def test_another_page_size_is_refused_by_name(get: Ask, circle: Community, size: str) -> None:
    assert get(LIST, page_size=size) == (400, {"page_size": ["page_size 应是 1 到 500 的整数。"]})


@pytest.mark.parametrize("page", ["0", "-1", "abc", "last", "", "٣"])
def test_what_is_no_page_number_is_refused_by_name(get: Ask, circle: Community, page: str) -> None:
    assert get(LIST, page=page) == (400, {"page": ["page 应是 1 起的整数。"]})


def test_a_page_past_the_last_is_not_found(get: Ask, circle: Community) -> None:
    assert get(LIST, page=2) == (404, {"detail": "没有这一页。"})


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"district": "620102"}, ["张掖路社区"]),
        ({"subdistrict": "620104007"}, ["上坎社区", "柳泉社区"]),
        ({"search": "上坎"}, ["上坎社区"]),
        ({"search": "shangkan"}, ["上坎社区"]),
        ({"search": "SKSQ"}, ["上坎社区"]),
        ({"search": "张掖路街道"}, ["张掖路社区"]),
        ({"search": "没有这里"}, []),
        ({"district": "620104", "search": "社区", "subdistrict": "620104007"}, ["上坎社区", "柳泉社区"]),
        ({"district": "620102", "subdistrict": "620104007"}, []),
    ],
)
def test_the_list_is_filtered(get: Ask, three: None, query: dict[str, str], found: list[str]) -> None:
    assert names(get(LIST, **query)) == found


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"district": "62"}, "6 位数字"),
        ({"district": "620104007"}, "6 位数字"),
        ({"district": "６２０１０４"}, "6 位数字"),
        ({"district": "999999"}, "不在区划表里"),
        ({"subdistrict": "abc"}, "9 位数字"),
        ({"search": "上\0坎"}, "看不见的字符"),
        ({"search": "长" * 5_000}, "最多写 40 个字"),
        ({"disrict": "620104"}, "没有“disrict”这个参数"),
    ],
)
def test_a_filter_that_makes_no_sense_is_refused_by_name(
    get: Ask, three: None, query: dict[str, str], words: str
) -> None:
    status, body = get(LIST, **query)
    assert (status, list(body)) == (400, list(query))
    assert words in body[next(iter(query))][0]


@pytest.mark.parametrize("path", [f"{LIST}999999999999/", f"{LIST}999999999999/reach/", f"{LIST}abc/"])
def test_a_code_that_no_circle_has_is_not_found(get: Ask, circle: Community, path: str) -> None:
    assert get(path) == (404, {"detail": "没有这一项。"})


@pytest.mark.parametrize("path", ["/api/nowhere/", "/api/communities/上坎/", "/api/communities/1%00/"])
def test_an_address_that_is_none_is_answered_in_json(get: Ask, circle: Community, path: str) -> None:
    assert get(path) == (404, {"detail": "没有这个地址。"})


def test_another_method_is_refused(client: Client, circle: Community) -> None:
    response = client.post(LIST, {})
    assert response.status_code == 405
    assert "detail" in response.json()
