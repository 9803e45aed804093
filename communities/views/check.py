"""The check of a circle: the page, its files, and the reports that were saved."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.dateparse import parse_datetime
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe
from rest_framework.exceptions import ValidationError

from communities.board.engine import CannotPrint
from communities.gaps.reports import compare
from communities.gaps_page import book, paper, saved, words
from communities.gaps_page.kept import checked
from communities.gaps_page.page import context
from communities.gaps_page.question import CheckPageQuestion, CheckQuestion
from communities.models import CheckReport, Community, ReportKind
from communities.office.person import user_of
from lifecircle.api import asked
from lifecircle.staff.access import may, require, staff_only
from lifecircle.staff.rights import Right
from outlets.models import Tier

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class FileQuestion(CheckQuestion):
    strict = False


@require_safe
def check(request: HttpRequest, code: str) -> HttpResponse:
    circle = get_object_or_404(Community.objects.with_areas(), code=code)
    try:
        wanted = asked(CheckPageQuestion, request.GET.dict())
    except ValidationError as error:
        return render(request, "400.html", {"problems": error.detail}, status=400)
    found = checked(circle, wanted["at"])
    told = context(found, at=wanted["at"], category=wanted.get("category", ""))
    rights = {
        "plans": may(request.user, Right.PLAN, code),
        "staff": may(request.user, Right.READ, code),
    }
    return render(request, "check/check.html", told | rights)


@require_safe
def xlsx(request: HttpRequest, code: str) -> HttpResponse:
    return _file(request, code, "xlsx")


@require_safe
def pdf(request: HttpRequest, code: str) -> HttpResponse:
    return _file(request, code, "pdf")


def _file(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    circle = get_object_or_404(Community.objects.with_areas(), code=code)
    staff = may(request.user, Right.READ, code)
    try:
        wanted = asked(FileQuestion, {k: v for k, v in request.GET.items() if v})
        found = checked(circle, wanted["at"])
        body = book.written(found, staff=staff) if ending == "xlsx" else paper.written(found)
    except ValidationError as error:
        return render(request, "400.html", {"problems": error.detail}, status=400)
    except CannotPrint as error:
        return render(request, "board_refused.html", {"problem": str(error)}, status=501)
    name = f"圈情体检-{circle.name}.{ending}"
    kind = XLSX if ending == "xlsx" else "application/pdf"
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(ending == "xlsx", name) or ""
    response["Cache-Control"] = "private, no-cache" if staff else "no-cache"
    patch_vary_headers(response, ("Cookie",))  # a file for staff holds more
    return response


@require_POST
@staff_only(Right.PLAN)
def save(request: HttpRequest, code: str) -> HttpResponse:
    circle = get_object_or_404(Community, code=code)
    require(request.user, Right.PLAN, code)
    report = saved.save(checked(circle).check, kind=ReportKind.BY_HAND, by=user_of(request))
    return redirect("check-report", code, report.pk)


@require_safe
def report(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """As it was kept, and what a check of today would say otherwise."""
    there = CheckReport.objects.select_related("community__district", "community__subdistrict")
    found = get_object_or_404(there, pk=pk, community_id=code)
    asked_at = found.assumptions.get("at")
    changed = compare(found, checked(found.community, parse_datetime(asked_at) if asked_at else None).check)
    told = {
        "community": found.community,
        "report": found,
        "say": words.say(saved.counts_of(found.lines, Tier.BASIC)),
        "lines": saved.told(changed.lines),
        "assumptions": saved.told(changed.assumptions),
        "trend": saved.trend(found.community),
        "figures": saved.figures(found),
        "sample": saved.sample(found),
        "basis_words": saved.basis_words(found),
    }
    return render(request, "check/report.html", told)
