"""Checks kept as they came out: one a month for every circle, more by hand; and the line they make."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.utils.timezone import localdate
from django.utils.translation import gettext

from communities.gaps.check import CircleCheck, Completeness
from communities.gaps.people import Basis
from communities.gaps.reports import FIGURES, WHOLE, Difference, content_of
from communities.gaps_page.formulas import PEOPLE
from communities.models import CheckReport, Community, Grade, ReportKind
from communities.states import State
from outlets.models import Tier

MOST = 24  # of the newest
WIDE, HIGH, PAD = 300, 60, 8


@dataclass(frozen=True, slots=True)
class Point:
    """One saved report on the line of months; `x`, `y` in a drawing of WIDE × HIGH."""

    report: CheckReport
    basic: Completeness
    quality: Completeness
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Trend:
    """Newest last; `path` joins them."""

    points: list[Point]
    path: str

    @property
    def newest_first(self) -> list[Point]:
        return self.points[::-1]


def save(
    check: CircleCheck, *, kind: ReportKind, by: User | None = None, day: date | None = None
) -> CheckReport:
    """A monthly one of a month that is there already is left as it is: it never changes once taken."""
    day = day or localdate()
    assumptions, lines = content_of(check)
    month = day.replace(day=1)
    made: dict[str, Any] = {"taken_on": day, "assumptions": assumptions, "lines": lines, "made_by": by}
    if kind != ReportKind.MONTHLY:
        return CheckReport.objects.create(community=check.circle, month=month, kind=kind, **made)
    report, _ = CheckReport.objects.get_or_create(
        community=check.circle, month=month, kind=kind, defaults=made
    )
    return report


def counts_of(lines: Sequence[Mapping[str, Any]], tier: Tier) -> Completeness:
    states = [line["state"] for line in lines if line["tier"] == tier]
    return Completeness(
        *(states.count(state.value) for state in (State.HAS, State.FAR, State.GAP, State.UNKNOWN))
    )


def trend(circle: Community) -> Trend:
    """One query."""
    found = list(circle.check_reports.order_by("-taken_on", "-pk")[:MOST])[::-1]
    if not found:
        return Trend([], "")
    first, span = found[0].taken_on, max(1, (found[-1].taken_on - found[0].taken_on).days)
    points = [_point(report, (report.taken_on - first).days / span) for report in found]
    return Trend(points, "M" + "L".join(f"{point.x} {point.y}" for point in points))


def _point(report: CheckReport, along: float) -> Point:
    basic, quality = (counts_of(report.lines, tier) for tier in (Tier.BASIC, Tier.QUALITY))
    full = basic.has / basic.of if basic.of else 0.0
    x, y = PAD + (WIDE - 2 * PAD) * along, HIGH - PAD - (HIGH - 2 * PAD) * full
    return Point(report, basic, quality, round(x), round(y))


@dataclass(frozen=True, slots=True)
class Told:
    """One difference in words: what it is about, as it was kept, as it is now."""

    of: str
    what: str
    before: str
    now: str


def told(found: Sequence[Difference]) -> list[Told]:
    return [Told(one.of, one.what, _words(one.before), _words(one.now)) for one in found]


def figures(report: CheckReport) -> list[tuple[str, str]]:
    """The goals and the grade of the whole circle, in words; empty of a report that has not kept them."""
    kept = report.assumptions.get(WHOLE)
    return [(what, _words(kept.get(key))) for key, what in FIGURES.items()] if kept else []


def sample(report: CheckReport) -> bool:
    """Whether anything that it counted was made up; of an older report as far as it was kept."""
    block = report.assumptions
    kept, homes = block.get(WHOLE, {}), block.get("homes") or {}
    return bool(kept.get("made_up") or block.get("survey_sample") or homes.get("sample"))


def basis_words(report: CheckReport) -> str:
    """Where its residents come from, in the reader's language; "" where it has not kept that."""
    kept = (report.assumptions.get("homes") or {}).get("basis", "")
    return gettext(PEOPLE[Basis(kept)]) if kept in set(Basis) else ""


def _words(value: Any) -> str:
    """A value of a report as people read it; of a block only what names it."""
    if value is None or value == []:
        return "没有"
    if isinstance(value, bool):
        return "是" if value else "不是"
    if isinstance(value, Mapping):
        return _block(value)
    if isinstance(value, list):
        return "；".join(map(str, value))
    if isinstance(value, float | int):
        return f"{value:,.0f}"
    return State(value).words if value in set(State) else str(value)


def _block(value: Mapping[str, Any]) -> str:
    if "missing" in value:
        return _grade(value)
    if "unit" in value:
        parts = f"（{value['part']:,.0f} ÷ {value['whole']:,.0f}）" if value["whole"] else ""
        return f"{value['value']:,.1f} {value['unit']}{parts}，目标 {value['goal']:g}"
    if {"part", "whole"} <= value.keys():
        return f"{value['part']:,.0f} / {value['whole']:,.0f} 人"
    if "basis_words" in value:
        return f"{value['basis_words']}，{value['residents']:,.0f} 人，第 {value['number']} 次改动"
    if "changed_on" in value:
        return f"第 {value['number']} 次改动，{value['changed_on'] or '日期未知'}"
    if "revision" in value:
        return f"{value['name'] or '没有名字'}，版本 {value['revision']}"
    if "version" in value:
        return f"版本 {value['version']}"
    paces = [part for part in value.values() if isinstance(part, dict)]
    return "；".join(f"{pace['name']} {pace['metres_per_second']:g} 米/秒" for pace in paces)


def _grade(value: Mapping[str, Any]) -> str:
    if value["grade"]:
        return str(Grade(value["grade"]).label)
    missing = "、".join(value["missing"])
    return f"定不了，少：{missing}" if missing else "连最低的一级也还不够"
