"""A clerk at the desk, in a real browser: the day, a new outlet, the point, the hours, duplicates, drafts."""

import os
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils.timezone import now
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from communities.models import Community
from outlets.models import Outlet, Proposal, Report
from outlets.proposals import start
from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, PHONE
from tests.office import offices

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("OFFICE_SHOTS")
SIZES = {"phone": PHONE, "desktop": DESKTOP}


@pytest.fixture
def clerk(town: None, settings: object, tmp_path: Path) -> User:
    settings.MEDIA_ROOT = str(tmp_path / "media")  # type: ignore[attr-defined]
    Outlet.objects.update(area_id=offices.COMMUNITY)
    Community.objects.update(surveyed_on="2026-07-18", stage="built")
    shop = Outlet.objects.get(name="门口便利店")
    Report.objects.create(outlet=shop, kind="phone", text="电话打不通，去了两次都关着", sender="x")
    Outlet.objects.filter(name="坎上药店").update(
        status="suspended", status_on="2026-01-01", status_until="2026-02-01", status_reason="装修"
    )
    user = offices.office()
    returned = start(user, {**offices.NEW, "name": "小胡修鞋摊"})
    Proposal.objects.filter(pk=returned.pk).update(
        state="returned", reason="门牌号写错了，看看再交", submitted_at=now(), decided_at=now()
    )
    offices.let_offices_publish()
    return user


@pytest.fixture(params=SIZES, ids=str)
def desk(request: pytest.FixtureRequest, page: Page, clerk: User, live_server: LiveServer) -> Page:
    """Signed in, at the size of a phone and of a desk."""
    page.set_viewport_size(SIZES[request.param])  # type: ignore[arg-type]
    client = Client()
    client.force_login(clerk)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])  # type: ignore[list-item]
    return page


def shot(page: Page, name: str) -> None:
    if SHOTS:
        width = page.viewport_size["width"] if page.viewport_size else 0
        page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)


def fill_shop(page: Page, name: str = "绿源鲜菜直销店") -> None:
    page.get_by_label("店名 *").fill(name)
    page.get_by_text("生鲜超市（菜店）").first.click()
    page.get_by_label("地址 *").fill("福利路 5 号")


def test_the_day_is_told_and_axe_finds_nothing(desk: Page, live_server: LiveServer) -> None:
    desk.goto(f"{live_server.url}/office/")
    expect(desk.get_by_role("heading", level=1)).to_contain_text("件事要办")
    shot(desk, "today")
    assert violations(desk) == []


def test_a_new_shop_goes_from_the_map_to_the_residents(desk: Page, live_server: LiveServer) -> None:
    desk.goto(f"{live_server.url}/office/outlets/new/")
    fill_shop(desk)
    expect(desk.locator("#guess")).to_contain_text("生鲜超市")
    desk.locator("#sheet").click(position={"x": 120, "y": 120})
    expect(desk.locator("#side")).to_contain_text("上坎社区")
    expect(desk.get_by_label("不抄坐标，直接在图上点")).to_be_checked()
    shot(desk, "new")
    assert violations(desk) == []
    desk.get_by_role("button", name="登记入圈").click()
    expect(desk.get_by_role("status").first).to_contain_text("登记好了")
    shot(desk, "outlet")
    assert violations(desk) == []
    assert Outlet.objects.get(name="绿源鲜菜直销店").position_system == "wgs84"


def test_a_form_that_lacks_something_says_what(desk: Page, live_server: LiveServer) -> None:
    desk.goto(f"{live_server.url}/office/outlets/new/")
    desk.get_by_role("button", name="登记入圈").click()
    expect(desk.get_by_role("heading", name="还差 4 处")).to_be_visible()
    shot(desk, "error")
    assert violations(desk) == []
