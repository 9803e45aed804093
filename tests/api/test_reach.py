"""`reach`: what can be walked to from a circle's centre and from one's own door."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate

from communities.models import Community
from lifecircle.geo import metres_between
from lifecircle.walking import PACES
from outlets.models import Outlet, Revision
from tests import make
from tests.api.conftest import Ask

REACH = "/api/communities/620104007001/reach/"
HERE = {"lat": make.CENTRE.lat, "lng": make.CENTRE.lng}
MONDAY = "2026-11-23T19:50:00+08:00"


def names(body: Any) -> list[str]:
    return [stop["name"] for stop in body["outlets"]]


@pytest.fixture
def street(circle: Community) -> list[Outlet]:
    """A shop at the door, a market at some 6 minutes, a pharmacy at some 14."""
    return [
        make.outlet("门口店", "convenience"),
        make.outlet("菜市场", "market", make.north_of(make.CENTRE, 300), opening_hours="Mo-Su 07:00-20:00"),
        make.outlet("药店", "pharmacy", make.north_of(make.CENTRE, 700), step_free=True),
    ]


def test_the_answer_has_the_promised_keys(get: Ask, street: list[Outlet]) -> None:
    _, body = get(REACH)
    promised = {"origin", "minutes", "pace", "method", "estimate", "data_date", "outlets", "rings"}
    assert promised <= set(body)
    stop = {"id", "name", "category", "minutes", "metres", "lat", "lng", "open"}
    assert all(stop <= set(row) for row in body["outlets"])


def test_the_answer_repeats_the_question(get: Ask, street: list[Outlet]) -> None:
    _, body = get(REACH, minutes=15, pace="elderly")
    said = (body["origin"], body["minutes"], body["pace"], body["method"], body["estimate"])
    assert said == (HERE, 15, "elderly", "straight_line", True)


def test_outlets_come_nearest_first(get: Ask, street: list[Outlet]) -> None:
    assert names(get(REACH)[1]) == ["门口店", "菜市场", "药店"]


def test_minutes_and_metres_are_of_the_walk_not_of_the_straight_line(get: Ask, street: list[Outlet]) -> None:
    metres = metres_between(make.CENTRE, street[1].point) * 1.3
    market = get(REACH)[1]["outlets"][1]
    assert market["metres"] == round(metres)
    assert metres / 1.1 / 60 <= market["minutes"] < metres / 1.1 / 60 + 0.1


def test_a_slower_walker_reaches_less(get: Ask, street: list[Outlet]) -> None:
    assert names(get(REACH, minutes=15, pace="reduced")[1]) == ["门口店", "菜市场"]


def test_fewer_minutes_reach_less(get: Ask, street: list[Outlet]) -> None:
    assert names(get(REACH, minutes=1)[1]) == ["门口店"]


def test_only_the_wanted_categories_are_answered(get: Ask, street: list[Outlet]) -> None:
    expected = ["菜市场", "药店"]
    assert names(get(REACH, categories="market,pharmacy")[1]) == expected
    assert names(get(REACH, categories=["market", "pharmacy"])[1]) == expected


def test_a_shop_that_also_sells_it_counts(get: Ask, street: list[Outlet]) -> None:
    make.also_sells(street[0], "market")
    body = get(REACH, categories="market")[1]
    assert [(s["name"], s["further_categories"]) for s in body["outlets"]] == [
        ("门口店", ["market"]),
        ("菜市场", []),
    ]


def test_rings_are_a_feature_collection_widest_first(get: Ask, street: list[Outlet]) -> None:
    rings = get(REACH)[1]["rings"]
    assert rings["type"] == "FeatureCollection"
    assert [ring["properties"]["minutes"] for ring in rings["features"]] == [15, 10, 5]


@pytest.mark.parametrize("pace", PACES)
def test_a_ring_is_as_wide_as_the_walk_is_far(get: Ask, circle: Community, pace: str) -> None:
    ring = get(REACH, minutes=15, pace=pace)[1]["rings"]["features"][0]["geometry"]["coordinates"][0]
    lng, lat = max(ring, key=lambda corner: corner[1])
    metres = metres_between(make.CENTRE, type(make.CENTRE)(lat, lng)) * 1.3
    assert metres == pytest.approx(PACES[pace].metres_in(15), rel=0.001)


def test_from_ones_own_door_the_answer_is_the_same(get: Ask, post: Ask, street: list[Outlet]) -> None:
    query = {"minutes": 12, "pace": "child", "at": MONDAY}
    assert post(**HERE, **query, categories=["market"]) == get(REACH, **query, categories="market")


def test_from_another_door_other_things_are_near(post: Ask, street: list[Outlet]) -> None:
    door = make.north_of(make.CENTRE, 700)
    _, body = post(lat=door.lat, lng=door.lng)
    assert names(body) == ["药店", "菜市场", "门口店"]


def test_a_market_that_shuts_before_one_arrives_is_closed(get: Ask, street: list[Outlet]) -> None:
    later = MONDAY.replace("19:50", "19:55")
    states = [get(REACH, at=at, categories="market")[1]["outlets"][0]["open"] for at in (MONDAY, later)]
    assert states == ["open", "closed"]


def test_hours_that_nobody_knows_are_unknown_not_closed(get: Ask, street: list[Outlet]) -> None:
    assert get(REACH)[1]["outlets"][0]["open"] == "unknown"


def pause(outlet: Outlet, until: str | None = None) -> None:
    Outlet.objects.filter(pk=outlet.pk).update(
        status="suspended", status_on="2026-11-20", status_until=until, status_reason="装修"
    )


def test_a_shop_that_pauses_is_closed_whatever_its_hours_say(get: Ask, street: list[Outlet]) -> None:
    pause(street[1], "2026-12-01")
    market = get(REACH, at="2026-11-24T10:00", categories="market")[1]["outlets"][0]
    assert (market["status"], market["open"]) == ("suspended", "closed")
    assert market["open_words"] == "暂停营业，预计 12 月 1 日恢复"


def test_a_shop_past_the_promised_end_of_its_pause_is_unknown(get: Ask, street: list[Outlet]) -> None:
    pause(street[1], "2026-11-23")
    market = get(REACH, at="2026-11-24T10:00", categories="market")[1]["outlets"][0]
    assert market["open"] == "unknown"
    assert market["open_words"].startswith("原定 11 月 23 日恢复营业")


def test_a_pause_that_is_still_to_come_closes_nothing(get: Ask, street: list[Outlet]) -> None:
    pause(street[1])
    assert get(REACH, at="2026-11-19T10:00", categories="market")[1]["outlets"][0]["open"] == "open"


@pytest.mark.parametrize("status", ["closed", "moved"])
def test_a_shop_that_is_gone_is_not_reached(get: Ask, street: list[Outlet], status: str) -> None:
    Outlet.objects.filter(pk=street[1].pk).update(status=status, status_on="2026-01-01", status_reason="拆迁")
    assert names(get(REACH)[1]) == ["门口店", "药店"]


def test_a_time_without_a_zone_is_chinese_time(get: Ask, street: list[Outlet]) -> None:
    assert get(REACH, at="2026-11-23T19:50:00")[1]["at"] == MONDAY


def test_made_up_outlets_say_so(get: Ask, circle: Community) -> None:
    make.outlet("示例店", source="sample", position_quality="illustrative")
    stop = get(REACH)[1]["outlets"][0]
    assert (stop["sample"], stop["position_quality"]) == (True, "illustrative")


def test_openstreetmap_is_named_beside_its_data(get: Ask, circle: Community) -> None:
    assert get(REACH)[1]["attribution"] == []
    make.outlet("图上的店", source="osm", source_id="n1")
    assert "OpenStreetMap" in get(REACH)[1]["attribution"][0]


def test_an_empty_register_is_an_answer(get: Ask, circle: Community) -> None:
    Revision.objects.all().delete()  # an emptied SQLite table leaves the mark of its emptying
    status, body = get(REACH)
    assert (status, body["outlets"], body["data_date"]) == (200, [], None)


def test_the_data_date_is_the_day_of_the_last_change(get: Ask, street: list[Outlet]) -> None:
    assert get(REACH)[1]["data_date"] == localdate().isoformat()


def test_the_revision_moves_with_the_register(get: Ask, street: list[Outlet]) -> None:
    before = get(REACH)[1]["revision"]
    pause(street[1])
    after = get(REACH)[1]["revision"]
    assert before["outlets"] == Revision.objects.get().number - 1
    assert after == {"outlets": before["outlets"] + 1, "streets": None}


@pytest.mark.parametrize("debug", [True, False])
def test_the_stages_are_timed_in_a_debug_run_only(
    client: Client, circle: Community, settings: Any, debug: bool
) -> None:
    settings.DEBUG = debug
    told = client.get(REACH).headers.get("Server-Timing", "")
    stages = re.findall(r"(\w+);dur=\d+\.\d+", told)
    assert stages == (["question", "register", "search", "list", "outlets", "rings"] if debug else [])


def test_a_home_point_is_answered_by_post_only(client: Client, circle: Community) -> None:
    assert client.get("/api/reach/", {"lat": "36.1", "lng": "103.6"}).status_code == 405
