"""A table of outlets that came in: kept as it is, refused in words, or opened into rows to judge."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext

from lifecircle.datum import CoordinateSystem
from lifecircle.exchange.cells import Cell, Limits
from lifecircle.exchange.columns import matched
from lifecircle.exchange.kinds import folded
from lifecircle.exchange.problems import Problem, Refused
from lifecircle.exchange.sheets import Sheet, sheet_of
from lifecircle.exchange.tables import Table, checked_ending, read_table
from lifecircle.language.marked import told as _
from lifecircle.language.told import every, say
from outlets.exchange.columns import COLUMNS
from outlets.exchange.plans import KEYS
from outlets.models import Upload, UploadState
from outlets.uploads.packed import packed

MOST_ROWS = 20_000
LIMITS = Limits(rows=MOST_ROWS, cells=1_500_000, unpacked_bytes=120_000_000)
EXAMPLE = "示例："  # begins the name in the rows that the template brings along
REMARKS = "导入说明"
# headings that offices' lists have and that are no column here; the remarks are our own
NOT_COLUMNS = frozenset(map(folded, (REMARKS, "序号")))
# what the template fills in beforehand: a row with nothing else is an empty one
PREFILLED = frozenset({"area", "system"})
LONGEST_NAME = 120


def start(
    name: str, content: bytes, system: CoordinateSystem, *, author: AbstractBaseUser, scope: str
) -> Upload:
    """Keeps a file; raises Refused for one that is too large or of a kind that is never read."""
    name = Path(name.replace("\\", "/")).name[-LONGEST_NAME:]
    check_size(len(content))
    with TemporaryDirectory() as folder:
        checked_ending(written(Path(folder), name, content))
    return Upload.objects.create(
        file_name=name, content=content, system=system.value, scope=scope, author_id=author.pk
    )


def check_size(size_bytes: int) -> None:
    if size_bytes > settings.UPLOAD_MB * 1_000_000:
        size_mb, most = size_bytes / 1_000_000, settings.UPLOAD_MB
        raise Refused(_("文件有 {size:.1f} MB，最多 {most} MB：请分成几份导入。", size=size_mb, most=most))


def open_table(upload: Upload) -> None:
    """Reads the whole file: cells to judge, or the words that say why it cannot be used. Saves the upload."""
    try:
        with TemporaryDirectory() as folder:
            path = written(Path(folder), upload.file_name, bytes(upload.content))
            table = _rows_to_judge(read_table(path, LIMITS))
        if problems := heading_problems(table, CoordinateSystem(upload.system)):
            raise Refused(_("{words}", words=every(lambda: _in_one(problems))))
        if not table.rows:
            raise Refused(_("除了表头和示例，一行内容也没有。"))
    except Refused as refused:
        upload.tell(refused.words)
        upload.state, upload.content = UploadState.REFUSED, b""
        upload.save()
        return
    upload.cells, upload.rows_total = packed(table), len(table.rows)
    upload.save()


def sheet_in(table: Table, system: CoordinateSystem) -> Sheet:
    return sheet_of(table, COLUMNS, KEYS, system=system, ignored=NOT_COLUMNS)


def heading_problems(table: Table, system: CoordinateSystem) -> list[Problem]:
    """What makes a table unusable as a whole."""
    sheet = sheet_in(Table(table.headings, table.heading_row, table.rows[:1]), system)
    whole = [problem for problem in sheet.problems if problem.row in (None, table.heading_row)]
    return [*matched(table, COLUMNS, NOT_COLUMNS)[1], *(whole if table.rows else [])]


def _in_one(problems: Sequence[Problem]) -> str:
    return gettext("；").join(dict.fromkeys(say(problem.told) for problem in problems))


def _rows_to_judge(table: Table) -> Table:
    """Without the template's examples, and the rows in which only what it prefilled stands."""
    places = matched(Table(table.headings, table.heading_row, []), COLUMNS, NOT_COLUMNS)[0].places
    name = next((place for place, column in places.items() if column.field == "name"), None)
    prefilled = {place for place, column in places.items() if column.field in PREFILLED}

    def counts(cells: Sequence[Cell]) -> bool:
        if name is not None and len(cells) > name and str(cells[name]).startswith(EXAMPLE):
            return False
        return any(cell for place, cell in enumerate(cells) if place not in prefilled)

    return Table(table.headings, table.heading_row, [row for row in table.rows if counts(row[1])])


def written(folder: Path, name: str, content: bytes) -> Path:
    """The file on disk, under a name of ours with the ending of its own."""
    path = folder / f"table{Path(name).suffix.lower()[:10]}"
    path.write_bytes(content)
    return path
