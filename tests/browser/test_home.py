"""The first page in a real browser."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.browser


def test_two_letters_find_the_community_and_lead_to_its_circle(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url)
    page.get_by_label("输入社区").fill("sk")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="上坎社区").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("上坎社区")


def test_my_place_leads_to_the_nearest_circle_with_my_home(page: Page, live_server: LiveServer) -> None:
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 36.1150, "longitude": 103.6090})
    page.goto(live_server.url)
    page.get_by_role("button", name="用我的位置").click()
    expect(page.locator("#start-label")).to_have_text("您选的位置")
    assert "/communities/620104007001/" in page.url


def test_a_place_without_a_circle_is_told_so(page: Page, live_server: LiveServer) -> None:
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 39.9, "longitude": 116.4})
    page.goto(live_server.url)
    page.get_by_role("button", name="用我的位置").click()
    expect(page.locator("#locate-say")).to_contain_text("不在服务范围内")


def test_a_resident_says_that_a_shop_has_closed(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/?q=坎上药店")
    page.get_by_role("link", name="坎上药店").click()
    page.get_by_text("已经关门不做了").click()
    page.get_by_role("button", name="告诉社区").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("收到了，谢谢您")
