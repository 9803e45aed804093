"""The town of the check, imported once, and its circle with a market and three compounds."""

from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import override_settings

from communities.models import Community
from outlets.models import Outlet
from tests import make
from tests.gaps.town import HOMES, MARKET, ORIGIN, TOWN


@pytest.fixture(scope="session")
def town_streets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("streets")
    with override_settings(STREETS_DIR=folder):
        call_command("import_streets", str(TOWN), stdout=StringIO(), stderr=StringIO())
    return folder


@pytest.fixture
def circle(town_streets: Path, settings: Any, catalogue: None) -> Community:
    """Surveyed, without residents of its own."""
    settings.STREETS_DIR = town_streets
    return make.community("十字社区", at=ORIGIN, surveyed_on=date(2026, 1, 1))


@pytest.fixture
def market(circle: Community) -> Outlet:
    return make.outlet("十字菜市场", "market", MARKET)


@pytest.fixture
def compounds(circle: Community) -> None:
    for name, (gate, residents, elderly) in HOMES.items():
        make.compound(circle, name, gate, gates=(gate,), residents=residents, residents_60=elderly)
