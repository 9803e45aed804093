"""Outlets with several doors: the nearest counts, by either engine, and is named where minutes are told."""

from typing import Any

import numpy as np
import pytest
from django.test import Client

from communities import engines
from lifecircle.geo import Point
from lifecircle.walking import STANDARD, PointGrid, StraightLine
from lifecircle.walking.entrances import Entrances
from lifecircle.walking.tree import Gate
from outlets import index
from outlets.models import Outlet
from tests import make

HOME = make.CENTRE
NORTH = make.north_of(HOME, 600)
NEAR, MIDDLE = make.north_of(HOME, 200), make.north_of(HOME, 400)


def entrances(*rows: tuple[int, Point, str]) -> Entrances:
    return Entrances.of((id, point.lat, point.lng, name) for id, point, name in rows)


def straight(*doors: tuple[int, Point, str]) -> StraightLine:
    """Outlet 1 in the north with these doors, outlet 2 in the middle without any."""
    grid = PointGrid([1, 2], [NORTH.lat, MIDDLE.lat], [NORTH.lng, MIDDLE.lng])
    return StraightLine(grid, entrances(*doors))


def test_the_nearest_door_counts_and_is_named() -> None:
    reach = straight((1, NEAR, "南门"), (1, NORTH, "北门")).reach(HOME, pace=STANDARD, minutes=15)
    assert reach.ids.tolist() == [1, 2]
    assert reach.metres.tolist() == [pytest.approx(260, rel=1e-3), pytest.approx(520, rel=1e-3)]
    assert reach.door_names == {1: "南门"}


def test_a_place_with_doors_is_not_reached_through_its_wall() -> None:
    far = make.north_of(HOME, 900)
    assert straight((1, far, "")).reach(HOME, pace=STANDARD, minutes=15).ids.tolist() == [2]


def test_a_place_may_stand_beyond_the_limit_and_its_door_within() -> None:
    reach = straight((1, NEAR, "")).reach(HOME, pace=STANDARD, minutes=5)
    assert (reach.ids.tolist(), reach.door_names) == ([1], {})


def test_doors_replaced_are_those_of_the_places_touched_only() -> None:
    before = entrances((1, NEAR, "南门"), (2, MIDDLE, "东门"), (3, NORTH, ""))
    after = before.replaced(entrances((2, NORTH, "西门")), np.array([2, 3]))
    assert (after.ids.tolist(), after.names.tolist()) == ([1, 2], ["南门", "西门"])
    assert before.names.tolist() == ["南门", "东门", ""]


def test_a_place_without_doors_is_its_own() -> None:
    found = entrances((2, MIDDLE, "东门")).doors_of(
        np.array([1, 2]), np.array([1.0, 2.0]), np.array([3.0, 4.0])
    )
    assert [list(column) for column in found] == [[1, 2], [1.0, MIDDLE.lat], [3.0, MIDDLE.lng], ["", "东门"]]


@pytest.fixture
def market(catalogue: None) -> Outlet:
    """In the north; its south gate is on the way, its north gate beyond."""
    make.community()
    shop = make.outlet("福利路菜市场", "market", NORTH)
    make.entrance(shop, "南门", NEAR, step_free=True)
    make.entrance(shop, "北门", make.north_of(HOME, 800))
    return shop


@pytest.mark.django_db(transaction=True)
class TestRegister:
    def doors(self) -> list[str]:
        names: list[str] = index.current().entrances.names.tolist()
        return names

    def test_the_index_follows_doors_that_come_and_go(self, market: Outlet) -> None:
        assert self.doors() == ["南门", "北门"]
        make.entrance(market, "东门")
        assert self.doors() == ["南门", "北门", "东门"]
        market.entrances.all().delete()
        assert self.doors() == []

    def test_a_closed_outlet_takes_its_doors_along(self, market: Outlet) -> None:
        index.current()
        Outlet.objects.update(status="closed", status_on="2026-01-01", status_reason="不做了")
        assert self.doors() == []

    def test_a_walk_to_one_outlet_takes_the_best_of_its_doors(self, market: Outlet) -> None:
        asked = engines.engines(index.current())
        doors = [Gate(door.name, door.point) for door in market.entrances.all()]
        _, walk, name = asked.between(HOME, doors, pace=STANDARD)
        assert walk is not None
        assert (name, round(walk.metres)) == ("南门", 260)


@pytest.mark.django_db
class TestTold:
    def test_in_the_answer_of_the_api(self, client: Client, market: Outlet) -> None:
        [stop] = client.get("/api/communities/620104007001/reach/").json()["outlets"]
        assert (stop["door"], stop["metres"]) == ("南门", 260)

    def test_no_door_is_told_where_there_is_one_only(self, client: Client, market: Outlet) -> None:
        make.outlet("便利店")
        stops = client.get("/api/communities/620104007001/reach/").json()["outlets"]
        assert [stop["door"] for stop in stops] == ["", "南门"]

    @pytest.mark.parametrize("page", ["/communities/620104007001/", "/outlets/{}/"])
    def test_on_the_page(self, client: Client, market: Outlet, page: str) -> None:
        assert "从南门进" in client.get(page.format(market.pk)).content.decode()

    def test_all_of_them_among_the_facts(self, client: Client, market: Outlet) -> None:
        page = client.get(f"/outlets/{market.pk}/").content.decode()
        assert "南门（不用上台阶）、北门" in page

    def test_all_of_them_in_the_register_of_the_api(self, client: Client, market: Outlet) -> None:
        doors: list[dict[str, Any]] = client.get(f"/api/outlets/{market.pk}/").json()["entrances"]
        assert [(door["name"], door["step_free"]) for door in doors] == [("南门", True), ("北门", None)]
