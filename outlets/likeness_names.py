"""A shop's name taken apart: what it is called (字号), what it trades in, which branch it is. Pure.

Two spellings of one name come to the same parts: width, case, simplified or traditional, blanks, brackets,
the division's name in front, forms of company, 店 and 分店, 第一 and 1. What a name trades in is no ornament:
惠民便利店 and 惠民药店 share only two letters, 第一分店 and 第二分店 all but one, and each is two shops.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from opencc import OpenCC

from outlets.likeness_trades import TRADE_OF, TRADE_WORD

LEVELS = ("村委会", "居委会", "街道", "社区", "新区", "省", "市", "区", "县", "镇", "乡", "村")
COMPANY = re.compile(r"股份有限公司|有限责任公司|有限公司|个体工商户|个人独资企业|个体户|集团|连锁")
BRACKETED = re.compile(r"[(\[{【〔「『<《]([^)\]}】〕」』>》]*)[)\]}】〕」』>》]?")
NOT_A_LETTER = re.compile(r"[\W_]+")
KIND_OF_BRANCH = re.compile(
    r"(总店|旗舰店|直营店|加盟店|专卖店|连锁店|体验店|经营部|门市部|服务部|分店|支店|店|铺)$"
)
NUMBERED = re.compile(r"第?([0-9]+|[一二三四五六七八九十百]+)(?:号|分|门)?$")
FRONT_BRANCH = re.compile(r"第([0-9]+|[一二三四五六七八九十百]+)分店(?=..)")
DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
FIRST_OF_ALL = ("总店", "旗舰店")


@dataclass(frozen=True, slots=True)
class Name:
    """`core`: the name proper. `trades`: what it deals in. `branch`: a number or a place; "" is unknown.

    `place`: the core is only the division's name, which many share.
    """

    whole: str
    core: str
    trades: frozenset[str]
    branch: str
    place: bool = False


@lru_cache(maxsize=1)
def _simplifier() -> OpenCC:
    """Loaded at the first name: its dictionaries cost some tens of milliseconds."""
    return OpenCC("t2s")


def plain(text: str) -> str:
    """Half width, lower case, simplified, no blanks; saying it twice changes nothing."""
    for _ in range(4):
        before = text
        text = unicodedata.normalize("NFKC", text).lower()
        text = unicodedata.normalize("NFKC", _simplifier().convert("".join(text.split())))
        if text == before:
            break
    return text


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Division names as a shop's name may begin with them. Compared by identity: caches hold it."""

    names: frozenset[str] = frozenset()
    longest: int = 0

    def before(self, text: str) -> str:
        """The longest of them that the text begins with; "" where none."""
        lengths = range(min(self.longest, len(text)), 1, -1)
        return next((text[:size] for size in lengths if text[:size] in self.names), "")


NOWHERE = Places()


@lru_cache(maxsize=8)
def places_of(names: tuple[str, ...]) -> Places:
    """西固区 is written 西固 too, 上坎社区居委会 上坎社区 and 上坎. The same object for the same names."""
    found = set()
    for name in map(plain, names):
        found |= {name, _short(name), _short(_short(name))}
    return Places(frozenset(name for name in found if len(name) >= 2), max(map(len, found), default=0))


def _short(name: str) -> str:
    ending = next((level for level in LEVELS if name.endswith(level) and len(name) - len(level) >= 2), "")
    return name.removesuffix(ending)


@lru_cache(maxsize=65_536)
def take_apart(name: str, places: Places = NOWHERE) -> Name:
    """The parts of a name. `places`: from `places_of`, of the city and its divisions."""
    text = plain(name)
    inside = [NOT_A_LETTER.sub("", COMPANY.sub("", words)) for words in BRACKETED.findall(text)]
    inside = [words for words in inside if not TRADE_WORD.search(words)]  # what it does, or was called
    outside = NOT_A_LETTER.sub("", BRACKETED.sub("", text)) or NOT_A_LETTER.sub("", text)
    whole = COMPANY.sub("", outside) or outside
    rest, place = _without_places(whole, places)
    front = FRONT_BRANCH.match(rest)
    core, trades, tail = _around_trade(rest[front.end() :] if front else rest)
    tail = tail or (front[0] if front else "")
    branch = _branch(tail, places) or next(filter(None, (_branch(words, places) for words in inside)), "")
    if not core and place:
        return Name(whole, _short(_short(place)), trades, branch, place=True)
    return Name(whole, core, trades, branch)


def _without_places(text: str, places: Places) -> tuple[str, str]:
    """The text without the divisions in front, and the last of them."""
    last = ""
    while place := places.before(text):
        if len(text) - len(place) < 2:
            break
        text, last = text[len(place) :], place
    return text, last


def _around_trade(text: str) -> tuple[str, frozenset[str], str]:
    """What stands before the words of trade, the trades, and what stands behind the last word."""
    found = list(TRADE_WORD.finditer(text))
    if not found:
        core, kind = _cut_kind(text)
        number = NUMBERED.search(core) if kind else None
        if number and number.start() >= 2:
            return core[: number.start()], frozenset(), number[0] + kind
        return core, frozenset(), kind if kind in FIRST_OF_ALL else ""
    trades = frozenset(TRADE_OF[match[0]] for match in found)
    core = TRADE_WORD.sub("", text[: found[-1].start()])
    tail = text[found[-1].end() :]
    if not core and KIND_OF_BRANCH.fullmatch(tail) is None and not NUMBERED.match(tail):
        return _cut_kind(tail)[0], trades, ""  # 超市惠民: the trade stands in front
    return core, trades, tail


def _cut_kind(text: str) -> tuple[str, str]:
    match = KIND_OF_BRANCH.search(text)
    return (text[: match.start()], match[0]) if match and match.start() >= 2 else (text, "")


def _branch(words: str, places: Places) -> str:
    """`"2"` for 第二分店 or 二店, `"西固"` for 兰州西固店, `"总"` for 总店; "" where nothing is said."""
    match = KIND_OF_BRANCH.search(words)
    if match and match[0] in FIRST_OF_ALL:
        return "总"
    words = words[: match.start()] if match else words
    if number := NUMBERED.fullmatch(words):
        return str(_number(number[1]))
    rest, place = _without_places(words, places)
    return _short(rest) if rest else place


def _number(text: str) -> int:
    """二十三 as 23; up to 百 is enough for branches."""
    if text.isdigit():
        return int(text)
    total, digit = 0, 0
    for letter in text:
        if letter in DIGITS:
            digit = DIGITS[letter]
        else:
            total, digit = total + (digit or 1) * (10 if letter == "十" else 100), 0
    return total + digit
