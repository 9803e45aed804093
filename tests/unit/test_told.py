"""Sentences with values in them: Chinese wherever they go, and said or kept in the language of the reader."""

import ast
import copy
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from lifecircle.exchange.problems import Problem, Refused, Wrong
from lifecircle.language.marked import Told, told
from lifecircle.language.told import every, in_source, kept, say

PATTERN = "“{text}”不是整数，比如 1200"
ENGLISH = "“五” is not a whole number such as 1200"
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
FOLDERS = ("lifecircle/exchange", "outlets/exchange", "outlets/uploads", "communities/exchange")
TELLS = {"Wrong", "Refused", "Faulty", "Problem", "_wrong", "_broken", "remark", "remark_first", "tell"}


def test_a_sentence_is_chinese_and_said_in_the_language_of_the_page() -> None:
    words = told(PATTERN, text="五")
    assert (words, say(words)) == ("“五”不是整数，比如 1200",) * 2
    with translation.override("en"):
        assert (str(words), say(words)) == ("“五”不是整数，比如 1200", ENGLISH)


def test_values_may_be_sentences_lists_and_words_by_language() -> None:
    inner = told("没有“{word}”这个业态", word="{店}")
    words = told("没有写入：{words}", words=inner)
    missing = told("缺少列：{columns}", columns=["名称", told("照片"), 3])
    by_language = told("请看一看：{why}", why={"zh-hans": "太远", "en": "too far"})
    assert [words, missing, by_language] == [
        "没有写入：没有“{店}”这个业态",
        "缺少列：名称、照片、3",
        "请看一看：太远",
    ]
    with translation.override("en"):
        assert [*map(say, (words, missing, by_language))] == [
            "Not written: there is no category “{店}”",
            "Columns missing: 名称, photo, 3",
            "Please check: too far",
        ]


def test_what_is_kept_is_said_in_either_language_later() -> None:
    with translation.override("en"):
        stored = kept(told(PATTERN, text="五"))
        assert (stored, say(stored)) == ({"zh-hans": "“五”不是整数，比如 1200", "en": ENGLISH}, ENGLISH)
        assert say(kept("以前存的")) == "以前存的"
        with in_source():
            assert say(stored) == "“五”不是整数，比如 1200"
    assert list(every(lambda: "")) == ["zh-hans", "en"]


def test_a_problem_names_row_and_column_in_either_language() -> None:
    problem = Problem(told("不能空"), 3, "名称")
    assert (str(problem), problem.of_cell) == ("第 3 行：名称：不能空", "名称：不能空")
    with translation.override("en"):
        assert say(problem.told) == "Row 3: 名称: must not be empty"
        assert say(Problem("别处的话").told) == "别处的话"


def test_what_is_raised_and_copied_knows_how_it_came_about() -> None:
    words = copy.deepcopy(told(PATTERN, text="五"))
    for error in (Wrong(words), Refused(words)):
        assert isinstance(error.words, Told)
        assert str(error) == "“五”不是整数，比如 1200"


def chinese_untold(tree: ast.AST) -> Iterator[str]:
    """Chinese that is put together, or told, without being marked."""
    for node in ast.walk(tree):
        name = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
        first = node.args[0] if name in TELLS and isinstance(node, ast.Call) and node.args else None
        if isinstance(first, ast.JoinedStr | ast.Constant) and CHINESE.search(ast.unparse(first)):
            yield ast.unparse(first)


@pytest.mark.parametrize("folder", FOLDERS)
def test_whatever_an_import_tells_is_marked(folder: str) -> None:
    """And what is marked has its English: test_translations."""
    files = [*(Path(settings.BASE_DIR) / folder).glob("*.py")]
    assert files
    assert {
        file.name: found for file in files if (found := [*chinese_untold(ast.parse(file.read_text()))])
    } == {}


def test_words_that_are_not_marked_are_seen() -> None:
    """That the test above can fail."""
    source = 'raise Wrong(f"“{text}”不对")\nraise Wrong(_("不对"))\nrow.remark("不对")'
    assert [*chinese_untold(ast.parse(source))] == ["f'“{text}”不对'", "'不对'"]
