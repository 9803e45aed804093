"""Opening hours as lines, there and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communities.office.week import NAMES, lines_of, text_of
from outlets.hours import check

TEXTS = [
    "",
    "24/7",
    "Mo-Su 08:00-20:00",
    "Mo-Su 08:00-12:00,14:30-18:00",
    "Mo-Fr 08:00-20:00; Sa,Su off",
    "Mo-Su 18:00-02:00",
    "Mo-Su 08:00-20:00; PH off",
    "Mo-Su 08:00-20:00; PH 10:00-18:00",
    "sunrise-sunset",
    "Apr-Oct 06:00-20:30; Nov-Mar 07:00-19:30",
    'Mo-Su 08:00-20:00 "by appointment"',
]


def lines(**said: str) -> dict[str, str]:
    return dict.fromkeys(NAMES, "") | said


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_shown_says_the_same_when_it_comes_back(text: str) -> None:
    assert text_of(lines_of(text)) == (text, [])


def test_one_line_says_the_whole_week() -> None:
    assert text_of(lines(all="8:00-20:00")) == ("Mo-Su 08:00-20:00", [])


def test_single_days_stand_against_the_line_for_all() -> None:
    assert text_of(lines(all="8:00-20:00", d6="休息"))[0] == "Mo-Sa 08:00-20:00; Su off"


@pytest.mark.parametrize(
    ("typed", "line", "words"),
    [
        ({"all": "20:30-7:30"}, "all", "每天：关门时间比开门早"),
        ({"d0": "看心情", "d6": "休息"}, "d0", "周一：“看心情”看不懂"),
        ({"d0": "8:00-20:00"}, "d0", "周二、周三、周四、周五、周六、周日还没有填"),
        ({"all": "8:00-25:00"}, "all", "没有这样的钟点"),
        ({"all": "8:00-20:00", "osm": "24/7"}, "osm", "只填一样"),
        ({"osm": "Mo-Fr 8-20 maybe"}, "osm", "看不懂"),
        ({"all": "8:00-"}, "all", "看不懂"),
    ],
)
def test_what_cannot_be_read_is_told_beside_its_line(typed: dict[str, str], line: str, words: str) -> None:
    text, wrong = text_of(lines(**typed))
    assert text == "" or line == "osm"
    assert [name for name, _ in wrong] == [line]
    assert words in wrong[0][1]


@given(
    st.dictionaries(st.sampled_from(NAMES), st.text(alphabet="0123456789:- 次日休息全天到，Mo", max_size=20))
)
def test_no_lines_make_it_fail(said: dict[str, str]) -> None:
    text, wrong = text_of(lines(**said))
    assert wrong or check(text) is None
