"""How many answers a second the whole site gives to fresh home points, and how long the slowest take.

    python benchmarks/serving.py [--seconds 10] [--rounds 5] [--quiet 60] [--beside CHECKOUT] [--write]

Makes a database of its own in a temporary folder, with so many made-up outlets that some 250 stand within
15 minutes, starts granian as scripts/run does (2 workers) and drives `POST /api/reach/` from another process
over connections that stay open: wrk with benchmarks/serving.lua, a new point in every request. Server and
driver share the machine: what they alone can do is the line of an application that answers always the same
bytes. Told are the round in which others on the machine had the smallest share of the processors, what an
answer took of them in the server and in the driver, and the median of all rounds. `--quiet` waits before each
round, for so many seconds at most, until nothing else runs. `--beside` measures another checkout too.
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
from statistics import median
from typing import NamedTuple

import processor

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
    Place("real streets", (60.1642, 24.9352, 60.1791, 24.9534), (60.1665, 24.9385, 60.177, 24.95), 420, True),
)


class Round(NamedTuple):
    """What one run of wrk said."""

    a_second: float
    median_ms: float
    p99_ms: float
    failed: int
    server_us: float  # of processor time for an answer
    driver_us: float
    others: float  # the share of all processor time that neither took


@dataclass(frozen=True)
class Figures:
    """What the rounds of wrk said, and what their answers held."""

    name: str
    outlets: int
    kilobytes: float
    rounds: list[Round]

    def row(self) -> str:
        quietest = min(self.rounds, key=lambda round: round.others)
        return (
            f"| {self.name} | {self.outlets or '–'} | {self.kilobytes:.0f} | {quietest.a_second:,.0f} | "
            f"{quietest.median_ms:.1f} | {quietest.p99_ms:.1f} | {quietest.server_us:,.0f} | "
            f"{quietest.driver_us:,.0f} | {quietest.others:.0%} | "
            f"{median(round.a_second for round in self.rounds):,.0f} | "
            f"{sum(round.failed for round in self.rounds)} |"
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


class Server(NamedTuple):
    url: str
    pid: int


@contextmanager
def served(folder: Path, environment: dict[str, str], application: str) -> Iterator[Server]:
    """A server like scripts/run's, stopped afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    granian = [str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--port", str(port)]
    granian += ["--workers", str(WORKERS), "--blocking-threads", "4", "--log-level", "warning"]
    with subprocess.Popen([*granian, application], cwd=folder, env=environment) as server:
        try:
            yield Server(f"http://127.0.0.1:{port}/api/reach/", server.pid)
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


def drive(server: Server, place: Place, seconds: int, options: argparse.Namespace) -> Round:
    script = str(Path(__file__).with_name("serving.lua"))
    command = ["wrk", "-t1", f"-c{options.connections}", f"-d{seconds}s", "--latency", "-s", script]
    command += [server.url, "--"]
    processor.wait_for_quiet(options.quiet)
    before, drove, all_before = processor.seconds_of(server.pid), os.times(), processor.seconds_of_all()
    said = subprocess.run(
        [*command, *map(str, place.homes)], check=True, capture_output=True, text=True
    ).stdout
    of_server, after = processor.seconds_of(server.pid) - before, os.times()
    of_driver = after.children_user + after.children_system - drove.children_user - drove.children_system
    others = processor.seconds_of_all() - all_before - of_server - of_driver
    line = next(line for line in said.splitlines() if line.startswith("FIGURES"))
    requests, spent, median_us, p99_us, _, failed = (float(word) for word in line.split()[1:])
    times = (of_server / requests * 1e6, of_driver / requests * 1e6, others / spent / (os.cpu_count() or 1))
    return Round(requests / spent, median_us / 1000, p99_us / 1000, int(failed), *times)


def rounds(server: Server, place: Place, options: argparse.Namespace) -> list[Round]:
    drive(server, place, WARM_SECONDS, options)
    return [drive(server, place, options.seconds, options) for _ in range(options.rounds)]


def measure(checkout: Path, place: Place, name: str, options: argparse.Namespace) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        environment = prepare(checkout, place, Path(folder))
        with served(checkout, environment, "lifecircle.wsgi:application") as server:
            outlets, kilobytes = sizes(server.url, place)
            return told(Figures(name, outlets, kilobytes, rounds(server, place, options)))


def measure_ceiling(kilobytes: float, options: argparse.Namespace) -> Figures:
    """The server and the driver with nothing to do but carry so many bytes."""
    environment = {**os.environ, "KILOBYTES": str(round(kilobytes))}
    with served(Path(__file__).parent, environment, "serving_constant:application") as server:
        ask(server.url, b"{}")
        name = "the same bytes every time"
        return told(Figures(name, 0, kilobytes, rounds(server, PLACES[0], options)))


def told(figures: Figures) -> Figures:
    print(figures.row(), flush=True)
    return figures


def report(found: list[Figures], options: argparse.Namespace) -> str:
    machine = (
        f"{os.cpu_count()} cores ({platform.machine()}) for server and driver together, Python "
        f"{platform.python_version()}, SQLite, granian with {WORKERS} workers, wrk with "
        f"{options.connections} connections, {options.rounds} rounds of {options.seconds} s after "
        f"{WARM_SECONDS} s of warming; the figures are those of the round in which others had least. "
        f"{datetime.now(UTC):%Y-%m-%d}."
    )
    head = (
        "| | outlets (median) | kB | requests a second | median ms | p99 ms | server µs | driver µs | "
        "others | median of all rounds | failed |"
    )
    line = "|---|" + "--:|" * 10
    return "\n".join([head, line, *(each.row() for each in found), "", machine])


def write(table: str) -> None:
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quiet", type=float, default=0.0)
    parser.add_argument("--connections", type=int, default=8)
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
    found.append(measure_ceiling(found[0].kilobytes, options))
    table = report(found, options)
    print(table)
    if options.write:
        write(table)


if __name__ == "__main__":
    main()
