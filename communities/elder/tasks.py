"""What one goes out for, in the words of the street, and which categories serve it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from lifecircle.language.marked import gettext_noop


@dataclass(frozen=True, slots=True)
class Task:
    """`code` stands in addresses; the first of `categories` lends its mark."""

    code: str
    words: str
    categories: tuple[str, ...]

    def within(self, known: Iterable[str]) -> tuple[str, ...]:
        """Those of the categories that the catalogue has: an office may have taken one out."""
        there = set(known)
        return tuple(code for code in self.categories if code in there)


# In the order of the first page; the first six stand on a phone without turning the page.
FIRST = (
    Task("groceries", gettext_noop("买菜"), ("market", "greengrocer", "supermarket")),
    Task("doctor", gettext_noop("看病"), ("clinic",)),
    Task("medicine", gettext_noop("买药"), ("pharmacy",)),
    Task("eating", gettext_noop("吃饭"), ("canteen", "breakfast", "restaurant")),
    Task("haircut", gettext_noop("理发"), ("hairdresser",)),
    Task("mending", gettext_noop("修东西"), ("repair",)),
    Task("parcels", gettext_noop("寄取快递"), ("post",)),
    Task("washing", gettext_noop("洗衣"), ("laundry",)),
    Task("sundries", gettext_noop("买日用"), ("convenience", "supermarket")),
    Task("office", gettext_noop("办事"), ("community_centre",)),
    Task("care", gettext_noop("养老照料"), ("elderly_care",)),
    Task("lavatory", gettext_noop("上厕所"), ("toilet",)),
)
# How the rest is called; a category that is not here goes by its own name.
HOMELY = {
    "photo_print": gettext_noop("照相、打印"),
    "housekeeping": gettext_noop("请人做家务"),
    "recycling": gettext_noop("卖废品"),
    "dark_store": gettext_noop("取网上订的菜"),
    "childcare": gettext_noop("托管孩子"),
    "tea_coffee": gettext_noop("喝茶"),
    "bakery": gettext_noop("买糕点"),
    "florist": gettext_noop("买花"),
    "bookshop": gettext_noop("看书买书"),
    "gym": gettext_noop("健身"),
    "pet": gettext_noop("看宠物"),
    "wellness": gettext_noop("按摩保健"),
    "activity_room": gettext_noop("去活动室"),
    "library": gettext_noop("去图书室"),
    "park": gettext_noop("逛公园"),
    "bus_stop": gettext_noop("坐公交"),
}
_FIRST = {task.code: task for task in FIRST}


def task_named(code: str, names: dict[str, str]) -> Task | None:
    """By its own code, or the code of a single category; `names`: the catalogue's, by code."""
    if code in _FIRST:
        return _FIRST[code]
    return _single(code, names[code]) if code in names else None


def further(names: dict[str, str]) -> list[Task]:
    """A task for each category that none of the first page serves, so that all can be reached."""
    served = {code for task in FIRST for code in task.categories}
    return [_single(code, name) for code, name in names.items() if code not in served]


def _single(code: str, name: str) -> Task:
    return Task(code, HOMELY.get(code, name), (code,))
