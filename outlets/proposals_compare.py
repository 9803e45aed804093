"""A proposal beside the register: what it changes, what its author saw, what others changed meanwhile."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from lifecircle.areas.models import Area
from outlets.histories import last_acts, names_of
from outlets.models import Outlet, Proposal
from outlets.values import Values, blank_values, values_of
from outlets.words import FieldChange, Words

PLACE = ("lat", "lng", "area")
SALT = "outlet seen"


class Conflict(Exception):  # noqa: N818 - it is told to the second of two, with what the first did
    """Somebody else changed the same fields meanwhile."""

    def __init__(self, changes: list[FieldChange]) -> None:
        pattern = gettext("{who}把{field}改成了“{now}”")
        said = [
            pattern.format(who=change.by or gettext("有人"), field=change.label, now=change.now)
            for change in changes
        ]
        words = gettext("您填写的时候，{said}。请看一看再决定用哪个。")
        super().__init__(words.format(said=gettext("；").join(said)))
        self.changes = changes


def seal(outlet: Outlet) -> str:
    """What a form about the outlet was filled with, for a hidden field: nobody alters it on the way."""
    return signing.dumps(values_of(outlet), salt=SALT, compress=True)


def unseal(text: str) -> Values:
    """ValidationError where the text is not what `seal` gave."""
    try:
        found: Values = signing.loads(text, salt=SALT)
    except signing.BadSignature as error:
        raise ValidationError(gettext("页面放得太久了，请重新打开再填。")) from error
    return found


def fill(proposal: Proposal, wanted: Values, seen: Mapping[str, Any] | None) -> bool:
    """Puts tidy values into a proposal, leaving alone what they do not name. Whether the place changed."""
    place = [proposal.values.get(name) for name in PLACE]
    if proposal.new or proposal.outlet is None:
        proposal.values = {**proposal.values, **wanted}
    else:
        _fill_changes(proposal, wanted, {**_now(proposal), **(seen or {}), **proposal.before})
    proposal.name = str(proposal.values.get("name") or proposal.outlet or "")[:80]
    _fill_area(proposal)
    return place != [proposal.values.get(name) for name in PLACE]


def _fill_changes(proposal: Proposal, wanted: Values, base: Mapping[str, Any]) -> None:
    for name, value in wanted.items():
        if name in base and value == base[name]:
            proposal.values.pop(name, None)
            proposal.before.pop(name, None)
        else:
            proposal.values[name] = value
            proposal.before[name] = base.get(name)


def _fill_area(proposal: Proposal) -> None:
    """Where it waits: an outlet's own division, else the one it is meant for."""
    if proposal.outlet and not proposal.new:
        proposal.area_id = proposal.outlet.area_id
        return
    code = proposal.values.get("area")
    if isinstance(code, str) and Area.objects.filter(pk=code).exists():
        proposal.area_id = code


def touches_place(proposal: Proposal) -> bool:
    return proposal.new or any(name in proposal.values for name in PLACE)


def differences(proposal: Proposal, words: Words | None = None) -> list[FieldChange]:
    """What it would change, in words; of a new outlet all that it says.

    With `words` shared among many, as a list of them does, nothing is asked about how the outlet stands now.
    """
    blank = blank_values()
    before = proposal.before if not proposal.new else {}
    after = {
        name: value
        for name, value in proposal.values.items()
        if not proposal.new or value not in (blank.get(name), None, "", [])
    }
    now = None if proposal.new or words else _now(proposal)
    return (words or Words()).changes(before, after, now)


def conflicts(proposal: Proposal) -> list[FieldChange]:
    """The fields that somebody else has given another value since the author saw them."""
    if proposal.new or proposal.outlet is None:
        return []
    now = _now(proposal)
    clash = {
        name: value
        for name, value in proposal.values.items()
        if name in now and now[name] != proposal.before.get(name) and now[name] != value
    }
    if not clash:
        return []
    acts = last_acts(proposal.outlet, clash)
    names = names_of({act.by_id for act in acts.values()})
    return [
        replace(change, by=names.get(act.by_id, ""), at=act.at) if (act := acts.get(change.field)) else change
        for change in Words().changes(proposal.before, clash, now)
    ]


def _now(proposal: Proposal) -> Values:
    """The register itself: the proposal may hold an older copy of its outlet."""
    return values_of(Outlet.objects.get(pk=proposal.outlet.pk)) if proposal.outlet else {}
