"""Hours, addresses and names said as briefly as a narrow place needs. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from communities.board.type import REGULAR, Face, Fitted, fit, width

# besides the basic categories, these have a cell among 最近一处
NEAREST = frozenset({"canteen", "clinic"})
# what the guide calls by long names, as people say it
SHORT: Mapping[str, str] = {
    "post": "邮政快递",
    "recycling": "回收点",
    "clinic": "卫生服务站",
    "canteen": "社区食堂",
    "hairdresser": "美容美发",
    "photo_print": "照相文印",
    "community_centre": "社区服务中心",
    "elderly_care": "社区养老",
}
UNKNOWN_HOURS = "时间未知"
SEE_PAGE = "扫码看"
NO_PHONE = "—"
_GAP = re.compile(r"(?<=[\u4e00-\u9fff]) +(?=\d)|(?<=\d) +(?=[\u4e00-\u9fff])")
_BETWEEN = re.compile(r"周([一二三四五六日])至周([一二三四五六日])")
_WHOLE = re.compile(r"(\d+):00–(\d+):00")
WHOLE = r"\1–\2点"
_AND = re.compile(r"周([一二三四五六日])、周([一二三四五六日])")


def plain_hours(words: str) -> str:
    """Opening hours without what goes without saying: 每天 7:00–20:00 → 7:00–20:00."""
    words = words.replace("全天开放", "全天")
    return words.removeprefix("每天 ") if "；" not in words else words


def shorter_hours(words: str) -> list[str]:
    """The hours ever shorter, each still true: 周一至周五 → 一至五, 7:00–13:00 → 7–13点, then the
    first rule and 等, then where to look."""
    if words.startswith("按："):
        return [SEE_PAGE, SEE_PAGE]
    tight = _AND.sub(r"\1\2", _BETWEEN.sub(r"\1至\2", words)).replace("；", " ")
    tight = re.sub(r"(?<=[一二三四五六日天]) (?=\d)", "", tight)
    first, more, _ = words.partition("；")
    head = _AND.sub(r"\1\2", _BETWEEN.sub(r"\1至\2", first))
    head = re.sub(r"(?<=[一二三四五六日天]) (?=\d)", "", head)
    whole = _WHOLE.sub(WHOLE, tight)
    briefest = [f"{head}等", f"{_WHOLE.sub(WHOLE, head)}等"] if more else []
    return [words, tight, whole, *briefest, SEE_PAGE]


def fit_hours(words: str, room: float, size: float, face: Face = REGULAR) -> Fitted:
    for form in shorter_hours(words):
        if width(form, size, face) * 0.82 <= room:
            return fit(form, room, size, face)
    return fit(SEE_PAGE, room, size, face, least=0.6)


def beside(hours: str, address: str, room: float, size: float) -> tuple[Fitted, Fitted | None]:
    """Hours and address in one room, the longest hours beside which the address stands whole; the address is
    cut only where it would fill most of the room, and left out where little of it would be left."""
    whole = width(address, size)
    for form in shorter_hours(hours)[:-1]:
        if address and width(form, size) + whole <= room:
            return Fitted(form, size), Fitted(address, size)
    said = fit_hours(hours, room if whole < room * 0.5 else room * 0.55, size)
    left = room - width(said.words, said.size)
    return said, fit(address, left, size) if address and left > min(whole, room * 0.35) else None


def fit_phone(phone: str, room: float, size: float, face: Face = REGULAR) -> Fitted:
    """A number whole or not at all: what is cut cannot be dialled."""
    whole = fit(phone or NO_PHONE, room, size, face, least=0.6)
    return whole if whole.words == (phone or NO_PHONE) else fit(SEE_PAGE, room, size, face, least=0.6)


def tight(words: str) -> str:
    """Without blanks between Chinese characters and figures: 福利路 35 号 → 福利路35号."""
    return _GAP.sub("", words.strip())


def local_address(words: str, places: tuple[str, ...]) -> str:
    """An address without the names that the sheet says already: province, city, district, subdistrict."""
    return tight(without_places(words, places))


def without_places(words: str, places: tuple[str, ...]) -> str:
    words = words.strip()
    shorter = True
    while shorter:
        shorter = False
        for place in places:
            if place and words.startswith(place) and len(words) > len(place):
                words, shorter = words[len(place) :].strip(), True
    return words


def short_category(name: str) -> str:
    """A category's name without what stands in brackets: 生鲜超市（菜店） → 生鲜超市."""
    return re.sub(r"[（(].*?[）)]", "", name) or name


def in_chinese(number: int) -> str:
    """1 to 10, as a headline says them."""
    return "零一二三四五六七八九十"[number] if 0 <= number <= 10 else str(number)
