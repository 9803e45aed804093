"""What circles have and lack: the nearest open outlet of every category, and the state that follows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.timezone import localdate

from communities.models import Community
from communities.reach import DEFAULT_MINUTES, Walker, walker
from communities.states import Level, State, level_of, state_of
from lifecircle.walking import STANDARD, shown_minutes
from outlets import cards
from outlets.arrival import Facts
from outlets.models import Category, Tier


@dataclass(frozen=True, slots=True)
class Verdict:
    """One circle: the state of every counted category, in catalogue order."""

    circle: Community
    states: list[tuple[Category, State]]

    @property
    def basic(self) -> list[State]:
        return [state for category, state in self.states if category.tier == Tier.BASIC]

    @property
    def has(self) -> int:
        """Basic categories that are there within their target minutes."""
        return self.basic.count(State.HAS)

    @property
    def quality(self) -> tuple[int, int]:
        """How many of the quality categories are there within their target minutes, of how many."""
        states = [state for category, state in self.states if category.tier == Tier.QUALITY]
        return states.count(State.HAS), len(states)

    @property
    def lacking_basic(self) -> tuple[tuple[Category, State], ...]:
        """The basic categories that are not there, or only too far."""
        return tuple(pair for pair in self.gaps if pair[0].tier == Tier.BASIC)

    @property
    def unknown(self) -> bool:
        return not self.circle.surveyed

    @property
    def level(self) -> Level:
        return level_of(self.has, of=len(self.basic), surveyed=self.circle.surveyed)

    @property
    def gaps(self) -> list[tuple[Category, State]]:
        """What a surveyed circle lacks or has only too far, the basic first."""
        wanted = [pair for pair in self.states if pair[1] in (State.GAP, State.FAR)]
        return sorted(wanted, key=lambda pair: (pair[0].tier != Tier.BASIC, pair[1] != State.GAP))


def verdicts(circles: Sequence[Community]) -> list[Verdict]:
    """Four queries for any number of circles and outlets, two of them only for outlets not seen before."""
    categories = list(Category.objects.counted())
    now = walker()
    trips = [now.engines.trip(circle.point, pace=STANDARD, minutes=DEFAULT_MINUTES) for circle in circles]
    reached = [trip.reach() for trip in trips]
    everything = sorted({pk for reach in reached for pk in reach.ids.tolist()})
    held = dict(zip(everything, cards.held(now.register).of(everything), strict=True))
    day = localdate()
    found = []
    for circle, trip, reach in zip(circles, trips, reached, strict=True):
        walks = zip(reach.ids.tolist(), reach.seconds.tolist(), strict=True)
        open_walks = [
            (card.codes, seconds)
            for pk, seconds in walks
            if (card := held[pk]) is not None and not paused_on(card.facts, day)
        ]
        found.append(_verdict(circle, categories, _nearest(open_walks), trip.border_ends))
    return found


class Seen(NamedTuple):
    """Category → whole minutes to the nearest outlet that trades, further categories included; and at how
    many places the search was cut by the edge of the street data."""

    minutes: dict[str, int]
    cut: int


def nearest_minutes(circle: Community, now: Walker, *, but: int | None = None) -> Seen:
    trip = now.engines.trip(circle.point, pace=STANDARD, minutes=DEFAULT_MINUTES)
    reach = trip.reach()
    held = cards.held(now.register).of(reach.ids.tolist())
    day = localdate()
    walks = (
        (card.codes, seconds)
        for pk, seconds, card in zip(reach.ids.tolist(), reach.seconds.tolist(), held, strict=True)
        if card is not None and pk != but and not paused_on(card.facts, day)
    )
    return Seen(_nearest(walks), trip.border_ends)


def paused_on(facts: Facts, day: date) -> bool:
    """Shut for a while on that day, and not yet due back."""
    begun = facts.paused and (facts.since is None or facts.since <= day)
    return begun and (facts.until is None or facts.until > day)


def _nearest(walks: Iterable[tuple[Iterable[str], float]]) -> dict[str, int]:
    """`walks` come nearest first."""
    nearest: dict[str, int] = {}
    for codes, seconds in walks:
        for code in codes:
            nearest.setdefault(code, shown_minutes(seconds))
    return nearest


def _verdict(circle: Community, categories: Iterable[Category], nearest: dict[str, int], cut: int) -> Verdict:
    states = [
        (
            category,
            state_of(
                nearest.get(category.code),
                target_minutes=category.target_minutes,
                surveyed=circle.surveyed,
                cut=cut,
            ),
        )
        for category in categories
    ]
    return Verdict(circle, states)
