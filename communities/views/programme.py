"""The city's programme: the register's sums, what was published, the offers that hold; also as a workbook."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from communities.programme import programme
from communities.programme_book import book

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    today = localdate()
    return render(request, "programme.html", {"found": programme(today), "today": today})


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    today = localdate()
    response = HttpResponse(book(programme(today), today), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="programme-{today}.xlsx"'
    return response
