"""`/api/outlets/{id}/catchment/`: from where one walks to an outlet, and the page that shows it."""

import pytest
from django.test import Client

from communities.models import Community
from outlets.models import Outlet
from tests import make
from tests.api.conftest import Ask

NEAR, FAR = make.north_of(make.CENTRE, 300), make.north_of(make.CENTRE, 900)


@pytest.fixture
def shop(circle: Community) -> Outlet:
    """Beside the circle's centre; another circle at some 6 minutes, a third out of reach."""
    make.community("近处社区", "620104007002", NEAR)
    make.community("远处社区", "620104007003", FAR)
    return make.outlet("药店", "pharmacy")


def url(shop: Outlet) -> str:
    return f"/api/outlets/{shop.pk}/catchment/"


def test_the_circles_within_the_minutes_come_nearest_first(get: Ask, shop: Outlet) -> None:
    status, body = get(url(shop), minutes=15)
    assert status == 200
    assert [(row["name"], row["metres"]) for row in body["circles"]] == [("上坎社区", 0), ("近处社区", 390)]


def test_more_minutes_reach_more(get: Ask, shop: Outlet) -> None:
    assert [len(get(url(shop), minutes=minutes)[1]["circles"]) for minutes in (5, 10, 30)] == [1, 2, 3]


def test_a_slower_pace_takes_longer(get: Ask, shop: Outlet) -> None:
    minutes = [get(url(shop), pace=pace)[1]["circles"][1]["minutes"] for pace in ("standard", "elderly")]
    assert minutes == [6.0, 8.2]


def test_the_answer_says_how_it_was_made(get: Ask, shop: Outlet) -> None:
    _, body = get(url(shop))
    assert (body["outlet"], body["method"], body["estimate"]) == (shop.pk, "straight_line", True)
    assert body["revision"]["outlets"] > 0
    assert body["revision"]["streets"] is None
    assert body["formula"].startswith("直线距离")


def test_the_shape_is_the_ground_around_the_outlet(get: Ask, shop: Outlet) -> None:
    [feature] = get(url(shop))[1]["shape"]["features"]
    lats = [lat for _, lat in feature["geometry"]["coordinates"][0]]
    assert min(lats) < shop.lat < max(lats)


def test_the_nearest_of_several_doors_counts(get: Ask, shop: Outlet) -> None:
    make.entrance(shop, "北门", NEAR)
    make.entrance(shop, "南门", make.CENTRE)
    _, body = get(url(shop))
    assert [row["metres"] for row in body["circles"]] == [0, 0, 780]
    assert len(body["shape"]["features"]) == 2


@pytest.mark.parametrize("wrong", [{"minutes": "soon"}, {"minutes": "61"}, {"pace": "fast"}, {"lat": "36"}])
def test_what_makes_no_sense_is_refused_by_its_field(get: Ask, shop: Outlet, wrong: dict[str, str]) -> None:
    status, body = get(url(shop), **wrong)
    assert (status, list(body)) == (400, list(wrong))


def test_an_outlet_that_is_not_there_is_told(get: Ask, circle: Community) -> None:
    assert get("/api/outlets/999999/catchment/")[0] == 404


def test_the_page_lists_the_circles_without_a_script(client: Client, shop: Outlet) -> None:
    page = client.get(f"/outlets/{shop.pk}/catchment/").content.decode()
    assert "近处社区" in page
    assert "从社区中心走过来 约 6 分钟" in page
    assert "远处社区" not in page
    assert 'class="catchment catchment--est"' in page


def test_the_outlet_leads_there(client: Client, shop: Outlet) -> None:
    page = client.get(f"/outlets/{shop.pk}/").content.decode()
    assert f'href="/outlets/{shop.pk}/catchment/?pace=standard"' in page
