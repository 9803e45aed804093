"""The first page: one search box, one's own place, and the circles by district."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_cookie
from rest_framework.exceptions import ValidationError

from communities import city_page, served
from communities.answers import credits_of
from communities.elder import edition
from communities.find import find
from communities.questions import PointQuestion, SearchQuestion
from communities.reach import walker
from communities.views import elder
from lifecircle.api import asked
from lifecircle.geo import Point
from lifecircle.walking import DETOUR, PACES, shown_minutes, store
from outlets import index


@require_safe
@vary_on_cookie  # who chose the elder edition is led to it
def home(request: HttpRequest) -> HttpResponse:
    try:
        text = asked(SearchQuestion, request.GET).get("q", "")
    except ValidationError as error:
        return render(request, "400.html", {"problems": error.detail}, status=400)
    choice = edition.chosen(request)
    if choice and not text:
        return redirect(elder.first_page(choice.code))
    found = find(text) if text else None
    context = {
        "q": text,
        "found": found,
        "elder_asked": text.strip() in edition.WORDS,
        "attribution": credits_of(found.outlets) if found else [],
        **city_page.page(),
    }
    return render(request, "home.html", context)


@require_safe
def how(request: HttpRequest) -> HttpResponse:
    """How the minutes are made, with every number that goes into them."""
    network = store.current(settings.STREETS_DIR)
    context = {
        "paces": PACES.values(),
        "detour": DETOUR,
        "data_date": index.changed_on(),
        "streets": network.about if network else None,
    }
    return render(request, "how.html", context)


@csrf_exempt  # asks only: changes nothing
@never_cache
@sensitive_post_parameters("lat", "lng")
@require_POST
def near(request: HttpRequest) -> JsonResponse:
    """The circle nearest to where somebody stands. The position is used for this answer and dropped."""
    try:
        wanted = asked(PointQuestion, request.POST)
    except ValidationError as error:
        return JsonResponse(error.detail, status=400)
    point = Point(wanted["lat"], wanted["lng"])
    nearest = served.nearest_circle(point)
    if nearest is None:
        return JsonResponse(
            {"lat": [served.refusal(point, walker()) or gettext("附近还没有生活圈。")]}, status=400
        )
    community, metres = nearest
    seconds = metres * DETOUR / PACES["standard"].metres_per_second
    answer = {"url": reverse("circle", args=[community.code]), "name": community.name}
    return JsonResponse({**answer, "code": community.code, "minutes": shown_minutes(seconds)})
