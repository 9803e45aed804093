"""Drawings and files kept by each process until what they show changes; one is made at a time."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable

from communities.board import prints
from communities.board.prints import Format, Order

MOST_BYTES = 48_000_000
WAIT_SECONDS = 25.0


class Busy(Exception):  # noqa: N818 - said as it is
    """Others are waiting for sheets too: ask again in a moment."""


making = threading.Lock()
_kept: OrderedDict[tuple[str, str], bytes] = OrderedDict()


def drawing(order: Order) -> str:
    return _made(order, "drawing", lambda: prints.svg(order).encode()).decode()


def file(order: Order, format_: Format) -> bytes:
    return _made(order, format_, lambda: prints.written(order, format_))


def _made(order: Order, kind: str, make: Callable[[], bytes]) -> bytes:
    """Kept by revision, so nothing old is ever shown. Making costs a core for a second: one at a time."""
    key = order.revision, kind
    found = _kept.get(key)
    if found is not None:
        return found
    if not making.acquire(timeout=WAIT_SECONDS):
        raise Busy
    try:
        found = _kept.get(key)
        if found is None:
            _kept[key] = found = make()
            while sum(map(len, _kept.values())) > MOST_BYTES and len(_kept) > 1:
                _kept.popitem(last=False)
        return found
    finally:
        making.release()


def forget() -> None:
    _kept.clear()
