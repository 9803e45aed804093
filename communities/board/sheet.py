"""A sheet being drawn: SVG fragments in their order, and a record of what may not meet. Pure; millimetres.

Everything that is written on a sheet goes through here, so that the gate can ask of a finished sheet whether
any two texts or any two marks meet, and whether anything stands outside.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from communities.board.ink import Ink
from communities.board.type import REGULAR, Face, Fitted, fit, width

FAMILIES = {
    "sans": "'Noto Sans CJK SC','Source Han Sans SC','Source Han Sans CN','PingFang SC',"
    "'Microsoft YaHei',sans-serif",
    "serif": "'Noto Serif CJK SC','Source Han Serif SC','Source Han Serif CN','Songti SC',SimSun,serif",
}
ASCENT, DESCENT = 0.86, 0.10  # what the glyphs of a line of text cover above and below its baseline, in em
DIGIT_ASCENT, DIGIT_DESCENT = 0.745, 0.015
MIDDLE = 0.365  # from the middle of a line down to its baseline, in em


@dataclass(frozen=True, slots=True)
class Rect:
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def grown(self, by: float) -> Rect:
        return Rect(self.left - by, self.top - by, self.right + by, self.bottom + by)


@dataclass(frozen=True, slots=True)
class Circle:
    x: float
    y: float
    r: float


@dataclass(frozen=True, slots=True)
class Words:
    """A text as it stands: the rectangle its ink covers, and the room it was given, if any."""

    words: str
    covers: Rect
    size: float
    room: float | None


@dataclass(frozen=True, slots=True)
class Thing:
    """What stands on the map and may meet no other: a mark, a plate, a name; circles and rectangles."""

    name: str
    circles: tuple[Circle, ...] = ()
    rects: tuple[Rect, ...] = ()


@dataclass(slots=True)
class Sheet:
    """`width` and `height` are those of the drawing; how large it is printed is another matter."""

    width: float
    height: float
    ink: Ink
    parts: list[str] = field(default_factory=list)
    texts: list[Words] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)
    _ids: int = 0

    def raw(self, fragment: str) -> None:
        self.parts.append(fragment)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        *,
        face: Face = REGULAR,
        fill: str = "",
        anchor: str = "start",
        room: float | None = None,
        extra: str = "",
    ) -> float:
        """Words on the baseline `y`, recorded; how wide they stand."""
        wide = width(words, size, face)
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        above, below = (
            (DIGIT_ASCENT, DIGIT_DESCENT) if words.replace("–", "").isdecimal() else (ASCENT, DESCENT)
        )
        covers = Rect(left, y - size * above, left + wide, y + size * below)
        self.texts.append(Words(words, covers, size, room))
        self.raw(glyphs(f'x="{n(x)}" y="{n(y)}"', words, size, face, fill or self.ink.ink, anchor, extra))
        return wide

    def line(
        self,
        x: float,
        middle: float,
        words: str,
        size: float,
        *,
        room: float,
        least: float = 0.82,
        **how: object,
    ) -> float:
        """Words made to fit their room, about the middle line; how wide they stand."""
        face = how.get("face", REGULAR)
        assert isinstance(face, Face)
        fitted: Fitted = fit(words, room, size, face, least=least)
        return self.text(x, middle + fitted.size * MIDDLE, fitted.words, fitted.size, room=room, **how)  # type: ignore[arg-type]

    def run(
        self, middle_x: float, middle: float, pieces: Sequence[tuple[str, float, Face]], *, fill: str = ""
    ) -> None:
        """Pieces of different sizes on one baseline, centred about a point."""
        wide = sum(width(words, size, face) for words, size, face in pieces)
        x, baseline = middle_x - wide / 2, middle + pieces[0][1] * MIDDLE
        for words, size, face in pieces:
            x += self.text(x, baseline, words, size, face=face, fill=fill)

    def rect(
        self, box: Rect, fill: str, *, stroke: str = "", weight: float = 0.0, round_: float = 0.0
    ) -> None:
        edge = f' stroke="{stroke}" stroke-width="{n(weight)}"' if stroke else ""
        corner = f' rx="{n(round_)}"' if round_ else ""
        self.raw(
            f'<rect x="{n(box.left)}" y="{n(box.top)}" width="{n(box.width)}" height="{n(box.height)}"'
            f'{corner} fill="{fill or "none"}"{edge}/>'
        )

    def circle(
        self,
        x: float,
        y: float,
        r: float,
        fill: str,
        *,
        stroke: str = "",
        weight: float = 0.0,
        dash: str = "",
    ) -> None:
        edge = f' stroke="{stroke}" stroke-width="{n(weight)}"' if stroke else ""
        edge += f' stroke-dasharray="{dash}"' if dash else ""
        self.raw(f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r)}" fill="{fill}"{edge}/>')

    def stroke(self, d: str, colour: str, weight: float, *, dash: str = "", round_: bool = False) -> None:
        more = f' stroke-dasharray="{dash}"' if dash else ""
        more += ' stroke-linecap="round" stroke-linejoin="round"' if round_ else ""
        self.raw(f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{n(weight)}"{more}/>')

    def fill(self, d: str, colour: str, *, edge: str = "", weight: float = 0.0) -> None:
        more = f' stroke="{edge}" stroke-width="{n(weight)}" stroke-linejoin="round"' if edge else ""
        self.raw(f'<path d="{d}" fill="{colour}" fill-rule="evenodd"{more}/>')

    def turned(
        self, x: float, y: float, angle: float, words: str, size: float, fill: str, edge: float
    ) -> None:
        """Words about a point, turned, with a white edge; who stands there says so with `stands`."""
        place = f'transform="translate({n(x)} {n(y)}) rotate({n(angle)})" y="{n(size * MIDDLE)}"'
        extra = f' paint-order="stroke" stroke="#FFFFFF" stroke-width="{n(edge)}" stroke-linejoin="round"'
        self.raw(glyphs(place, words, size, REGULAR, fill, "middle", extra))

    @contextmanager
    def clipped(self, shape: str) -> Iterator[None]:
        """What is drawn meanwhile shows only inside the shape, an SVG element."""
        self._ids += 1
        name = f"board-clip-{self._ids}"
        self.raw(f'<clipPath id="{name}">{shape}</clipPath><g clip-path="url(#{name})">')
        yield
        self.raw("</g>")

    def stands(self, name: str, *, circles: Iterable[Circle] = (), rects: Iterable[Rect] = ()) -> None:
        self.things.append(Thing(name, tuple(circles), tuple(rects)))

    def svg(self, title: str, *, millimetres: tuple[float, float] | None = None) -> str:
        """The drawing. `millimetres`: how large it is on paper; without it whoever shows it decides."""
        size = f' width="{n(millimetres[0])}mm" height="{n(millimetres[1])}mm"' if millimetres else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {n(self.width)} {n(self.height)}"{size}'
            f' font-family="{FAMILIES["sans"]}" role="img" aria-label={quoteattr(title)}>'
            f'<rect width="{n(self.width)}" height="{n(self.height)}" fill="{self.ink.paper}"/>'
            f"{''.join(self.parts)}</svg>"
        )


def glyphs(
    place: str, words: str, size: float, face: Face, fill: str, anchor: str = "start", extra: str = ""
) -> str:
    """A text element; nothing is recorded."""
    family = f' font-family="{FAMILIES["serif"]}"' if face.family == "serif" else ""
    weight = f' font-weight="{face.weight}"' if face.weight != 400 else ""
    stands = f' text-anchor="{anchor}"' if anchor != "start" else ""
    how = f'font-size="{n(size)}"{family}{weight} fill="{fill}"{stands}{extra}'
    return f"<text {place} {how}>{escape(words)}</text>"


def n(number: float) -> str:
    """A number to a hundredth of a millimetre, without a tail of zeros."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def path(points: Sequence[Sequence[float]], *, closed: bool = False) -> str:
    """An SVG path through [n, 2] points."""
    return "M" + "L".join(f"{n(x)} {n(y)}" for x, y in points) + ("Z" if closed else "")


def turned_circles(x: float, y: float, angle: float, long: float, size: float) -> list[Circle]:
    """The row of circles that a line of text covers whose middle is at x, y, turned by `angle` degrees."""
    r = size * 0.62
    count = max(1, math.ceil(long / (r * 1.3)))
    turn = math.radians(angle)
    reach = max(0.0, long / 2 - r * 0.6)
    steps = [0.0] if count == 1 else [reach * (2 * i / (count - 1) - 1) for i in range(count)]
    return [Circle(x + math.cos(turn) * step, y + math.sin(turn) * step, r) for step in steps]
