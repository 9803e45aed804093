"""The published outlets in memory: one grid a process, kept current by the revision that triggers write.

A question costs one small query (which revision is it?) and no search in the database. When outlets have
changed, only those are read again; when the change log does not reach back far enough, all are.
"""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import numpy as np
from django.db import connection
from django.db.models import Max
from django.utils.timezone import localdate

from lifecircle.walking import PointGrid
from lifecircle.walking.entrances import NO_ENTRANCES, Entrances
from outlets.models import Change, Entrance, Outlet, Revision
from outlets.models.outlet import ON_MAP

COLUMNS = ("pk", "lat", "lng")
DOOR_COLUMNS = ("outlet_id", "lat", "lng", "name")
# In plain SQL, because every question asks it and nothing else of the database
MARKS = """
SELECT register.number, register.changed_at, tables.number, tables.changed_at
FROM (SELECT 1 AS id) one
LEFT JOIN outlets_revision register ON register.id = one.id
LEFT JOIN outlets_referencerevision tables ON tables.id = one.id
"""
LOG_ROWS = 20_000
FEW = 2_000  # more changed outlets than this: reading all is simpler and no slower


@dataclass(frozen=True, slots=True, eq=False)
class IndexChange:
    """What differs from the index of revision `since`: outlets new or moved, and ids gone from the map."""

    since: int
    ids: np.ndarray
    lats: np.ndarray
    lngs: np.ndarray
    gone: np.ndarray


class Marks(NamedTuple):
    """What the triggers have written: of the outlets, then of the tables that concern all of them."""

    number: int | None
    changed_at: Any  # as the driver gives it: only ever compared
    tables_number: int | None
    tables_changed_at: Any

    @property
    def tables(self) -> tuple[int, Any] | None:
        """None where nothing has marked the tables, so that nothing made from them may be kept."""
        return None if self.tables_number is None else (self.tables_number, self.tables_changed_at)


NO_MARKS = Marks(None, None, None, None)


@dataclass(frozen=True, slots=True, eq=False)
class OutletIndex:
    """A grid of outlet ids, the doors of those that have several, the revision it was made from, when that
    was, and how it came from the last."""

    grid: PointGrid
    number: int
    changed_at: datetime | None
    entrances: Entrances = NO_ENTRANCES
    change: IndexChange | None = None
    logged: int | None = None  # the last row of the change log that is in it
    marks: Marks = NO_MARKS

    def is_of(self, revision: Revision) -> bool:
        return (self.number, self.changed_at) == (revision.number, revision.changed_at)


_lock = threading.Lock()
_kept: OutletIndex | None = None


def current() -> OutletIndex:
    """The index of the register as it is now."""
    global _kept
    marks = _marks()
    kept = _kept
    if kept is not None and kept.marks == marks:
        return kept
    revision = Revision.objects.first() or Revision(number=0, changed_at=datetime.min.replace(tzinfo=UTC))
    if connection.in_atomic_block:  # what is seen here may never be committed: use it, do not keep it
        return replace(_read_all(revision), marks=marks)
    with _lock:
        kept = _kept
        if kept is None or kept.marks != marks:
            _kept = kept = replace(_read(kept, revision), marks=marks)
        return kept


def _marks() -> Marks:
    with connection.cursor() as cursor:
        cursor.execute(MARKS)
        return Marks(*cursor.fetchone())


def _read(kept: OutletIndex | None, revision: Revision) -> OutletIndex:
    if kept is None:
        return _read_all(revision)
    if kept.is_of(revision):  # only the tables have changed
        ids, places = np.empty(0, np.int64), np.empty(0, np.float64)
        return replace(kept, change=IndexChange(kept.number, ids, places, places, ids))
    return _read_changes(kept, revision)


def changed_on() -> date | None:
    """The day of the last change, in Chinese time; None where nothing was ever registered."""
    revision = Revision.objects.first()
    return localdate(revision.changed_at) if revision else None


def forget() -> None:
    """Drop what is kept: after a flush the numbers start again."""
    global _kept
    _kept = None


def _read_all(revision: Revision) -> OutletIndex:
    logged = _last_logged(revision)
    rows = Outlet.objects.published().order_by().values_list(*COLUMNS)
    table = _table(rows.iterator(chunk_size=20_000))
    grid = PointGrid(table["pk"], table["lat"], table["lng"])
    doors = Entrance.objects.filter(outlet__status__in=ON_MAP).order_by("pk").values_list(*DOOR_COLUMNS)
    entrances = Entrances.of(doors.iterator(chunk_size=20_000))
    return OutletIndex(grid, revision.number, revision.changed_at, entrances, logged=logged)


def _read_changes(kept: OutletIndex, revision: Revision) -> OutletIndex:
    """The kept grid with the outlets of later changes put in anew or taken out."""
    logged = _last_logged(revision)
    changed = _changed_since(kept, revision.number)
    if changed is None:
        return _read_all(revision)
    table = _table(Outlet.objects.published().filter(pk__in=changed).order_by().values_list(*COLUMNS))
    gone = np.setdiff1d(np.array(changed, dtype=np.int64), table["pk"])
    change = IndexChange(kept.number, table["pk"], table["lat"], table["lng"], gone)
    grid = kept.grid.replaced(change.ids, change.lats, change.lngs, change.gone)
    doors = Entrance.objects.filter(outlet__in=change.ids.tolist()).order_by("pk").values_list(*DOOR_COLUMNS)
    entrances = kept.entrances.replaced(Entrances.of(doors), np.array(changed, dtype=np.int64))
    return OutletIndex(grid, revision.number, revision.changed_at, entrances, change, logged)


def _last_logged(revision: Revision) -> int | None:
    """The newest row of the log for the revision; by its id, for numbers begin anew in an emptied table."""
    last: int | None = Change.objects.filter(number=revision.number).aggregate(last=Max("pk"))["last"]
    return last


def _changed_since(kept: OutletIndex, latest: int) -> list[int] | None:
    """Ids written since; None where the log does not hold every revision between, or holds too much."""
    if kept.logged is None or latest <= kept.number or not Change.objects.filter(pk=kept.logged).exists():
        return None  # what this index knows last was pruned: more may be missing
    later = Change.objects.filter(pk__gt=kept.logged, number__lte=latest)
    if later.order_by().values("number").distinct().count() != latest - kept.number:
        return None
    ids = list(later.order_by().values_list("outlet_id", flat=True).distinct()[: FEW + 1])
    return ids if len(ids) <= FEW else None


def _table(rows: Iterable[tuple[int, float, float]]) -> np.ndarray:
    return np.fromiter(rows, dtype=[("pk", np.int64), ("lat", np.float64), ("lng", np.float64)])


def prune(keep: int = LOG_ROWS) -> int:
    """Drops all but the newest rows of the change log; who has not read them yet reads all outlets anew."""
    newest = Change.objects.aggregate(last=Max("pk"))["last"] or 0
    dropped, _ = Change.objects.filter(pk__lte=newest - keep).delete()
    return dropped
