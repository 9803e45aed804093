"""The pages of one's own account, in a real browser at both sizes: axe finds nothing, and they serve."""

from typing import Any

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from lifecircle.staff.rights import Role
from tests import make
from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.browser
PASSWORD = "黄河边走15分钟"


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def sized(request: pytest.FixtureRequest, page: Page) -> Page:
    page.set_viewport_size(request.param)
    return page


def sign_in(
    page: Page, url: str, role: Role = Role.DISTRICT_BUREAU, code: str = "620104", **more: Any
) -> None:
    make.account(role, code, name="xigu", password=PASSWORD, **more)
    page.goto(f"{url}/office/login/")
    page.get_by_label("账号").fill("xigu")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()


def test_the_axe_helper_finds_what_is_wrong(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/office/login/")
    page.evaluate("document.querySelector('label').remove()")
    assert any(line.startswith("label:") for line in violations(page))


def test_signing_in(sized: Page, live_server: LiveServer) -> None:
    sized.goto(f"{live_server.url}/office/login/")
    assert violations(sized) == []
    sign_in(sized, live_server.url)
    assert sized.url == f"{live_server.url}/office/"
