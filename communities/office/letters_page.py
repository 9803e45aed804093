"""Residents' letters: which wait, for how long yet, and the answer to each with what it changes."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from communities.office.letter_form import Choice, choices, new_places, values_of_choice
from communities.office.paging import numbers, without_page
from communities.office.person import scope_in, user_of
from communities.office.today import with_days_left
from lifecircle.language.now import language
from lifecircle.staff.access import may, require, staff_only
from lifecircle.staff.rights import Right
from outlets import hours
from outlets.letters import answer, plain_number
from outlets.models import Outcome, ProposalState, Report
from outlets.proposals import Conflict, seal, unseal
from outlets.values import OWN
from outlets.words import label_of

A_PAGE = 30
WAITS = Q(outcome="", proposal__state__in=(ProposalState.DRAFT, ProposalState.SUBMITTED))
STATES: dict[str, tuple[Any, Q]] = {
    "open": (_("没答复的"), Q(outcome="")),
    "waiting": (_("等审核的"), WAITS),
    "answered": (_("答复过的"), ~Q(outcome="")),
    Outcome.UPDATED.value: (_("改过来的"), Q(outcome=Outcome.UPDATED)),
    Outcome.CONFIRMED.value: (_("没有变的"), Q(outcome=Outcome.CONFIRMED)),
    Outcome.DECLINED.value: (_("没采纳的"), Q(outcome=Outcome.DECLINED)),
}


@require_safe
@staff_only(Right.READ)
def letters(request: HttpRequest) -> HttpResponse:
    """Unanswered ones first of all, the oldest at the top; answered ones newest first."""
    wanted = request.GET.get("state", "")
    state = wanted if wanted in STATES else "open"
    words = request.GET.get("q", "").strip()[:80]
    page = Paginator(_listed(scope_in(request).code, state, words), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "letters": with_days_left(list(page)),
        "numbers": numbers(page),
        "query": without_page(request),
        "states": [(value, label) for value, (label, _) in STATES.items()],
        "state": state,
        "words": words,
    }
    return render(request, "office/letters.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Right.READ)
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    found = _letter(request, pk)
    if request.method != "POST":
        return _page(request, found, choices(found))
    require(request.user, Right.ANSWER, found.outlet.area_id)
    return _answer(request, found)


def _answer(request: HttpRequest, found: Report) -> HttpResponse:
    offered = choices(found, request.POST)
    chosen = next((each for each in offered if each.chosen), None)
    if chosen is None:
        return _page(request, found, offered, [gettext("请选一种答复。")], status=400)
    values = values_of_choice(chosen, found.outlet)
    if chosen.problems:
        return _page(request, found, offered, chosen.listed, status=400)
    outcome, words = chosen.suggestion.outcome, chosen.typed["answer"]
    try:
        seen = unseal(request.POST.get("seen", ""))
        answer(found, user_of(request), outcome, words, values or None, seen=seen)
    except Conflict as clash:
        return _page(request, _letter(request, found.pk), offered, _clashes(clash), status=409)
    except ValidationError as error:
        _tell(chosen, error)
        return _page(request, _letter(request, found.pk), offered, chosen.listed, status=400)
    messages.success(request, _said(found, changed=bool(values)))
    return redirect("office:letters")


def _said(found: Report, *, changed: bool) -> str:
    words = gettext("“{name}”的来信答复了。居民用编号就能查到。")
    if changed:
        words = gettext("“{name}”的来信答复了，网点也改好了。居民用编号就能查到。")
    if not found.outcome:
        words = gettext("“{name}”的来信：答复和改动交上去了，等审核；审核过了，居民就能查到。")
    return words.format(name=found.outlet.name)


def _clashes(clash: Conflict) -> list[str]:
    pattern = gettext("您看信的时候，{who}把{field}改成了“{now}”。请看看现在的样子，再答复。")
    return [
        pattern.format(who=change.by or gettext("别人"), field=change.label, now=change.now)
        for change in clash.changes
    ]


def _tell(chosen: Choice, error: ValidationError) -> None:
    by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    for name, words in by_field.items():
        pattern = gettext("{field}：{words}") if name in OWN else "{words}"
        chosen.problems[name] += [pattern.format(field=label_of(name), words=said) for said in words]


def _page(
    request: HttpRequest,
    found: Report,
    offered: list[Choice],
    problems: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    waits = (
        not found.outcome
        and found.proposal is not None
        and found.proposal.state
        in (
            ProposalState.DRAFT,
            ProposalState.SUBMITTED,
        )
    )
    context: dict[str, Any] = {
        "letter": with_days_left([found])[0],
        "report": found,
        "outlet": found.outlet,
        "hours_words": hours.WORDS[language()].say(found.outlet.opening_hours),
        "waits": waits,
        "problems": problems or [],
        "answers": not found.outcome and not waits and may(request.user, Right.ANSWER, found.outlet.area_id),
        "choices": offered,
        "places": new_places(found.outlet) if any("moved_to" in c.suggestion.asks for c in offered) else [],
        "seen": seal(found.outlet),
        "others": found.outlet.reports.unanswered().exclude(pk=found.pk),
    }
    return render(request, "office/letter.html", context, status=status)


def _listed(scope: str, state: str, words: str) -> "QuerySet[Report]":
    here = Report.objects.within(scope).filter(STATES[state][1])
    if words:
        number = plain_number(words)
        here = here.filter(Q(outlet__search_key__holds=words) | Q(number=number))
    order = ("created_at", "pk") if state in ("open", "waiting") else ("-answered_at", "pk")
    return here.select_related("outlet__area", "proposal", "answered_by").order_by(*order)


def _letter(request: HttpRequest, pk: int) -> Report:
    related = Report.objects.select_related(
        "outlet__category__group", "outlet__area", "proposal", "answered_by"
    )
    found = get_object_or_404(related, pk=pk)
    require(request.user, Right.READ, found.outlet.area_id)
    return found
