"""What one finds on arriving at an outlet: what its hours say, unless it has paused."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.utils.timezone import localdate

from outlets.hours import WORDS, OpenState, State
from outlets.hours.sentences_en import day_in_words


@dataclass(frozen=True, slots=True)
class Pause:
    """How a pause is told in one language; `day` writes a day, seen from today."""

    no_end: str
    until: str
    due: str
    day: Callable[[date, date], str]


def _chinese_day(day: date, today: date) -> str:
    year = f"{day.year} 年 " if day.year != today.year else ""
    return f"{year}{day.month} 月 {day.day} 日"


PAUSES = {
    "zh-hans": Pause(
        "暂停营业，恢复时间未知", "暂停营业，预计 {day}恢复", "原定 {day}恢复营业，请先打电话", _chinese_day
    ),
    "en": Pause(
        "Closed for now, nobody knows until when",
        "Closed for now, expected back on {day}",
        "Was to reopen on {day}, please phone first",
        day_in_words,
    ),
}


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
        """In Chinese, as the API and the boards have it."""
        return self.words_in("zh-hans")

    def words_in(self, language: str) -> str:
        if not self.pause_has_begun:
            return WORDS[language].sentence(self.opening, self.at, arriving=True)
        pause, until = PAUSES[language], self.facts.until
        if until is None:
            return pause.no_end
        day = pause.day(until, localdate(self.at))
        return (pause.due if self._due_back else pause.until).format(day=day)

    @property
    def pause_has_begun(self) -> bool:
        begun = self.facts.since
        return self.facts.paused and (begun is None or begun <= localdate(self.at))

    @property
    def _due_back(self) -> bool:
        until = self.facts.until
        return until is not None and until <= localdate(self.at)
