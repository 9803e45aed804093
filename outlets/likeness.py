"""How alike two outlets are: by name, trade, telephone, category and distance. Pure.

The score is a rule of thumb from 0 to 100, not a probability. Which score is worth asking a person is LIKELY;
how it was chosen, and what it finds and misses, stands in docs/duplicates.md.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from pypinyin import lazy_pinyin
from rapidfuzz.distance import Levenshtein

from lifecircle.geo import Point, metres_between
from lifecircle.language.marked import Told
from lifecircle.language.marked import told as _
from outlets.likeness_names import NOWHERE, Name, Places, take_apart

LIKELY = 63
PHONE_METRES = 1_000  # a shop that has moved a street away keeps its number
SHARED_BY = 4  # outlets with one number: from here on it is a hotline, no sign of being one shop
AREA_CODE = "0931"
HOTLINE = re.compile(r"(?:400|800)[0-9]{7}|[19][0-9]{4,5}")
NUMERAL = re.compile(r"[0-9一二三四五六七八九十百]+")
SAME_PHONE, SAME_NAME, LIKE_NAME = _("电话相同"), _("名称相同"), _("名称相近")
EXTENSION = re.compile(r"转.*$")
RELATED = (
    {"convenience", "supermarket", "greengrocer", "dark_store"},
    {"market", "greengrocer"},
    {"breakfast", "restaurant", "canteen"},
    {"bakery", "tea_coffee", "restaurant"},
    {"elderly_care", "canteen", "community_centre", "activity_room"},
    {"childcare", "kindergarten", "training"},
    {"laundry", "repair", "housekeeping"},
    {"hairdresser", "wellness"},
    {"post", "convenience"},
    {"florist", "bakery"},
    {"bookshop", "library", "photo_print"},
    {"clinic", "pharmacy", "wellness"},
)


@dataclass(frozen=True, slots=True)
class Sign:
    """What is known of an outlet, registered or not."""

    name: str
    category: str
    point: Point
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """`why`: the signs, in words."""

    score: int
    metres: int
    why: tuple[Told, ...]


def compare(
    one: Sign,
    other: Sign,
    *,
    limit_metres: float,
    places: Places = NOWHERE,
    shared_by: int = 2,
    metres: float | None = None,
) -> Match | None:
    """None where they are too far apart to be asked about. Symmetric.

    `limit_metres`: how near names alone count. `shared_by`: how many outlets have this telephone number.
    """
    apart = metres_between(one.point, other.point) if metres is None else metres
    same_phone = bool(number(one.phone)) and number(one.phone) == number(other.phone)
    proof = same_phone and shared_by < SHARED_BY and not HOTLINE.fullmatch(number(one.phone))
    if apart > limit_metres and not (proof and apart <= PHONE_METRES):
        return None
    names = take_apart(one.name, places), take_apart(other.name, places)
    alike = name_score(*names)
    score = _weighed(alike, proof, one, other, names) - 8 * min(1.0, apart / limit_metres)
    signs = ((SAME_PHONE, same_phone), (_of_name(alike, *names), alike >= 60))
    why = tuple(words for words, holds in signs if holds)
    return Match(max(0, min(100, round(score))), round(apart), why)


def name_score(one: Name, other: Name) -> float:
    """0 to 100 from the names alone. Symmetric."""
    score = 100.0 if one.whole == other.whole else _core_score(one, other)
    if one.trades and other.trades and not one.trades & other.trades:
        score = min(score, 45.0)
    if one.branch and other.branch and not _same_branch(one.branch, other.branch):
        return min(score, 50.0)
    return score - (4.0 if one.branch != other.branch else 0.0)


@lru_cache(maxsize=65_536)
def number(phone: str) -> str:
    """Digits only, without 86, with the area code: the same for every way to write one number."""
    plain = EXTENSION.sub("", unicodedata.normalize("NFKC", phone))
    digits = re.sub(r"[^0-9]", "", plain)
    if plain.strip().startswith(("+86", "0086")):
        digits = digits.removeprefix("00").removeprefix("86")
        digits = digits if digits.startswith(("1", "0")) else f"0{digits}"
    if len(digits) == 7 and not digits.startswith("0"):
        digits = AREA_CODE + digits
    return digits if len(digits) >= 5 else ""


def related(one: str, other: str) -> bool:
    """Whether one place is easily registered under either category; an unknown one rules nothing out."""
    return not (one and other) or one == other or any(one in group and other in group for group in RELATED)


def _weighed(alike: float, proof: bool, one: Sign, other: Sign, names: tuple[Name, Name]) -> float:
    """The name's score with what telephone and category say for and against it."""
    score = alike
    if proof:
        score = max(
            alike + 25.0, 80.0 if _one_trade(*names) and related(one.category, other.category) else 60.0
        )
    elif number(one.phone) and number(other.phone) and number(one.phone) != number(other.phone):
        score -= 6.0 if all(name.core and not name.place for name in names) else 30.0
    return score if related(one.category, other.category) else score - 25.0


def _one_trade(one: Name, other: Name) -> bool:
    return bool(one.trades & other.trades) or not (one.trades and other.trades)


def _of_name(alike: float, *names: Name) -> Told:
    """The same only where they are written the same, a division's name in front of one apart."""
    one, other = sorted(names, key=lambda name: len(name.whole))
    written = other.whole.endswith(one.whole) and one.branch == other.branch
    return SAME_NAME if alike >= 95 and written else LIKE_NAME


def _same_branch(one: str, other: str) -> bool:
    """福利路 and 福利路东 are one place; 2 and 3, 总 and 2 are not."""
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= 2 and not shorter.isdigit() and shorter in longer)


def _core_score(one: Name, other: Name) -> float:
    shorter, longer = sorted((one.core, other.core), key=lambda core: (len(core), core))
    if shorter == longer:
        return _equal_cores(one, other)
    if not shorter:
        generic = one.place or other.place
        return 72.0 if generic and one.trades & other.trades else 50.0
    if _sound(shorter) == _sound(longer):
        return 90.0
    if len(shorter) >= 2 and shorter in longer:
        return max(60.0, 90.0 - 6.0 * (len(longer) - len(shorter)))
    return _by_letters(shorter, longer)


def _equal_cores(one: Name, other: Name) -> float:
    if not one.core or one.place:
        return 80.0 if one.trades & other.trades else 50.0
    return 100.0 if one.trades == other.trades else 92.0


def _by_letters(shorter: str, longer: str) -> float:
    """One letter of two or three makes another name; one of five is a slip, unless it counts: 第一, 第二."""
    if NUMERAL.sub("", shorter) == NUMERAL.sub("", longer):
        return 45.0
    slips = Levenshtein.distance(shorter, longer)
    share = 1.0 - slips / len(longer)
    return 100.0 * share if len(longer) >= 4 else min(50.0, 100.0 * share)


@lru_cache(maxsize=65_536)
def _sound(core: str) -> str:
    """Pinyin without tones: what an input method mixes up."""
    return " ".join(lazy_pinyin(core))
