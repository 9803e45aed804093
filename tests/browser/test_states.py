"""When something does not come: the page says what, where it is seen, and what is there stays."""

import pytest
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.browser


def test_a_pace_that_cannot_be_asked_is_said_beside_it(page: Page, circle_url: str) -> None:
    page.goto(circle_url)
    rows = page.locator(".outlet").count()
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError()) }")
    page.get_by_role("button", name="老人").click()
    expect(page.locator("#ask-problem")).to_have_text("现在没有网络，请连上网再试。")
    expect(page.locator("#ask-problem")).to_be_visible()
    expect(page.locator(".outlet")).to_have_count(rows)
    expect(page.locator("#both")).to_have_attribute("aria-busy", "false")


def test_without_its_map_a_circle_works_as_without_scripts(page: Page, circle_url: str) -> None:
    def nothing(route: Route) -> None:
        route.fulfill(body="", content_type="text/javascript")

    page.route("**/leaflet.js", nothing)
    page.goto(circle_url)
    expect(page.get_by_text("地图没有打开")).to_be_visible()
    page.get_by_role("button", name="老人").click()
    page.wait_for_url("**/?pace=elderly*")
    expect(page.get_by_role("button", name="老人")).to_have_attribute("aria-pressed", "true")


def test_without_its_map_the_list_still_counts_from_home(page: Page, circle_url: str) -> None:
    page.route("**/leaflet.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(f"{circle_url}#home=36.12240,103.60930")
    expect(page.locator("#start-label")).to_have_text("您选的位置")
    expect(page.get_by_text("地图没有打开")).to_be_visible()


def test_without_map_and_network_it_says_where_the_minutes_count_from(page: Page, circle_url: str) -> None:
    page.route("**/leaflet.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.add_init_script("window.fetch = () => Promise.reject(new TypeError())")
    page.goto(f"{circle_url}#home=36.12240,103.60930")
    expect(page.locator("#ask-problem")).to_have_text("现在没有网络，请连上网再试。现在按社区中心算。")
