"""Outlets in and out of tables: known again, nothing half-written, nothing changed by coming back."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lifecircle.datum import CoordinateSystem
from lifecircle.exchange.problems import Refused
from outlets import exchange
from outlets.exchange.columns import COLUMNS
from outlets.exchange.plans import RULES
from outlets.models import Category, Entrance, Outlet, Revision, ServiceItem, Source, Status
from tests import in_english
from tests.make import CENTRE, areas, csv_file, outlet, xlsx_file

pytestmark = pytest.mark.usefixtures("catalogue")
WGS84 = CoordinateSystem.WGS84
HEAD = "名称,主业态,纬度,经度"
ROW = "惠民便利店,便利店,36.1134,103.6093"


def problems(path: Path, system: CoordinateSystem | None = WGS84) -> list[str]:
    return in_english.told(exchange.read(path, system=system).ordered(), path)


def brought_in(path: Path, system: CoordinateSystem | None = WGS84) -> str:
    plan = exchange.read(path, system=system)
    exchange.apply(plan)
    return str(plan)


def stored() -> list[Any]:
    items = ServiceItem.objects.order_by("outlet", "order").values_list(
        "outlet_id", "name", "price_yuan", "price_note"
    )
    further = Outlet.further_categories.through.objects.order_by("outlet", "category")
    return [
        *Outlet.objects.order_by("pk").values(),
        *items,
        *Entrance.objects.order_by("pk").values(),
        *further.values_list("outlet_id", "category_id"),
    ]


def full() -> Outlet:
    """An outlet with every field filled, and the one it moved to."""
    areas()
    made = outlet(
        "=惠民", "repair", area_id="620104007001", address="-12 号\n后门", position_system="gcj02",
        position_quality="surveyed", phone="+86 931 4567890", opening_hours="Mo-Su 08:00-20:00", brand="7-11",
        area_m2=45, form="stall", staffed=True, cash=False, meal_delivery=None, senior_discount=True,
        step_free=False, audience="appointment", built="new", built_year=2024, source="osm",
        source_id="007", verified_by="西柳沟街道", verified_on="2025-06-30", status="moved",
        status_on="2025-07-01", status_until="2025-08-01", status_reason="@装修", moved_to=outlet("新店"),
    )  # fmt: skip
    made.further_categories.set(Category.objects.filter(code__in=["greengrocer", "breakfast"]))
    made.service_items.create(name="修鞋", price_yuan=Decimal(10), price_note="起", order=1)
    made.service_items.create(name="修 10 元店", price_yuan=None, price_note="面议；", order=0)
    made.entrances.create(name="南门", lat=36.113, lng=103.6093, step_free=True)
    made.entrances.create(lat=36.1135, lng=103.6091)
    return made


# -- there and back ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("system", list(CoordinateSystem))
def test_an_export_comes_back_unchanged(tmp_path: Path, ending: str, system: CoordinateSystem) -> None:
    full()
    before, path = stored(), tmp_path / f"a.{ending}"
    call_command("export_outlets", str(path), coordinates=system.value)
    assert (brought_in(path, None), stored()) == ("新增 0，修改 0，不变 2", before)


def test_the_same_list_twice_changes_nothing(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", f"{HEAD},服务价目,兼营业态", f"{ROW},修鞋 10 元起,早餐店、药店")
    assert [brought_in(path, CoordinateSystem.BD09) for _ in range(2)] == [
        "新增 1，修改 0，不变 0",
        "新增 0，修改 0，不变 1",
    ]


def test_an_imported_list_is_exported_and_changes_nothing(tmp_path: Path) -> None:
    brought_in(csv_file(tmp_path / "a.csv", HEAD, ROW, "早点铺,早餐店,36.114,103.61"))
    call_command("export_outlets", str(tmp_path / "b.xlsx"))
    before = stored()
    assert (brought_in(tmp_path / "b.xlsx", None), stored()) == ("新增 0，修改 0，不变 2", before)


def test_doors_are_brought_in_changed_and_taken_away(tmp_path: Path) -> None:
    def doors() -> list[tuple[str, float, float]]:
        return list(Entrance.objects.values_list("name", "lat", "lng"))

    def file(cell: str) -> Path:
        return csv_file(tmp_path / "a.csv", f"{HEAD},出入口", f'{ROW},"{cell}"')

    brought_in(file("南门 36.1131,103.6091；北门 36.1137,103.6095"))
    assert doors() == [("南门", 36.1131, 103.6091), ("北门", 36.1137, 103.6095)]
    kept = Entrance.objects.get(name="南门").pk
    assert brought_in(file("南门 36.1131,103.6092")) == "新增 0，修改 1，不变 0"
    assert (doors(), Entrance.objects.get().pk) == ([("南门", 36.1131, 103.6092)], kept)
    brought_in(file(""))
    assert doors() == []


def test_doors_are_in_the_system_of_their_row(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", f"{HEAD},出入口", f'{ROW},"36.1134,103.6093"')
    brought_in(path, CoordinateSystem.GCJ02)
    made, door = Outlet.objects.get(), Entrance.objects.get()
    assert (door.lat, door.lng) == (made.lat, made.lng) != (36.1134, 103.6093)


def test_a_door_that_makes_no_sense_is_told_by_its_row(tmp_path: Path) -> None:
    [problem] = problems(csv_file(tmp_path / "a.csv", f"{HEAD},出入口", f"{ROW},南门在桥边"))
    assert problem.startswith("第 2 行")
    assert "“南门在桥边”读不懂，应写成：南门 36.061,103.834（纬度在前）" in problem


AWKWARD = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=20).map(
    str.strip
)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    name=AWKWARD.filter(bool), reason=AWKWARD | st.sampled_from(["=1+1", "+8", "-", "@a", "'=x", "''+", '"'])
)
def test_awkward_words_come_back_unchanged(tmp_path: Path, ending: str, name: str, reason: str) -> None:
    Outlet.objects.all().delete()
    outlet(name, address=reason, brand=reason[::-1].strip())
    path = tmp_path / f"a.{ending}"
    call_command("export_outlets", str(path), verbosity=0)
    assert str(exchange.read(path)) == "新增 0，修改 0，不变 1"


def test_an_export_is_of_one_division() -> None:
    areas()
    outlet("a", area_id="620104007001")
    outlet("b")
    assert [row[1] for row in exchange.rows("620104")] == ["a"]


def test_an_export_of_no_code_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="--within 应是区划代码"):
        call_command("export_outlets", str(tmp_path / "a.csv"), within="西固区")


# -- which outlet a row speaks of -------------------------------------------------------------------------


def test_a_number_of_the_register_is_enough(tmp_path: Path) -> None:
    made = outlet()
    brought_in(csv_file(tmp_path / "a.csv", "编号,电话", f"{made.pk},0931-4567890"), None)
    made.refresh_from_db()
    assert made.phone == "0931-4567890"


def test_an_unknown_number_is_a_problem(tmp_path: Path) -> None:
    assert problems(csv_file(tmp_path / "a.csv", "编号,电话", "17,1234")) == [
        "第 2 行：编号：没有编号 17 的网点；新的网点请把编号留空"
    ]


def test_a_source_and_its_number_are_known_again(tmp_path: Path) -> None:
    made = outlet(source=Source.IMPORT, source_id="S1")
    brought_in(csv_file(tmp_path / "a.csv", f"来源编号,{HEAD}", "S1,改名店,便利店,36.2,103.7"))
    made.refresh_from_db()
    assert (made.name, made.lat) == ("改名店", 36.2)


def test_a_number_that_another_outlet_has_is_a_problem(tmp_path: Path) -> None:
    first, second = outlet("a", source="osm", source_id="1"), outlet("b", source="osm", source_id="2")
    assert problems(csv_file(tmp_path / "a.csv", "编号,来源编号", f"{second.pk},1")) == [
        f"第 2 行：来源编号：来源编号 1 已经登记在编号 {first.pk} 的网点上"
    ]


def test_two_alike_in_the_register_need_their_number(tmp_path: Path) -> None:
    pks = [outlet().pk, outlet().pk]
    assert problems(csv_file(tmp_path / "a.csv", HEAD, ROW)) == [
        f"第 2 行：库里有 2 家一样的（编号 {pks[0]}、{pks[1]}），请填编号"
    ]


@pytest.mark.parametrize("system", list(CoordinateSystem))
def test_a_point_without_numbers_is_known_in_every_system(tmp_path: Path, system: CoordinateSystem) -> None:
    path = csv_file(tmp_path / "a.csv", HEAD, ROW)
    brought_in(path, system)
    assert str(exchange.read(path, system=system)) == "新增 0，修改 0，不变 1"


@pytest.mark.parametrize(
    ("head", "rows", "words"),
    [
        (HEAD, [ROW, ROW], "第 3 行：和第 2 行的名称、主业态和位置重复"),
        (
            f"来源编号,{HEAD}",
            [f"S1,{ROW}", f"S1,b{ROW}"],
            "第 3 行：和第 2 行的来源和来源编号重复（import，S1）",
        ),
        ("编号,电话", ["{pk},1234", "{pk},5678"], "第 3 行：和第 2 行的编号重复"),
        (f"编号,{HEAD}", [f"{{pk}},{ROW}", f",{ROW}"], "第 3 行：和第 2 行的网点重复"),
    ],
)
def test_one_outlet_in_two_rows_is_a_problem(tmp_path: Path, head: str, rows: list[str], words: str) -> None:
    pk = outlet().pk
    path = csv_file(tmp_path / "a.csv", head, *(row.format(pk=pk) for row in rows))
    assert problems(path)[0].startswith(words)


# -- what a row says --------------------------------------------------------------------------------------


def test_what_a_list_does_not_say_has_its_default(tmp_path: Path) -> None:
    brought_in(csv_file(tmp_path / "a.csv", HEAD, ROW), CoordinateSystem.GCJ02)
    made = Outlet.objects.get()
    assert (made.source, made.status, made.position_system, made.staffed) == ("import", "open", "gcj02", None)


def test_an_empty_cell_clears_and_an_absent_column_does_not(tmp_path: Path) -> None:
    made = full()
    brought_in(csv_file(tmp_path / "a.csv", "编号,连锁或品牌,服务价目,有人工服务", f"{made.pk},,,"), None)
    made.refresh_from_db()
    assert (made.brand, made.staffed, made.service_items.count()) == ("", None, 0)
    assert (made.phone, made.further_categories.count()) == ("+86 931 4567890", 2)


def test_a_changed_price_is_noted_as_a_change_of_the_outlet(tmp_path: Path) -> None:
    made = outlet()
    before = Revision.objects.get().number
    path = csv_file(tmp_path / "a.csv", "编号,服务价目", f"{made.pk},磨刀 5 元一把；修鞋 10 元起")
    assert brought_in(path, None) == "新增 0，修改 1，不变 0"
    price = made.service_items.get(name="磨刀").price
    assert (price, Revision.objects.get().number > before) == (
        "5 元一把",
        True,
    )


def test_a_new_name_is_found_by_its_initials(tmp_path: Path) -> None:
    made = outlet()
    brought_in(csv_file(tmp_path / "a.csv", "编号,名称", f"{made.pk},老马牛肉面"), None)
    assert Outlet.objects.named_like("lmnrm").exists()


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("主业态", "便利点", "第 2 行：主业态：没有“便利点”这个业态，是不是“便利店”？"),
        ("兼营业态", "药店、面馆", "第 2 行：兼营业态：没有“面馆”这个业态"),
        ("所属区划代码", "620104099", "第 2 行：所属区划代码：区划代码 620104099 不在区划表里"),
        ("电话", "问老张", "第 2 行：电话：电话只能有数字"),
        ("营业时间", "早八点到晚八点半左右", "第 2 行：营业时间："),
        ("状态", "关闭", "第 2 行：暂停、关闭或搬迁要写日期和原因。"),
        ("核对日期", "2199-01-01", "第 2 行：核对日期：核对日期不能在将来。"),
        ("有人工服务", "大概", "第 2 行：有人工服务：“大概”看不懂，请填 是、否 或 未知"),
        ("搬到", "99", "第 2 行：搬到：没有编号 99 的网点"),
        ("服务价目", "修鞋；修鞋", "第 2 行：服务价目：“修鞋”写了两次"),
        ("名称", "", "第 2 行：名称：不能空"),
        ("纬度", "", "第 2 行：纬度：不能空"),
    ],
)
def test_a_row_says_what_is_wrong_with_it(tmp_path: Path, column: str, cell: str, words: str) -> None:
    cells = dict(zip(HEAD.split(","), ROW.split(","), strict=True)) | {column: cell}
    assert problems(csv_file(tmp_path / "a.csv", ",".join(cells), ",".join(cells.values())))[0].startswith(
        words
    )


def test_a_brand_that_became_a_date_is_a_problem(tmp_path: Path) -> None:
    row = [*ROW.split(","), date(2025, 7, 11)]
    assert (
        "被表格软件当成了日期" in problems(xlsx_file(tmp_path / "a.xlsx", f"{HEAD},品牌".split(","), row))[0]
    )


def test_a_list_that_names_no_outlet_says_what_it_lacks(tmp_path: Path) -> None:
    assert problems(csv_file(tmp_path / "a.csv", "名称,电话", "a,1")) == [
        "第 1 行：缺少列：主业态、纬度、经度（已登记的也可以凭 编号 或 来源编号 认）"
    ]


def test_an_import_without_a_coordinate_system_is_refused(tmp_path: Path) -> None:
    assert problems(csv_file(tmp_path / "a.csv", HEAD, ROW), None)[0].startswith("没有说明坐标系")


# -- all or nothing ---------------------------------------------------------------------------------------


def test_a_bad_row_keeps_the_good_ones_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, path = stored(), csv_file(tmp_path / "a.csv", HEAD, ROW, "b,没有的业态,36.1,103.6")
    with pytest.raises(CommandError, match="有 1 个问题，什么都没有写入"):
        call_command("import_outlets", str(path), coordinates="wgs84")
    assert (stored(), "第 3 行" in capsys.readouterr().err) == (before, True)


def test_a_dry_run_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = csv_file(tmp_path / "a.csv", HEAD, ROW)
    call_command("import_outlets", str(path), coordinates="高德", dry_run=True)
    assert (capsys.readouterr().out, Outlet.objects.count()) == (
        "新增 1，修改 0，不变 0（试运行，什么都没有写入）\n",
        0,
    )


def test_a_plan_with_problems_cannot_be_applied(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="什么都没有写入"):
        exchange.apply(exchange.read(tmp_path / "nowhere.csv", system=WGS84))


@pytest.mark.django_db(transaction=True)
def test_what_the_database_refuses_in_the_last_row_takes_the_first_back(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", f"{HEAD},来源编号", f"a{ROW},S1", f"b{ROW},S2")
    plan = exchange.read(path, system=WGS84)
    outlet(source=Source.IMPORT, source_id="S2")  # somebody was faster
    with pytest.raises(Refused, match="请再导一次"):
        exchange.apply(plan)
    assert Outlet.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_outlet_deleted_meanwhile_is_not_brought_back(tmp_path: Path) -> None:
    made = outlet()
    plan = exchange.read(csv_file(tmp_path / "a.csv", "编号,名称", f"{made.pk},b"))
    made.delete()
    with pytest.raises(Refused, match="被删掉了"):
        exchange.apply(plan)
    assert Outlet.objects.count() == 0


def test_more_rows_cost_no_more_queries(tmp_path: Path) -> None:
    def rows(many: int, phone: str) -> list[str]:
        return [
            f"店{number},便利店,36.1,{103 + number / 1000},修鞋 5 元,药店,{phone}" for number in range(many)
        ]

    def queries(path: Path) -> int:
        with CaptureQueriesContext(connection) as captured:
            brought_in(path)
        return len(captured)

    def cost(many: int) -> list[int]:
        Outlet.objects.all().delete()
        head = f"{HEAD},服务价目,兼营业态,电话"
        new = csv_file(tmp_path / "a.csv", head, *rows(many, "1234"))
        changed = csv_file(tmp_path / "b.csv", head, *rows(many, "5678"))
        return [queries(path) for path in (new, new, changed)]

    assert cost(3) == cost(25)  # SQLite takes 27 outlets in one statement


# -- one list ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {"lat": 91.0},
        {"status": Status.CLOSED, "status_on": None},
        {"status": Status.CLOSED, "status_on": date(2025, 1, 1), "status_reason": ""},
        {"status_on": date(2025, 9, 1)},
        {"status_on": None, "status": Status.OPEN, "lng": -181.0},
    ],
)
def test_the_rules_are_those_of_the_database(wrong: dict[str, Any]) -> None:
    record = full()
    record.refresh_from_db()
    for name, value in wrong.items():
        setattr(record, name, value)
    checks = [rule for rule in Outlet._meta.constraints if isinstance(rule, models.CheckConstraint)]
    broken = {name for name, holds in RULES.items() if not holds(record)}
    assert broken == {rule.name for rule in checks if not _allows(rule, record)} != set()


def _allows(rule: models.CheckConstraint, record: Outlet) -> bool:
    try:
        rule.validate(Outlet, record)
    except ValidationError:
        return False
    return True


def test_every_check_of_the_database_has_its_rule() -> None:
    checks = {rule.name for rule in Outlet._meta.constraints if isinstance(rule, models.CheckConstraint)}
    assert set(RULES) == checks


def test_every_editable_field_has_its_column() -> None:
    fields = {field.name for field in Outlet._meta.fields if field.editable and not field.primary_key}
    assert fields - {"updated_at"} <= {column.field for column in COLUMNS}


def test_the_place_of_an_exported_outlet_is_written_in_full() -> None:
    outlet()
    [row] = exchange.rows()
    assert (CENTRE.lat, CENTRE.lng) == (row[6], row[7])
