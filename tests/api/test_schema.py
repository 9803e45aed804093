"""The OpenAPI description: valid, without warnings, with every error it can answer."""

from io import StringIO
from typing import Any

import pytest
import yaml
from django.core.management import call_command
from django.test import Client
from openapi_spec_validator import validate

METHODS = {"get", "post"}
READ_MANY = {"400", "404", "406", "503"}
EXPECTED = {
    ("get", "/api/communities/"): READ_MANY,
    ("get", "/api/communities/{code}/"): {"404", "406", "503"},
    ("get", "/api/communities/{code}/reach/"): READ_MANY,
    ("post", "/api/reach/"): {"400", "406", "415", "503"},
    ("get", "/api/categories/"): {"406", "503"},
    ("get", "/api/outlets/"): READ_MANY,
    ("get", "/api/outlets/{id}/"): {"404", "406", "503"},
    ("get", "/api/outlets/{id}/catchment/"): READ_MANY,
    ("post", "/api/outlets/{id}/way/"): {"400", "404", "406", "415", "503"},
    ("get", "/api/communities/{code}/check/"): READ_MANY,
    ("get", "/api/communities/{code}/basemap/"): {"404", "406", "503"},
}


@pytest.fixture
def schema(client: Client) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(client.get("/api/schema/").content)
    return loaded


def test_it_is_made_without_a_warning() -> None:
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=StringIO())


def test_it_is_valid_openapi(schema: dict[str, Any]) -> None:
    validate(schema)


def test_it_lists_every_error_of_every_endpoint(schema: dict[str, Any]) -> None:
    said = {
        (method, path): {status for status in operation["responses"] if status >= "400"}
        for path, operations in schema["paths"].items()
        for method, operation in operations.items()
    }
    assert said == EXPECTED


def test_the_page_size_is_told_its_limit(schema: dict[str, Any]) -> None:
    parameters = {p["name"]: p["schema"] for p in schema["paths"]["/api/communities/"]["get"]["parameters"]}
    assert (parameters["page_size"]["maximum"], parameters["page"]["minimum"]) == (500, 1)


def test_coordinates_and_minutes_are_told_their_limits(schema: dict[str, Any]) -> None:
    fields = schema["components"]["schemas"]["PointQuestion"]["properties"]
    limits = {name: (fields[name]["minimum"], fields[name]["maximum"]) for name in ("lat", "lng", "minutes")}
    assert limits == {"lat": (-90, 90), "lng": (-180, 180), "minutes": (1, 60)}


def test_it_is_given_as_json_too(client: Client) -> None:
    response = client.get("/api/schema/", headers={"accept": "application/vnd.oai.openapi+json"})
    assert response.json()["openapi"].startswith("3.")
