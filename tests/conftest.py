"""What every test stands on: plain static storage, an empty outlet index, the catalogue when asked for."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from communities import city, doorsteps, engines
from communities.gaps import city as city_checks
from communities.gaps_page import kept as kept_checks
from outlets import cards, index, tries

# Playwright's sync API keeps an event loop in the test's thread; only browser tests go near it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


# rules that every page and address is held to, alike on any database
PAGE_RULES = {
    *("test_every_page.py", "test_every_desk_page.py", "test_english.py", "test_english_desk.py"),
    *("test_matrix.py", "test_admin_matrix.py"),
}
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_reset_sequences"}


@pytest.hookimpl(tryfirst=True)  # before -m chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what a second run on another server may leave out: `pure` never asks a database, `rules` hold
    for every page."""
    for item in items:
        names = set(getattr(item, "fixturenames", ()))
        if not item.get_closest_marker("django_db") and not names & DATABASE_FIXTURES:
            item.add_marker("pure")
        if item.path.name in PAGE_RULES:
            item.add_marker("rules")


@pytest.fixture(autouse=True)
def plain_static_storage(settings: Any) -> None:
    """Hashed names need collectstatic first; what is tested here is not the hashing."""
    backend = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": backend}


@pytest.fixture(autouse=True)
def photos_of_this_test(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")


@pytest.fixture(autouse=True)
def no_streets_loaded(settings: Any, tmp_path: Path) -> None:
    """Whoever wants streets imports them into this test's own folder."""
    settings.STREETS_DIR = tmp_path / "streets"


@pytest.fixture(autouse=True)
def no_index_left_over() -> Iterator[None]:
    forget_all()
    yield
    forget_all()


def forget_all() -> None:
    index.forget()
    cards.forget()
    engines.forget()
    city.forget()
    doorsteps.forget()
    city_checks.forget()
    kept_checks.forget()
    tries.wrong_numbers.forget()


@pytest.fixture(autouse=True)
def log_can_be_flushed(request: pytest.FixtureRequest) -> Iterator[None]:
    """After a transactional test SQLite's tables are emptied row by row, which the log's trigger refuses."""
    marker = request.node.get_closest_marker("django_db")
    wanted = {"transactional_db", "live_server", "django_db_reset_sequences"} & set(request.fixturenames)
    if not wanted and not (marker and marker.kwargs.get("transaction")):
        yield
        return
    request.getfixturevalue("transactional_db")  # first, so that its flush comes last
    yield
    empty_log()


def empty_log() -> None:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'staff_auditrecord'"
        )
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute("DELETE FROM staff_auditrecord")
        for _, sql in triggers:
            cursor.execute(sql)


@pytest.fixture
def catalogue(db: None) -> None:
    """The city's categories."""
    call_command("loaddata", "categories", verbosity=0)


@pytest.fixture
def lanzhou(catalogue: None) -> None:
    """The division tree, the catalogue and the 127 circles."""
    call_command("loaddata", "areas", "circles", verbosity=0)
