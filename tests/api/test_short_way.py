"""The short way answers byte for byte what the long way answers, or leaves it to the long way."""

import json
from collections.abc import Iterable
from io import BytesIO
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import OperationalError, close_old_connections, connection
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from communities import short_way as ways  # first: it brings DRF in the order that DRF needs
from communities.questions import PointQuestion, from_the_door
from lifecircle.api import asked
from outlets.models import Outlet
from tests import make

HERE = {"lat": make.CENTRE.lat, "lng": make.CENTRE.lng}
AT = {"at": "2026-11-24T19:50:30.250+08:00"}
GOOD = json.dumps({**HERE, **AT}).encode()
Told = tuple[str, list[tuple[str, str]], bytes]


class Counted:
    """Django itself, and how often it was asked."""

    def __init__(self) -> None:
        self.django, self.asked = WSGIHandler(), 0

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        self.asked += 1
        return self.django(environ, start)


@pytest.fixture
def street(catalogue: None) -> list[Outlet]:
    make.community()
    return [
        make.outlet("门口店", "convenience"),
        make.outlet("菜市场", "market", make.north_of(make.CENTRE, 300), opening_hours="Mo-Su 07:00-20:00"),
    ]


@pytest.fixture
def long_way(street: list[Outlet]) -> Iterable[Counted]:
    """As under a server, but for the test's own connection, which stays open."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield Counted()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def short_way(long_way: Counted) -> ways.ShortWay:
    """One that has seen a good answer."""
    way = ways.ShortWay(long_way)
    ask(way)
    assert long_way.asked == 1
    return way


def ask(application: Any, body: bytes = GOOD, **environ: Any) -> Told:
    """Status, headers in any order and body; a value of None leaves a variable out."""
    given = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/api/reach/",
        "SCRIPT_NAME": "",
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost",
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(body),
        **environ,
    }
    told: list[tuple[str, list[tuple[str, str]]]] = []
    known = {name: value for name, value in given.items() if value is not None}
    answer = application(known, lambda status, headers: told.append((status, headers)))
    content = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    [(status, headers)] = told
    return status, sorted(headers), content


def test_the_second_question_takes_the_short_way(long_way: Counted, short_way: ways.ShortWay) -> None:
    status, headers, body = ask(short_way)
    assert (status, long_way.asked) == ("200 OK", 1)
    assert [row["name"] for row in json.loads(body)["outlets"]] == ["门口店", "菜市场"]
    assert ("Cache-Control", "no-store") in headers


QUESTIONS: dict[str, Any] = {
    "as the page asks": {},
    "minutes": {"minutes": 7},
    "minutes in words": {"minutes": "12.5"},
    "another pace": {"pace": "elderly", "minutes": 60},
    "categories": {"categories": ["market"]},
    "none of a category": {"categories": ["pharmacy"]},
    "a moment without a zone": {"at": "2026-11-24T19:50"},
    "coordinates in words": {"lat": str(HERE["lat"])},
    "from far but served": {"lat": make.north_of(make.CENTRE, 3_000).lat},
    "from beyond": {"lat": 0, "lng": 0},
    "turned round": {"lat": HERE["lng"], "lng": HERE["lat"]},
    "off the globe": {"lat": 91},
    "true": {"lat": True},
    "null": {"lng": None},
    "too many minutes": {"minutes": 61},
    "a pace nobody has": {"pace": "run"},
    "a pace that is none": {"pace": []},
    "an unknown category": {"categories": ["nope"]},
    "an unknown field": {"address": "上坎"},
    "tomorrow": {"at": "tomorrow"},
}


@pytest.mark.parametrize("more", QUESTIONS.values(), ids=QUESTIONS)
def test_both_ways_say_the_same(long_way: Counted, short_way: ways.ShortWay, more: dict[str, Any]) -> None:
    body = json.dumps({**HERE, **AT, **more}).encode()
    assert ask(short_way, body) == ask(long_way, body)


BODIES = [b"", b"{", b"null", b"[1]", b'"\xff"', b'{"lat": NaN}', b"[" * 50_000, b'{"a": "' + b"x" * 100_000]


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body[:8].decode(errors="replace"))
def test_both_ways_refuse_the_same_bodies(long_way: Counted, short_way: ways.ShortWay, body: bytes) -> None:
    said = ask(short_way, body)
    assert said == ask(long_way, body)
    assert said[0].startswith("400")


REQUESTS: dict[str, dict[str, Any]] = {
    "get": {"REQUEST_METHOD": "GET"},
    "head": {"REQUEST_METHOD": "HEAD"},
    "options": {"REQUEST_METHOD": "OPTIONS"},
    "put": {"REQUEST_METHOD": "PUT"},
    "another path": {"PATH_INFO": "/api/reach"},
    "a path below another": {"SCRIPT_NAME": "/city"},
    "a query": {"QUERY_STRING": "minutes=5"},
    "a format": {"QUERY_STRING": "format=xml"},
    "text": {"CONTENT_TYPE": "text/plain"},
    "a form": {"CONTENT_TYPE": "application/x-www-form-urlencoded"},
    "JSON with a character set": {"CONTENT_TYPE": "application/json; charset=utf-8"},
    "no kind": {"CONTENT_TYPE": None},
    "HTML wanted": {"HTTP_ACCEPT": "text/html"},
    "JSON wanted": {"HTTP_ACCEPT": "application/json"},
    "anything wanted": {"HTTP_ACCEPT": "text/html, */*;q=0.8"},
    "nonsense wanted": {"HTTP_ACCEPT": ";;;"},
    "compressed": {"HTTP_ACCEPT_ENCODING": "gzip, br"},
    "kept before": {"HTTP_IF_NONE_MATCH": "*"},
    "signed in": {"HTTP_COOKIE": "sessionid=x; csrftoken=" + "y" * 32},
    "a form seen": {"HTTP_COOKIE": "csrftoken=" + "y" * 32},
    "with a key": {"HTTP_AUTHORIZATION": "Basic eDp5"},
    "from another site": {"HTTP_ORIGIN": "https://example.org", "HTTP_REFERER": "https://example.org/"},
    "a host not ours": {"HTTP_HOST": "example.org"},
    "no host": {"HTTP_HOST": None},
    "another of our hosts": {"HTTP_HOST": "127.0.0.1:8000"},
    "a host that is none": {"HTTP_HOST": "local host"},
    "over TLS": {"wsgi.url_scheme": "https"},
    "said to be over TLS": {"HTTP_X_FORWARDED_PROTO": "https"},
    "no length": {"CONTENT_LENGTH": None},
    "an empty length": {"CONTENT_LENGTH": ""},
    "a wrong length": {"CONTENT_LENGTH": "x"},
    "a negative length": {"CONTENT_LENGTH": "-1"},
    "half the length": {"CONTENT_LENGTH": str(len(GOOD) // 2)},
    "twice the length": {"CONTENT_LENGTH": str(len(GOOD) * 2)},
    "an endless length": {"CONTENT_LENGTH": "9" * 30},
}


@pytest.mark.parametrize("environ", REQUESTS.values(), ids=REQUESTS)
def test_both_ways_treat_a_request_alike(
    long_way: Counted, short_way: ways.ShortWay, environ: dict[str, Any]
) -> None:
    """Twice: what the first time has taught must hold the second time."""
    expected = ask(long_way, **environ)
    assert [ask(short_way, **environ) for _ in range(2)] == [expected, expected]


@pytest.mark.parametrize("environ", [REQUESTS["over TLS"], REQUESTS["said to be over TLS"], {}])
def test_both_ways_keep_the_settings_of_a_site_with_tls(
    long_way: Counted, settings: Any, environ: dict[str, Any]
) -> None:
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 1_000
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    long_way.django = WSGIHandler()
    way = ways.ShortWay(long_way)
    expected = ask(long_way, **environ)
    assert [ask(way, **environ) for _ in range(2)] == [expected, expected]
    assert expected[0] == ("200 OK" if environ else "301 Moved Permanently")


def test_a_change_in_the_register_shows_at_once(short_way: ways.ShortWay, street: list[Outlet]) -> None:
    Outlet.objects.filter(pk=street[0].pk).update(name="改了名")
    assert "改了名" in ask(short_way)[2].decode()


def test_a_database_that_is_away_is_told_by_the_long_way(
    long_way: Counted, short_way: ways.ShortWay, street: list[Outlet]
) -> None:
    def away(*args: Any) -> None:
        raise OperationalError("away")

    with connection.execute_wrapper(away):
        status, headers, body = ask(short_way)
    assert (status[:3], long_way.asked) == ("503", 2)
    assert ("Retry-After", "10") in headers
    assert json.loads(body) == {"detail": "数据库暂时连不上，请过一会儿再试。"}


def test_what_differs_in_every_answer_is_not_kept(long_way: Counted) -> None:
    """A cookie is one person's: such an answer teaches nothing."""

    def with_a_cookie(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        def say(status: str, headers: list[tuple[str, str]]) -> Any:
            return start(status, [*headers, ("Set-Cookie", "who=me")])

        return long_way(environ, say)

    way = ways.ShortWay(with_a_cookie)
    for _ in range(3):
        ask(way)
    assert long_way.asked == 3


def test_what_is_remembered_is_bounded(long_way: Counted, short_way: ways.ShortWay) -> None:
    for number in range(ways.MOST_KEPT + 5):
        ask(short_way, HTTP_ACCEPT=f"*/*;q=0.{number + 1}")
    assert len(short_way._headers) <= ways.MOST_KEPT


SIMPLE = st.fixed_dictionaries(
    {"lat": st.floats(-91, 91) | st.integers(-95, 95), "lng": st.floats(-181, 181) | st.integers()},
    optional={
        "minutes": st.none() | st.booleans() | st.floats() | st.integers() | st.just("15"),
        "pace": st.sampled_from(["standard", "child", "elderly", "reduced", "run", None, 1]),
    },
)


@given(body=SIMPLE)
@hypothesis_settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.differing_executors])
def test_the_simple_question_is_read_as_the_serializer_reads_it(body: dict[str, Any]) -> None:
    def read(how: Any) -> Any:
        try:
            found = how(body)
        except Exception as error:
            return type(error), getattr(error, "detail", None)
        return {name: (type(value), value) for name, value in found.items() if name != "at"}

    assert read(from_the_door) == read(lambda body: asked(PointQuestion, body))
