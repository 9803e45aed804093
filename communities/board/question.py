"""How a sheet may be asked for, declared once for pages and files."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_noop
from rest_framework import serializers

from communities.board.board import Look
from communities.board.paper import Paper
from communities.board.strip import Gaps
from communities.questions import PACE_ERRORS
from lifecircle.api import StrictSerializer
from lifecircle.language.lazily import no_such
from lifecircle.walking import PACES, STANDARD, Pace

ORIENTATIONS = {"landscape": gettext_noop("横版"), "portrait": gettext_noop("竖版")}
INKS = {"colour": gettext_noop("彩色"), "bw": gettext_noop("黑白")}
GAPS = {
    Gaps.PLANNED: gettext_noop("有措施的写“规划中”"),
    Gaps.PLAIN: gettext_noop("没有的写“暂无”"),
    Gaps.HIDE: gettext_noop("没有的不写"),
}


def _choice(choices: dict[Any, str], default: str, pattern: str) -> serializers.ChoiceField:
    return serializers.ChoiceField(
        choices=list(choices.items()),
        default=default,
        error_messages={"invalid_choice": no_such(pattern, choices)},
    )


class CardQuestion(StrictSerializer):
    """Links from elsewhere may carry words of their own."""

    strict = False
    pace = serializers.ChoiceField(
        choices=[(pace.code, pace.name) for pace in PACES.values()],
        default=STANDARD.code,
        error_messages=PACE_ERRORS,
    )
    ink = _choice(INKS, "colour", gettext_noop("没有“{input}”这种印法。可以用：{known}。"))
    gaps = _choice(
        {str(gaps): words for gaps, words in GAPS.items()},
        str(Gaps.PLANNED),
        gettext_noop("没有“{input}”这种写法。可以用：{known}。"),
    )

    def validate_pace(self, code: str) -> Pace:
        return PACES[code]


class BoardQuestion(CardQuestion):
    size = _choice(
        {size: size for size in ("A3", "A2", "A1", "A0")},
        "A3",
        gettext_noop("没有“{input}”这种纸。可以用：{known}。"),
    )
    orientation = _choice(ORIENTATIONS, "landscape", gettext_noop("没有“{input}”这种版式。可以用：{known}。"))


def look_of(wanted: dict[str, Any]) -> Look:
    paper = Paper(wanted.get("size", "A3"), wanted.get("orientation") == "portrait")
    return Look(paper, bw=wanted["ink"] == "bw", gaps=Gaps(wanted["gaps"]))
