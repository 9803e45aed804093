"""Photos as they are served: from wherever they are stored, through our own address; and taken away."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from communities.office.person import user_of
from lifecircle.staff.access import may, require, staff_only
from lifecircle.staff.rights import Right
from outlets import photos
from outlets.models import Photo
from outlets.models.outlet import ON_MAP

A_WEEK = 7 * 24 * 3600


@require_safe
def photo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A published outlet's photo, for everybody. Its file never changes: a new picture has a new number."""
    found = get_object_or_404(Photo.objects.select_related("outlet"), pk=pk, outlet__status__in=ON_MAP)
    return _sent(found, f"public, max-age={A_WEEK}, immutable")


@require_safe
@staff_only(Right.READ)
def desk_photo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Also of what is not published yet, for those whose area it is."""
    found = get_object_or_404(Photo.objects.select_related("outlet", "proposal"), pk=pk)
    of = found.outlet or found.proposal
    if of is None or not may(request.user, Right.READ, of.area_id):
        raise PermissionDenied(gettext("这张照片不在您负责的范围里。"))
    return _sent(found, "private, no-store")


@require_POST
@staff_only(Right.PROPOSE)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """By who may publish there: residents stop seeing it at once."""
    found = get_object_or_404(Photo.objects.select_related("outlet"), pk=pk, outlet__isnull=False)
    assert found.outlet is not None
    require(request.user, Right.PROPOSE, found.outlet.area_id)
    reason = request.POST.get("reason", "").strip()[:60]
    if not reason:
        messages.error(request, gettext("删照片要写一句为什么。"))
    else:
        photos.remove(found, user_of(request), reason)
        messages.success(request, gettext("照片删掉了，居民那边马上看不到。"))
    return redirect("office:outlet", found.outlet_id)


def _sent(found: Photo, cache: str) -> FileResponse:
    try:
        file = found.file.open("rb")
    except OSError as error:  # the store has lost it, or cannot be reached
        raise Http404(gettext("照片暂时拿不到。")) from error
    response = FileResponse(file, content_type="image/jpeg")
    response["Cache-Control"] = cache
    response["Content-Disposition"] = "inline"
    return response
