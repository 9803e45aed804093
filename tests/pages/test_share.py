"""Passing on: the link shows what was seen and never from where; a picture where one can be made."""

import sys
from typing import Any

import pytest
from django.test import Client

from communities.board import engine
from tests import make
from tests.pages.html import Page, read

CIRCLE = "/communities/620104007001/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def city(catalogue: None) -> None:
    make.community()
    make.outlet("门口便利店", pk=1001)


def shared(client: Client, path: str, **query: Any) -> Page:
    return read(client.get(path, query))


def link(page: Page) -> str:
    return page.one("input", id="link")["value"]


def test_the_link_leads_to_what_was_seen(client: Client) -> None:
    page = shared(client, f"{CIRCLE}share/", pace="elderly", tier=["quality", "basic"], view="map", row=1001)
    assert link(page) == f"http://testserver{CIRCLE}?pace=elderly&tier=basic&tier=quality&view=map#o1001"


def test_what_is_usual_is_not_said(client: Client) -> None:
    assert (
        link(shared(client, f"{CIRCLE}share/", pace="standard", view="both")) == f"http://testserver{CIRCLE}"
    )


def test_the_public_address_of_the_site_is_used(client: Client, settings: Any) -> None:
    settings.SITE_URL = "https://shenghuoquan.example"
    assert link(shared(client, f"{CIRCLE}share/")) == f"https://shenghuoquan.example{CIRCLE}"


@pytest.mark.parametrize("path", [f"{CIRCLE}share/", "/outlets/1001/share/"])
def test_a_home_in_the_address_is_not_passed_on(client: Client, path: str) -> None:
    page = client.get(
        path, {"lat": "36.1171639", "lng": "103.6052987", "near": "我家", "place": "outlet:1001"}
    )
    assert "1171639" not in page.content.decode()
    assert "我家" not in page.content.decode()
    assert link(read(page)) == f"http://testserver{path.removesuffix('share/')}"


def test_an_outlet_is_passed_on_with_the_circle_one_comes_from(client: Client) -> None:
    page = shared(client, "/outlets/1001/share/", **{"from": "620104007001", "pace": "child"})
    assert link(page) == "http://testserver/outlets/1001/?from=620104007001&pace=child"


def test_the_circle_and_the_outlet_lead_to_their_share_pages(client: Client) -> None:
    hrefs = {a["href"] for a in shared(client, CIRCLE, pace="elderly", only="cash").all("a")}
    assert f"{CIRCLE}share/?pace=elderly&only=cash" in hrefs
    outlet = {a["href"] for a in shared(client, "/outlets/1001/", **{"from": "620104007001"}).all("a")}
    assert "/outlets/1001/share/?pace=standard&from=620104007001" in outlet


def test_who_set_out_from_home_is_told_that_the_link_does_not(client: Client) -> None:
    home = {"lat": f"{make.CENTRE.lat:.6f}", "lng": f"{make.CENTRE.lng:.6f}"}
    own = read(client.post(CIRCLE, home))
    hrefs = {a["href"] for a in own.all("a")}
    assert f"{CIRCLE}share/?own=1" in hrefs
    told = shared(client, f"{CIRCLE}share/", own="1")
    assert "从社区中心看" in told.text
    assert link(told) == f"http://testserver{CIRCLE}"
    assert "从社区中心看" not in shared(client, f"{CIRCLE}share/").text


@pytest.mark.parametrize(("name", "value"), [("row", "x"), ("row", "0"), ("view", "wide"), ("pace", "run")])
def test_a_strange_address_is_answered_in_words(client: Client, name: str, value: str) -> None:
    assert client.get(f"{CIRCLE}share/", {name: value}).status_code == 400


def test_where_no_picture_can_be_made_the_sheets_themselves_are_offered(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.ready.cache_clear()
    monkeypatch.setitem(sys.modules, "typst", None)
    page = shared(client, f"{CIRCLE}share/")
    engine.ready.cache_clear()
    assert page.all("img") == []
    assert {f"{CIRCLE}card/", f"{CIRCLE}board/"} <= {a["href"] for a in page.all("a")}
