"""What can be chosen above a sheet that is about to be printed: links that ask again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from communities.board.paper import READ_FROM
from communities.board.prints import Order, What
from communities.board.question import GAPS, INKS, ORIENTATIONS
from lifecircle.walking import PACES


@dataclass(frozen=True, slots=True)
class Choice:
    words: str
    query: str
    chosen: bool


def choices(query: QueryDict, wanted: dict[str, Any], *, board: bool) -> list[tuple[str, list[Choice]]]:
    """Groups of links, each leading to the same sheet with one thing changed."""
    groups: list[tuple[str, str, dict[str, str]]] = []
    if board:
        groups += [
            (gettext("纸"), "size", {size: size for size in READ_FROM}),
            (gettext("版式"), "orientation", ORIENTATIONS),
        ]
    groups += [
        (gettext("谁来走"), "pace", {pace.code: pace.name for pace in PACES.values()}),
        (gettext("印法"), "ink", INKS),
    ]
    groups.append((gettext("缺的店"), "gaps", {str(gaps): words for gaps, words in GAPS.items()}))
    return [(words, _links(query, name, values, wanted)) for words, name, values in groups]


def _links(query: QueryDict, name: str, values: dict[str, str], wanted: dict[str, Any]) -> list[Choice]:
    now = wanted[name]
    return [
        Choice(gettext(words), _with(query, name, value), value == getattr(now, "code", now))
        for value, words in values.items()
    ]


def _with(query: QueryDict, name: str, value: str) -> str:
    changed = query.copy()
    changed[name] = value
    return changed.urlencode()


def hint(order: Order) -> str:
    """From how far it can be read."""
    if order.what is What.BOARD:
        from_afar = gettext("{size} 从 {metres} 米看")
        told = (from_afar.format(size=size, metres=metres) for size, metres in READ_FROM.items())
        return gettext("，").join(told)
    return gettext("A5，放得进口袋") if order.what is What.CARD else gettext("A4，贴在店门口")
