"""The circle's map in a real browser: marks apart, counts that open, the way of a row, what comes back."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect
from pytest_django.live_server_helper import LiveServer

from lifecircle.geo import Point
from outlets.models import Outlet
from tests import make
from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP
from tests.streets.town import position

pytestmark = pytest.mark.browser
NORTH = "#home=36.12240,103.60930"  # a kilometre north of the centre
OVERLAPS = """() => {
  const shown = [...document.querySelectorAll(".leaflet-marker-icon.pt:not(.pt--in) .mark")];
  const boxes = shown.map((mark) => ({ ...mark.getBoundingClientRect().toJSON(), is: mark.textContent }));
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => meet(a, b)).map((b) => [a, b]));
}"""


@pytest.fixture
def dense(town: None) -> None:
    """Sixty shops of one kind at one corner, and a street of thirty."""
    places = [make.north_of(make.CENTRE, 420) for _ in range(60)]
    places += [make.north_of(make.CENTRE, 12 * number) for number in range(30)]
    rows = [
        Outlet(name=f"{number} 号店", category_id="restaurant", lat=place.lat, lng=place.lng)
        for number, place in enumerate(places)
    ]
    Outlet.objects.bulk_create(rows)


@pytest.fixture
def no_pictures(page: Page) -> None:
    """Sheets cost a second each to make, and have tests of their own."""
    page.context.route("**/*.png*", lambda route: route.fulfill(content_type="image/png", body=b""))


def row(page: Page, name: str) -> Any:
    return page.locator(".outlet", has=page.get_by_role("link", name=name))


@pytest.mark.parametrize("size", [{"width": 390, "height": 844}, DESKTOP], ids=["phone", "desktop"])
def test_marks_stand_apart_at_every_zoom(page: Page, dense: None, circle_url: str, size: Any) -> None:
    page.set_viewport_size(size)
    page.goto(circle_url)
    everything = page.locator(".leaflet-marker-icon.pt").count()
    for button in ("放大", "缩小", "缩小", "缩小"):
        page.get_by_role("button", name=button, exact=True).click()
        assert page.evaluate(OVERLAPS) == []
        counted = sum(int(words) for words in page.locator(".heap").all_inner_texts())
        assert counted + page.locator(".leaflet-marker-icon.pt:not(.pt--in)").count() == everything


def test_a_count_opens_by_key_and_says_what_is_in_it(page: Page, dense: None, circle_url: str) -> None:
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    page.goto(circle_url)
    count = page.get_by_role("button", name=re.compile("号店.*放大看"))
    assert count.count() >= 1
    inside = max(int(words) for words in page.locator(".heap").all_inner_texts())
    assert inside > 40
    assert violations(page) == []
    for _ in range(12):  # each goes nearer, until they stand apart
        if not page.locator(".heap").count():
            break
        page.locator(".heap").last.focus()
        page.keyboard.press("Enter")
    expect(page.locator(".heap")).to_have_count(0)
    expect(page.locator("#map-say")).to_contain_text("号店")
    expect(page.locator("#sheet")).to_be_focused()
    assert page.evaluate(OVERLAPS) == []
    assert page.locator("path.leader").first.get_attribute("d")


def test_a_row_shows_its_way_and_leaving_it_takes_the_way_off(page: Page, circle_url: str) -> None:
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request) if "/way/" in request.url else None)
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    page.goto(circle_url)
    for _ in range(2):
        row(page, "坎上药店").hover()
        expect(page.locator("path.trail--line.trail--est")).to_have_count(1)
        page.locator("h1").hover()
        expect(page.locator("path.trail")).to_have_count(0)
    page.get_by_role("link", name="惠民菜市场").focus()
    expect(page.locator("path.trail--line")).to_have_count(1)
    assert [request.method for request in asked] == ["POST", "POST"]  # of two rows; once each


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_along_streets_the_way_draws_itself_where_motion_is_wanted(
    page: Page, town: None, little_town: Path, settings: Any, live_server: LiveServer, motion: Any
) -> None:
    settings.STREETS_DIR = little_town
    make.community("小镇社区", "620104007009", Point(*position("A")))
    make.outlet("街角书店", "bookshop", Point(*position("E")))
    page.emulate_media(reduced_motion=motion)
    page.goto(f"{live_server.url}/communities/620104007009/")
    page.get_by_role("link", name="街角书店").focus()
    way = page.locator("path.trail--line:not(.trail--est)")
    expect(way).to_have_attribute("pathLength", "1")
    expect(way).to_have_css("animation-name", "draw" if motion == "no-preference" else "none")
    expect(way).to_have_css("stroke-dashoffset", "0px")  # drawn to its end


def test_the_way_from_home_travels_in_no_address(page: Page, circle_url: str) -> None:
    page.goto(circle_url + NORTH)
    expect(page.locator("#start-label")).to_have_text("您选的位置")
    with page.expect_request(re.compile("/way/")) as asked:
        page.get_by_role("link", name="远处书店").focus()
    assert (asked.value.post_data_json or {})["lat"] == 36.1224
    assert "36.12" not in asked.value.url
    expect(page.locator("path.trail--line")).to_have_count(1)


def test_back_brings_the_pace_the_filter_the_view_the_row_and_the_place(
    page: Page, dense: None, circle_url: str
) -> None:
    page.goto(circle_url + "?pace=elderly&tier=basic&tier=quality")
    page.locator("label", has_text="大图").click()
    page.get_by_role("button", name="放大", exact=True).click()
    page.locator("summary", has_text="还有").first.click()
    link = page.get_by_role("link", name="40 号店", exact=True)
    link.focus()
    before = page.evaluate("[scrollY, document.querySelector('#scale').textContent]")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("40 号店")
    page.go_back()
    page.reload()  # not from the browser's memory of the page
    expect(page.get_by_role("radio", name="大图")).to_be_checked()
    expect(page.get_by_role("button", name="老人")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".outlet.is-on")).to_contain_text("40 号店")
    expect(link).to_be_visible()
    assert page.evaluate("[scrollY, document.querySelector('#scale').textContent]") == before
    assert "view=map" in page.url
    assert page.url.count("tier=") == 2


def test_the_link_back_from_an_outlet_keeps_the_filter_the_home_and_the_row(
    page: Page, circle_url: str
) -> None:
    page.goto(circle_url + "?tier=basic&tier=quality" + NORTH)
    expect(page.locator("#start-label")).to_have_text("您选的位置")
    page.get_by_role("link", name="远处书店").click()
    page.get_by_role("link", name=re.compile("上坎社区")).first.click()
    expect(page.locator("#start-label")).to_have_text("您选的位置")
    expect(page.locator(".outlet.is-on")).to_contain_text("远处书店")
    assert page.url.count("tier=") == 2


def test_sharing_carries_what_is_seen_and_never_the_home(
    page: Page, no_pictures: None, circle_url: str
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(circle_url + "?pace=child" + NORTH)
    expect(page.locator("#start-label")).to_have_text("您选的位置")
    page.locator("label", has_text="列表").click()
    page.get_by_role("link", name="远处书店").focus()
    page.get_by_role("link", name="分享").click()
    assert "36.12" not in page.url
    page.get_by_role("button", name="复制链接").click()
    expect(page.locator("#share-say")).to_contain_text("复制好了")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{circle_url}?pace=child&view=list"  # the centre may not list what was chosen from home
    assert violations(page) == []
    page.goto(copied)
    expect(page.get_by_role("radio", name="列表")).to_be_checked()
    expect(page.locator("#start-label")).to_have_text("社区中心")


def test_the_phone_passes_the_link_on_by_its_own_sheet(
    page: Page, no_pictures: None, circle_url: str
) -> None:
    page.add_init_script("navigator.share = (given) => { window.given = given; return Promise.resolve(); };")
    page.goto(f"{circle_url}share/")
    page.get_by_role("button", name="用手机发出去").click()
    assert page.evaluate("window.given") == {"title": "上坎社区", "url": circle_url}


def test_sharing_works_without_scripts(page: Page, circle_url: str) -> None:
    context = page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    context.route("**/*.png*", lambda route: route.fulfill(content_type="image/png", body=b""))
    plain = context.new_page()
    plain.goto(circle_url + "?pace=elderly")
    plain.get_by_role("link", name="分享").locator("visible=true").click()
    assert plain.get_by_label("要发的链接").input_value() == f"{circle_url}?pace=elderly"
    expect(plain.get_by_role("button")).not_to_have_text(["复制链接"])
    context.close()
