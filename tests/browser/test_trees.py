"""What a screen reader is given of the main pages, as text to be read: tests/browser/trees.

Whoever changes a page on purpose writes them anew and reads what has changed:
    UPDATE_TREES=1 .venv/bin/python -m pytest tests/browser/test_trees.py
"""

import os
import re
from pathlib import Path

import pytest

from tests.browser.conftest import PHONE
from tests.browser.states import TREES
from tests.browser.window import Window

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
FOLDER = Path(__file__).with_name("trees")
# what moves with the day of the test
DAYS = [
    (r"\d{4}-\d\d-\d\d", "年-月-日"),
    (r"\d+ 月 \d+ 日 星期.", "某月某日星期几"),
    (r"\d+ 月 \d+ 日 \d\d:\d\d", "某月某日某时"),
    (r"\d+ 月 \d+ 日", "某月某日"),
]


def readable(tree: str) -> str:
    """Without the addresses, which nobody is read, and without the day."""
    lines = [line for line in tree.splitlines() if not line.lstrip().startswith("- /url:")]
    indents = [len(line) - len(line.lstrip()) for line in lines] + [0]
    bare = [
        line[:-1] if line.endswith(":") and after <= indents[number] else line
        for number, (line, after) in enumerate(zip(lines, indents[1:], strict=True))
    ]
    text = "\n".join(bare) + "\n"
    for pattern, word in DAYS:
        text = re.sub(pattern, word, text)
    return text


@pytest.mark.parametrize("name", TREES)
def test_the_page_reads_as_it_was_agreed(name: str, window: Window, catalogue: None) -> None:
    client, response = TREES[name]()
    window.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page = window.show(response, client)
    tree = readable(page.locator("body").aria_snapshot())
    file = FOLDER / f"{name}.yml"
    if os.environ.get("UPDATE_TREES"):
        file.write_text(tree, encoding="utf-8")
    assert tree == file.read_text(encoding="utf-8"), (
        f"read the change, then write it: see the head of {__file__}"
    )
