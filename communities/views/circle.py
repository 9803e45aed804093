"""The life circle of one community: the list first, and the map that repeats it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_noop
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from communities import basemap, served
from communities.answers import credits_of
from communities.circle_page import ONLY, Filter, drawing, sections
from communities.models import Community
from communities.offers import offers_on
from communities.questions import PageQuestion
from communities.reach import DEFAULT_MINUTES, Answer, reach, walker
from communities.share import VIEWS, query_of
from communities.starts import Start, start_for
from lifecircle.api import WordsField, asked
from lifecircle.language.lazily import no_such
from lifecircle.walking import PACES
from outlets.models import Category, PositionQuality, Tier

ONLY_NAMES = {name: words for name, (words, _) in ONLY.items()}


def one_of(choices: dict[str, Any]) -> dict[str, Any]:
    return {"invalid_choice": no_such(gettext_noop("没有“{input}”。可以用：{known}。"), choices)}


class CirclePageQuestion(PageQuestion):
    """Besides: a start by name, and what of the list to show."""

    near = WordsField(required=False, allow_blank=True, max_length=40)
    place = serializers.CharField(required=False, allow_blank=True, max_length=40)
    tier = serializers.MultipleChoiceField(
        choices=Tier.choices, required=False, error_messages=one_of(dict(Tier.choices))
    )
    only = serializers.MultipleChoiceField(
        choices=list(ONLY_NAMES.items()), required=False, error_messages=one_of(ONLY_NAMES)
    )
    view = serializers.ChoiceField(choices=list(VIEWS.items()), default="both")


@csrf_exempt  # asks only: changes nothing
@sensitive_post_parameters("lat", "lng", "near", "place")
@require_http_methods(["GET", "HEAD", "POST"])
def circle(request: HttpRequest, code: str) -> HttpResponse:
    community = get_object_or_404(Community.objects.with_areas(), code=code)
    data = without_start(request)
    try:
        wanted = asked(CirclePageQuestion, data)
    except ValidationError as error:
        return render(request, "400.html", {"problems": error.detail}, status=400)
    now = walker()
    start = start_for(community, wanted, now)
    answer = reach(
        start.point,
        pace=wanted["pace"],
        minutes=DEFAULT_MINUTES,
        at=wanted["at"],
        now=now,
        gates=start.gates,
    )
    context = {
        **_context(community, start, answer, wanted),
        **offers_on(wanted["at"], community, answer.stops),
        "asked_at": wanted["at"] if data.get("at") else None,
        "view": wanted["view"],
        "shared": query_of(wanted),
    }
    response = render(request, "circle.html", context, status=400 if start.problem else 200)
    return never_stored(response) if request.method == "POST" else response


def without_start(request: HttpRequest) -> QueryDict:
    """A home point never travels in an address: what stands there in its place is not read."""
    if request.method == "POST":
        return request.POST
    data = request.GET.copy()
    for name in ("lat", "lng", "near", "place"):
        data.pop(name, None)
    return data


def never_stored(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response


def _context(community: Community, start: Start, answer: Answer, wanted: dict[str, Any]) -> dict[str, object]:
    categories = list(Category.objects.select_related("group"))
    chosen = Filter(
        frozenset(wanted.get("tier", ())), frozenset(wanted["categories"]), frozenset(wanted.get("only", ()))
    )
    surveyed = _surveyed(community, start)
    everything = sections(answer, categories=categories, surveyed=surveyed)
    shown = (
        sections(answer, categories=categories, surveyed=surveyed, chosen=chosen) if chosen else everything
    )
    return {
        "community": community,
        "start": start,
        "answer": answer,
        "formula": answer.formula,
        "basemap": basemap.address_of(community),
        "sections": shown,
        "counts": everything,
        "reached": [group.category for section in everything for group in section.groups if group.stops],
        "chosen": chosen,
        "only": list(ONLY_NAMES.items()),
        "total": len(answer.stops),
        "shown_total": sum(section.count for section in shown),
        "paces": PACES.values(),
        "drawing": drawing(answer, shown, outline=community.boundary),
        "honest": {**_honest(community, answer), "unsurveyed": not surveyed},
        "attribution": credits_of(stop.outlet for stop in answer.stops),
        "data_date": answer.data_date,
    }


def _honest(community: Community, answer: Answer) -> dict[str, bool]:
    """What must be said beside the map because it is true of this answer."""
    illustrative = PositionQuality.ILLUSTRATIVE
    return {
        "sample": any(stop.outlet.sample for stop in answer.stops),
        "illustrative": community.position_quality == illustrative
        or any(stop.outlet.position_quality == illustrative for stop in answer.stops),
    }


def _surveyed(community: Community, start: Start) -> bool:
    """Whether somebody has looked at what is around the start: from elsewhere, the circle there counts."""
    if not start.own:
        return community.surveyed
    nearest = served.nearest_circle(start.point)
    return nearest is not None and nearest[0].surveyed
