"""The columns that several tables have: number, circle, place, category, the mark of a made-up row."""

from collections.abc import Mapping
from typing import Any

from lifecircle.exchange.columns import Column
from lifecircle.exchange.kinds import CODE, DEGREES, TEXT, WHOLE, YES_NO, choice
from lifecircle.exchange.positions import SYSTEM
from outlets.models import PositionQuality

NUMBER = Column("id", "编号", "id", WHOLE, "The register's own number; empty for a new one", "12")
CIRCLE = (
    Column("community", "社区代码", "community_code", CODE, "Circle, by code", "620104007001", ("区划代码",)),
    Column(
        "community_name",
        "生活圈",
        "community_name",
        TEXT,
        "Circle, by name: enough where only one has it, else checked",
        "上坎社区",
        ("社区", "社区名称"),
    ),
)
LATITUDE = Column("lat", "纬度", "lat", DEGREES, "Latitude, in the row's system", "36.1134", ("latitude",))
LONGITUDE = Column(
    "lng", "经度", "lng", DEGREES, "Longitude, in the row's system", "103.6093", ("longitude", "lon")
)
ROW_SYSTEM = Column(
    "system", "坐标系", "coordinate_system", SYSTEM, "System of this row's coordinates", "WGS-84"
)
PLACE = (
    LATITUDE,
    LONGITUDE,
    ROW_SYSTEM,
    Column(
        "position_quality",
        "位置准不准",
        "position_quality",
        choice(PositionQuality.choices),
        "实测 surveyed, 大致 approximate, 示意 illustrative",
        "实测",
    ),
)
CATEGORY = Column("category", "业态", "category", TEXT, "Category, by name or code", "菜市场")
SAMPLE = Column("sample", "示例", "sample", YES_NO, "Made up, for a trial: 是 or 否", "否")

# one of these sets is enough to know a record by; the last one is named where all are missing
BY_CIRCLE_AND_NAME = (
    frozenset({"id"}),
    frozenset({"community_name", "name"}),
    frozenset({"community", "name"}),
)


def circle_and_name(values: Mapping[str, Any]) -> tuple[Any, ...] | None:
    circle, name = values.get("community_id"), values.get("name")
    return (circle, name) if circle and name else None


def on_earth(record: Any) -> bool:
    return record.lat is None or (-90 <= record.lat <= 90 and -180 <= record.lng <= 180)
