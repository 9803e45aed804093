"""One outlet: everything known of it, how far it is, and a way to say that something is wrong."""

from typing import Any

from django.core import signing
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe
from rest_framework.exceptions import ValidationError

from communities import served
from communities.answers import credits_of
from communities.catchment import doors_of
from communities.engines import formula_of
from communities.models import Community
from communities.questions import PageQuestion
from communities.reach import MOST_MINUTES, Stop, Walker, stop_at, walker
from communities.route_page import Way, way_to
from communities.starts import Start, at_home, centre
from communities.views.circle import never_stored
from lifecircle.api import asked
from lifecircle.areas import codes
from lifecircle.city.now import city
from lifecircle.geo import Point
from lifecircle.language.now import language
from lifecircle.walking import PACES, Pace
from outlets import calendar, hours
from outlets.map_links import map_links
from outlets.models import Outlet, Report
from outlets.models.report import Kind
from outlets.reports import ReportForm, TooMany, send


class OutletPageQuestion(PageQuestion):
    categories = None  # type: ignore[assignment]  # how a serializer drops an inherited field


@csrf_exempt  # asks only: changes nothing
@sensitive_post_parameters("lat", "lng")
@require_http_methods(["GET", "HEAD", "POST"])
def outlet(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(_full_outlets(), pk=pk)
    if found.merged_into_id:
        return redirect("outlet", pk=found.merged_into_id)
    own = request.method == "POST"
    try:
        wanted = asked(OutletPageQuestion, request.POST if own else _without_point(request))
    except ValidationError as error:
        return render(request, "400.html", {"problems": error.detail}, status=400)
    community = _circle_of(found, request.GET.get("from", ""))
    context = {**_facts(found), **_walks(found, community, wanted), "form": ReportForm()}
    response = render(request, "outlet.html", context)
    return never_stored(response) if own else response


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """A resident's word: text only, no account, no place, so many an hour."""
    found = get_object_or_404(_full_outlets(), pk=pk)
    if request.method != "POST":  # an address kept from a refusal leads back to the form
        return redirect(reverse("outlet", args=[pk]) + "#report")
    form = ReportForm(request.POST)
    status = 400
    if form.is_valid():
        try:
            sent = send(found, form, request)
        except TooMany as refusal:
            form.add_error(None, str(refusal))
            status = 429
        else:
            return redirect("reported", token=signing.dumps(sent.pk, salt="report"))
    community = _circle_of(found, "")
    context = {**_facts(found), **_walks(found, community, asked(OutletPageQuestion, {})), "form": form}
    return render(request, "outlet.html", context, status=status)


@require_safe
def reported(request: HttpRequest, token: str) -> HttpResponse:
    try:
        pk = signing.loads(token, salt="report")
    except signing.BadSignature as error:
        raise Http404 from error
    sent = get_object_or_404(Report.objects.select_related("outlet"), pk=pk)
    context = {"report": sent, "circle": _circle_of(sent.outlet, ""), "days": city().letter_days}
    return render(request, "reported.html", context)


def _full_outlets() -> QuerySet[Outlet]:
    related = Outlet.objects.select_related("category__group", "area", "moved_to")
    return related.prefetch_related("further_categories", "service_items", "entrances")


def _without_point(request: HttpRequest) -> dict[str, Any]:
    return {name: request.GET[name] for name in ("pace", "at") if name in request.GET}


def _circle_of(outlet: Outlet, code: str) -> Community | None:
    """The circle the resident comes from, else the one nearest to the outlet."""
    came_from = Community.objects.with_areas().filter(code=code).first() if codes.is_code(code) else None
    if came_from:
        return came_from
    nearest = served.nearest_circle(outlet.point)
    return nearest[0] if nearest else None


def _facts(outlet: Outlet) -> dict[str, object]:
    return {
        "outlet": outlet,
        "hours_words": hours.WORDS[language()].say(outlet.opening_hours),
        "map_links": map_links(outlet.point, name=outlet.name, address=outlet.address),
        "attribution": credits_of([outlet]),
        "kinds": Kind.choices,
    }


def _walks(outlet: Outlet, community: Community | None, wanted: dict[str, Any]) -> dict[str, object]:
    """Minutes at every pace from the chosen start, and the state on arrival at the chosen pace."""
    start = _start(community, wanted)
    pace: Pace = wanted["pace"]
    now = walker()
    context: dict[str, object] = {"circle": community, "start": start, "pace": pace}
    context["data_date"] = now.data_date
    context["offers"] = outlet.promotions.valid(localdate(wanted["at"]))
    if start is None:
        return {**context, "stop": None, "walks": []}
    holidays = calendar.current()
    doors = doors_of(outlet)
    walks = []
    for each in PACES.values():
        engine, walk, door = now.engines.between(start.point, doors, pace=each, gates=start.gates)
        stop = stop_at(outlet, walk, at=wanted["at"], holidays=holidays, door=door) if walk else None
        walks.append((each, engine, stop))
    engine, stop = next((engine, stop) for each, engine, stop in walks if each == pace)
    found = {"stop": stop, "engine": engine, "formula": formula_of(engine, pace), "walks": walks}
    return {**context, **found, "way": _way(now, start, outlet, stop, pace)}


def _way(now: Walker, start: Start, outlet: Outlet, stop: Stop | None, pace: Pace) -> Way | None:
    """How one walks, from the same kind of search that gives the minutes; nothing for an hour and more."""
    if stop is None or stop.minutes > MOST_MINUTES:
        return None
    trip = now.engines.trip(start.point, pace=pace, minutes=stop.minutes, gates=start.gates)
    return way_to(trip, outlet.pk)


def _start(community: Community | None, wanted: dict[str, Any]) -> Start | None:
    if wanted.get("lat") is not None and wanted.get("lng") is not None:
        return at_home(Point(wanted["lat"], wanted["lng"]))
    return centre(community) if community else None
