"""Boards in a real browser: printed they are one page of the paper that was chosen."""

import re

import pytest
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    ("query", "wide", "high"),
    [
        ("board/?size=A3", 420, 297),
        ("board/?size=A3&orientation=portrait", 297, 420),
        ("board/?size=A1", 841, 594),
        ("card/", 148, 210),
    ],
)
def test_it_prints_as_one_page_of_its_paper(
    page: Page, circle_url: str, query: str, wide: int, high: int
) -> None:
    page.goto(circle_url + query)
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    [(right, top)] = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert (round(float(right) / 72 * 25.4), round(float(top) / 72 * 25.4)) == (wide, high)


def test_words_stand_in_the_room_they_were_given(page: Page, circle_url: str) -> None:
    """This browser's own fonts make no word wider than the sheet counted with."""
    page.goto(circle_url + "board/")
    wider = page.evaluate(
        """() => [...document.querySelectorAll('.board-sheet text')].filter((text) => {
          const [left, right] = [text.getBBox().x, text.getBBox().x + text.getBBox().width];
          return left < 5 || right > 415;
        }).map((text) => text.textContent)"""
    )
    assert wider == []


def test_the_button_prints_and_is_there_only_with_scripts(page: Page, circle_url: str) -> None:
    page.goto(circle_url + "board/")
    assert page.get_by_role("button", name="打印").is_visible()
