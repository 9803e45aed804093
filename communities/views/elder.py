"""The elder edition: one question a page, and the three nearest."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from rest_framework.exceptions import ValidationError

from communities.answers import credits_of
from communities.elder import edition
from communities.elder.kept import Kept
from communities.elder.nearest import WALKS, nearest
from communities.elder.places import places_in, places_named
from communities.elder.questions import USUAL_PACE, ElderQuestion, PlaceQuestion, SwitchQuestion, asked_of
from communities.elder.tasks import FIRST, Task, further, task_named
from communities.elder.way import way_there
from communities.elder.words import errand, heading
from communities.models import Community
from communities.reach import walker
from communities.starts import Start, start_for
from communities.views.circle import never_stored
from lifecircle.api import asked
from lifecircle.areas import codes
from outlets.models import Category, Outlet, PositionQuality

Wanted = dict[str, Any]


@require_safe
def elder(request: HttpRequest) -> HttpResponse:
    """Which community: by name, or district by district and street by street."""
    try:
        wanted = asked(PlaceQuestion, request.GET)
    except ValidationError as error:
        return _refused(request, error)
    text, area = wanted.get("q", ""), wanted.get("area", "")
    offered = places_named(text) if text else places_in(area)
    context = {"q": text, "asked": bool(text or area), "offered": offered}
    return edition.page(request, "place", context, q=text, area=area)


def _asking(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of one community that may be asked from one's own place, which is dropped."""

    @csrf_exempt  # asks only: changes nothing
    @sensitive_post_parameters("lat", "lng")
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def asks(request: HttpRequest, code: str, **rest: Any) -> HttpResponse:
        community = get_object_or_404(Community.objects.with_areas(), code=code)
        try:
            wanted = asked(ElderQuestion, asked_of(request))
        except ValidationError as error:
            return _refused(request, error)
        response = view(request, community, wanted, **rest)
        return never_stored(response) if request.method == "POST" else response

    return asks


@_asking
def tasks(request: HttpRequest, community: Community, wanted: Wanted, *, more: bool = False) -> HttpResponse:
    """What one goes out for; `more`: what is not on the first page of it."""
    categories = _categories()
    offered = further(_names(categories)) if more else FIRST
    start = start_for(community, wanted, walker())
    marked = [(task, task.within(categories)) for task in offered]
    context = {
        "more": more,
        "tasks": [(task, categories[served[0]]) for task, served in marked if served],
        **_carried(start, wanted),
    }
    return _page(request, "tasks", context, community, start, wanted)


@_asking
def answer(request: HttpRequest, community: Community, wanted: Wanted, *, task: str) -> HttpResponse:
    """The three nearest for a task."""
    categories = _categories()
    found = _task(task, categories)
    now = walker()
    start = start_for(community, wanted, now)
    near = nearest(
        start.point,
        found.within(categories),
        pace=wanted["pace"],
        at=wanted["at"],
        now=now,
        skip=wanted["skip"],
        open_only=wanted["open"],
        gates=start.gates,
    )
    outlets = [choice.stop.outlet for choice in near.shown]
    mark = categories[found.within(categories)[0]]
    title = errand(found, mark)
    context = {
        "task": found,
        "title": title,
        "heading": heading(title, near, open_only=wanted["open"]),
        "mark": mark,
        "near": near,
        "open_only": wanted["open"],
        "walks": WALKS.items(),
        "illustrative": _illustrative(community, outlets),
        "attribution": credits_of(outlets),
        "data_date": now.data_date,
        **_carried(start, wanted),
    }
    return _page(request, "answer", context, community, start, wanted)


@_asking
def way(request: HttpRequest, community: Community, wanted: Wanted, *, task: str, pk: int) -> HttpResponse:
    """How to walk to one of them, in words."""
    found = _task(task, _categories())
    outlets = Outlet.objects.published().select_related("category__group").prefetch_related("entrances")
    outlet = get_object_or_404(outlets, pk=pk)
    now = walker()
    start = start_for(community, wanted, now)
    context = {
        "task": found,
        "outlet": outlet,
        "there": way_there(start, outlet, pace=wanted["pace"], at=wanted["at"], now=now),
        "illustrative": _illustrative(community, [outlet]),
        "attribution": credits_of([outlet]),
        "data_date": now.data_date,
        **_carried(start, wanted),
    }
    return _page(request, "way", context, community, start, wanted)


@csrf_exempt  # no more than one's own choice, and a token would be one more cookie
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Into the edition, out of it, and to another size: works without scripts, and stays."""
    try:
        wanted = asked(SwitchQuestion, request.POST)
    except ValidationError as error:
        return _refused(request, error)
    code = wanted.get("circle", "")
    code = code if Community.objects.filter(pk=code).exists() else ""
    if wanted["edition"] == "plain":
        return edition.forget(redirect("circle", code) if code else redirect("home"))
    before = edition.chosen(request) or Kept()
    choice = Kept(wanted.get("size", before.size), code or before.code)
    return edition.keep(redirect(_next(request, wanted) or first_page(code)), choice)


def first_page(code: str) -> str:
    """Where the edition begins: the tasks of a community that is known, else the question which."""
    known = codes.is_code(code) and Community.objects.filter(pk=code).exists()
    return reverse("elder-tasks", args=[code]) if known else reverse("elder")


def _next(request: HttpRequest, wanted: Wanted) -> str:
    there = wanted.get("next", "")
    return there if url_has_allowed_host_and_scheme(there, {request.get_host()}) else ""


def _refused(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return render(request, "400.html", {"problems": error.detail}, status=400)


def _categories() -> dict[str, Category]:
    return {category.code: category for category in Category.objects.select_related("group")}


def _names(categories: dict[str, Category]) -> dict[str, str]:
    return {code: category.name for code, category in categories.items()}


def _task(code: str, categories: dict[str, Category]) -> Task:
    task = task_named(code, _names(categories))
    if task is None or not task.within(categories):
        raise Http404
    return task


def _carried(start: Start, wanted: Wanted) -> dict[str, object]:
    pace = wanted["pace"]
    return {
        "start": start,
        "pace": pace,
        "walk": WALKS[pace.code],
        "metres_a_minute": round(pace.metres_in(1)),
        "query": "" if pace.code == USUAL_PACE else f"?pace={pace.code}",
    }


def _illustrative(community: Community, outlets: list[Outlet]) -> bool:
    """Whether a place was laid out and not measured: then nobody should walk by it."""
    places: list[Community | Outlet] = [community, *outlets]
    return any(place.position_quality == PositionQuality.ILLUSTRATIVE for place in places)


def _page(
    request: HttpRequest,
    template: str,
    context: dict[str, object],
    community: Community,
    start: Start,
    wanted: Wanted,
) -> HttpResponse:
    carried = {
        "pace": wanted["pace"].code if wanted["pace"].code != USUAL_PACE else None,
        "skip": str(wanted["skip"]) if wanted["skip"] else None,
        "open": "1" if wanted["open"] else None,
    }
    status = 400 if start.problem else 200
    return edition.page(request, template, context, community=community, status=status, **carried)
