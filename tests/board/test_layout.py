"""Sheets of crafted circles: nothing meets, nothing is cut, nothing outside, and everything large enough."""

from dataclasses import replace
from typing import Any

import pytest

from communities.board import board, card, gate, strip
from communities.board.board import Look
from communities.board.facts import Facts, Ground
from communities.board.paper import Paper
from communities.board.sheet import Sheet
from communities.board.strip import Gaps
from communities.board.type import CAP_HEIGHT
from tests.board.crafted import KINDS, LONG_NAME, facts, rows, zones

A3, A1 = Paper("A3"), Paper("A1")
PORTRAIT, A1_PORTRAIT = Paper("A3", portrait=True), Paper("A1", portrait=True)
LONG: dict[str, Any] = {
    "name": LONG_NAME,
    "address": "兰州市西固区福利路与合水路交叉口向东一百二十米路南临街商铺二层",
    "phone": "0931-4567890转8001",
    "hours": "周一至周五 7:00–22:30；周六、周日 8:00–23:00",
}
CIRCLES: dict[str, Facts] = {
    "0 outlets": facts([]),
    "1 outlet": facts(rows(1)),
    "15 outlets": facts(rows(15)),
    "23 outlets": facts(rows(23)),
    "46 outlets": facts(rows(46)),
    "60 outlets": facts(rows(60)),
    "250 outlets": facts(rows(250)),
    "long names": facts(rows(46, **LONG), name="西固城街道先锋路福利东路联合社区第二居民小区"),
    "long names, few": facts(rows(15, **LONG), name="西固城先锋路福利东路社区"),
    "40 outlets in 100 m": facts(rows(40, dense=True)),
    "nothing known": facts(rows(46, hours="", phone="", address="")),
    "unsurveyed estimate": facts(
        rows(30), surveyed=False, estimate=True, ground=Ground(), zones=zones(ragged=False)
    ),
    "all at the centre": facts(rows(20, east=0.0, north=0.0)),
    "everything planned": facts(rows(3), planned=frozenset(kind.code for kind in KINDS)),
    "paused": facts(rows(20, suspended=True)),
}
LOOKS = {
    "A3": Look(A3),
    "A3 portrait": Look(PORTRAIT),
    "A3 black": Look(A3, bw=True),
    "A3 plain": Look(A3, gaps=Gaps.PLAIN),
    "A3 hide": Look(A3, gaps=Gaps.HIDE),
    "A1": Look(A1),
    "A1 portrait": Look(A1_PORTRAIT),
}


def words_of(sheet: Sheet) -> list[str]:
    return [text.words for text in sheet.texts]


@pytest.fixture(scope="module", params=LOOKS)
def look(request: pytest.FixtureRequest) -> Look:
    return LOOKS[request.param]


@pytest.mark.parametrize("circle", CIRCLES)
def test_nothing_meets_overflows_or_stands_outside(circle: str, look: Look) -> None:
    assert [str(problem) for problem in gate.problems_of(board.draw(CIRCLES[circle], look))] == []


@pytest.mark.parametrize("circle", CIRCLES)
@pytest.mark.parametrize("gaps", Gaps)
def test_a_card_passes_the_gate_too(circle: str, gaps: Gaps) -> None:
    assert gate.problems_of(card.draw(CIRCLES[circle], gaps=gaps)) == []


@pytest.mark.parametrize("count", [1, 15, 46, 60])
def test_every_outlet_stands_on_the_map_and_in_the_table(count: int) -> None:
    sheet = board.draw(facts(rows(count)), Look(A1))
    names = words_of(sheet)
    assert all(f"惠民便民店{number}" in names for number in range(1, count + 1))
    assert {f"{number} 号" for number in range(1, count + 1)} <= {thing.name for thing in sheet.things}


def test_the_table_head_has_a_cap_height_of_3_5_millimetres() -> None:
    for paper in (A3, PORTRAIT):
        heads = [text for text in board.draw(facts(rows(46)), Look(paper)).texts if text.words == "走几分"]
        assert heads
        assert all(text.size * CAP_HEIGHT >= 3.5 for text in heads)


def test_rows_are_readable_at_46_outlets() -> None:
    sheet = board.draw(facts(rows(46)), Look(A3))
    [name] = [text for text in sheet.texts if text.words == "惠民便民店46"]
    assert name.size >= 3.4


def test_few_outlets_get_rows_of_two_lines() -> None:
    [name] = [text for text in board.draw(facts(rows(15)), Look(A3)).texts if text.words == "惠民便民店15"]
    assert name.size >= 4.5


def test_no_text_is_smaller_than_two_millimetres() -> None:
    """Mark characters in the chips of a full table are the smallest that anybody needs to read."""
    for circle in CIRCLES.values():
        assert min(text.size for text in board.draw(circle, Look(A3)).texts) >= 2.0


def test_the_same_facts_give_the_same_sheet() -> None:
    one, two = (board.draw(facts(rows(46)), Look(A3)).svg("") for _ in range(2))
    assert one == two


def test_a_selection_says_how_many_more_there_are() -> None:
    sheet = board.draw(facts(rows(250)), Look(A3))
    shown = sum(thing.name.endswith(" 号") for thing in sheet.things)
    assert 40 <= shown <= 46
    assert f"另有 {250 - shown} 处，扫码看全部" in words_of(sheet)


def test_paper_that_is_read_from_afar_takes_sixty() -> None:
    names = words_of(board.draw(facts(rows(60)), Look(A1)))
    assert "惠民便民店60" in names
    assert not any(words.startswith("另有") for words in names)


def test_what_is_near_points_to_rows_that_are_on_the_board() -> None:
    circle = facts(rows(250))
    names = words_of(board.draw(circle, Look(A3)))
    nearest = [circle.nearest(kind) for kind in strip.kinds(circle, Gaps.PLAIN)]
    assert all(row.name in names for row in nearest if row)


def test_a_crowd_of_one_category_stands_under_one_mark() -> None:
    some = [replace(row, kind=rows(1)[0].kind) for row in rows(12, east=30.0, north=40.0)]
    sheet = board.draw(facts(some), Look(A3))
    assert "1–12 号" in {thing.name for thing in sheet.things}


def test_a_promise_is_made_only_by_a_measure() -> None:
    circle = facts(rows(3), planned=frozenset({"pharmacy"}))
    said = {gaps: words_of(board.draw(circle, Look(A3, gaps=gaps))) for gaps in Gaps}
    assert "暂无" in said[Gaps.PLAIN]
    assert "规划中" not in said[Gaps.PLAIN]
    assert {"暂无", "规划中", "还有 1 样正在规划"} <= set(said[Gaps.PLANNED])
    assert "规划中" not in words_of(board.draw(facts(rows(3)), Look(A3)))
    assert not {"暂无", "规划中"} & set(said[Gaps.HIDE])


def test_absence_is_not_claimed_where_nobody_has_looked() -> None:
    names = words_of(board.draw(facts(rows(3), surveyed=False), Look(A3)))
    assert "待摸底" in names
    assert not {"暂无", "规划中"} & set(names)


def test_what_is_unknown_is_said() -> None:
    names = words_of(board.draw(facts(rows(30, hours="", phone="")), Look(A3)))
    assert names.count("时间未知") == names.count("—") == 30


def test_an_estimate_says_so_on_every_plate() -> None:
    circle = facts(rows(10), estimate=True, ground=Ground(), zones=zones(ragged=False))
    names = words_of(board.draw(circle, Look(A3)))
    assert names.count("分钟（估算）") == 3
    assert "约几分" in names


def test_black_needs_no_colour() -> None:
    svg = board.draw(facts(rows(46)), Look(A3, bw=True)).svg("")
    greys = {"#FFFFFF", "#000000", "#777777", "#888888", "#333333"}
    assert {colour for colour in svg.split('"') if len(colour) == 7 and colour[0] == "#"} <= greys


def test_names_of_streets_stand_and_keep_clear() -> None:
    things = {thing.name for thing in board.draw(facts(rows(46)), Look(A3)).things}
    assert {"路名 玉门街", "路名 合水路", "路名 Mannerheimintie"} <= things


def test_the_drawing_is_scaled_never_tuned() -> None:
    small, large = (board.draw(facts(rows(30)), Look(Paper(size))) for size in ("A3", "A0"))
    assert small.parts == large.parts
