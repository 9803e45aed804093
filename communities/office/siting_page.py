"""选址: the best places for one more outlet, as a table, a map and a workbook."""

import io
from typing import Any
from urllib.parse import urlencode

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from communities.office.person import scope_in
from communities.office.plan_map import Mark, PlanMap, plan_map
from communities.office.siting_book import written
from communities.office.siting_form import SitingForm
from communities.siting.instance import BadInstance, beyond
from communities.siting.places import place, who
from communities.siting.question import Row, Siting, ask
from communities.siting.told import (
    GOAL_WORDS,
    assumptions,
    known_people,
    now_words,
    pace_name,
    people,
    remarks,
    sample_words,
    verdict,
)
from lifecircle.language.told import in_source, say
from lifecircle.staff.access import may, staff_only
from lifecircle.staff.log import record
from lifecircle.staff.models import AuditKind
from lifecircle.staff.rights import Right
from lifecircle.templatetags.names import named

FIELD_OF = {
    "circles": "area",
    "area": "area",
    "kinds": "kinds",
    "k": "k",
    "candidates": "kinds",
    "whom": "whom",
}


@require_safe
@staff_only(Right.READ)
def page(request: HttpRequest) -> HttpResponse:
    """An empty form, or the answer under the form as it was filled."""
    form = SitingForm.of(request.GET, scope_in(request))
    found = answered(form) if form.is_bound and form.is_valid() else None
    scope = scope_in(request).code
    context: dict[str, Any] = {
        "form": form,
        "found": found,
        "plans": may(request.user, Right.PLAN, scope),
        "exports": may(request.user, Right.EXPORT, scope),
    }
    if found is not None:
        context |= shown(found, request.GET.urlencode())
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "office/siting.html", context, status=status)


@require_safe
@staff_only(Right.EXPORT)
def table(request: HttpRequest) -> HttpResponseBase:
    form = SitingForm.of(request.GET, scope_in(request))
    found = answered(form) if form.is_valid() else None
    if found is None:
        return render(request, "office/siting.html", {"form": form, "found": None}, status=400)
    category = found.question.category.name
    record(request, AuditKind.EXPORT, f"选址 {category}，{len(found.rows)} 处")
    name = f"选址-{category}-{localdate()}.xlsx"
    return FileResponse(io.BytesIO(written(found)), as_attachment=True, filename=name)


def answered(form: SitingForm) -> Siting | None:
    """None where the question makes no sense: the form says why."""
    try:
        return ask(form.question())
    except BadInstance as refused:
        form.add_error(FIELD_OF.get(refused.field), say(refused.words))
        return None


def shown(found: Siting, query: str) -> dict[str, Any]:
    return {
        "rows": [_cells(found, row) for row in found.rows],
        "where": _where(found),
        "goal_words": GOAL_WORDS[found.question.goal],
        "now": now_words(found),
        "verdict": verdict(found),
        "remarks": remarks(found),
        "assumptions": assumptions(found),
        "sample": sample_words(found),
        "map": _map(found),
        "query": query,
    }


def _where(found: Siting) -> str:
    circles = found.question.circles
    if len(circles) == 1:
        return named(circles[0].name)
    return ngettext("{count} 个生活圈", "{count} 个生活圈", len(circles)).format(count=len(circles))


def _cells(found: Siting, row: Row) -> dict[str, Any]:
    step, known = row.step, found.demand.counted
    return {
        "row": row,
        "place": place(row.candidate),
        "who": who(row),
        "measure": measure_address(found, row),
        "what_if": what_if_address(found, row),
        "numbers": [
            (_("新走到的人"), known_people(step.gained, known.residents)),
            (
                _("老人（{pace}步速）").format(pace=pace_name(found.question.elderly_pace)),
                known_people(step.gained_elderly, known.elderly),
            ),
            (_("省下的人·分钟"), f"{step.minutes_saved:,.0f}"),
            (_("还够不着的人"), known_people(step.left, known.residents)),
        ],
    }


def measure_address(found: Siting, row: Row) -> str:
    """The form of a measure, filled."""
    site, category = row.candidate, found.question.category
    asked = {
        "community": found.question.circles[site.circle].pk,
        "category": category.pk,
        "kind": "new",
        "lat": f"{site.point.lat:.6f}",
        "lng": f"{site.point.lng:.6f}",
        "what": _what(found, row),
    }
    return f"{reverse('office:measure-new')}?{urlencode(asked)}"


def _what(found: Siting, row: Row) -> str:
    """In Chinese, as all that is kept in the register."""
    with in_source():
        gain = f"{people(row.step.gained)} 人"
        if found.question.for_elderly:
            gain = f"{people(row.step.gained_elderly)} 位 60 岁以上老人"
    return f"在{row.candidate.name}开一处{found.question.category.name}，{gain}受益"


def what_if_address(found: Siting, row: Row) -> str:
    """What this one alone would change in its circle."""
    at = f"{found.question.category.pk}@{row.candidate.point.lat:.6f},{row.candidate.point.lng:.6f}"
    circle = found.question.circles[row.candidate.circle].pk
    return f"{reverse('office:what-if', args=[circle])}?{urlencode({'open': at})}"


def _map(found: Siting) -> PlanMap | None:
    """Homes without the category, homes that gain, and the sites by their number."""
    demand, gaining = found.demand, {place for row in found.rows for place in row.step.places}
    late = beyond(found.instance.now_tenths, found.instance.target_tenths)
    points = [point for homes in demand.homes for point in homes.points]
    marks = [
        Mark(point, "gain" if place in gaining else "late" if late[place] else "same", people=float(count))
        for place, (point, count) in enumerate(zip(points, demand.residents.tolist(), strict=True))
        if count > 0
    ]
    marks += [Mark(row.candidate.point, "site", str(row.number)) for row in found.rows]
    return plan_map(marks, [circle.point for circle in found.question.circles])
