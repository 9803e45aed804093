"""The measures find what they look for: pages with one fault each."""

import pytest

from tests.browser.axe import violations
from tests.browser.conftest import PHONE
from tests.browser.measures import measure
from tests.browser.window import Window

pytestmark = pytest.mark.browser
STYLE = (
    "<style>body{margin:0} .sr{clip-path:inset(50%)} button{border:0;padding:0;font:16px sans-serif}</style>"
)
LONG = "一个很长很长很长很长很长的名字"
# what is asked, of which page, and a piece of what is said; the last: a page where nothing is wrong
FAULTS = [
    ("small", '<button style="width:60px;height:30px">按</button>', "60 × 30 px"),
    ("small", '<p>看<a href="#">这里</a>，再看那里</p><a href="#">单独的</a>', "单独的"),
    ("small", '<label style="display:block;height:48px"><input type="checkbox">要</label>', ""),
    ("small", '<p>前面有话，<a href="#">句子里的</a>后面也有</p>', ""),
    (
        "overlapping",
        '<button style="width:60px;height:60px">一</button>'
        '<button style="width:60px;height:60px;margin-left:-30px">二</button>',
        "lies over",
    ),
    ("cut", f'<div style="width:60px;overflow:hidden;white-space:nowrap">{LONG}</div>', "is cut by"),
    ("cut", f'<button style="width:40px;white-space:nowrap">{LONG}</button>', "runs out of"),
    ("cut", f'<p class="sr" style="width:1px;overflow:hidden;white-space:nowrap">{LONG}</p>', ""),
    ("covered", "<p>上面的话</p><p style='margin-top:-2em'>下面的话</p>", "stand on each other"),
    ("covered", "<p>上面的话</p><p>下面的话</p>", ""),
    ("sideways", '<div style="width:500px">宽</div>', "500 px wide in a window of 390"),
    ("scrollers", '<div style="overflow-x:auto"><p style="width:999px">宽</p></div>', "is no table"),
    (
        "scrollers",
        '<div style="overflow-x:auto"><table><td style="min-width:999px">宽</table></div>',
        "no name",
    ),
    (
        "scrollers",
        '<div style="overflow-x:auto" tabindex="0" aria-label="表">'
        '<table><td style="min-width:999px">宽</table></div>',
        "",
    ),
    ("unsaid", '<div class="field"><p class="hint" id="h">要这样写</p><input></div>', "is not read"),
    (
        "unsaid",
        '<div class="field"><p class="hint" id="h">要这样写</p><input aria-describedby="h"></div>',
        "",
    ),
    ("pale", '<p style="color:#777">淡</p>', "4.48"),
    ("pale", '<p style="color:#000c;background:#fff">不淡</p>', ""),
    ("focus", '<button style="outline:none">看不出</button>', "shows nothing"),
    (
        "focus",
        '<button>盖住了</button><div style="position:fixed;inset:0;background:#fff"></div>',
        "is hidden",
    ),
    ("focus", "<button>看得见</button>", ""),
    ("moving", '<p style="transition:color 1s">会动</p>', "moves"),
    ("moving", "<p>不动</p>", ""),
]


ASKED: dict[str, tuple[float, ...]] = {"small": (44,), "pale": (4.5,)}


@pytest.mark.parametrize(("what", "body", "said"), FAULTS)
def test_a_fault_is_found_and_nothing_else(what: str, body: str, said: str, window: Window) -> None:
    window.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    window.page.goto("about:blank")
    window.page.set_content(f"<!DOCTYPE html>{STYLE}<body>{body}")
    found = measure(window.page, what, *ASKED.get(what, ()))
    assert any(said in line for line in found) if said else found == []


def test_axe_finds_a_field_without_a_name(window: Window) -> None:
    window.page.goto("about:blank")
    window.page.set_content("<!DOCTYPE html><title>x</title><input>")
    assert any(line.startswith("label:") for line in violations(window.page))
