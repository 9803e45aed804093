"""Any page on paper: what is pressed is gone, the map comes whole and first, and the foot says from where."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.browser
PAPER_PX = 688  # 182 mm: A4 without its margins


def on_paper(page: Page, url: str) -> None:
    page.goto(url)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.set_viewport_size({"width": PAPER_PX, "height": 1000})
    page.emulate_media(media="print")


def top_of(page: Page, selector: str) -> float:
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["y"]


@pytest.mark.parametrize("path", ["", "?pace=elderly"])
def test_a_circle_is_printed_with_its_map_its_list_and_its_telephones(
    page: Page, circle_url: str, path: str
) -> None:
    on_paper(page, circle_url + path)
    assert top_of(page, "#sheet") < top_of(page, "#list")
    box = page.locator("#sheet").bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= PAPER_PX
    number = page.locator("a.call").first.evaluate("(call) => getComputedStyle(call, '::after').content")
    assert number == '"0931-0001001"'


def test_nothing_that_is_pressed_is_printed(page: Page, circle_url: str, live_server: LiveServer) -> None:
    for url in (circle_url, live_server.url, live_server.url + "/answers/", live_server.url + "/elder/"):
        on_paper(page, url)
        pressed = page.locator(
            "button:visible, input:visible, textarea:visible, nav:visible, summary button:visible"
        )
        expect(pressed).to_have_count(0)


def test_the_foot_says_where_the_page_is(page: Page, circle_url: str) -> None:
    page.goto(circle_url + "?pace=elderly")
    expect(page.locator(".printed")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".printed")).to_contain_text(circle_url)
    expect(page.locator(".printed")).not_to_contain_text("pace")
