"""The desk and the bureau in English: nothing Chinese but what is marked so, in a town with something of all.

Looked at is every row of the permission matrix (as its form is sent, and empty), and the visits of
tests/pages/desk_visits/: a module for each part of the desk, a line for each further state of a page.
"""

import pkgutil
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.conftest import forget_all
from tests.office.matrix import OWN, Row
from tests.office.test_every_desk_page import DESK
from tests.pages import desk_town
from tests.pages.desk_english import People, Visit, english
from tests.pages.html import read
from tests.pages.test_english import unmarked

FOLDER = Path(__file__).parent / "desk_visits"


def of_a_row(row: Row, data: Any = None) -> Visit:
    def visit(people: People) -> Any:
        client = english(people, next(letter for letter in "-DCSWAN" if letter in row.own))
        kwargs = row.kwargs(OWN)
        sent = row.data(OWN, kwargs) if data is None else data
        return getattr(client, row.method.lower())(row.path(kwargs), sent, follow=True)

    return visit


MODULES = [
    import_module(f"tests.pages.desk_visits.{found.name}") for found in pkgutil.iter_modules([str(FOLDER)])
]
VISITS: dict[str, Visit] = {
    **{str(row): of_a_row(row) for row in DESK},
    **{f"{row}, empty": of_a_row(row, {}) for row in DESK if row.method == "POST" and not row.json},
    **{name: visit for module in MODULES for name, visit in module.VISITS.items()},
}


@pytest.fixture
def town(catalogue: None, settings: Any) -> People:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return desk_town.fill()


def test_every_page_of_the_desk_is_english_but_for_what_it_marks_as_chinese(town: People) -> None:
    wrong = {name: found for name, visit in VISITS.items() if (found := looked_at(visit, town))}
    assert wrong == {}


def looked_at(visit: Visit, people: People) -> list[str]:
    """What is wrong with one page, in a town that is put back afterwards."""
    forget_all()
    with transaction.atomic():
        response = visit(people)
        html = response.get("Content-Type", "").startswith("text/html")
        found = [*unmarked(response), *in_english(response)] if html else []
        found += [f"status {response.status_code}"] if response.status_code >= 500 else []
        if response.streaming:
            list(response.streaming_content)
        transaction.set_rollback(True)
    return found


def in_english(response: Any) -> list[str]:
    language = read(response).one("html")["lang"]
    return [] if language == "en" else [f"html lang={language}"]


def test_without_a_choice_the_desk_is_chinese(town: People) -> None:
    client = Client()
    client.force_login(town["D"])  # type: ignore[arg-type]
    page = read(client.get("/office/"))
    assert page.one("html")["lang"] == "zh-Hans"
    assert page.one("button", name="language")["value"] == "en"


@pytest.mark.parametrize("path", ["/office/outlets/?q=a&category=market", "/admin/outlets/outlet/?q=a"])
def test_the_switch_leads_back_to_the_page_of_the_desk_as_it_was_asked(town: People, path: str) -> None:
    client = Client()
    client.force_login(town["C"])  # type: ignore[arg-type]
    back = read(client.get(path)).one("input", name="back")["value"]
    response = client.post("/language/", {"language": "en", "back": back})
    assert response.headers["Location"] == path
    page = read(client.get(path))
    assert page.one("html")["lang"] == "en"
    assert page.one("button", name="language")["value"] == "zh-hans"


def test_what_was_typed_into_a_form_is_not_lost_to_the_switch(town: People) -> None:
    """The page that answers a form has none: asked anew it would be empty, or change something once more."""
    client = english(town, "S")
    assert read(client.get("/office/outlets/new/")).all("button", name="language")
    answer = client.post("/office/outlets/new/", {"name": "店"})
    assert answer.status_code == 400
    assert read(answer).all("button", name="language") == []
