"""Boards of a real place: the centre of Helsinki with its streets and shops, from the extract."""

from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from communities.board import board, card, gate
from communities.board.board import Look
from communities.board.facts import Facts
from communities.board.gather import circle_facts
from communities.board.paper import Paper
from lifecircle.geo import Point
from lifecircle.walking import PACES
from tests import make
from tests.imports.osm_xml import DATA

PLACES = {
    "helsinki_kamppi": Point(60.1706, 24.9412),
    "monaco": Point(43.7325, 7.4189),
}
AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def extract(name: str) -> Path:
    return DATA / f"{name}.osm.pbf"


@pytest.fixture(scope="module", params=PLACES)
def place(request: pytest.FixtureRequest) -> str:
    name = str(request.param)
    if not extract(name).is_file():
        pytest.skip(f"no extract {extract(name)} (set LIFECIRCLE_DATA)")
    return name


@pytest.fixture(scope="module")
def streets(place: str, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Path:
    folder = tmp_path_factory.mktemp("streets")
    with override_settings(STREETS_DIR=folder):
        call_command("import_streets", str(extract(place)), stdout=StringIO(), stderr=StringIO())
    return folder


@pytest.fixture
def gathered(place: str, streets: Path, settings: Any, catalogue: None) -> dict[str, Facts]:
    settings.STREETS_DIR = streets
    call_command(
        "import_osm_outlets", str(extract(place)), "--keep-vanished", stdout=StringIO(), stderr=StringIO()
    )
    circle = make.community("市中心", "990000000001", PLACES[place], surveyed_on=date(2026, 1, 1))
    return {
        code: circle_facts(circle, pace=PACES[code], at=AT, site="https://example.org")
        for code in ("standard", "reduced")
    }


def test_real_boards_pass_the_gate(gathered: dict[str, Facts]) -> None:
    for code, facts in gathered.items():
        assert not facts.estimate
        assert len(facts.ground.streets) > 20
        for paper in (Paper("A3"), Paper("A3", portrait=True), Paper("A1")):
            problems = gate.problems_of(board.draw(facts, Look(paper)))
            assert [str(problem) for problem in problems] == [], (code, paper)
        assert gate.problems_of(card.draw(facts)) == []


def test_streets_are_named_on_the_board(gathered: dict[str, Facts]) -> None:
    things = board.draw(gathered["standard"], Look(Paper("A3"))).things
    assert sum(thing.name.startswith("路名") for thing in things) >= 5
