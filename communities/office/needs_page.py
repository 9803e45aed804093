"""问需 at the desk: what residents asked for, which measure answers it, and a letter taken over as a need."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communities.models import Community, Measure, Need, NeedSource
from communities.office.need_form import NeedFilters, NeedForm, prefilled
from communities.office.paging import numbers, without_page
from communities.office.person import scope_in
from communities.office.places import Places
from communities.office.plan_forms import plans
from communities.office.plan_history import entries
from lifecircle.staff.access import may, require, staff_only
from lifecircle.staff.rights import Right
from lifecircle.templatetags.names import read
from outlets.models import Category, Report
from outlets.name_words import bare, scores_of

A_PAGE = 50
MOST_LINKED = 200
STATES: dict[str, tuple[Any, Q]] = {
    "open": (gettext_lazy("还没有措施的"), Q(measure=None)),
    "linked": (gettext_lazy("有措施的"), Q(measure__isnull=False)),
    "all": (gettext_lazy("全部"), Q()),
}


@require_safe
@staff_only(Right.READ)
def needs(request: HttpRequest) -> HttpResponse:
    scope = scope_in(request)
    wanted = request.GET.get("state", "")
    state = wanted if wanted in STATES else "open"
    form = NeedFilters(request.GET, scope=scope)
    found = Need.objects.within(scope.code).filter(STATES[state][1], **form.wanted)
    rows = found.select_related("community", "category__group", "measure")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    circle = form.wanted.get("community")
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
        "people": found.aggregate(n=Sum("people"))["n"] or 0,
        "writes": plans(scope),
        "circle": circle,
        "measures": Measure.objects.still_open().filter(community=circle) if circle else (),
    }
    return render(request, "office/needs.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Right.PLAN)
def new(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        form = NeedForm(initial={"asked_on": localdate(), **prefilled(request.GET)}, scope=scope_in(request))
        return render(request, "office/need_form.html", {"form": form, "need": None})
    form = NeedForm(request.POST, scope=scope_in(request))
    if not form.is_valid():
        return render(request, "office/need_form.html", {"form": form, "need": None}, status=400)
    need = form.save()
    words = ngettext(
        "{circle}的问需记下了，{people} 个人提的。", "{circle}的问需记下了，{people} 个人提的。", need.people
    )
    messages.success(request, words.format(circle=read(need.community), people=need.people))
    return redirect("office:need", need.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Right.READ)
def need(request: HttpRequest, pk: int) -> HttpResponse:
    """To read for everybody of the division, to change for those who plan."""
    found = get_object_or_404(Need.objects.select_related("community", "category", "measure"), pk=pk)
    require(request.user, Right.PLAN if request.method == "POST" else Right.READ, found.community_id)
    writes = may(request.user, Right.PLAN, found.community_id)
    form = NeedForm(
        request.POST if request.method == "POST" else None, instance=found, scope=scope_in(request)
    )
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("这条问需改好了。"))
        return redirect("office:need", pk)
    context = {"form": form if writes else None, "need": found, "entries": entries(found), "writes": writes}
    return render(request, "office/need_form.html", context, status=400 if request.method == "POST" else 200)


@require_POST
@staff_only(Right.PLAN)
def link(request: HttpRequest) -> HttpResponse:
    """Several needs of one circle to a measure of it."""
    wanted = _number(request.POST.get("measure", ""))
    sent = [_number(text) for text in request.POST.getlist("need")[:MOST_LINKED]]
    chosen = [pk for pk in sent if pk is not None]
    if wanted is None or not chosen:
        messages.error(request, _("请先选中几条问需，再选一条措施。"))
        return redirect("office:needs")
    measure = get_object_or_404(Measure.objects.select_related("community"), pk=wanted)
    require(request.user, Right.PLAN, measure.community_id)
    count = _linked(measure, chosen)
    words = ngettext("{count} 条问需连到了“{measure}”。", "{count} 条问需连到了“{measure}”。", count)
    messages.success(request, words.format(count=count, measure=measure))
    return redirect("office:measure", measure.pk)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None


@transaction.atomic
def _linked(measure: Measure, chosen: list[int]) -> int:
    """Row by row, so that each history tells it."""
    rows = list(Need.objects.filter(pk__in=chosen, community_id=measure.community_id).select_for_update())
    for row in rows:
        row.measure = measure
        row.save()
    return len(rows)


@require_POST
@staff_only(Right.PLAN)
def from_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """A resident's letter that asks for something, as a need; pressed twice it leads to the first."""
    letter = get_object_or_404(Report.objects.select_related("outlet"), pk=pk)
    require(request.user, Right.PLAN, letter.outlet.area_id)
    number = letter.spoken_number
    there = Need.objects.filter(source=NeedSource.REPORT, number=number).first()
    if there is None:
        circle = _circle_of(letter, scope_in(request).code)
        if circle is None or not letter.text:
            no_text, no_circle = (
                _("信里没有写要什么，请在“问需”里自己记一条。"),
                _("看不出这封信是哪个生活圈的，请在“问需”里自己记一条。"),
            )
            messages.error(request, no_text if circle else no_circle)
            return redirect("office:letter", pk)
        there = Need.objects.create(
            community=circle,
            category_id=_category_of(letter.text),
            text=letter.text[:300],
            source=NeedSource.REPORT,
            number=number,
            asked_on=localdate(letter.created_at),
        )
        messages.success(request, _("这封信记成了问需。请看看是不是这一类。"))
    return redirect("office:need", there.pk)


def _circle_of(letter: Report, scope: str) -> Community | None:
    code = Places.now().area_of(letter.outlet.point, scope)
    return Community.objects.within(scope).filter(pk=code).first() if code else None


def _category_of(text: str) -> str | None:
    """The one that the words name, where they name one only."""
    codes = list(scores_of(bare(text)))
    return codes[0] if len(codes) == 1 and Category.objects.filter(pk=codes[0]).exists() else None
