"""The page of a check, put together: the sentence on top, gaps, rows, goals, the map, what it rests on."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.urls import reverse
from django.utils.timezone import get_current_timezone, localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from communities.board import engine
from communities.gaps.people import Basis
from communities.gaps_page import words
from communities.gaps_page.dumbbell import ticks
from communities.gaps_page.formulas import basis, missing_words, people_words, reason_words
from communities.gaps_page.goals import goals_of
from communities.gaps_page.kept import Checked
from communities.gaps_page.rows import FIRST_GAPS, Asked, Row, gaps, of_tier, rows_of, sample_words
from communities.gaps_page.saved import trend
from communities.gaps_page.sheet import drawn
from outlets.models import Tier

HOURS = ((7, gettext_noop("早上 7 点")), (12, gettext_noop("中午 12 点")), (20, gettext_noop("晚上 8 点")))


@dataclass(frozen=True, slots=True)
class Choice:
    words: str
    query: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing to mend: its row, and the plain sentence."""

    row: Row
    words: str
    asked: str


def context(found: Checked, *, at: datetime | None, category: str = "") -> dict[str, Any]:
    """Nine queries at most, the check itself apart."""
    check, circle = found.check, found.check.circle
    rows = rows_of(check)
    lacking = gaps(rows) if circle.surveyed else []
    first = next(iter(lacking or rows), None)
    chosen = next((row for row in rows if row.line.category.code == category), first)
    counted = [(tier, of_tier(rows, tier)) for tier in (Tier.BASIC, Tier.QUALITY)]
    asked = [Gap(row, words.gap_words(row.line), _asked_words(row.asked)) for row in lacking]
    return {
        "community": circle,
        "check": check,
        "tiers": [(tier, part, [(row, basis(row.line, check)) for row in part]) for tier, part in counted],
        "total": len(rows),
        "say": words.say(check.basic),
        "no_gap_words": words.no_gap_words(check),
        "peopled": check.homes.basis is not Basis.NONE,
        "columns": 5 + 2 * (check.homes.basis is not Basis.NONE) + (check.reachable_metres is not None),
        "elder_words": words.elder_words(rows),
        "basis_words": people_words(check),
        "gaps": asked[:FIRST_GAPS],
        "more_gaps": asked[FIRST_GAPS:],
        "sources": _sources(rows),
        "ticks": ticks(),
        "goals": goals_of(check),
        "reasons": [(reason, reason_words(reason)) for reason in check.grade.reasons],
        "missing": words.listed(missing_words(check)),
        "chosen": chosen,
        "sheet": drawn(found, chosen.line) if chosen else None,
        "rows": rows,
        "at": at,
        "times": times(at, category),
        "trend": trend(circle),
        "sample": bool(sample_words(check, rows)),
        "has_pdf": engine.available(),
        "query": f"?at={_at(at)}" if at else "",
        "data_date": found.walker.data_date,
    }


def times(at: datetime | None, category: str) -> list[Choice]:
    """Any time, and three hours of today; an hour asked for that is none of these is told beside them."""
    asked = _at(at) if at else ""
    kept = f"&category={category}" if category else ""
    choices = [Choice(_("任何时候"), f"?{kept[1:]}" if kept else "", at is None)]
    for hour, label in HOURS:
        moment = datetime.combine(localdate(), time(hour), get_current_timezone())
        choices.append(Choice(_(label), f"?at={_at(moment)}{kept}", asked == _at(moment)))
    return choices


def _at(at: datetime) -> str:
    """In local time without its offset: a plus sign in an address is a blank."""
    return f"{localtime(at):%Y-%m-%dT%H:%M}"


def address(code: str, at: datetime | None) -> str:
    """Of the page, for links that lead back to it."""
    return reverse("check", args=[code]) + (f"?at={_at(at)}" if at else "")


def _asked_words(asked: Asked) -> str:
    if not asked.people:
        return _("还没有居民提过。")
    parts = words.listed(f"{_(label)} {people}" for label, people in asked.sources)
    return _("%(people)s 人提过（%(parts)s）。") % {"people": asked.people, "parts": parts}


def _sources(rows: list[Row]) -> str:
    """How many asked for anything, by source."""
    counted: dict[str, int] = {}
    for row in rows:
        for label, people in row.asked.sources:
            counted[label] = counted.get(label, 0) + people
    return words.listed(f"{_(label)} {people}" for label, people in counted.items())
