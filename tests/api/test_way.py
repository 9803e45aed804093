"""`/api/outlets/{id}/way/`: the line to one outlet from a point that is told to nobody else."""

from typing import Any

import pytest
from django.test import Client

from communities.models import Community
from outlets.models import Entrance, Outlet
from tests import make

HERE = {"lat": make.CENTRE.lat, "lng": make.CENTRE.lng}


@pytest.fixture
def shop(circle: Community) -> Outlet:
    return make.outlet("药店", "pharmacy", make.north_of(make.CENTRE, 300))


def ask(client: Client, shop: Outlet, **more: object) -> Any:
    body = {**HERE, **more}
    return client.post(f"/api/outlets/{shop.pk}/way/", body, content_type="application/json")


def test_without_streets_it_is_the_straight_line_and_says_so(client: Client, shop: Outlet) -> None:
    said = ask(client, shop).json()
    assert (said["estimate"], said["metres"], said["minutes"]) == (True, 390, 6.0)
    assert said["line"] == [[36.1134, 103.6093], [round(shop.lat, 5), 103.6093]]


def test_it_leads_to_the_nearest_door(client: Client, shop: Outlet) -> None:
    for name, metres in (("北门", 400), ("南门", 200)):
        door = make.north_of(make.CENTRE, metres)
        Entrance.objects.create(outlet=shop, name=name, lat=door.lat, lng=door.lng)
    assert ask(client, shop).json()["metres"] == 260


def test_what_is_too_far_has_no_line(client: Client, shop: Outlet) -> None:
    said = ask(client, shop, minutes=5).json()
    assert (said["minutes"], said["metres"], said["line"]) == (None, None, [])


def test_it_is_kept_nowhere(client: Client, shop: Outlet) -> None:
    assert ask(client, shop)["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"lat": "north"}, "lat"), ({"pace": "run"}, "pace"), ({"lat": 39.9, "lng": 116.4}, "lat")],
)
def test_a_bad_question_names_its_field(client: Client, shop: Outlet, wrong: Any, field: str) -> None:
    answer = ask(client, shop, **wrong)
    assert (answer.status_code, list(answer.json())) == (400, [field])
