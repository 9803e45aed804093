"""The circle's page in a real browser: list and map together, the start moves, nothing is told to anybody."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import DESKTOP

pytestmark = pytest.mark.browser
NORTH = "#home=36.12240,103.60930"  # a kilometre north of the centre


def names(page: Page) -> list[str]:
    return page.locator(".outlet__name a").all_inner_texts()


def minutes_of(page: Page, name: str) -> int:
    row = page.locator(".outlet", has=page.get_by_role("link", name=name))
    return int(row.locator(".plate b").inner_text())


def test_the_map_shows_a_mark_for_every_row(page: Page, circle_url: str) -> None:
    page.goto(circle_url)
    expect(page.locator(".leaflet-marker-icon.pt")).to_have_count(len(names(page)))


def test_touching_a_mark_lights_its_row_and_says_its_name(page: Page, circle_url: str) -> None:
    page.goto(circle_url)
    page.locator(".pt", has_text="药").locator(".mark").click()
    expect(page.locator(".outlet.is-on")).to_contain_text("坎上药店")
    expect(page.locator("#map-say")).to_have_text("坎上药店")


def test_a_row_that_is_reached_by_key_lights_its_mark(page: Page, circle_url: str) -> None:
    page.goto(circle_url)
    page.get_by_role("link", name="坎上药店").focus()
    expect(page.locator(".pt.is-on")).to_contain_text("药")


def test_a_slower_pace_takes_longer_without_a_new_page(page: Page, circle_url: str) -> None:
    page.goto(circle_url)
    before = minutes_of(page, "坎上药店")
    page.evaluate("window.stayed = true")
    page.get_by_role("button", name="老人").click()
    expect(page.get_by_role("button", name="老人")).to_have_attribute("aria-pressed", "true")
    assert minutes_of(page, "坎上药店") > before
    assert page.evaluate("window.stayed") is True


def test_the_pace_stands_in_the_address_so_that_a_link_can_be_shared(page: Page, circle_url: str) -> None:
    page.goto(circle_url)
    page.get_by_role("button", name="带小孩").click()
    expect(page).to_have_url(f"{circle_url}?pace=child")


def test_a_filter_leaves_only_what_was_asked_for(page: Page, circle_url: str) -> None:
    page.goto(circle_url)
    page.locator(".filter > summary").click()
    page.get_by_label("不用上台阶").check()
    expect(page.locator(".outlet")).to_have_count(1)
    expect(page.locator(".leaflet-marker-icon.pt")).to_have_count(1)


def test_tapping_the_map_moves_the_start(page: Page, circle_url: str) -> None:
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    page.goto(circle_url)
    page.get_by_text("换成我家").click()
    page.get_by_role("button", name="在图上点一下").click()
    page.locator("#sheet").click(position={"x": 120, "y": 300})
    expect(page.locator("#start-label")).to_have_text("您选的位置")


def test_typing_a_name_moves_the_start(page: Page, circle_url: str) -> None:
    page.goto(circle_url)
    page.get_by_text("换成我家").click()
    page.get_by_label("家附近的店、社区或街道").fill("坎上药店")
    page.get_by_role("button", name="从这里算").click()
    expect(page.locator("#start-label")).to_have_text("坎上药店")
    assert minutes_of(page, "坎上药店") == 1


def test_the_device_position_moves_the_start(page: Page, circle_url: str) -> None:
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 36.1224, "longitude": 103.6093})
    page.goto(circle_url)
    page.get_by_text("换成我家").click()
    page.get_by_role("button", name="用我的位置").click()
    expect(page.get_by_role("link", name="远处书店")).to_be_visible()


def test_a_refused_position_is_said_kindly(page: Page, circle_url: str) -> None:
    page.goto(circle_url)
    page.get_by_text("换成我家").click()
    page.get_by_role("button", name="用我的位置").click()
    expect(page.locator("#move-say")).to_contain_text("不要紧")


def test_a_home_behind_the_hash_is_used_and_never_sent_in_an_address(page: Page, circle_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(circle_url + NORTH)
    expect(page.locator("#start-label")).to_have_text("您选的位置")
    assert not [url for url in asked if "36.12" in url.partition("#")[0]]


def test_going_back_to_the_centre_forgets_the_home(page: Page, circle_url: str) -> None:
    page.goto(circle_url + NORTH)
    page.get_by_role("link", name="回到社区中心").click()
    expect(page.locator("#start-label")).to_have_text("社区中心")
    assert "home" not in page.url


def test_the_outlet_page_counts_from_the_chosen_home(page: Page, circle_url: str) -> None:
    page.goto(circle_url + NORTH)
    expect(page.locator("#start-label")).to_have_text("您选的位置")
    page.get_by_role("link", name="远处书店").click()
    expect(page.locator("#walks")).to_contain_text("您选的位置")
    expect(page.locator(".o-paces .plate b").first).to_have_text("4")


def start_at_pharmacy(page: Page, circle_url: str) -> None:
    page.goto(circle_url)
    page.get_by_text("换成我家").click()
    page.get_by_label("家附近的店、社区或街道").fill("坎上药店")
    page.get_by_role("button", name="从这里算").click()
    expect(page.locator("#start-label")).to_have_text("坎上药店")


def test_a_start_that_was_typed_goes_along_to_the_outlet_page(page: Page, circle_url: str) -> None:
    start_at_pharmacy(page, circle_url)
    away = minutes_of(page, "惠民菜市场")
    page.get_by_role("link", name="惠民菜市场").click()
    expect(page.locator("#walks")).to_contain_text("您选的位置")
    expect(page.locator(".o-paces .plate b").first).to_have_text(str(away))


def test_a_start_that_was_typed_survives_a_reload_and_a_cleared_filter(page: Page, circle_url: str) -> None:
    start_at_pharmacy(page, circle_url)
    away = minutes_of(page, "惠民菜市场")
    page.locator(".filter > summary").click()
    page.get_by_label("不用上台阶").check()
    expect(page.locator(".outlet")).to_have_count(1)
    page.get_by_role("link", name="清除筛选").first.click()
    expect(page.get_by_role("link", name="惠民菜市场")).to_be_visible()
    expect(page.locator("#start-label")).to_have_text("坎上药店")
    page.reload()
    expect(page.locator("#start-label")).to_have_text("您选的位置")
    assert minutes_of(page, "惠民菜市场") == away


def test_the_last_pace_pressed_wins_whatever_answer_comes_last(page: Page, circle_url: str) -> None:
    page.goto(circle_url)
    held: list[Route] = []
    page.route(re.compile("pace=elderly"), lambda route: held.append(route))
    with page.expect_request(re.compile("pace=elderly")):
        page.get_by_role("button", name="老人").click()
    page.get_by_role("button", name="带小孩").click()
    expect(page).to_have_url(f"{circle_url}?pace=child")
    with page.expect_response(re.compile("pace=elderly")):
        held[0].continue_()
    page.wait_for_timeout(200)  # what must not happen has no sign to wait for
    expect(page).to_have_url(f"{circle_url}?pace=child")
    expect(page.get_by_role("button", name="带小孩")).to_have_attribute("aria-pressed", "true")


def test_without_an_answer_the_list_and_the_pace_stay_what_they_were(page: Page, circle_url: str) -> None:
    page.goto(circle_url)
    before = minutes_of(page, "坎上药店")
    page.get_by_text("换成我家").click()
    with no_network(page):
        page.get_by_role("button", name="老人").click()
        expect(page.locator("#move-say")).to_contain_text("没有网络")
    expect(page.get_by_role("button", name="普通")).to_have_attribute("aria-pressed", "true")
    assert minutes_of(page, "坎上药店") == before


@contextmanager
def no_network(page: Page) -> Iterator[None]:
    """No question is answered. Not by the browser's own switch, whose note would count as a fault."""
    page.evaluate("() => { window.kept = fetch; window.fetch = () => Promise.reject(new TypeError()); }")
    yield
    page.evaluate("() => { window.fetch = window.kept; }")


def test_a_home_stays_in_the_address_without_an_answer_and_is_asked_for_again(
    page: Page, circle_url: str
) -> None:
    page.add_init_script("window.kept = fetch; window.fetch = () => Promise.reject(new TypeError())")
    page.goto(circle_url + NORTH)
    expect(page.locator("#ask-problem")).to_contain_text("没有网络")
    page.wait_for_timeout(400)  # what is written late has no sign to wait for
    assert page.url.endswith(NORTH)
    page.evaluate("() => { window.fetch = window.kept; }")
    page.get_by_role("button", name="老人").click()
    expect(page.locator("#start-label")).to_have_text("您选的位置")
    assert page.url.endswith(NORTH)


def test_a_home_stays_in_the_address_while_its_answer_is_on_the_way(page: Page, circle_url: str) -> None:
    held: list[Route] = []
    page.route(
        lambda url: url == circle_url,
        lambda route: held.append(route) if route.request.method == "POST" else route.continue_(),
    )
    page.goto(circle_url + NORTH)
    expect(page.locator("#both")).to_have_attribute("aria-busy", "true")
    page.wait_for_timeout(400)  # what is written late has no sign to wait for
    assert page.url.endswith(NORTH)
    held[0].continue_()
    expect(page.locator("#start-label")).to_have_text("您选的位置")


def test_the_sheet_is_called_after_what_is_listed(page: Page, circle_url: str) -> None:
    page.goto(circle_url)
    page.locator(".filter > summary").click()
    page.get_by_label("不用上台阶").check()
    expect(page.locator("#sheet")).to_have_attribute("aria-label", re.compile("图上的 1 处都在列表里"))


def test_back_from_sharing_leads_home_and_the_link_to_the_centre(page: Page, circle_url: str) -> None:
    page.goto(circle_url + NORTH)
    expect(page.locator("#start-label")).to_have_text("您选的位置")
    page.get_by_role("link", name="远处书店").focus()
    page.get_by_role("link", name="分享").last.click()
    expect(page.get_by_label("要发的链接")).to_have_value(circle_url)
    page.get_by_role("link", name="← 上坎社区").click()
    expect(page.locator("#start-label")).to_have_text("您选的位置")


def test_a_home_that_was_refused_is_not_carried_on(page: Page, circle_url: str) -> None:
    page.goto(circle_url + "#home=39.90000,116.40000")
    expect(page.locator(".problem")).to_contain_text("不在服务范围内")
    assert "home" not in page.url
    page.get_by_role("button", name="老人").click()
    expect(page.locator(".problem")).to_have_count(0)


def test_a_home_far_outside_says_so_and_keeps_the_centre(page: Page, circle_url: str) -> None:
    with page.expect_response("**/communities/**") as answer:
        page.goto(circle_url + "#home=39.90000,116.40000")
    assert answer.value.ok
    expect(page.locator(".problem")).to_contain_text("不在服务范围内")
    expect(page.locator("#start-label")).to_have_text("社区中心")


def test_without_scripts_everything_is_in_the_list(page: Page, circle_url: str) -> None:
    context = page.context.browser.new_context(java_script_enabled=False, viewport=DESKTOP)  # type: ignore[union-attr,arg-type]
    plain = context.new_page()
    plain.goto(circle_url)
    paper = plain.locator("#sheet").bounding_box()
    assert paper is not None
    assert paper["height"] < 200
    plain.get_by_role("button", name="老人").click()
    assert plain.url.endswith("pace=elderly")
    assert "坎上药店" in names(plain)
    context.close()


@pytest.mark.parametrize("width", [768, 1024])
@pytest.mark.parametrize("text_percent", [100, 200])
def test_nothing_scrolls_sideways(page: Page, circle_url: str, width: int, text_percent: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(circle_url)
    page.evaluate(f"document.documentElement.style.fontSize = '{text_percent}%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
