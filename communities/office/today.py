"""The day at the desk: what is to be done, what one looks after, and how this month went."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from communities.completeness import Verdict, verdicts
from communities.models import Community
from communities.office import month
from communities.office.person import scope_in, user_of
from lifecircle.areas import codes
from lifecircle.areas.models import Area
from lifecircle.staff.access import may, staff_only
from lifecircle.staff.models import Scope
from lifecircle.staff.rights import Right, Role, allows
from outlets import calendar, closing, duplicates, index, letters
from outlets.hours import HolidayCalendar
from outlets.models import DuplicateVerdict, Proposal, ProposalState, Report

SHOWN = 5  # rows of each kind; the rest is a number
MOST_PAIRS = 50
MOST_CIRCLES = 30
MOST_GAPS = 6
DUE_SOON_DAYS = 1


@dataclass(frozen=True, slots=True)
class Letter:
    """`left`: working days until an answer is due, below 0 when it is late."""

    report: Report
    left: int

    @property
    def words(self) -> str:
        if self.left < 0:
            late = ngettext("已经超过 {n} 个工作日", "已经超过 {n} 个工作日", -self.left)
            return late.format(n=-self.left)
        if self.left == 0:
            return gettext("今天到期")
        return ngettext("还剩 {n} 个工作日", "还剩 {n} 个工作日", self.left).format(n=self.left)

    @property
    def late(self) -> bool:
        return self.left <= DUE_SOON_DAYS


@require_safe
@staff_only(Right.READ)
def today(request: HttpRequest) -> HttpResponse:
    everything = request.GET.get("circles") == "all"
    context = _context(user_of(request), scope_in(request), all_circles=everything)
    return render(request, "office/today.html", context)


def _context(user: User, scope: Scope, *, all_circles: bool) -> dict[str, Any]:
    writes = _has(scope, Right.PROPOSE)
    mine = Proposal.objects.filter(author=user).select_related("outlet")
    returned = list(mine.filter(state=ProposalState.RETURNED)[:50]) if writes else []
    streets = waiting_by_street(scope) if may(user, Right.PUBLISH, scope.area_id) else []
    unanswered, letters_total = open_letters(scope)
    overdue, overdue_total = _first(closing.overdue(scope.code).select_related("category"))
    unverified, unverified_total = _first(closing.unverified(scope.code).select_related("category"))
    pairs = undecided_pairs(scope.code) if _has(scope, Right.MERGE) else 0
    circles, circles_total = _circles(scope, all_circles=all_circles)
    judged = verdicts(circles)
    to_decide = sum(count for _, count in streets)
    tasks = len(returned) + to_decide + letters_total + overdue_total + pairs + bool(unverified_total)
    return {
        "day": localdate(),
        "scope": scope,
        "writes": writes,
        "tasks": tasks,
        "returned": returned,
        "drafts": list(mine.filter(state=ProposalState.DRAFT)[:SHOWN]) if writes else [],
        "handed_in": mine.filter(state=ProposalState.SUBMITTED).count() if writes else 0,
        "streets": streets,
        "to_decide": to_decide,
        "letters": unanswered,
        "letters_total": letters_total,
        "overdue": overdue,
        "overdue_total": overdue_total,
        "unverified": unverified,
        "unverified_total": unverified_total,
        "pairs": pairs,
        "pairs_more": pairs == MOST_PAIRS,
        "verdicts": judged,
        "circles_total": circles_total,
        "gaps": gaps_of(judged),
        "month": month.figures(scope.code, localdate()),
    }


def waiting_by_street(scope: Scope) -> list[tuple[str, int]]:
    """How much waits for a decision, by subdistrict, the most first: two queries."""
    rows = Proposal.objects.within(scope.code).filter(state=ProposalState.SUBMITTED).order_by()
    counts: dict[str, int] = {}
    for code, count in rows.values_list("area_id").annotate(n=Count("pk")):
        street = (code or "")[: codes.SUBDISTRICT]
        counts[street] = counts.get(street, 0) + count
    names = dict(Area.objects.filter(pk__in=counts).values_list("pk", "name"))
    pairs = [(names.get(code, gettext("没有写区划")), count) for code, count in counts.items()]
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))


def undecided_pairs(scope: str) -> int:
    """How many look like one and wait for a word, MOST_PAIRS at most; counted anew when the register changes.

    A whole city's outlets take half a second to compare, and the day is opened all day long.
    """
    decided = DuplicateVerdict.objects.aggregate(n=Count("pk"), last=Max("decided_at"))
    return _pairs(scope, index.current().marks, (decided["n"], decided["last"]))


@lru_cache(maxsize=256)
def _pairs(scope: str, marks: index.Marks, decided: tuple[int, Any]) -> int:
    return len(duplicates.pairs(scope, MOST_PAIRS))


def open_letters(scope: Scope) -> tuple[list[Letter], int]:
    """The first letters to answer, the oldest first, and how many there are."""
    waiting = Report.objects.within(scope.code).unanswered().select_related("outlet__area")
    first, total = _first(waiting)
    return with_days_left(first), total


def with_days_left(reports: list[Report]) -> list[Letter]:
    """Two queries for any number."""
    due, table = letters.due_dates(reports), calendar.current()
    return [Letter(report, _working_days(localdate(), due[report.pk], table)) for report in reports]


def _working_days(day: date, due: date, table: HolidayCalendar) -> int:
    """Working days from today to a due day, today not counted; below 0 for those that have passed."""
    step = 1 if due >= day else -1
    days = 0
    while day != due:
        day += timedelta(days=step)
        days += step if letters.works(table, day) else 0
    return days


def gaps_of(judged: list[Verdict]) -> list[tuple[Community, list[tuple[Any, Any]], int]]:
    """Surveyed circles that lack something: the circle, what it lacks first, and how much more."""
    found = [(each.circle, each.gaps) for each in judged if each.gaps]
    found.sort(key=lambda pair: -len(pair[1]))
    return [(circle, gaps[:MOST_GAPS], max(0, len(gaps) - MOST_GAPS)) for circle, gaps in found[:SHOWN]]


def _circles(scope: Scope, *, all_circles: bool) -> tuple[list[Community], int]:
    own = Community.objects.within(scope.code).with_areas()
    rows = list(own if all_circles else own[: MOST_CIRCLES + 1])
    if len(rows) <= MOST_CIRCLES or all_circles:
        return rows, len(rows)
    return rows[:MOST_CIRCLES], own.count()


def _first(rows: "QuerySet[Any]") -> tuple[list[Any], int]:
    return list(rows[:SHOWN]), rows.count()


def _has(scope: Scope, right: Right) -> bool:
    return allows(Role(scope.role), right, scope=scope.code, code=scope.code)
