"""What of a check is made up for a trial, or only roughly drawn: wherever it is told, it is told as 示例."""

from communities.gaps.check import CircleCheck
from outlets.models import PositionQuality


def made_up(check: CircleCheck, *, outlets: bool) -> list[str]:
    """In words, empty where nothing is; `outlets`: made-up ones are among the nearest. No query."""
    circle = check.circle
    parts = {
        "生活圈的位置是示意": circle.position_quality == PositionQuality.ILLUSTRATIVE,
        "摸底是示例": circle.sample_survey,
        "小区是示例": check.homes.sample,
        "最近的网点里有示例": outlets,
    }
    return [words for words, there in parts.items() if there]
