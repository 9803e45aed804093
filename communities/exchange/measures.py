"""Tables of measures: what is to be done in a circle, by whom, till when, with what result."""

from collections.abc import Mapping
from typing import Any

from communities.exchange.ledger import Ledger
from communities.exchange.shared_columns import (
    CATEGORY,
    CIRCLE,
    LATITUDE,
    LONGITUDE,
    NUMBER,
    ROW_SYSTEM,
    on_earth,
)
from communities.models import Measure, MeasureKind, MeasureState
from lifecircle.exchange.columns import Column
from lifecircle.exchange.kinds import DATE, MONEY, TEXT, WHOLE, choice
from lifecircle.language.marked import told as _

COLUMNS = (
    NUMBER,
    *CIRCLE,
    CATEGORY,
    Column(
        "kind",
        "办法",
        "kind",
        choice(MeasureKind.choices),
        "新建 new, 改造 rebuild, 招引 invite, 流动服务 mobile, 一店多能 more_trades",
        "招引",
    ),
    Column("what", "做什么", "what", TEXT, "What is to be done", "12 号楼底商开菜店", ("措施",)),
    LATITUDE,
    LONGITUDE,
    ROW_SYSTEM,
    Column("outlet", "网点编号", "outlet", WHOLE, "Outlet that adds a trade, or that came of it", "1024"),
    Column("responsible", "责任单位", "responsible", TEXT, "Who sees to it", "西柳沟街道办事处"),
    Column("deadline", "期限", "deadline", DATE, "Till when", "2026-12-31"),
    Column("cost_yuan", "费用（元）", "cost_yuan", MONEY, "Cost, yuan", "120000", ("费用",)),
    Column(
        "state",
        "状态",
        "state",
        choice(MeasureState.choices),
        "计划 planned, 在办 doing, 办成 done, 不办 dropped",
        "在办",
    ),
    Column("done_on", "办成日期", "done_on", DATE, "Needed where it is done", "2026-06-30"),
    Column("note", "备注", "note", TEXT, "Anything else", "等产权证"),
)


def identity(values: Mapping[str, Any]) -> tuple[Any, ...] | None:
    known = tuple(values.get(name) for name in ("community_id", "kind", "what"))
    return known if all(known) else None


MEASURES = Ledger(
    kind="measures",
    title=_("措施"),
    model=Measure,
    columns=COLUMNS,
    keys=(
        frozenset({"id"}),
        frozenset({"community_name", "kind", "what"}),
        frozenset({"community", "kind", "what"}),
    ),
    needed=("community", "kind", "what"),
    known_by=("community_id", "kind", "what"),
    identity=identity,
    identity_words=_("生活圈、办法和做什么"),
    rules={
        "measure_position_on_earth": on_earth,
        "measure_position_whole": lambda m: (m.lat is None) == (m.lng is None),
        "measure_done_is_dated": lambda m: m.state != MeasureState.DONE or m.done_on is not None,
        "measure_cost_not_negative": lambda m: m.cost_yuan is None or m.cost_yuan >= 0,
    },
    always=frozenset({"what"}),
)
