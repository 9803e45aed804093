"""Tables of promotions: offers of outlets or of whole circles between two days."""

from collections.abc import Mapping
from typing import Any

from communities.exchange.ledger import Ledger
from communities.exchange.shared_columns import CIRCLE, NUMBER
from communities.models import Platform, Promotion
from communities.models.promotion import HTTPS
from lifecircle.exchange.columns import Column
from lifecircle.exchange.kinds import DATE, TEXT, WHOLE, choice
from lifecircle.language.marked import told as _

COLUMNS = (
    NUMBER,
    Column("outlet", "网点编号", "outlet", WHOLE, "Whose offer it is: an outlet's, or a circle's", "1024"),
    *CIRCLE,
    Column("title", "名称", "title", TEXT, "What is offered", "满 20 减 5", ("优惠", "优惠名称")),
    Column(
        "platform",
        "平台",
        "platform",
        choice(Platform.choices),
        "云闪付 unionpay, 建行生活 ccb, 其他 other",
        "云闪付",
    ),
    Column("link", "网址", "link", TEXT, "Where it is explained; https only", "https://www.example.com/a"),
    Column("rule", "规则", "rule", TEXT, "Who gets it and how", "每人每天一次"),
    Column("starts_on", "开始", "starts_on", DATE, "First day", "2026-03-01", ("开始日期",)),
    Column("ends_on", "结束", "ends_on", DATE, "Last day", "2026-03-31", ("结束日期",)),
)


def identity(values: Mapping[str, Any]) -> tuple[Any, ...] | None:
    whose = (values.get("outlet_id"), values.get("community_id"))
    known = (values.get("title"), values.get("starts_on"))
    return (*whose, *known) if any(whose) and all(known) else None


PROMOTIONS = Ledger(
    kind="promotions",
    title=_("优惠"),
    model=Promotion,
    columns=COLUMNS,
    keys=(
        frozenset({"id"}),
        frozenset({"community", "title", "starts_on", "ends_on"}),
        frozenset({"community_name", "title", "starts_on", "ends_on"}),
        frozenset({"outlet", "title", "starts_on", "ends_on"}),
    ),
    needed=("title", "starts_on", "ends_on"),
    known_by=("outlet_id", "community_id", "title", "starts_on"),
    identity=identity,
    identity_words=_("网点或生活圈、名称和开始日期"),
    rules={
        "promotion_of_one_thing": lambda p: (p.outlet_id is None) != (p.community_id is None),
        "promotion_ends_after_start": lambda p: p.ends_on >= p.starts_on,
        "promotion_link_is_https": lambda p: p.link == "" or p.link.startswith(HTTPS),
    },
    always=frozenset({"title"}),
)
