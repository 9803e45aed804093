"""By keys alone: Tab comes to every control in the order in which they stand, and the map moves."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.measures import measure, source
from tests.browser.states import DESK, RESIDENTS
from tests.browser.window import Window

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SIZES = {"phone": PHONE, "desktop": DESKTOP}
PAGES = {**RESIDENTS, **{f"desk, {name}": visit for name, visit in DESK.items()}}
WALKED = [
    "home, full",
    "circle, full, from home",
    "outlet, full",
    "elder, full",
    "desk, today",
    "desk, proposals",
    "desk, upload, to decide",
]
PIN = "document.querySelector('.here').getBoundingClientRect()"


def shown(window: Window, name: str, size: dict[str, int] = PHONE) -> Page:
    window.page.set_viewport_size(size)  # type: ignore[arg-type]
    client, response = PAGES[name]()
    return window.show(response, client)


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("name", WALKED)
def test_tab_comes_to_everything_in_its_order_and_round_again(
    name: str, size: dict[str, int], window: Window, catalogue: None
) -> None:
    page = shown(window, name, size)
    page.evaluate(source())
    for _ in range(page.evaluate("() => window.measures.watch()") + 2):
        page.keyboard.press("Tab")
    assert measure(page, "order") == []


@pytest.mark.parametrize("name", ["home, full", "circle, full", "elder, full", "desk, today"])
def test_the_first_stop_leads_past_the_head(name: str, window: Window, catalogue: None) -> None:
    page = shown(window, name)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_escape_shuts_a_fold_and_the_focus_is_not_lost(window: Window, catalogue: None) -> None:
    page = shown(window, "circle, full")
    page.locator(".filter > summary").press("Enter")
    page.get_by_label("不用上台阶").press("Escape")
    expect(page.locator(".filter")).not_to_have_attribute("open", "")
    expect(page.locator(".filter > summary")).to_be_focused()


def test_the_map_moves_and_comes_nearer_by_keys_and_by_buttons(window: Window, catalogue: None) -> None:
    """Also at once: those who asked for less motion are not shown a glide."""
    page = shown(window, "circle, full", DESKTOP)
    page.locator("#sheet").focus()
    before = page.evaluate(f"{PIN}.x")
    page.keyboard.press("ArrowRight")
    moved = page.evaluate(f"{PIN}.x")
    assert moved < before - 20
    page.wait_for_timeout(120)  # what must not go on has no sign to wait for
    assert page.evaluate(f"{PIN}.x") == moved
    for nearer, back in (("+", "-"), ("放大", "看全部")):
        far = metres_a_pixel(page)
        press(page, nearer)
        comes(page, lambda metres, far: metres < far, far)
        press(page, back)
        comes(page, lambda metres, far: metres == pytest.approx(far), far)


def comes(page: Page, holds: Callable[[float, float], bool], far: float) -> None:
    """The scale is written a moment after the key, later on a busy machine."""
    for _ in range(50):
        if holds(metres_a_pixel(page), far):
            return
        page.wait_for_timeout(40)
    assert holds(metres_a_pixel(page), far)


def metres_a_pixel(page: Page) -> float:
    """As the scale has it."""
    metres = page.locator("#scale").inner_text().split()[0]
    return float(metres) / float(
        page.evaluate("document.querySelector('.scale').getBoundingClientRect().width")
    )


def press(page: Page, key_or_button: str) -> None:
    if len(key_or_button) == 1:
        page.keyboard.press(key_or_button)
    else:
        page.get_by_role("button", name=key_or_button, exact=True).press("Enter")


def test_what_is_left_is_said_aloud_and_the_list_has_what_the_map_has(
    window: Window, catalogue: None, little_town: Any
) -> None:
    page = shown(window, "circle, full")
    page.locator(".filter > summary").click()
    page.get_by_label("不用上台阶").check()
    expect(page.locator("#said")).to_have_text("找到 1 家")
    expect(page.locator("#said")).to_have_attribute("role", "status")
    assert page.locator("[data-outlet]").count() == page.locator(".leaflet-marker-icon.pt").count() == 1


def test_the_sheet_of_the_city_shows_no_circle_that_the_list_lacks(window: Window, catalogue: None) -> None:
    page = shown(window, "home, full")
    dots = page.locator("a.dot").evaluate_all("(all) => all.map((one) => one.getAttribute('href'))")
    rows = page.locator("[data-keys] a").evaluate_all("(all) => all.map((one) => one.getAttribute('href'))")
    assert sorted(dots) == sorted(rows) != []
    page.get_by_label("输入社区").fill("上坎")
    expect(page.locator("#narrow-say")).to_have_text("找到 1 个生活圈")


def test_a_pin_that_is_dragged_goes_by_keys_too(window: Window, catalogue: None) -> None:
    """The door of a new outlet: by arrow keys on the map, and by writing the coordinates."""
    client, response = DESK["new"]()
    window.page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    page = window.show(response, client)
    page.locator("#sheet").focus()
    page.keyboard.press("ArrowUp")
    before = float(page.locator("#lat").input_value())
    page.keyboard.press("Shift+ArrowUp")
    assert float(page.locator("#lat").input_value()) > before
