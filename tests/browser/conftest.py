"""A real Chromium on a live server; skipped with a reason where there is none. Nothing leaves the machine."""

import shutil
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings
from playwright.sync_api import Browser, Page, Playwright, Request, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests import make
from tests.browser.site import built_site, site
from tests.browser.window import Window, is_fault
from tests.streets.town import TOWN

__all__ = ["built_site", "site"]  # fixtures of this folder

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    if CHROMIUM is None:
        pytest.skip("没有找到 Chromium（apt install chromium），跳过浏览器测试")
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield started
    started.close()


@pytest.fixture(scope="session")
def window(browser: Browser) -> Iterator[Window]:
    """One page for all tests that need no server: whoever shows something in it sets its size first."""
    context = browser.new_context(
        viewport=PHONE,  # type: ignore[arg-type]
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
        service_workers="block",
    )
    yield Window(context.new_page())
    context.close()


@pytest.fixture(scope="session")
def little_town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the streets of tests/streets/town.osm are kept: for `settings.STREETS_DIR`."""
    folder = tmp_path_factory.mktemp("streets")
    with override_settings(STREETS_DIR=folder):
        call_command("import_streets", str(TOWN), stdout=StringIO(), stderr=StringIO())
    return folder


@pytest.fixture
def town(transactional_db: None) -> None:
    """One circle with a handful of outlets whose minutes are known: 1.3 × metres ÷ 66 a minute."""
    call_command("loaddata", "categories", verbosity=0)
    make.community()
    make.outlet(
        "门口便利店",
        "convenience",
        make.north_of(make.CENTRE, 60),
        opening_hours="24/7",
        phone="0931-0001001",
    )
    make.outlet("坎上药店", "pharmacy", make.north_of(make.CENTRE, 300), step_free=True)
    make.outlet("惠民菜市场", "market", make.north_of(make.CENTRE, 700), opening_hours="24/7")
    make.outlet("远处书店", "bookshop", make.north_of(make.CENTRE, 1200))


@pytest.fixture
def page(browser: Browser, town: None) -> Iterator[Page]:
    """A phone's window that fails the test on any script error and any request to another host."""
    context = browser.new_context(viewport=PHONE, locale="zh-CN", timezone_id="Asia/Shanghai")  # type: ignore[arg-type]
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(f"script error: {error}"))
    opened.on("console", lambda said: wrong.append(said.text) if is_fault(said) else None)
    opened.on(
        "request",
        lambda request: (
            wrong.append(f"left the machine: {request.url}")
            if not request.url.startswith(("http://localhost", "http://127.0.0.1", "data:"))
            else None
        ),
    )
    asked: set[Request] = set()
    opened.on("request", lambda request: asked.add(request))
    opened.on("requestfinished", lambda request: asked.discard(request))
    opened.on("requestfailed", lambda request: asked.discard(request))
    yield opened
    for _ in range(250):  # an answer on its way would meet the next test's database, or none
        if not asked:
            break
        opened.wait_for_timeout(20)
    context.close()
    assert wrong == []


@pytest.fixture
def circle_url(live_server: LiveServer) -> str:
    return f"{live_server.url}/communities/620104007001/"
