"""试一试 and 选址 in a real browser: a place by a tap and by keys, and both pages sound."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from communities.models import Community
from lifecircle.staff.rights import Role
from outlets.models import Outlet
from tests import make
from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.desk import sign_in
from tests.gaps.conftest import town_streets
from tests.gaps.town import HOMES, MARKET, ORIGIN

__all__ = ["town_streets"]

pytestmark = pytest.mark.browser


@pytest.fixture
def circle(town: None, town_streets: Path, settings: Any) -> Community:
    """The circle of this folder, moved to the crossing of the check with its market and compounds."""
    settings.STREETS_DIR = town_streets
    Outlet.objects.all().delete()
    Community.objects.update(lat=ORIGIN.lat, lng=ORIGIN.lng, surveyed_on=date(2026, 1, 1))
    found = Community.objects.get()
    make.outlet("十字菜市场", "market", MARKET)
    for name, (gate, residents, elderly) in HOMES.items():
        make.compound(found, name, gate, gates=(gate,), residents=residents, residents_60=elderly)
    return found


def sound(page: Page) -> None:
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_place_is_taken_by_a_tap_moved_by_keys_and_tried(
    live_server: LiveServer, page: Page, circle: Community
) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    sign_in(page, make.account(Role.STREET_OFFICE, circle.pk[:9]), live_server)
    page.goto(f"{live_server.url}/office/what-if/{circle.pk}/")
    sound(page)
    page.locator("#pick-map svg").click(position={"x": 60, "y": 120})
    lat, lng = page.locator("#lat"), page.locator("#lng")
    expect(lat).not_to_have_value("")
    before = float(lat.input_value())
    page.locator("#pick-map").press("ArrowUp")
    assert float(lat.input_value()) - before == pytest.approx(20 / 111_320, abs=2e-6)
    page.locator("#place").select_option(index=1)
    expect(lng).to_have_value("")
    page.locator("#add").select_option("market")
    page.get_by_role("button", name="试试开在这里").click()
    expect(page.get_by_role("heading", name="菜市场")).to_be_visible()
    assert "open=market%40" in page.url
    sound(page)


def test_the_sites_stand_before_the_question(live_server: LiveServer, page: Page, circle: Community) -> None:
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    sign_in(page, make.account(Role.STREET_OFFICE, circle.pk[:9]), live_server)
    page.goto(f"{live_server.url}/office/siting/")
    sound(page)
    page.get_by_label("放什么").select_option("market")
    page.get_by_label("在哪里放").select_option(circle.pk)
    page.get_by_role("button", name="算一算").click()
    expect(page.get_by_role("heading", name="菜市场：放 1 处")).to_be_visible()
    sound(page)
    box = page.locator(".s-table").bounding_box()
    assert box is not None
    assert box["y"] < DESKTOP["height"]
