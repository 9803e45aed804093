"""Makers for tables that an office sends in: one call, one upload, read to its end."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.contrib.auth.models import User
from django.utils import translation
from openpyxl import Workbook

from communities.office.places import Places
from lifecircle.datum import CoordinateSystem
from lifecircle.language.told import say
from lifecircle.staff.access import may, scope_of
from lifecircle.staff.rights import Right
from outlets.models import Outlet, ServiceItem, Upload, UploadState
from outlets.uploads import opening, reading
from outlets.uploads.judging import Ground
from tests import in_english

HEAD = ["名称", "主业态", "纬度", "经度"]
ROW = ["惠民便利店", "便利店", "36.1134", "103.6093"]
FAR_ROW = ["远处店", "便利店", "36.2934", "103.6093"]


def csv_bytes(*rows: Sequence[Any], encoding: str = "utf-8-sig") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode(encoding)


def xlsx_bytes(*rows: Sequence[Any], merge: str = "") -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    if merge:
        book.worksheets[0].merge_cells(merge)
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sent(
    by: User,
    content: bytes,
    name: str = "名单.csv",
    system: CoordinateSystem = CoordinateSystem.WGS84,
) -> Upload:
    """The upload as it stands once it is read."""
    scope = scope_of(by)
    assert scope is not None
    upload = opening.start(name, content, system, author=by, scope=scope.code)
    read_on(upload, by)
    _is_told_in_english(upload, content)
    return upload


def _is_told_in_english(upload: Upload, content: bytes) -> None:
    """Whatever is wrong with a table: all that its tests read in Chinese."""
    with TemporaryDirectory() as folder, translation.override("en"):
        path = Path(folder) / f"{Path(upload.file_name).name}"
        path.write_bytes(content)
        said = [upload.said, *(say(words) for row in upload.rows.all() for words in row.remarks)]
        known = in_english.typed(path) + in_english.registered()
        untold = [words for words in said if in_english.left(words, known)]
        assert untold == [], untold


def read_on(upload: Upload, by: User) -> None:
    outside = may(by, Right.CONFIRM_OUTSIDE, upload.scope or None)
    ground = Ground(upload.scope, Places.now(), may_stand_outside=outside)
    while upload.state == UploadState.READING:
        reading.step(upload, ground)


def verdicts(upload: Upload) -> list[str]:
    return [row.get_verdict_display() for row in upload.rows.order_by("number")]


def remarks(upload: Upload) -> list[str]:
    return ["；".join(map(say, row.remarks)) for row in upload.rows.order_by("number")]


def register() -> list[Any]:
    """All that the register holds of outlets, but when it was written and by what key."""
    items = ServiceItem.objects.order_by("outlet", "order", "name")
    further = Outlet.further_categories.through.objects.order_by("outlet", "category")
    outlets = Outlet.objects.order_by("pk").values()
    return [
        *({name: value for name, value in row.items() if name != "updated_at"} for row in outlets),
        *items.values_list("outlet_id", "name", "price_yuan", "price_note", "order"),
        *further.values_list("outlet_id", "category_id"),
    ]
