"""Deciding in a real browser: a letter in one click and its resident's look-up, two made one, a way back."""

import os
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from outlets import letters, proposals
from outlets.models import Outcome, Outlet, Report
from outlets.models.report import Kind
from tests import make
from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, PHONE
from tests.office import offices

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("OFFICE_SHOTS")
SIZES = {"phone": PHONE, "desktop": DESKTOP}


@pytest.fixture
def clerk(town: None, settings: object, tmp_path: Path) -> User:
    """Two letters and an answered one, a shop that stands twice, a number that was changed."""
    settings.MEDIA_ROOT = str(tmp_path / "media")  # type: ignore[attr-defined]
    Outlet.objects.update(area_id=offices.COMMUNITY)
    user = offices.office()
    offices.let_offices_publish()
    shop = Outlet.objects.get(name="门口便利店")
    letter(shop, Kind.PHONE, "电话打不通，去了两次都关着")
    letter(Outlet.objects.get(name="惠民菜市场"), Kind.HOURS, "晚上七点就关了")
    done = letter(shop, Kind.ADDRESS, "")
    letters.answer(done, user, Outcome.CONFIRMED, "谢谢您，已经核对，和登记的一样。")
    twin = make.north_of(make.CENTRE, 70)
    make.outlet("门口便利店（坎上店）", at=twin, area_id=offices.COMMUNITY, address="福利路 5 号")
    chemist = Outlet.objects.get(name="坎上药店")
    changed = proposals.start(user, {"phone": "0931-2222222", "opening_hours": "24/7"}, outlet=chemist)
    proposals.hand_in(changed, user)
    return user


def letter(outlet: Outlet, kind: str, text: str) -> Report:
    return Report.objects.create(outlet=outlet, kind=kind, text=text, sender="x")


@pytest.fixture(params=["desktop"])  # on a phone test_accessible.py looks at these pages
def desk(request: pytest.FixtureRequest, page: Page, clerk: User, live_server: LiveServer) -> Page:
    page.set_viewport_size(SIZES[request.param])  # type: ignore[arg-type]
    client = Client()
    client.force_login(clerk)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])  # type: ignore[list-item]
    return page


def sound(page: Page, name: str) -> None:
    """Axe finds nothing, nothing runs out at the side, everything pressed is tall enough."""
    if SHOTS:
        width = page.viewport_size["width"] if page.viewport_size else 0
        page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    low = page.evaluate(
        "[...document.querySelectorAll('main .btn, main summary, main .chip, main input:not([type=hidden])')]"
        ".filter(e => e.checkVisibility() && !e.matches('[type=radio], [type=checkbox]'))"
        ".filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML.slice(0, 120))"
    )
    assert low == []


def test_a_letter_is_answered_in_one_click_and_its_resident_reads_it(
    desk: Page, live_server: LiveServer
) -> None:
    desk.goto(f"{live_server.url}/office/letters/")
    expect(desk.locator(".letters > li")).to_have_count(2)
    sound(desk, "letters")
    desk.get_by_role("link", name="门口便利店：去核对").click()
    sound(desk, "letter")
    desk.get_by_role("button", name="先去掉号码").click()
    expect(desk.get_by_role("status").first).to_contain_text("网点也改好了")
    expect(desk.locator(".letters > li")).to_have_count(1)
    number = Report.objects.get(kind=Kind.PHONE).spoken_number
    desk.goto(f"{live_server.url}/answers/")
    desk.get_by_label("编号", exact=True).fill(number.lower().replace("-", " "))
    desk.get_by_role("button", name="查答复").click()
    expect(desk.get_by_role("status")).to_contain_text("打不通的电话已经去掉")
    assert number not in desk.url
    sound(desk, "answers")
    assert Outlet.objects.get(name="门口便利店").phone == ""


def test_new_hours_are_written_in_the_letter_s_own_form(desk: Page, live_server: LiveServer) -> None:
    desk.goto(f"{live_server.url}/office/letters/")
    desk.get_by_role("link", name="惠民菜市场：去核对").click()
    desk.get_by_label("每天").fill("早上到七点")
    desk.get_by_role("button", name="改开门时间").click()
    expect(desk.get_by_role("alert")).to_contain_text("还没有答复")
    sound(desk, "letter-refused")
    desk.get_by_label("每天").fill("7:00-19:00")
    desk.get_by_label("别的写法").fill("")
    desk.get_by_role("button", name="改开门时间").click()
    expect(desk.get_by_role("status").first).to_contain_text("答复了")
    assert Outlet.objects.get(name="惠民菜市场").opening_hours == "Mo-Su 07:00-19:00"


def test_a_wrong_number_is_refused_beside_the_field(desk: Page, live_server: LiveServer) -> None:
    desk.goto(f"{live_server.url}/answers/")
    desk.get_by_label("编号", exact=True).fill("ABCD-EFGH")
    desk.get_by_role("button", name="查答复").click()
    expect(desk.get_by_role("alert")).to_contain_text("没有找到这个编号")
    sound(desk, "answers-wrong")


def test_two_are_made_one_and_taken_apart_again(desk: Page, live_server: LiveServer) -> None:
    desk.goto(f"{live_server.url}/office/duplicates/")
    sound(desk, "duplicates")
    desk.get_by_role("link", name="门口便利店和门口便利店（坎上店）是同一家").click()
    expect(desk.locator(".keeps")).to_contain_text("福利路 5 号")
    sound(desk, "pair")
    kept = Outlet.objects.get(name="门口便利店")
    desk.get_by_role("button", name=f"留编号 {kept.pk}，并成一家").click()
    expect(desk.get_by_role("status").first).to_contain_text("并入了")
    sound(desk, "duplicates-decided")
    desk.get_by_role("link", name="门口便利店（坎上店）：看历史或者拆开").click()
    desk.wait_for_url("**/history/#split")
    sound(desk, "history-merged")
    desk.get_by_role("button", name="拆开，不是同一家").click()
    expect(desk.get_by_role("status").first).to_contain_text("拆开了")
    kept.refresh_from_db()
    assert kept.merged_from.count() == 0


def test_a_past_state_is_restored_after_a_look(desk: Page, live_server: LiveServer) -> None:
    shop = Outlet.objects.get(name="坎上药店")
    desk.goto(f"{live_server.url}/office/outlets/{shop.pk}/history/")
    sound(desk, "history")
    desk.get_by_role("link", name="恢复到").first.click()
    sound(desk, "restore")
    desk.get_by_role("button", name="改这 2 项，马上生效").click()
    expect(desk.get_by_role("status").first).to_contain_text("恢复好了")
    shop.refresh_from_db()
    assert (shop.phone, shop.opening_hours) == ("", "")
