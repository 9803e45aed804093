"""The English catalogue: complete, without Chinese, as compiled, and holding all that the sources mark.

Nothing here needs the tools of gettext, which a fresh machine has not.
"""

import ast
import gettext
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import engines
from django.template.base import Template
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

from tests.unit import po_file

ROOT = Path(settings.BASE_DIR)
FOLDER = ROOT / "locale" / "en" / "LC_MESSAGES"
HOLDERS = re.compile(r"%\(\w+\)s|\{\w+(?::[^}]*)?\}|%%")
TAGS = re.compile(r"<[^>]+>")
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef]")
OWN = re.compile(r'<span (?:lang="zh-Hans"|class="vh")>.*?</span>')  # that a translation may add
MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
LITERAL = re.compile(r"""_\("([^"]+)"\)""")
ENTRIES = po_file.read(FOLDER / "django.po")


def test_every_entry_is_told_in_full() -> None:
    assert [entry.id for entry in ENTRIES if entry.fuzzy or not all(entry.told)] == []
    assert [entry.id for entry in ENTRIES if entry.plural and len(entry.told) != 2] == []


def test_no_entry_keeps_chinese_words_but_where_it_says_so() -> None:
    assert [words for entry in ENTRIES for words in entry.told if CHINESE.search(OWN.sub("", words))] == []


def test_place_holders_and_tags_are_those_of_the_source() -> None:
    wrong = [
        entry.id
        for entry in ENTRIES
        for words in entry.told
        if sorted(HOLDERS.findall(words)) != sorted(HOLDERS.findall(entry.id))
        or sorted(TAGS.findall(OWN.sub("", words))) != sorted(TAGS.findall(OWN.sub("", entry.id)))
    ]
    assert wrong == []


def test_what_is_compiled_is_what_is_written() -> None:
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    told: dict[str | tuple[str, int], str] = {}
    for entry in ENTRIES:
        if entry.plural:
            told[entry.id, 0], told[entry.id, 1] = entry.told
        else:
            told[entry.id] = entry.told[0]
    kept = {key: words for key, words in compiled._catalog.items() if key}  # type: ignore[attr-defined]
    assert kept == told


def test_everything_marked_in_the_sources_is_in_the_catalogue() -> None:
    known = {(entry.id, bool(entry.plural)) for entry in ENTRIES}
    known |= {(id, False) for id, _ in known}  # one form of it may be asked for alone
    marked = {**marked_in_python(), **marked_in_templates()}
    assert {words: where for words, where in marked.items() if words not in known} == {}


def test_the_catalogue_holds_nothing_that_is_gone() -> None:
    marked = {words for words, _ in (*marked_in_python(), *marked_in_templates())}
    assert [entry.id for entry in ENTRIES if entry.id not in marked] == []


@cache
def marked_in_python() -> dict[tuple[str, bool], str]:
    """(words, whether they are counted) → the file."""
    found: dict[tuple[str, bool], str] = {}
    for package in ("lifecircle", "outlets", "communities"):
        for file in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in file.parts:
                tree = ast.parse(file.read_text("utf-8"))
                found |= {words: str(file.relative_to(ROOT)) for words in _calls(tree)}
    return found


def _calls(tree: ast.Module) -> Iterator[tuple[str, bool]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in MARKS and node.args and isinstance(node.args[0], ast.Constant):
            yield str(node.args[0].value), name.startswith("ngettext")


@cache
def marked_in_templates() -> dict[tuple[str, bool], str]:
    found: dict[tuple[str, bool], str] = {}
    for file in sorted((ROOT / "templates").rglob("*.html")):
        where, source = file.relative_to(ROOT / "templates"), file.read_text("utf-8")
        template = engines["django"].from_string(source).template  # type: ignore[attr-defined]
        found |= {words: str(where) for words in _tags(template)}
        found |= {(words, False): str(where) for words in LITERAL.findall(source)}
    return found


def _tags(template: Template) -> Iterator[tuple[str, bool]]:
    nodes: Any = template.nodelist
    for node in nodes.get_nodes_by_type(TranslateNode):
        if node.filter_expression.var.literal is not None:
            yield str(node.filter_expression.var.literal), False
    for node in nodes.get_nodes_by_type(BlockTranslateNode):
        yield node.render_token_list(node.singular)[0], bool(node.plural)


def unmarked(file: Path) -> list[str]:
    """Chinese that stands in a template outside of what marks it for translation."""
    source = file.read_text("utf-8")
    for part in (
        r"{%\s*blocktranslate.*?{%\s*endblocktranslate\s*%}",
        r"{%.*?%}",
        r"{{.*?}}",
        r"{#.*?#}",
        r"<(\w+)[^>]*lang=\"zh-Hans\"[^>]*>.*?</\1>",
    ):
        source = re.sub(part, "", source, flags=re.DOTALL)
    return [line.strip() for line in source.splitlines() if CHINESE.search(line)]


def test_templates_hold_no_word_that_is_not_marked() -> None:
    files = sorted((ROOT / "templates").rglob("*.html"))
    found = {str(file.relative_to(ROOT / "templates")): words for file in files if (words := unmarked(file))}
    assert found == {}


@pytest.mark.parametrize("source", ["<p>店</p>", '{% translate "店" %}店', '<b title="店"></b>'])
def test_a_word_that_is_not_marked_is_seen(source: str, tmp_path: Path) -> None:
    """That the test above can fail."""
    file = tmp_path / "page.html"
    file.write_text(source, "utf-8")
    assert unmarked(file)
