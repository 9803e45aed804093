"""Tables of needs: what residents ask for, as visits, questionnaires and the 12345 line bring it."""

from collections.abc import Mapping
from typing import Any

from communities.exchange.ledger import Ledger
from communities.exchange.shared_columns import CATEGORY, CIRCLE, NUMBER
from communities.models import Need, NeedSource
from lifecircle.exchange.columns import Column
from lifecircle.exchange.kinds import CODE, DATE, TEXT, WHOLE, choice
from lifecircle.language.marked import told as _

COLUMNS = (
    NUMBER,
    *CIRCLE,
    CATEGORY,
    Column(
        "text", "要什么", "text", TEXT, "What is asked for", "附近没有菜市场，买菜要坐车", ("内容", "诉求")
    ),
    Column(
        "source",
        "来源",
        "source",
        choice(NeedSource.choices, {"12345热线": "hotline", "热线": "hotline"}),
        "入户 visit, 问卷 survey, 12345 hotline, 网页 web, 来信 report",
        "12345",
    ),
    Column("number", "单号", "number", CODE, "Number in that source; known by the two", "LZ20260302001"),
    Column("people", "提的人数", "people", WHOLE, "How many asked; 1 where empty", "3", ("人数",)),
    Column("asked_on", "提出日期", "asked_on", DATE, "When it was asked", "2026-03-02", ("日期",)),
    Column("measure", "措施编号", "measure", WHOLE, "编号 of the measure taken about it", "7"),
    Column(
        "checked_on", "核实日期", "checked_on", DATE, "When somebody looked whether it helped", "2026-06-30"
    ),
)


def identity(values: Mapping[str, Any]) -> tuple[Any, ...] | None:
    """Source and number; without a number circle, words and day."""
    if values.get("number"):
        return ("number", values.get("source"), values["number"])
    plain = tuple(values.get(name) for name in ("community_id", "text", "asked_on"))
    return plain if all(plain) else None


NEEDS = Ledger(
    kind="needs",
    title=_("问需"),
    model=Need,
    columns=COLUMNS,
    keys=(
        frozenset({"id"}),
        frozenset({"source", "number"}),
        frozenset({"community_name", "text", "source", "asked_on"}),
        frozenset({"community", "text", "source", "asked_on"}),
    ),
    needed=("community", "text", "source", "asked_on"),
    known_by=("community_id", "source", "number", "text", "asked_on"),
    identity=identity,
    identity_words=_("来源和单号（没有单号的：生活圈、内容和日期）"),
    rules={
        "need_of_somebody": lambda n: n.people >= 1,
        "need_checked_after_asked": lambda n: n.checked_on is None or n.checked_on >= n.asked_on,
    },
    always=frozenset({"text"}),
)
