"""No signal: the last circle seen is still there with its date, and nothing of a person is."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.browser.conftest import PHONE
from tests.browser.site import CIRCLE, ELDER, Site

pytestmark = pytest.mark.browser
LAT, LNG = "36.11837", "103.61198"  # a home near the circle's centre, written nowhere else
CONTROLLED = """async () => {
  const worker = navigator.serviceWorker;
  if (!worker.controller) await new Promise((done) => worker.addEventListener("controllerchange", done));
}"""
ASK_THE_API = """async (home) => {
  const headers = {"Content-Type": "application/json"};
  const answer = await fetch("/api/reach/", {method: "POST", headers, body: JSON.stringify(home)});
  if (!answer.ok) throw new Error(await answer.text());
}"""
KEPT = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const url = new URL(request.url);
      found[url.pathname + url.search + url.hash] = await (await cache.match(request)).text();
    }
  }
  return found;
}"""


@pytest.fixture
def phone(site: Site, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport=PHONE,  # type: ignore[arg-type]
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        base_url=site.url,
    )
    yield context.new_page()
    context.close()


def kept(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.evaluate(KEPT)
    return found


def wait_until(page: Page, condition: Any) -> dict[str, str]:
    """What is kept, as soon as it is as it should be; the worker works behind the page's back."""
    for _ in range(100):
        found = kept(page)
        if condition(found):
            return found
        page.wait_for_timeout(100)
    raise AssertionError(sorted(found))


def see(page: Page, path: str, *besides: str) -> dict[str, str]:
    """A page opened with signal, and what is kept once it and what goes with it is."""
    page.goto(path)
    page.evaluate(CONTROLLED)
    wanted = {path.split("#")[0].split("?")[0], *besides}
    return wait_until(page, lambda found: wanted <= found.keys())


def test_the_last_circle_seen_is_there_without_signal(phone: Page) -> None:
    see(phone, CIRCLE, CIRCLE + "board/")
    rows, phones = phone.locator(".outlet").count(), phone.locator("a.call").count()
    phone.locator(".outlet__name a").first.click()
    phone.wait_for_url("**/outlets/**")
    name, outlet = phone.locator("h1").inner_text(), phone.url
    wait_until(phone, lambda found: any(path.startswith("/outlets/") for path in found))
    phone.context.set_offline(True)
    phone.goto(CIRCLE + "?pace=elderly#home=36.1,103.6")
    expect(phone.locator(".kept")).to_contain_text("您上次看过的内容还在，是 ")
    today = "() => `${new Date().getMonth() + 1} 月 ${new Date().getDate()} 日 `"
    expect(phone.locator(".kept time")).to_contain_text(phone.evaluate(today))
    expect(phone.locator(".kept")).to_contain_text("您刚才选的没有算进去")  # it was kept at the usual pace
    assert (phone.locator(".outlet").count(), phone.locator("a.call").count()) == (rows, phones)
    assert rows > 100
    expect(phone.locator(".leaflet-marker-icon.pt")).to_have_count(rows)
    phone.goto(CIRCLE + "board/")
    expect(phone.locator(".board-sheet svg")).to_contain_text("上坎社区")
    phone.goto(outlet)
    expect(phone.locator("h1")).to_have_text(name)
    expect(phone.locator(".kept")).to_be_visible()
    expect(phone.locator(".kept__other")).to_be_hidden()


def test_with_signal_a_page_says_nothing_of_being_kept(phone: Page) -> None:
    see(phone, CIRCLE)
    phone.reload()
    expect(phone.locator(".kept")).to_be_hidden()


def test_a_page_never_seen_tells_which_circles_are_there(phone: Page) -> None:
    see(phone, CIRCLE, CIRCLE + "board/")
    phone.context.set_offline(True)
    phone.goto("/answers/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("现在没有网络")
    expect(phone.locator("#kept-list")).to_contain_text("上坎社区")
    phone.get_by_role("link", name="列表和图").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("上坎社区")


def test_the_elder_edition_answers_without_signal_too(phone: Page) -> None:
    see(phone, ELDER, ELDER + "medicine/", ELDER + "eating/")
    phone.context.set_offline(True)
    phone.get_by_role("link", name="买药").click()
    expect(phone.locator(".e-card")).to_have_count(3)
    expect(phone.locator(".kept")).to_be_visible()
    cards = phone.url
    phone.goto(cards + "?skip=3")
    expect(phone.get_by_role("heading", level=1)).to_have_text("现在没有网络")
    phone.goto(cards)
    phone.locator(".e-card a", has_text="怎么走").first.click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("现在没有网络")


def test_the_desk_and_what_is_personal_are_not_kept(phone: Page, site: Site) -> None:
    see(phone, CIRCLE)
    for path in ("/office/", "/office/login/", "/admin/login/", "/answers/", "/?q=上坎", "/api/communities/"):
        phone.goto(path)
    found = see(phone, "/how/")
    pages = {path for path, text in found.items() if text.startswith("<!DOCTYPE html>")}
    assert pages <= {"/how/", CIRCLE, CIRCLE + "board/", "/offline/", "/offline/elder/"}
    phone.context.set_offline(True)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        phone.goto("/office/login/")


def test_no_home_point_lands_in_the_store(phone: Page) -> None:
    see(phone, CIRCLE)
    phone.goto(f"{CIRCLE}?pace=child&lat={LAT}&lng={LNG}")
    phone.goto(f"{CIRCLE}?pace=child#home={LAT},{LNG}")
    expect(phone.locator("#start-label")).to_have_text("您选的位置")
    phone.locator(".outlet__name a").first.click()
    expect(phone.locator("#walks")).to_contain_text("您选的位置")
    phone.goto(f"{ELDER}medicine/#home={LAT},{LNG}")
    expect(phone.locator("#start-label")).to_have_text("您现在的地方")
    phone.evaluate(ASK_THE_API, {"lat": float(LAT), "lng": float(LNG)})
    found = see(phone, "/how/", f"{ELDER}medicine/")
    home = re.compile(rf"(?:{re.escape(LAT)}|{re.escape(LNG)})0*(?!\d)")
    held = [path for path, text in found.items() if home.search(path + text)]
    assert held == []
    assert "您选的位置" not in found[CIRCLE]


def test_another_language_is_fetched_for_all_that_is_kept(phone: Page) -> None:
    see(phone, CIRCLE, CIRCLE + "board/")
    phone.get_by_role("button", name="English").click()
    phone.wait_for_load_state()
    pages = (CIRCLE, CIRCLE + "board/", "/offline/")
    wait_until(phone, lambda found: all('<html lang="en"' in found[path] for path in pages))
    phone.context.set_offline(True)
    phone.goto("/answers/")
    expect(phone.locator("#kept-list .dim")).to_contain_text(re.compile(r"^kept on \d+ \w+"))


def test_who_chose_the_elder_edition_begins_there_without_signal_and_in_the_size_chosen(phone: Page) -> None:
    see(phone, ELDER, ELDER + "medicine/", ELDER + "eating/")
    phone.get_by_role("button", name="字大").click()
    phone.wait_for_load_state()
    pages = (ELDER, ELDER + "medicine/", ELDER + "eating/", "/offline/elder/")
    wait_until(phone, lambda found: all("elder size-27" in found[path] for path in pages))
    phone.goto("/")
    phone.wait_for_url("**" + ELDER)
    wait_until(phone, lambda found: "/?elder" in found)
    phone.context.set_offline(True)
    phone.goto("/")
    expect(phone.locator("html")).to_have_class("elder size-27")
    expect(phone.locator("#kept-list")).to_contain_text("上坎社区")


def test_what_a_script_fetches_leaves_the_chosen_community_alone(phone: Page) -> None:
    phone.goto(ELDER)
    phone.get_by_role("button", name="字大").click()
    phone.wait_for_load_state()
    phone.evaluate("async () => { await (await fetch('/elder/620104007002/')).text() }")
    cookies = {each["name"]: each["value"] for each in phone.context.cookies()}
    assert cookies["elder"] == f"27.{ELDER.split('/')[2]}"


def test_a_button_deletes_all_that_is_kept(phone: Page) -> None:
    see(phone, CIRCLE, CIRCLE + "board/")
    see(phone, "/how/")
    phone.get_by_role("button", name="把存的删掉").click()
    expect(phone.locator("#kept-forget [role=status]")).to_have_text("删掉了。以后看的页，还会再存。")
    assert not any(path.startswith("/communities/") for path in kept(phone))
    see(phone, "/how/", "/offline/")
    phone.context.set_offline(True)
    phone.goto(CIRCLE)
    expect(phone.get_by_role("heading", level=1)).to_have_text("现在没有网络")
    expect(phone.locator("#kept")).to_be_hidden()


def test_a_new_release_replaces_all_that_was_kept(phone: Page, site: Site) -> None:
    before = see(phone, CIRCLE, CIRCLE + "board/")
    new = site.release_anew()
    see(phone, "/how/")
    wait_until(phone, lambda found: caches_of(phone) == [f"lifecircle-{site.version}"])
    after = kept(phone)  # what was found before the old one went may still hold it
    old = {path for path in before if path.startswith("/static/css/base.")}
    assert not old & after.keys()
    assert f"/static/{new}" in after[CIRCLE]
    assert f"/static/{new}" in after[CIRCLE + "board/"]
    phone.context.set_offline(True)
    phone.goto(CIRCLE)
    assert phone.evaluate("() => getComputedStyle(document.body).getPropertyValue('--new')").strip() == "1"


def test_a_site_that_keeps_nothing_any_more_takes_everything_away(phone: Page, site: Site) -> None:
    see(phone, CIRCLE)
    site.stop()
    site.start(LIFECIRCLE_OFFLINE="0")
    phone.goto("/how/")
    phone.evaluate("async () => { await (await navigator.serviceWorker.getRegistration())?.update() }")
    for _ in range(50):
        if not caches_of(phone):
            break
        phone.wait_for_timeout(100)
    assert (caches_of(phone), kept(phone)) == ([], {})
    phone.reload()
    assert phone.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0
    site.stop()
    site.start()


def caches_of(page: Page) -> list[str]:
    names: list[str] = page.evaluate("() => caches.keys()")
    return names
