"""Tables of compounds: where people live, how many, and the gates they go in and out by."""

from communities.exchange.gates import GATES
from communities.exchange.ledger import Ledger
from communities.exchange.shared_columns import (
    BY_CIRCLE_AND_NAME,
    CIRCLE,
    NUMBER,
    PLACE,
    SAMPLE,
    circle_and_name,
    on_earth,
)
from communities.models import Compound
from lifecircle.exchange.columns import Column
from lifecircle.exchange.kinds import DATE, TEXT, WHOLE
from lifecircle.language.marked import told as _

COLUMNS = (
    NUMBER,
    *CIRCLE,
    Column("name", "名称", "name", TEXT, "Name of the compound", "惠民小区", ("小区", "小区名称")),
    Column("address", "地址", "address", TEXT, "Street address", "西柳沟街道 12 号"),
    *PLACE,
    Column(
        "gates",
        "门",
        "gates",
        GATES,
        "Gates, where they are known, in the row's system; （不对外） for residents only",
        "南门 36.1131,103.6091；东门 36.1134,103.6099（不对外）",
    ),
    Column("households", "户数", "households", WHOLE, "Households; empty is not known", "420"),
    Column("residents", "人口", "residents", WHOLE, "Residents", "1180"),
    Column("residents_60", "60 岁以上人口", "residents_60", WHOLE, "Residents of 60 and over", "260"),
    Column("residents_0_3", "0-3 岁人口", "residents_0_3", WHOLE, "Residents of 3 and under", "31"),
    Column("counted_on", "人口统计日期", "counted_on", DATE, "When they were counted", "2025-06-30"),
    Column("source", "人口出处", "source", TEXT, "Where the numbers are from", "社区台账"),
    SAMPLE,
)

COMPOUNDS = Ledger(
    kind="compounds",
    title=_("小区"),
    model=Compound,
    columns=COLUMNS,
    keys=BY_CIRCLE_AND_NAME,
    needed=("community", "name", "lat", "lng"),
    known_by=("community_id", "name"),
    identity=circle_and_name,
    identity_words=_("生活圈和名称"),
    rules={
        "compound_position_on_earth": on_earth,
        "compound_elderly_among_residents": lambda c: (
            c.residents is None or c.residents_60 is None or c.residents_60 <= c.residents
        ),
        "compound_toddlers_among_residents": lambda c: (
            c.residents is None or c.residents_0_3 is None or c.residents_0_3 <= c.residents
        ),
    },
    always=frozenset({"search_key"}),
)
