"""Taking an upload back as one: what nobody has touched since goes back, the rest is told by row."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate, now

from lifecircle.exchange.plans import Plan, chunks
from lifecircle.language.marked import told as _
from lifecircle.language.told import every
from outlets import exchange
from outlets.exchange.links import FurtherCategory, remove_entrances, remove_services
from outlets.history_rows import Stamp, write_rows
from outlets.models import (
    OPEN_STATES,
    DuplicateVerdict,
    Outlet,
    Photo,
    Proposal,
    ProposalState,
    Report,
    Status,
    Upload,
    UploadRow,
    UploadState,
)
from outlets.uploads import drafts
from outlets.uploads.applying import is_new, keep, locked
from outlets.words import label_of

DELETED = _("没有动：这家店已经被删掉了")
# what hangs on an outlet and would be lost with it
ATTACHED: tuple[tuple[type[models.Model], str, str], ...] = (
    (Report, "outlet", _("居民来信")),
    (Photo, "outlet", _("照片")),
    (Proposal, "outlet", _("登记单")),
    (Outlet, "moved_to", _("搬到这里的网点")),
    (Outlet, "merged_into", _("并到这里的网点")),
)


def undo(upload: Upload, by: User) -> None:
    """Takes back what an upload wrote, in one transaction; raises Refused. What stays says why in its row."""
    with locked(upload, UploadState.APPLIED) as held:
        stamp = Stamp(by, now(), f"撤销导入 {held.file_name}")
        rows = list(held.rows.filter(applied=True).select_related("proposal").order_by("number"))
        written = [row for row in rows if row.proposal is None]
        # the new ones first: a number that a restored outlet had may have gone to one of them
        back = [
            *_withdraw([row for row in rows if row.proposal], by),
            *_take_away([row for row in written if is_new(row)], stamp),
            *_restore([row for row in written if not is_new(row)], stamp),
        ]
        keep(rows)
        held.state, held.undone_at = UploadState.UNDONE, now()
        left = len(rows) - len(back)
        if left:
            held.tell(_("撤销了 {count} 行；{left} 行没有动，原因写在各行。", count=len(back), left=left))
        else:
            held.tell(_("撤销了 {count} 行。", count=len(back)))
        held.save()


def _withdraw(rows: Sequence[UploadRow], by: User) -> list[UploadRow]:
    """Proposals that still wait; one that was decided on is no longer the upload's."""
    back = []
    for row in rows:
        proposal = row.proposal
        if proposal and proposal.state in OPEN_STATES:
            proposal.state, proposal.decided_by, proposal.decided_at = ProposalState.WITHDRAWN, by, now()
            back.append(row)
        elif proposal:
            row.remark(_("没有撤回：登记单{state}", state=every(proposal.get_state_display)))
    proposals = [row.proposal for row in back if row.proposal]
    Proposal.objects.bulk_update(proposals, ["state", "decided_by", "decided_at"], batch_size=200)
    return back


def _take_away(rows: Sequence[UploadRow], stamp: Stamp) -> list[UploadRow]:
    """New outlets as they were written are deleted; closed where something hangs on them already."""
    there = _there(rows)
    attached = _attached(list(there))
    gone, closed = list[UploadRow](), list[UploadRow]()
    for row in rows:
        outlet = there.get(row.outlet_id or 0)
        if outlet is None:
            row.remark(DELETED)
        elif touched := _touched(outlet, row.values):
            row.remark(_("没有动：导入以后有人改过{fields}", fields=touched))
        elif outlet.pk in attached:
            row.remark(_("改成了“关闭”，没有删：已经有{what}", what=attached[outlet.pk]))
            closed.append(row)
        else:
            gone.append(row)
    _close([there[row.outlet_id] for row in closed if row.outlet_id], stamp)
    _delete([there[row.outlet_id] for row in gone if row.outlet_id], stamp)
    for row in gone:
        row.outlet = None
    return [*gone, *closed]


def _restore(rows: Sequence[UploadRow], stamp: Stamp) -> list[UploadRow]:
    """What was changed gets back what was there before."""
    there = _there(rows)
    plan, back = Plan[Outlet](), list[UploadRow]()
    for row in rows:
        outlet = there.get(row.outlet_id or 0)
        if outlet is None:
            row.remark(DELETED)
        elif touched := _touched(outlet, row.values):
            row.remark(_("没有动：导入以后有人改过{fields}", fields=touched))
        else:
            plan.take(drafts.draft_of(row.number, outlet, row.before))
            back.append(row)
    exchange.apply(plan, stamp)
    return back


def _there(rows: Sequence[UploadRow]) -> dict[int, Outlet]:
    """The outlets of rows, locked, with their links."""
    outlets = Outlet.objects.select_for_update().order_by("pk")
    linked = outlets.prefetch_related("further_categories", "service_items", "entrances")
    pks = [row.outlet_id for row in rows if row.outlet_id]
    return {outlet.pk: outlet for some in chunks(pks) for outlet in linked.filter(pk__in=some)}


def _touched(outlet: Outlet, written: Mapping[str, Any]) -> list[dict[str, str]]:
    """What the fields are called that no longer say what was written."""
    there = drafts.exact_values(outlet, list(written))
    names = [name for name, value in there.items() if value != written[name]]
    return [every(partial(label_of, name)) for name in names]


def _attached(pks: Sequence[int]) -> dict[int, str]:
    """What hangs on outlets, in words."""
    return {
        pk: words
        for model, name, words in ATTACHED
        for some in chunks(pks)
        for pk in model._default_manager.filter(**{f"{name}__in": some}).values_list(name, flat=True)
    }


def _close(outlets: Sequence[Outlet], stamp: Stamp) -> None:
    plan = Plan[Outlet]()
    closing = {"status": Status.CLOSED.value, "status_on": localdate().isoformat(), "status_until": None}
    for outlet in outlets:
        plan.take(drafts.draft_of(outlet.pk, outlet, closing | {"status_reason": stamp.reason[:120]}))
    exchange.apply(plan, stamp)


def _delete(outlets: Sequence[Outlet], stamp: Stamp) -> None:
    """In bulk, history first: deleting through signals would write it one outlet at a time."""
    write_rows(list(outlets), kind="-", by=stamp.by, reason=stamp.reason, at=stamp.at)
    remove_services([item for outlet in outlets for item in outlet.service_items.all()], stamp)
    remove_entrances([door for outlet in outlets for door in outlet.entrances.all()], stamp)
    for some in chunks([outlet.pk for outlet in outlets]):
        FurtherCategory.objects.filter(outlet_id__in=some).delete()
        DuplicateVerdict.objects.filter(Q(first__in=some) | Q(second__in=some)).delete()
        UploadRow.objects.filter(outlet__in=some).update(outlet=None)
        gone = Outlet.objects.filter(pk__in=some)
        gone._raw_delete(gone.db)
