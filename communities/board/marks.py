"""Marks and chips: shape is the tier, character the category, colour the class. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from communities.board.facts import Kind
from communities.board.sheet import Circle, Rect, Sheet, n
from communities.board.type import BOLD, width

HALO = 0.45
SIZE = 1.36  # of the character, in radii
BADGE = 0.86  # of the number, in radii


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark or several outlets of one category gathered in one; `numbers` as its badge says them."""

    kind: Kind
    numbers: str
    r: float

    @property
    def badge(self) -> Rect:
        """Where its number stands, about the mark's middle: lower right."""
        r = self.r
        wide = max(0.95 * r, width(self.numbers, r * BADGE, BOLD) + 0.3 * r)
        return Rect(0.5 * r, 0.52 * r, 0.5 * r + wide, 1.52 * r)

    def covers(self) -> list[Circle]:
        """The circles it keeps free, about its middle: the disc with its halo, then the badge."""
        badge, half = self.badge, self.badge.height / 2 + 0.15
        first, last = badge.left + half * 0.8, badge.right - half * 0.8
        count = max(2, round((last - first) / half) + 1)
        middle = badge.middle[1]
        steps = [first + (last - first) * i / (count - 1) for i in range(count)]
        return [Circle(0, 0, self.r + HALO), *(Circle(x, middle, half * 1.12) for x in steps)]


def draw(sheet: Sheet, mark: Mark, x: float, y: float) -> None:
    colour = sheet.ink.of(mark.kind.group)
    shape(sheet, mark.kind, x, y, mark.r, halo=HALO)
    badge = mark.badge
    box = Rect(x + badge.left, y + badge.top, x + badge.right, y + badge.bottom)
    sheet.rect(box, "#FFFFFF", stroke=colour, weight=0.3, round_=badge.height * 0.3)
    middle = box.middle
    size = mark.r * BADGE
    sheet.text(middle[0], middle[1] + size * 0.36, mark.numbers, size, face=BOLD, anchor="middle")


def shape(
    sheet: Sheet, kind: Kind, x: float, y: float, r: float, *, halo: float = 0.0, absent: bool = False
) -> None:
    """● basic, ○ quality, ■ public; a dashed ring for what is not there. The character is recorded."""
    colour, paper = sheet.ink.of(kind.group), "#FFFFFF"
    size, inside = r * SIZE, paper
    if absent:
        dash = f"{n(r * 0.38)} {n(r * 0.26)}"
        sheet.circle(x, y, r - 0.2, paper, stroke=colour, weight=max(0.32, r * 0.13), dash=dash)
        size, inside = size * 0.88, colour
    elif kind.tier == "public":
        half = r * 0.9
        if halo:
            sheet.rect(Rect(x, y, x, y).grown(half + halo), paper, round_=r * 0.3)
        sheet.rect(Rect(x, y, x, y).grown(half), colour, round_=r * 0.22)
    elif kind.tier == "quality":
        ring = max(0.34, min(0.8, r * 0.2))
        if halo:
            sheet.circle(x, y, r + halo, paper)
        sheet.circle(x, y, r - ring / 2, paper, stroke=colour, weight=ring)
        size, inside = size * 0.9, colour
    else:
        if halo:
            sheet.circle(x, y, r + halo, paper)
        sheet.circle(x, y, r, colour)
    sheet.text(x, y + size * 0.365, kind.label, size, face=BOLD, fill=inside, anchor="middle")


def badge(sheet: Sheet, x: float, middle: float, number: int, size: float, colour: str) -> float:
    """A number in the badge it has on the map; how wide it stands."""
    words = str(number)
    wide = width(words, size, BOLD) + size * 0.5
    box = Rect(x, middle - size * 0.6, x + wide, middle + size * 0.6)
    sheet.rect(box, "#FFFFFF", stroke=colour, weight=0.3, round_=size * 0.3)
    sheet.text(x + wide / 2, middle + size * 0.36, words, size, face=BOLD, anchor="middle")
    return wide
