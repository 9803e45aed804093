"""优惠 at the desk: the offers of one's own division, entered and changed by those who plan."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from communities.models import Promotion
from communities.office.paging import numbers, without_page
from communities.office.person import scope_in
from communities.office.plan_forms import plans
from communities.office.plan_history import entries
from communities.office.promotion_form import PromotionForm
from lifecircle.staff.access import may, require, staff_only
from lifecircle.staff.rights import Right

A_PAGE = 50
STATES = {
    "valid": gettext_lazy("现在有效的"),
    "coming": gettext_lazy("还没开始的"),
    "over": gettext_lazy("过期的"),
}


@require_safe
@staff_only(Right.READ)
def promotions(request: HttpRequest) -> HttpResponse:
    scope = scope_in(request)
    wanted = request.GET.get("state", "")
    state = wanted if wanted in STATES else "valid"
    found = Promotion.objects.within(scope.code).filter(_when(state)).order_by("ends_on", "pk")
    page = Paginator(found.select_related("outlet", "community"), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "numbers": numbers(page),
        "query": without_page(request),
        "states": STATES.items(),
        "state": state,
        "writes": plans(scope),
    }
    return render(request, "office/promotions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Right.PLAN)
def new(request: HttpRequest) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    form = PromotionForm(sent, scope=scope_in(request), initial={"starts_on": localdate()})
    if sent is not None and form.is_valid():
        made = form.save()
        messages.success(request, _("“{name}”记下了。").format(name=made))
        return redirect("office:promotion", made.pk)
    return _page(request, form, None, [], writes=True)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Right.READ)
def promotion(request: HttpRequest, pk: int) -> HttpResponse:
    """To read for everybody of the division, to change for those who plan."""
    found = get_object_or_404(Promotion.objects.select_related("outlet", "community"), pk=pk)
    require(request.user, Right.PLAN if request.method == "POST" else Right.READ, found.area_code)
    writes = may(request.user, Right.PLAN, found.area_code)
    sent = request.POST if request.method == "POST" else None
    form = PromotionForm(sent, instance=found, scope=scope_in(request))
    if sent is not None and form.is_valid():
        form.save()
        messages.success(request, _("这个优惠改好了。"))
        return redirect("office:promotion", pk)
    return _page(request, form, found, entries(found), writes=writes)


def _page(
    request: HttpRequest, form: PromotionForm, found: Promotion | None, past: list[Any], *, writes: bool
) -> HttpResponse:
    context = {"form": form if writes else None, "promotion": found, "entries": past, "today": localdate()}
    status = 400 if request.method == "POST" else 200
    return render(request, "office/promotion.html", context, status=status)


def _when(state: str) -> Q:
    today = localdate()
    return {
        "valid": Q(starts_on__lte=today, ends_on__gte=today),
        "coming": Q(starts_on__gt=today),
        "over": Q(ends_on__lt=today),
    }[state]
