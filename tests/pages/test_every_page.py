"""What holds for every page: nothing from elsewhere, nothing inline, a strict policy, plain forms."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client, RequestFactory

from communities.gaps.check import check
from communities.gaps_page.saved import save
from communities.models import Community, ReportKind
from lifecircle.views import failed
from outlets.models import Outlet, Report
from tests import make
from tests.pages.html import Page, read

MAPS = {"uri.amap.com", "api.map.baidu.com", "apis.map.qq.com"}
CIRCLE = "/communities/620104007001/"
ELDER = "/elder/620104007001/"
Visit = Callable[[Client], Any]


def a_number() -> str:
    return Report.objects.create(outlet=Outlet.objects.get(pk=1001), kind="phone", sender="x").spoken_number


def a_saved_check() -> int:
    return save(check(Community.objects.get(pk="620104007001")), kind=ReportKind.BY_HAND).pk


VISITS: dict[str, Visit] = {
    "first page": lambda client: client.get("/"),
    "search": lambda client: client.get("/", {"q": "上坎"}),
    "nothing found": lambda client: client.get("/", {"q": "火星"}),
    "how": lambda client: client.get("/how/"),
    "programme": lambda client: client.get("/programme/"),
    "circle": lambda client: client.get(CIRCLE),
    "circle, filtered": lambda client: client.get(CIRCLE, {"only": "cash", "tier": "basic"}),
    "circle, from home": lambda client: client.post(CIRCLE, {"lat": make.CENTRE.lat, "lng": make.CENTRE.lng}),
    "circle, several places": lambda client: client.post(CIRCLE, {"near": "社区"}),
    "circle, refused": lambda client: client.post(CIRCLE, {"near": "火星"}),
    "board": lambda client: client.get(CIRCLE + "board/", {"size": "A1"}),
    "card": lambda client: client.get(CIRCLE + "card/"),
    "poster": lambda client: client.get("/outlets/1001/poster/"),
    "check": lambda client: client.get(CIRCLE + "check/"),
    "check, in the evening": lambda client: client.get(
        CIRCLE + "check/", {"at": "2026-11-24T20:00", "category": "market"}
    ),
    "check, refused": lambda client: client.get(CIRCLE + "check/", {"at": "soon"}),
    "check, saved": lambda client: client.get(f"{CIRCLE}check/{a_saved_check()}/"),
    "circle, shared": lambda client: client.get(CIRCLE + "share/", {"pace": "child", "view": "map"}),
    "outlet, shared": lambda client: client.get("/outlets/1001/share/"),
    "outlet": lambda client: client.get("/outlets/1001/"),
    "outlet, from home": lambda client: client.post(
        "/outlets/1001/", {"lat": make.CENTRE.lat, "lng": make.CENTRE.lng}
    ),
    "catchment": lambda client: client.get("/outlets/1001/catchment/"),
    "catchment, refused": lambda client: client.get("/outlets/1001/catchment/", {"minutes": "soon"}),
    "report refused": lambda client: client.post("/outlets/1001/report/"),
    "report kept": lambda client: client.post("/outlets/1001/report/", {"kind": "other"}, follow=True),
    "look-up": lambda client: client.get("/answers/"),
    "look-up, answered": lambda client: client.post("/answers/", {"number": a_number()}),
    "look-up, unknown number": lambda client: client.post("/answers/", {"number": "ABCD-EFGH"}),
    "elder": lambda client: client.get("/elder/"),
    "elder, street by street": lambda client: client.get("/elder/", {"area": "620104"}),
    "elder, not found": lambda client: client.get("/elder/", {"q": "火星"}),
    "elder, tasks": lambda client: client.get(ELDER),
    "elder, more": lambda client: client.get(ELDER + "more/"),
    "elder, nearest": lambda client: client.get(ELDER + "sundries/"),
    "elder, from where one stands": lambda client: client.post(
        ELDER + "sundries/", {"lat": make.CENTRE.lat, "lng": make.CENTRE.lng}
    ),
    "elder, none": lambda client: client.get(ELDER + "haircut/"),
    "elder, way": lambda client: client.get(ELDER + "sundries/1001/"),
    "elder, refused": lambda client: client.post("/elder/switch/", {"size": "1"}),
    "no signal": lambda client: client.get("/offline/"),
    "no signal, elder": lambda client: client.get("/offline/elder/"),
    "400": lambda client: client.get("/", {"q": "\0"}),
    "400, strange host": lambda client: client.get("/", headers={"host": "evil.example"}),
    "403": lambda client: Client(enforce_csrf_checks=True).post("/outlets/1001/report/"),
    "404": lambda client: client.get("/nowhere/"),
}


def make_the_place() -> None:
    """What the visits find: two circles and two outlets."""
    make.community(phone="0931-1234567", office="居委会")
    make.community("柳泉社区", "620104007002")
    make.outlet("店", pk=1001, phone="0931-4567890", address="福利路 5 号")
    make.outlet("第二家", cash=True, opening_hours="24/7")


@pytest.fixture(params=VISITS, ids=str)
def visit(request: pytest.FixtureRequest, catalogue: None) -> Visit:
    make_the_place()
    chosen: Visit = VISITS[request.param]
    return chosen


@pytest.fixture
def page(visit: Visit, client: Client) -> Page:
    return read(visit(client))


def test_the_policy_is_strict(visit: Visit, client: Client) -> None:
    policy = visit(client).headers["Content-Security-Policy"]
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split("; ")}
    assert rules["default-src"] == ["'none'"]
    assert all(
        set(rules[rule]) <= {"'self'"} for rule in ("style-src", "connect-src", "form-action", "font-src")
    )
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "data:"} & set(rules["script-src"])


def test_no_script_or_style_stands_in_the_page(page: Page) -> None:
    scripts = [e for e in page.all("script") if not e["src"] and e["type"] != "application/json"]
    inline = [
        e.tag for e in page.elements if any(name == "style" or name.startswith("on") for name in e.attributes)
    ]
    assert (scripts, page.all("style"), inline) == ([], [], [])


def test_data_in_the_page_is_json(page: Page) -> None:
    for block in page.all("script", type="application/json"):
        json.loads(block.text)


def test_nothing_comes_from_elsewhere(page: Page) -> None:
    loaded = [e["src"] for e in page.elements] + [
        e["href"] for e in page.elements if e.tag in {"link", "use"}
    ]
    assert {urlsplit(address)[:2] for address in loaded} == {("", "")}


def test_links_lead_to_our_pages_a_phone_or_a_known_map(page: Page) -> None:
    links = [urlsplit(link["href"]) for link in page.all("a")]
    assert links
    assert {link.netloc for link in links if link.scheme in {"http", "https"}} <= MAPS
    assert {link.scheme for link in links} <= {"", "https", "tel"}


def test_forms_send_to_our_own_pages(page: Page) -> None:
    assert all(form["action"].startswith("/") for form in page.all("form"))


def test_what_needs_a_script_is_hidden_without_one(page: Page) -> None:
    assert all(
        "hidden" in element.attributes for element in page.elements if "js-only" in element["class"].split()
    )


def test_a_page_has_one_head_a_language_and_a_title(page: Page) -> None:
    assert len(page.all("h1")) == 1
    assert page.one("html")["lang"] == "zh-Hans"
    first, *others = page.all("title")
    assert first.text.strip()
    assert len(others) == len(page.all("a", class_="dot"))  # in an SVG it names what is pointed at


def test_no_id_stands_twice(page: Page) -> None:
    ids = [element["id"] for element in page.elements if element["id"]]
    assert len(ids) == len(set(ids))


def test_every_field_is_named_for_those_who_cannot_see(page: Page) -> None:
    labelled = {label["for"] for label in page.all("label")}
    fields = [
        e for e in page.elements if e.tag in {"input", "textarea", "select"} and e["type"] not in {"hidden"}
    ]
    texts = [e for e in fields if e["type"] not in {"checkbox", "radio"}]
    assert all(field["id"] in labelled or field["aria-label"] for field in texts)


def test_a_failure_is_a_page_without_a_trace_of_what_was_asked() -> None:
    response = failed(RequestFactory().post(CIRCLE, {"lat": "36.117911"}))
    assert (response.status_code, read(response).one("h1").text) == (500, "我们这边出错了")
    assert "36.117911" not in response.content.decode()


def test_a_failure_of_the_api_is_json() -> None:
    response = failed(RequestFactory().get("/api/reach/"))
    assert (response.status_code, json.loads(response.content)) == (
        500,
        {"detail": "我们这边出错了，请过几分钟再试。"},
    )


@pytest.mark.parametrize("path", ["/", "/how/", "/outlets/1001/"])
def test_pages_without_an_answer_say_the_date_of_their_data_too(
    client: Client, catalogue: None, path: str
) -> None:
    make.outlet("店", pk=1001)
    assert "登记册更新到 20" in read(client.get(path)).one("footer").text


def test_the_catalogue_s_colours_come_as_a_stylesheet(client: Client, catalogue: None) -> None:
    response = client.get("/catalogue.css")
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    assert ".c-shop{--c:var(--c-shop)}" in response.content.decode()


@pytest.mark.parametrize("path", ["/", "/how/", "/near/", CIRCLE, "/outlets/1001/", "/outlets/1001/report/"])
def test_a_method_that_makes_no_sense_is_refused(client: Client, catalogue: None, path: str) -> None:
    make.community()
    make.outlet(pk=1001)
    assert client.delete(path).status_code == 405
    assert Outlet.objects.exists()
