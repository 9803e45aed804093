"""A clerk at the desk, in a real browser: the day, a new outlet, the point, the hours, duplicates, drafts."""

import os

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils.timezone import now
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from communities.models import Community
from lifecircle.datum import CoordinateSystem, from_wgs84
from outlets.models import Outlet, Proposal, Report
from outlets.proposals import start
from tests import make
from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, PHONE
from tests.office import offices

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("OFFICE_SHOTS")
SIZES = {"phone": PHONE, "desktop": DESKTOP}


@pytest.fixture
def clerk(town: None) -> User:
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


def at_new(desk: Page, live_server: LiveServer) -> None:
    desk.goto(f"{live_server.url}/office/outlets/new/")


def wait_until_kept(desk: Page) -> None:
    """The form keeps itself when the keys have rested; our policy lets no test wait for it by a script."""
    for _ in range(50):
        if desk.evaluate("localStorage.length"):
            return
        desk.wait_for_timeout(100)
    raise AssertionError("the form did not keep itself")


def pin(desk: Page) -> tuple[float, float]:
    return float(desk.locator("#lat").input_value()), float(desk.locator("#lng").input_value())


def test_a_tap_on_the_mark_of_another_shop_places_the_pin_there(desk: Page, live_server: LiveServer) -> None:
    desk.goto(f"{live_server.url}/office/outlets/new/")
    mark = desk.locator("#sheet .pt .mark", has_text="便")
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box
    desk.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(desk.locator("#sheet .here b")).to_have_text("门口")
    pin = desk.locator("#sheet .here i").bounding_box()
    assert pin
    assert abs(pin["x"] + pin["width"] / 2 - box["x"] - box["width"] / 2) < 3


def test_the_pin_moves_by_keys_without_any_drag(desk: Page, live_server: LiveServer) -> None:
    at_new(desk, live_server)
    desk.locator("#sheet").focus()
    desk.keyboard.press("ArrowUp")
    first = pin(desk)
    desk.keyboard.press("Shift+ArrowRight")
    second = pin(desk)
    assert (first[0] - make.CENTRE.lat) * 110_976 == pytest.approx(2, abs=0.1)
    assert (second[1] - first[1]) * 90_000 == pytest.approx(20, abs=1)
    expect(desk.locator("#side")).to_contain_text("上坎社区")


def test_the_pin_is_dragged(desk: Page, live_server: LiveServer) -> None:
    at_new(desk, live_server)
    desk.locator("#sheet").scroll_into_view_if_needed()
    box = desk.locator("#sheet .here b").bounding_box()
    assert box is not None
    desk.mouse.move(box["x"] + 10, box["y"] + 8)
    desk.mouse.down()
    desk.mouse.move(box["x"] + 60, box["y"] + 8, steps=5)
    desk.mouse.up()
    assert pin(desk)[1] > make.CENTRE.lng


def test_a_link_of_another_map_is_read_with_its_system(desk: Page, live_server: LiveServer) -> None:
    at_new(desk, live_server)
    there = from_wgs84(make.CENTRE, CoordinateSystem.GCJ02)
    link = f"https://uri.amap.com/marker?position={there.lng:.6f},{there.lat:.6f}&name=店"
    desk.get_by_label("粘贴坐标或地图链接").fill(link)
    desk.get_by_role("button", name="读出来").click()
    expect(desk.get_by_label("高德、腾讯、微信（GCJ-02）")).to_be_checked()
    expect(desk.locator("#side")).to_contain_text("坐标系要是选错，这里会错开")
    desk.get_by_label("粘贴坐标或地图链接").fill("https://surl.amap.com/abc")
    desk.get_by_role("button", name="读出来").click()
    expect(desk.locator("#paste-err")).to_contain_text("短链接")


def test_a_bare_pair_asks_for_its_system(desk: Page, live_server: LiveServer) -> None:
    at_new(desk, live_server)
    desk.get_by_label("粘贴坐标或地图链接").fill(f"{make.CENTRE.lng}, {make.CENTRE.lat}")
    desk.get_by_role("button", name="读出来").click()
    expect(desk.locator("#paste-err")).to_have_text("没有选坐标是从哪里抄的")
    desk.get_by_label("手机定位、天地图").check()
    expect(desk.locator("#side")).to_contain_text("上坎社区")


def test_my_own_place_with_how_true_it_is(desk: Page, live_server: LiveServer) -> None:
    desk.context.grant_permissions(["geolocation"])
    here = {"latitude": make.CENTRE.lat, "longitude": make.CENTRE.lng, "accuracy": 80}
    desk.context.set_geolocation(here)  # type: ignore[arg-type]
    at_new(desk, live_server)
    desk.get_by_role("button", name="用我的位置").click()
    expect(desk.locator("#pick-say")).to_contain_text("误差约 80 米，误差大")
    expect(desk.get_by_label("手机定位、天地图")).to_be_checked()


def test_the_week_is_edited_by_choosing(desk: Page, live_server: LiveServer) -> None:
    at_new(desk, live_server)
    desk.get_by_text("工作日和周末").click()
    desk.get_by_label("周一至周五开门").fill("830")
    desk.get_by_label("周一至周五关门").fill("12")
    desk.get_by_role("button", name="周一至周五加一段").click()
    desk.get_by_label("周一至周五第 2 段开门").fill("14:00")
    desk.get_by_label("周一至周五第 2 段关门").fill("18:00")
    desk.get_by_label("周六周日休息").check()
    shot(desk, "week")
    assert violations(desk) == []
    lines = desk.evaluate("[...document.querySelectorAll('#lines input')].map((i) => i.value)")
    assert lines[1:8] == ["8:30-12:00 14:00-18:00"] * 5 + ["休息"] * 2
    desk.get_by_text("每天一样").click()
    expect(desk.get_by_label("每天第 1 段开门")).to_have_value("8:30")


def test_a_slip_in_the_hours_is_told_and_what_was_typed_stays(desk: Page, live_server: LiveServer) -> None:
    at_new(desk, live_server)
    fill_shop(desk)
    desk.get_by_text("每天一样").click()
    desk.get_by_label("每天开门").fill("20:30")
    desk.get_by_label("每天关门").fill("7:30")
    desk.get_by_role("button", name="登记入圈").click()
    expect(desk.locator(".errbox")).to_contain_text("每天：关门时间比开门早")
    expect(desk.get_by_label("店名 *")).to_have_value("绿源鲜菜直销店")
    expect(desk.locator("#hours-all")).to_have_value("20:30-7:30")
    shot(desk, "error-hours")


def test_a_twin_is_shown_side_by_side_and_answered_once(desk: Page, live_server: LiveServer) -> None:
    at_new(desk, live_server)
    desk.get_by_label("店名 *").fill("门口便利店")
    desk.locator("#tier-basic").get_by_text("便利店").click()
    desk.get_by_label("地址 *").fill("福利路 5 号")
    desk.locator("#sheet").focus()
    desk.keyboard.press("Shift+ArrowUp")
    expect(desk.locator("#side")).to_contain_text("登记册里有很像的")
    shot(desk, "twin")
    assert violations(desk) == []
    desk.get_by_role("button", name="登记入圈").click()
    expect(desk.locator(".errbox")).to_contain_text("登记册里有很像的（门口便利店）")
    desk.get_by_label("不是").check()
    desk.get_by_role("button", name="登记入圈").click()
    expect(desk.get_by_role("status").first).to_contain_text("登记好了")


def test_without_a_network_the_form_waits_and_is_sent_later(desk: Page, live_server: LiveServer) -> None:
    at_new(desk, live_server)
    fill_shop(desk)
    desk.locator("#sheet").focus()
    desk.keyboard.press("Shift+ArrowUp")
    expect(desk.locator("#side")).to_contain_text("上坎社区")
    desk.context.set_offline(True)
    desk.get_by_role("button", name="登记入圈").click()
    expect(desk.locator("#kept")).to_contain_text("没有网络，先存在这台手机里")
    shot(desk, "offline")
    desk.get_by_role("button", name="再登一家").click()
    expect(desk.get_by_label("店名 *")).to_have_value("")
    desk.context.set_offline(False)
    desk.goto(f"{live_server.url}/office/")
    expect(desk.locator("#unsent")).to_be_hidden()
    desk.goto(f"{live_server.url}/office/")
    assert Outlet.objects.filter(name="绿源鲜菜直销店").count() == 1
    assert desk.evaluate("localStorage.length") == 0


def test_what_is_refused_later_is_told_and_opened_again(desk: Page, live_server: LiveServer) -> None:
    at_new(desk, live_server)
    desk.get_by_label("店名 *").fill("半家店")
    desk.context.set_offline(True)
    desk.get_by_role("button", name="登记入圈").click()
    expect(desk.locator("#kept")).to_be_visible()
    desk.context.set_offline(False)
    desk.goto(f"{live_server.url}/office/")
    expect(desk.locator("#unsent")).to_contain_text("没交成：还没有选主要做什么；地址还没有填")
    shot(desk, "unsent")
    assert violations(desk) == []
    desk.locator("#unsent").get_by_role("link", name="打开").click()
    expect(desk.get_by_label("店名 *")).to_have_value("半家店")


def test_a_form_left_half_way_is_offered_again(desk: Page, live_server: LiveServer) -> None:
    at_new(desk, live_server)
    desk.get_by_label("店名 *").fill("半家店")
    desk.get_by_label("公开电话").fill("0931-4567890")
    wait_until_kept(desk)
    desk.goto(f"{live_server.url}/office/outlets/new/")
    desk.get_by_role("button", name="接着填").click()
    expect(desk.get_by_label("公开电话")).to_have_value("0931-4567890")


def test_signing_out_leaves_nothing_on_the_device(desk: Page, live_server: LiveServer) -> None:
    at_new(desk, live_server)
    desk.get_by_label("店名 *").fill("半家店")
    wait_until_kept(desk)
    desk.get_by_role("button", name="退出").click()
    desk.get_by_role("button", name="还有 1 份没交，清掉并退出").click()
    desk.wait_for_url("**/login/**")
    assert desk.evaluate("localStorage.length") == 0


def test_a_photo_is_taken_at_the_door(desk: Page, live_server: LiveServer) -> None:
    at_new(desk, live_server)
    fill_shop(desk)
    desk.locator("#sheet").focus()
    desk.keyboard.press("Shift+ArrowUp")
    photo = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": make.jpeg(1200, 900)}
    desk.get_by_label("门头照片").set_input_files(photo)  # type: ignore[arg-type]
    desk.get_by_role("button", name="登记入圈").click()
    expect(desk.get_by_role("status").first).to_contain_text("登记好了")
    desk.get_by_role("link", name="居民看到的样子").click()
    shown = desk.get_by_alt_text("绿源鲜菜直销店的门头，第 1 张")
    expect(shown).to_be_visible()
    assert shown.evaluate("(image) => image.decode().then(() => image.naturalWidth)") == 1200


def test_two_change_one_shop_and_the_second_chooses(desk: Page, live_server: LiveServer) -> None:
    shop = Outlet.objects.get(name="门口便利店")
    desk.goto(f"{live_server.url}/office/outlets/{shop.pk}/edit/")
    Outlet.objects.filter(pk=shop.pk).update(phone="0931-2222222")
    desk.get_by_label("公开电话").fill("0931-1111111")
    desk.get_by_role("button", name="改好，马上生效").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("别人也改了“门口便利店”")
    shot(desk, "conflict")
    assert violations(desk) == []
    desk.get_by_label("0931-1111111").check()
    desk.get_by_role("button", name="就这样，交上去").click()
    expect(desk.get_by_role("status").first).to_contain_text("改好了")
    shop.refresh_from_db()
    assert shop.phone == "0931-1111111"
