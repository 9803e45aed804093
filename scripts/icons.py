"""Makes the app's icons in static/img from static/img/seal.svg, in Chromium: run again when the seal changes.

.venv/bin/python scripts/icons.py        needs the extra dev and Chromium
"""

import re
import shutil
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

IMAGES = Path(__file__).resolve().parent.parent / "static" / "img"
SEAL = (IMAGES / "seal.svg").read_text(encoding="utf-8")
SAFE = 0.8  # of a maskable icon is never cut off
ICONS = {
    "icon-180": (180, True),
    "icon-192": (192, False),
    "icon-512": (512, False),
    "icon-512-maskable": (512, True),
}
COLOURS = 32


def drawing(*, full: bool) -> str:
    """The seal; `full`: red to the edges and its rings drawn in, for phones that cut icons to shape."""
    if not full:
        return SEAL
    ground, rings = re.fullmatch(r"<svg[^>]*>(<rect[^>]*/>)(.*)</svg>\s*", SEAL).groups()  # type: ignore[union-attr]
    square = re.sub(r' rx="\d+"', "", ground)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'{square}<g transform="translate(16 16) scale({SAFE}) translate(-16 -16)">{rings}</g></svg>'
    )


def main() -> None:
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, (size, full) in ICONS.items():
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(
                f"<style>*{{margin:0}}svg{{display:block;width:{size}px}}</style>{drawing(full=full)}"
            )
            shot = Image.open(BytesIO(page.screenshot(omit_background=True)))
            few = shot.quantize(COLOURS, method=Image.Quantize.FASTOCTREE)
            few.save(IMAGES / f"{name}.png", optimize=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
