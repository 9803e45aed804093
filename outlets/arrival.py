"""What one finds on arriving at an outlet: what its hours say, unless it has paused."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.utils.timezone import localdate

from outlets.hours import OpenState, State, sentence


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """All of an outlet that decides it. One object for equal facts (`facts`): compared by identity."""

    hours: str
    paused: bool
    since: date | None
    until: date | None


@lru_cache(maxsize=65_536)
def facts(hours: str, paused: bool, since: date | None, until: date | None) -> Facts:
    return Facts(hours, paused, since, until) if paused else Facts(hours, False, None, None)


@dataclass(frozen=True, slots=True)
class Arrival:
    """`opening` is what the hours say of `at`."""

    facts: Facts
    at: datetime
    opening: OpenState

    @property
    def suspended(self) -> bool:
        """Shut for a while on the day of arrival, and not yet due back."""
        return self.pause_has_begun and not self._due_back

    @property
    def state(self) -> State:
        """Open, closed or unknown on arrival; a pause closes, and past its promised end nobody knows."""
        if self.suspended:
            return State.CLOSED
        return State.UNKNOWN if self.pause_has_begun else self.opening.state

    @property
    def words(self) -> str:
        if not self.pause_has_begun:
            return sentence(self.opening, self.at, arriving=True)
        until = self.facts.until
        if until is None:
            return "暂停营业，恢复时间未知"
        year = f"{until.year} 年 " if until.year != localdate(self.at).year else ""
        day = f"{year}{until.month} 月 {until.day} 日"
        return f"原定 {day}恢复营业，请先打电话" if self._due_back else f"暂停营业，预计 {day}恢复"

    @property
    def pause_has_begun(self) -> bool:
        begun = self.facts.since
        return self.facts.paused and (begun is None or begun <= localdate(self.at))

    @property
    def _due_back(self) -> bool:
        until = self.facts.until
        return until is not None and until <= localdate(self.at)
