"""What Lighthouse says of residents' pages on a slow phone, from a server as a city runs it.

    python benchmarks/lighthouse.py [--runs 3] [--quiet 60] [--npm-folder FOLDER] [--write]

Makes a site of its own in a temporary folder (127 circles, sample outlets, hashed files, no debugging),
starts granian as scripts/run does and has Lighthouse judge each page with its own settings for a phone: a
slow 4G line and a processor four times slower, both reckoned. Lighthouse comes from npm into a temporary
folder, or `--npm-folder` holds it already; Chromium is the machine's. Each page is judged several times,
and each figure is the median. `--quiet` waits before each run, for so many seconds at most, until nothing
else runs; the load is told.
"""

from __future__ import annotations

import argparse
import json
import os
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
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

import processor

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- lighthouse:begin -->", "<!-- lighthouse:end -->"
VERSION = "13.5.0"
FLAGS = "--headless=new --no-sandbox --disable-gpu"
CIRCLE = "620104007001"
PAGES = {
    "the city `/`": "/",
    "a circle": f"/communities/{CIRCLE}/",
    "an outlet": "/outlets/1/",
    "elder edition, the questions": f"/elder/{CIRCLE}/",
    "elder edition, an answer": f"/elder/{CIRCLE}/medicine/",
    "a board to print": f"/communities/{CIRCLE}/board/",
}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
# audit, what its numericValue is divided by, decimals
FIGURES = (
    ("first-contentful-paint", 1000, 1),
    ("largest-contentful-paint", 1000, 1),
    ("total-blocking-time", 1, 0),
    ("cumulative-layout-shift", 1, 3),
    ("total-byte-weight", 1000, 0),
)
Judged = dict[str, Any]


@contextmanager
def site(folder: Path) -> Iterator[str]:
    """The address of a server with everything that `prepare` makes for a demo."""
    environment = {
        **os.environ,
        "LIFECIRCLE_VAR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'city.sqlite3'}",
        "LIFECIRCLE_DEMO": "1",
        "LIFECIRCLE_DEBUG": "0",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "manage.py", "prepare"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    granian = [str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--port", str(port)]
    granian += [
        "--workers",
        "2",
        "--blocking-threads",
        "4",
        "--log-level",
        "error",
        "lifecircle.wsgi:application",
    ]
    with subprocess.Popen(granian, cwd=ROOT, env=environment) as server:
        try:
            url = f"http://127.0.0.1:{port}"
            for path in PAGES.values():
                warm(url + path)
            yield url
        finally:
            server.terminate()


def warm(url: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(url, timeout=60).close()
        except urllib.error.HTTPError:
            raise
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(url)


def installed(folder: Path) -> Path:
    """Lighthouse's own command, fetched by npm where it is not in the folder yet."""
    command = folder / "node_modules" / ".bin" / "lighthouse"
    if not command.exists():
        wanted = ["npm", "install", f"lighthouse@{VERSION}", "--no-audit", "--no-fund", "--silent"]
        subprocess.run([*wanted, "--prefix", str(folder)], cwd=folder, check=True)
    return command


def judge(lighthouse: Path, url: str, quiet: float) -> Judged:
    """One run's report, with the machine's load before it."""
    processor.wait_for_quiet(quiet)
    load = os.getloadavg()[0]
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        output = ["--output=json", f"--output-path={file.name}", f"--chrome-flags={FLAGS}", "--quiet"]
        command = [str(lighthouse), url, *output]
        if subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode:
            # once more, and it says why: on a busy machine Chromium may not start
            subprocess.run(command, check=True)
        report: Judged = json.loads(Path(file.name).read_text(encoding="utf-8"))
    return {**report, "load": load}


def row(name: str, reports: list[Judged]) -> str:
    scores = [median(100 * report["categories"][each]["score"] for report in reports) for each in CATEGORIES]
    figures = [
        f"{median(report['audits'][audit]['numericValue'] for report in reports) / unit:.{decimals}f}"
        for audit, unit, decimals in FIGURES
    ]
    return f"| {name} | " + " | ".join([*(f"{score:.0f}" for score in scores), *figures]) + " |"


def table(found: dict[str, list[Judged]]) -> str:
    heads = ["", "performance", "accessibility", "best practices", "SEO"]
    heads += ["first paint s", "largest paint s", "blocked ms", "layout shift", "kB"]
    every = [report for reports in found.values() for report in reports]
    loads = [report["load"] for report in every]
    chromium = every[0]["environment"]["hostUserAgent"].partition("Chrome/")[2].split(".")[0]
    machine = (
        f"Lighthouse {every[0]['lighthouseVersion']} with its settings for a phone, Chromium {chromium}, "
        f"{os.cpu_count()} cores, load {min(loads):.1f} to {max(loads):.1f}, "
        f"median of {len(every) // len(found)} runs. {datetime.now(UTC):%Y-%m-%d}."
    )
    lines = [f"| {' | '.join(heads)} |", "|---|" + "--:|" * (len(heads) - 1)]
    return "\n".join([*lines, *(row(name, reports) for name, reports in found.items()), "", machine])


def write(text: str) -> None:
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--quiet", type=float, default=0.0)
    parser.add_argument("--npm-folder", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not (shutil.which("npm") and chromium):
        sys.exit("npm and Chromium are needed: apt-get install npm chromium")
    os.environ["CHROME_PATH"] = chromium
    with tempfile.TemporaryDirectory() as folder:
        lighthouse = installed(options.npm_folder or Path(folder))
        with tempfile.TemporaryDirectory() as var, site(Path(var)) as url:
            found: dict[str, list[Judged]] = {name: [] for name in PAGES}
            for _ in range(options.runs):
                for name, path in PAGES.items():
                    found[name].append(judge(lighthouse, url + path, options.quiet))
                    print(row(name, found[name]), flush=True)
    text = table(found)
    print(text)
    if options.write:
        write(text)


if __name__ == "__main__":
    main()
