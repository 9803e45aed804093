"""Outlets that look like one: side by side, and somebody who knows says whether they are."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from communities.office.paging import numbers, without_page
from communities.office.person import scope_in, user_of
from communities.office.unchanged import ask_unchanged
from lifecircle.geo import metres_between
from lifecircle.language.now import language
from lifecircle.staff.access import require, staff_only
from lifecircle.staff.rights import Right
from lifecircle.templatetags.names import trade
from outlets import hours, merging
from outlets.duplicates import decide, pairs
from outlets.models import OPEN_STATES, DuplicateVerdict, Outlet
from outlets.proposals import seal
from outlets.values import values_of
from outlets.words import EMPTY, FieldChange, Words

A_PAGE = 10
MOST = 200
DECIDED = 8


@dataclass(frozen=True, slots=True)
class Keeping:
    """What becomes of one outlet if it is the one that stays."""

    keep: Outlet
    drop: Outlet
    learns: list[FieldChange]
    letters: int
    photos: int
    waiting: int


@require_safe
@staff_only(Right.MERGE)
def duplicates(request: HttpRequest) -> HttpResponse:
    """The likeliest first, and what was decided of late."""
    scope = scope_in(request).code
    page = Paginator(pairs(scope, MOST), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(each, side_by_side(each.first, each.second)) for each in page],
        "numbers": numbers(page),
        "query": without_page(request),
        "decided": _decided(scope)[:DECIDED],
    }
    return render(request, "office/duplicates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Right.MERGE)
def pair(request: HttpRequest, first: int, second: int) -> HttpResponse:
    """Two outlets, and what the one that stays would get of the other."""
    one, other = _both(request, first, second)
    if request.method != "POST":
        return _page(request, one, other)
    try:
        words = _done(request, one, other)
    except ValidationError as error:
        return _page(request, *_both(request, first, second), problems=error.messages)
    messages.success(request, words)
    return redirect("office:duplicates")


def _done(request: HttpRequest, one: Outlet, other: Outlet) -> str:
    did = request.POST.get("do", "")
    if did == "different":
        _say_different(request, one, other)
        return gettext("记下了：“{one}”和“{other}”不是同一家，以后不再问。").format(one=one, other=other)
    if did not in (f"keep-{one.pk}", f"keep-{other.pk}"):
        raise ValidationError(gettext("请选一项：留哪一家，还是不是同一家。"))
    keep, drop = (one, other) if did == f"keep-{one.pk}" else (other, one)
    if not (one.merged_into_id or other.merged_into_id):  # else merging says who was first
        ask_unchanged(request, one, other)
    merging.merge(keep, drop, user_of(request))
    words = gettext("“{drop}”并入了“{keep}”。要是并错了，在下面“最近判定的”里拆开。")
    return words.format(drop=drop, keep=keep)


@transaction.atomic
def _say_different(request: HttpRequest, one: Outlet, other: Outlet) -> None:
    """Unless somebody was quicker."""
    list(Outlet.objects.select_for_update().filter(pk__in=[one.pk, other.pk]).order_by("pk"))
    if verdict := _verdict(one, other):
        same, other_one = gettext("别人刚刚说过：是同一家，已经合并。"), gettext("别人刚刚说过：不是同一家。")
        raise ValidationError(same if verdict.same else other_one)
    decide(one, other, False, user_of(request))


def side_by_side(one: Outlet, other: Outlet) -> list[tuple[str, str, str]]:
    """(what, of the one, of the other)."""

    def row(label: str, name: str) -> tuple[str, str, str]:
        return label, str(getattr(one, name) or empty), str(getattr(other, name) or empty)

    empty, say = gettext(EMPTY), hours.WORDS[language()].say

    return [
        row(gettext("店名"), "name"),
        (gettext("业态"), trade(one.category), trade(other.category)),
        row(gettext("地址"), "address"),
        row(gettext("电话"), "phone"),
        (gettext("几点开"), say(one.opening_hours), say(other.opening_hours)),
        row(gettext("属于"), "area"),
        (gettext("核对"), _checked(one), _checked(other)),
    ]


def _checked(outlet: Outlet) -> str:
    return f"{outlet.verified_on} {outlet.verified_by}" if outlet.verified_on else gettext("从没核对过")


def _page(
    request: HttpRequest, one: Outlet, other: Outlet, problems: list[str] | None = None
) -> HttpResponse:
    words = Words()
    context: dict[str, Any] = {
        "one": one,
        "other": other,
        "facts": side_by_side(one, other),
        "metres": round(metres_between(one.point, other.point)),
        "merged": one.merged_into or other.merged_into,
        "verdict": _verdict(one, other),
        "keepings": [_keeping(one, other, words), _keeping(other, one, words)],
        "seals": [(outlet.pk, seal(outlet)) for outlet in (one, other)],
        "problems": problems or [],
        "nothing": gettext(EMPTY),
    }
    return render(request, "office/pair.html", context, status=409 if problems else 200)


def _keeping(keep: Outlet, drop: Outlet, words: Words) -> Keeping:
    waiting = drop.proposals.filter(new=False, state__in=OPEN_STATES).count()
    learns = words.changes(values_of(keep), merging.learnt(keep, drop))
    return Keeping(keep, drop, learns, drop.reports.count(), drop.photos.count(), waiting)


def _both(request: HttpRequest, first: int, second: int) -> tuple[Outlet, Outlet]:
    related = Outlet.objects.select_related("category__group", "area", "merged_into")
    found = related.in_bulk([first, second])
    if len(found) < 2:
        raise Http404
    for outlet in found.values():
        require(request.user, Right.MERGE, outlet.area_id)
    return found[first], found[second]


def _verdict(one: Outlet, other: Outlet) -> DuplicateVerdict | None:
    low, high = sorted((one.pk, other.pk))
    return DuplicateVerdict.objects.filter(first_id=low, second_id=high).select_related("decided_by").first()


def _decided(scope: str) -> "QuerySet[DuplicateVerdict]":
    related = DuplicateVerdict.objects.select_related("first", "second", "decided_by")
    here = related.filter(first__area__code__startswith=scope) if scope else related
    return here.order_by("-decided_at", "-pk")
