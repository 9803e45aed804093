"""Every page, as those use it who see little, hear it read, press keys, or have a small screen.

Each page of the lists in tests/pages and tests/office is loaded once, in Chromium, and gone over there:
axe in light; contrast in dark, in high contrast and where the system forces its colours; targets; the focus;
320 px; text at twice its size; a desk's window; nothing that moves. What stands in the lists is gone over.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from tests.browser.axe import BEST, violations
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.measures import measure
from tests.browser.states import DESK as BUSY
from tests.browser.states import RESIDENTS, WITH_STREETS, Seen
from tests.browser.window import Window, body_of
from tests.office.conftest import everybody
from tests.office.matrix import Row
from tests.office.test_every_desk_page import DESK, visit
from tests.pages.test_every_page import VISITS, make_the_place

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
NARROW = {"width": 320, "height": 700}
PLAIN: dict[str, Any] = {"color_scheme": "light", "contrast": "no-preference", "forced_colors": "none"}
LOOKS: dict[str, dict[str, Any]] = {
    "light": PLAIN,
    "dark": {**PLAIN, "color_scheme": "dark"},
    "more contrast": {**PLAIN, "contrast": "more"},
    "dark, more contrast": {**PLAIN, "color_scheme": "dark", "contrast": "more"},
    "forced colours": {**PLAIN, "forced_colors": "active"},
}
OPEN_ALL = "() => { for (const fold of document.querySelectorAll('details')) fold.open = true; }"
Findings = Iterator[tuple[str, list[str]]]  # where, and what is wrong there
LARGE_TEXT = "(size) => { document.documentElement.style.fontSize = size; }"


def by_sizes_and_looks(page: Page) -> Findings:
    """Of the page that is open; everything that folds stands open."""
    elder = page.evaluate("() => document.documentElement.classList.contains('elder')")
    least, contrast = (60, 7) if elder else (44, 4.5)
    page.evaluate(OPEN_ALL)
    yield "phone, axe", violations(page, tags=BEST)
    yield "phone", measure(page, "small", least) + measure(page, "overlapping")
    yield "phone", measure(page, "moving") + measure(page, "unsaid")
    for name, look in LOOKS.items():
        page.emulate_media(**look)
        yield name, measure(page, "pale", contrast)
        if name in {"light", "forced colours"}:
            yield name, measure(page, "focus")
    page.emulate_media(**PLAIN)
    yield "phone, texts", measure(page, "cut") + measure(page, "covered")
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    yield "320 px", over_the_edge(page)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.evaluate(LARGE_TEXT, "200%")
    yield "text at 200 %", over_the_edge(page)
    page.evaluate(LARGE_TEXT, "")
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    yield "desktop", measure(page, "small", least) + measure(page, "overlapping") + over_the_edge(page)


def by_sizes(page: Page) -> Findings:
    """What other words can break: where everything finds its room."""
    least = 60 if page.evaluate("() => document.documentElement.classList.contains('elder')") else 44
    page.evaluate(OPEN_ALL)
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    yield "320 px", measure(page, "small", least) + measure(page, "overlapping") + over_the_edge(page)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.evaluate(LARGE_TEXT, "200%")
    yield "text at 200 %", over_the_edge(page)
    page.evaluate(LARGE_TEXT, "")
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    yield "desktop", over_the_edge(page)


def over_the_edge(page: Page) -> list[str]:
    return [wrong for what in ("sideways", "scrollers", "cut", "covered") for wrong in measure(page, what)]


def go_over(window: Window, seen: Seen, how: Callable[[Page], Findings] = by_sizes_and_looks) -> list[str]:
    client, response = seen
    if not response["Content-Type"].startswith("text/html") or response.status_code in {204, 302, 405}:
        body_of(response)
        return []
    window.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    window.page.emulate_media(**PLAIN)
    page = window.show(response, client)
    found = [f"{where}: {wrong}" for where, all_wrong in how(page) for wrong in all_wrong]
    return list(dict.fromkeys(found)) + window.wrong


def is_clean(found: list[str]) -> None:
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", VISITS)
def test_a_page_of_residents_is_for_everybody(name: str, window: Window, catalogue: None) -> None:
    make_the_place()
    client = Client()
    is_clean(go_over(window, (client, VISITS[name](client))))


@pytest.mark.parametrize("name", RESIDENTS)
def test_so_it_is_when_there_is_nothing_and_when_there_is_much(
    name: str, window: Window, catalogue: None
) -> None:
    is_clean(go_over(window, RESIDENTS[name]()))


@pytest.mark.thorough
@pytest.mark.parametrize("name", [*VISITS, *RESIDENTS])
def test_english_words_find_their_room_too(name: str, window: Window, catalogue: None) -> None:
    client = Client()
    client.cookies["language"] = "en"
    if name in VISITS:
        make_the_place()
        response = VISITS[name](client)
    else:
        response = RESIDENTS[name](client)[1]
    is_clean(go_over(window, (client, response), by_sizes))


@pytest.mark.parametrize("name", WITH_STREETS)
def test_so_it_is_where_streets_are_loaded(
    name: str, window: Window, catalogue: None, little_town: Path, settings: Any
) -> None:
    settings.STREETS_DIR = little_town
    is_clean(go_over(window, WITH_STREETS[name]()))


def asked_at_the_desk(row: Row, data: Any) -> Seen:
    people = everybody()
    who = people[next(letter for letter in "DCSWA-N" if letter in row.own)]
    client = Client()
    if who is not None:
        client.force_login(who)
    return client, visit(client, row, data)


@pytest.mark.thorough
@pytest.mark.parametrize("row", [row for row in DESK if row.ok != 302], ids=str)
def test_a_page_of_the_desk_is_for_everybody(row: Row, window: Window, catalogue: None) -> None:
    is_clean(go_over(window, asked_at_the_desk(row, None)))


EMPTY = [row for row in DESK if row.method == "POST" and not row.json and row.send != {}]  # else: seen above


@pytest.mark.parametrize("row", EMPTY, ids=str)
def test_so_is_a_form_with_all_its_errors(row: Row, window: Window, catalogue: None) -> None:
    is_clean(go_over(window, asked_at_the_desk(row, {})))


@pytest.mark.parametrize("name", BUSY)
def test_so_is_a_busy_desk(name: str, window: Window, catalogue: None) -> None:
    is_clean(go_over(window, BUSY[name]()))
