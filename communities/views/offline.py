"""Pages for when there is no signal: which circles the phone has kept, as only the phone knows."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communities.elder import edition


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    return render(request, "offline.html")


@require_safe
def offline_elder(request: HttpRequest) -> HttpResponse:
    return edition.page(request, "offline", {})
