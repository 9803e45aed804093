"""What scripts say: each Chinese text has its English, and none there is idle.

Residents' words stand in words.js, the desk's and the admin's in office-words.js, which residents never load.
"""

import re
from pathlib import Path

from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "static" / "js"
STAFF = ("office-", "outline")
BOOKS = {"words.js", "office-words.js"}
COMMENT = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.DOTALL)
TEXT = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`')
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
KEY = re.compile(r'^  "((?:[^"\\]|\\.)*)":', re.MULTILINE)
DATED = "offline-rules.js"  # writes a date, each language in its own way


def said(*, by_staff: bool) -> set[str]:
    files = [file for file in FOLDER.glob("*.js") if file.name.startswith(STAFF) == by_staff]
    scripts = [file.read_text("utf-8") for file in files if file.name not in BOOKS | {DATED}]
    return {text for script in scripts for text in texts(script) if CHINESE.search(text)}


def texts(source: str) -> list[str]:
    return [found[0] or found[1] for found in TEXT.findall(COMMENT.sub("", source))]


def known(book: str) -> set[str]:
    return set(KEY.findall((FOLDER / book).read_text("utf-8")))


def test_every_chinese_text_of_a_script_has_its_english() -> None:
    assert said(by_staff=False) - known("words.js") == set()
    assert said(by_staff=True) - known("words.js") - known("office-words.js") == set()


def test_no_english_is_kept_for_what_no_script_says() -> None:
    assert known("words.js") - said(by_staff=False) == set()
    assert known("office-words.js") - said(by_staff=True) == set()


def test_a_text_is_seen_and_a_remark_is_not() -> None:
    assert texts('say("店"); // "街"\n/* "路" */ `${n} 家`') == ["店", "${n} 家"]
