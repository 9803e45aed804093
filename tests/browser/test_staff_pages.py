"""The pages of one's own account, in a real browser at both sizes: axe finds nothing, and they serve."""

from io import BytesIO
from typing import Any

import pytest
import segno
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from PIL import Image
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from lifecircle.staff.rights import Role
from tests import make
from tests.browser.axe import violations
from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser
PASSWORD = "黄河边走15分钟"


@pytest.fixture(params=[PHONE], ids=["phone"])  # wide, test_accessible.py looks at these pages
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


def test_signing_in(sized: Page, live_server: LiveServer) -> None:
    sized.goto(f"{live_server.url}/office/login/")
    assert violations(sized) == []
    sign_in(sized, live_server.url)
    assert sized.url == f"{live_server.url}/office/"


def test_after_too_many_wrong_passwords(sized: Page, live_server: LiveServer) -> None:
    make.account(Role.DISTRICT_BUREAU, "620104", name="xigu", password=PASSWORD)
    sized.goto(f"{live_server.url}/office/login/")
    for number in range(5):
        sized.get_by_label("账号").fill("xigu")
        sized.get_by_label("密码").fill("wrong")
        sized.get_by_role("button", name="登录").click()
        if number == 0:
            assert violations(sized) == []
    assert sized.get_by_role("heading", level=1).inner_text() == "请等 15 分钟"
    assert violations(sized) == []


def test_a_first_password(sized: Page, live_server: LiveServer) -> None:
    sign_in(sized, live_server.url, must_change_password=True)
    assert violations(sized) == []
    sized.get_by_label("现在的密码").fill(PASSWORD)
    sized.get_by_label("新密码", exact=True).fill("123")
    sized.get_by_label("把新密码再写一遍").fill("123")
    sized.get_by_role("button", name="改密码").click()
    assert violations(sized) == []
    sized.get_by_label("现在的密码").fill(PASSWORD)
    for label in ("新密码", "把新密码再写一遍"):
        sized.get_by_label(label, exact=True).fill("换过的密码-2026-很长")
    sized.get_by_role("button", name="改密码").click()
    assert sized.get_by_text("密码改好了").is_visible()


def seen_code(page: Page) -> list[list[bool]]:
    """The squares of the code as they stand on the screen, its quiet edge included."""
    svg = page.locator(".qr svg")
    count = int(svg.get_attribute("viewBox").split()[2])  # type: ignore[union-attr]
    svg.scroll_into_view_if_needed()
    box = svg.bounding_box()
    assert box
    assert box["width"] == box["height"] >= 4 * count  # a camera wants that much of each square
    picture = Image.open(BytesIO(page.screenshot())).convert("1")
    step = box["width"] / count
    middles = [(number + 0.5) * step for number in range(count)]
    return [[not picture.getpixel((int(box["x"] + x), int(box["y"] + y))) for x in middles] for y in middles]


def wanted_code(device: TOTPDevice) -> list[list[bool]]:
    return [
        [bool(dark) for dark in row] for row in segno.make(device.config_url, error="m").matrix_iter(border=4)
    ]


def test_the_second_factor_from_setting_up_to_signing_in(sized: Page, live_server: LiveServer) -> None:
    sign_in(sized, live_server.url)
    sized.goto(f"{live_server.url}/office/second/")
    assert violations(sized) == []
    sized.get_by_role("link", name="现在设").click()
    assert violations(sized) == []
    device = TOTPDevice.objects.get()
    assert seen_code(sized) == wanted_code(device)
    sized.get_by_label("动态口令").fill(f"{totp(device.bin_key):06d}")
    sized.get_by_role("button", name="设好").click()
    assert sized.locator(".codes li").count() == 10
    assert violations(sized) == []
    backup = sized.locator(".codes code").first.inner_text()
    sized.get_by_role("link", name="抄好了").click()
    sized.get_by_role("button", name="退出").click()
    sized.get_by_label("账号").fill("xigu")
    sized.get_by_label("密码").fill(PASSWORD)
    sized.get_by_role("button", name="登录").click()
    assert violations(sized) == []
    sized.get_by_label("动态口令").fill(backup)
    sized.get_by_role("button", name="继续").click()
    assert sized.url == f"{live_server.url}/office/"


def test_the_log(sized: Page, live_server: LiveServer) -> None:
    sign_in(sized, live_server.url)
    sized.goto(f"{live_server.url}/admin/")  # refused, and so in the log
    assert violations(sized) == []
    sized.goto(f"{live_server.url}/office/log/")
    assert sized.get_by_role("row").count() == 3
    assert violations(sized) == []
    with sized.expect_download() as started:
        sized.get_by_role("link", name="下载成表格").click()
    assert started.value.suggested_filename == "log.csv"
    sized.get_by_label("什么事").select_option(label="导出")
    sized.get_by_role("button", name="查看").click()
    assert "操作日志 2 条" in sized.get_by_role("table").inner_text()


def test_a_session_that_ran_out(sized: Page, live_server: LiveServer) -> None:
    sign_in(sized, live_server.url)
    Session.objects.all().delete()
    sized.goto(f"{live_server.url}/office/?day=1")
    assert sized.get_by_text("您有一会儿没动").is_visible()
    sized.get_by_label("账号").fill("xigu")
    sized.get_by_label("密码").fill(PASSWORD)
    sized.get_by_role("button", name="登录").click()
    assert sized.url == f"{live_server.url}/office/?day=1"


def test_the_demo_says_its_accounts(sized: Page, live_server: LiveServer, settings: Any) -> None:
    settings.DEMO = True
    call_command("demo_accounts")
    sized.goto(f"{live_server.url}/office/login/")
    assert sized.get_by_role("row").count() == 6
    assert violations(sized) == []
