"""The page in which an outlet is registered or changed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from communities.office import keeping, typed
from communities.office.entry import Entry
from communities.office.keeping import Outcome
from communities.office.person import user_of
from communities.office.sent import remember, sent_before
from lifecircle.staff.access import may, require, staff_only
from lifecircle.staff.rights import Right
from outlets.models import Outlet, Proposal, ProposalState
from outlets.proposals import conflicts, seal, values_of, withdraw
from outlets.reasons import MOVED

EDITABLE = (ProposalState.DRAFT, ProposalState.RETURNED)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Right.PROPOSE)
def new(request: HttpRequest) -> HttpResponse:
    """A new outlet; with `?moved_from=` the new place of one that moved."""
    if request.method == "POST":
        return _answer(request, Entry.asked(request, proposal=_kept_entry(request)))
    return _page(request, Entry.filled(request, _blank(request)))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Right.PROPOSE)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A registered outlet: what is changed here is proposed, the register stays as it is until published."""
    outlet = get_object_or_404(Outlet.objects.select_related("category", "area"), pk=pk)
    require(request.user, Right.PROPOSE, outlet.area_id)
    if request.method == "POST":
        return _answer(request, Entry.asked(request, outlet=outlet, proposal=_kept_entry(request)))
    filled = typed.from_values(values_of(outlet)) | {"seen": seal(outlet)}
    return _page(request, Entry.filled(request, filled, outlet=outlet))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Right.PROPOSE)
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft or a returned proposal, to go on with."""
    proposal = own_proposal(request, pk)
    if proposal.state not in EDITABLE:
        words = gettext("“{name}”（{state}）不用再填。")
        messages.info(request, words.format(name=proposal.name, state=proposal.get_state_display()))
        return redirect("office:today")
    outlet = None if proposal.new else proposal.outlet
    if request.method == "POST":
        return _answer(request, Entry.asked(request, outlet=outlet, proposal=proposal))
    there = values_of(outlet) if outlet else {}
    filled = typed.from_values({**there, **proposal.values})
    filled |= typed.moved_values(proposal.values.get("moved_from") or {})
    filled |= {"seen": seal(outlet)} if outlet else {}
    return _page(request, Entry.filled(request, filled, outlet=outlet, proposal=proposal))


@require_POST
@staff_only(Right.PROPOSE)
def point(request: HttpRequest) -> JsonResponse:
    """What can be said of the form as it stands, for the script: the side of the page, and the map."""
    number = request.POST.get("outlet", "")
    outlet = (
        Outlet.objects.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 12 else None
    )
    asked = Entry.asked(request, outlet=outlet)
    said = asked.reading.problems
    answer = {
        "suggested": asked.look.suggested,
        "side": render_to_string("office/parts/entry_side.html", {"entry": asked}, request=request),
        "map": asked.drawing,
        "typed": {name: asked.typed[name] for name in ("system", "lat", "lng", "paste")},
        "problems": {name: said[name][0] for name in ("paste", "system", "lat") if said.get(name)},
    }
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Right.PROPOSE)
def conflict(request: HttpRequest, pk: int) -> HttpResponse:
    """Two changed the same fields: theirs beside mine, to choose from field by field."""
    proposal = own_proposal(request, pk)
    changes = conflicts(proposal)
    if not changes:
        return redirect("office:entry", proposal.pk)
    if request.method == "POST":
        keep = [change.field for change in changes if request.POST.get(change.field) == "mine"]
        return done(request, keeping.settled(proposal, user_of(request), keep))
    return render(request, "office/conflict.html", {"proposal": proposal, "changes": changes}, status=409)


@require_POST
@staff_only(Right.PROPOSE)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft or a returned proposal that comes to nothing."""
    proposal = own_proposal(request, pk)
    if proposal.state in EDITABLE:
        withdraw(proposal, user_of(request))
        name = proposal.name or gettext("没有名字的草稿")
        messages.success(request, gettext("“{name}”不登了。").format(name=name))
    return redirect("office:today")


def own_proposal(request: HttpRequest, pk: int) -> Proposal:
    """Of its author, or of who decides there; and only as long as it is in one's place."""
    proposal = get_object_or_404(Proposal.objects.select_related("outlet", "author"), pk=pk)
    require(request.user, Right.PROPOSE, proposal.area_id)
    if proposal.author_id != request.user.pk and not may(request.user, Right.PUBLISH, proposal.area_id):
        raise PermissionDenied(gettext("这是别人没填完的登记单。"))
    return proposal


def done(request: HttpRequest, outcome: Outcome) -> HttpResponseRedirect:
    if outcome.words:
        messages.success(request, outcome.words)
    return redirect(outcome.to, *([outcome.pk] if outcome.pk else []))


def _answer(request: HttpRequest, asked: Entry) -> HttpResponse:
    before = sent_before(request, asked.ticket)
    outcome = keeping.told(before) if before else keeping.answer(asked, request.POST.get("do", "send"))
    if outcome and asked.proposal:
        remember(request, asked.ticket, asked.proposal)
    if outcome:
        return done(request, outcome)
    return _page(request, asked, status=400 if asked.reading.listed() else 200)


def _page(request: HttpRequest, asked: Entry, status: int = 200) -> HttpResponse:
    return render(request, "office/entry.html", {"entry": asked}, status=status)


def _blank(request: HttpRequest) -> typed.Typed:
    """An empty form, or the old place's facts where a trade has moved: all but the place itself."""
    number = request.GET.get("moved_from", "")
    old = Outlet.objects.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 12 else None
    if old is None or not may(request.user, Right.PROPOSE, old.area_id):
        return typed.from_values({})
    stays = {**values_of(old), "lat": None, "lng": None, "address": "", "entrances": []}
    moved = {"outlet": old.pk, "on": localdate().isoformat(), "reason": MOVED}
    return typed.from_values(stays) | typed.moved_values(moved)


def _kept_entry(request: HttpRequest) -> Proposal | None:
    """The draft that an earlier answer of this form already keeps."""
    number = request.POST.get("entry", "")
    proposal = own_proposal(request, int(number)) if number.isdecimal() and len(number) < 12 else None
    return proposal if proposal and proposal.state in EDITABLE else None
