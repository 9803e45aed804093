"""`/bureau/`: the matrix, the worst gaps, the districts and the month of one's own area; and a workbook."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from communities.bureau import matrix, progress, workbook
from communities.bureau.changes import Changes, changes
from communities.bureau.matrix import ORDER_WORDS, Order, Row, Total
from communities.gaps.check import CircleCheck
from communities.gaps.city import city_checks
from communities.gaps.people import Basis
from communities.models import Membership, PublishedFigure
from communities.reach import walker
from lifecircle.areas import codes
from lifecircle.areas.models import Area, Level
from lifecircle.staff.access import scope_of, staff_only
from lifecircle.staff.log import record
from lifecircle.staff.models import AuditKind
from lifecircle.staff.rights import Right
from lifecircle.templatetags.names import read
from outlets.models import Category, Tier

WORST = 12


class Question(forms.Form):
    """What of the matrix to show, and in which order; `scope` is where the asker may look."""

    area = forms.ChoiceField(
        label=_("区或街道"), required=False, error_messages={"invalid_choice": _("这不在您负责的范围里。")}
    )
    tier = forms.ChoiceField(
        label=_("业态"),
        required=False,
        choices=[("", _("全部")), *Tier.choices[:2]],
        error_messages={"invalid_choice": _("请从给出的几项里选一项。")},
    )
    order = forms.ChoiceField(
        label=_("次序"),
        required=False,
        choices=[(order.value, words) for order, words in ORDER_WORDS.items()],
        error_messages={"invalid_choice": _("请从给出的几项里选一项。")},
    )
    by = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, scope: str) -> None:
        super().__init__(data, label_suffix="")
        self.scope = scope
        deeper = {0: Level.DISTRICT, codes.DISTRICT: Level.SUBDISTRICT}.get(len(scope))
        places = Area.objects.within(scope).at(deeper).order_by("code") if deeper else Area.objects.none()
        area = self.fields["area"]
        assert isinstance(area, forms.ChoiceField)
        area.choices = [("", _("全部")), *((place.code, read(place.name)) for place in places)]
        for name in ("area", "tier", "order"):
            self.fields[name].widget.attrs["class"] = "in"

    def clean_by(self) -> str:
        code: str = self.cleaned_data["by"]
        if code and not Category.objects.counted().filter(code=code).exists():
            raise forms.ValidationError(_("没有这一类。"))
        return code


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """All that page and workbook tell."""

    area: str
    order: Order
    by: str
    checks: dict[str, CircleCheck]
    rows: list[Row]
    totals: list[Total]
    worst: list[matrix.Gap]
    districts: list[progress.District]
    changes: Changes
    published: tuple[PublishedFigure, ...]  # of the whole city; none below it

    @property
    def sample(self) -> bool:
        """Whether circles are among them that nobody has really surveyed, or compounds that are made up."""
        return any(row.circle.sample_survey or row.check.homes.sample for row in self.rows)

    @property
    def crow(self) -> int:
        """Of how many circles the walks are by straight line."""
        return sum(bool(row.check.assumptions["estimate"]) for row in self.rows)

    @property
    def spread(self) -> int:
        return sum(row.check.homes.basis is Basis.SPREAD for row in self.rows)

    @property
    def uncounted(self) -> int:
        return sum(row.check.homes.basis is Basis.NONE for row in self.rows)

    @property
    def sources(self) -> list[str]:
        """Where the published figures were said, each once."""
        said = (*self.published, *(figure for district in self.districts for figure in district.published))
        return list(dict.fromkeys(f"{figure.source}，{figure.said_on}" for figure in said))


@require_safe
@staff_only(Right.READ)
def bureau(request: HttpRequest) -> HttpResponse:
    form = Question(request.GET, scope=_scope(request))
    found = _found(form)
    context = {"form": form, "found": found, "query": _query(request), "today": localdate()}
    return render(request, "bureau/bureau.html", context, status=200 if form.is_valid() else 400)


@require_safe
@staff_only(Right.EXPORT)
def table(request: HttpRequest) -> HttpResponseBase:
    form = Question(request.GET, scope=_scope(request))
    if not form.is_valid():
        return bureau(request)
    found = _found(form)
    record(request, AuditKind.EXPORT, f"全市补圈表 {len(found.rows)} 个生活圈，{found.area or '全市'}")
    name = f"补圈-{found.area or '全市'}-{localdate()}.xlsx"
    return FileResponse(workbook.written(found), as_attachment=True, filename=name)


def _found(form: Question) -> Found:
    wanted = form.cleaned_data if form.is_valid() else {}
    area = wanted.get("area") or form.scope
    order, by = Order(wanted.get("order") or Order.RESIDENTS), wanted.get("by", "")
    tier = Tier(wanted["tier"]) if wanted.get("tier") else None
    checks = {code: check for code, check in _own(city_checks(walker())).items() if code.startswith(area)}
    rows = matrix.rows(checks.values(), tier=tier)
    if rows and by not in {line.category.code for line in rows[0].lines}:
        by = ""
    return Found(
        area,
        order,
        by,
        checks,
        rows=matrix.ordered(rows, order, by),
        totals=matrix.totals(rows),
        worst=matrix.worst(rows, WORST),
        districts=progress.districts(list(checks.values()), area),
        changes=changes(checks, area, localdate()),
        published=() if area else tuple(PublishedFigure.objects.of_city()),
    )


def _own(checks: dict[str, CircleCheck]) -> dict[str, CircleCheck]:
    """The city's circles; those on trial, which lie anywhere, only where there are no others."""
    own = {code: check for code, check in checks.items() if check.circle.membership != Membership.TRIAL}
    return own or checks


def _query(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("by", None)
    return query.urlencode()


def _scope(request: HttpRequest) -> str:
    scope = scope_of(request.user)
    assert scope is not None  # staff_only has asked
    return scope.code
