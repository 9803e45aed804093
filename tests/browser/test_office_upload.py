"""A clerk sends in a table, in a real browser: chooses, watches it read, decides, writes, takes it back."""

import os
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from outlets.models import Outlet
from outlets.uploads import reading
from outlets.uploads.template import template
from tests import make
from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, PHONE
from tests.office import offices
from tests.office.tables import HEAD, csv_bytes, xlsx_bytes

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("OFFICE_SHOTS")
SIZES = {"phone": PHONE, "desktop": DESKTOP}


@pytest.fixture
def clerk(town: None) -> User:
    Outlet.objects.update(area_id=offices.COMMUNITY)
    offices.let_offices_publish()
    return offices.office()


@pytest.fixture(params=["desktop"])  # on a phone test_accessible.py looks at these pages
def desk(request: pytest.FixtureRequest, page: Page, clerk: User, live_server: LiveServer) -> Page:
    """Signed in, at the size of a phone and of a desk."""
    page.set_viewport_size(SIZES[request.param])  # type: ignore[arg-type]
    client = Client()
    client.force_login(clerk)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])  # type: ignore[list-item]
    page.goto(f"{live_server.url}/office/uploads/")
    return page


@pytest.fixture
def table(clerk: User) -> bytes:
    """A new shop, a changed one, the same, a likely duplicate, a wrong one."""
    pharmacy, market = Outlet.objects.get(name="坎上药店"), Outlet.objects.get(name="惠民菜市场")
    beside = make.north_of(make.CENTRE, 75)
    return xlsx_bytes(
        ["编号", *HEAD, "电话"],
        ["", "福利路书店", "新式书店", make.CENTRE.lat + 0.002, make.CENTRE.lng, ""],
        [pharmacy.pk, "坎上药店", "药店", pharmacy.lat, pharmacy.lng, "0931-2222222"],
        [market.pk, "惠民菜市场", "菜市场", market.lat, market.lng, ""],
        ["", "门口便利店（福利路）", "便利店", beside.lat, beside.lng, "0931-0001001"],
        ["", "没写业态的店", "", make.CENTRE.lat, make.CENTRE.lng, ""],
    )


def choose(desk: Page, content: bytes, name: str = "西柳沟 11 月.xlsx") -> None:
    desk.get_by_label("哪份表").set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})
    desk.get_by_label("WGS-84（CGCS2000）").check()
    desk.get_by_role("button", name="先看一看").click()


def shot(page: Page, name: str) -> None:
    if SHOTS:
        width = page.viewport_size["width"] if page.viewport_size else 0
        page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)


def test_a_clerk_looks_decides_writes_and_takes_it_back(desk: Page, table: bytes) -> None:
    shot(desk, "uploads")
    assert violations(desk) == []
    choose(desk, table)
    expect(desk.get_by_role("heading", name="可以导入 2 行")).to_be_visible()
    shot(desk, "upload-ready")
    assert violations(desk) == []
    desk.get_by_role("link", name="可能重复 1").click()
    desk.get_by_role("button", name="第 5 行：不是同一家，导入").click()
    expect(desk.get_by_role("heading", name="可以导入 3 行")).to_be_visible()
    shot(desk, "upload-decided")
    assert violations(desk) == []
    desk.get_by_role("button", name="写入这 3 行").click()
    expect(desk.get_by_role("status").first).to_contain_text("写入 3 行：新增 2，修改 1")
    assert Outlet.objects.count() == 6
    shot(desk, "upload-applied")
    desk.get_by_text("导错了？整份撤销").click()
    desk.get_by_role("button", name="撤销这份导入").click()
    expect(desk.get_by_role("status").first).to_contain_text("撤销了 3 行")
    assert Outlet.objects.count() == 4
    assert violations(desk) == []


def test_a_longer_table_is_read_while_the_clerk_watches(desk: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces of two rows, each over at once: the page asks for the next by itself."""
    monkeypatch.setattr(reading, "ROWS_AT_ONCE", 2)
    monkeypatch.setattr(reading, "STEP_SECONDS", 0)
    rows = [[f"{chr(0x4E00 + 97 * n) * 3}铺", "维修点", 36.10 + n / 1_000, 103.6093] for n in range(20)]
    choose(desk, csv_bytes(HEAD, *rows), "长表.csv")
    expect(desk.get_by_role("heading", name="可以导入 20 行")).to_be_visible(timeout=20_000)


def test_progress_is_shown_and_a_button_reads_on_without_scripts(
    desk: Page, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "STEP_SECONDS", 0)
    desk.route("**/office-upload.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    rows = [["一家店", "维修点", 36.113, 103.6093]]
    choose(desk, csv_bytes(HEAD, *rows), "短表.csv")
    expect(desk.get_by_role("progressbar")).to_be_visible()
    shot(desk, "upload-reading")
    assert violations(desk) == []
    for _ in range(2):
        desk.get_by_role("button", name="接着读").click()
    expect(desk.get_by_role("heading", name="可以导入 1 行")).to_be_visible()


def test_a_form_without_an_answer_says_what_is_missing(desk: Page) -> None:
    desk.get_by_role("button", name="先看一看").click()
    expect(desk.get_by_role("alert")).to_contain_text("请选坐标系")
    shot(desk, "uploads-error")
    assert violations(desk) == []


def test_a_table_that_cannot_be_read_says_why(desk: Page) -> None:
    choose(desk, csv_bytes(["店铺叫什么", "电话"], ["a", "b"]), "别的.csv")
    expect(desk.get_by_role("alert")).to_contain_text("不认得“店铺叫什么”这一列")
    shot(desk, "upload-refused")
    assert violations(desk) == []


def test_the_template_and_the_copy_with_remarks_come_down(desk: Page, table: bytes, tmp_path: Path) -> None:
    with desk.expect_download() as got:
        desk.get_by_role("link", name="下载模板").click()
    assert got.value.suggested_filename == "网点模板.xlsx"
    assert len(template(offices.STREET)) > 5_000
    choose(desk, table)
    with desk.expect_download() as got:
        desk.get_by_role("link", name="下载带说明的表").click()
    assert got.value.suggested_filename == "西柳沟 11 月-导入说明.xlsx"


def test_an_export_is_asked_for_and_comes_down(desk: Page) -> None:
    desk.get_by_role("link", name="导出", exact=True).first.click()
    shot(desk, "export")
    assert violations(desk) == []
    desk.get_by_role("button", name="导出").click()
    expect(desk.get_by_role("alert")).to_contain_text("请选坐标系")
    assert violations(desk) == []
    desk.get_by_label("GCJ-02（高德、腾讯、微信）").check()
    with desk.expect_download() as got:
        desk.get_by_role("button", name="导出").click()
    assert got.value.suggested_filename.endswith(".xlsx")
