"""A district at its desk, in a real browser: the queue, sending back, the list, its word on the streets."""

import os

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from outlets import proposals
from outlets.models import Outlet, Proposal, ProposalState
from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.desk import sign_in
from tests.office import offices

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("OFFICE_SHOTS")
SIZES = {"phone": PHONE, "desktop": DESKTOP}


@pytest.fixture(params=["desktop"])  # on a phone test_accessible.py looks at these pages
def desk(request: pytest.FixtureRequest, page: Page, live_server: LiveServer) -> Page:
    Outlet.objects.update(area_id=offices.COMMUNITY)
    worker = offices.worker()
    for name in ("一号店", "二号店", "三号店"):
        waiting = proposals.start(worker, {**offices.NEW, "name": name})
        proposals.hand_in(waiting, worker, outside=False)
    shop = Outlet.objects.get(name="门口便利店")
    proposals.hand_in(proposals.start(worker, {"phone": "0931-7654321"}, outlet=shop), worker)
    page.set_viewport_size(SIZES[request.param])  # type: ignore[arg-type]
    sign_in(page, offices.bureau(), live_server)
    return page


def clean(page: Page, name: str) -> None:
    """axe finds nothing, nothing runs out sideways; and a picture where they are wanted."""
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    if SHOTS:
        width = page.viewport_size["width"] if page.viewport_size else 0
        page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)


def test_three_are_let_through_at_once(desk: Page, live_server: LiveServer) -> None:
    desk.goto(f"{live_server.url}/office/proposals/")
    clean(desk, "queue")
    for name in ("一号店", "二号店", "门口便利店"):
        desk.get_by_label(f"选中{name}").check()
    desk.get_by_role("button", name="通过选中的").click()
    expect(desk.get_by_text("通过了 3 份")).to_be_visible()
    assert Outlet.objects.get(name="门口便利店").phone == "0931-7654321"
    assert Proposal.objects.filter(state=ProposalState.SUBMITTED).count() == 1


def test_one_is_sent_back_with_a_reason(desk: Page, live_server: LiveServer) -> None:
    waiting = Proposal.objects.get(name="二号店")
    desk.goto(f"{live_server.url}/office/proposals/{waiting.pk}/")
    clean(desk, "proposal")
    desk.get_by_label("退回的原因").fill("门牌号写错了")
    desk.get_by_role("button", name="退回修改").click()
    expect(desk.get_by_text("“二号店”退回去了")).to_be_visible()
    waiting.refresh_from_db()
    assert waiting.reason == "门牌号写错了"


def test_the_list_is_searched_and_confirmed(desk: Page, live_server: LiveServer) -> None:
    desk.goto(f"{live_server.url}/office/outlets/")
    clean(desk, "outlets")
    desk.get_by_label("店名、地址或电话").fill("yaodian")
    desk.get_by_role("button", name="找").click()
    expect(desk.get_by_text("找到 1 家")).to_be_visible()
    desk.get_by_label("选中坎上药店").check()
    desk.get_by_role("button", name="选中的都核对过").click()
    expect(desk.get_by_text("1 家记下了")).to_be_visible()
    assert Outlet.objects.get(name="坎上药店").verified_on is not None


def test_the_district_lets_its_streets_publish(desk: Page, live_server: LiveServer) -> None:
    desk.goto(f"{live_server.url}/office/rules/")
    clean(desk, "rules")
    desk.get_by_role("button", name="允许街道直接发布").click()
    expect(desk.get_by_text("街道可以直接发布", exact=True)).to_be_visible()
