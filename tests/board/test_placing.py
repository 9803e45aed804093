"""The parts of a map by themselves: marks moved apart, names along streets, rows selected."""

import math
from dataclasses import replace

import numpy as np
import pytest

from communities.board import lines, names, place
from communities.board.facts import Street, StreetKind
from communities.board.marks import Mark
from communities.board.select import blocks, chosen, columns
from communities.board.sheet import Rect
from communities.board.table import shared
from tests.board.crafted import GOLDEN, KINDS, facts, rows

FRAME = Rect(0, 0, 236, 190)
PIN = Rect(105, 74, 130, 96)


def seeds(count: int, spread: float) -> np.ndarray:
    turn, far = np.arange(count) * GOLDEN, spread * np.sqrt((np.arange(count) + 0.5) / count)
    return np.column_stack((118 + far * np.cos(turn), 95 + far * np.sin(turn)))


def bodies(count: int, r: float = 3.3) -> place.Bodies:
    return place.Bodies.of([Mark(KINDS[0], str(number), r).covers() for number in range(1, count + 1)])


@pytest.mark.parametrize(("count", "spread"), [(1, 0), (2, 0), (20, 1), (46, 80), (60, 80), (60, 20)])
def test_marks_never_meet(count: int, spread: float) -> None:
    anchors, marks = seeds(count, spread), bodies(count)
    at = place.apart(anchors, marks, [PIN], 3.8)
    assert place.clearance(at, marks, [PIN]) >= 0.1


def test_marks_with_room_stay_where_they_belong() -> None:
    anchors = seeds(46, 85)
    far = np.hypot(*(place.apart(anchors, bodies(46), [PIN], 3.8) - anchors).T)
    assert far.mean() < 1.5
    assert (far > 3.8).sum() <= 6


def test_the_same_anchors_give_the_same_places() -> None:
    one, two = (place.apart(seeds(46, 60), bodies(46), [PIN], 3.8) for _ in range(2))
    assert (one == two).all()


def test_nothing_to_place_is_placed() -> None:
    assert len(place.apart(np.empty((0, 2)), bodies(1), [], 3.8)) == 0


def test_a_wider_badge_keeps_more_free() -> None:
    assert len(Mark(KINDS[0], "112–115", 3.3).covers()) > len(Mark(KINDS[0], "1", 3.3).covers())


def taken(*circles: tuple[float, float, float]) -> names.Taken:
    return names.Taken(list(circles), np.empty((0, 4)), FRAME)


def field() -> names.Field:
    whole = np.array([(0, 0), (236, 0), (236, 190), (0, 190)], float)
    return names.Field([whole], np.empty((0, 2)), np.array((118.0, 95.0)))


def street(*points: tuple[float, float], name: str = "福利路") -> Street:
    return Street(StreetKind.STREET, name, (np.array(points, float),))


def test_a_name_reads_from_left_to_right() -> None:
    [name] = names.standing([street((200, 95), (150, 96))], taken(), field())
    xs = [glyph.x for glyph in name.glyphs]
    assert [glyph.words for glyph in name.glyphs] == ["福", "利", "路"]
    assert xs == sorted(xs)


def test_on_a_steep_street_it_stands_upright_from_top_to_bottom() -> None:
    [name] = names.standing([street((100, 150), (102, 90))], taken(), field())
    ys = [glyph.y for glyph in name.glyphs]
    assert ys == sorted(ys)
    assert all(abs(glyph.angle) < 5 for glyph in name.glyphs)


def test_a_name_in_letters_is_one_turned_line() -> None:
    [name] = names.standing([street((80, 150), (140, 90), name="Kaivokatu")], taken(), field())
    assert [glyph.words for glyph in name.glyphs] == ["Kaivokatu"]
    assert round(name.glyphs[0].angle) == -45


def test_a_name_moves_on_where_a_mark_stands() -> None:
    [free] = names.standing([street((90, 95), (150, 95))], taken(), field())
    mark = (free.glyphs[1].x, free.glyphs[1].y, 4.0)
    [moved] = names.standing([street((90, 95), (150, 95))], taken(mark), field())
    assert all(math.dist((c.x, c.y), mark[:2]) - c.r >= 4.0 for c in moved.covers)


def test_a_name_without_room_is_left_out() -> None:
    assert names.standing([street((90, 95), (96, 95))], taken(), field()) == []
    assert names.standing([street((90, 95), (150, 95))], taken((120, 95, 60)), field()) == []


def test_no_name_bends_round_a_corner() -> None:
    assert names.standing([street((100, 100), (107, 100), (107, 93))], taken(), field()) == []


def test_inside_and_outside_are_told_apart_with_holes() -> None:
    ring = np.array([(0, 0), (10, 0), (10, 10), (0, 10)], float)
    hole = np.array([(4, 4), (6, 4), (6, 6), (4, 6)], float)
    assert lines.inside(np.array([(2.0, 2.0), (5.0, 5.0), (11.0, 2.0)]), [ring, hole]).tolist() == [
        True,
        False,
        False,
    ]


def test_a_line_is_cut_to_what_touches_the_frame() -> None:
    line = np.array([(-50, 50), (-20, 50), (10, 50), (300, 50), (400, 50)], float)
    [run] = lines.runs_in(line, FRAME)
    assert run.tolist() == [[-20, 50], [10, 50], [300, 50]]


def test_public_services_and_the_nearest_come_before_the_second() -> None:
    some = chosen(facts(rows(250)), 46).rows
    codes = {row.kind.code for row in some}
    assert {kind.code for kind in KINDS} <= codes
    assert [row.number for row in some] == sorted(row.number for row in some)


def test_what_is_paused_is_left_out_first() -> None:
    some = rows(250)
    paused = [replace(row, suspended=row.number % 2 == 0) for row in some]
    assert sum(row.suspended for row in chosen(facts(paused), 46).rows) == 0


def test_a_table_breaks_between_classes() -> None:
    left, right = columns(blocks(facts([]), rows(46)), 2, split=False)
    assert left[-1].group != right[0].group
    assert abs(sum(len(b.rows) for b in left) - sum(len(b.rows) for b in right)) <= 10


def test_a_class_too_long_is_told_in_both_columns() -> None:
    some = [replace(row, kind=KINDS[0]) for row in rows(40)]
    left, right = columns(blocks(facts([]), some), 2, split=True)
    assert (len(left[0].rows), len(right[0].rows)) == (20, 20)


def test_columns_that_need_little_leave_room_to_the_others() -> None:
    assert shared(100, [10, 80, 80], [1, 1, 1]) == [10, 45, 45]
    assert shared(100, [10, 20, 40], [1, 1, 1]) == [20, 30, 50]
