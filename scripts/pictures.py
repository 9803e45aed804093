"""Takes the pictures in docs/img and writes docs/pictures.md: every page and board, small, wide and on paper.

    .venv/bin/python scripts/pictures.py [NAME …]     needs the extras dev and print, Chromium, a Chinese font

Starts the site on a database of its own, lets it be used (pictures_stage.py), and photographs what
pictures_pages.py lists, in Chromium. With names, only those. Colours are reduced to 256: the files are kept
in the repository.
"""

import io
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django
import pictures_pages as listed
import pypdfium2
from pictures_pages import Page
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from playwright.sync_api import Page as Tab

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

OUT, INDEX = ROOT / "docs" / "img", ROOT / "docs" / "pictures.md"
SIZES = {"390": (390, 844), "1440": (1440, 900)}
SITE = "https://example.org"
PASSWORD = "yikezhong-15-minutes"  # the demo's, printed by `prepare`
SHEET_PIXELS, PAPER_SCALE, PAPER_SHEETS = 1600, 1.3, 2
SEND = """([address, fields]) => {
  const form = Object.assign(document.createElement("form"), { method: "post", action: address });
  for (const [name, value] of fields)
    form.append(Object.assign(document.createElement("input"), { name, value }));
  document.body.append(form);
  form.submit();
}"""
CONTROLLED = "async () => { await navigator.serviceWorker?.ready }"


def manage(*words: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return done.stdout


def save(picture: Image.Image, name: str) -> None:
    picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(OUT / f"{name}.png", optimize=True)
    print(OUT.relative_to(ROOT) / f"{name}.png")


class Camera:
    """Photographs the pages of one list after another; keeps to the names asked for."""

    def __init__(self, base: str, words: dict[str, Any], names: list[str]) -> None:
        self.base, self.words, self.names = base, words, names

    def take(self, context: BrowserContext, pages: Iterable[Page]) -> None:
        for page in pages:
            if self.names and page.name not in self.names:
                continue
            for size, (width, height) in SIZES.items():
                tab = context.new_page()
                tab.set_viewport_size({"width": width, "height": page.high or height})
                self.open(tab, page)
                save(Image.open(io.BytesIO(tab.screenshot())), f"{page.name}-{size}")
                if size == "1440" and page.paper:
                    save(on_paper(tab), f"{page.name}-paper")
                tab.close()

    def open(self, tab: Tab, page: Page) -> None:
        address = self.base + page.address.format(**self.words)
        if page.fields:
            tab.goto(self.base + "/how/")
            fields = [[name, value.format(**self.words)] for name, value in page.fields]
            with tab.expect_navigation():
                tab.evaluate(SEND, [address, fields])
        else:
            tab.goto(address)
        tab.wait_for_timeout(800)

    def sign_in(self, context: BrowserContext, account: str) -> None:
        tab = context.new_page()
        tab.goto(f"{self.base}/office/login/")
        tab.fill("[name=username]", account)
        tab.fill("[name=password]", PASSWORD)
        tab.click("main form button:not([name=language])")
        tab.wait_for_url(lambda address: "login" not in address)
        tab.close()

    def lose_signal(self, context: BrowserContext) -> None:
        """What was looked at before is what is kept."""
        tab = context.new_page()
        for path in ("/how/", "/communities/620104007001/", listed.ELDER, listed.ELDER + "medicine/"):
            tab.goto(self.base + path)
            tab.evaluate(CONTROLLED)
            tab.wait_for_timeout(1500)
        tab.close()
        context.set_offline(True)


def on_paper(tab: Tab) -> Image.Image:
    """What a browser prints of a page: its first sheets, side by side."""
    document = pypdfium2.PdfDocument(tab.pdf(format="A4", print_background=True))
    sheets = [
        document[at].render(scale=PAPER_SCALE).to_pil() for at in range(min(PAPER_SHEETS, len(document)))
    ]
    width, height = sheets[0].size
    both = Image.new("RGB", (len(sheets) * (width + 8) - 8, height), "#888888")
    for at, sheet in enumerate(sheets):
        both.paste(sheet, (at * (width + 8), 0))
    return both


def photograph(browser: Browser, camera: Camera) -> None:
    plain = browser.new_context(locale="zh-CN", service_workers="block")
    camera.take(plain, (*listed.RESIDENTS, *listed.ELDER_EDITION, *listed.SIGNED_OUT))
    english = {"name": "language", "value": "en", "url": camera.base}
    plain.add_cookies([english])  # type: ignore[list-item]
    camera.take(plain, listed.ENGLISH)
    camera.take(browser.new_context(locale="zh-CN", color_scheme="dark"), listed.DARK)
    camera.take(browser.new_context(locale="zh-CN", contrast="more"), listed.CONTRAST)
    for account, pages in (
        ("demo-community", listed.COMMUNITY),
        ("demo-street", listed.STREET),
        ("demo", listed.CITY),
    ):
        desk = browser.new_context(locale="zh-CN")
        camera.sign_in(desk, account)
        camera.take(desk, pages)
    desk.add_cookies([english])  # type: ignore[list-item]
    camera.take(desk, listed.STAFF_ENGLISH)
    away = browser.new_context(locale="zh-CN")
    camera.lose_signal(away)
    camera.take(away, listed.NO_SIGNAL)


def draw_sheets(words: dict[str, Any], names: list[str]) -> None:
    """The printed sheets, by the engine of the extra `print`."""
    from communities.board import engine

    for name, _, asked in listed.SHEETS:
        if names and name not in names:
            continue
        with tempfile.TemporaryDirectory() as folder:
            told = [word.format(**words) for word in asked]
            manage("print_boards", *told, "--format", "svg", "--site", SITE, "--out", folder)
            svg = next(Path(folder).glob("*.svg")).read_text(encoding="utf-8")
        wide, high = (float(x) for x in re.findall(r' (?:width|height)="([\d.]+)mm"', svg)[:2])
        drawn = engine.png(engine.Page(svg, wide, high), pixels=SHEET_PIXELS)
        save(Image.open(io.BytesIO(drawn)), name)


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


@contextmanager
def serving() -> Iterator[str]:
    """The site as `scripts/run` serves it; the address without a slash."""
    port = str(free_port())
    program = str(Path(sys.executable).with_name("granian"))
    words = ["--interface", "wsgi", "--port", port, "--log-level", "error", "--blocking-threads", "4"]
    server = subprocess.Popen([program, *words, "lifecircle.wsgi:application"], cwd=ROOT)
    try:
        wait_for(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


def index() -> str:
    """docs/pictures.md: what there is of each page, a row each."""
    head = [
        "# Pictures",
        "",
        "Made by `scripts/pictures.py` from the trial data. What is marked 示例 is made up.",
        "",
    ]
    groups = {
        "Residents": listed.RESIDENTS,
        "Elder edition": listed.ELDER_EDITION,
        "Without signal": listed.NO_SIGNAL,
        "Dark, and with more contrast": (*listed.DARK, *listed.CONTRAST),
        "In English": (*listed.ENGLISH, *listed.STAFF_ENGLISH),
        "The desk": (*listed.SIGNED_OUT, *listed.STREET, *listed.COMMUNITY),
        "The city": listed.CITY,
    }
    for title, pages in groups.items():
        head += [f"## {title}", "", "| | phone | desktop | paper |", "|---|---|---|---|"]
        for page in pages:
            cells = [f"[![]({file})]({file})".replace("![]", f"![{page.words}]") for file in files(page)]
            head.append(f"| {page.words} | " + " | ".join([*cells, *[""] * (3 - len(cells))]) + " |")
        head.append("")
    head += ["## On paper", ""]
    head += [f"{words}:\n\n![{words}](img/{name}.png)\n" for name, words, _ in listed.SHEETS]
    return "\n".join(head)


def files(page: Page) -> list[str]:
    kinds = [*SIZES, *(["paper"] if page.paper else [])]
    return [f"img/{page.name}-{kind}.png" for kind in kinds]


def main() -> None:
    names = sys.argv[1:]
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as var:
        os.environ.update(
            LIFECIRCLE_VAR=var, LIFECIRCLE_DEMO="1", DJANGO_SETTINGS_MODULE="lifecircle.settings"
        )
        os.environ.pop("DATABASE_URL", None)
        for command in ("prepare", "real_place"):
            manage(command)
        django.setup()
        from pictures_stage import set_stage

        words = set_stage()
        draw_sheets(words, names)
        with serving() as base, sync_playwright() as started:
            flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
            browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
            photograph(browser, Camera(base, words, names))
            browser.close()
    if not names:
        INDEX.write_text(index(), encoding="utf-8")


if __name__ == "__main__":
    main()
