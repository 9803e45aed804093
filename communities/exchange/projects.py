"""Tables of projects: what the city's programme builds, with its money, its days and its outlets."""

from collections.abc import Mapping
from typing import Any

from communities.exchange.ledger import Ledger
from communities.exchange.shared_columns import CATEGORY, CIRCLE, NUMBER
from communities.models import Project, ProjectKind
from lifecircle.exchange.columns import Column
from lifecircle.exchange.kinds import CODE, DATE, MONEY, NUMBERS, TEXT, choice
from lifecircle.language.marked import told as _

COLUMNS = (
    NUMBER,
    Column("area", "区县代码", "district_code", CODE, "District; empty for the whole city", "620103"),
    Column("area_name", "区县", "district", TEXT, "Only checked against the code", "七里河区"),
    *CIRCLE,
    Column("name", "名称", "name", TEXT, "Name of the project", "西园菜市场改造", ("项目", "项目名称")),
    Column("kind", "新建或改造", "kind", choice(ProjectKind.choices), "新建 new, 改造 rebuilt", "改造"),
    CATEGORY,
    Column(
        "investment_yuan", "投资（元）", "investment_yuan", MONEY, "Investment, yuan", "2250000", ("投资",)
    ),
    Column("funds", "资金来源", "funds", TEXT, "Where the money is from", "企业自筹"),
    Column("started_on", "开工日期", "started_on", DATE, "Begun", "2025-03-01"),
    Column("finished_on", "完工日期", "finished_on", DATE, "Finished", "2025-10-31"),
    Column("outlets", "建成的网点", "outlets", NUMBERS, "编号 of the outlets it made", "1024；1031"),
)


def identity(values: Mapping[str, Any]) -> tuple[Any, ...] | None:
    return (values.get("area_id"), values["name"]) if values.get("name") else None


PROJECTS = Ledger(
    kind="projects",
    title=_("项目"),
    model=Project,
    columns=COLUMNS,
    keys=(frozenset({"id"}), frozenset({"area", "name"})),
    needed=("area", "name", "kind"),
    known_by=("area_id", "name"),
    identity=identity,
    identity_words=_("区县和名称"),
    rules={
        "project_investment_not_negative": lambda p: p.investment_yuan is None or p.investment_yuan >= 0,
        "project_finished_after_start": lambda p: (
            p.finished_on is None or p.started_on is None or p.finished_on >= p.started_on
        ),
    },
    always=frozenset({"name"}),
)
