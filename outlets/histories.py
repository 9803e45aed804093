"""Who changed an outlet, when, why and from what to what; and how it becomes again what it was."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localtime, now
from django.utils.translation import gettext

from lifecircle.staff.access import require
from lifecircle.staff.rights import Right
from outlets.checking import problems_of
from outlets.history_rows import Stamp, keep_first_rows, write_as_they_are
from outlets.history_states import Moment, moments
from outlets.models import Outlet
from outlets.reasons import RESTORED, UNSEEN
from outlets.values import Values, values_of
from outlets.words import FieldChange, Words
from outlets.writing import write

INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One act, newest first. `history_id` names the state after it for `restore`; None: it has none."""

    history_id: int | None
    at: datetime
    by: str
    reason: str
    changes: list[FieldChange]


def entries(outlet: Outlet) -> list[Entry]:
    """The whole history, newest first; the first entry says all that the outlet was."""
    acts = moments(outlet)
    names = names_of({act.by_id for act in acts})
    words, before = Words(), Values()
    found = []
    for act in acts:
        found.append(
            Entry(
                act.history_id,
                act.at,
                names.get(act.by_id, ""),
                act.reason,
                _changes(words, before, act.values),
            )
        )
        before = act.values
    return found[::-1]


def merged_entries(outlet: Outlet) -> list[tuple[Outlet, list[Entry]]]:
    """The histories of the outlets that were found to be this one."""
    return [(dropped, entries(dropped)) for dropped in outlet.merged_from.order_by("pk")]


def names_of(ids: Collection[int | None]) -> dict[int | None, str]:
    """How a history calls people: by their name, else by their account."""
    people = User.objects.filter(pk__in=[pk for pk in ids if pk is not None])
    return {user.pk: user.last_name + user.first_name or user.get_username() for user in people}


def last_acts(outlet: Outlet, names: Collection[str]) -> dict[str, Moment]:
    """The last act that gave each field another value."""
    found: dict[str, Moment] = {}
    before = Values()
    for act in moments(outlet):
        for name in names:
            if act.values.get(name) != before.get(name):
                found[name] = act
        before = act.values
    return found


def stamp(outlet: Outlet, by: User | None, reason: str) -> Stamp:
    """For a write to a locked outlet. What histories do not know of it yet is written down first."""
    if outlet.pk is None:
        return Stamp(by, now(), reason)
    keep_first_rows([outlet.pk])
    last = moments(outlet)[-1]
    if last.values != recorded(outlet):
        unseen = Stamp(None, max(now(), last.at + INSTANT), UNSEEN)
        write_as_they_are([outlet], unseen)
        return Stamp(by, unseen.at + INSTANT, reason)
    return Stamp(by, max(now(), last.at + INSTANT), reason)


def recorded(outlet: Outlet) -> Values:
    """What a history holds of an outlet."""
    return values_of(outlet) | {"merged_into": outlet.merged_into_id}


def way_back(outlet: Outlet, history_id: int) -> tuple[Moment, list[FieldChange]] | None:
    """That moment of the outlet, and what `restore` would change; None where it has no such moment."""
    act = next((act for act in moments(outlet) if act.history_id == history_id), None)
    if act is None:
        return None
    there = recorded(outlet)
    return act, Words().changes(there, {n: v for n, v in act.values.items() if v != there[n]})


@transaction.atomic
def restore(outlet: Outlet, history_id: int, by: User) -> Outlet:
    """Makes the outlet what it was after that act, as a new act. ValidationError where that cannot be."""
    held = Outlet.objects.select_for_update().get(pk=outlet.pk)
    act = next((act for act in moments(held) if act.history_id == history_id), None)
    if act is None:
        raise ValidationError(gettext("这家店没有这一条历史。"))
    for code in {held.area_id, act.values["area"]}:
        require(by, Right.PUBLISH, code)
    if act.values["merged_into"] is not None and act.values["merged_into"] != held.merged_into_id:
        raise ValidationError(gettext("那时它已并入别家；要再并，请在“查重”里合并。"))
    there = recorded(held)
    changes = {name: value for name, value in act.values.items() if value != there[name]}
    if changes:
        made = stamp(held, by, RESTORED.format(moment=f"{localtime(act.at):%Y-%m-%d %H:%M}"))
        if "merged_into" in changes:
            held.merged_into = None
        _check(changes, held)
        write(held, changes, made)
    return held


def _check(changes: Values, outlet: Outlet) -> None:
    own = {name: value for name, value in changes.items() if name != "merged_into"}
    if problems := problems_of(own, outlet):
        raise ValidationError({name: list(words) for name, words in problems.items()})


def _changes(words: Words, before: Values, after: Values) -> list[FieldChange]:
    if not before:
        before = dict.fromkeys(after)
        after = {name: value for name, value in after.items() if value not in (None, "", [])}
    return words.changes(before, {name: value for name, value in after.items() if value != before.get(name)})
