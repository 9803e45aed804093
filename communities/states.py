"""What a circle has of a category: 有, 远, 缺 or 数据不足. Pure: give it facts, get a verdict."""

from enum import StrEnum

from lifecircle.language.marked import gettext_noop

WORDS = {
    "has": gettext_noop("有"),
    "far": gettext_noop("远"),
    "gap": gettext_noop("缺"),
    "unknown": gettext_noop("数据不足"),
}


class State(StrEnum):
    HAS = "has"
    FAR = "far"
    GAP = "gap"
    UNKNOWN = "unknown"

    @property
    def words(self) -> str:
        return WORDS[self.value]


def state_of(nearest_minutes: int | None, *, target_minutes: int, surveyed: bool, cut: int = 0) -> State:
    """`nearest_minutes`: whole minutes to the nearest open outlet of the category, None where none is
    reached. `cut`: at how many places the search ran into the edge of the street data.

    Absence is not proven in a circle that was never surveyed, nor by a search that was cut: it is 数据不足
    then and never 缺.
    """
    if nearest_minutes is None:
        return State.GAP if surveyed and not cut else State.UNKNOWN
    return State.HAS if nearest_minutes <= target_minutes else State.FAR


class Level(StrEnum):
    """How complete a circle is on the sheet of the city: the fill of its dot."""

    FULL = "full"
    MOST = "most"
    PART = "part"
    UNKNOWN = "unk"


MOST_LACKING = 3  # basic categories that a nearly complete circle may lack


def level_of(has: int, *, of: int, surveyed: bool) -> Level:
    """`has` of so many basic categories are there within their target minutes. Unless it was surveyed a
    circle is 数据不足, whatever is known of it; so is every circle where nothing is asked for."""
    if not surveyed or not of:
        return Level.UNKNOWN
    if has >= of:
        return Level.FULL
    return Level.MOST if of - has <= MOST_LACKING else Level.PART
