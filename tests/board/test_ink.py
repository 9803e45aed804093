"""Board and pages share their tokens; the pure part of the boards knows no framework."""

import re
from dataclasses import fields

import pytest
from django.conf import settings

from communities.board.ink import Ink
from tests.unit.test_layers import FRAMEWORKS, OURS, sources, wrong

TOKENS = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
LIGHT = dict(re.findall(r"--([\w-]+):\s*(#[0-9A-Fa-f]{6})", TOKENS[: TOKENS.index("@media")]))
# what only paper has: hatching, water's edge, streets inside and outside the circle
OF_PAPER = {
    "paper",
    "hatch",
    "water_line",
    "street_edge",
    "street_out",
    "street_out_edge",
    "street_name_out",
    "rail",
}
NAMES = [f.name for f in fields(Ink) if f.name not in {"bw", "classes"} | OF_PAPER]
DJANGO = {"around", "footing", "door", "gather", "question", "choices"}


@pytest.mark.parametrize("name", NAMES)
def test_a_colour_is_that_of_the_pages(name: str) -> None:
    assert getattr(Ink(), name).upper() == LIGHT[name.replace("_", "-")].upper()


def test_drawing_and_writing_know_no_framework() -> None:
    files = [file for file in sources("communities/board") if file.stem not in DJANGO]
    assert len(files) > 15
    assert wrong(files, never=(*FRAMEWORKS, *OURS), but=("communities.board",)) == []
