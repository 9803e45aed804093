"""Seconds as the minutes people read, and the paces they come from."""

import math

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lifecircle.walking import PACES, api_minutes, shown_minutes

repeatable = settings(deadline=None, derandomize=True, database=None, max_examples=500)
seconds = st.floats(0, 100_000)


@repeatable
@example(900.0)
@example(900.0000005)
@example(900.000001)
@example(59.9999999)
@given(seconds)
def test_shown_minutes_are_the_ceiling_of_the_apis(value: float) -> None:
    assert shown_minutes(value) == math.ceil(api_minutes(value))


@repeatable
@given(seconds)
def test_minutes_never_promise_less_than_the_walk_takes(value: float) -> None:
    assert shown_minutes(value) >= api_minutes(value) >= value / 60.0 - 1e-6


@repeatable
@given(seconds)
def test_minutes_are_less_than_a_step_too_many(value: float) -> None:
    assert api_minutes(value) < value / 60.0 + 0.1 + 1e-6
    assert shown_minutes(value) < value / 60.0 + 1.0 + 1e-6


@pytest.mark.parametrize(
    ("value", "minutes"), [(0, 1), (1, 1), (60, 1), (60.1, 2), (899, 15), (900, 15), (901, 16)]
)
def test_shown_minutes_round_up(value: float, minutes: int) -> None:
    assert shown_minutes(value) == minutes


@pytest.mark.parametrize(("value", "minutes"), [(0, 0.1), (6, 0.1), (7, 0.2), (895, 15.0), (60.3, 1.1)])
def test_api_minutes_round_up_to_a_tenth(value: float, minutes: float) -> None:
    assert api_minutes(value) == minutes


def test_float_noise_is_not_a_minute() -> None:
    assert shown_minutes(0.1 * 3 * 3000) == 15


@pytest.mark.parametrize("value", [math.inf, math.nan])
def test_a_time_that_is_none_is_no_number_of_minutes(value: float) -> None:
    with pytest.raises((OverflowError, ValueError)):
        shown_minutes(value)


def test_paces_are_offered_from_the_fastest_to_the_slowest() -> None:
    assert [pace.name for pace in PACES.values()] == ["普通", "带小孩", "老人", "行动不便"]
    assert [pace.metres_per_second for pace in PACES.values()] == [1.1, 0.9, 0.8, 0.6]


@pytest.mark.parametrize(
    ("code", "metres"), [("standard", 990), ("child", 810), ("elderly", 720), ("reduced", 540)]
)
def test_fifteen_minutes_on_the_flat_are_as_published(code: str, metres: float) -> None:
    assert PACES[code].metres_in(15) == pytest.approx(metres)


def test_only_reduced_mobility_takes_no_steps() -> None:
    assert [code for code, pace in PACES.items() if not pace.takes_steps] == ["reduced"]
