"""Pages and API where a street network is loaded: the centre of Helsinki, from the real extract."""

import gzip
import math
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import orjson
import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoDbBlocker

from communities.models import Community, Compound
from lifecircle.geo import Point
from outlets.models import Outlet
from tests import make
from tests.imports.osm_xml import DATA
from tests.pages.html import Page, read

EXTRACT = DATA / "helsinki_kamppi.osm.pbf"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not EXTRACT.is_file(), reason=f"no extract {EXTRACT} (set LIFECIRCLE_DATA)"),
]
STATION = Point(60.1706, 24.9412)
CODE = "990000000001"
PAGE, API = f"/communities/{CODE}/", f"/api/communities/{CODE}/"


@pytest.fixture(scope="module")
def streets(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Path:
    """The network, imported once for this module."""
    from django.test import override_settings

    folder = tmp_path_factory.mktemp("streets")
    with override_settings(STREETS_DIR=folder):
        call_command("import_streets", str(EXTRACT), stdout=StringIO(), stderr=StringIO())
    return folder


@pytest.fixture
def circle(streets: Path, settings: Any, catalogue: None) -> Community:
    settings.STREETS_DIR = streets
    return make.community("市中心", CODE, STATION, surveyed_on=date(2026, 1, 1))


@pytest.fixture
def pharmacy(circle: Community) -> Outlet:
    """Apteekki Eliel, which stands behind the station: 130 m as the crow flies, far longer on foot."""
    return make.outlet("Apteekki Eliel", "pharmacy", Point(60.17171, 24.94054))


def text(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def test_the_page_says_that_it_walks_real_streets(client: Client, pharmacy: Outlet) -> None:
    page = text(client, PAGE)
    assert "按实际道路" in page
    assert "plate--est" not in page


def test_the_way_round_takes_longer_than_the_crow(client: Client, pharmacy: Outlet) -> None:
    [reached] = client.get(f"{API}reach/").json()["outlets"]
    assert reached["metres"] > 400


def test_the_api_names_the_method(client: Client, pharmacy: Outlet) -> None:
    answer = client.get(f"{API}reach/").json()
    assert (answer["method"], answer["estimate"]) == ("streets", False)


def test_the_api_tells_which_import_of_the_streets_it_walked(
    client: Client, pharmacy: Outlet, settings: Any
) -> None:
    revision = client.get(f"{API}reach/").json()["revision"]
    assert revision["streets"] == (settings.STREETS_DIR / "CURRENT").read_text()


def test_a_search_that_meets_the_edge_of_the_data_says_so(client: Client, pharmacy: Outlet) -> None:
    assert any("靠近数据边缘" in words for words in client.get(f"{API}reach/").json()["warnings"])


def test_a_slower_pace_reaches_less_ground(client: Client, pharmacy: Outlet) -> None:
    standard, elderly = (
        client.get(f"{API}reach/", {"pace": pace}).json()["rings"]["features"][0]["geometry"]
        for pace in ("standard", "elderly")
    )
    assert spread(elderly) < spread(standard)


def spread(geometry: dict[str, Any]) -> float:
    """The width of the outer ring in degrees."""
    lngs = [lng for lng, _ in geometry["coordinates"][0]]
    return float(max(lngs) - min(lngs))


def test_the_outlet_page_tells_the_way_in_words_and_draws_it(client: Client, pharmacy: Outlet) -> None:
    page = text(client, f"/outlets/{pharmacy.pk}/")
    assert "怎么走" in page
    assert "Kaivokatu" in page
    assert 'class="route"' in page


def test_beyond_the_loaded_streets_the_estimate_answers_and_says_so(client: Client, pharmacy: Outlet) -> None:
    Community.objects.filter(pk=CODE).update(lat=60.1686, lng=24.9000)
    page = text(client, PAGE)
    assert "直线 × 1.3" in page
    assert "按实际道路" not in page


def test_an_estimate_draws_no_way(client: Client, pharmacy: Outlet) -> None:
    Community.objects.filter(pk=CODE).update(lat=60.1686, lng=24.9000)
    assert "way-steps" not in text(client, f"/outlets/{pharmacy.pk}/")


def test_a_new_outlet_is_found_on_its_street_at_once(client: Client, pharmacy: Outlet) -> None:
    before = len(client.get(f"{API}reach/").json()["outlets"])
    make.outlet("新开的店", "market", Point(60.1700, 24.9430))
    assert len(client.get(f"{API}reach/").json()["outlets"]) == before + 1


def test_from_a_compound_one_sets_out_at_its_best_gate(
    client: Client, circle: Community, pharmacy: Outlet
) -> None:
    """The gate behind the station saves the way round it; page, outlet's page and API way agree."""
    home = make.compound(circle, "站前小区", STATION)
    minutes = [minutes_from(client, pharmacy, home)]
    for name, gate in (("正门", STATION), ("后门", pharmacy.point)):
        home.gates.create(name=name, lat=gate.lat, lng=gate.lng)
        minutes.append(minutes_from(client, pharmacy, home))
    assert minutes[0] == minutes[1] > 4
    assert minutes[2] == 1
    point = {"lat": home.lat, "lng": home.lng}
    assert "后门" in read(client.post(f"/outlets/{pharmacy.pk}/", point)).text


def minutes_from(client: Client, pharmacy: Outlet, home: Compound) -> int:
    listed = read(client.post(PAGE, {"place": f"compound:{home.pk}"}))
    point = {"lat": home.lat, "lng": home.lng}
    own = read(client.post(f"/outlets/{pharmacy.pk}/", point))
    way = client.post(f"/api/outlets/{pharmacy.pk}/way/", point, content_type="application/json").json()
    found: set[int] = {plate_of(listed), plate_of(own), max(1, math.ceil(way["minutes"]))}
    assert len(found) == 1
    return found.pop()


def plate_of(page: Page) -> int:
    return next(int(e.text.removesuffix("分钟")) for e in page.elements if "plate" in e["class"].split())


def test_the_base_map_has_streets_with_names(client: Client, circle: Community) -> None:
    answer = client.get(f"{API}basemap/").json()
    assert {"street", "footway"} <= {layer["kind"] for layer in answer["layers"]}
    assert "Mannerheimintie" in {street["name"] for street in answer["names"]}


def test_the_base_map_is_not_sent_twice(client: Client, circle: Community) -> None:
    etag = client.get(f"{API}basemap/")["ETag"]
    assert client.get(f"{API}basemap/", headers={"if-none-match": etag}).status_code == 304


def test_the_base_map_travels_compressed(client: Client, circle: Community) -> None:
    packed = client.get(f"{API}basemap/", headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert orjson.loads(gzip.decompress(packed.content))["revision"]


def test_the_page_points_at_its_base_map(client: Client, circle: Community) -> None:
    assert f'data-basemap="{API}basemap/?v=' in text(client, PAGE)


def test_without_streets_there_is_no_base_map(client: Client, catalogue: None) -> None:
    make.community()
    assert client.get("/api/communities/620104007001/basemap/").status_code == 404


def test_of_two_doors_the_better_one_is_named_on_the_way(client: Client, pharmacy: Outlet) -> None:
    make.entrance(pharmacy, "站内门", Point(60.17171, 24.94054))
    make.entrance(pharmacy, "广场门", Point(60.17085, 24.94265))
    [stop] = client.get(f"{API}reach/").json()["outlets"]
    page = text(client, f"/outlets/{pharmacy.pk}/")
    assert stop["door"] == "广场门"
    assert "到达，从广场门进" in page


def test_who_can_come_is_told_along_streets(client: Client, pharmacy: Outlet) -> None:
    answer = client.get(f"/api/outlets/{pharmacy.pk}/catchment/").json()
    [there] = client.get(f"{API}reach/").json()["outlets"]
    assert (answer["method"], answer["estimate"], bool(answer["revision"]["streets"])) == (
        "streets",
        False,
        True,
    )
    assert [(row["code"], row["metres"]) for row in answer["circles"]] == [(CODE, there["metres"])]
    assert 'class="way way--' in text(client, f"/outlets/{pharmacy.pk}/catchment/")


def test_the_elder_edition_tells_the_same_way_step_by_step(client: Client, pharmacy: Outlet) -> None:
    ordinary = read(client.get(f"/outlets/{pharmacy.pk}/", {"pace": "elderly"}))
    elder = read(client.get(f"/elder/{CODE}/medicine/{pharmacy.pk}/"))
    steps = [step.text for step in elder.all("li") if "data-say" in step.attributes]
    assert steps
    assert steps == [step.text for step in ordinary.all("li") if step.text in steps]
    assert "OpenStreetMap" in elder.text
    assert "估算" not in elder.text


def test_the_elder_edition_says_where_the_data_end(client: Client, pharmacy: Outlet) -> None:
    assert "靠近数据边缘" in text(client, f"/elder/{CODE}/medicine/")


def test_the_way_that_the_map_draws_follows_the_streets(client: Client, pharmacy: Outlet) -> None:
    [row] = client.get(f"{API}reach/").json()["outlets"]
    body = {"lat": STATION.lat, "lng": STATION.lng}
    said = client.post(f"/api/outlets/{pharmacy.pk}/way/", body, content_type="application/json").json()
    assert (said["estimate"], said["minutes"], said["metres"]) == (False, row["minutes"], row["metres"])
    assert len(said["line"]) > 2
