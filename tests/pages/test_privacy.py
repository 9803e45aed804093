"""A home point is computed with and dropped: in no table, no log record, no statement, no address."""

import json
import logging
import re
import warnings
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make

CIRCLE, SHOP = "/communities/620104007001/", "/outlets/1001/"
ELDER = "/elder/620104007001/"
# near the centre, with digits that nothing else has; five decimals make out a metre
LAT, LNG = "36.1171639", "103.6052987"
DIGITS = re.compile(r"36\.11716|103\.60529|1171639|6052987")
Question = Callable[[Client, str, str], Any]


def in_json(client: Client, lat: str, lng: str) -> Any:
    body = json.dumps({"lat": float(lat), "lng": float(lng), "minutes": 15, "pace": "elderly"})
    return client.post("/api/reach/", body, content_type="application/json")


def way(client: Client, lat: str, lng: str) -> Any:
    body = json.dumps({"lat": float(lat), "lng": float(lng), "minutes": 15})
    return client.post("/api/outlets/1001/way/", body, content_type="application/json")


def in_form(path: str, **more: str) -> Question:
    return lambda client, lat, lng: client.post(path, {"lat": lat, "lng": lng, **more})


QUESTIONS: dict[str, Question] = {
    "circle": in_form(CIRCLE, pace="elderly", only="cash"),
    "near": in_form("/near/"),
    "outlet": in_form(SHOP),
    "api": in_json,
    "way": way,
    "elder, tasks": in_form(ELDER),
    "elder, nearest": in_form(f"{ELDER}sundries/"),
    "elder, way": in_form(f"{ELDER}sundries/1001/"),
}
BROKEN: dict[str, Question] = {
    "circle, unknown pace": in_form(CIRCLE, pace="run"),
    "near, unknown field": in_form("/near/", name="x"),
    "outlet, unknown pace": in_form(SHOP, pace="run"),
    "elder, unknown pace": in_form(f"{ELDER}sundries/", pace="run"),
    "report": in_form(f"{SHOP}report/"),
}


@pytest.fixture
def city(catalogue: None) -> None:
    make.community()
    make.outlet("店", pk=1001, cash=True, opening_hours="24/7")


def everything_stored() -> str:
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows += [f"{table} {row}" for row in cursor.fetchall()]
    return "\n".join(rows)


def test_the_search_would_find_what_is_stored(city: None) -> None:
    make.outlet("我家", address=f"{LAT},{LNG}")
    assert DIGITS.search(everything_stored())


@pytest.mark.parametrize("question", [*QUESTIONS.values(), *BROKEN.values()], ids=[*QUESTIONS, *BROKEN])
def test_a_home_point_is_not_stored(client: Client, city: None, question: Question) -> None:
    question(client, LAT, LNG)
    assert not DIGITS.search(everything_stored())


@pytest.mark.parametrize("question", [*QUESTIONS.values(), *BROKEN.values()], ids=[*QUESTIONS, *BROKEN])
def test_a_home_point_is_not_logged(
    client: Client, city: None, caplog: pytest.LogCaptureFixture, question: Question
) -> None:
    caplog.set_level(logging.DEBUG)
    with warnings.catch_warnings(record=True) as warned:
        question(client, LAT, LNG)
    records = [f"{record.getMessage()} {record.args} {vars(record)}" for record in caplog.records]
    assert not DIGITS.search("\n".join([*records, *(str(warning.message) for warning in warned)]))


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_no_statement_to_the_database_gives_a_home_point_away(
    client: Client, city: None, question: Question
) -> None:
    """Not even as the middle of a box: two doors of one street make the same statements."""

    def statements(lat: str, lng: str) -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            assert question(client, lat, lng).status_code == 200
        # PostgreSQL's cursors are numbered
        return [re.sub(r"_django_curs_\w+", "", query["sql"]) for query in captured]

    assert statements(LAT, LNG) == statements("36.1171700", "103.6053100")


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_an_answer_to_a_home_point_is_kept_by_nobody(client: Client, city: None, question: Question) -> None:
    response = question(client, LAT, LNG)
    assert response.status_code == 200
    assert "no-store" in response.headers.get("Cache-Control", "")


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_a_home_point_leaves_no_cookie(client: Client, city: None, question: Question) -> None:
    assert not DIGITS.search(str(question(client, LAT, LNG).cookies))


@pytest.mark.parametrize("path", [CIRCLE, SHOP, "/", "/how/", ELDER, f"{ELDER}sundries/"])
def test_a_home_point_in_an_address_is_not_repeated(client: Client, city: None, path: str) -> None:
    response = client.get(path, {"lat": LAT, "lng": LNG})
    assert not DIGITS.search(response.content.decode())


def test_a_link_to_another_map_holds_the_shop_only(client: Client, city: None) -> None:
    page = client.post(SHOP, {"lat": LAT, "lng": LNG}).content.decode()
    links = re.findall(r'href="(https://[^"]+)"', page)
    assert len(links) == 3
    assert not any(DIGITS.search(link) for link in links)


def test_pages_send_no_address_to_other_sites(client: Client, city: None) -> None:
    assert client.get(CIRCLE).headers["Referrer-Policy"] == "same-origin"
