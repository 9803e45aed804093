"""The few nearest outlets for one task, and what is said of each. The minutes are the circle page's own."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_noop

from communities.reach import Answer, Stop, Walker, reach
from lifecircle.geo import Point
from lifecircle.walking import Pace
from lifecircle.walking.tree import Gate
from outlets.hours import State

FAR_MINUTES = 30  # an old person walks 1.4 km in it; what is farther is asked for by telephone
AT_ONCE = 3
WALKS = {
    "elderly": gettext_noop("慢慢走"),
    "reduced": gettext_noop("更慢，不走台阶"),
    "standard": gettext_noop("走快一些"),
    "child": gettext_noop("带着小孩走"),
}
ARRIVALS = {
    State.OPEN: gettext_noop("现在去，到了还开着"),
    State.CLOSED: gettext_noop("现在去，到了关着门"),
    State.UNKNOWN: gettext_noop("不知道几点开门"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One outlet as it is offered; `rank` counts from the nearest."""

    rank: int
    stop: Stop

    @property
    def arrival(self) -> str:
        return ARRIVALS[self.stop.state]


@dataclass(frozen=True, slots=True)
class Nearest:
    """`shown` of all that is in reach; `before` and `after` are where the neighbouring pages begin."""

    answer: Answer
    shown: list[Choice]
    before: int | None
    after: int | None
    open_later: bool  # nothing shown is open on arrival, something farther is


def nearest(
    origin: Point,
    categories: Collection[str],
    *,
    pace: Pace,
    at: datetime,
    now: Walker,
    skip: int = 0,
    open_only: bool = False,
    gates: Sequence[Gate] = (),
) -> Nearest:
    """Nearest first; what has paused is left out."""
    answer = reach(origin, pace=pace, minutes=FAR_MINUTES, at=at, categories=categories, now=now, gates=gates)
    stops = [stop for stop in sorted(answer.stops, key=lambda stop: stop.seconds) if not stop.suspended]
    if open_only:
        stops = [stop for stop in stops if stop.state == State.OPEN]
    skip = min(skip, max(0, len(stops) - 1))
    shown = [Choice(rank, stop) for rank, stop in enumerate(stops[skip : skip + AT_ONCE], start=skip + 1)]
    return Nearest(
        answer,
        shown,
        before=max(0, skip - AT_ONCE) if skip else None,
        after=skip + AT_ONCE if len(stops) > skip + AT_ONCE else None,
        open_later=_open_later(stops, skip),
    )


def _open_later(stops: Sequence[Stop], skip: int) -> bool:
    here, later = stops[skip : skip + AT_ONCE], stops[skip + AT_ONCE :]
    return all(stop.state == State.CLOSED for stop in here) and any(
        stop.state == State.OPEN for stop in later
    )
