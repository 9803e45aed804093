"""The stock admin in English: every page of every model, and those around; only the register is Chinese.

What the register holds stands there as it was typed, and the admin's own pages cannot mark it.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.urls import reverse

from tests.office.conftest import everybody
from tests.office.rows.admin_models import MODELS
from tests.office.test_admin_matrix import args_of, has_page
from tests.pages.desk_english import People, english
from tests.pages.test_english import CHINESE, unmarked

PAGES = ("changelist", "add", "change", "delete", "history", "simple_history")
AROUND = (
    "",
    "outlets/",
    "password_change/done/",
    "communities/need/import/",
    "communities/community/import/",
)


@pytest.fixture
def people(catalogue: None, settings: Any) -> People:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return everybody()


@pytest.mark.parametrize("label", MODELS)
def test_every_page_of_a_model_is_english_but_for_what_the_register_holds(label: str, people: People) -> None:
    client = english(people, "C")
    wrong = {}
    for page in PAGES:
        if has_page(label, page):
            with transaction.atomic():
                url = reverse(f"admin:{label.replace('.', '_')}_{page}", args=args_of(label, page))
                wrong[page] = said(client.get(url, follow=True))
                if page == "add":
                    wrong["add, empty"] = said(client.post(url, {}))
                transaction.set_rollback(True)
    assert {page: words for page, words in wrong.items() if words} == {}


def test_the_pages_around_are_english_too(people: People) -> None:
    client = english(people, "C")
    found = {path: said(client.get(f"/admin/{path}")) for path in AROUND}
    found["no file"] = said(client.post("/admin/communities/community/import/", {}))
    assert {path: words for path, words in found.items() if words} == {}


def said(response: Any) -> list[str]:
    """Chinese words of the interface on a page; a page that is refused has none."""
    assert response.status_code in {200, 400, 403}
    held = sorted(register(), key=len, reverse=True)
    return [words for words in unmarked(response) if CHINESE.search(without(words, held))]


def without(words: str, held: list[str]) -> str:
    for word in held:
        words = words.replace(word, "")
    return words


def register() -> set[str]:
    return {words for model in apps.get_models() for words in texts(model) if CHINESE.search(words)}


def texts(model: Any) -> Iterator[str]:
    for row in model._default_manager.values_list():
        yield from (value for value in row if isinstance(value, str))
