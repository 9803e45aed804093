"""The programme as a workbook: the tables of the page, every project and every offer, each on a sheet."""

from collections.abc import Iterator
from datetime import date

from communities.models import FigureKind, Project, Promotion
from communities.programme import Programme, ProjectRow, Stages, offers
from lifecircle.exchange.kinds import Out
from lifecircle.exchange.writing import book_bytes
from lifecircle.language.told import in_source

STAGES = ("区县", "规划", "建设中", "建成", "没有写阶段", "合计")
PROJECTS = ("项目数", "新建", "改造", "投资（元）", "没有写投资的项目", "建成的网点")
EACH = (
    "编号",
    "区县",
    "名称",
    "新建或改造",
    "业态",
    "投资（元）",
    "资金来源",
    "开工日期",
    "完工日期",
    "网点",
)
OFFERS = ("名称", "网点编号", "网点", "生活圈", "平台", "网址", "规则", "开始", "结束")
FIGURES = ("种类", "区县", "名称", "数", "单位", "时期", "公布日期", "出处")
Rows = Iterator[list[Out]]


def book(found: Programme, today: date) -> bytes:
    """In Chinese, whoever takes it away."""
    with in_source():
        return book_bytes(_sheets(found, today))


def _sheets(found: Programme, today: date) -> list[tuple[str, tuple[str, ...], Rows]]:
    return [
        ("生活圈（登记册）", STAGES, _stages(found)),
        ("项目按区县（登记册）", ("区县", *PROJECTS), _projects(found, found.by_district, "全市")),
        ("项目按业态（登记册）", ("业态", *PROJECTS), _projects(found, found.by_category, "没有写业态")),
        ("项目清单", EACH, (_each(made.project, made.outlets) for made in found.made)),
        ("正在进行的优惠", OFFERS, map(_offer, _valid(today))),
        ("已公布的数", FIGURES, _figures(found)),
    ]


def _stages(found: Programme) -> Rows:
    for row in found.stage_rows:
        yield [row.area.name, *_numbers(row.stages)]
    yield ["合计", *_numbers(found.stages)]


def _numbers(stages: Stages) -> list[Out]:
    return [stages.planned, stages.building, stages.built, stages.unsaid, stages.total]


def _projects(found: Programme, rows: list[ProjectRow], none: str) -> Rows:
    for row in [*rows, ProjectRow(None, found.projects)]:
        last = row.sum is found.projects
        name = "合计" if last else row.of.name if row.of else none
        sums = row.sum
        yield [
            name,
            sums.projects,
            sums.new,
            sums.rebuilt,
            float(sums.yuan) if sums.priced else "",
            sums.unpriced,
            sums.outlets,
        ]


def _each(project: Project, outlets: int) -> list[Out]:
    return [
        project.pk,
        project.area.name if project.area else "全市",
        project.name,
        project.get_kind_display(),
        project.category.name if project.category else "",
        "" if project.investment_yuan is None else float(project.investment_yuan),
        project.funds,
        str(project.started_on or ""),
        str(project.finished_on or ""),
        outlets,
    ]


def _valid(today: date) -> Iterator[Promotion]:
    yield from offers(today).iterator(chunk_size=2_000)


def _offer(offer: Promotion) -> list[Out]:
    return [
        offer.title,
        offer.outlet_id or "",
        offer.outlet.name if offer.outlet else "",
        offer.community.name if offer.community else "",
        offer.get_platform_display(),
        offer.link,
        offer.rule,
        str(offer.starts_on),
        str(offer.ends_on),
    ]


def _figures(found: Programme) -> Rows:
    for kind, figures in found.published:
        for figure in figures:
            yield [
                str(FigureKind(kind).label),
                figure.area.name if figure.area else "全市",
                figure.label,
                float(figure.value),
                figure.unit,
                figure.period,
                str(figure.said_on),
                figure.source,
            ]
