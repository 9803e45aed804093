"""The columns of a table of communities: read by the import, written by the export, listed in the docs."""

from communities.models import Grade, Layout, Membership, Stage
from lifecircle.exchange.columns import Column
from lifecircle.exchange.kinds import CODE, DATE, DEGREES, PERCENT, TEXT, WHOLE, choice
from lifecircle.exchange.positions import SHAPE, SYSTEM
from outlets.models import PositionQuality

MEMBERSHIPS = {"named in public text": "named"}

COLUMNS = (
    Column(
        "code", "社区代码", "code", CODE, "12-digit code; known by it", "620104007001", ("区划代码", "代码")
    ),
    Column("name", "名称", "name", TEXT, "Name of the community", "上坎社区", ("社区", "社区名称")),
    Column("district_code", "区县代码", "district_code", CODE, "Only checked against the code", "620104"),
    Column("district", "区县", "district", TEXT, "Only checked against the code", "西固区"),
    Column(
        "subdistrict_code", "街道代码", "subdistrict_code", CODE, "Only checked against the code", "620104007"
    ),
    Column("subdistrict", "街道", "subdistrict", TEXT, "Only checked against the code", "西柳沟街道"),
    Column("batch", "批次", "batch", TEXT, "Batch of the programme", "第二批"),
    Column("year", "年份", "year", WHOLE, "Year of the batch", "2024"),
    Column(
        "stage", "阶段", "stage", choice(Stage.choices), "规划 planned, 建设中 building, 建成 built", "建成"
    ),
    Column(
        "grade", "等级", "grade", choice(Grade.choices), "基础 basic, 提升 improved, 品质 quality", "基础"
    ),
    Column(
        "layout", "形态", "layout", choice(Layout.choices), "组团 cluster, 街坊 block, 分布 scattered", "街坊"
    ),
    Column(
        "lat",
        "中心纬度",
        "lat",
        DEGREES,
        "Latitude of the centre, in the row's system",
        "36.1134",
        ("纬度", "latitude"),
    ),
    Column(
        "lng", "中心经度", "lng", DEGREES, "Longitude of the centre", "103.6093", ("经度", "longitude", "lon")
    ),
    Column("system", "坐标系", "coordinate_system", SYSTEM, "System of this row's coordinates", "WGS-84"),
    Column(
        "position_quality",
        "位置准不准",
        "position_quality",
        choice(PositionQuality.choices),
        "实测 surveyed, 大致 approximate, 示意 illustrative",
        "实测",
        ("position", "位置"),
    ),
    Column(
        "boundary",
        "边界",
        "boundary",
        SHAPE,
        "GeoJSON Polygon or MultiPolygon",
        '{"type":"Polygon",…}',
        ("边界(GeoJSON)",),
    ),
    Column(
        "membership",
        "入选依据",
        "membership",
        choice(Membership.choices, MEMBERSHIPS),
        "市里公布 confirmed, 公开报道提到 named, 占位 placeholder",
        "市里公布",
    ),
    Column("evidence", "依据出处", "evidence", TEXT, "Where that is said", "2025 年第一批名单"),
    Column("households", "户数", "households", WHOLE, "Households", "3200"),
    Column("residents", "人口", "residents", WHOLE, "Residents", "9100"),
    Column("residents_60", "60 岁以上人口", "residents_60", WHOLE, "Residents of 60 and over", "2100"),
    Column("residents_0_3", "0-3 岁人口", "residents_0_3", WHOLE, "Residents of 3 and under", "260"),
    Column(
        "facility_m2",
        "服务设施面积",
        "facility_m2",
        WHOLE,
        "Service facilities, m²",
        "1100",
        ("服务设施面积（平方米）",),
    ),
    Column(
        "satisfaction", "满意度", "satisfaction", PERCENT, "Satisfied residents, %", "92.5", ("满意度（%）",)
    ),
    Column(
        "satisfaction_on", "满意度调查日期", "satisfaction_on", DATE, "When they were asked", "2025-09-01"
    ),
    Column("satisfaction_sample", "满意度样本数", "satisfaction_sample", WHOLE, "How many were asked", "300"),
    Column("office", "负责单位", "office", TEXT, "Office in charge", "西柳沟街道办事处"),
    Column("phone", "社区电话", "phone", TEXT, "Telephone of the community", "0931-4567890", ("电话",)),
    Column("surveyed_on", "摸底日期", "surveyed_on", DATE, "When it was surveyed", "2025-06-30"),
)
