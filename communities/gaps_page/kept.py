"""Checks kept by each process until anything they rest on changes: register, homes, streets, day."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.timezone import localdate

from communities.gaps.check import CategoryLine, CircleCheck, check, streets_grey
from communities.models import Community, homes_mark
from communities.reach import Walker, walker

MOST = 300  # a check holds some 100 kB where residents are spread


@dataclass(frozen=True, slots=True, eq=False)
class Checked:
    """`revision` is equal where every figure is; "" where it cannot be told whether anything has changed."""

    check: CircleCheck
    walker: Walker
    revision: str


_lock = threading.Lock()
_kept: OrderedDict[Hashable, CircleCheck] = OrderedDict()
_grey: OrderedDict[tuple[str, str], dict[str, Any]] = OrderedDict()


def checked(circle: Community, at: datetime | None = None) -> Checked:
    """Two queries where it is kept."""
    now = walker()
    state = _state(circle, at, now)
    revision = hashlib.sha256(repr(state).encode()).hexdigest()[:20] if state else ""
    if state is None or connection.in_atomic_block:  # may never be committed: use it, do not keep it
        return Checked(check(circle, at=at, walker=now), now, revision)
    found = _kept.get(state)
    if found is None:
        with _lock:  # a core for a tenth of a second: one at a time
            found = _kept.get(state) or check(circle, at=at, walker=now)
            _kept[state] = found
            while len(_kept) > MOST:
                _kept.popitem(last=False)
    return Checked(found, now, revision)


def grey(found: Checked, line: CategoryLine) -> dict[str, Any]:
    """The streets that one category leaves grey, as GeoJSON."""
    key = found.revision, line.category.code
    if key in _grey:
        return _grey[key]
    made = streets_grey(found.check.circle, line.category, found.walker, at=found.check.at)
    if found.revision and not connection.in_atomic_block:
        _grey[key] = made
        while len(_grey) > MOST:
            _grey.popitem(last=False)
    return made


def forget() -> None:
    _kept.clear()
    _grey.clear()


def _state(circle: Community, at: datetime | None, now: Walker) -> Hashable | None:
    homes = homes_mark()
    if homes is None or now.register.marks.tables is None:
        return None
    streets = now.engines.streets.network.about.revision if now.engines.streets else None
    return (circle.pk, at, tuple(now.register.marks), homes, streets, localdate())
