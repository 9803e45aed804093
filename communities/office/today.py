"""The day at the desk: what is to be done, what one looks after, and how this month went."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from lifecircle.staff.access import staff_only
from lifecircle.staff.rights import Right


@require_safe
@staff_only(Right.READ)
def today(request: HttpRequest) -> HttpResponse:
    return render(request, "office/today.html", {"day": localdate()})
