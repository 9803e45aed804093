"""The first page in a real browser."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from lifecircle.geo import Point
from tests import make
from tests.browser.axe import violations

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


@pytest.fixture
def wide_city(town: None) -> None:
    """Three circles more, two of them in a district 30 km to the east."""
    east = make.CENTRE.lng + 0.33
    for number, name in enumerate(("畅家巷社区", "山字石社区", "大众巷社区")):
        place = Point(make.CENTRE.lat - 0.03, east - 0.0001 * number)
        make.community(
            name,
            f"62010200100{number}",
            place,
            district="城关区",
            subdistrict="张掖路街道",
            surveyed_on=date(2026, 8, 1),
        )


def test_typing_narrows_the_sheet_and_the_list(page: Page, live_server: LiveServer, wide_city: None) -> None:
    page.goto(live_server.url)
    dots, rows = page.locator(".dot:visible"), page.locator("tr[data-keys]:visible")
    expect(dots).to_have_count(4)
    page.get_by_label("输入社区").fill("zyl")
    expect(dots).to_have_count(3)
    expect(rows).to_have_count(3)
    expect(page.locator("#narrow-say")).to_have_text("找到 3 个生活圈")
    page.get_by_label("输入社区").fill("畅家")
    expect(rows).to_have_count(1)
    expect(page.locator("#dot-name")).to_contain_text("畅家巷社区")
    page.get_by_label("输入社区").fill("火星")
    expect(page.locator("#narrow-say")).to_contain_text("没有叫“火星”的生活圈")
    page.get_by_label("输入社区").fill("")
    expect(dots).to_have_count(4)
    expect(rows).to_have_count(0)  # the folds are as they were: shut on a phone


def test_a_phone_moves_the_sheet_without_dragging(
    page: Page, live_server: LiveServer, wide_city: None
) -> None:
    page.goto(live_server.url)
    west, east = page.get_by_label("上坎社区，还没"), page.get_by_label("畅家巷社区，")
    expect(east).to_be_in_viewport(ratio=0)
    page.get_by_role("link", name="西固区", exact=True).click()
    expect(west).to_be_in_viewport()
    expect(east).not_to_be_in_viewport()
    page.get_by_role("link", name="城关区", exact=True).click()
    expect(east).to_be_in_viewport()
    expect(west).not_to_be_in_viewport()


def test_the_keyboard_goes_from_dot_to_dot_and_can_pass_them_by(
    page: Page, live_server: LiveServer, wide_city: None
) -> None:
    page.goto(live_server.url)
    page.get_by_label("上坎社区，还没").focus()
    expect(page.locator("#dot-name")).to_contain_text("上坎社区 数据不足")
    page.keyboard.press("Tab")
    expect(page.locator("#dot-name")).to_contain_text("畅家巷社区")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("畅家巷社区")
    page.go_back()
    page.get_by_role("link", name="跳过图，看名单").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="按区查找")).to_be_focused()


def test_nobody_is_shut_out_of_what_is_left_of_the_sheet(
    page: Page, live_server: LiveServer, wide_city: None
) -> None:
    page.goto(live_server.url)
    page.get_by_label("输入社区").fill("zyl")
    expect(page.locator("tr[data-keys]:visible")).to_have_count(3)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
