"""How many statements each page and each endpoint costs, and that more rows cost no more.

One of every page is the city's own settings.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from communities.models import Community, Promotion
from lifecircle.geo import Point
from outlets.models import Outlet, ServiceItem
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)

ELDER = "/elder/620104007001/"
CIRCLE, SHOP, API = "/communities/620104007001/", "/outlets/900001/", "/api/communities/"
HERE = {"lat": make.CENTRE.lat, "lng": make.CENTRE.lng}
Visit = Callable[[Client], Any]


def at_home(path: str, **more: str) -> Visit:
    return lambda client: client.post(path, {**HERE, **more})


def got(path: str, **query: str) -> Visit:
    return lambda client: client.get(path, query)


def reach(client: Client) -> Any:
    return client.post("/api/reach/", {**HERE, "categories": ["market"]}, content_type="application/json")


def way(client: Client) -> Any:
    return client.post("/api/outlets/900001/way/", HERE, content_type="application/json")


BUDGETS: dict[str, tuple[int, Visit]] = {
    "/": (3, got("/")),
    "/ search": (6, got("/", q="社区")),
    "/how/": (2, got("/how/")),
    "/programme/": (7, got("/programme/")),
    "/programme/table.xlsx": (7, got("/programme/table.xlsx")),
    "/near/": (1, at_home("/near/")),
    "/catalogue.css": (1, got("/catalogue.css")),
    "/communities/…/": (8, got(CIRCLE)),
    "/communities/…/ filtered": (9, got(CIRCLE, categories="market", tier="basic")),
    "/communities/…/ from home": (10, at_home(CIRCLE)),
    "/communities/…/ by name": (11, lambda client: client.post(CIRCLE, {"near": "店"})),
    "/communities/…/share/": (2, got(f"{CIRCLE}share/")),
    "/outlets/…/share/": (3, got(f"{SHOP}share/", **{"from": "620104007001"})),
    "/communities/…/check/": (9, got(f"{CIRCLE}check/")),
    "/communities/…/check/ at eight": (10, got(f"{CIRCLE}check/", at="2026-11-24T20:00", category="post")),
    "/communities/…/check.xlsx": (6, got(f"{CIRCLE}check.xlsx")),
    "/outlets/…/": (10, got(SHOP)),
    "/outlets/…/ from a circle": (10, got(SHOP, **{"from": "620104007001"})),
    "/outlets/…/ from home": (11, at_home(SHOP)),
    "/outlets/…/report/": (10, lambda client: client.post(f"{SHOP}report/")),
    "/elder/": (2, got("/elder/")),
    "/elder/ search": (4, got("/elder/", q="社区")),
    "/elder/…/": (4, got(ELDER)),
    "/elder/…/sundries/": (7, got(f"{ELDER}sundries/")),
    "/elder/…/sundries/ from here": (8, at_home(f"{ELDER}sundries/")),
    "/elder/…/sundries/…/": (7, got(f"{ELDER}sundries/900001/")),
    "/elder/switch/": (1, lambda client: client.post("/elder/switch/")),
    "/offline/": (1, got("/offline/")),
    "/offline/elder/": (1, got("/offline/elder/")),
    "/manifest.webmanifest": (1, got("/manifest.webmanifest")),
    "/sw.js": (0, got("/sw.js")),
    "/answers/": (3, lambda client: client.post("/answers/", {"number": "ABCD-EFGH"})),
    "/api/communities/": (2, got(API, page_size="500")),
    "/api/communities/ filtered": (4, got(API, district="620104", subdistrict="620104007", search="社区")),
    "/api/communities/…/": (1, got(f"{API}620104007001/")),
    "/api/communities/…/reach/": (2, got(f"{API}620104007001/reach/")),
    "/api/communities/…/check/": (3, got(f"{API}620104007001/check/")),
    "/api/reach/": (2, reach),
    "/api/categories/": (1, got("/api/categories/")),
    "/api/outlets/": (5, got("/api/outlets/", page_size="500")),
    "/api/outlets/ filtered": (6, got("/api/outlets/", category="market", search="店", page_size="500")),
    "/outlets/…/catchment/": (5, got(f"{SHOP}catchment/")),
    "/api/outlets/…/catchment/": (4, got("/api/outlets/900001/catchment/")),
    "/api/outlets/…/way/": (5, way),
    "/api/outlets/…/": (4, got("/api/outlets/900001/")),
}


def fill(outlets: int, circles: int) -> None:
    """As many more, all within a short walk of the centre, with a price and a further category each."""
    for number in range(circles):
        make.community(f"{number} 社区", f"6201040071{number:02}", make.north_of(make.CENTRE, number))
    rows = [
        Outlet(name=f"{number} 店", category_id="market", lat=place.lat, lng=place.lng, opening_hours="24/7")
        for number, place in enumerate(places(outlets))
    ]
    made = Outlet.objects.bulk_create(rows)
    ServiceItem.objects.bulk_create(ServiceItem(outlet=outlet, name="磨刀") for outlet in made)
    make.promotion(community=Community.objects.get(pk="620104007001"), title=f"{outlets} 折")
    Promotion.objects.bulk_create(
        Promotion(outlet=outlet, title="减五元", starts_on=date(2020, 1, 1), ends_on=date(2040, 1, 1))
        for outlet in made
    )
    for number in range(circles):
        project = make.project(f"{circles}.{number}", "620104", category_id="market")
        project.outlets.add(made[number % outlets])
    further = Outlet.further_categories.through
    further.objects.bulk_create(further(outlet=outlet, category_id="post") for outlet in made)


def places(count: int) -> list[Point]:
    return [make.north_of(make.CENTRE, 2 * number) for number in range(count)]


def cost(client: Client, visit: Visit) -> int:
    visit(client)  # the process reads the register once, when it has changed
    with CaptureQueriesContext(connection) as captured:
        visit(client)
    return len(captured)


@pytest.mark.parametrize("name", BUDGETS)
def test_a_page_costs_the_same_however_much_is_on_it(client: Client, catalogue: None, name: str) -> None:
    budget, visit = BUDGETS[name]
    make.community()
    make.outlet("店", pk=900001)
    fill(outlets=9, circles=4)
    small = cost(client, visit)
    Community.objects.exclude(pk="620104007001").delete()
    fill(outlets=190, circles=99)
    assert (small, cost(client, visit)) == (budget, budget)
