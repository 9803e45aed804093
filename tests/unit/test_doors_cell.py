"""Doors of an outlet in one cell of a table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecircle.exchange.problems import Wrong
from outlets.exchange.doors import Door, read_doors, same_doors, write_doors

SOUTH, PLAIN = Door("南门", 36.061, 103.834, step_free=True), Door("", 36.06, 103.833)


def test_doors_are_written_as_people_write_them() -> None:
    assert write_doors([SOUTH, PLAIN]) == "南门 36.061,103.834（不用上台阶）；36.06,103.833"


@pytest.mark.parametrize(
    "text",
    [
        "南门 36.061,103.834（不用上台阶）；36.06,103.833",
        "南门 36.061， 103.834 (不用上台阶);36.060,103.833;",
        "南门  36.061,103.834（不用上台阶）\n36.06,103.833",
    ],
)
def test_doors_are_read_as_people_write_them(text: str) -> None:
    assert read_doors(text) == (SOUTH, PLAIN)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("南门", "读不懂，应写成"),
        ("南门 36.061", "读不懂，应写成"),
        ("南门 103.834,36.061", "超出范围"),
        ("南门 36.061,103.834（台阶）", "括号里写"),
        (f"{'长' * 21} 36.061,103.834", "太长"),
        ("[[1, 2]]", "读不懂，应写成"),
        ('[["南门", null, 103.8, null]]', "读不懂，应写成"),
    ],
)
def test_what_is_no_door_is_told(text: str, words: str) -> None:
    with pytest.raises(Wrong, match=words):
        read_doors(text)


NAMES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), max_size=20)
DOOR = st.builds(Door, NAMES, st.floats(-90, 90), st.floats(-180, 180), st.none() | st.booleans())


@given(st.lists(DOOR, min_size=1, max_size=4))
def test_every_door_comes_back(doors: list[Door]) -> None:
    assert read_doors(write_doors(doors)) == tuple(doors)


def test_a_centimetre_is_no_move() -> None:
    assert same_doors([SOUTH], [SOUTH._replace(lat=SOUTH.lat + 5e-8)])
    assert not same_doors([SOUTH], [SOUTH._replace(lat=SOUTH.lat + 5e-7)])
