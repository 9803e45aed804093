"""Switching the language in a real browser: the page stays, its question, and the point behind its "#"."""

import pytest
from playwright.sync_api import Page, expect

from tests import make

pytestmark = pytest.mark.browser
HOME = f"#home={make.CENTRE.lat + 0.001:.5f},{make.CENTRE.lng:.5f}"


def test_the_page_stays_and_speaks_english_and_back(page: Page, circle_url: str) -> None:
    page.goto(f"{circle_url}?pace=elderly")
    expect(page.locator("#sheet .here b")).to_have_text("您在这里")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_url(f"{circle_url}?pace=elderly")
    expect(page.locator("h1")).to_have_text("Shangkan Community 上坎社区")
    expect(page.locator("#sheet .here b")).to_have_text("You are here")  # said by a script
    page.get_by_role("button", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(page).to_have_url(f"{circle_url}?pace=elderly")


def test_one_s_own_place_comes_along_and_is_never_sent_in_an_address(page: Page, circle_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(circle_url + HOME)
    expect(page.locator("#answer")).to_have_attribute("data-own", "1")
    shown = page.url.split("#")[1]
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#start-label")).to_have_text("the place you chose")
    assert page.url.split("#")[1] == shown
    assert not any(f"{make.CENTRE.lng:.3f}" in url.split("#")[0] for url in asked)


def test_a_place_that_was_left_does_not_come_back_with_the_language(page: Page, circle_url: str) -> None:
    page.goto(circle_url)
    page.evaluate(
        """(action) => {
        const form = document.createElement("form");
        form.append(Object.assign(document.createElement("input"), { name: "near", value: "坎上药店" }));
        Object.assign(document.body.appendChild(form), { action, method: "post" }).submit();
    }""",
        circle_url,
    )
    expect(page.locator("#start-label")).to_have_text("坎上药店")
    page.get_by_role("link", name="回到社区中心").click()
    expect(page.locator("#start-label")).to_have_text("社区中心")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#start-label")).to_contain_text("centre")


def test_a_row_is_said_as_its_name_is_read(page: Page, circle_url: str) -> None:
    page.goto(circle_url)
    page.get_by_role("button", name="English").click()
    expect(page.locator("#sheet .here b")).to_have_text("You are here")
    page.get_by_role("link", name="坎上药店").focus()
    expect(page.locator("#map-say")).to_have_text("Kanshang Yaodian")
