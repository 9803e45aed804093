"""What holds for residents' pages holds for every page of the desk: the rows of the permission matrix.

Also with the errors of an empty form, and for those who are refused.
"""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.office.matrix import OWN, Row
from tests.office.test_matrix import ROWS
from tests.pages import test_every_page as rules
from tests.pages.html import read

RULES = (
    rules.test_no_script_or_style_stands_in_the_page,
    rules.test_data_in_the_page_is_json,
    rules.test_nothing_comes_from_elsewhere,
    rules.test_links_lead_to_our_pages_a_phone_or_a_known_map,
    rules.test_forms_send_to_our_own_pages,
    rules.test_what_needs_a_script_is_hidden_without_one,
    rules.test_a_page_has_one_head_a_language_and_a_title,
    rules.test_no_id_stands_twice,
    rules.test_every_field_is_named_for_those_who_cannot_see,
)
DESK = [row for row in ROWS if row.route.startswith(("office/", "bureau/"))]


def look(response: Any) -> None:
    if response.streaming:
        list(response.streaming_content)  # read to its end, a file is closed
    if response.status_code in {204, 302, 405} or not response["Content-Type"].startswith("text/html"):
        return
    rules.test_the_policy_is_strict(lambda client: response, Client())
    for rule in RULES:
        rule(read(response))


def visit(client: Client, row: Row, data: Any) -> Any:
    kwargs = row.kwargs(OWN)
    data = row.data(OWN, kwargs) if data is None else data
    return getattr(client, row.method.lower())(row.path(kwargs), data)


@pytest.mark.parametrize("row", DESK, ids=str)
def test_the_rules_of_every_page_hold_at_the_desk(row: Row, people: dict[str, User | None]) -> None:
    who = people[next(letter for letter in "DCSWA-N" if letter in row.own)]
    client = Client()
    if who is not None:
        client.force_login(who)
    look(visit(client, row, None))


@pytest.mark.parametrize("row", [row for row in DESK if row.method == "POST" and not row.json], ids=str)
def test_an_empty_form_is_answered_in_a_page(row: Row, people: dict[str, User | None]) -> None:
    who = people[next(letter for letter in "DCSWA-N" if letter in row.own)]
    client = Client()
    if who is not None:
        client.force_login(who)
    response = visit(client, row, {})
    assert response.status_code < 500
    look(response)


def test_a_refusal_is_such_a_page_too(people: dict[str, User | None]) -> None:
    client = Client()
    client.force_login(people["W"])  # type: ignore[arg-type]
    response = client.get("/office/log/")
    assert response.status_code == 403
    look(response)
