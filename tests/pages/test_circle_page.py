"""The page of one life circle, by GET and by POST; nothing here runs a script."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from communities.models import Community
from lifecircle.geo import Point
from outlets.models import Outlet
from tests import make
from tests.pages.asking import URL, asked, moved, names
from tests.pages.html import read

HOME = make.north_of(make.CENTRE, 500)
AT = {"at": "2026-11-23T19:50:00+08:00"}


def test_the_list_holds_all_that_is_reached_from_the_centre(client: Client, street: list[Outlet]) -> None:
    page = asked(client)
    assert sorted(names(page)) == sorted(["门口店", "菜市场", "茶馆"])
    assert page.one("b", id="start-label").text == "社区中心"


def test_a_row_tells_minutes_metres_and_the_phone(client: Client, street: list[Outlet]) -> None:
    row = asked(client).one("div", id=f"o{street[1].pk}").text
    assert re.search(r"约\s*6\s*分钟", row)
    assert "390 米" in row


def test_a_number_with_an_extension_can_be_dialled(client: Client, street: list[Outlet]) -> None:
    assert asked(client).one("a", class_="call")["href"] == "tel:0931-4567890,8"


def test_every_mark_of_the_map_is_a_row_of_the_list(client: Client, street: list[Outlet]) -> None:
    page = asked(client)
    marks = json.loads(page.one("script", id="drawing").text)["marks"]
    assert {f"o{mark['id']}" for mark in marks} == {row["id"] for row in page.all("div", class_="outlet")}
    assert len(marks) == 3


def test_a_slower_pace_makes_the_walk_longer(client: Client, street: list[Outlet]) -> None:
    page = asked(client, pace="elderly")
    assert re.search(r"约\s*9\s*分钟", page.one("div", id=f"o{street[1].pk}").text)
    assert page.one("button", name="pace", aria_pressed="true")["value"] == "elderly"


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ({"tier": "basic"}, ["菜市场", "门口店"]),
        ({"tier": ["basic", "quality"]}, ["菜市场", "茶馆", "门口店"]),
        ({"categories": "tea_coffee"}, ["茶馆"]),
        ({"only": "open"}, ["菜市场"]),
        ({"only": "cash"}, ["门口店"]),
        ({"only": "step_free"}, ["茶馆"]),
        ({"only": ["step_free", "cash"]}, []),
        ({"tier": "basic", "only": "meal_delivery"}, []),
    ],
)
def test_the_list_is_filtered(
    client: Client, street: list[Outlet], query: dict[str, Any], left: list[str]
) -> None:
    assert sorted(names(asked(client, **AT, **query))) == sorted(left)


def test_a_filter_by_post_keeps_the_start(client: Client, street: list[Outlet]) -> None:
    page = moved(client, lat=HOME.lat, lng=HOME.lng, tier="quality")
    assert names(page) == ["茶馆"]
    assert page.one("b", id="start-label").text == "您选的位置"


def test_open_means_open_on_arrival(client: Client, street: list[Outlet]) -> None:
    late = AT["at"].replace("19:50", "19:57")
    assert [names(asked(client, only="open", at=at)) for at in (AT["at"], late)] == [["菜市场"], []]


def test_a_shop_that_pauses_is_listed_as_closed(client: Client, street: list[Outlet]) -> None:
    Outlet.objects.filter(name="菜市场").update(
        status="suspended", status_on="2026-11-01", status_until="2027-01-05", status_reason="装修"
    )
    page = asked(client, **AT)
    assert "暂停营业，预计 2027 年 1 月 5 日恢复" in page.one("div", id=f"o{street[1].pk}").text
    assert names(asked(client, only="open", **AT)) == []


def test_a_home_point_moves_list_and_rings(client: Client, street: list[Outlet]) -> None:
    page = moved(client, lat=HOME.lat, lng=HOME.lng)
    assert "远处店" in names(page)
    assert f'"origin": [{HOME.lat}, {HOME.lng}]' in page.one("script", id="drawing").text


def test_a_home_point_is_carried_on_in_forms_only(client: Client, street: list[Outlet]) -> None:
    response = client.post(URL, {"lat": HOME.lat, "lng": HOME.lng})
    page = read(response)
    assert page.one("form", id="ask")["method"] == "post"
    carried = [str(HOME.lat), f"{HOME.lat:.6f}"]  # by the switch of the language, and by the question
    assert [field["value"] for field in page.all("input", name="lat")] == carried
    assert response.headers["Cache-Control"] == "no-store"


def test_a_home_point_in_an_address_is_neither_used_nor_repeated(
    client: Client, street: list[Outlet]
) -> None:
    response = client.get(URL, {"lat": "36.117911", "lng": "103.609311", "near": "秘密", "place": "outlet:1"})
    assert read(response).one("b", id="start-label").text == "社区中心"
    assert not any(word in response.content.decode() for word in ("36.117911", "103.609311", "秘密"))


def test_a_name_that_fits_one_place_moves_the_start_there(client: Client, street: list[Outlet]) -> None:
    page = moved(client, near="菜市场")
    assert page.one("b", id="start-label").text == "菜市场"
    assert page.one("input", name="place")["value"] == f"outlet:{street[1].pk}"


def test_a_name_that_fits_several_places_asks_which(client: Client, street: list[Outlet]) -> None:
    page = moved(client, near="店")
    choices = {button["value"] for button in page.all("button", name="place")}
    assert choices == {f"outlet:{street[0].pk}", f"outlet:{street[3].pk}"}
    assert page.one("b", id="start-label").text == "社区中心"


def test_places_of_one_name_are_told_apart_by_their_address(client: Client, circle: Community) -> None:
    for number in (1, 2):
        make.outlet("修鞋摊", at=make.north_of(make.CENTRE, 100 * number), address=f"西柳沟路 {number} 号")
    words = {button.text for button in moved(client, near="修鞋摊").all("button", name="place")}
    assert words == {"修鞋摊西柳沟路 1 号", "修鞋摊西柳沟路 2 号"}


def test_a_picked_place_becomes_the_start(client: Client, street: list[Outlet]) -> None:
    assert moved(client, place=f"outlet:{street[3].pk}").one("b", id="start-label").text == "远处店"
    assert moved(client, place="circle:620104007001").one("b", id="start-label").text == "上坎社区"


@pytest.mark.parametrize(
    "place", ["outlet:999999", "outlet:abc", "circle:1", "nonsense", "outlet:" + "9" * 30]
)
def test_a_place_that_is_gone_is_said_so(client: Client, street: list[Outlet], place: str) -> None:
    page = moved(client, 400, place=place)
    assert "选的地方已经不在了" in page.one("p", role="alert").text


def test_a_name_that_nothing_has_is_said_so(client: Client, street: list[Outlet]) -> None:
    page = moved(client, 400, near="火星")
    assert "没找到“火星”" in page.one("p", role="alert").text
    assert len(names(page)) == 3


@pytest.mark.parametrize(
    ("lat", "lng", "words"), [("0", "0", "10 公里内没有生活圈"), ("24.9384", "60.1699", "写反")]
)
def test_a_home_that_is_not_served_is_said_so_on_the_page(
    client: Client, street: list[Outlet], lat: str, lng: str, words: str
) -> None:
    make.outlet("K-Market", at=Point(60.1699, 24.9384))
    page = moved(client, 400, lat=lat, lng=lng)
    assert words in page.one("p", role="alert").text


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"lat": "103.6", "lng": "36.1"}, "写反"),
        ({"lat": "north", "lng": "103.6"}, "纬度应在"),
        ({"lat": "36.1"}, "一起给"),
        ({"pace": "run"}, "没有“run”这种走法"),
        ({"tier": "best"}, "没有“best”。可以用：basic（基本保障）、"),
        ({"only": "delivery"}, "meal_delivery（"),
        ({"categories": "nope"}, "没有这样的业态"),
        ({"near": "上\0坎"}, "看不见的字符"),
        ({"place": "circle:\0"}, "空"),
        ({"at": "0001-01-01"}, "时间"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_in_words(
    client: Client, street: list[Outlet], body: dict[str, str], words: str
) -> None:
    assert words in moved(client, 400, **body).text


def test_a_circle_that_is_none_is_not_found(client: Client, circle: Community) -> None:
    response = client.get("/communities/999999999999/")
    assert (response.status_code, read(response).one("h1").text) == (404, "没有这一页")


def test_another_method_is_refused(client: Client, circle: Community) -> None:
    assert client.put(URL).status_code == 405
