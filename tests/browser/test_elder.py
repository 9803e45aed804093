"""The elder edition in a real browser: sizes, targets, contrast, reflow, keys, the voice, one's own place."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from communities.elder.kept import SIZES
from tests import make
from tests.browser.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.browser
CODE = "620104007001"
NARROW = {"width": 320, "height": 700}
NORTH = {"latitude": 36.1150, "longitude": 103.6090}

# Every text that can be seen, with its size and its contrast against what lies behind it
TEXTS = """() => {
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const [r, g, b, a = 1] = parts(getComputedStyle(at).backgroundColor);
      if (a === 1) return [r, g, b];
      if (a) throw new Error(`half transparent: ${at.outerHTML.slice(0, 80)}`);
    }
    return [255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    const element = walker.currentNode.parentElement;
    if (!text || element.closest('.vh, .skip, script, [hidden]') || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const [one, other] = [light(parts(style.color)), light(behind(element))].sort((a, b) => b - a);
    found.push({ text, size: parseFloat(style.fontSize), contrast: (one + 0.05) / (other + 0.05) });
  }
  return found;
}"""
TARGETS = """() => [...document.querySelectorAll('a, button, input:not([type=hidden]), summary')]
  .filter((e) => !e.matches('.skip') && e.checkVisibility())
  .map((e) => ({ what: (e.textContent.trim() || e.id).slice(0, 20), box: e.getBoundingClientRect() }))
  .map(({ what, box }) => ({ what, width: box.width, height: box.height }))"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
STATES = {
    "place": "/elder/",
    "district": "/elder/?area=620104",
    "not found": "/elder/?q=火星",
    "tasks": f"/elder/{CODE}/",
    "more": f"/elder/{CODE}/more/",
    "answer": f"/elder/{CODE}/medicine/",
    "none": f"/elder/{CODE}/haircut/",
    "way": f"/elder/{CODE}/medicine/{{pk}}/",
}


@pytest.fixture
def shops(town: None) -> int:
    """Three more pharmacies, one with a long name, one a sample: the key of that one."""
    make.outlet(
        "兰州惠仁堂药业连锁有限责任公司西固福利路第二分店", "pharmacy", make.north_of(make.CENTRE, 90)
    )
    make.outlet("夜里的药店", "pharmacy", make.north_of(make.CENTRE, 200), opening_hours="Mo-Su 02:00-02:01")
    return make.outlet(
        "健民药店",
        "pharmacy",
        make.north_of(make.CENTRE, 30),
        opening_hours="24/7",
        phone="0931-4567890转8",
        address="福利路 5 号",
        source="sample",
        position_quality="illustrative",
    ).pk


@pytest.fixture
def root(live_server: LiveServer) -> str:
    return str(live_server.url)


def choose(page: Page, root: str, size: int) -> None:
    page.context.add_cookies([{"name": "elder", "value": str(size), "url": root}])


def all_states(page: Page, root: str, pk: int) -> Iterator[str]:
    for name, path in STATES.items():
        page.goto(root + path.format(pk=pk))
        yield name


def test_the_measures_find_what_is_too_small_and_too_pale(page: Page, shops: int, root: str) -> None:
    page.goto(f"{root}/elder/{CODE}/")
    page.evaluate("""() => {
      Object.assign(document.querySelector('h1').style, { color: '#767676', fontSize: '17px' });
      Object.assign(document.querySelector('.e-wide').style, { minHeight: '50px', height: '50px' });
    }""")
    [head] = [each for each in page.evaluate(TEXTS) if each["text"] == "您要去做什么？"]
    assert head["size"] == 17
    assert 4 < head["contrast"] < 4.6
    assert [each["height"] for each in page.evaluate(TARGETS) if each["height"] < 59.9] == [50]


@pytest.mark.parametrize("size", SIZES)
def test_whatever_size_is_chosen_texts_and_targets_stay_large_enough(
    page: Page, shops: int, root: str, size: int
) -> None:
    choose(page, root, size)
    wrong = []
    for state in all_states(page, root, shops):
        texts, targets = page.evaluate(TEXTS), page.evaluate(TARGETS)
        assert texts
        assert targets
        wrong += [f"{state}: {each['text'][:20]} {each['size']} px" for each in texts if each["size"] < 18]
        wrong += [f"{state}: {each}" for each in targets if min(each["width"], each["height"]) < 59.9]
        wrong += [f"{state}: sideways"] if page.evaluate(SIDEWAYS) > 0 else []
    assert wrong == []
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == size


def test_nothing_runs_out_of_a_narrow_window(page: Page, shops: int, root: str) -> None:
    choose(page, root, 30)
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    assert [s for s in all_states(page, root, shops) if page.evaluate(SIDEWAYS) > 0] == []


def test_text_at_twice_the_size_runs_out_of_no_window(page: Page, shops: int, root: str) -> None:
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    wrong = []
    for state in all_states(page, root, shops):
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        wrong += [state] if page.evaluate(SIDEWAYS) > 0 else []
    assert wrong == []


def test_the_nearest_pharmacy_is_two_presses_from_the_switch_and_in_sight(
    page: Page, shops: int, root: str
) -> None:
    page.goto(f"{root}/communities/{CODE}/")
    page.get_by_role("button", name="长辈版").click()
    medicine = page.get_by_role("link", name="买药")
    expect(medicine).to_be_in_viewport(ratio=1)
    medicine.click()
    expect(page.get_by_role("heading", name="1. 健民药店")).to_be_in_viewport(ratio=1)
    expect(page.locator(".plate").first).to_be_in_viewport(ratio=1)
    expect(page.locator(".plate").first).to_contain_text("慢慢走")


def test_without_scripts_the_edition_and_the_size_stay(browser: Browser, shops: int, root: str) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(root)
    page.get_by_role("button", name="长辈版").click()
    page.get_by_role("link", name="西固区").click()
    page.get_by_role("link", name="上坎社区").click()
    page.get_by_role("button", name="字大").click()
    page.goto(root)
    expect(page.get_by_role("heading", level=1)).to_have_text("您要去做什么？")
    expect(page.locator("html")).to_have_class("elder size-27")
    expect(page.get_by_text("念给我听")).to_have_count(0)
    page.get_by_role("button", name="回到普通版").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("上坎社区")
    context.close()


def test_all_is_done_by_keys(page: Page, shops: int, root: str) -> None:
    page.goto(f"{root}/elder/{CODE}/")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.includes('买药')"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("买药")


def test_it_is_read_aloud_and_stops(page: Page, shops: int, root: str) -> None:
    """Chromium here has no voice: what it is given to say is caught on the way."""
    page.add_init_script(
        "window.said = [];speechSynthesis.speak = (u) => said.push(u.text);speechSynthesis.cancel = () => 0;"
    )
    page.goto(f"{root}/elder/{CODE}/medicine/")
    page.get_by_role("button", name="念给我听").click()
    expect(page.get_by_role("button", name="停下不念")).to_have_attribute("aria-pressed", "true")
    said = page.evaluate("said")
    assert "第 1 家，健民药店" in said
    assert any("慢慢走" in each and "分钟" in each for each in said)
    page.get_by_role("button", name="停下不念").click()
    expect(page.get_by_role("button", name="念给我听")).to_be_visible()


def test_where_the_browser_cannot_speak_there_is_no_button(page: Page, shops: int, root: str) -> None:
    page.add_init_script("Object.defineProperty(window, 'speechSynthesis', { value: undefined })")
    page.goto(f"{root}/elder/{CODE}/medicine/")
    expect(page.locator("#e-read")).to_be_hidden()


def test_from_where_one_stands_and_no_address_ever_holds_it(page: Page, shops: int, root: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation(NORTH)  # type: ignore[arg-type]
    page.goto(f"{root}/elder/{CODE}/")
    page.get_by_role("button", name="从我现在的地方走").click()
    expect(page.locator("#start-label")).to_have_text("您现在的地方")
    page.get_by_role("link", name="买药").click()
    expect(page.locator("#start-label")).to_have_text("您现在的地方")
    page.get_by_role("link", name="怎么走").first.click()
    expect(page.locator("#start-label")).to_have_text("您现在的地方")
    page.get_by_role("button", name="字大").click()
    expect(page.locator("#start-label")).to_have_text("您现在的地方")
    page.go_back()
    assert asked
    assert [url for url in asked if "36.115" in url.partition("#")[0]] == []
    assert [c["value"] for c in page.context.cookies()] == [f"27.{CODE}"]


def test_the_skip_link_leaves_everything_as_it_is(page: Page, shops: int, root: str) -> None:
    page.goto(f"{root}/elder/{CODE}/medicine/#home=36.11500,103.60900")
    expect(page.locator("#start-label")).to_have_text("您现在的地方")
    page.evaluate("window.stayed = true")
    page.get_by_role("link", name="跳到正文").press("Enter")
    expect(page.locator("main")).to_be_focused()
    assert page.evaluate("window.stayed") is True


def test_an_answer_that_does_not_come_is_told_beside_the_centre_s(page: Page, shops: int, root: str) -> None:
    page.route(
        "**/medicine/",
        lambda asked: (
            asked.fulfill(status=400, body="<p>") if asked.request.method == "POST" else asked.continue_()
        ),
    )
    page.goto(f"{root}/elder/{CODE}/medicine/#home=36.11500,103.60900")
    expect(page.locator("#e-say")).to_contain_text("没有拿到回答")
    expect(page.locator("#start-label")).to_have_text("上坎社区")


def test_the_nearest_community_is_found(page: Page, shops: int, root: str) -> None:
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation(NORTH)  # type: ignore[arg-type]
    page.goto(f"{root}/elder/")
    page.get_by_role("button", name="帮我找最近的社区").click()
    expect(page.locator("#start-label")).to_have_text("您现在的地方")


def test_a_refused_place_is_no_matter(page: Page, shops: int, root: str) -> None:
    page.goto(f"{root}/elder/{CODE}/")
    page.get_by_role("button", name="从我现在的地方走").click()
    expect(page.locator("#e-say")).to_contain_text("不要紧")
