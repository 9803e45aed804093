"""What a district leaves to its street offices: whether they publish without it."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from communities.office.person import user_of
from lifecircle.areas.models import Area, Level
from lifecircle.staff.access import require, scope_of, staff_only
from lifecircle.staff.models import DistrictRule
from lifecircle.staff.rights import Right
from lifecircle.templatetags.names import read
from outlets.histories import names_of


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Right.RULES)
def rules(request: HttpRequest) -> HttpResponse:
    """Every district of one's own, one switch each."""
    if request.method == "POST":
        area = get_object_or_404(Area.objects.at(Level.DISTRICT), pk=request.POST.get("area", ""))
        require(request.user, Right.RULES, area.pk)
        _set(area, user_of(request), publish=request.POST.get("offices_publish") == "1")
        messages.success(request, gettext("{name}的规定记下了，马上生效。").format(name=read(area.name)))
        return redirect("office:rules")
    scope = scope_of(request.user)
    assert scope is not None
    districts = Area.objects.within(scope.code).at(Level.DISTRICT).select_related("rule")
    return render(
        request,
        "office/rules.html",
        {"rows": [(area, _rule(area)) for area in districts], "log": _log(scope.code)},
    )


def _set(area: Area, by: User, *, publish: bool) -> None:
    rule, _ = DistrictRule.objects.get_or_create(area=area)
    if rule.offices_publish != publish:
        rule.offices_publish = publish
        rule._history_user = by  # type: ignore[attr-defined]  # how the history is told who
        rule.save()


def _rule(area: Area) -> DistrictRule:
    return getattr(area, "rule", None) or DistrictRule(area=area)


def _log(scope: str) -> list[tuple[object, str]]:
    rows = list(DistrictRule.history.filter(area__code__startswith=scope).select_related("area")[:20])
    names = names_of([row.history_user_id for row in rows])
    return [(row, names.get(row.history_user_id, "")) for row in rows]
