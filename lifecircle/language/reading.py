"""How a Chinese name is read: 福利西路 → Fuli Xilu, 西固区 → Xigu District. Pure.

Without tone marks, as street signs have it (GB 17733); words apart as GB/T 16159 asks, as far as a short list
of common endings tells them apart. A reading helps to say a name, the characters beside it are the name.
"""

import re
from functools import lru_cache

from pypinyin import lazy_pinyin
from pypinyin.contrib import mmseg

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]")

# What a place is called after: English says what it is
KINDS = {
    "社区居委会": "Community",
    "社区": "Community",
    "街道": "Subdistrict",
    "区": "District",
    "县": "County",
    "镇": "Town",
    "乡": "Township",
    "村": "Village",
    "市": "City",
}
# Longer before shorter
_WORDS = (
    "卫生服务中心|有限责任公司|卫生服务站|农贸市场|服务中心|日间照料|有限公司|便利店|便民店|"
    "大药房|菜市场|早餐店|牛肉面|理发店|美发店|洗衣店|干洗店|照相馆|文印店|咖啡馆|蛋糕店|"
    "健身房|宠物店|修理店|维修点|维修部|回收站|卫生院|服务站|服务点|服务部|养老院|托育园|"
    "幼儿园|图书室|图书馆|文化站|活动室|公交站|水果店|蔬菜店|家属院|火车站|直营店|标准化|"
    "便民|超市|药店|药房|市场|早餐|餐厅|餐馆|饭店|面馆|美容|书店|茶馆|咖啡|花店|快递|"
    "驿站|邮政|邮局|银行|医院|服务|中心|小学|中学|大学|学校|公园|广场|公厕|食堂|生鲜|"
    "家政|连锁|公司|分店|总店|第一|第二|第三|第四|第五|药业|实业|商贸|社区|小区|花园|"
    "大院|街道|大道|大街|车站|街坊|百货|商店|商场|商行|鲜菜|肉菜|果蔬|蔬菜|水果|惠民|"
    "利民|铁路|公路|大桥|副食|平价|综合|生活"
)
_ENDINGS = "店馆站桥村镇乡"
_TOKEN = re.compile(
    "|".join(
        [
            _WORDS,
            r"(?<=..)[东西南北中][路街巷](?![道子口坊])",
            r"(?<!^)[路街巷](?![道子口坊])",
            r"(?<=..)家园",
            r"(?<!^)[区县号楼](?!域)",
            rf"(?<=..)[{_ENDINGS}]$",
        ]
    )
)


def is_chinese(text: str) -> bool:
    """Whether it holds anything a Chinese font is wanted for."""
    return CHINESE.search(text) is not None


@lru_cache(maxsize=16_384)
def reading(text: str) -> str:
    """In Latin letters; what is not Chinese stays, and a place of the division tree is called by its kind."""
    kind = next((kind for kind in KINDS if _is_a(kind, text)), None)
    if kind:
        return f"{_latin(text[: -len(kind)])} {KINDS[kind]}"
    return _latin(text)


def _latin(text: str) -> str:
    latin = HAN.sub(lambda run: f" {_words(run[0])} ", text.translate(_HALF_WIDTH))
    return re.sub(r"\s+([,.;:)!?])", r"\1", re.sub(r"([(])\s+", r"\1", " ".join(latin.split())))


def _is_a(kind: str, name: str) -> bool:
    """西固区 is a district; 平价超市 is no city, and 家和小区 no district."""
    return name.endswith(kind) and not name.endswith(_NO_KINDS) and bool(HAN.search(name[: -len(kind)]))


_NO_KINDS = ("超市", "夜市", "早市", "菜市", "门市", "小区", "园区", "景区", "度假村")
_HALF_WIDTH: dict[int, int | str] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    0x3000: " ",
    ord("。"): ".",
    ord("、"): ", ",
    ord("，"): ", ",
    ord("；"): "; ",
    ord("："): ": ",
    ord("（"): " (",
    ord("）"): ") ",
    ord("《"): "“",
    ord("》"): "”",
    ord("【"): "[",
    ord("】"): "]",
    ord("「"): "“",
    ord("」"): "”",
}


def _words(run: str) -> str:
    """A run of characters, word by word."""
    words: list[str] = []
    at = 0
    for found in _TOKEN.finditer(run):
        words += [*_parted(run[at : found.start()]), found[0]]
        at = found.end()
    return " ".join(_word(word) for word in [*words, *_parted(run[at:])])


def _parted(run: str) -> list[str]:
    """Four characters and more at the phrases that a dictionary knows; the others stay together."""
    if len(run) < 4:
        return [run] if run else []
    words: list[str] = []
    single = False
    for phrase in mmseg.seg.cut(run):
        if len(phrase) == 1 and single:
            words[-1] += phrase
        else:
            words.append(phrase)
        single = len(phrase) == 1
    return words


def _word(word: str) -> str:
    syllables = lazy_pinyin(word, v_to_u=True)
    joined = syllables[0] + "".join(
        f"'{each}" if each[0] in "aeo" else each for each in syllables[1:]
    )  # Xi'an
    return joined[0].upper() + joined[1:]
