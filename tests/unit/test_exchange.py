"""Cells to values and back, headings to columns, positions to WGS-84."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lifecircle.datum import CoordinateSystem, from_wgs84
from lifecircle.exchange.columns import Column, matched
from lifecircle.exchange.guard import guarded, unguarded
from lifecircle.exchange.kinds import (
    CODE,
    DATE,
    PERCENT,
    TEXT,
    WHOLE,
    YES_NO,
    choice,
    read_code,
    read_date,
    read_percent,
    read_whole,
)
from lifecircle.exchange.positions import (
    near,
    placed,
    read_shape,
    shape_in,
    shape_placed,
    shapes_near,
    system_named,
)
from lifecircle.exchange.problems import Problem, Wrong
from lifecircle.exchange.sheets import Sheet, read_sheet
from lifecircle.exchange.tables import Table
from lifecircle.geo import Point
from outlets.exchange.prices import Price, read_prices, write_prices
from tests.make import CENTRE, csv_file, xlsx_file

COLUMNS = (
    Column("code", "社区代码", "code", CODE, "", "", ("代码",)),
    Column("name", "名称", "name", TEXT, "", ""),
    Column("seen_on", "日期", "date", DATE, "", ""),
    Column("phone", "电话", "phone", TEXT, "", ""),
    Column("people", "人口", "people", WHOLE, "", ""),
)
RING = [[103.60, 36.10], [103.61, 36.10], [103.61, 36.11], [103.60, 36.10]]


def headings_of(*headings: str) -> tuple[list[str], list[str]]:
    """The fields found, and the problems."""
    heading, problems = matched(Table(headings, 1, []), COLUMNS)
    return [column.field for column in heading.places.values()], [str(problem) for problem in problems]


def sheet_of(path: Path) -> Sheet:
    return read_sheet(path, COLUMNS, [frozenset({"code"})], system=None)


# -- headings ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("heading", ["社区代码", "code", " CODE ", "代码", "社 区 代 码*", "ｃｏｄｅ"])
def test_a_heading_is_known_in_either_language_whatever_its_width(heading: str) -> None:
    assert headings_of(heading) == (["code"], [])


def test_the_order_of_headings_is_free() -> None:
    assert headings_of("电话", "社区代码")[0] == ["phone", "code"]


def test_an_unknown_heading_gets_the_nearest_name() -> None:
    assert headings_of("社区代吗")[1] == ["第 1 行：不认得“社区代吗”这一列，是不是“社区代码”？"]


def test_a_heading_like_nothing_is_to_be_taken_out() -> None:
    assert headings_of("备注")[1] == ["第 1 行：不认得“备注”这一列，请改名或删掉这一列"]


def test_one_column_twice_is_a_problem_in_any_language() -> None:
    assert headings_of("电话", "phone")[1] == ["第 1 行：“电话”这一列出现了两次"]


def test_a_column_without_a_heading_is_a_problem(tmp_path: Path) -> None:
    sheet = sheet_of(csv_file(tmp_path / "a.csv", "代码,,名称", "1,x,a"))
    assert str(sheet.problems[0]) == "第 1 行：第 2 列有内容，却没有表头"


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    assert [str(p) for p in sheet_of(csv_file(tmp_path / "a.csv", "名称", "a")).problems] == [
        "第 1 行：缺少列：社区代码"
    ]


def test_a_table_of_headings_only_is_a_problem(tmp_path: Path) -> None:
    assert "一行内容也没有" in str(sheet_of(csv_file(tmp_path / "a.csv", "代码,名称")).problems[0])


def test_every_problem_of_a_file_is_told_with_its_row_and_column(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", "代码,日期,人口", "1,昨天,很多", "2,,", "3,2025-02-30,1", "4,,1,多")
    assert [(problem.row, problem.column) for problem in sheet_of(path).problems] == [
        (2, "日期"),
        (2, "人口"),
        (4, "日期"),
        (5, ""),
    ]


@pytest.mark.parametrize("field", ["名称", "电话", "人口"])
def test_a_date_where_none_belongs_is_a_problem(tmp_path: Path, field: str) -> None:
    sheet = sheet_of(xlsx_file(tmp_path / "a.xlsx", ["code", field], ["1", date(2025, 7, 11)]))
    assert "被表格软件当成了日期 2025-07-11" in str(sheet.problems[-1])


def test_a_problem_says_row_column_and_words() -> None:
    assert str(Problem("不能空", 7, "名称")) == "第 7 行：名称：不能空"


# -- kinds ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["620104007001", "620104007001.0", "6.20104007001E+11", "６２０１０４００７００１"]
)
def test_a_code_survives_being_taken_for_a_number(text: str) -> None:
    assert read_code(text) == "620104007001"


def test_a_code_that_lost_its_digits_is_refused() -> None:
    with pytest.raises(Wrong, match="后几位已经丢了"):
        read_code("6.20104E+11")


@pytest.mark.parametrize("text", ["2025-06-03", "2025/6/3", "2025.6.3", "2025年6月3日", "20250603"])
def test_a_date_is_read_as_people_write_it(text: str) -> None:
    assert read_date(text) == date(2025, 6, 3)


@pytest.mark.parametrize("text", ["1200", "1,200", "1200.0", "１２００"])
def test_a_whole_number_is_read_as_spreadsheets_write_it(text: str) -> None:
    assert read_whole(text) == 1200


@pytest.mark.parametrize("text", ["-1", "1.5", "很多", "99999999999"])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(Wrong):
        read_whole(text)


@pytest.mark.parametrize("text", ["92.5", "92.5%", "９２．５"])
def test_a_percentage_is_read_with_or_without_its_sign(text: str) -> None:
    assert read_percent(text) == Decimal("92.5")


def test_a_share_is_not_taken_for_a_percentage() -> None:
    with pytest.raises(Wrong, match="像是小数"):
        read_percent("0.925")


@pytest.mark.parametrize(
    ("text", "value"), [("是", True), ("No", False), ("未知", None), ("√", True), ("FALSE", False)]
)
def test_yes_no_and_unknown_are_three_answers(text: str, value: bool | None) -> None:
    assert YES_NO.read(text) is value


def test_a_choice_that_is_none_names_them_all() -> None:
    with pytest.raises(Wrong, match="请填 规划、建成"):
        choice([("planned", "规划"), ("built", "建成")]).read("完工")


def test_invisible_characters_are_refused() -> None:
    with pytest.raises(Wrong, match="控制字符"):
        TEXT.read("上\x00坎")


@given(st.text())
def test_a_guarded_text_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(st.dates())
def test_a_written_date_comes_back(day: date) -> None:
    assert DATE.read(str(DATE.write(day))) == day


@given(st.decimals(min_value=2, max_value=100, places=1))
def test_a_written_percentage_comes_back(value: Decimal) -> None:
    assert PERCENT.read(str(PERCENT.write(value))) == value


# -- prices -----------------------------------------------------------------------------------------------


def test_prices_are_read_as_they_are_posted() -> None:
    assert read_prices("修鞋 10 元起；配钥匙8.5元一把；开锁（面议）；磨刀") == (
        Price("修鞋", Decimal(10), "起"),
        Price("配钥匙", Decimal("8.5"), "一把"),
        Price("开锁", None, "面议"),
        Price("磨刀"),
    )


def test_prices_are_written_as_they_are_posted() -> None:
    prices = [Price("修鞋", Decimal("10.00"), "起"), Price("配钥匙", Decimal("8.50"), "一把")]
    assert write_prices(prices) == "修鞋 10 元起；配钥匙 8.5 元一把"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[["a","NaN",""]]', "价钱 NaN 不对"),
        ('[["a","-5",""]]', "价钱 -5 不对"),
        ("开锁 1000000 元", "价钱 1000000 不对"),
        ("开锁 1.234 元", "价钱 1.234 不对"),
        ('[["","5",""]]', "没有写做什么"),
        ('[["\\u0000","5",""]]', "控制字符"),
        ("修" * 61, "太长"),
    ],
)
def test_a_price_that_the_register_cannot_hold_is_refused(text: str, words: str) -> None:
    with pytest.raises(Wrong, match=words):
        read_prices(text)


def test_a_trade_named_twice_is_refused() -> None:
    with pytest.raises(Wrong, match="写了两次"):
        read_prices("修鞋 10 元；修鞋 12 元")


PRICE = st.builds(
    Price,
    st.text("修鞋 元0123（）；;[]\"'.\n", min_size=1, max_size=12),
    st.none() | st.decimals(min_value=0, max_value=999_999, places=2),
    st.text("起 元0）；", max_size=6),
)


@settings(derandomize=True)
@given(st.lists(PRICE, unique_by=lambda price: price.name, min_size=1, max_size=4))
def test_awkward_prices_come_back_as_they_were(prices: list[Price]) -> None:
    assert read_prices(write_prices(prices).strip()) == tuple(prices)


# -- positions --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "system"),
    [
        ("wgs84", "wgs84"),
        ("WGS-84", "wgs84"),
        ("高德", "gcj02"),
        ("GCJ-02（高德、腾讯、微信）", "gcj02"),
        ("百度", "bd09"),
    ],
)
def test_a_coordinate_system_has_several_names(word: str, system: str) -> None:
    assert system_named(word) is CoordinateSystem(system)


@pytest.mark.parametrize("system", list(CoordinateSystem))
def test_a_position_of_any_system_is_stored_as_wgs84(system: CoordinateSystem) -> None:
    there = from_wgs84(CENTRE, system)
    assert near(placed(there.lat, there.lng, system), CENTRE)


def test_a_swapped_pair_is_said_as_such() -> None:
    with pytest.raises(Wrong, match="像是把经纬度写反了"):
        placed(103.6093, 36.1134, CoordinateSystem.WGS84)


def test_a_pair_off_the_globe_names_the_half_that_is() -> None:
    with pytest.raises(Wrong, match=r"纬度 361\.134 超出范围"):
        placed(361.134, 103.6093, CoordinateSystem.WGS84)


def test_a_boundary_goes_to_another_system_and_back() -> None:
    shape = {"type": "Polygon", "coordinates": [RING]}
    there = shape_in(shape, CoordinateSystem.BD09)
    assert shapes_near(shape_placed(there, CoordinateSystem.BD09), shape)
    assert not shapes_near(there, shape)


@pytest.mark.parametrize(
    "text",
    [
        "[",
        "{}",
        "1",
        '{"type":"Point","coordinates":[1,2]}',
        '{"type":"Polygon","coordinates":[[[1,2],[3,4]]]}',
    ],
)
def test_what_is_no_boundary_is_refused(text: str) -> None:
    with pytest.raises(Wrong, match="不是 GeoJSON"):
        read_shape(text)


def test_a_centimetre_is_the_same_place() -> None:
    assert near(CENTRE, Point(CENTRE.lat + 5e-8, CENTRE.lng))
