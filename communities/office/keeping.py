"""What becomes of a filled form: a draft, a proposal that waits, or an outlet that residents see."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils.translation import gettext

from communities.office.entry import Entry
from communities.office.look import likes_of
from communities.office.outlet_form import CHECKED, ask_for_missing
from communities.office.places import area_of
from lifecircle.areas import codes
from lifecircle.staff.access import may
from lifecircle.staff.rights import Right
from outlets import duplicates, photos
from outlets.closing import verified
from outlets.models import Outlet, Proposal, ProposalState
from outlets.proposals import (
    Conflict,
    confirm_outside,
    conflicts,
    hand_in,
    revise,
    settle,
    start,
)
from outlets.values import Values


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where the clerk goes next, and what is said there."""

    to: str
    pk: int | None = None
    words: str = ""


def answer(entry: Entry, do: str) -> Outcome | None:
    """None: the page is shown again, with what is wrong, and nothing typed is lost."""
    pictures = photos.taken(entry.files, entry.reading.problems["photos"])
    if do == "send":
        ask_for_missing(entry.reading)
        _ask_outside(entry)
        _ask_likes(entry)
    problems = {name: words for name, words in entry.reading.problems.items() if words}
    try:
        if (problems or do == "look") and not pictures:
            return None
        with transaction.atomic():
            proposal = _kept(entry, without=set(problems))
            photos.attach(proposal, pictures, entry.user)
            entry.proposal = proposal
        if problems or do == "look":
            return None
        return _draft_kept(proposal) if do == "draft" else _handed_in(entry, proposal)
    except ValidationError as error:
        _tell(entry, error)
        return None


def settled(proposal: Proposal, by: User, keep: list[str]) -> Outcome:
    """Ends a conflict as its author chose, and goes on where it stopped."""
    settle(proposal, by, keep=keep)
    if not proposal.values:
        return Outcome("office:today", words=gettext("都按别人改好的，您这边没有要改的了。"))
    return told(hand_in(proposal, by, outside=False))


def settled_words(proposal: Proposal, by: User) -> str:
    """Hands in a change that needs no form, and says what came of it."""
    hand_in(proposal, by)
    published = proposal.state == ProposalState.PUBLISHED
    words = (
        gettext("“{name}”记下了，居民现在就能看到。") if published else gettext("“{name}”记下了，等审核。")
    )
    return words.format(name=proposal.name)


def _ask_outside(entry: Entry) -> None:
    if entry.reading.point and entry.typed["outside_ok"] != "yes" and _place_moved(entry):
        warning = entry.places.outside(entry.reading.point, entry.scope.code)
        if warning:
            entry.reading.problems["outside"] = [warning]


def _ask_likes(entry: Entry) -> None:
    """Asked once: of those the clerk has said “不是” nobody asks again."""
    open_ones = [each for each in likes_of(entry.reading, entry.outlet) if _unanswered(entry, each)]
    if open_ones:
        names = gettext("、").join(each.outlet.name for each in open_ones[:3])
        words = gettext("登记册里有很像的（{names}），请先看看是不是同一家").format(names=names)
        entry.reading.problems["like"] = [words]


def _unanswered(entry: Entry, like: duplicates.Likeness) -> bool:
    return like.outlet.pk not in entry.typed["not_same"]


def _kept(entry: Entry, *, without: set[str]) -> Proposal:
    """The draft with all that could be read, new or as it goes on."""
    values = _values(entry, without)
    if entry.proposal:
        return revise(entry.proposal, values, entry.user, seen=entry.seen)
    note = entry.typed["note"][:200]
    return start(entry.user, values, outlet=entry.outlet, note=note, seen=entry.seen)


def _values(entry: Entry, without: set[str]) -> Values:
    values = {name: value for name, value in entry.reading.values.items() if name not in without}
    if entry.typed["how"] in CHECKED:
        values |= verified(entry.user)
    if entry.reading.point and _place_moved(entry):
        values["area"] = _area(entry)
    return values


def _area(entry: Entry) -> str | None:
    """Of the place where it is within one's own; else it is registered where its clerk is."""
    assert entry.reading.point is not None
    found = area_of(entry.reading.point, entry.scope.code)
    if found and codes.covers(entry.scope.code, found.code):
        return found.code
    return entry.area_code


def _place_moved(entry: Entry) -> bool:
    point, seen = entry.reading.point, entry.seen
    return entry.outlet is None or seen is None or point is None or (point.lat, point.lng) != _spot(seen)


def _spot(values: Values) -> tuple[Any, Any]:
    return values["lat"], values["lng"]


def _handed_in(entry: Entry, proposal: Proposal) -> Outcome:
    outside = None
    if entry.reading.point and _place_moved(entry):
        outside = entry.places.outside(entry.reading.point, entry.scope.code) is not None
    if conflicts(proposal):
        return Outcome("office:conflict", proposal.pk)
    try:
        if outside and entry.confirms:
            confirm_outside(proposal, entry.user)
        hand_in(proposal, entry.user, outside=outside)
    except Conflict:
        return Outcome("office:conflict", proposal.pk)
    if proposal.outlet and proposal.new:
        _say_not_same(proposal.outlet, entry)
    return told(proposal, outside=bool(outside))


def _say_not_same(outlet: Outlet, entry: Entry) -> None:
    """What was answered before saving holds afterwards too, where this person may say it."""
    others = Outlet.objects.filter(pk__in=entry.typed["not_same"]).exclude(pk=outlet.pk)
    for other in others:
        if all(may(entry.user, Right.MERGE, each.area_id) for each in (outlet, other)):
            duplicates.decide(outlet, other, False, entry.user)


def _draft_kept(proposal: Proposal) -> Outcome:
    return Outcome("office:entry", proposal.pk, gettext("草稿存好了，随时可以接着填。"))


def told(proposal: Proposal, *, outside: bool = False) -> Outcome:
    name = proposal.name
    if proposal.state == ProposalState.PUBLISHED:
        new, changed = (
            gettext("“{name}”登记好了，居民现在就能看到。"),
            gettext("“{name}”改好了，居民现在就能看到。"),
        )
        return Outcome(
            "office:outlet", proposal.outlet_id, (new if proposal.new else changed).format(name=name)
        )
    if proposal.state == ProposalState.SUBMITTED:
        far = gettext("“{name}”交上去了，位置在范围外，等区里确认。有退回会在“今天”里说。")
        words = far if outside else gettext("“{name}”交上去了，等审核。有退回会在“今天”里说。")
        return Outcome("office:today", words=words.format(name=name))
    return Outcome("office:entry", proposal.pk)


def _tell(entry: Entry, error: ValidationError) -> None:
    """A refusal of the register beside its field."""
    by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    for name, words in by_field.items():
        entry.reading.problems["name" if name == NON_FIELD_ERRORS else name] += words
