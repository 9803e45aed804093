"""Compounds, premises, measures, needs, promotions and projects in and out of tables."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from communities.exchange.tables import LEDGERS
from communities.models import Community, Compound, Measure, Need, Project, Promotion
from lifecircle.datum import CoordinateSystem
from lifecircle.exchange.problems import Refused
from lifecircle.geo import Point
from tests import in_english, make

WGS84 = CoordinateSystem.WGS84
KINDS = pytest.mark.parametrize("kind", LEDGERS)
DAY = date(2026, 3, 2)
GATES = (Point(36.1131, 103.6091), Point(36.1137, 103.6095))


@pytest.fixture
def circle(catalogue: None) -> Community:
    return make.community()


@pytest.fixture
def full(circle: Community) -> Community:
    """One of each, every field filled, and one with as little as may be."""
    outlets = [make.outlet(f"店{number}") for number in range(2)]
    numbers: dict[str, Any] = {"households": 420, "residents": 1180, "residents_60": 260, "residents_0_3": 31}
    compound = make.compound(
        circle, address="12 号", gates=GATES, counted_on=DAY, source="=台账", sample=True, **numbers
    )
    compound.gates.filter(name="2号门").update(open_to_public=False)
    make.compound(circle, "没有数的小区")
    make.premises(circle, area_m2=80, kind="public", seen_on=DAY, source="台账")
    place: dict[str, Any] = {"lat": 36.1, "lng": 103.6, "outlet": outlets[0]}
    doing = make.measure(
        circle, category_id="market", responsible="街道", deadline=DAY, cost_yuan="1200.50", state="done",
        done_on=DAY, note="备注", **place,
    )  # fmt: skip
    make.measure(circle, "什么都不知道")
    make.need(circle, category_id="market", number="001", people=3, measure=doing, checked_on=DAY)
    make.need(circle, "没有单号")
    make.promotion(outlet=outlets[0], platform="ccb", link="https://a.cn/x", rule="每天一次")
    make.promotion(community=circle)
    of = {
        "community": circle,
        "category_id": "market",
        "funds": "自筹",
        "started_on": DAY,
        "finished_on": DAY,
    }
    make.project("甲", "620104", investment_yuan=2250000, **of).outlets.set(outlets)
    make.project("全市的")
    return circle


def stored(kind: str) -> list[dict[str, Any]]:
    model = LEDGERS[kind].model
    rows = [dict(row) for row in model._default_manager.order_by("pk").values()]
    for row in rows:
        record: Any = model._default_manager.get(pk=row["id"])
        if kind == "compounds":
            row["gates"] = list(record.gates.values_list("name", "lat", "lng", "open_to_public"))
        if kind == "projects":
            row["outlets"] = sorted(record.outlets.values_list("pk", flat=True))
    return rows


def brought_in(kind: str, path: Path, system: CoordinateSystem | None = WGS84) -> str:
    plan = LEDGERS[kind].read(path, system=system)
    assert [str(problem) for problem in plan.ordered()] == []
    LEDGERS[kind].apply(plan)
    return str(plan)


def problems(kind: str, tmp_path: Path, *lines: str, system: CoordinateSystem | None = WGS84) -> list[str]:
    path = make.csv_file(tmp_path / "a.csv", *lines)
    plan = LEDGERS[kind].read(path, system=system)
    if plan.problems:
        with pytest.raises(Refused):
            LEDGERS[kind].apply(plan)
    return in_english.told(plan.ordered(), path)


@KINDS
@pytest.mark.parametrize(("ending", "system"), [("csv", "gcj02"), ("xlsx", "bd09")])
def test_an_export_comes_back_unchanged(
    full: Community, tmp_path: Path, kind: str, ending: str, system: str
) -> None:
    before, path = stored(kind), tmp_path / f"a.{ending}"
    call_command("export_table", kind, str(path), coordinates=system, verbosity=0)
    assert brought_in(kind, path, None) == f"新增 0，修改 0，不变 {len(before)}"
    assert stored(kind) == before


@KINDS
def test_an_export_without_numbers_fills_an_empty_table_and_twice_changes_nothing(
    full: Community, tmp_path: Path, kind: str
) -> None:
    path, before = tmp_path / "a.csv", stored(kind)
    ledger = LEDGERS[kind]
    call_command("export_table", kind, str(path), english=True, verbosity=0)
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    make.csv_file(path, *(line.partition(",")[2] for line in lines))
    ledger.model._default_manager.all().delete()
    if kind == "measures":
        Need.objects.update(measure=None)
    assert brought_in(kind, path, None) == f"新增 {len(before)}，修改 0，不变 0"
    assert brought_in(kind, path, None) == f"新增 0，修改 0，不变 {len(before)}"
    plain = {"id", "made_at", "made_by_id"}
    bare = [
        [{k: v for k, v in row.items() if k not in plain} for row in rows] for rows in (before, stored(kind))
    ]
    assert bare[0] == bare[1]


@KINDS
def test_what_comes_in_has_a_history(full: Community, tmp_path: Path, kind: str) -> None:
    model: Any = LEDGERS[kind].model
    call_command("export_table", kind, str(tmp_path / "a.csv"), verbosity=0)
    model._default_manager.all().delete()
    model.history.all().delete()
    lines = (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()
    brought_in(kind, make.csv_file(tmp_path / "b.csv", *(line.partition(",")[2] for line in lines)), None)
    first = model.history.filter(history_type="+")
    assert {row.history_change_reason for row in first} == {"导入"}
    assert first.count() == model._default_manager.count()


def test_a_changed_cell_changes_one_row_and_its_history_says_so(full: Community, tmp_path: Path) -> None:
    path = make.csv_file(
        tmp_path / "a.csv", "生活圈,名称,人口", "上坎社区,惠民小区,1200", "上坎社区,没有数的小区,"
    )
    assert brought_in("compounds", path) == "新增 0，修改 1，不变 1"
    compound = Compound.objects.get(name="惠民小区")
    kept: Any = Compound.history.filter(id=compound.pk).first()
    assert (compound.residents, compound.households, kept.residents, kept.history_type) == (
        1200,
        420,
        1200,
        "~",
    )


def test_an_empty_cell_is_not_known_and_gates_are_replaced(full: Community, tmp_path: Path) -> None:
    head = "生活圈,名称,人口,60 岁以上人口,0-3 岁人口,门"
    path = make.csv_file(tmp_path / "a.csv", head, '上坎社区,惠民小区,,,,"正门 36.1130,103.6090（不对外）"')
    brought_in("compounds", path)
    compound = Compound.objects.get(name="惠民小区")
    gates = [(gate.name, gate.lat, gate.open_to_public) for gate in compound.gates.all()]
    assert (compound.residents, gates) == (None, [("正门", 36.113, False)])


def test_positions_name_their_system(circle: Community, tmp_path: Path) -> None:
    lines = ("生活圈,名称,纬度,经度", "上坎社区,甲,36.1,103.6")
    assert "没有说明坐标系" in problems("compounds", tmp_path, *lines, system=None)[0]
    assert "没有说明坐标系" in problems("measures", tmp_path, "编号,纬度,经度", "1,36,103", system=None)[0]
    brought_in("compounds", make.csv_file(tmp_path / "b.csv", *lines), CoordinateSystem.GCJ02)
    assert Compound.objects.get().lat != 36.1


HEADS = {
    "compounds": "社区代码,名称,纬度,经度,人口,60 岁以上人口,0-3 岁人口,门",
    "premises": "社区代码,名称,纬度,经度,种类",
    "needs": "社区代码,要什么,来源,提出日期,业态,措施编号,单号,提的人数",
    "measures": "社区代码,办法,做什么,纬度,经度,状态,办成日期,费用（元）,网点编号",
    "promotions": "网点编号,社区代码,名称,开始,结束,网址",
    "projects": "区县代码,名称,新建或改造,投资（元）,建成的网点,生活圈,区县",
}
C = "620104007001"
BAD = [
    ("compounds", "620104007009,甲,36.1,103.6,,,,", "社区代码：没有社区代码 620104007009 的生活圈"),
    ("compounds", f"{C},,36.1,103.6,,,,", "名称：不能空"),
    ("compounds", f"{C},甲,,103.6,,,,", "纬度：纬度和经度要么都填，要么都不填"),
    ("compounds", f"{C},甲,,,,,,", "纬度：不能空"),
    ("compounds", f"{C},甲,103.6,36.1,,,,", "坐标：像是把经纬度写反了"),
    ("compounds", f"{C},甲,36.1,103.6,10,11,,", "60 岁以上人口不能多于总人口"),
    ("compounds", f"{C},甲,36.1,103.6,10,,11,", "0-3 岁人口不能多于总人口"),
    ("compounds", f"{C},甲,36.1,103.6,,,,南门", "门：“南门”读不懂"),
    ("compounds", f'{C},甲,36.1,103.6,,,,"南门 36.1,103.6（收费）"', "括号里写“对外”或“不对外”"),
    ("premises", f"{C},甲,36.1,103.6,空地", "种类：“空地”不在可选的里面"),
    ("needs", f"{C},要,入户,2026-03-02,卖菜的,,,", "业态：没有“卖菜的”这个业态"),
    ("needs", f"{C},要,入户,2026-03-02,,99,,", "措施编号：没有编号 99 的措施"),
    ("needs", f"{C},要,电话,2026-03-02,,,,", "来源：“电话”不在可选的里面"),
    ("needs", f"{C},要,入户,2999-03-02,,,,", "提出日期：提出日期不能在将来"),
    ("needs", f"{C},要,入户,2026-03-02,,,,0", "提的人数：提的人数至少是 1"),
    ("measures", f"{C},新建,开店,,,办成,,,", "办成的要写办成日期"),
    ("measures", f"{C},新建,开店,,,,,3 万,", "费用（元）：“3 万”不是多少元"),
    ("measures", f"{C},新建,开店,,,,,,77", "网点编号：没有编号 77 的网点"),
    ("promotions", f",{C},减五元,2026-03-02,2026-03-01,", "结束日期不能早于开始日期"),
    ("promotions", f",{C},减五元,2026-03-01,2026-03-02,http://a.cn", "网址：网址应以 https:// 开头"),
    ("promotions", ",,减五元,2026-03-01,2026-03-02,", "填一个，只填一个"),
    ("projects", "620104,改造,修,,,,", "新建或改造：“修”不在可选的里面"),
    ("projects", "629999,改造,改造,,,,", "区县代码：区划代码 629999 不在区划表里"),
    ("projects", "620104,改造,改造,,,,城关区", "区县：“城关区”和区县代码对不上"),
    ("projects", "620104,改造,改造,,88,,", "建成的网点：没有编号 88 的网点"),
    ("projects", "620104,改造,改造,-5,,,", "投资（元）：“-5”不是多少元"),
    ("projects", "620102,改造,改造,,,上坎社区,", "不在所写的区县里"),
]


@pytest.mark.parametrize(("kind", "row", "words"), BAD)
def test_a_problem_names_its_row_and_keeps_all_out(
    circle: Community, tmp_path: Path, kind: str, row: str, words: str
) -> None:
    make.areas("620102001001", district="城关区")
    found = problems(kind, tmp_path, HEADS[kind], row)
    assert any(problem.startswith(("第 2 行：", "第 2 行 ")) and words in problem for problem in found), found
    assert not LEDGERS[kind].model._default_manager.exists()


def test_one_thing_in_two_rows_is_told(circle: Community, tmp_path: Path) -> None:
    row = f"{C},甲,36.1,103.6,,,,"
    found = problems("compounds", tmp_path, HEADS["compounds"], row, row)
    assert found == [f"第 3 行：和第 2 行的生活圈和名称重复（{C}，甲）"]


def test_two_circles_of_one_name_are_told_apart_by_code(circle: Community, tmp_path: Path) -> None:
    make.community("上坎社区", "620104007002")
    found = problems("premises", tmp_path, "生活圈,名称,纬度,经度", "上坎社区,甲,36.1,103.6")
    assert found == ["第 2 行：生活圈：有 2 个叫“上坎社区”的生活圈，请写社区代码"]


def test_a_name_that_belongs_to_another_number_is_told(circle: Community, tmp_path: Path) -> None:
    first, second = make.compound(circle, "甲"), make.compound(circle, "乙")
    found = problems("compounds", tmp_path, "编号,名称", f"{second.pk},甲")
    assert found == [f"第 2 行：生活圈和名称已经登记在编号 {first.pk} 上"]


def test_a_number_that_is_not_there_is_told(circle: Community, tmp_path: Path) -> None:
    assert "没有编号 9 的措施" in problems("measures", tmp_path, "编号,状态", "9,在办")[0]


def test_a_need_keeps_to_the_measures_of_its_circle(circle: Community, tmp_path: Path) -> None:
    measure = make.measure(make.community("别处", "620104007002"))
    found = problems("needs", tmp_path, HEADS["needs"], f"{C},要,入户,2026-03-02,,{measure.pk},,")
    assert found == ["第 2 行：这条措施是别的生活圈的。"]


def test_a_missing_column_and_a_table_without_rows_are_told(circle: Community, tmp_path: Path) -> None:
    assert problems("projects", tmp_path, "名称,新建或改造", "甲,新建")[0].endswith(
        "缺少列：区县代码（已登记的也可以凭 编号 认）"
    )
    assert "一行内容也没有" in problems("needs", tmp_path, HEADS["needs"])[0]


def test_the_measure_s_place_can_be_emptied(full: Community, tmp_path: Path) -> None:
    measure = Measure.objects.get(state="done")
    brought_in("measures", make.csv_file(tmp_path / "a.csv", "编号,纬度,经度", f"{measure.pk},,"))
    measure.refresh_from_db()
    assert measure.point is None


def test_the_commands_say_what_they_did(
    circle: Community, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = make.csv_file(
        tmp_path / "a.csv", "区县代码,名称,新建或改造,投资（元）", ',全市改造,改造,"2,250,000"'
    )
    call_command("import_table", "projects", str(path), dry_run=True)
    assert ("试运行" in capsys.readouterr().out, Project.objects.count()) == (True, 0)
    call_command("import_table", "projects", str(path))
    assert (Project.objects.get().investment_yuan, capsys.readouterr().out) == (
        Decimal(2_250_000),
        "新增 1，修改 0，不变 0\n",
    )
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("import_table", "people", str(path))


def test_an_export_is_of_one_division(full: Community, capsys: pytest.CaptureFixture[str]) -> None:
    make.promotion("别处的", community=make.community("别处", "620102001001", district="城关区"))
    call_command("export_table", "promotions", "-", within="620102")
    written = capsys.readouterr().out
    assert ("别处的" in written, written.count("\n")) == (True, 2)
    assert Promotion.objects.count() == 3


@KINDS
def test_the_rules_asked_without_a_query_are_those_of_the_model(kind: str) -> None:
    ledger = LEDGERS[kind]
    checks = {c.name for c in ledger.model._meta.constraints if type(c).__name__ == "CheckConstraint"}
    assert checks == set(ledger.rules)


def test_a_rule_says_what_the_database_says(circle: Community) -> None:
    """The database's own answer is held in tests/unit/test_ledger_rules.py."""
    broken = {
        "measure_position_whole": Measure(lat=36.0),
        "measure_done_is_dated": Measure(state="done"),
        "promotion_of_one_thing": Promotion(community=circle, outlet_id=1),
        "need_checked_after_asked": Need(asked_on=DAY, checked_on=date(2026, 3, 1)),
    }
    for ledger in LEDGERS.values():
        for name, holds in ledger.rules.items():
            if name in broken:
                assert not holds(broken[name]), name
    with pytest.raises(ValidationError):
        Promotion(community=circle, outlet_id=1, title="x", starts_on=DAY, ends_on=DAY).full_clean()
