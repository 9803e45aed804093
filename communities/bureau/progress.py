"""How far each district is: what the register holds, beside what was published. Never mixed."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Count, Q, Sum

from communities.gaps.check import CircleCheck
from communities.models import Measure, MeasureState, Project, PublishedFigure, Stage
from lifecircle.areas import codes
from lifecircle.areas.models import Area


@dataclass(frozen=True, slots=True)
class District:
    """`complete`: circles that have all basic categories; `surveyed`: those whose gaps can be told;
    `unstaged`: those of which nobody has said whether they are built."""

    area: Area
    circles: int
    built: int
    unstaged: int
    surveyed: int
    complete: int
    measures_open: int
    measures_done: int
    projects: int | None  # None below a district: they are kept by district
    investment_yuan: Decimal | None
    published: tuple[PublishedFigure, ...]


def districts(checks: Sequence[CircleCheck], scope: str) -> list[District]:
    """Four queries."""
    by_district: dict[str, list[CircleCheck]] = defaultdict(list)
    for check in checks:
        by_district[check.circle.district_id].append(check)
    measures = _measures(scope)
    if len(scope) > codes.DISTRICT:
        return [_part(Area.objects.get(pk=scope), checks, measures)] if checks else []
    areas = Area.objects.filter(pk__in=by_district).order_by("code")
    projects = _projects(scope)
    published = _published()
    return [
        _district(area, by_district[area.code], measures, projects, published.get(area.code, ()))
        for area in areas
    ]


def _part(area: Area, checks: Sequence[CircleCheck], measures: dict[str, tuple[int, int]]) -> District:
    """A subdistrict or a community, under its own name, without what is told of whole districts."""
    whole = _district(area, checks, {area.code: measures.get(area.code[: codes.DISTRICT], (0, 0))}, {}, ())
    return replace(whole, projects=None)


def _district(
    area: Area,
    checks: Sequence[CircleCheck],
    measures: dict[str, tuple[int, int]],
    projects: dict[str, tuple[int, Decimal | None]],
    published: tuple[PublishedFigure, ...],
) -> District:
    count, yuan = projects.get(area.code, (0, None))
    open_, done = measures.get(area.code, (0, 0))
    return District(
        area,
        circles=len(checks),
        built=sum(check.circle.stage == Stage.BUILT for check in checks),
        unstaged=sum(not check.circle.stage for check in checks),
        surveyed=sum(check.circle.surveyed for check in checks),
        complete=sum(check.circle.surveyed and check.basic.has == check.basic.of for check in checks),
        measures_open=open_,
        measures_done=done,
        projects=count,
        investment_yuan=yuan,
        published=published,
    )


def _measures(scope: str) -> dict[str, tuple[int, int]]:
    underway = Q(state__in=(MeasureState.PLANNED, MeasureState.DOING))
    found = (
        Measure.objects.within(scope)
        .order_by()
        .values("community__district_id")
        .annotate(open=Count("pk", filter=underway), done=Count("pk", filter=Q(state=MeasureState.DONE)))
    )
    return {row["community__district_id"]: (row["open"], row["done"]) for row in found}


def _projects(scope: str) -> dict[str, tuple[int, Decimal | None]]:
    found: dict[str, tuple[int, Decimal | None]] = {}
    rows = Project.objects.within(scope).filter(area__isnull=False).order_by().values("area_id")
    for row in rows.annotate(count=Count("pk"), yuan=Sum("investment_yuan")):
        district = row["area_id"][: codes.DISTRICT]
        count, yuan = found.get(district, (0, None))
        total = yuan if row["yuan"] is None else (yuan or Decimal(0)) + row["yuan"]
        found[district] = count + row["count"], total
    return found


def _published() -> dict[str, tuple[PublishedFigure, ...]]:
    found: dict[str, list[PublishedFigure]] = defaultdict(list)
    for figure in PublishedFigure.objects.filter(area__isnull=False):
        found[str(figure.area_id)].append(figure)
    return {code: tuple(figures) for code, figures in found.items()}
