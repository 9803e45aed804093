"""The outlets of one's own area: found by name, filtered, and looked at again many at a time."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from communities.office.paging import numbers, without_page
from communities.office.person import user_of
from communities.office.plan_forms import TradeField
from lifecircle.areas.models import Area
from lifecircle.staff.access import scope_of, staff_only
from lifecircle.staff.models import Scope
from lifecircle.staff.rights import Right, Role, allows
from lifecircle.templatetags.names import read
from outlets import closing
from outlets.models import Category, Outlet, Status
from outlets.models.outlet import OutletQuerySet

A_PAGE = 50
CHECKS = (("", _("不限")), ("old", _("一年没核对的")), ("overdue", _("暂停该到期的")))
CHOOSE = _("请从给出的几项里选一项。")


class Filters(forms.Form):
    q = forms.CharField(label=_("店名、地址或电话"), required=False, max_length=60)
    category = TradeField(
        Category.objects.all(),
        label=_("业态"),
        required=False,
        empty_label=_("不限"),
        error_messages={"invalid_choice": _("没有这一类。")},
    )
    status = forms.ChoiceField(
        label=_("状态"),
        required=False,
        choices=[("", _("在地图上的")), *Status.choices, ("all", _("全部"))],
        error_messages={"invalid_choice": CHOOSE},
    )
    area = forms.CharField(label=_("街道或社区"), required=False, max_length=12)
    check = forms.ChoiceField(
        label=_("核对"),
        required=False,
        choices=CHECKS,
        error_messages={"invalid_choice": CHOOSE},
    )

    def __init__(self, data: Any, *, scope: Scope) -> None:
        super().__init__(data)
        # the city and a district choose among streets, a street among its communities
        depth = {0: 9, 6: 9}.get(len(scope.code), 12)
        places = Area.objects.within(scope.code).exclude(pk=scope.code).filter(level__lte=depth)
        named = places.order_by("code").values_list("code", "name")
        choices = [(code, read(name)) for code, name in named]
        nowhere = [] if scope.code else [("none", gettext("没有写区划的"))]
        self.fields["area"] = forms.ChoiceField(
            label=_("街道或社区"),
            required=False,
            choices=[("", gettext("全部")), *nowhere, *choices],
            error_messages={"invalid_choice": _("这不在您负责的范围里。")},
        )
        for name, field in self.fields.items():
            field.widget.attrs["class"] = "in"
            field.widget.attrs["id"] = f"by-{name}"

    def found(self, scope: Scope) -> OutletQuerySet:
        wanted = self.cleaned_data if self.is_valid() else {}
        outlets = Outlet.objects.within(scope.code) if scope.code else Outlet.objects.all()
        if wanted.get("check") == "old":
            outlets = closing.unverified(scope.code)
        elif wanted.get("check") == "overdue":
            outlets = closing.overdue(scope.code)
        if wanted.get("status") not in ("all", *Status.values):
            outlets = outlets.published()
        elif wanted["status"] != "all":
            outlets = outlets.filter(status=wanted["status"])
        if wanted.get("category"):
            outlets = outlets.of_categories([wanted["category"].pk])
        if area := wanted.get("area"):
            outlets = outlets.filter(area=None) if area == "none" else outlets.within(area)
        if words := wanted.get("q", "").strip():
            outlets = outlets.filter(Q(search_key__holds=words) | Q(phone__contains=words))
        return outlets


@require_safe
@staff_only(Right.READ)
def outlets(request: HttpRequest) -> HttpResponse:
    scope = scope_of(request.user)
    assert scope is not None
    form = Filters(request.GET, scope=scope)
    found = form.found(scope).select_related("category__group", "area")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "numbers": numbers(page),
        "query": without_page(request),
        "narrowed": any(request.GET.get(name) for name in ("category", "status", "area", "check")),
        "writes": allows(Role(scope.role), Right.PROPOSE, scope=scope.code, code=scope.code),
        "scope": scope,
    }
    return render(request, "office/outlets.html", context, status=200 if form.is_valid() else 400)


@require_POST
@staff_only(Right.PROPOSE)
def confirm_many(request: HttpRequest) -> HttpResponse:
    """“These have been looked at, nothing has changed”: each on its own, and said which could not be."""
    chosen = [int(pk) for pk in request.POST.getlist("outlet") if pk.isdecimal() and len(pk) < 19]
    done = 0
    for outlet in Outlet.objects.filter(pk__in=chosen[:A_PAGE]):
        try:
            closing.confirm(outlet, user_of(request))
            done += 1
        except ValidationError as error:
            words = gettext("“{name}”没有记下：{words}")
            messages.error(request, words.format(name=outlet.name, words="".join(error.messages)))
    if done:
        words = ngettext("{count} 家记下了，今天核对过。", "{count} 家记下了，今天核对过。", done)
        messages.success(request, words.format(count=done))
    elif not chosen:
        messages.error(request, gettext("没有选中任何一家。"))
    query = request.POST.get("query", "")
    back = redirect("office:outlets")
    back["Location"] += f"?{query}" if query else ""
    return back
