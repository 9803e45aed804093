"""Takes the pictures in docs/img: starts the site on a database of its own and photographs it in Chromium.

    .venv/bin/python scripts/pictures.py        needs the extras dev and print, Chromium and a Chinese font

The clock is given in the address (?at=…), so that the same data give the same pictures.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from communities.board import engine  # noqa: E402

OUT = ROOT / "docs" / "img"
PHONE, DESKTOP = (390, 844), (1440, 900)
SITE = "https://example.org"
AT = "at=2026-11-24T10:00"
CIRCLE = f"/communities/620104007001/?{AT}"
REAL = f"/communities/990000000001/?{AT}"
# file name, address, size, whole page
PICTURES = [
    ("home-1440", "/", DESKTOP, False),
    ("home-390", "/", PHONE, False),
    ("search-390", "/?q=sk", PHONE, False),
    ("circle-1440", CIRCLE, DESKTOP, False),
    ("circle-390", CIRCLE, PHONE, False),
    ("circle-elderly-390", CIRCLE + "&pace=elderly", PHONE, False),
    ("circle-home-1440", CIRCLE + "#home=36.11560,103.61250", DESKTOP, False),
    ("circle-dense-1440", f"/communities/620102002002/?{AT}", DESKTOP, False),
    ("outlet-1440", "{outlet}", DESKTOP, False),
    ("outlet-390", "{outlet}", PHONE, False),
    ("real-1440", REAL, DESKTOP, False),
    ("real-390", REAL, PHONE, False),
    ("route-390", "{route}", (390, 1500), False),
    ("elder-390", "/elder/620104007001/", PHONE, False),
    ("elder-1440", "/elder/620104007001/", DESKTOP, False),
    ("elder-nearest-390", f"/elder/620104007001/medicine/?{AT}", PHONE, False),
    ("elder-nearest-1440", f"/elder/620104007001/medicine/?{AT}", DESKTOP, False),
    ("elder-way-390", "{elder_way}", (390, 1500), False),
    ("how-390", "/how/", PHONE, False),
    ("not-found-390", "/nothing-here/", PHONE, False),
    ("check-1440", "/communities/{lacking}/check/", (1440, 1500), False),
    ("check-390", "/communities/{lacking}/check/", PHONE, False),
    ("check-table-1440", "/communities/{lacking}/check/#table", DESKTOP, False),
    ("check-real-1440", "/communities/990000000001/check/?category=market#map", DESKTOP, False),
    ("programme-1440", "/programme/", DESKTOP, False),
    ("share-390", "/communities/620104007001/share/", (390, 1500), False),
]
DARK = [("circle-dark-390", CIRCLE, PHONE, False), ("circle-dark-1440", CIRCLE, DESKTOP, False)]
ENGLISH = [
    ("english-circle-1440", CIRCLE, DESKTOP, False),
    ("english-outlet-390", "{route}", (390, 1500), False),
]
STAFF = [
    ("bureau-1440", "/bureau/", DESKTOP, False),
    ("bureau-matrix-1440", "/bureau/?tier=basic#b-matrix", DESKTOP, False),
]
PASSWORD = "yikezhong-15-minutes"  # the demo's, printed by `prepare`


SAMPLE, TRUE = ["--community", "620104007001"], ["--community", "990000000001"]
# printed sheets: file name, what print_boards is asked for
SHEETS = [
    ("board-a3", SAMPLE),
    ("board-slow", [*SAMPLE, "--pace", "reduced"]),
    ("board-bw", [*TRUE, "--bw"]),
    ("board-real", [*TRUE, "--size", "A1"]),
    ("board-portrait", [*TRUE, "--portrait", "--pace", "elderly"]),
    ("board-card", [*SAMPLE, "--what", "card"]),
    ("board-poster", ["--what", "poster", "--outlet", "{outlet}"]),
]
SHEET_PIXELS = 1600


def manage(*words: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return done.stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(url, timeout=2)
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit(f"没有等到 {url}")


def photograph(browser: Browser, base: str, addresses: dict[str, str]) -> None:
    context = browser.new_context(locale="zh-CN")
    take(context, PICTURES, base, addresses)
    context.add_cookies([{"name": "language", "value": "en", "url": base}])
    take(context, ENGLISH, base, addresses)
    take(browser.new_context(locale="zh-CN", color_scheme="dark"), DARK, base, addresses)
    staff = browser.new_context(locale="zh-CN")
    page = staff.new_page()
    page.goto(f"{base}/office/login/")
    page.fill("[name=username]", "demo")
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    take(staff, STAFF, base, addresses)


def take(
    context: BrowserContext,
    pictures: list[tuple[str, str, tuple[int, int], bool]],
    base: str,
    addresses: dict[str, str],
) -> None:
    for name, path, (width, height), full in pictures:
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.goto(base + path.format(**addresses))
        page.wait_for_timeout(800)
        page.screenshot(path=OUT / f"{name}.png", full_page=full)
        page.close()
        print(OUT.relative_to(ROOT) / f"{name}.png")


def draw_sheets(outlet: str) -> None:
    """The printed sheets, by the engine of the extra `print`."""
    for name, words in SHEETS:
        with tempfile.TemporaryDirectory() as folder:
            asked = [word.format(outlet=outlet) for word in words]
            manage("print_boards", *asked, "--format", "svg", "--site", SITE, "--out", folder)
            svg = next(Path(folder).glob("*.svg")).read_text(encoding="utf-8")
        wide, high = (float(x) for x in re.findall(r' (?:width|height)="([\d.]+)mm"', svg)[:2])
        (OUT / f"{name}.png").write_bytes(engine.png(engine.Page(svg, wide, high), pixels=SHEET_PIXELS))
        print(OUT.relative_to(ROOT) / f"{name}.png")


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as var:
        os.environ.update(LIFECIRCLE_VAR=var, LIFECIRCLE_DEMO="1")
        os.environ.pop("DATABASE_URL", None)
        for command in ("prepare", "real_place"):
            manage(command)
        of = "source_id__startswith='sample/620104007001/', category_id='repair', service_items__isnull=False"
        find = f"from outlets.models import Outlet; print(Outlet.objects.filter({of}).first().pk)"
        repairs = manage("shell", "-v0", "-c", find).strip()
        draw_sheets(repairs)
        outlet = f"/outlets/{repairs}/?{AT}"
        find = "from outlets.models import Outlet; print(Outlet.objects.get(name='Apteekki Eliel').pk)"
        shop = manage("shell", "-v0", "-c", find).strip()
        route = f"/outlets/{shop}/?from=990000000001&{AT}"
        elder_way = f"/elder/990000000001/medicine/{shop}/?{AT}"
        find = (
            "from communities.gaps.city import city_checks as f; "
            "print(max(f().values(), key=lambda c: (c.basic.gap + c.basic.far, c.circle.pk)).circle.pk)"
        )
        lacking = manage("shell", "-v0", "-c", find).strip()
        addresses = {"outlet": outlet, "route": route, "elder_way": elder_way, "lacking": lacking}
        port = free_port()
        server = subprocess.Popen(
            [
                Path(sys.executable).with_name("granian"),
                *(
                    "--interface",
                    "wsgi",
                    "--port",
                    str(port),
                    "--log-level",
                    "error",
                    "--blocking-threads",
                    "4",
                ),
                "lifecircle.wsgi:application",
            ],
            cwd=ROOT,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/")
            with sync_playwright() as started:
                flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
                browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
                photograph(browser, f"http://127.0.0.1:{port}", addresses)
                browser.close()
        finally:
            server.terminate()
            server.wait(10)


if __name__ == "__main__":
    main()
