"""A check arranged as its page tells it: a row for each category, and the gaps in the order to mend them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Q, Sum

from communities.gaps.check import CategoryLine, CircleCheck, Share
from communities.gaps.made_up import made_up
from communities.gaps_page.dumbbell import Dumbbell
from communities.gaps_page.figures import per_cent
from communities.models import Community, Measure, MeasureState, Need, NeedSource
from communities.states import State
from lifecircle.language.marked import gettext_noop
from outlets.models import Outlet, Source, Tier

FIRST_GAPS = 5
SOURCES = {
    NeedSource.VISIT: gettext_noop("入户"),
    NeedSource.SURVEY: gettext_noop("问卷"),
    NeedSource.HOTLINE: "12345",
    NeedSource.WEB: gettext_noop("网页"),
    NeedSource.REPORT: gettext_noop("来信"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What residents asked for and no measure has brought yet: people by source."""

    by_source: dict[str, int] = field(default_factory=dict)

    @property
    def people(self) -> int:
        return sum(self.by_source.values())

    @property
    def sources(self) -> list[tuple[str, int]]:
        """(label in the source's language, people)."""
        return [(SOURCES[NeedSource(source)], people) for source, people in self.by_source.items()]


@dataclass(frozen=True, slots=True)
class Row:
    """`nearest`: (pk, name) of the outlet, `sample`: it is made up; `measures`: what is done about it."""

    line: CategoryLine
    chart: Dumbbell
    nearest: tuple[int, str] | None
    asked: Asked
    measures: list[Measure]
    sample: bool = False
    least: bool = False  # shares are at least what is said: more may be there than is registered

    @property
    def elder_worse(self) -> bool:
        """Within the target for an ordinary walker, and proven not to be for an old one."""
        return self.line.state == State.HAS and self.line.elderly_state in (State.FAR, State.GAP)

    @property
    def elder_unknown(self) -> bool:
        """Within the target for an ordinary walker; whether an old one finds any is not proven."""
        return self.line.state == State.HAS and self.line.elderly_state == State.UNKNOWN

    @property
    def target_per_cent(self) -> int | None:
        return _of(self.line.within_target)

    @property
    def fifteen_per_cent(self) -> int | None:
        return _of(self.line.within_15)

    @property
    def elderly_per_cent(self) -> int | None:
        return _of(self.line.elderly_within_target)

    @property
    def lacking(self) -> bool:
        """Proven to be a gap: none, too far, or not near for everybody. What is not known is no gap."""
        if self.line.state == State.UNKNOWN:
            return False
        return self.line.state != State.HAS or round(self.line.residents_beyond or 0) > 0

    @property
    def worst_first(self) -> tuple[float, ...]:
        """By residents left out, then by those who asked, then by the word, then by the street left out."""
        line = self.line
        order = (State.GAP, State.FAR, State.HAS, State.UNKNOWN)
        return (
            -round(line.residents_beyond or 0),
            -self.asked.people,
            order.index(line.state),
            -round(line.uncovered_metres or 0),
            line.category.order,
        )


def _of(share: Share | None) -> int | None:
    return per_cent(share.part, share.whole) if share else None


def rows_of(check: CircleCheck) -> list[Row]:
    """In the order of the catalogue; three queries."""
    asked, measures = asked_for(check.circle), measures_of(check.circle)
    pks = {line.nearest for line in check.lines if line.nearest is not None}
    found = Outlet.objects.filter(pk__in=pks).values_list("pk", "name", "source")
    names = {pk: (name, source) for pk, name, source in found}
    return [
        Row(
            line,
            Dumbbell(line.target_minutes, line.nearest_minutes, line.nearest_minutes_elderly),
            _nearest(line.nearest, names),
            asked.get(line.category.code, Asked()),
            measures.get(line.category.code, []),
            line.nearest is not None and line.nearest in names and names[line.nearest][1] == Source.SAMPLE,
            line.state == State.UNKNOWN or not check.circle.surveyed,
        )
        for line in check.lines
    ]


def _nearest(pk: int | None, names: dict[int, tuple[str, str]]) -> tuple[int, str] | None:
    return (pk, names[pk][0]) if pk is not None and pk in names else None


def sample_words(check: CircleCheck, rows: Sequence[Row]) -> list[str]:
    """What of all that was counted is made up; empty where nothing is."""
    return made_up(check, outlets=any(row.sample for row in rows))


def of_tier(rows: Sequence[Row], tier: Tier) -> list[Row]:
    return [row for row in rows if row.line.category.tier == tier]


def gaps(rows: Sequence[Row]) -> list[Row]:
    return sorted((row for row in rows if row.lacking), key=lambda row: row.worst_first)


def asked_for(circle: Community) -> dict[str | None, Asked]:
    """By category; None are needs without one. What a measure has brought is asked for no more."""
    waiting = Need.objects.filter(community=circle).exclude(measure__state=MeasureState.DONE)
    counted = waiting.order_by().values_list("category_id", "source").annotate(n=Sum("people"))
    found: dict[str | None, Asked] = defaultdict(Asked)
    for category, source, people in counted.order_by("source"):
        found[category].by_source[source] = people
    return dict(found)


def measures_of(circle: Community) -> dict[str | None, list[Measure]]:
    """By category, without those that were dropped."""
    found: dict[str | None, list[Measure]] = defaultdict(list)
    for measure in Measure.objects.filter(~Q(state=MeasureState.DROPPED), community=circle).order_by("pk"):
        found[measure.category_id].append(measure)
    return dict(found)
