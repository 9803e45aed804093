"""Dropping an upload: nothing is written, and neither the file nor its rows are kept."""

from django.contrib.auth.models import User
from django.db import transaction

from lifecircle.exchange.problems import Refused
from lifecircle.language.marked import told as _
from lifecircle.language.told import every
from outlets.models import Upload, UploadState

DROPPABLE = (UploadState.READING, UploadState.READY)


def drop(upload: Upload, by: User) -> None:
    """Raises Refused where it has been written already."""
    with transaction.atomic():
        held = Upload.objects.select_for_update().get(pk=upload.pk)
        if held.state not in DROPPABLE:
            raise Refused(_("这份表现在是“{state}”，不能再丢掉。", state=every(held.get_state_display)))
        held.rows.all().delete()
        held.state, held.content, held.cells = UploadState.DROPPED, b"", b""
        held.tell(_("一行也没有导入，文件没有留下。"))
        held.save()
    upload.refresh_from_db()
