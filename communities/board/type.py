"""How wide words are, and how they are made to fit a room. Pure; millimetres.

A Chinese character is one em. The advance widths of what stands between them are those of Noto Sans CJK SC
and Noto Serif CJK SC, in thousandths of an em (a test measures them again with the printing engine where it
is there). Other fonts of a reader's browser differ by a few per cent, which SAFETY covers.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

SAFETY = 1.015
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Face:
    """One font as the boards use it. `ascii` holds the widths of the characters 32 to 126."""

    family: str
    weight: int
    ascii: tuple[int, ...]
    others: dict[str, int]

    def __hash__(self) -> int:
        return hash((self.family, self.weight))


# fmt: off
REGULAR = Face("sans", 400, (
    224, 323, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392, 555, 555, 555, 555,
    555, 555, 555, 555, 555, 555, 278, 278, 555, 555, 555, 474, 946, 608, 657, 638, 688, 589, 552, 689,
    728, 293, 535, 646, 543, 812, 723, 742, 633, 742, 635, 596, 599, 721, 575, 878, 573, 531, 603, 338,
    392, 338, 555, 559, 606, 563, 618, 510, 620, 554, 325, 564, 607, 275, 275, 552, 284, 926, 610, 606,
    620, 620, 388, 468, 377, 607, 521, 802, 498, 521, 475, 338, 270, 338, 555,
), {"–": 536, "—": 894, "©": 832, "°": 370})
BOLD = Face("sans", 700, (
    227, 370, 574, 590, 590, 963, 740, 325, 378, 378, 507, 590, 325, 370, 325, 387, 590, 590, 590, 590,
    590, 590, 590, 590, 590, 590, 325, 325, 590, 590, 590, 514, 1007, 641, 681, 656, 714, 615, 585, 717,
    757, 330, 568, 686, 578, 853, 749, 770, 667, 770, 682, 624, 625, 748, 619, 915, 627, 580, 613, 378,
    387, 378, 590, 567, 626, 591, 644, 527, 644, 581, 372, 597, 640, 304, 306, 604, 315, 964, 641, 626,
    644, 644, 436, 495, 421, 637, 576, 863, 562, 574, 511, 378, 296, 378, 590,
), {"–": 544, "—": 908, "©": 849, "°": 404})
SERIF = Face("serif", 700, (
    250, 355, 447, 615, 589, 966, 803, 235, 400, 400, 485, 603, 335, 370, 335, 400, 593, 466, 594, 593,
    593, 594, 594, 588, 594, 596, 335, 335, 603, 603, 603, 473, 970, 746, 708, 702, 789, 666, 648, 757,
    864, 426, 428, 767, 642, 1001, 815, 785, 673, 785, 751, 597, 695, 818, 734, 1091, 726, 701, 627, 372,
    400, 372, 603, 593, 447, 585, 672, 565, 658, 572, 402, 596, 687, 349, 335, 651, 355, 1008, 685, 623,
    671, 640, 500, 499, 393, 678, 578, 874, 599, 582, 517, 380, 338, 380, 603,
), {"–": 593, "—": 928, "©": 837, "°": 358, "·": 335})
# fmt: on
FACES = (REGULAR, BOLD, SERIF)
CAP_HEIGHT = 0.733  # of Noto Sans CJK SC, in em


def width(words: str, size: float, face: Face = REGULAR) -> float:
    """How wide the words stand at that size, with a margin for other fonts."""
    return sum(_thousandths(letter, face) for letter in words) * size * SAFETY / 1000.0


@lru_cache(maxsize=8192)
def _thousandths(letter: str, face: Face) -> int:
    code = ord(letter)
    if 32 <= code < 127:
        return face.ascii[code - 32]
    if letter in face.others:
        return face.others[letter]
    base = unicodedata.normalize("NFD", letter)[0]
    if 32 < ord(base) < 127:
        return face.ascii[ord(base) - 32]
    return 0 if unicodedata.combining(letter) else 1000


@dataclass(frozen=True, slots=True)
class Fitted:
    """Words with the size at which they stand in their room."""

    words: str
    size: float


def fit(words: str, room: float, size: float, face: Face = REGULAR, *, least: float = 0.82) -> Fitted:
    """The words as large as they fit, down to `least` of the size; then without a branch in brackets at their
    end; then cut with an ellipsis."""
    for shorter in (words, without_branch(words)):
        wide = width(shorter, size, face)
        if wide <= room:
            return Fitted(shorter, size)
        if wide * least <= room:
            return Fitted(shorter, size * room / wide)
    return Fitted(cut(without_branch(words), room, size * least, face), size * least)


def without_branch(words: str) -> str:
    """A name without what stands in brackets at its end: 某某药房（福利路店） → 某某药房."""
    for opening, closing in ("（）", "()"):
        head, bracket, tail = words.rpartition(opening)
        if bracket and tail.endswith(closing) and head.strip():
            return head.strip()
    return words


def cut(words: str, room: float, size: float, face: Face = REGULAR) -> str:
    """As many characters as fit before an ellipsis; "" where not even that fits."""
    if width(words, size, face) <= room:
        return words
    for end in range(len(words) - 1, -1, -1):
        short = words[:end].rstrip(" ·，、（(") + ELLIPSIS
        if width(short, size, face) <= room:
            return short
    return ""


NEVER_FIRST = "，。；：、？！）》”…·,.;:)!?"


def wrapped(words: str, room: float, size: float, face: Face = REGULAR, *, lines: int) -> list[str]:
    """The words in up to `lines` lines: broken between Chinese characters and at blanks, no stop at a line's
    head; the last line is cut where there is more."""
    out: list[str] = []
    rest = words.strip()
    while rest and len(out) < lines - 1:
        end = _break(rest, room, size, face)
        out.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    if rest:
        out.append(cut(rest, room, size, face))
    return out


def _break(words: str, room: float, size: float, face: Face) -> int:
    end = len(words)
    while end > 1 and width(words[:end], size, face) > room:
        end -= 1
    if end == len(words):
        return end
    while end > 1 and not _may_break(words, end):
        end -= 1
    return end if end > 1 else max(1, len(cut(words, room, size, face)) - 1)


def _may_break(words: str, end: int) -> bool:
    before, after = words[end - 1], words[end]
    if after in NEVER_FIRST or before in "（(《“":
        return False
    return before == " " or after == " " or ord(before) > 0x2E7F or ord(after) > 0x2E7F
