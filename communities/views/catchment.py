"""From where an outlet is reached: the ground drawn on the server, and the circles as a list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from rest_framework.exceptions import ValidationError

from communities.catchment import catchment
from communities.catchment_api import CatchmentQuestion
from communities.catchment_page import drawn
from communities.engines import formula_of
from lifecircle.api import asked
from lifecircle.walking import PACES
from outlets.models import Outlet


class CatchmentPageQuestion(CatchmentQuestion):
    strict = False


@require_safe
def outlet_catchment(request: HttpRequest, pk: int) -> HttpResponse:
    outlet = get_object_or_404(
        Outlet.objects.select_related("category__group").prefetch_related("entrances"), pk=pk
    )
    try:
        wanted = asked(CatchmentPageQuestion, request.GET.dict())
    except ValidationError as error:
        return render(request, "400.html", {"problems": error.detail}, status=400)
    found = catchment(outlet, **wanted)
    context = {
        "outlet": outlet,
        "found": found,
        "sheet": drawn(found),
        "paces": PACES.values(),
        "pace": found.trip.pace,
        "formula": formula_of(found.trip.engine, found.trip.pace),
        "data_date": found.now.data_date,
    }
    return render(request, "catchment.html", context)
