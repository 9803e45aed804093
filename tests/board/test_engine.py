"""PDF and PNG: vector, text as text, fonts embedded; refused in words where a font is missing."""

import json
import re
import sys
import zlib

import pytest

from communities.board import engine, prints
from communities.board.board import Look
from communities.board.engine import NO_ENGINE, NO_FONT, CannotPrint
from communities.board.facts import Door
from communities.board.paper import Paper
from communities.board.prints import Format, Order, What
from communities.board.type import FACES, SAFETY, Face, width
from tests.board.crafted import FOOT, LONG_NAME, facts, rows
from tests.board.needs import needs_engine


def order(size: str = "A3", *, portrait: bool = False, what: What = What.BOARD) -> Order:
    return Order(what, facts(rows(20)), Look(Paper(size, portrait)))


def door(**fields: object) -> Door:
    made = {
        "pk": 7,
        "row": rows(1)[0],
        "colour": "#1D5A3C",
        "circle": "上坎社区",
        "hours": ("周一至周五 7:00–22:30", "周六、周日 8:00–23:00"),
        "services": ("收现金", "送餐"),
        "prices": (("修鞋", "5 元"), ("配钥匙", "3 元一把")),
        "estimate": False,
        "sample": True,
        "dated": "数据截至 2026年11月20日",
        "foot": FOOT,
    }
    return Door(**{**made, **fields})  # type: ignore[arg-type]


@needs_engine
@pytest.mark.parametrize(
    ("size", "portrait", "box"),
    [
        ("A3", False, "1190.5511 841.8898"),
        ("A3", True, "841.8898 1190.5511"),
        ("A1", False, "2383.937 1683.7795"),
    ],
)
def test_a_page_has_the_size_of_its_paper(size: str, portrait: bool, box: str) -> None:
    pdf = prints.written(order(size, portrait=portrait), Format.PDF)
    assert re.findall(rb"/MediaBox\[0 0 ([\d. ]+)\]", pdf) == [box.encode()]


@needs_engine
def test_fonts_are_embedded_and_text_can_be_copied() -> None:
    pdf = prints.written(order(), Format.PDF)
    assert {b"NotoSansCJKsc", b"NotoSerifCJKsc"} <= set(re.findall(rb"\+(\w+CJK\w+)-", pdf))
    assert pdf.count(b"/FontFile3") >= 3
    assert "市".encode("utf-16-be").hex().upper().encode() in _unpacked(pdf).upper()


def _unpacked(pdf: bytes) -> bytes:
    """All streams of a PDF, decompressed where they are compressed."""
    out = b""
    for body in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            out += zlib.decompress(body)
        except zlib.error:
            out += body
    return out


@needs_engine
def test_a_board_is_lines_not_pixels() -> None:
    assert b"/Subtype/Image" not in prints.written(order(), Format.PDF).replace(b" ", b"")


@needs_engine
def test_a_picture_is_as_large_as_was_asked() -> None:
    png = engine.png(prints.page(order()), pixels=800)
    assert png[:4] == b"\x89PNG"
    assert int.from_bytes(png[16:20]) in range(798, 803)


@needs_engine
def test_several_sheets_make_one_file() -> None:
    pages = [prints.page(order()), prints.page(order("A1")), prints.page(order(what=What.CARD))]
    assert engine.pdf(pages, "兰州").count(b"/MediaBox") == 3


@needs_engine
@pytest.mark.parametrize("face", FACES, ids=lambda face: f"{face.family} {face.weight}")
def test_words_are_as_wide_as_the_table_says(face: Face) -> None:
    import typst

    family = {"sans": "Noto Sans CJK SC", "serif": "Noto Serif CJK SC"}[face.family]
    letters = [*(chr(code) for code in range(33, 127)), "市", *face.others]
    how = f'font: "{family}", weight: {face.weight}, size: 1000pt'
    codes = ", ".join(str(ord(letter)) for letter in letters)
    each = f"measure(text({how}, str.from-unicode(i))).width.pt()"
    source = f"#context [#metadata(({codes}).map(i => {each})) <w>]"
    [measured] = json.loads(typst.query(source.encode(), "<w>", field="value"))
    pairs = zip(letters, measured, strict=True)
    assert [x for x, real in pairs if abs(width(x, 1000, face) / SAFETY - real) > 1] == []


def test_without_a_chinese_font_nothing_is_printed() -> None:
    with pytest.raises(CannotPrint, match="fonts-noto-cjk"):
        engine.check_fonts(["DejaVu Sans", "Noto Sans CJK SC"])
    engine.check_fonts(["Source Han Sans SC", "Source Han Serif SC"])
    assert "空框" in NO_FONT


def test_without_the_engine_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    engine.ready.cache_clear()
    try:
        with pytest.raises(CannotPrint, match="typst"):
            engine.ready()
    finally:
        engine.ready.cache_clear()
    assert not engine.available()
    assert "pip install" in NO_ENGINE


def test_a_drawing_needs_no_engine() -> None:
    svg = prints.written(order(), Format.SVG).decode()
    assert svg.startswith("<svg")
    assert 'width="420mm"' in svg
    assert b"@page{size:420" in prints.written(order(), Format.HTML)


def test_words_from_the_register_cannot_break_out_of_the_drawing() -> None:
    some = rows(3, name="<script>&\"'", address="</text><script>")
    svg = prints.svg(Order(What.BOARD, facts(some, name="<b>社区"), Look(Paper("A3"))))
    assert "<script" not in svg
    assert "<b>" not in svg


def test_a_poster_passes_the_gate() -> None:
    for some in (door(), door(prices=(), services=(), row=rows(1, name=LONG_NAME, phone="")[0], circle="")):
        assert prints.svg(Order(What.POSTER, some, Look(Paper("A3")))).startswith("<svg")


def test_a_revision_changes_with_what_is_printed() -> None:
    same, other = order(), Order(What.BOARD, facts(rows(21)), Look(Paper("A3")))
    assert order().revision == same.revision
    assert len({order().revision, other.revision, order("A1").revision, order(what=What.CARD).revision}) == 4
