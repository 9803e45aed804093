"""The gate refuses what must not be printed: each rule broken once."""

import pytest

from communities.board import gate
from communities.board.gate import BoardRefused
from communities.board.ink import Ink
from communities.board.sheet import Circle, Rect, Sheet


@pytest.fixture
def sheet() -> Sheet:
    return Sheet(420, 297, Ink())


def problem(sheet: Sheet) -> str:
    [found] = gate.problems_of(sheet)
    return str(found)


def test_an_empty_sheet_passes(sheet: Sheet) -> None:
    gate.check(sheet)


def test_two_texts_that_meet(sheet: Sheet) -> None:
    sheet.text(50, 50, "菜市场", 5)
    sheet.text(60, 52, "药店", 5)
    assert problem(sheet) == "“菜市场”和“药店”叠在一起"


def test_a_text_outside_the_paper(sheet: Sheet) -> None:
    sheet.text(410, 50, "菜市场", 5)
    assert "伸出了纸边" in problem(sheet)


def test_a_text_wider_than_its_room(sheet: Sheet) -> None:
    sheet.text(50, 50, "菜市场", 5, room=14)
    assert "放不下" in problem(sheet)


def test_two_marks_nearer_than_a_tenth_of_a_millimetre(sheet: Sheet) -> None:
    sheet.stands("1 号", circles=[Circle(50, 50, 3)])
    sheet.stands("2 号", circles=[Circle(56.05, 50, 3)])
    assert "只隔 0.05 毫米" in problem(sheet)


def test_two_marks_a_tenth_apart_pass(sheet: Sheet) -> None:
    sheet.stands("1 号", circles=[Circle(50, 50, 3)])
    sheet.stands("2 号", circles=[Circle(56.11, 50, 3)])
    gate.check(sheet)


def test_a_mark_on_a_plate(sheet: Sheet) -> None:
    sheet.stands("1 号", circles=[Circle(50, 50, 3)])
    sheet.stands("比例尺", rects=[Rect(52, 40, 90, 60)])
    assert "“1 号”和“比例尺”" in problem(sheet)


def test_two_plates_that_overlap(sheet: Sheet) -> None:
    sheet.stands("5 分钟牌", rects=[Rect(40, 40, 60, 50)])
    sheet.stands("10 分钟牌", rects=[Rect(59, 49, 80, 60)])
    assert "5 分钟牌" in problem(sheet)


def test_the_parts_of_one_thing_may_meet(sheet: Sheet) -> None:
    sheet.stands("1 号", circles=[Circle(50, 50, 3), Circle(52, 52, 2)])
    gate.check(sheet)


def test_the_refusal_says_why(sheet: Sheet) -> None:
    sheet.text(50, 50, "菜市场", 5)
    sheet.text(50, 50, "药店", 5)
    with pytest.raises(BoardRefused, match="叠在一起"):
        gate.check(sheet)
