"""Writing the good rows of an upload: into the register, or as proposals that wait for the district."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.contrib.auth.models import User
from django.db import DatabaseError, transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import now

from lifecircle.exchange.plans import BATCH, Plan, chunks, complaints
from lifecircle.exchange.problems import Refused
from lifecircle.language.marked import Told
from lifecircle.language.marked import told as _
from lifecircle.language.told import every
from lifecircle.staff.access import may
from lifecircle.staff.rights import Right
from outlets import exchange
from outlets.exchange.columns import COLUMNS
from outlets.exchange.matching import identical, identity, registered
from outlets.exchange.plans import RULES
from outlets.history_rows import Stamp
from outlets.models import Outlet, Proposal, ProposalState, RowVerdict, Upload, UploadRow, UploadState
from outlets.uploads import drafts
from outlets.uploads.changes import told_changes
from outlets.values import LINKS, OWN, tidy
from outlets.words import Words

GOOD = Q(verdict__in=[RowVerdict.NEW, RowVerdict.CHANGED]) | Q(verdict=RowVerdict.DUPLICATE, not_same=True)
GONE = _("没有写入：预览以后，这家店被删掉了")
WRITTEN = ["remarks", "values", "outlet", "proposal", "applied"]


def is_new(row: UploadRow) -> bool:
    """Whether a good row is to be registered; a changed outlet that is gone since has no number either."""
    return row.verdict != RowVerdict.CHANGED


def good_rows(upload: Upload) -> QuerySet[UploadRow]:
    """Those that applying would write."""
    return upload.rows.filter(GOOD).order_by("number")


def publishes(by: User, upload: Upload) -> bool:
    """Whether applying writes into the register; else the rows become proposals."""
    return may(by, Right.PUBLISH, upload.scope or None)


def apply(upload: Upload, by: User) -> None:
    """Writes the good rows in one transaction; raises Refused. What cannot be written any more says so."""
    with locked(upload, UploadState.READY) as held:
        rows = list(good_rows(held))
        if not rows:
            raise Refused(_("没有一行可以导入。"))
        if publishes(by, held):
            _publish(held, rows, Stamp(by, now(), f"导入 {held.file_name}"))
        else:
            _propose(held, rows, by)
        held.state, held.applied_at = UploadState.APPLIED, now()
        held.tell(_summary(rows))
        held.save()
        keep(rows)


@contextmanager
def locked(upload: Upload, state: UploadState) -> Iterator[Upload]:
    """The upload's row, nobody else's until the end; raises Refused where it is in another state by now."""
    try:
        with transaction.atomic():
            held = Upload.objects.select_for_update().get(pk=upload.pk)
            if held.state != state:
                now_is = every(held.get_state_display)
                raise Refused(_("这份表现在是“{state}”，这一步已经办过或不能再办。", state=now_is))
            yield held
    except DatabaseError as error:
        words = _(
            "数据库没有收下，可能有人同时在改同样的内容；什么都没有写入，请再试一次（{error}）。",
            error=str(error),
        )
        raise Refused(words) from error
    upload.refresh_from_db()


def keep(rows: Sequence[UploadRow]) -> None:
    """Saves what became of the rows; an upsert, for bulk_update would send a CASE of every row."""
    UploadRow.objects.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=["id"], update_fields=WRITTEN
    )


def _publish(upload: Upload, rows: Sequence[UploadRow], stamp: Stamp) -> None:
    plan = Plan[Outlet]()
    there = _outlets(rows)
    taken = _taken(rows)
    for row in rows:
        record = Outlet() if is_new(row) else there.get(row.outlet_id or 0)
        late = _too_late(row, record, taken)
        if late or record is None:
            row.remark(*late)
            continue
        draft = drafts.draft_of(row.number, record, row.values)
        problems = complaints(draft, RULES, COLUMNS)
        row.remark(*(_("没有写入：{words}", words=problem.words) for problem in problems))
        if not problems:
            plan.take(draft)
    exchange.apply(plan, stamp)
    written = {draft.row: draft for draft in [*plan.new, *plan.changed]}
    for row in rows:
        if done := written.get(row.number):
            row.applied, row.outlet = True, done.record
            if done.new:
                links = {name: row.values.get(name, []) for name in LINKS}
                row.values = drafts.exact_values(done.record, OWN) | links


def _outlets(rows: Sequence[UploadRow]) -> dict[int, Outlet]:
    """The registered outlets that the rows change, locked, with their links."""
    pks = [row.outlet_id for row in rows if row.outlet_id]
    outlets = Outlet.objects.select_for_update().order_by("pk")
    linked = outlets.prefetch_related("further_categories", "service_items", "entrances")
    return {outlet.pk: outlet for some in chunks(pks) for outlet in linked.filter(pk__in=some)}


def _taken(rows: Sequence[UploadRow]) -> dict[int, int]:
    """Row numbers of new outlets that somebody has registered since, to the 编号."""
    new = [row for row in rows if is_new(row)]
    numbered = {
        row.number: (row.values["source"], row.values["source_id"])
        for row in new
        if row.values.get("source_id")
    }
    unnumbered = {
        row.number: identity(*(row.values[name] for name in ("name", "category", "lat", "lng")))
        for row in new
        if row.number not in numbered
    }
    by_number = registered(set(numbered.values()))
    by_place = identical({key for key in unnumbered.values() if key})
    found = {number: by_number[key] for number, key in numbered.items() if key in by_number}
    return found | {number: by_place[key][0][0] for number, key in unnumbered.items() if by_place.get(key)}


def _too_late(row: UploadRow, record: Outlet | None, taken: dict[int, int]) -> list[Told]:
    """Why a row cannot be written any more: what somebody did since the preview."""
    if record is None:
        return [GONE]
    if row.number in taken:
        return [_("没有写入：预览以后，有人登记了同一家（编号 {pk}）", pk=taken[row.number])]
    if is_new(row):
        return []
    now_there = drafts.exact_values(record, list(row.before))
    changed = {
        name: value for name, value in now_there.items() if value not in (row.before[name], row.values[name])
    }
    changes = told_changes(row.before, changed, every(Words))
    return [_("没有写入：预览以后有人改过 {change}", change=change) for change in changes]


def _propose(upload: Upload, rows: Sequence[UploadRow], by: User) -> None:
    areas = dict(
        pair
        for some in chunks([row.outlet_id for row in rows if row.outlet_id])
        for pair in Outlet.objects.filter(pk__in=some).values_list("pk", "area_id")
    )
    for row in rows:
        if is_new(row) or row.outlet_id in areas:
            row.applied = True
            row.proposal = Proposal(
                outlet_id=row.outlet_id,
                new=is_new(row),
                name=row.name,
                area_id=areas.get(row.outlet_id or 0) or row.values.get("area"),
                values=tidy(row.values),
                before=tidy(row.before),
                note=f"导入 {upload.file_name} 第 {row.number} 行"[:200],
                state=ProposalState.SUBMITTED,
                submitted_at=now(),
                author=by,
            )
        else:
            row.remark(GONE)
    proposals = [row.proposal for row in rows if row.proposal]
    Proposal.objects.bulk_create(proposals, batch_size=BATCH)
    for row in rows:
        row.proposal = row.proposal  # the number that it has now


def _summary(rows: Sequence[UploadRow]) -> Told:
    done = [row for row in rows if row.applied]
    new, left = sum(map(is_new, done)), len(rows) - len(done)
    counts = {"count": len(done), "new": new, "changed": len(done) - new}
    if any(row.proposal for row in done):
        words = _("交了 {count} 张登记单等区里审核：新增 {new}，修改 {changed}", **counts)
    else:
        words = _("写入 {count} 行：新增 {new}，修改 {changed}", **counts)
    if left:
        return _("{words}；{left} 行没有写入，原因写在各行。", words=words, left=left)
    return _("{words}。", words=words)
