"""What a circle has of a category: 有, 远, 缺 or 数据不足. Pure: give it facts, get a verdict."""

from enum import StrEnum


class State(StrEnum):
    HAS = "has"
    FAR = "far"
    GAP = "gap"
    UNKNOWN = "unknown"

    @property
    def words(self) -> str:
        return {"has": "有", "far": "远", "gap": "缺", "unknown": "数据不足"}[self.value]


def state_of(nearest_minutes: int | None, *, target_minutes: int, surveyed: bool) -> State:
    """`nearest_minutes`: whole minutes to the nearest open outlet of the category, None where none is
    reached. Absence in a circle that was never surveyed is not proven, so it is 数据不足 and never 缺.
    """
    if nearest_minutes is None:
        return State.GAP if surveyed else State.UNKNOWN
    return State.HAS if nearest_minutes <= target_minutes else State.FAR
