"""A database that is away or locked: 503 with Retry-After, on pages and in the API, from a real server."""

import json
import os
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ASK = """
import json, os, sys
import django
os.environ["DJANGO_SETTINGS_MODULE"] = "lifecircle.settings"
django.setup()
from django.conf import settings
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
from django.test import Client
client = Client(raise_request_exception=False, headers={"host": "localhost"})
answers = {}
for path in sys.argv[1:]:
    if path == "/api/reach/":
        body = {"lat": 36.1134, "lng": 103.6093}
        response = client.post(path, body, content_type="application/json")
    elif path.endswith("/report/"):
        response = client.post(path, {"kind": "other"})
    else:
        response = client.get(path)
    retry = response.headers.get("Retry-After")
    answers[path] = [response.status_code, retry, response.content.decode()]
print(json.dumps(answers))
"""
PAGES = ["/", "/communities/620104007001/", "/outlets/1/", "/catalogue.css", "/outlets/1/report/"]
API = ["/api/communities/", "/api/communities/620104007001/reach/", "/api/reach/", "/api/outlets/1/"]


def answers(database: str, *paths: str) -> dict[str, tuple[int, str, str]]:
    """What a process on this database answers, path by path."""
    environment = {**os.environ, "DATABASE_URL": database, "LIFECIRCLE_SECRET_KEY": "test"}
    done = subprocess.run(
        [sys.executable, "-c", ASK, *paths],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Traceback" not in done.stderr
    found: dict[str, tuple[int, str, str]] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def no_server() -> dict[str, tuple[int, str, str]]:
    """A port of this machine on which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    return answers(f"postgresql://nobody@127.0.0.1:{port}/none", *PAGES, *API, "/nowhere/")


@pytest.mark.parametrize("path", [*PAGES, *API])
def test_without_a_server_the_answer_is_503_and_when_to_try_again(
    no_server: dict[str, tuple[int, str, str]], path: str
) -> None:
    status, retry, _ = no_server[path]
    assert (status, int(retry)) == (503, 10)


@pytest.mark.parametrize("path", API)
def test_without_a_server_the_api_says_so_in_json(
    no_server: dict[str, tuple[int, str, str]], path: str
) -> None:
    assert json.loads(no_server[path][2]) == {"detail": "数据库暂时连不上，请过一会儿再试。"}


@pytest.mark.parametrize("path", PAGES[:3])
def test_without_a_server_a_page_says_so_and_whom_to_call(
    no_server: dict[str, tuple[int, str, str]], path: str
) -> None:
    page = no_server[path][2]
    assert "<h1>暂时连不上数据库</h1>" in page
    assert "tel:12345" in page


def test_without_a_server_a_wrong_address_is_still_told(no_server: dict[str, tuple[int, str, str]]) -> None:
    assert no_server["/nowhere/"][0] == 404


def test_without_a_server_the_site_still_starts() -> None:
    environment = {**os.environ, "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
    command = [sys.executable, "-c", "from lifecircle.wsgi import application"]
    environment["LIFECIRCLE_SECRET_KEY"] = "test"
    done = subprocess.run(command, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True)
    assert (done.returncode, "not warmed up" in done.stderr) == (0, True)


@pytest.fixture
def locked_file(tmp_path: Path) -> str:
    """A migrated database with one outlet, whose write lock another connection holds."""
    url = f"sqlite:///{tmp_path / 'city.sqlite3'}"
    make = (
        "from django.core.management import call_command as c; c('migrate', verbosity=0);"
        "c('loaddata', 'categories', verbosity=0);"
        "from outlets.models import Outlet;"
        "Outlet.objects.create(pk=1, name='店', category_id='market', lat=36.1134, lng=103.6093)"
    )
    environment = {**os.environ, "DATABASE_URL": url, "LIFECIRCLE_SECRET_KEY": "test"}
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", make]
    subprocess.run(command, env=environment, cwd=settings.BASE_DIR, check=True, capture_output=True)
    return url


def test_a_report_into_a_locked_database_is_503_and_nothing_is_half_written(locked_file: str) -> None:
    path = locked_file.removeprefix("sqlite:///")
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    status, retry, page = answers(locked_file, "/outlets/1/report/")["/outlets/1/report/"]
    holder.execute("ROLLBACK")
    reports = holder.execute("SELECT count(*) FROM outlets_report").fetchone()
    holder.close()
    assert (status, int(retry), reports) == (503, 10, (0,))
    assert "暂时连不上数据库" in page
