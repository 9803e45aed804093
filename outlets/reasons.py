"""Why an outlet was changed, as its history keeps it: written in Chinese, said in any language."""

import re

from django.utils.translation import gettext, gettext_noop

REGISTERED = gettext_noop("登记册里原来的样子")
UNSEEN = gettext_noop("登记册里改过，没有留下是谁")
CHECKED = gettext_noop("核对过，没有变")
RESTORED = gettext_noop("恢复到 {moment} 的样子")
MERGED = gettext_noop("合并：编号 {one} 和 {other} 是同一家")
SPLIT = gettext_noop("拆开：编号 {one} 和 {other} 不是同一家")
PHOTO_REMOVED = gettext_noop("删去照片：{words}")
SUSPENDED, CLOSED = gettext_noop("暂停营业"), gettext_noop("关门不做了")
REOPENED = gettext_noop("恢复营业")
MOVED = gettext_noop("搬到新址")
SAME_AS = gettext_noop("和“{name}”是同一家")  # of a status
LETTER = gettext_noop("居民来信 {number}")
PROPOSED_NOTED = gettext_noop("登记单 {number}：{words}")
PROPOSED = gettext_noop("登记单 {number}")
IMPORTED_ROW = gettext_noop("导入 {file} 第 {row} 行")
IMPORT_UNDONE = gettext_noop("撤销导入 {file}")
IMPORTED_FILE = gettext_noop("导入 {file}")
IMPORTED = gettext_noop("导入")
OF_OSM = gettext_noop("按 OpenStreetMap 更新")

# the longer ones before those that they begin with
PATTERNS = (
    *(
        REGISTERED,
        UNSEEN,
        CHECKED,
        RESTORED,
        MERGED,
        SPLIT,
        PHOTO_REMOVED,
        SUSPENDED,
        CLOSED,
        REOPENED,
        MOVED,
    ),
    *(
        SAME_AS,
        LETTER,
        PROPOSED_NOTED,
        PROPOSED,
        IMPORTED_ROW,
        IMPORT_UNDONE,
        IMPORTED_FILE,
        IMPORTED,
        OF_OSM,
    ),
)


def say(reason: str) -> str:
    """In the language of the page where it is one of these; what somebody wrote comes back as it is."""
    for pattern, known in _known:
        if found := known.fullmatch(reason):
            return gettext(pattern).format(**_said(found.groupdict()))
    return reason


def _said(values: dict[str, str]) -> dict[str, str]:
    """The note of a proposal may be one of these itself."""
    return {name: say(text) if name == "words" else text for name, text in values.items()}


def _as_regex(pattern: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(pattern)), re.DOTALL)


_known = [(pattern, _as_regex(pattern)) for pattern in PATTERNS]
