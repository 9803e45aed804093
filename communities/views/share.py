"""Passing a circle or an outlet on: the link, its code to scan, and a picture for a chat group."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from communities import share
from communities.models import Community
from communities.views.board import site_of
from communities.views.circle import CirclePageQuestion, without_start
from communities.views.outlet import OutletPageQuestion
from lifecircle.api import asked
from lifecircle.areas import codes
from lifecircle.qr import qr_svg
from outlets.models import Outlet


class SharePageQuestion(CirclePageQuestion):
    """What was seen, and which row was chosen."""

    row = serializers.IntegerField(required=False, min_value=1)


@require_safe
def circle_share(request: HttpRequest, code: str) -> HttpResponse:
    community = get_object_or_404(Community.objects.with_areas(), code=code)
    try:
        wanted = asked(SharePageQuestion, without_start(request))
    except ValidationError as error:
        return render(request, "400.html", {"problems": error.detail}, status=400)
    pictures = share.pictures(("card", "board"), code, wanted["pace"].code)
    return _page(
        request, community.name, share.circle_address(community, wanted), pictures, community=community
    )


@require_safe
def outlet_share(request: HttpRequest, pk: int) -> HttpResponse:
    outlet = get_object_or_404(Outlet.objects.select_related("category__group"), pk=pk)
    try:
        wanted = asked(OutletPageQuestion, {"pace": request.GET["pace"]} if "pace" in request.GET else {})
    except ValidationError as error:
        return render(request, "400.html", {"problems": error.detail}, status=400)
    address = share.outlet_address(outlet, _came_from(request.GET.get("from", "")), wanted)
    pictures = share.pictures(("poster",), pk, wanted["pace"].code)
    return _page(request, outlet.name, address, pictures, outlet=outlet)


def _came_from(code: str) -> Community | None:
    return Community.objects.filter(code=code).first() if codes.is_code(code) else None


def _page(
    request: HttpRequest, name: str, address: str, pictures: list[share.Picture], **subject: object
) -> HttpResponse:
    link = site_of(request) + address
    context = {"name": name, "back": address, "link": link, "qr": qr_svg(link), "pictures": pictures}
    return render(request, "share.html", {**context, **subject, "makes_pictures": share.makes_pictures()})
