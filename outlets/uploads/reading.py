"""Reading an upload in steps of a bounded time: nothing runs in the background, whoever asks does a piece."""

import time
from collections.abc import Callable

from django.db import transaction

from lifecircle.datum import CoordinateSystem
from outlets.models import Upload, UploadRow, UploadState
from outlets.uploads.judging import Ground, judge
from outlets.uploads.opening import open_table, sheet_in
from outlets.uploads.packed import Packed
from outlets.uploads.twins import Register, mark_registered_twins, mark_twins

STEP_SECONDS = 1.5
ROWS_AT_ONCE = 1_000


def step(
    upload: Upload,
    ground: Ground,
    *,
    seconds: float | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Reads on until the time is over, and one piece at least; the upload then says how far it is.

    Opening the file is one piece (some 3 seconds for 10,000 rows), then 1,000 rows each, then comparing them.
    """
    until = clock() + (STEP_SECONDS if seconds is None else seconds)
    if upload.state == UploadState.READING and not upload.rows_total:
        _held(upload, open_table)
        if clock() >= until:
            return
    if upload.state != UploadState.READING:
        return
    packed, register = Packed(bytes(upload.cells)), Register()
    while upload.state == UploadState.READING:
        _held(upload, lambda held: _read_some(held, packed, ground, register))
        if clock() >= until:
            return


def _held(upload: Upload, piece: Callable[[Upload], None]) -> None:
    """Does a piece on the locked row; where somebody else has done it meanwhile, only looks."""
    with transaction.atomic():
        held = Upload.objects.select_for_update().get(pk=upload.pk)
        if (held.state, held.rows_read, held.rows_total) == (
            upload.state,
            upload.rows_read,
            upload.rows_total,
        ):
            piece(held)
    upload.__dict__.update(held.__dict__)


def _read_some(upload: Upload, packed: Packed, ground: Ground, register: Register) -> None:
    if upload.rows_read >= upload.rows_total:
        mark_twins(upload)
        upload.state, upload.cells = UploadState.READY, b""
        upload.save()
        return
    table = packed.piece(upload.rows_read, upload.rows_read + ROWS_AT_ONCE)
    rows = judge(sheet_in(table, CoordinateSystem(upload.system)), ground)
    for row in rows:
        row.upload = upload
    mark_registered_twins(rows, register)
    UploadRow.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)
    upload.rows_read += len(table.rows)
    upload.save(update_fields=["rows_read"])
