"""The permission matrix: every address × method × role × own or other area. A missing one is an error.

How to add a row: put it into `ROWS` of tests/office/rows/<noun>.py (a new file is found by itself):

    Row("office/outlets/<int:pk>/", "POST", own="WSDC", other="C", make=an_outlet, send={"name": "x"}, ok=302)

- `route`: as the resolver has it, all parts joined, without the first slash. The run tells what is missing.
- `own`, `other`: who is let in (- anybody, N signed in without a role, W community worker, S street office,
  D district bureau, C city admin, A auditor). Whoever is not: anonymous is sent to sign in, others get
  `refused` (403). `other` None: nothing in an area stands behind the address.
- `make`: a function of a 12-digit community code that makes the thing there and returns what stands in the
  address. "Own" is OWN for everybody; "other" is the nearest place outside: the neighbour community for W,
  the next street for S, another district for D. C and A have no outside: they are tried there all the same.
- `send`: what is sent (query of GET, form or JSON of the others), or a function of that code and the kwargs.
- `ok`: the status for those let in, or one for each letter.
Every request is rolled back. Methods without a row must be answered with 405.
The stock admin's pages of each model have a table of their own: tests/office/rows/admin_models.py.
"""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.conftest import forget_all
from tests.office.matrix import EVERYBODY, OTHER, OWN, Row
from tests.office.rows.admin_models import PAGES

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def rows() -> list[Row]:
    folder = str(Path(__file__).parent / "rows")
    modules = [import_module(f"tests.office.rows.{found.name}") for found in pkgutil.iter_modules([folder])]
    return [row for module in modules for row in module.ROWS]


ROWS = rows()


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route, pattern
        else:
            yield from routes(pattern.url_patterns, route)


def every_route() -> set[str]:
    """Without the stock admin's pages of single models: those are tried by family."""
    found = routes(get_resolver().url_patterns)
    return {route for route, pattern in found if not is_of_a_family(route, pattern)}


def is_of_a_family(route: str, pattern: URLPattern) -> bool:
    models = [f"{model._meta.app_label}_{model._meta.model_name}" for model in admin.site._registry]
    names = {f"{model}_{page}" for model in models for page, _, _ in PAGES} | {"app_list", None}
    return route.startswith("admin/") and pattern.name in names


def ask(row: Row, user: User | None, code: str, method: str = "") -> int | str:
    """One request in a world that is put back afterwards: its status, or where it led for signing in."""
    forget_all()
    client = Client()
    with transaction.atomic():
        kwargs = row.kwargs(code)
        if user is not None:
            client.force_login(user)
        form: dict[str, Any] = {"content_type": "application/json"} if row.json else {}
        send = getattr(client, (method or row.method).lower())
        response = send(row.path(kwargs), row.data(code, kwargs), **form)
        if response.streaming:
            list(response.streaming_content)
        transaction.set_rollback(True)
    to_sign_in = response.status_code == 302 and response["Location"].startswith("/office/login/")
    return "sign in" if to_sign_in else int(response.status_code)


def test_every_address_stands_in_the_table() -> None:
    missing = every_route() - {row.route for row in ROWS}
    assert missing == set(), "add rows: see the head of this file"


def test_every_row_has_an_address() -> None:
    assert {row.route for row in ROWS} - every_route() == set()


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_who_is_let_in(row: Row, people: dict[str, User | None]) -> None:
    wrong = []
    for who in EVERYBODY:
        for own in [True] if row.other is None else [True, False]:
            answer = ask(row, people[who], OWN if own else OTHER[who])
            if answer != row.expected(who, own=own):
                area = "own" if own else "other"
                wrong.append(f"{who} {area}: {answer}, not {row.expected(who, own=own)}")
    assert wrong == []


@pytest.mark.parametrize("route", sorted({row.route for row in ROWS if not row.route.startswith("admin/")}))
def test_no_other_method_is_taken(route: str, people: dict[str, User | None]) -> None:
    """Asked by the city admin, whom nothing else would stop; the stock admin looks at no method."""
    there = [row for row in ROWS if row.route == route]
    free = set(METHODS) - {row.method for row in there}
    assert {method: ask(there[0], people["C"], OWN, method) for method in sorted(free)} == dict.fromkeys(
        sorted(free), 405
    )
