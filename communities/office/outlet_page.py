"""One registered outlet at the desk: what is known, what waits, and what can be done about it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from communities.office.keeping import settled_words
from communities.office.person import user_of
from lifecircle.language.now import language
from lifecircle.staff.access import may, require, staff_only
from lifecircle.staff.rights import Right
from outlets import closing, hours, reasons
from outlets.models import OPEN_STATES, Outlet, Status
from outlets.proposals import Conflict, problems_of, start
from outlets.values import Values

REASONS = {"suspended": reasons.SUSPENDED, "closed": reasons.CLOSED, "open": reasons.REOPENED}


@require_safe
@staff_only(Right.READ)
def outlet(request: HttpRequest, pk: int) -> HttpResponse:
    found = _outlet(request, pk, Right.READ)
    return render(request, "office/outlet.html", _context(request, found))


@require_POST
@staff_only(Right.PROPOSE)
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody has looked: everything is as it was."""
    found = _outlet(request, pk, Right.PROPOSE)
    try:
        closing.confirm(found, user_of(request))
        messages.success(request, gettext("“{name}”记下了，今天核对过。").format(name=found.name))
    except ValidationError as error:
        messages.error(request, "".join(error.messages))
    return redirect("office:today") if "today" in request.POST else redirect("office:outlet", pk)


@require_POST
@staff_only(Right.PROPOSE)
def status(request: HttpRequest, pk: int) -> HttpResponse:
    """Shut for a while, for good, or open again."""
    found = _outlet(request, pk, Right.PROPOSE)
    values, problems = _status_values(request.POST, found)
    if not problems:
        try:
            proposal = start(user_of(request), values, outlet=found, note=REASONS[values["status"]])
            messages.success(request, settled_words(proposal, user_of(request)))
            return redirect("office:outlet", pk)
        except Conflict as clash:
            problems = [str(clash)]
        except ValidationError as error:
            problems = error.messages
    context = _context(request, found) | {"problems": problems, "sent": request.POST}
    return render(request, "office/outlet.html", context, status=400)


def _status_values(post: QueryDict, found: Outlet) -> tuple[Values, list[str]]:
    """What is to be written, and what is wrong with it in words."""
    wanted = post.get("status", "")
    if wanted == Status.OPEN:
        return closing.reopened(), []
    if wanted not in REASONS:
        return {}, [gettext("请选一项：暂停、关门，还是恢复营业。")]
    problems: list[str] = []
    began = _day(post.get("status_on", ""), gettext("从哪天起"), problems)
    last = post.get("status_until", "") if wanted == Status.SUSPENDED else ""
    until = _day(last, gettext("暂停到哪天"), problems)
    reason = post.get("status_reason", "").strip()
    if not began and not problems:
        problems.append(gettext("要写从哪天起。"))
    if not reason:
        problems.append(gettext("要写原因，比如“装修”“店主回老家”。"))
    if problems or began is None:
        return {}, problems
    closed = wanted == Status.CLOSED
    values = closing.closed(began, reason) if closed else closing.suspended(began, reason, until)
    return values, [words for said in problems_of(values, found).values() for words in said]


def _day(text: str, name: str, problems: list[str]) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        words = gettext("“{name}”应写成 2026-03-01 这样，现在是“{text}”。")
        problems.append(words.format(name=name, text=text[:20]))
        return None


def _context(request: HttpRequest, found: Outlet) -> dict[str, Any]:
    return {
        "outlet": found,
        "hours_words": hours.WORDS[language()].say(found.opening_hours),
        "waiting": found.proposals.filter(state__in=OPEN_STATES, new=False).select_related("author"),
        "photos": found.photos.all(),
        "letters": found.reports.unanswered(),
        "may_change": may(request.user, Right.PROPOSE, found.area_id),
        "gone": found.status in (Status.CLOSED, Status.MOVED),
        "day": localdate().isoformat(),
        "sent": {},
    }


def _outlet(request: HttpRequest, pk: int, right: Right) -> Outlet:
    related = Outlet.objects.select_related("category__group", "area", "moved_to", "merged_into")
    found = get_object_or_404(related, pk=pk)
    require(request.user, right, found.area_id)
    return found
