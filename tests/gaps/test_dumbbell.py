"""The little chart of a category, and how its figures are written."""

import pytest

from communities.gaps_page.dumbbell import PAD, WIDE, Dumbbell, ticks, x_of
from communities.gaps_page.figures import per_cent, whole


def test_the_axis_runs_from_nought_to_twenty_minutes() -> None:
    assert ticks() == [(0, PAD), (5, 80), (10, 150), (15, 220), (20, WIDE - PAD)]


def test_dots_and_target_stand_at_their_minutes() -> None:
    chart = Dumbbell(target=10, standard=8, elderly=11)
    assert (chart.goal_x, chart.standard_x, chart.elderly_x) == (x_of(10), x_of(8), x_of(11))
    assert chart.within_wide == x_of(10) - x_of(0)


def test_what_is_not_reached_has_no_dot() -> None:
    chart = Dumbbell(target=15, standard=None, elderly=None)
    assert (chart.standard_x, chart.elderly_x) == (None, None)
    assert chart.goal_x < chart.words_x < WIDE - 40  # the word has room on the axis


def test_what_is_farther_than_the_axis_stands_at_its_end() -> None:
    assert x_of(25) == x_of(20)


@pytest.mark.parametrize(
    ("part", "of", "said"),
    [(0, 0, None), (0, 9, 0), (1, 1000, 1), (500, 1000, 50), (999, 1000, 99), (9, 9, 100)],
)
def test_a_per_cent_rounds_nobody_away(part: float, of: float, said: int | None) -> None:
    assert per_cent(part, of) == said


def test_people_are_whole_and_in_thousands() -> None:
    assert whole(1240.4) == "1,240"
