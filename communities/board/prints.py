"""One sheet as it was asked for: drawn, passed through the gate, and written as SVG, PDF, PNG or HTML. Pure.

Facts and look go in, bytes come out: nothing here asks the database, so that other processes can do it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from xml.sax.saxutils import escape

from communities.board import board, card, engine, gate, poster
from communities.board.board import Look
from communities.board.facts import Door, Facts, digest
from communities.board.sheet import Sheet

PIXELS = 3600  # the longer side of a picture: sharp in a chat, some 2 MB
HTML = (
    '<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><title>{title}</title><style>'
    "@page{{size:{wide}mm {high}mm;margin:0}}html,body{{margin:0}}svg{{display:block}}"
    "body{{-webkit-print-color-adjust:exact;print-color-adjust:exact}}</style></head><body>{svg}</body></html>"
)


class Format(StrEnum):
    PDF = "pdf"
    PNG = "png"
    SVG = "svg"
    HTML = "html"


class What(StrEnum):
    BOARD = "board"
    CARD = "card"
    POSTER = "poster"


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """What is to be printed, from which facts. `look` tells paper, ink and what to say of gaps."""

    what: What
    facts: Facts | Door
    look: Look

    @property
    def title(self) -> str:
        if isinstance(self.facts, Door):
            return f"{self.facts.row.name} 海报"
        return f"{self.facts.name} {'便民卡' if self.what is What.CARD else '15分钟便民生活圈示意图'}"

    @property
    def millimetres(self) -> tuple[float, float]:
        return size_of(self.what, self.look)

    @property
    def revision(self) -> str:
        """Equal where the printed sheet would be."""
        look = self.look
        ink = "bw" if look.bw else "colour"
        return f"{self.what}-{look.paper.name}-{ink}-{look.gaps}-{digest(self.facts)}"


def size_of(what: What, look: Look) -> tuple[float, float]:
    """Millimetres of paper."""
    return {What.CARD: card.PAPER, What.POSTER: poster.PAPER}.get(what) or look.paper.millimetres


def drawn(order: Order) -> Sheet:
    if isinstance(order.facts, Door):
        return poster.draw(order.facts, bw=order.look.bw)
    if order.what is What.CARD:
        return card.draw(order.facts, bw=order.look.bw, gaps=order.look.gaps)
    return board.draw(order.facts, order.look)


def svg(order: Order) -> str:
    """Raises gate.BoardRefused where anything meets, overflows or stands outside."""
    sheet = drawn(order)
    gate.check(sheet)
    return sheet.svg(order.title, millimetres=order.millimetres)


def page(order: Order) -> engine.Page:
    return engine.Page(svg(order), *order.millimetres)


def written(order: Order, format_: Format) -> bytes:
    """Raises gate.BoardRefused, and engine.CannotPrint where PDF and PNG cannot be made here."""
    found = page(order)
    if format_ is Format.PDF:
        return engine.pdf([found], order.title)
    if format_ is Format.PNG:
        return engine.png(found, pixels=PIXELS)
    if format_ is Format.HTML:
        title = escape(order.title)
        return HTML.format(title=title, wide=found.wide, high=found.high, svg=found.svg).encode()
    return found.svg.encode()
