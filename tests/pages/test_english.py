"""Residents' pages in English: nothing Chinese but what is marked so, and the choice stays where one is.

The desk's are tests/pages/test_english_desk.py.
"""

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from communities.models import Community
from lifecircle.areas.models import Area
from outlets.models import Category, Entrance, Outlet, ServiceItem
from tests import make
from tests.pages.html import Element, Page, read
from tests.pages.test_every_page import CIRCLE, VISITS

CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef]")
TOLD = ("alt", "aria-label", "aria-description", "content", "placeholder", "title", "value")


class Languages(Page):
    """Notes every text and every label that is Chinese where the page does not say so."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        self.look_at(self.elements[-1])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_startendtag(tag, attrs)
        self.look_at(self.elements[-1])

    def handle_data(self, data: str) -> None:
        super().handle_data(data)
        tags = {element.tag for element in self.unclosed}
        if CHINESE.search(data) and not tags & {"script", "style"} and not self.in_chinese(self.unclosed):
            self.wrong.append(data.strip())

    def look_at(self, element: Element) -> None:
        hidden = element.tag == "input" and element["type"] == "hidden"
        if hidden or self.in_chinese([*self.unclosed, element]):
            return
        self.wrong += [f"{name}={element[name]}" for name in TOLD if CHINESE.search(element[name])]

    def in_chinese(self, around: list[Element]) -> bool:
        marked = [element["lang"] for element in around if element["lang"]]
        return bool(marked) and marked[-1].startswith("zh")


def unmarked(response: Any) -> list[str]:
    page = Languages()
    page.feed(response.content.decode())
    page.close()
    return page.wrong


@pytest.fixture
def english(client: Client) -> Client:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


@pytest.fixture
def town(catalogue: None) -> None:
    """What the register can say in Chinese: names, doors, prices, a remark in the hours, a pause."""
    make.community(phone="0931-1234567转8", office="上坎社区居委会")
    make.community("柳泉社区", "620104007002", surveyed_on="2026-03-01")
    shop = make.outlet(
        "店",
        pk=1001,
        phone="0931-4567890转8",
        address="福利路 5 号",
        opening_hours='Mo-Su 08:00-20:00 "周三盘点"',
        brand="惠民",
        form="stall",
        built="rebuilt",
        built_year=2024,
        verified_by="上坎社区",
        verified_on="2026-03-01",
        cash=True,
    )
    make.entrance(shop, "南门", make.CENTRE, step_free=True)
    make.also_sells(shop, "post", "repair")
    ServiceItem.objects.create(outlet=shop, name="磨刀", price_yuan=4, price_note="一把")
    make.outlet("第二家", cash=True, opening_hours="24/7", position_quality="illustrative", source="sample")
    make.outlet(
        "药房", "pharmacy", status="suspended", status_on="2026-01-01", status_reason="装修", phone="12345"
    )
    make.outlet("菜市场", "market", make.north_of(make.CENTRE, 600), step_free=True, meal_delivery=True)


def test_every_page_is_english_but_for_what_it_marks_as_chinese(english: Client, town: None) -> None:
    """One after the other in one town: nothing of them is kept from one to the next but a report or two."""
    answers = {name: visit(english) for name, visit in VISITS.items() if name != "403"}
    strict = Client(enforce_csrf_checks=True)  # 403
    strict.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    answers["403"] = strict.post("/outlets/1001/report/")
    assert {name: wrong for name, answer in answers.items() if (wrong := unmarked(answer))} == {}
    assert {read(answer).one("html")["lang"] for answer in answers.values()} == {"en"}
    assert {answer.headers["Content-Language"] for answer in answers.values()} == {"en"}


def test_the_check_sees_chinese_in_texts_and_labels() -> None:
    """That the test above can fail."""
    page = Languages()
    page.feed(
        '<html lang="en"><p>店<b lang="zh-Hans">店</b></p><a title="店" lang="zh-Hans"></a><i title="店">'
    )
    assert page.wrong == ["店", "title=店"]


def test_a_closed_shop_and_one_that_moved_say_so_in_english(english: Client, town: None) -> None:
    new = make.outlet("新店")
    make.outlet(
        "旧店", pk=2, status="moved", status_on="2026-01-01", status_reason="拆迁", moved_to=new, phone="1"
    )
    response = english.get("/outlets/2/")
    assert unmarked(response) == []
    assert "Moved to: Xindian" in " ".join(read(response).text.split())


def test_what_is_marked_as_chinese_is_the_register_s(english: Client, town: None) -> None:
    """Marking must not hide a word of the interface that was never translated."""
    known = " ".join(
        str(value)
        for model in (Outlet, Community, Area, ServiceItem, Entrance)
        for row in model.objects.values_list()
        for value in row
    )
    known += (
        "".join(Category.objects.values_list("label", flat=True))
        + " 一刻钟 中文中 （编制单位待填写） 周三盘点 火星"
    )
    for visit in ("circle", "outlet", "search", "elder, nearest", "elder, way", "catchment", "first page"):
        page = Languages()
        page.feed(VISITS[visit](english).content.decode())
        marked = {
            e.text.strip() for e in page.elements if e["lang"] == "zh-Hans" and e.tag not in {"svg", "g"}
        }
        assert {text for text in marked if text not in known} == set(), visit


def test_a_category_is_called_as_the_catalogue_calls_it(english: Client, town: None) -> None:
    page = read(english.get(CIRCLE))
    assert page.one("h4", id="g-convenience").text == "Convenience store"
    assert page.one("h1").text == "Shangkan Community 上坎社区"


def test_the_switch_leads_back_to_the_page_as_it_was_asked(client: Client, town: None) -> None:
    page = read(client.get(CIRCLE, {"pace": "elderly", "only": "cash"}))
    assert page.one("button", name="language")["value"] == "en"
    back = page.one("input", name="back")["value"]
    response = client.post("/language/", {"language": "en", "back": back})
    assert (response.status_code, response.headers["Location"]) == (302, f"{CIRCLE}?pace=elderly&only=cash")
    again = read(client.get(back))
    assert (again.one("html")["lang"], again.one("button", name="language")["value"]) == ("en", "zh-hans")
    client.post("/language/", {"language": "zh-hans", "back": back})
    assert read(client.get(back)).one("html")["lang"] == "zh-Hans"


def test_a_home_point_goes_along_in_the_body_and_in_no_address(client: Client, town: None) -> None:
    home = {"lat": str(make.CENTRE.lat), "lng": str(make.CENTRE.lng), "pace": "elderly"}
    page = read(client.post(CIRCLE, home))
    form = {field["name"]: field["value"] for field in reversed(page.all("input", type="hidden"))}
    assert {name: form[name] for name in home} == home  # the switch's own fields stand first in the page
    response = client.post("/language/", {**home, "language": "en", "back": form["back"]})
    assert (response.status_code, response.headers["Location"]) == (307, CIRCLE)  # the same body once more


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example/",
        "//evil.example",
        "/language/",
        "/language/?a=1",
        "/%6canguage/",
        "answers/",
        "",
    ],
)
def test_the_switch_leads_nowhere_else(client: Client, catalogue: None, back: str) -> None:
    assert client.post("/language/", {"language": "en", "back": back}).headers["Location"] == "/"


def test_an_unknown_language_is_told_and_not_kept(client: Client, catalogue: None) -> None:
    response = client.post("/language/", {"language": "fr"})
    assert response.status_code == 400
    assert "没有这种语言" in read(response).text
    assert not client.cookies
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"
    assert read(client.get("/")).one("html")["lang"] == "zh-Hans"


def test_nothing_is_guessed_from_what_the_browser_prefers(client: Client, catalogue: None) -> None:
    page = read(client.get("/", headers={"accept-language": "en"}))
    assert page.one("html")["lang"] == "zh-Hans"


def test_no_answer_is_kept_for_both_languages(client: Client, town: None) -> None:
    assert "Cookie" in client.get(CIRCLE).headers["Vary"]
    assert "Cookie" not in client.get("/catalogue.css").headers.get("Vary", "")


def test_the_api_answers_alike_in_both(english: Client, town: None) -> None:
    inside = english.get("/api/communities/620104007001/reach/").json()
    assert inside == {**Client().get("/api/communities/620104007001/reach/").json(), "at": inside["at"]}
    assert "每秒 1.1 米" in inside["formula"]


def test_a_refusal_is_not_kept_in_the_language_it_was_first_said_in(client: Client, town: None) -> None:
    chinese = read(client.get(CIRCLE, {"pace": "run"})).text
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    english = read(client.get(CIRCLE, {"pace": "run"})).text
    assert "没有“run”这种走法。可以用：standard（普通）、" in chinese
    assert "There is no pace “run”. You can use: standard (Standard), " in english
    assert "没有" in client.get("/api/communities/620104007001/reach/", {"pace": "run"}).json()["pace"][0]
