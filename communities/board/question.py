"""How a sheet may be asked for, declared once for pages and files."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from communities.board.board import Look
from communities.board.paper import Paper
from communities.board.strip import Gaps
from communities.questions import PACE_WORDS
from lifecircle.api import StrictSerializer
from lifecircle.walking import PACES, STANDARD, Pace

ORIENTATIONS = {"landscape": "横版", "portrait": "竖版"}
INKS = {"colour": "彩色", "bw": "黑白"}
GAPS = {Gaps.PLANNED: "有措施的写“规划中”", Gaps.PLAIN: "没有的写“暂无”", Gaps.HIDE: "没有的不写"}


def _choice(choices: dict[Any, str], default: str, noun: str) -> serializers.ChoiceField:
    known = "、".join(f"{value}（{words}）" if words != value else value for value, words in choices.items())
    return serializers.ChoiceField(
        choices=list(choices.items()),
        default=default,
        error_messages={"invalid_choice": f"没有“{{input}}”这种{noun}。可以用：{known}。"},
    )


class CardQuestion(StrictSerializer):
    """Links from elsewhere may carry words of their own."""

    strict = False
    pace = serializers.ChoiceField(
        choices=[(pace.code, pace.name) for pace in PACES.values()],
        default=STANDARD.code,
        error_messages={"invalid_choice": f"没有“{{input}}”这种走法。可以用：{PACE_WORDS}。"},
    )
    ink = _choice(INKS, "colour", "印法")
    gaps = _choice({str(gaps): words for gaps, words in GAPS.items()}, str(Gaps.PLANNED), "写法")

    def validate_pace(self, code: str) -> Pace:
        return PACES[code]


class BoardQuestion(CardQuestion):
    size = _choice({size: size for size in ("A3", "A2", "A1", "A0")}, "A3", "纸")
    orientation = _choice(ORIENTATIONS, "landscape", "版式")


def look_of(wanted: dict[str, Any]) -> Look:
    paper = Paper(wanted.get("size", "A3"), wanted.get("orientation") == "portrait")
    return Look(paper, bw=wanted["ink"] == "bw", gaps=Gaps(wanted["gaps"]))
