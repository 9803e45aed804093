"""The city's programme in figures: the register's sums, and apart from them what was published."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Q, QuerySet

from communities.models import (
    Community,
    FigureKind,
    Membership,
    Project,
    ProjectKind,
    Promotion,
    PublishedFigure,
    Stage,
)
from lifecircle.areas.models import Area
from outlets.models import Category
from outlets.models.outlet import ON_MAP

MOST_PROMOTIONS = 60
CITY_FIRST = F("area_id").asc(nulls_first=True)  # else each database has its own order


@dataclass(frozen=True, slots=True)
class Stages:
    """How many circles are how far; `unsaid`: of which nobody has said it."""

    planned: int
    building: int
    built: int
    unsaid: int

    @property
    def total(self) -> int:
        return self.planned + self.building + self.built + self.unsaid


@dataclass(frozen=True, slots=True)
class Part:
    """Of a bar: tenths of a percent of the longest row."""

    stage: str
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class StageRow:
    area: Area
    stages: Stages
    bar: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A project, and how many outlets came of it and of none before it."""

    project: Project
    outlets: int


@dataclass(frozen=True, slots=True)
class Sum:
    """What projects add up to; `unpriced`: those of which no investment is known, worth nothing in `yuan`."""

    projects: int
    new: int
    rebuilt: int
    yuan: Decimal
    unpriced: int
    outlets: int

    @classmethod
    def of(cls, some: Sequence[Made]) -> "Sum":
        kinds = [made.project.kind for made in some]
        known = [m.project.investment_yuan for m in some if m.project.investment_yuan is not None]
        return cls(
            projects=len(some),
            new=kinds.count(ProjectKind.NEW),
            rebuilt=kinds.count(ProjectKind.REBUILT),
            yuan=sum(known, Decimal(0)),
            unpriced=len(some) - len(known),
            outlets=sum(made.outlets for made in some),
        )

    @property
    def priced(self) -> bool:
        """Whether the investment of any of them is known."""
        return self.unpriced < self.projects

    @property
    def money(self) -> str:
        """“2,250,000”: to the yuan, to the fen where there are any; "" where nothing is known."""
        if not self.priced:
            return ""
        return f"{self.yuan:,.0f}" if self.yuan == self.yuan.to_integral_value() else f"{self.yuan:,.2f}"


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """`of` is a district or a category; None: of the whole city, or of no category."""

    of: Area | Category | None
    sum: Sum


@dataclass(frozen=True, slots=True)
class Programme:
    stage_rows: list[StageRow]
    stages: Stages
    made: list[Made]
    by_district: list[ProjectRow]
    by_category: list[ProjectRow]
    projects: Sum
    promotions: list[Promotion]
    more_promotions: bool
    published: list[tuple[FigureKind, list[PublishedFigure]]]


def programme(today: date) -> Programme:
    """Six queries, however much there is."""
    rows = _stage_rows()
    made = _made()
    promotions = list(offers(today)[: MOST_PROMOTIONS + 1])
    return Programme(
        stage_rows=rows,
        stages=_summed(row.stages for row in rows),
        made=made,
        by_district=_grouped(made, lambda project: project.area),
        by_category=_grouped(made, lambda project: project.category),
        projects=Sum.of(made),
        promotions=promotions[:MOST_PROMOTIONS],
        more_promotions=len(promotions) > MOST_PROMOTIONS,
        published=_published(),
    )


def _stage_rows() -> list[StageRow]:
    """Circles on trial stand in no city's programme."""
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    counted = Community.objects.exclude(membership=Membership.TRIAL).order_by()
    for row in counted.values("district_id", "stage").annotate(count=Count("pk")):
        counts[row["district_id"]][row["stage"]] = row["count"]
    areas = Area.objects.filter(pk__in=counts).order_by("code")
    found = [(area, _stages(counts[area.pk])) for area in areas]
    longest = max((stages.total for _, stages in found), default=1)
    return [StageRow(area, stages, tuple(_bar(stages, longest))) for area, stages in found]


def _stages(counts: dict[str, int]) -> Stages:
    said = {stage: counts.get(stage, 0) for stage in Stage.values}
    return Stages(**said, unsaid=counts.get("", 0))


def _summed(some: Iterable[Stages]) -> Stages:
    each = [(stages.planned, stages.building, stages.built, stages.unsaid) for stages in some]
    return Stages(*(sum(column) for column in zip(*each, strict=True))) if each else Stages(0, 0, 0, 0)


def _bar(stages: Stages, longest: int) -> Iterable[Part]:
    """Built first, so that what is done stands at the left of every row."""
    x = 0
    for name in ("built", "building", "planned", "unsaid"):
        width = round(1000 * getattr(stages, name) / longest)
        if width:
            yield Part(name, x, width)
        x += width


def _made() -> list[Made]:
    """An outlet that two projects claim counts once, with the first."""
    claims = defaultdict(set)
    through = Project.outlets.through.objects
    for claimant, outlet in through.values_list("project_id", "outlet_id"):
        claims[claimant].add(outlet)
    counted: set[int] = set()
    made = []
    for project in Project.objects.select_related("area", "category").order_by("pk"):
        own = claims[project.pk] - counted
        counted |= own
        made.append(Made(project, len(own)))
    return made


def _grouped(made: Sequence[Made], key: Callable[[Project], Area | Category | None]) -> list[ProjectRow]:
    """By code or by the catalogue's order; those of none come last."""
    groups: dict[Area | Category | None, list[Made]] = defaultdict(list)
    for each in made:
        groups[key(each.project)].append(each)
    inorder = sorted(groups, key=lambda of: (of is None, getattr(of, "order", 0), str(of and of.pk)))
    return [ProjectRow(of, Sum.of(groups[of])) for of in inorder]


def offers(today: date) -> QuerySet[Promotion]:
    """Those that end first come first. A shop that has closed or moved away offers nothing."""
    there = Q(outlet=None) | Q(outlet__status__in=ON_MAP)
    valid = Promotion.objects.valid(today).filter(there).select_related("outlet", "community")
    return valid.order_by("ends_on", "pk")


def _published() -> list[tuple[FigureKind, list[PublishedFigure]]]:
    figures = list(PublishedFigure.objects.select_related("area").order_by(CITY_FIRST, "pk"))
    found = [(kind, [figure for figure in figures if figure.kind == kind]) for kind in FigureKind]
    return [(kind, some) for kind, some in found if some]
