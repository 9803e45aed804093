"""From a real extract to a resident's answer: the shops around a real address in Helsinki."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from outlets.osm import OSM_ATTRIBUTION
from tests.imports.osm_xml import DATA

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not DATA.is_dir(), reason=f"no extracts in {DATA} (set LIFECIRCLE_DATA)"),
]
DOOR = {"lat": 60.16976, "lng": 24.93823}  # Mannerheimintie 14, the Kaivopiha


@pytest.fixture
def answer(catalogue: None, client: Client) -> dict[str, Any]:
    file = DATA / "helsinki_kamppi.osm.pbf"
    call_command("import_osm_outlets", str(file), stdout=StringIO(), stderr=StringIO())
    body = json.dumps({**DOOR, "minutes": 15, "at": "2026-11-24T12:00:00+02:00"})
    response = client.post("/api/reach/", body, content_type="application/json")
    assert response.status_code == 200, response.content
    found: dict[str, Any] = response.json()
    return found


def test_real_shops_are_reached_nearest_first(answer: dict[str, Any]) -> None:
    minutes = [outlet["minutes"] for outlet in answer["outlets"]]
    assert len(minutes) > 100
    assert minutes == sorted(minutes)


def test_the_answer_names_whose_data_it_is(answer: dict[str, Any]) -> None:
    assert answer["attribution"] == [OSM_ATTRIBUTION]


def test_the_pharmacies_of_the_centre_are_in_it(answer: dict[str, Any]) -> None:
    pharmacies = [outlet["name"] for outlet in answer["outlets"] if outlet["category"] == "pharmacy"]
    assert any("apteekki" in name.lower() for name in pharmacies)
