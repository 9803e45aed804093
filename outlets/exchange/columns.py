"""The columns of a table of outlets: read by the import, written by the export, listed in the docs."""

import re
from collections.abc import Iterable

from lifecircle.exchange.columns import Column
from lifecircle.exchange.kinds import (
    CODE,
    DATE,
    DEGREES,
    TEXT,
    WHOLE,
    YES_NO,
    Kind,
    choice,
    read_code,
    read_text,
)
from lifecircle.exchange.positions import SYSTEM
from outlets.exchange.doors import DOORS
from outlets.exchange.hours_words import HOURS
from outlets.exchange.prices import PRICES
from outlets.models import Audience, Built, Category, Form, PositionQuality, PositionSystem, Source, Status

_CODE_AND_NAME = re.compile(r"([0-9]{6}|[0-9]{9}|[0-9]{12})\s+\D.*")
_BETWEEN = re.compile(r"[、，,；;\n|]")


def _read_names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in _BETWEEN.split(read_text(text)) if name.strip())


def _read_division(text: str) -> str:
    """The code of “620104007001 上坎社区” too, as drop-down lists offer it."""
    match = _CODE_AND_NAME.fullmatch(text)
    return match[1] if match else read_code(text)


def _write_names(categories: Iterable[Category]) -> str:
    """Names, or the code of a category whose name would fall apart."""
    return "、".join(
        category.code if _BETWEEN.search(category.name) else category.name for category in categories
    )


NAMES = Kind(_read_names, _write_names)
DIVISION = Kind(_read_division)
SYSTEM_GIVEN = choice(PositionSystem.choices, {"WGS-84": "wgs84", "GCJ-02": "gcj02", "BD-09": "bd09"})
FORM, STATUS, SOURCE, BUILT = (choice(kind.choices) for kind in (Form, Status, Source, Built))
QUALITY, AUDIENCE = choice(PositionQuality.choices), choice(Audience.choices)

COLUMNS = (
    Column("id", "编号", "id", WHOLE, "The register's own number; empty for a new outlet", "1024"),
    Column("name", "名称", "name", TEXT, "What the sign says", "惠民便利店", ("店名", "网点名称")),
    Column("category", "主业态", "category", TEXT, "Category, by name or code", "便利店", ("业态",)),
    Column("further", "兼营业态", "further_categories", NAMES, "Further categories", "早餐店、药店"),
    Column(
        "area", "所属区划代码", "area", DIVISION, "District, subdistrict or community code", "620104007001"
    ),
    Column("address", "地址", "address", TEXT, "Street address", "西柳沟街道 12 号"),
    Column("lat", "纬度", "lat", DEGREES, "Latitude, in the row's system", "36.1134", ("latitude",)),
    Column("lng", "经度", "lng", DEGREES, "Longitude, in the row's system", "103.6093", ("longitude", "lon")),
    Column("system", "坐标系", "coordinate_system", SYSTEM, "System of this row's coordinates", "WGS-84"),
    Column(
        "position_system",
        "坐标原来的系统",
        "position_system",
        SYSTEM_GIVEN,
        "System in which the position was first given; for the record",
        "GCJ-02",
    ),
    Column(
        "position_quality",
        "位置准不准",
        "position_quality",
        QUALITY,
        "实测 surveyed, 大致 approximate, 示意 illustrative",
        "实测",
    ),
    Column("phone", "电话", "phone", TEXT, "Public telephone", "0931-4567890", ("电话（公开）",)),
    Column(
        "opening_hours",
        "营业时间",
        "opening_hours",
        HOURS,
        "OSM opening hours, or plain Chinese",
        "Mo-Su 08:00-20:00",
    ),
    Column("brand", "连锁或品牌", "brand", TEXT, "Chain or brand", "7-11", ("品牌",)),
    Column("area_m2", "面积", "area_m2", WHOLE, "Floor area, m²", "45", ("面积（平方米）",)),
    Column("form", "形式", "form", FORM, "店铺 shop, 摊点 stall, 流动 mobile, 自助 self_service", "店铺"),
    Column("staffed", "有人工服务", "staffed", YES_NO, "Served by a person: 是, 否 or 未知", "是"),
    Column("cash", "收现金", "cash", YES_NO, "Takes cash", "是"),
    Column("meal_delivery", "送餐", "meal_delivery", YES_NO, "Delivers meals", "否"),
    Column("senior_discount", "老年优惠", "senior_discount", YES_NO, "Discount for the old", "未知"),
    Column("step_free", "不用上台阶", "step_free", YES_NO, "No step at the door", "是"),
    Column(
        "audience", "谁能去", "audience", AUDIENCE, "公众 public, 仅居民 residents, 预约 appointment", "公众"
    ),
    Column(
        "services", "服务价目", "services", PRICES, "Small trades and prices", "修鞋 10 元起；配钥匙 8 元一把"
    ),
    Column(
        "entrances",
        "出入口",
        "entrances",
        DOORS,
        "Doors, where there are several, in the row's system",
        "南门 36.1131,103.6091（不用上台阶）；北门 36.1137,103.6095",
    ),
    Column("built", "新建或改造", "built", BUILT, "新建 new, 改造 rebuilt, 已有 existing", "新建"),
    Column("built_year", "建成或改造年份", "built_year", WHOLE, "Year of that", "2024"),
    Column(
        "source",
        "来源",
        "source",
        SOURCE,
        "街道登记 office, 名单导入 import (default), OpenStreetMap, 示例",
        "名单导入",
    ),
    Column("source_id", "来源编号", "source_id", CODE, "Number in that source; known by the two", "SW-0017"),
    Column("verified_by", "核对人", "verified_by", TEXT, "Who checked it", "西柳沟街道", ("核对人（单位）",)),
    Column("verified_on", "核对日期", "verified_on", DATE, "When it was checked", "2025-06-30"),
    Column("status", "状态", "status", STATUS, "营业 open, 暂停 suspended, 关闭 closed, 搬迁 moved", "营业"),
    Column("status_on", "状态起始日", "status_on", DATE, "Since when", "2025-07-01"),
    Column("status_until", "预计恢复日", "status_until", DATE, "Expected to open again", "2025-08-01"),
    Column("status_reason", "状态原因", "status_reason", TEXT, "Why; needed unless 营业", "装修"),
    Column("moved_to", "搬到", "moved_to", WHOLE, "编号 of the outlet it has become", "1031"),
)
