"""Opening hours as a week of lines."""

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from outlets.hours_form import WeekField, WeekWidget, day_of, day_text

WEEKDAYS = ["8:00-12:00 14:30-18:00"] * 5
minutes = st.integers(0, 24 * 60 - 1)


def clean(days: list[str], holiday: str = "", osm: str = "") -> str:
    return str(WeekField(required=False).clean([*days, holiday, osm]))


def test_a_week_of_lines_becomes_one_osm_text() -> None:
    assert clean([*WEEKDAYS, "9:00-12:00", "休息"]) == "Mo-Fr 08:00-12:00,14:30-18:00; Sa 09:00-12:00; Su off"


def test_a_night_that_runs_on_is_understood_with_and_without_the_word() -> None:
    assert day_of("18:00-次日 2:00") == day_of("18:00-2:00") == ((18 * 60, 26 * 60),)


def test_holidays_have_a_line_of_their_own() -> None:
    assert clean(["8:00-20:00"] * 7, holiday="休息").endswith("PH off")


def test_nothing_filled_in_means_unknown() -> None:
    assert clean([""] * 7) == ""


def test_a_text_richer_than_a_week_stays_in_its_own_line() -> None:
    assert WeekWidget().decompress("Apr-Oct Mo-Su 08:00-20:00")[-1] == "Apr-Oct Mo-Su 08:00-20:00"


@pytest.mark.parametrize("line", ["八点到五点", "8-17", "25:00-26:00", "8:00-12:75", "8:00-12:00 也许"])
def test_a_line_that_cannot_be_read_is_quoted_with_an_example(line: str) -> None:
    with pytest.raises(forms.ValidationError, match="14:30-18:00"):
        clean([line, *WEEKDAYS, "休息"])


def test_both_ways_of_writing_at_once_are_refused() -> None:
    with pytest.raises(forms.ValidationError, match="只填一样"):
        clean(["8:00-20:00"] * 7, osm="24/7")


@given(start=minutes, length=st.integers(1, 24 * 60))
def test_what_is_shown_can_be_read_back(start: int, length: int) -> None:
    day = ((start, start + length),)
    assert day_of(day_text(day)) == day
