"""Nothing jumps while a page comes, and a page is small: in Chromium, on the site as a city runs it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.site import CIRCLE, ELDER, Site

pytestmark = pytest.mark.browser
MOST_SHIFT = 0.02
MOST_BYTES = 150 * 1024
PAGES = [
    "/",
    CIRCLE,
    CIRCLE + "board/",
    "/outlets/1/",
    ELDER,
    ELDER + "medicine/",
    "/how/",
    CIRCLE + "check/",
]
WATCH = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) if (!shift.hadRecentInput) {
    window.shifts.push([shift.value, ...shift.sources.map(({node}) => node?.className || node?.nodeName)]);
  }
}).observe({type: "layout-shift", buffered: true});
"""
SETTLED_MS = 500  # after all has come: what a script does to the page is done


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def window(request: pytest.FixtureRequest, site: Site, browser: Browser) -> Iterator[BrowserContext]:
    """A first visit: nothing is kept, and the worker's own fetching stays out of the count."""
    context = browser.new_context(viewport=request.param, base_url=site.url, service_workers="block")
    yield context
    context.close()


def test_nothing_jumps(window: BrowserContext) -> None:
    page = window.new_page()
    page.add_init_script(WATCH)
    jumps = {}
    for path in PAGES:
        page.goto(path)
        page.wait_for_timeout(SETTLED_MS)
        shifts = page.evaluate("() => window.shifts")
        if sum(shift[0] for shift in shifts) >= MOST_SHIFT:
            jumps[path] = shifts
    assert jumps == {}


@pytest.mark.parametrize("path", ["/", CIRCLE, ELDER + "medicine/"])
def test_a_first_page_is_small(site: Site, browser: Browser, path: str) -> None:
    """All that goes over the wire, headers too: page, styles, scripts, map."""
    context = browser.new_context(viewport=DESKTOP, base_url=site.url, service_workers="block")  # type: ignore[arg-type]
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    sizes: list[float] = []
    network.on("Network.loadingFinished", lambda done: sizes.append(done["encodedDataLength"]))
    page.goto(path, wait_until="networkidle")
    context.close()
    assert len(sizes) > 5
    assert sum(sizes) <= MOST_BYTES
