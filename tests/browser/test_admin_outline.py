"""Drawing a circle (划圈) in the admin, in a real browser: by pointer and by keys; residents see the line."""

import json

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from communities.models import Community
from lifecircle.staff.rights import Role
from tests import make
from tests.browser.conftest import DESKTOP
from tests.browser.desk import sign_in

pytestmark = pytest.mark.browser


@pytest.fixture
def form(page: Page, live_server: LiveServer) -> Page:
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    sign_in(page, make.account(Role.CITY_ADMIN), live_server)
    page.goto(f"{live_server.url}/admin/communities/community/620104007001/change/")
    page.locator("[data-outline-tools]").wait_for()
    return page


def corners(form: Page) -> list[list[float]]:
    text = form.locator("#id_boundary").input_value()
    return json.loads(text)["coordinates"][0] if text else []


def draw(form: Page) -> None:
    sheet = form.locator("[data-outline-map]")
    sheet.scroll_into_view_if_needed()
    box = sheet.bounding_box()
    assert box is not None
    middle_x, middle_y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    for dx, dy in ((-150, -110), (150, -110), (150, 110), (-150, 110)):
        form.mouse.click(middle_x + dx, middle_y + dy)


def test_four_clicks_make_an_outline_that_residents_see(form: Page, live_server: LiveServer) -> None:
    draw(form)
    assert len(corners(form)) == 5
    form.locator("input[name=_save]").click()
    assert (Community.objects.get().boundary or {})["type"] == "Polygon"
    form.goto(f"{live_server.url}/communities/620104007001/")
    expect(form.locator("path.outline")).to_have_count(1)
    expect(form.get_by_text("社区边界")).to_be_visible()


def test_a_corner_moves_by_keys_and_goes_by_delete(form: Page) -> None:
    draw(form)
    before = corners(form)
    form.get_by_role("button", name="第 1 个角").focus()
    form.keyboard.press("Shift+ArrowUp")
    moved = corners(form)
    assert moved[0][1] - before[0][1] == pytest.approx(20 / 111_320, abs=2e-6)
    form.keyboard.press("Delete")
    assert len(corners(form)) == 4


def test_an_outline_without_the_centre_is_refused_and_not_lost(form: Page) -> None:
    ring = [[103.65, 36.15], [103.66, 36.15], [103.66, 36.16], [103.65, 36.15]]
    form.locator("summary", has_text="边界的文字").click()
    form.locator("#id_boundary").fill(json.dumps({"type": "Polygon", "coordinates": [ring]}))
    form.locator("input[name=_save]").click()
    expect(form.get_by_text("生活圈的中心不在边界里面")).to_be_visible()
    assert "103.65" in form.locator("#id_boundary").input_value()
