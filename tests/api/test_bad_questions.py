"""A question about a walk that makes no sense: a clear word in Chinese under the name of the field."""

import json
import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from communities.models import Community
from lifecircle.geo import Point
from tests import make
from tests.api.conftest import Ask

REACH = "/api/communities/620104007001/reach/"
HERE = {"lat": make.CENTRE.lat, "lng": make.CENTRE.lng}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
HELSINKI = Point(60.1699, 24.9384)


def refused(answer: tuple[int, Any], *fields: str) -> str:
    """The words of a 400 that is keyed by exactly these fields."""
    status, body = answer
    assert (status, sorted(body)) == (400, sorted(fields))
    assert all(CHINESE.search(sentence) for sentences in body.values() for sentence in sentences)
    return "".join(sentence for sentences in body.values() for sentence in sentences)


@pytest.mark.parametrize(
    "minutes", ["0", "0.9", "60.1", "61", "-5", "soon", "", "nan", "inf", "-inf", "1e9", "1_5", "１５"]
)
def test_minutes_outside_1_to_60_are_refused(get: Ask, circle: Community, minutes: str) -> None:
    assert "1 到 60" in refused(get(REACH, minutes=minutes), "minutes")


@pytest.mark.parametrize("minutes", [0, 61, "soon", True, [], {}, 10**19, -1e300])
def test_minutes_are_refused_in_a_body_too(post: Ask, circle: Community, minutes: Any) -> None:
    body = json.dumps({**HERE, "minutes": minutes}).encode()
    assert "1 到 60" in refused(post(body), "minutes")


@pytest.mark.parametrize("minutes", ["1", "60", "12.5", "1.5e1"])
def test_minutes_from_1_to_60_are_taken(get: Ask, circle: Community, minutes: str) -> None:
    assert get(REACH, minutes=minutes)[1]["minutes"] == float(minutes)


@pytest.mark.parametrize("pace", ["run", "", "普通", "\0", "x" * 3_000])
def test_an_unknown_pace_is_told_which_there_are(get: Ask, circle: Community, pace: str) -> None:
    assert "elderly（老人）" in refused(get(REACH, pace=pace), "pace")


@pytest.mark.parametrize("categories", ["nope", "market,nope", "mar ket", "市场", "a" * 200, "\0"])
def test_an_unknown_category_is_refused(get: Ask, circle: Community, categories: str) -> None:
    assert "业态" in refused(get(REACH, categories=categories), "categories") or len(categories) > 30


@pytest.mark.parametrize(
    "categories", ["market", {"a": 1}, [None], [["market"]], ["x y", {}], ["market"] * 101]
)
def test_categories_that_are_no_list_of_codes_are_refused(
    post: Ask, circle: Community, categories: Any
) -> None:
    refused(post(**HERE, categories=categories), "categories")


@pytest.mark.parametrize(
    "at",
    [
        "tomorrow",
        "",
        "0001-01-01",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59",
        "9999-12-31T23:59:59-12:00",
        "1999-12-31T23:59:59+08:00",
        "2100-01-01T00:00:00+08:00",
        "2026-02-30T10:00:00",
    ],
)
def test_a_moment_that_is_none_or_far_away_is_refused(get: Ask, circle: Community, at: str) -> None:
    refused(get(REACH, at=at), "at")


@pytest.mark.parametrize("at", [5, [], {}, True, "\0"])
def test_a_moment_of_another_kind_is_refused(post: Ask, circle: Community, at: Any) -> None:
    refused(post(**HERE, at=at), "at")


def test_an_unknown_parameter_is_named(get: Ask, circle: Community) -> None:
    assert "“minute”" in refused(get(REACH, minute="15"), "minute")


def test_an_unknown_field_is_named(post: Ask, circle: Community) -> None:
    assert "“address”" in refused(post(**HERE, address="上坎"), "address")


@pytest.mark.parametrize("body", [{}, {"minutes": 15}])
def test_a_point_is_needed(post: Ask, circle: Community, body: dict[str, Any]) -> None:
    refused(post(**body), "lat", "lng")


@pytest.mark.parametrize("value", [None, "", "north", True, [], {}, 1e300, 181])
def test_a_coordinate_that_is_none_is_refused(post: Ask, circle: Community, value: Any) -> None:
    refused(post(lat=value, lng=value), "lat", "lng")


def test_a_longitude_in_place_of_the_latitude_is_recognised(post: Ask, circle: Community) -> None:
    assert "写反" in refused(post(lat=HERE["lng"], lng=HERE["lat"]), "lat")


def test_a_swapped_pair_that_is_on_the_globe_is_recognised(post: Ask, catalogue: None) -> None:
    make.outlet("K-Market", at=HELSINKI)
    assert post(lat=HELSINKI.lat, lng=HELSINKI.lng)[0] == 200
    assert "写反" in refused(post(lat=HELSINKI.lng, lng=HELSINKI.lat), "lat")


@pytest.mark.parametrize(("lat", "lng"), [(0, 0), (39.9, 116.4), (90, 180), (-90, -180)])
def test_a_point_outside_the_served_area_is_told_how_far_it_goes(
    post: Ask, circle: Community, lat: float, lng: float
) -> None:
    assert "10 公里内没有生活圈" in refused(post(lat=lat, lng=lng), "lat")


def test_the_served_area_ends_at_the_setting(post: Ask, circle: Community) -> None:
    inside, outside = (make.north_of(make.CENTRE, settings.SERVED_METRES * part) for part in (0.99, 1.01))
    assert post(lat=inside.lat, lng=inside.lng)[0] == 200
    refused(post(lat=outside.lat, lng=outside.lng), "lat")


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"null",
        b"[1, 2]",
        b'"text"',
        b"36.1",
        b"\xff\xfe",
        b'{"lat": NaN, "lng": 103.6}',
        b'{"lat": 1' + b"0" * 400 + b', "lng": 103.6}',
        b'{"lat": 36.1, "lng": 103.6, "pace": "\\ud800"}',
        b'{"\\udfff": 1}',
        b"[" * 100_000,
        b'{"a": "' + b"x" * 200_000 + b'"}',
    ],
    ids=lambda body: body[:24].decode(errors="replace"),
)
def test_a_body_that_is_no_json_object_is_refused(post: Ask, circle: Community, body: bytes) -> None:
    refused(post(body), "body")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "text/csv", "nonsense"])
def test_a_body_of_another_kind_is_refused(client: Client, circle: Community, kind: str) -> None:
    response = client.post("/api/reach/", b"lat=36.1&lng=103.6", content_type=kind)
    assert response.status_code == 415
    assert CHINESE.search(response.json()["detail"])


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
BODIES = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("lat", "lng", "minutes", "pace", "at", "categories"), JSON)
)


@given(body=BODIES | JSON)
@hypothesis_settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_sent_is_answered_or_refused_in_words(circle: Community, post: Ask, body: Any) -> None:
    status, answer = post(json.dumps(body).encode())
    assert status in (200, 400)
    assert status == 200 or all(CHINESE.search(words) for sentences in answer.values() for words in sentences)
