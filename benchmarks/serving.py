"""How many answers a second the whole site gives to fresh home points, and how long the slowest take.

    python benchmarks/serving.py [--seconds 10] [--connections 4] [--beside CHECKOUT] [--write]

Makes a database of its own in a temporary folder, with so many made-up outlets that some 250 stand within
15 minutes, starts granian as scripts/run does (2 workers) and drives `POST /api/reach/` from another process
over connections that stay open: wrk with benchmarks/serving.lua, a new point in every request. Server and
driver share the machine. `--beside` measures another checkout, such as the commit before, on the same data.
Real streets are measured where LIFECIRCLE_DATA, or ../shared/data, holds osm/helsinki_kamppi.osm.pbf.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("LIFECIRCLE_DATA") or ROOT.parent / "shared" / "data") / "osm"
EXTRACT = DATA / "helsinki_kamppi.osm.pbf"
PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- serving:begin -->", "<!-- serving:end -->"
WORKERS, WARM_SECONDS, SAMPLES = 2, 5, 200

FILL = """
from random import Random
from outlets.models import Category, Outlet
south, west, north, east, count = {box} + ({count},)
chance = Random(1)
codes = list(Category.objects.values_list("code", flat=True))
further = Outlet.further_categories.through
hours = ["", "24/7", "Mo-Su 06:30-21:00", "Mo-Fr 08:30-18:00; PH off", "Mo-Sa 08:00-20:00; PH 10:00-16:00",
         *(f"Mo-Su 0{{h}}:{{m}}-{{c}}:30" for h in range(6, 10)
           for m in ("00", "30") for c in range(17, 23))]
made = Outlet.objects.bulk_create(
    Outlet(name=f"和政西街便民店 {{n}} 号", address=f"七里河区和政西街 {{n}} 号", source="sample",
           lat=chance.uniform(south, north), lng=chance.uniform(west, east), category_id=chance.choice(codes),
           opening_hours=chance.choice(hours), step_free=chance.choice([True, False, None]),
           phone=f"0931-000 {{n % 10000:04d}}",
           **({{}} if n % 50 else dict(status="suspended", status_on="2025-10-20", status_reason="翻修")))
    for n in range(count))
further.objects.bulk_create(
    further(outlet_id=shop.pk, category_id=codes[n % len(codes)])
    for n, shop in enumerate(made) if n % 3 == 0)
"""


@dataclass(frozen=True)
class Place:
    """`box` holds the outlets, `homes` the starts: both (south, west, north, east)."""

    name: str
    box: tuple[float, float, float, float]
    homes: tuple[float, float, float, float]
    outlets: int
    streets: bool = False


PLACES = (
    Place("straight line", (36.02, 103.76, 36.10, 103.86), (36.04, 103.78, 36.08, 103.84), 11_500),
    Place("real streets", (60.159, 24.915, 60.176, 24.950), (60.164, 24.926, 60.171, 24.940), 600, True),
)


@dataclass(frozen=True)
class Figures:
    """What one run of wrk said, and what its answers held."""

    name: str
    a_second: float
    median_ms: float
    p99_ms: float
    outlets: int
    kilobytes: float
    failed: int

    def row(self) -> str:
        return (
            f"| {self.name} | {self.outlets} | {self.kilobytes:.0f} | {self.a_second:,.0f} | "
            f"{self.median_ms:.1f} | {self.p99_ms:.1f} | {self.failed} |"
        )


def manage(checkout: Path, environment: dict[str, str], *words: str) -> None:
    command = [sys.executable, "manage.py", *words]
    subprocess.run(command, cwd=checkout, env=environment, check=True, stdout=subprocess.DEVNULL)


def prepare(checkout: Path, place: Place, folder: Path) -> dict[str, str]:
    """A database, and streets where they are asked for, in the folder; the environment that uses them."""
    environment = {
        **os.environ,
        "LIFECIRCLE_VAR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'city.sqlite3'}",
        "LIFECIRCLE_DEMO": "1",
        "PYTHONPATH": str(checkout),
    }
    manage(checkout, environment, "migrate", "-v", "0")
    manage(checkout, environment, "loaddata", "-v", "0", "categories", "holidays")
    fill = FILL.format(box=place.box, count=place.outlets)
    manage(checkout, environment, "shell", "--no-imports", "-c", fill)
    manage(checkout, environment, "collectstatic", "--noinput", "-v", "0")
    if place.streets:
        manage(checkout, environment, "import_streets", str(EXTRACT))
    return environment


@contextmanager
def served(checkout: Path, environment: dict[str, str]) -> Iterator[str]:
    """The address of a server like scripts/run's, stopped afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    granian = [str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--port", str(port)]
    granian += ["--workers", str(WORKERS), "--blocking-threads", "4", "--log-level", "warning"]
    with subprocess.Popen([*granian, "lifecircle.wsgi:application"], cwd=checkout, env=environment) as server:
        try:
            yield f"http://127.0.0.1:{port}/api/reach/"
        finally:
            server.terminate()


def sizes(url: str, place: Place) -> tuple[int, float]:
    """The median number of outlets and of kilobytes in an answer; the first one waits for the server."""
    chance, found = Random(2), []
    south, west, north, east = place.homes
    for _ in range(SAMPLES):
        home = {"lat": chance.uniform(south, north), "lng": chance.uniform(west, east)}
        body = ask(url, json.dumps(home).encode())
        found.append((len(json.loads(body)["outlets"]), len(body) / 1000))
    return sorted(found)[len(found) // 2]


def ask(url: str, body: bytes) -> bytes:
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
    for _ in range(300):
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                answer: bytes = response.read()
                return answer
        except urllib.error.HTTPError:
            raise
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(url)


def drive(url: str, place: Place, seconds: int, connections: int) -> list[float]:
    """requests, seconds, median and p99 in µs, bytes, failures: as serving.lua prints them."""
    script = str(Path(__file__).with_name("serving.lua"))
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", script, url, "--"]
    said = subprocess.run(
        [*command, *map(str, place.homes)], check=True, capture_output=True, text=True
    ).stdout
    line = next(line for line in said.splitlines() if line.startswith("FIGURES"))
    return [float(word) for word in line.split()[1:]]


def measure(checkout: Path, place: Place, name: str, options: argparse.Namespace) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        environment = prepare(checkout, place, Path(folder))
        with served(checkout, environment) as url:
            outlets, kilobytes = sizes(url, place)
            drive(url, place, WARM_SECONDS, options.connections)
            requests, spent, median, p99, _, failed = drive(url, place, options.seconds, options.connections)
    figures = Figures(name, requests / spent, median / 1000, p99 / 1000, outlets, kilobytes, int(failed))
    print(figures.row(), flush=True)
    return figures


def report(found: list[Figures], options: argparse.Namespace) -> str:
    machine = (
        f"{os.cpu_count()} cores ({platform.machine()}) for server and driver together, Python "
        f"{platform.python_version()}, SQLite, granian with {WORKERS} workers, wrk with "
        f"{options.connections} connections for {options.seconds} s after {WARM_SECONDS} s of warming, "
        f"{datetime.now(UTC):%Y-%m-%d}."
    )
    head = "| | outlets (median) | kB | requests a second | median ms | p99 ms | failed |"
    return "\n".join([head, "|---|--:|--:|--:|--:|--:|--:|", *(each.row() for each in found), "", machine])


def write(table: str) -> None:
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--connections", type=int, default=4)
    parser.add_argument("--beside", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if not shutil.which("wrk"):
        sys.exit("wrk is needed: apt-get install wrk")
    found = []
    for place in PLACES:
        if place.streets and not EXTRACT.is_file():
            print(f"no {EXTRACT}: no real streets")
            continue
        found.append(measure(ROOT, place, f"**{place.name}**", options))
        if options.beside:
            found.append(measure(options.beside, place, f"{place.name}, before", options))
    table = report(found, options)
    print(table)
    if options.write:
        write(table)


if __name__ == "__main__":
    main()
