"""What an outlet was: every change with its maker, and the way back to any of them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communities.office.person import user_of
from communities.office.unchanged import ask_unchanged
from lifecircle.staff.access import may, require, staff_only
from lifecircle.staff.rights import Right
from outlets import histories, merging
from outlets.models import Outlet
from outlets.proposals import seal


@require_safe
@staff_only(Right.READ)
def history(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _outlet(request, pk, Right.READ))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Right.PUBLISH)
def restore(request: HttpRequest, pk: int, moment: int) -> HttpResponse:
    """First what would change, then the change."""
    found = _outlet(request, pk, Right.PUBLISH)
    if request.method != "POST":
        return _before_restoring(request, found, moment)
    try:
        ask_unchanged(request, found)
        histories.restore(found, moment, user_of(request))
    except ValidationError as error:
        return _before_restoring(request, found, moment, error.messages)
    messages.success(request, gettext("“{name}”恢复好了，居民现在就能看到。").format(name=found))
    return redirect("office:history", pk)


@require_POST
@staff_only(Right.MERGE)
def split(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes the merging of this outlet back."""
    found = _outlet(request, pk, Right.MERGE)
    try:
        merging.split(found, user_of(request))
    except ValidationError as error:
        return _page(request, found, error.messages)
    words = gettext("拆开了，“{name}”又是单独的一家。来信和照片留在原来并入的那一家。")
    messages.success(request, words.format(name=found))
    return redirect("office:history", pk)


def _page(request: HttpRequest, found: Outlet, problems: list[str] | None = None) -> HttpResponse:
    entries = histories.entries(found)
    context = {
        "outlet": found,
        "entries": entries,
        "newest": entries[0].history_id if entries else None,
        "merged": histories.merged_entries(found),
        "restores": may(request.user, Right.PUBLISH, found.area_id) and not found.merged_into_id,
        "splits": found.merged_into_id and may(request.user, Right.MERGE, found.area_id),
        "problems": problems or [],
    }
    return render(request, "office/history.html", context, status=409 if problems else 200)


def _before_restoring(
    request: HttpRequest, found: Outlet, moment: int, problems: list[str] | None = None
) -> HttpResponse:
    way = histories.way_back(found, moment)
    if way is None:
        raise Http404
    act, changes = way
    context = {
        "outlet": found,
        "act": act,
        "changes": changes,
        "seal": seal(found),
        "problems": problems or [],
    }
    return render(request, "office/restore.html", context, status=409 if problems else 200)


def _outlet(request: HttpRequest, pk: int, right: Right) -> Outlet:
    found = get_object_or_404(Outlet.objects.select_related("category__group", "area", "merged_into"), pk=pk)
    require(request.user, right, found.area_id)
    return found
