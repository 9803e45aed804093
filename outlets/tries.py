"""How many wrong numbers one sender may try in an hour, so that nobody goes through them all.

Counted in this process's memory, by the mark of a sender (`reports.sender_mark`), and forgotten after an hour
and with the process: no table and no file says who asked. Several processes count each for themselves; there
are 27^8 numbers, so that is of no use to anybody.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

HOUR_SECONDS = 3600.0
MOST_SENDERS = 10_000  # beyond that the oldest are forgotten


@dataclass(slots=True)
class Tries:
    """`most`: wrong ones in an hour from one sender."""

    most: int
    _made: OrderedDict[str, list[float]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def too_many(self, sender: str, at: float | None = None) -> bool:
        """Whether this sender has tried enough. `at`: seconds of a clock that only goes on."""
        with self._lock:
            return len(self._lately(sender, monotonic() if at is None else at)) >= self.most

    def count(self, sender: str, at: float | None = None) -> None:
        """One wrong number more."""
        now = monotonic() if at is None else at
        with self._lock:
            self._made[sender] = [*self._lately(sender, now), now]
            self._made.move_to_end(sender)
            while len(self._made) > MOST_SENDERS:
                self._made.popitem(last=False)

    def forget(self) -> None:
        with self._lock:
            self._made.clear()

    def _lately(self, sender: str, now: float) -> list[float]:
        lately = [at for at in self._made.get(sender, ()) if now - at < HOUR_SECONDS]
        if not lately:
            self._made.pop(sender, None)
        return lately


wrong_numbers = Tries(most=20)
