"""Communities in and out of tables: nothing half-written, nothing changed by coming back."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from communities import exchange
from communities.exchange.columns import COLUMNS
from communities.exchange.plans import RULES
from communities.models import Community
from lifecircle.datum import CoordinateSystem, from_wgs84
from lifecircle.exchange.positions import near
from lifecircle.geo import Point
from tests import in_english
from tests.make import CENTRE, areas, community, csv_file, xlsx_file

pytestmark = pytest.mark.django_db
WGS84 = CoordinateSystem.WGS84
HEAD = "社区代码,名称,中心纬度,中心经度"
ROW = "620104007001,上坎社区,36.1134,103.6093"
BOUNDARY = {
    "type": "Polygon",
    "coordinates": [[[103.6, 36.1], [103.63, 36.1], [103.61, 36.13], [103.6, 36.1]]],
}


def problems(path: Path, system: CoordinateSystem | None = WGS84) -> list[str]:
    return in_english.told(exchange.read(path, system=system).ordered(), path)


def brought_in(path: Path, system: CoordinateSystem | None = WGS84) -> str:
    plan = exchange.read(path, system=system)
    exchange.apply(plan)
    return str(plan)


def stored() -> list[dict[str, Any]]:
    return [dict(row) for row in Community.objects.order_by("code").values()]


def full(**fields: Any) -> Community:
    """A community with every field filled."""
    filled: dict[str, Any] = {
        "batch": "第二批", "year": 2024, "stage": "built", "grade": "basic", "layout": "block",
        "boundary": BOUNDARY, "evidence": "=名单", "households": 3200, "residents": 9100,
        "residents_60": 2100, "residents_0_3": 260, "facility_m2": 1100, "satisfaction": "92.5",
        "satisfaction_on": "2025-09-01", "satisfaction_sample": 300, "office": "西柳沟街道办事处",
        "phone": "+86 931 4567890", "surveyed_on": "2025-06-30",
    }  # fmt: skip
    return community(**filled | fields)


def test_the_table_of_circles_changes_nothing_of_the_fixture(lanzhou: None) -> None:
    path = settings.BASE_DIR / "fixtures" / "tables" / "circles.csv"
    assert str(exchange.read(path, system=WGS84)) == "新增 0，修改 0，不变 127"


def test_the_table_of_circles_fills_an_empty_database_as_the_fixture_does(lanzhou: None) -> None:
    before = stored()
    Community.objects.all().delete()
    brought_in(settings.BASE_DIR / "fixtures" / "tables" / "circles.csv")
    assert stored() == before


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("system", list(CoordinateSystem))
def test_an_export_comes_back_unchanged(tmp_path: Path, ending: str, system: CoordinateSystem) -> None:
    full()
    before, path = stored(), tmp_path / f"a.{ending}"
    call_command("export_communities", str(path), coordinates=system.value, verbosity=0)
    assert (brought_in(path, None), stored()) == ("新增 0，修改 0，不变 1", before)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_export_fills_an_empty_database(tmp_path: Path, ending: str) -> None:
    full()
    before, path = stored(), tmp_path / f"a.{ending}"
    call_command("export_communities", str(path))
    Community.objects.all().delete()
    assert (brought_in(path, None), stored()) == ("新增 1，修改 0，不变 0", before)


def test_english_headings_come_back_too(tmp_path: Path) -> None:
    full()
    call_command("export_communities", str(tmp_path / "a.csv"), english=True)
    assert brought_in(tmp_path / "a.csv", None) == "新增 0，修改 0，不变 1"


def test_an_export_is_of_one_division(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    community()
    community("甘家巷社区", "620102007003")
    call_command("export_communities", "-", within="620102")
    written = capsys.readouterr().out
    assert ("甘家巷社区" in written, "上坎社区" in written) == (True, False)


def test_an_import_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    areas()
    call_command("import_communities", str(csv_file(tmp_path / "a.csv", HEAD, ROW)), coordinates="wgs84")
    assert capsys.readouterr().out == "新增 1，修改 0，不变 0\n"


def test_a_dry_run_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    areas()
    path = csv_file(tmp_path / "a.csv", HEAD, ROW)
    call_command("import_communities", str(path), coordinates="wgs84", dry_run=True)
    assert ("新增 1" in capsys.readouterr().out, Community.objects.count()) == (True, 0)


def test_a_bad_row_keeps_the_good_ones_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    areas()
    path = csv_file(tmp_path / "a.csv", HEAD, ROW, "620104007002,,36.1,103.6")
    with pytest.raises(CommandError, match="有 1 个问题，什么都没有写入"):
        call_command("import_communities", str(path), coordinates="wgs84")
    assert (capsys.readouterr().err, Community.objects.count()) == ("第 3 行：名称：不能空\n", 0)


def test_an_import_without_a_coordinate_system_is_refused(tmp_path: Path) -> None:
    areas()
    [words] = problems(csv_file(tmp_path / "a.csv", HEAD, ROW), None)
    assert words.startswith("没有说明坐标系")


def test_a_column_names_the_coordinate_system(tmp_path: Path) -> None:
    areas()
    there = from_wgs84(CENTRE, CoordinateSystem.GCJ02)
    path = csv_file(
        tmp_path / "a.csv", f"{HEAD},坐标系", f"620104007001,上坎社区,{there.lat},{there.lng},高德"
    )
    brought_in(path, None)
    assert near(Community.objects.get().point, CENTRE)


def test_a_row_that_contradicts_the_command_is_a_problem(tmp_path: Path) -> None:
    areas()
    [words] = problems(csv_file(tmp_path / "a.csv", f"{HEAD},坐标系", f"{ROW},bd09"))
    assert words.startswith("第 2 行：坐标系：这一行写着 BD-09")


def test_a_system_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="--coordinates：“xian80”不在可选的里面"):
        call_command("import_communities", str(csv_file(tmp_path / "a.csv", HEAD, ROW)), coordinates="xian80")


def test_figures_alone_need_no_coordinate_system(tmp_path: Path) -> None:
    community()
    brought_in(csv_file(tmp_path / "a.csv", "社区代码,户数", "620104007001,3200"), None)
    assert Community.objects.get().households == 3200


def test_a_column_that_is_absent_leaves_its_field_alone(tmp_path: Path) -> None:
    full()
    brought_in(csv_file(tmp_path / "a.csv", "社区代码,户数", "620104007001,3300"))
    assert Community.objects.get().phone == "+86 931 4567890"


def test_an_empty_cell_clears_its_field(tmp_path: Path) -> None:
    full()
    brought_in(csv_file(tmp_path / "a.csv", "社区代码,户数,社区电话,边界", "620104007001,,,"))
    changed = Community.objects.get()
    assert (changed.households, changed.phone, changed.boundary) == (None, "", None)


def test_a_new_name_is_found_by_its_pinyin(tmp_path: Path) -> None:
    community()
    brought_in(csv_file(tmp_path / "a.csv", "社区代码,名称", "620104007001,下坎社区"))
    assert Community.objects.named_like("xiakan").exists()


def test_a_duplicate_code_names_both_rows(tmp_path: Path) -> None:
    areas()
    assert problems(csv_file(tmp_path / "a.csv", HEAD, ROW, "620104007002,a,36.1,103.6", ROW)) == [
        "第 4 行：和第 2 行的社区代码重复（620104007001）"
    ]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("620104099001,a,36.1,103.6", "第 2 行：街道代码 620104099 不在区划表里"),
        ("62010400700,a,36.1,103.6", "第 2 行：社区代码应是 12 位数字，现在是“62010400700”"),
        ("6.20104E+11,a,36.1,103.6", "第 2 行：社区代码：6.20104E+11 被表格软件写成了科学计数"),
        ("620104007001,a,103.6,36.1", "第 2 行：坐标：像是把经纬度写反了（纬度 103.6，经度 36.1）"),
        ("620104007001,a,,103.6", "第 2 行：中心纬度：不能空"),
        (f"620104007001,{'a' * 61},36.1,103.6", "第 2 行：名称：确保"),
    ],
)
def test_a_row_says_what_is_wrong_with_it(tmp_path: Path, row: str, words: str) -> None:
    areas()
    assert problems(csv_file(tmp_path / "a.csv", HEAD, row))[0].startswith(words)


def test_a_division_that_contradicts_the_code_is_a_problem(tmp_path: Path) -> None:
    areas()
    path = csv_file(tmp_path / "a.csv", f"{HEAD},街道", f"{ROW},白银路街道")
    assert problems(path) == ["第 2 行：街道“白银路街道”和社区代码对不上，620104007 是西柳沟街道"]


def test_a_new_community_needs_its_place(tmp_path: Path) -> None:
    areas()
    assert problems(csv_file(tmp_path / "a.csv", "社区代码,名称", "620104007001,上坎社区")) == [
        "第 1 行：缺少列：中心纬度、中心经度（第 2 行还没有登记过，新增要写全）"
    ]


def test_a_date_for_a_code_is_a_problem(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path / "a.xlsx", HEAD.split(","), [date(2025, 7, 11), "a", 36.1, 103.6])
    assert problems(path)[0].startswith("第 2 行：社区代码：被表格软件当成了日期 2025-07-11")


def test_a_gbk_file_with_an_unknown_column_is_read_and_the_column_named(tmp_path: Path) -> None:
    areas()
    path = csv_file(tmp_path / "a.csv", f"{HEAD},人囗", f"{ROW},3", encoding="gbk")
    assert problems(path) == ["第 1 行：不认得“人囗”这一列，是不是“人口”？"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"residents": 10, "residents_60": 11},
        {"satisfaction": Decimal("100.5")},
        {"subdistrict_id": "620104008"},
        {"lat": 91},
    ],
)
def test_the_rules_are_those_of_the_database(wrong: dict[str, Any]) -> None:
    areas("620104008001")
    record = full()
    record.refresh_from_db()
    for name, value in wrong.items():
        setattr(record, name, value)
    broken = {name for name, holds in RULES.items() if not holds(record)}
    assert broken == {rule.name for rule in record._meta.constraints if not _allows(rule, record)} != set()


def _allows(rule: Any, record: Community) -> bool:
    try:
        rule.validate(Community, record)
    except ValidationError:
        return False
    return True


def test_every_constraint_has_its_rule() -> None:
    assert set(RULES) == {rule.name for rule in Community._meta.constraints}


def test_more_rows_cost_no_more_queries(tmp_path: Path, django_assert_num_queries: Any) -> None:
    areas()
    for many in (3, 30):
        rows = [f"620104007{number:03},社区{number},36.1,103.6" for number in range(1, many + 1)]
        path = csv_file(tmp_path / f"{many}.csv", HEAD, *rows)
        Community.objects.all().delete()
        with django_assert_num_queries(2):
            plan = exchange.read(path, system=WGS84)
        # SQLite takes 33 of these rows in one statement
        with django_assert_num_queries(3):
            exchange.apply(plan)


def test_every_editable_field_has_its_column() -> None:
    fields = {field.name for field in Community._meta.fields if field.editable}
    assert fields <= {column.field for column in COLUMNS}


def test_a_point_a_centimetre_off_is_not_moved(tmp_path: Path) -> None:
    community(at=Point(36.11340000001, 103.6093))
    assert brought_in(csv_file(tmp_path / "a.csv", HEAD, ROW)) == "新增 0，修改 0，不变 1"
