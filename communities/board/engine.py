"""Sheets as PDF and PNG, by typst: the drawing embedded as it is, text as text, fonts embedded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN")
SERIF = ("Noto Serif CJK SC", "Source Han Serif SC", "Source Han Serif CN")
PIXELS_PER_MM = 144 / 25.4
NO_ENGINE = "没有安装排版程序：请运行 pip install 'lifecircle[print]'（或 pip install typst）。"
NO_FONT = (
    "找不到中文字体，印出来会是空框：请先安装 Noto CJK 或思源字体"
    "（Debian、Ubuntu：apt install fonts-noto-cjk；也可以把字体文件放进 ~/.fonts）。"
)


class CannotPrint(Exception):  # noqa: N818 - said as it is
    """Why no file can be made here, in a sentence that says what to install."""


@dataclass(frozen=True, slots=True)
class Page:
    """One drawing and how large it is on paper, millimetres."""

    svg: str
    wide: float
    high: float


def available() -> bool:
    return find_spec("typst") is not None


@lru_cache(maxsize=1)
def ready() -> Any:
    """The compiler with this machine's fonts, kept; CannotPrint where engine or Chinese font is missing."""
    try:
        import typst
    except ImportError as error:
        raise CannotPrint(NO_ENGINE) from error
    fonts = typst.Fonts()
    check_fonts(fonts.families())
    return typst.Compiler(font_paths=fonts)


def check_fonts(families: Sequence[str]) -> None:
    """Typst prints empty boxes without a word where no font has the characters: refuse before."""
    if not (set(SANS) & set(families) and set(SERIF) & set(families)):
        raise CannotPrint(NO_FONT)


def pdf(pages: Sequence[Page], title: str) -> bytes:
    """One file, one page for each."""
    found = ready().compile(_source(pages, title), format="pdf", sys_inputs=_inputs(pages))
    assert isinstance(found, bytes)
    return found


def png(page: Page, *, pixels: int = 3600) -> bytes:
    """A picture whose longer side has so many pixels."""
    ppi = pixels / max(page.wide, page.high) * 25.4
    found = ready().compile(_source([page], ""), format="png", ppi=ppi, sys_inputs=_inputs([page]))
    assert isinstance(found, bytes)
    return found


def _inputs(pages: Sequence[Page]) -> dict[str, str]:
    return {f"page{number}": page.svg for number, page in enumerate(pages)}


def _source(pages: Sequence[Page], title: str) -> bytes:
    quoted = title.replace("\\", "").replace('"', "”")
    lines = [f'#set document(title: "{quoted}")']
    lines += [
        f"#page(width: {page.wide}mm, height: {page.high}mm, margin: 0pt)"
        f'[#image(bytes(sys.inputs.page{number}), format: "svg", width: 100%, height: 100%)]'
        for number, page in enumerate(pages)
    ]
    return "\n".join(lines).encode()
