"""What was handed in and waits for a decision: looked at beside the register, let through, or sent back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from communities.office.paging import numbers, without_page
from communities.office.person import user_of
from communities.office.places import Places, Served
from communities.office.today import waiting_by_street
from communities.reach import walker
from lifecircle.geo import Point
from lifecircle.staff.access import may, require, scope_of, staff_only
from lifecircle.staff.rights import Right
from outlets import duplicates, proposals
from outlets.models import Proposal, ProposalState
from outlets.proposals import Conflict
from outlets.proposals_compare import touches_place
from outlets.words import Words

A_PAGE = 50
STATES = (
    (ProposalState.SUBMITTED, _("等审核")),
    (ProposalState.RETURNED, _("退回去的")),
    (ProposalState.PUBLISHED, _("已发布")),
    (ProposalState.WITHDRAWN, _("撤回的")),
)


@require_safe
@staff_only(Right.READ)
def queue(request: HttpRequest) -> HttpResponse:
    """The oldest first; with `mine`, what I handed in myself."""
    scope = scope_of(request.user)
    assert scope is not None
    mine = request.GET.get("mine") == "1"
    wanted = request.GET.get("state", "")
    state = wanted if wanted in {state.value for state, _ in STATES} else ProposalState.SUBMITTED
    page = Paginator(_listed(request, state, mine=mine), A_PAGE).get_page(request.GET.get("page"))
    waits = state == ProposalState.SUBMITTED
    words, decides = Words(), {each.area_id: may(request.user, Right.PUBLISH, each.area_id) for each in page}
    context = {
        "page": page,
        "numbers": numbers(page),
        "query": without_page(request),
        "rows": [
            (each, proposals.differences(each, words), decides[each.area_id] and waits) for each in page
        ],
        "states": STATES,
        "state": state,
        "mine": mine,
        "streets": waiting_by_street(scope),
    }
    return render(request, "office/queue.html", context)


@require_POST
@staff_only(Right.PUBLISH)
def approve_many(request: HttpRequest) -> HttpResponse:
    """Each in a transaction of its own: one that cannot be published keeps none of the others back."""
    chosen = [int(pk) for pk in request.POST.getlist("proposal") if pk.isdecimal() and len(pk) < 19]
    places = Places.now()
    done = 0
    for each in Proposal.objects.filter(pk__in=chosen[:A_PAGE]).order_by("submitted_at", "pk"):
        try:
            proposals.publish(each, user_of(request), outside=_outside(each, places) is not None)
            done += 1
        except (ValidationError, Conflict, PermissionDenied) as error:
            words = gettext("“{name}”没有通过：{words}").format(name=each.name, words=_words(error))
            messages.error(request, words)
    if done:
        words = ngettext("通过了 {n} 份，居民现在就能看到。", "通过了 {n} 份，居民现在就能看到。", done)
        messages.success(request, words.format(n=done))
    elif not chosen:
        messages.error(request, gettext("没有选中任何一份。"))
    return redirect("office:proposals")


@require_safe
@staff_only(Right.READ)
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _proposal(request, pk))


@require_POST
@staff_only(Right.PROPOSE)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """One of: publish, send back, confirm the place, withdraw, take back."""
    shown = _proposal(request, pk)
    did = request.POST.get("do", "")
    try:
        words = _done(request, shown, did)
    except (ValidationError, Conflict) as error:
        return _page(request, shown, _words(error))
    messages.success(request, words)
    if did == "confirm_place":
        return redirect("office:proposal", pk)
    return redirect("office:proposals") if did != "take_back" else redirect("office:entry", pk)


def _done(request: HttpRequest, shown: Proposal, did: str) -> str:
    by = user_of(request)
    if did == "publish":
        proposals.publish(shown, by, outside=_outside(shown, Places.now()) is not None)
        return gettext("“{name}”通过了，居民现在就能看到。").format(name=shown.name)
    if did == "send_back":
        proposals.send_back(shown, by, request.POST.get("reason", ""))
        return gettext("“{name}”退回去了，登记的人会看到原因。").format(name=shown.name)
    if did == "confirm_place":
        proposals.confirm_outside(shown, by)
        return gettext("记下了：位置没错，可以在区划外。")
    if did == "withdraw":
        proposals.withdraw(shown, by)
        return gettext("“{name}”撤回了。").format(name=shown.name)
    if did == "take_back":
        proposals.take_back(shown, by)
        return gettext("拿回来了，改好再交。")
    raise ValidationError(gettext("请选一项：通过、退回，还是撤回。"))


def _page(request: HttpRequest, shown: Proposal, problem: str = "") -> HttpResponse:
    values = _after(shown)
    point = Point(values["lat"], values["lng"]) if _placed(values) else None
    places = Places.now()
    waits = shown.state == ProposalState.SUBMITTED
    own = shown.author_id == user_of(request).pk
    context = {
        "proposal": shown,
        "problem": problem,
        "differences": proposals.differences(shown),
        "clashes": proposals.conflicts(shown) if waits else [],
        "outside": _outside(shown, places) if waits else None,
        "served": _served(places, point) if point and touches_place(shown) else [],
        "likes": _likes(shown, values, point) if waits else [],
        "decides": waits and _may_decide(request, shown),
        "confirms": waits and may(request.user, Right.CONFIRM_OUTSIDE, shown.area_id),
        "takes_back": waits and own and may(request.user, Right.PROPOSE, shown.area_id),
        "map_point": point,
    }
    return render(request, "office/proposal.html", context, status=400 if problem else 200)


def _listed(request: HttpRequest, state: str, *, mine: bool) -> "QuerySet[Proposal]":
    related = Proposal.objects.select_related("outlet", "area", "author")
    if mine:
        return related.filter(author=user_of(request), state=state).order_by("-updated_at", "pk")
    scope = scope_of(request.user)
    assert scope is not None
    ordered = ("submitted_at", "pk") if state == ProposalState.SUBMITTED else ("-decided_at", "pk")
    return related.within(scope.code).filter(state=state).order_by(*ordered)


def _proposal(request: HttpRequest, pk: int) -> Proposal:
    shown = get_object_or_404(
        Proposal.objects.select_related("outlet", "area", "author", "decided_by"), pk=pk
    )
    require(request.user, Right.READ, shown.area_id)
    return shown


def _may_decide(request: HttpRequest, shown: Proposal) -> bool:
    return shown.state == ProposalState.SUBMITTED and may(request.user, Right.PUBLISH, shown.area_id)


def _after(shown: Proposal) -> dict[str, Any]:
    """The outlet as it would be."""
    there = proposals.values_of(shown.outlet) if shown.outlet else {}
    return {**there, **shown.values}


def _placed(values: dict[str, Any]) -> bool:
    return isinstance(values.get("lat"), int | float) and isinstance(values.get("lng"), int | float)


def _outside(shown: Proposal, places: Places) -> str | None:
    """Why the place is not on the ground of the division it is registered in."""
    values = _after(shown)
    if not touches_place(shown) or not _placed(values):
        return None
    return places.outside(Point(values["lat"], values["lng"]), values.get("area") or shown.area_id or "")


def _served(places: Places, point: Point) -> list[Served]:
    return places.serves(point, walker())


def _likes(shown: Proposal, values: dict[str, Any], point: Point | None) -> list[duplicates.Likeness]:
    if not shown.new or point is None or not values.get("category"):
        return []
    return duplicates.like(values.get("name", ""), values["category"], point, values.get("phone") or "")


def _words(error: ValidationError | Conflict | PermissionDenied) -> str:
    if isinstance(error, Conflict):
        fields = gettext("、").join(change.label for change in error.changes)
        words = gettext("登记以后，{fields}被别人改过了，请打开来看，退回去让登记的人再定。")
        return words.format(fields=fields)
    return "".join(error.messages) if isinstance(error, ValidationError) else str(error)
