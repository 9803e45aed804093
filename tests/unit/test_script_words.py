"""What residents' scripts say: each Chinese text has its English in words.js, and none there is idle."""

import re
from pathlib import Path

from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "static" / "js"
STAFF = ("office-", "outline", "words")
COMMENT = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.DOTALL)
TEXT = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`')
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
KEY = re.compile(r'^  "((?:[^"\\]|\\.)*)":', re.MULTILINE)
DATED = "offline-rules.js"  # writes a date, each language in its own way


def said() -> set[str]:
    files = [file for file in FOLDER.glob("*.js") if not file.name.startswith(STAFF) and file.name != DATED]
    return {text for file in files for text in texts(file.read_text("utf-8")) if CHINESE.search(text)}


def texts(source: str) -> list[str]:
    return [found[0] or found[1] for found in TEXT.findall(COMMENT.sub("", source))]


def known() -> set[str]:
    return set(KEY.findall((FOLDER / "words.js").read_text("utf-8")))


def test_every_chinese_text_of_a_script_has_its_english() -> None:
    assert said() - known() == set()


def test_no_english_is_kept_for_what_no_script_says() -> None:
    assert known() - said() == set()


def test_a_text_is_seen_and_a_remark_is_not() -> None:
    assert texts('say("店"); // "街"\n/* "路" */ `${n} 家`') == ["店", "${n} 家"]
