"""The site as a city runs it: granian in a process of its own, hashed files, 127 circles with samples."""

import fcntl
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.unit.processes import ROOT

CIRCLE, ELDER = "/communities/620104007001/", "/elder/620104007001/"
BUILD = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("load_city", verbosity=0)
call_command("sample_outlets", verbosity=0)
unused = ["admin", "rest_framework", "simple_history", "draw", "proj4*", "leaflet-src*", "leaflet.forms*"]
call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=unused)
"""


class Site:
    """A server that can be stopped and started again as another release. `folder` is what it writes to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = folder / "static" / "staticfiles.json"
        self.process: subprocess.Popen[bytes] | None = None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    @property
    def version(self) -> str:
        return str(json.loads(self.manifest.read_text())["hash"])

    def start(self, **settings: str) -> None:
        granian = [
            str(Path(sys.executable).parent / "granian"),
            "--interface",
            "wsgi",
            "--port",
            str(self.port),
        ]
        granian += [
            "--workers",
            "1",
            "--blocking-threads",
            "4",
            "--log-level",
            "error",
            "lifecircle.wsgi:application",
        ]
        self.process = subprocess.Popen(granian, cwd=ROOT, env={**environment(self.folder), **settings})
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{self.url}/sw.js", timeout=5).close()
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise TimeoutError(self.url)

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait()

    def release_anew(self, **settings: str) -> str:
        """The same site with another stylesheet: stopped, changed, started. The name of the new file."""
        self.stop()
        kept = json.loads(self.manifest.read_text())
        static = self.manifest.parent
        new = f"css/base.{int(kept['hash'], 16) + 1:012x}.css"
        text = (static / kept["paths"]["css/base.css"]).read_text() + "\nbody { --new: 1; }\n"
        (static / new).write_text(text)
        kept["paths"]["css/base.css"], kept["hash"] = new, f"{int(kept['hash'], 16) + 1:012x}"
        self.manifest.write_text(json.dumps(kept))
        self.start(**settings)
        return new


def environment(folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "LIFECIRCLE_VAR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'city.sqlite3'}",
        "LIFECIRCLE_DEMO": "1",
        "LIFECIRCLE_DEBUG": "0",
        "DJANGO_SETTINGS_MODULE": "lifecircle.settings",
        "PYTHONPATH": str(ROOT),
    }


def built(folder: Path) -> None:
    """Once for all processes of a run. The tables are the tests' own, which saves making them again."""
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (folder / "static").exists():
            return
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            with sqlite3.connect(folder / "city.sqlite3") as copy:
                connection.connection.backup(copy)
        subprocess.run([sys.executable, "-c", BUILD], cwd=ROOT, env=environment(folder), check=True)


@pytest.fixture(scope="session")
def built_site(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: object
) -> Path:
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "site"
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        built(folder)
    return folder


@pytest.fixture(scope="module")
def site(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Each file of tests has a copy of its own, which it may release anew."""
    own = tmp_path_factory.mktemp("site")
    shutil.copytree(built_site, own, dirs_exist_ok=True)
    started = Site(own)
    started.start()
    yield started
    started.stop()
