"""How the register changes: an office starts a proposal, hands it in, and it is published or sent back.

A proposal about a registered outlet holds only the fields it changes, with what its author saw there; what
others changed meanwhile is never overwritten unseen (`Conflict`). Refusals that a person can mend are
ValidationErrors in words; PermissionDenied is for the rest.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, NoReturn

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext

from lifecircle.areas.models import Area
from lifecircle.staff.access import may, require, scope_of
from lifecircle.staff.rights import Right
from outlets.checking import problems_of
from outlets.closing import moved, verified
from outlets.histories import stamp
from outlets.models import Outcome, Outlet, Proposal, ProposalState, Source
from outlets.proposals_compare import Conflict, conflicts, differences, fill, seal, touches_place, unseal
from outlets.values import MOVED_FROM, Values, tidy, values_of
from outlets.words import FieldChange
from outlets.writing import write

__all__ = [
    "Conflict",
    "FieldChange",
    "confirm_outside",
    "conflicts",
    "differences",
    "hand_in",
    "problems_of",
    "publish",
    "revise",
    "seal",
    "send_back",
    "settle",
    "start",
    "take_back",
    "unseal",
    "values_of",
    "verified",
    "withdraw",
]

NEXT = {
    ProposalState.DRAFT: {ProposalState.SUBMITTED, ProposalState.WITHDRAWN},
    ProposalState.SUBMITTED: {
        ProposalState.DRAFT,
        ProposalState.RETURNED,
        ProposalState.PUBLISHED,
        ProposalState.WITHDRAWN,
    },
    ProposalState.RETURNED: {ProposalState.SUBMITTED, ProposalState.WITHDRAWN},
    ProposalState.PUBLISHED: set(),
    ProposalState.WITHDRAWN: set(),
}


def start(
    author: User,
    values: Mapping[str, Any],
    *,
    outlet: Outlet | None = None,
    area: Area | str | None = None,
    note: str = "",
    seen: Mapping[str, Any] | None = None,
) -> Proposal:
    """A draft. `seen`: the values that the author's form was filled with (`seal`), else those of now."""
    wanted = tidy(values)
    scope = scope_of(author)
    here = (area.pk if isinstance(area, Area) else area) or (scope.area_id if scope else None)
    if outlet is None and not wanted.get("area"):
        wanted["area"] = here
    proposal = Proposal(author=author, outlet=outlet, new=outlet is None, note=note)
    fill(proposal, wanted, seen)
    if outlet is None and proposal.area_id is None:
        proposal.area_id = here
    require(author, Right.PROPOSE, proposal.area_id)
    proposal.save()
    return proposal


def revise(
    proposal: Proposal, values: Mapping[str, Any], by: User, seen: Mapping[str, Any] | None = None
) -> Proposal:
    """Other values for a draft or a returned proposal; who decides may correct one that was handed in."""
    with _locked(proposal) as held:
        if held.state == ProposalState.SUBMITTED:
            _require_everywhere(by, Right.PUBLISH, held)
        elif held.state not in (ProposalState.DRAFT, ProposalState.RETURNED):
            _refuse_change(held)
        require(by, Right.PROPOSE, held.area_id)
        if fill(held, tidy(values), seen):
            held.outside_confirmed_by = None
        require(by, Right.PROPOSE, held.area_id)
        held.save()
    return proposal


def hand_in(proposal: Proposal, by: User, *, outside: bool | None = None) -> Proposal:
    """Submits, and publishes at once where `by` may. ValidationError by field; Conflict leaves it as it was.

    `outside`: the place lies outside its division; then it waits until a district confirms that.
    """
    with _locked(proposal) as held:
        require(by, Right.PROPOSE, held.area_id)
        _say_problems(held)
        _move(held, ProposalState.SUBMITTED)
        held.submitted_at, held.reason = now(), ""
        held.save()
        if _may_everywhere(by, Right.PUBLISH, held) and not (outside and not held.outside_confirmed_by_id):
            _publish(held, by, outside)
    return proposal


def publish(proposal: Proposal, by: User, *, outside: bool | None = None) -> Outlet:
    """Writes it into the register, or nothing: Conflict, ValidationError, PermissionDenied."""
    with _locked(proposal) as held:
        return _publish(held, by, outside)


def confirm_outside(proposal: Proposal, by: User) -> Proposal:
    """Lets the place stand outside its division."""
    with _locked(proposal) as held:
        require(by, Right.CONFIRM_OUTSIDE, held.area_id)
        held.outside_confirmed_by = by
        held.save()
    return proposal


def send_back(proposal: Proposal, by: User, reason: str) -> Proposal:
    with _locked(proposal) as held:
        _require_everywhere(by, Right.PUBLISH, held)
        if not reason.strip():
            raise ValidationError({"reason": gettext("退回要写原因。")})
        _move(held, ProposalState.RETURNED)
        held.reason = reason.strip()
        _decide(held, by)
    return proposal


def withdraw(proposal: Proposal, by: User) -> Proposal:
    """For good, by its author or by who decides."""
    with _locked(proposal) as held:
        _require_own(by, held)
        _move(held, ProposalState.WITHDRAWN)
        _decide(held, by)
    return proposal


def take_back(proposal: Proposal, by: User) -> Proposal:
    """From the queue to the author's drafts, so that it can be changed."""
    with _locked(proposal) as held:
        _require_own(by, held)
        _move(held, ProposalState.DRAFT)
        held.save()
    return proposal


def settle(proposal: Proposal, by: User, *, keep: Collection[str]) -> Proposal:
    """Ends a conflict: the proposal's word stands for the fields to keep, the register's for the others."""
    with _locked(proposal) as held:
        require(by, Right.PROPOSE, held.area_id)
        _require_open(held)
        for change in conflicts(held):
            if change.field in keep and held.outlet:
                held.before[change.field] = values_of(held.outlet)[change.field]
            else:
                del held.values[change.field], held.before[change.field]
        held.save()
    return proposal


@contextmanager
def _locked(proposal: Proposal) -> Iterator[Proposal]:
    """The row itself, nobody else's until the end; then the caller's object says what became of it."""
    with transaction.atomic():
        held = Proposal.objects.select_for_update().get(pk=proposal.pk)
        if held.outlet_id:
            held.outlet = Outlet.objects.select_for_update().get(pk=held.outlet_id)
        yield held
    proposal.refresh_from_db()


def _move(held: Proposal, state: ProposalState) -> None:
    if state not in NEXT[ProposalState(held.state)]:
        words = gettext("这张登记单现在是“{state}”，不能变成“{wanted}”。")
        raise ValidationError(words.format(state=held.get_state_display(), wanted=state.label))
    held.state = state


def _require_open(held: Proposal) -> None:
    if not NEXT[ProposalState(held.state)]:
        _refuse_change(held)


def _refuse_change(held: Proposal) -> NoReturn:
    words = gettext("这张登记单{state}，不能再改。")
    raise ValidationError(words.format(state=held.get_state_display()))


def _decide(held: Proposal, by: User) -> None:
    held.decided_by, held.decided_at = by, now()
    held.save()


def _require_own(by: User, held: Proposal) -> None:
    """Its author, as long as it is in the author's place; else who decides."""
    if held.author_id == by.pk:
        require(by, Right.PROPOSE, held.area_id)
    else:
        _require_everywhere(by, Right.PUBLISH, held)


def _require_everywhere(by: User, right: Right, held: Proposal) -> None:
    for code in _codes(held):
        require(by, right, code)


def _may_everywhere(by: User, right: Right, held: Proposal) -> bool:
    return all(may(by, right, code) for code in _codes(held))


def _codes(held: Proposal) -> set[str | None]:
    """Every division it concerns: where it is registered, where it goes, where it came from."""
    codes = {held.area_id, held.values.get("area", held.area_id)}
    if held.outlet:
        codes.add(held.outlet.area_id)
    if old := _left(held.values):
        codes.add(old.area_id)
    return codes


def _left(values: Values) -> Outlet | None:
    """The place that a new outlet has moved away from."""
    old = values.get(MOVED_FROM)
    return Outlet.objects.select_for_update().filter(pk=old["outlet"]).first() if old else None


def _say_problems(held: Proposal) -> None:
    problems = problems_of(held.values, held.outlet)
    if problems:
        raise ValidationError({name: list(words) for name, words in problems.items()})


def _publish(held: Proposal, by: User, outside: bool | None) -> Outlet:
    _require_everywhere(by, Right.PUBLISH, held)
    _move(held, ProposalState.PUBLISHED)
    _check_place(held, outside)
    if clash := conflicts(held):
        raise Conflict(clash)
    _say_problems(held)
    outlet = held.outlet or Outlet(source=Source.OFFICE)
    wanted = _changes(held, outlet, by)
    reason = f"登记单 {held.pk}" + (f"：{held.note}" if held.note else "")
    if wanted:
        write(outlet, wanted, stamp(outlet, by, reason))
    if old := _left(held.values):
        _leave(old, held.values[MOVED_FROM], outlet, by, reason)
    held.outlet = outlet
    held.photos.update(outlet=outlet)
    held.reports.filter(outcome="").update(outcome=Outcome.UPDATED, answered_at=now())
    _decide(held, by)
    return outlet


def _check_place(held: Proposal, outside: bool | None) -> None:
    if not touches_place(held):
        return
    if outside is None:
        raise ValueError("the place changes: say whether it is outside its division")
    if outside and not held.outside_confirmed_by_id:
        raise ValidationError({"lat": gettext("位置在所属街道或社区之外，要区里先确认。")})


def _changes(held: Proposal, outlet: Outlet, by: User) -> Values:
    """What differs from the register; a place of OpenStreetMap that an office changes is the office's now."""
    if outlet.pk is None:
        return {name: value for name, value in held.values.items() if name != MOVED_FROM}
    there = values_of(outlet)
    changes = {name: value for name, value in held.values.items() if value != there[name]}
    if changes and outlet.source == Source.OSM and not outlet.verified:
        return {**verified(by), **changes}
    return changes


def _leave(old: Outlet, left: Values, to: Outlet, by: User, reason: str) -> None:
    """The old place says where its trade has gone."""
    gone = moved(date.fromisoformat(left["on"]), left["reason"], to)
    write(old, gone, stamp(old, by, reason))
