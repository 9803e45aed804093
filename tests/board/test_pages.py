"""The sheets as pages and files: what may be asked, what is refused, what they say."""

import re
import sys
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client

from communities.board import kept
from communities.models import Community
from outlets.models import Outlet
from tests import make
from tests.board.needs import needs_engine
from tests.pages.html import Page, read

CIRCLE = "/communities/620104007001/"
BOARD, CARD = CIRCLE + "board/", CIRCLE + "card/"
SHEETS = [BOARD, CARD, "/outlets/{outlet}/poster/"]


def page(client: Client, url: str, **query: Any) -> Page:
    response = client.get(url, query)
    assert response.status_code == 200
    return read(response)


def drawn(page: Page) -> list[str]:
    """The words of the drawing."""
    return [element.text for element in page.all("text")]


def test_a_board_says_what_the_circle_says(client: Client, street: list[Outlet]) -> None:
    words = drawn(page(client, BOARD))
    assert {
        "上坎社区",
        "15分钟便民生活圈示意图",
        "门口店",
        "菜市场",
        "茶馆",
        "您在这里",
        "0931-1234567",
        "12345",
    } <= set(words)
    assert "远处店" not in words


def test_numbers_are_those_of_the_circle_s_page(client: Client, street: list[Outlet]) -> None:
    marks = client.get("/api/communities/620104007001/reach/").json()["outlets"]
    numbers = {mark["name"]: str(mark["number"]) for mark in marks}
    words = drawn(page(client, BOARD))
    assert {(number, name) for name, number in numbers.items()} <= set(pairwise(words))


def test_the_unregistered_approval_is_said_not_invented(
    client: Client, street: list[Outlet], settings: Any
) -> None:
    assert "审图号：（待主管部门核发）" in drawn(page(client, BOARD))
    settings.MAP_APPROVAL = "甘S（2026）012号"
    assert "审图号：甘S（2026）012号" in drawn(page(client, BOARD))


def test_an_estimate_says_so(client: Client, street: list[Outlet]) -> None:
    words = drawn(page(client, BOARD))
    assert "约几分" in words
    assert any(text.startswith("时间是估算") for text in words)


def test_samples_are_stamped(client: Client, street: list[Outlet]) -> None:
    assert "示例" not in drawn(page(client, BOARD))
    make.outlet("编的店", "bakery", source="sample", position_quality="illustrative")
    words = drawn(page(client, BOARD))
    assert "示例" in words
    assert any("不是实测" in text for text in words)


def test_a_surveyed_circle_says_none_and_others_say_not_yet(client: Client, street: list[Outlet]) -> None:
    assert "待摸底" in drawn(page(client, BOARD))
    Community.objects.update(surveyed_on=date(2026, 1, 1))
    words = drawn(page(client, BOARD))
    assert "暂无" in words
    assert "规划中" not in words
    make.measure(Community.objects.get(), category_id="photo_print")
    assert "规划中" in drawn(page(client, BOARD))
    assert "规划中" not in drawn(page(client, BOARD, gaps="plain"))


def test_the_slower_pace_is_named(client: Client, street: list[Outlet]) -> None:
    words = drawn(page(client, BOARD, pace="elderly"))
    assert "老人步速，每秒 0.8 米" in words
    assert "茶馆" not in words  # 16 minutes at that pace


@pytest.mark.parametrize("size", ["A3", "A2", "A1", "A0"])
@pytest.mark.parametrize("orientation", ["landscape", "portrait"])
def test_each_paper_has_its_own_sheet(
    client: Client, street: list[Outlet], size: str, orientation: str
) -> None:
    found = page(client, BOARD, size=size, orientation=orientation)
    [sheet] = found.all("div", class_=f"board-sheet--{size.lower()}-{orientation}")
    assert sheet.text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"size": "B3"}, "没有“B3”这种纸。可以用：A3、A2、A1、A0。"),
        ({"orientation": "up"}, "没有“up”这种版式。可以用：landscape（横版）、portrait（竖版）。"),
        ({"ink": "red"}, "没有“red”这种印法"),
        ({"gaps": "all"}, "没有“all”这种写法"),
        ({"pace": "fly"}, "没有“fly”这种走法"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_in_words(
    client: Client, circle: Community, query: dict[str, str], words: str
) -> None:
    for address in (BOARD, CIRCLE + "board.pdf"):
        response = client.get(address, query)
        assert response.status_code == 400
        assert words in response.content.decode()


@pytest.mark.parametrize(
    "address", ["/communities/000000000000/board/", "/communities/x/card.pdf", "/outlets/9/poster/"]
)
def test_what_does_not_exist_is_not_found(client: Client, circle: Community, address: str) -> None:
    assert client.get(address).status_code == 404


def test_links_change_one_thing_and_keep_the_rest(client: Client, street: list[Outlet]) -> None:
    found = page(client, BOARD, size="A1", ink="bw")
    links = {link.text: link for link in found.all("a", class_="chip")}
    assert set(re.split("[?&]", links["竖版"]["href"])[1:]) == {"size=A1", "ink=bw", "orientation=portrait"}
    assert links["A1"]["aria-current"] == links["黑白"]["aria-current"] == "true"
    assert links["A3"]["aria-current"] == ""


def test_it_is_said_from_how_far_each_size_reads(client: Client, street: list[Outlet]) -> None:
    assert "A3 从 0.8 米看" in page(client, BOARD).text


def test_the_circle_s_page_leads_to_its_board(client: Client, street: list[Outlet]) -> None:
    assert f'href="{BOARD}?pace=elderly"' in client.get(CIRCLE, {"pace": "elderly"}).content.decode()


@pytest.mark.parametrize("address", SHEETS)
def test_a_sheet_stands_in_its_page_without_style_or_script(
    client: Client, street: list[Outlet], address: str
) -> None:
    found = page(client, address.format(outlet=street[0].pk))
    assert [e.tag for e in found.elements if "style" in e.attributes] == []
    assert len(found.all("h1")) == 1
    assert found.one("svg", role="img")["aria-label"]
    ids = [e["id"] for e in found.elements if e["id"]]
    assert len(ids) == len(set(ids))


def test_a_card_names_the_nearest_of_each(client: Client, street: list[Outlet]) -> None:
    words = drawn(page(client, CARD))
    assert {"门口店", "菜市场", "0931-4567890"} <= set(words)
    assert "茶馆" not in words  # not among what is needed daily


def test_a_poster_tells_how_long_it_is_from_the_centre(client: Client, street: list[Outlet]) -> None:
    words = drawn(page(client, f"/outlets/{street[1].pk}/poster/"))
    assert "从上坎社区中心走约 6 分钟（估算）" in words
    assert "7:00–20:00" in words


def test_a_poster_far_from_every_circle_leaves_the_minutes_out(client: Client, catalogue: None) -> None:
    outlet = make.outlet("孤店")
    words = drawn(page(client, f"/outlets/{outlet.pk}/poster/"))
    assert "孤店" in words
    assert not any("分钟（" in text for text in words)


def test_an_empty_circle_has_a_board_too(client: Client, circle: Community) -> None:
    assert "这里还没有摸底，店正在登记。" in drawn(page(client, BOARD))


@needs_engine
@pytest.mark.parametrize(
    ("ending", "type_", "magic"), [("pdf", "application/pdf", b"%PDF"), ("png", "image/png", b"\x89PNG")]
)
@pytest.mark.parametrize("sheet", ["board", "card"])
def test_files_come_by_their_ending(
    client: Client, street: list[Outlet], sheet: str, ending: str, type_: str, magic: bytes
) -> None:
    response = client.get(f"{CIRCLE}{sheet}.{ending}")
    assert (response.status_code, response["Content-Type"]) == (200, type_)
    assert response.content.startswith(magic)


@needs_engine
def test_a_file_is_not_sent_twice_and_changes_with_the_register(client: Client, street: list[Outlet]) -> None:
    first = client.get(CIRCLE + "card.pdf")
    again = {"if-none-match": first["ETag"]}
    assert client.get(CIRCLE + "card.pdf", headers=again).status_code == 304
    make.outlet("新开的店", "breakfast")
    assert client.get(CIRCLE + "card.pdf", headers=again).status_code == 200


def test_who_waits_too_long_for_a_sheet_is_told_when_to_come_back(
    client: Client, street: list[Outlet], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "WAIT_SECONDS", 0.01)
    with kept.making:
        response = client.get(BOARD)
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert client.get(BOARD).status_code == 200


def test_without_the_engine_the_page_says_how_to_print(
    client: Client, street: list[Outlet], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    found = page(client, BOARD)
    assert "用浏览器的打印功能" in found.text
    assert not [link for link in found.all("a") if ".pdf" in link["href"]]
