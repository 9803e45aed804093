"""Tables of premises: houses that stand empty, and public ones with room."""

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
from communities.models import Premises, PremisesKind
from lifecircle.exchange.columns import Column
from lifecircle.exchange.kinds import DATE, TEXT, WHOLE, choice
from lifecircle.language.marked import told as _

COLUMNS = (
    NUMBER,
    *CIRCLE,
    Column("name", "名称", "name", TEXT, "What it is called", "12 号楼底商", ("房屋", "房屋名称")),
    Column("address", "地址", "address", TEXT, "Street address", "西柳沟街道 12 号"),
    *PLACE,
    Column(
        "kind", "种类", "kind", choice(PremisesKind.choices), "空置房屋 vacant, 公共用房 public", "空置房屋"
    ),
    Column("area_m2", "面积", "area_m2", WHOLE, "Floor area, m²", "80", ("面积（平方米）",)),
    Column("seen_on", "看过的日期", "seen_on", DATE, "When somebody looked", "2025-06-30"),
    Column("source", "出处", "source", TEXT, "Who says so", "街道资产台账"),
    SAMPLE,
)

PREMISES = Ledger(
    kind="premises",
    title=_("可用房屋"),
    model=Premises,
    columns=COLUMNS,
    keys=BY_CIRCLE_AND_NAME,
    needed=("community", "name", "lat", "lng"),
    known_by=("community_id", "name"),
    identity=circle_and_name,
    identity_words=_("生活圈和名称"),
    rules={"premises_position_on_earth": on_earth},
    always=frozenset({"name"}),
)
