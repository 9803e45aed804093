"""一圈一策 at the desk: the measures of one's circles, each with its residents' needs and its history."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, Func, OuterRef, Q, QuerySet, Subquery, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from communities.models import Measure, MeasureState, Need
from communities.office.measure_form import DoneForm, MeasureFilters, MeasureForm, prefilled
from communities.office.paging import numbers, without_page
from communities.office.person import scope_in, user_of
from communities.office.plan_forms import plans
from communities.office.plan_history import entries
from lifecircle.staff.access import may, require, staff_only
from lifecircle.staff.rights import Right
from lifecircle.templatetags.names import read

A_PAGE = 50
OPEN = Q(state__in=(MeasureState.PLANNED, MeasureState.DOING))
STATES: dict[str, tuple[Any, Q]] = {
    "open": (gettext_lazy("没办完的"), OPEN),
    "late": (gettext_lazy("过了期限的"), OPEN),  # and the day, which is today's
    **{state.value: (state.label, Q(state=state)) for state in MeasureState},
    "all": (gettext_lazy("全部"), Q()),
}


@require_safe
@staff_only(Right.READ)
def measures(request: HttpRequest) -> HttpResponse:
    """By circle, as a plan is made for each."""
    wanted = request.GET.get("state", "")
    state = wanted if wanted in STATES else "open"
    form = MeasureFilters(request.GET, scope=scope_in(request))
    found = _listed(scope_in(request).code, state).filter(**form.wanted)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    for name in ("page", "state"):
        kept.pop(name, None)
    context = {
        "form": form,
        "page": page,
        "numbers": numbers(page),
        "query": without_page(request),
        "kept": kept.urlencode(),
        "states": [(value, label) for value, (label, _) in STATES.items()],
        "state": state,
        "writes": plans(scope_in(request)),
        "today": localdate(),
    }
    return render(request, "office/measures.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Right.PLAN)
def new(request: HttpRequest) -> HttpResponse:
    scope = scope_in(request)
    answers = _need(request)
    if request.method != "POST":
        return _form(request, MeasureForm(initial=prefilled(request.GET), scope=scope), answers)
    form = MeasureForm(request.POST, instance=Measure(made_by=user_of(request)), scope=scope)
    if not form.is_valid():
        return _form(request, form, answers, status=400)
    measure = form.save()
    if answers is not None and answers.community_id == measure.community_id:
        answers.measure = measure
        answers.save()
    words = _("“{measure}”记进了{circle}的一圈一策。")
    messages.success(request, words.format(measure=measure, circle=read(measure.community)))
    return redirect("office:measure", measure.pk)


@require_safe
@staff_only(Right.READ)
def measure(request: HttpRequest, pk: int) -> HttpResponse:
    found = _measure(request, pk, Right.READ)
    same = Need.objects.unanswered().filter(community=found.community_id, category=found.category_id)
    context = {
        "unlinked": same.aggregate(n=Sum("people"))["n"] if found.category_id else None,
        "measure": found,
        "needs": found.needs.select_related("category"),
        "entries": entries(found),
        "writes": may(request.user, Right.PLAN, found.community_id),
        "today": localdate(),
    }
    return render(request, "office/measure.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Right.PLAN)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = _measure(request, pk, Right.PLAN)
    form = MeasureForm(request.POST or None, instance=found, scope=scope_in(request))
    if request.method != "POST" or not form.is_valid():
        return _form(request, form, status=400 if request.method == "POST" else 200)
    form.save()
    messages.success(request, _("“{measure}”改好了。").format(measure=found))
    return redirect("office:measure", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Right.PLAN)
def done(request: HttpRequest, pk: int) -> HttpResponse:
    """The day, and the outlet that came of it."""
    found = _measure(request, pk, Right.PLAN)
    form = DoneForm(
        request.POST if request.method == "POST" else None, instance=found, scope=scope_in(request).code
    )
    if request.method != "POST" or not form.is_valid():
        status = 400 if request.method == "POST" else 200
        return render(request, "office/measure_done.html", {"form": form, "measure": found}, status=status)
    form.save()
    messages.success(request, _("“{measure}”办成了。").format(measure=found))
    return redirect("office:measure", pk)


def _form(
    request: HttpRequest, form: MeasureForm, answers: Need | None = None, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "measure": form.instance, "need": answers}
    return render(request, "office/measure_form.html", context, status=status)


def _need(request: HttpRequest) -> Need | None:
    """The need that a new measure answers, of one's own division."""
    sent = request.POST.get("need") or request.GET.get("need") or ""
    if not (sent.isascii() and sent.isdigit() and len(sent) < 12):
        return None
    return Need.objects.within(scope_in(request).code).filter(pk=int(sent)).first()


def _measure(request: HttpRequest, pk: int, right: Right) -> Measure:
    related = Measure.objects.select_related("community__subdistrict", "category__group", "outlet", "made_by")
    found = get_object_or_404(related, pk=pk)
    require(request.user, right, found.community_id)
    return found


def _listed(scope: str, state: str) -> "QuerySet[Measure]":
    there = Measure.objects.within(scope).filter(STATES[state][1])
    if state == "late":
        there = there.filter(deadline__lt=localdate())
    counted = there.annotate(asked=Subquery(_asked()))
    related = counted.select_related("community__subdistrict", "category__group", "outlet")
    return related.order_by("community", F("deadline").asc(nulls_last=True), "pk")


def _asked() -> "QuerySet[Need, Any]":
    """Who asked for it: in needs linked to the measure, or for its category in its circle, unlinked."""
    same = Q(measure=None, community=OuterRef("community"), category=OuterRef("category"))
    asking = Need.objects.filter(Q(measure=OuterRef("pk")) | same).order_by()
    return asking.annotate(n=Func("people", function="SUM")).values("n")
