"""Likeness: which names are one name, and which only look like it."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lifecircle.geo import Point
from outlets.likeness import LIKELY, Match, Sign, compare, name_score, number, related
from outlets.likeness_names import places_of, plain, take_apart
from tests import make

PLACES = places_of(("甘肃省", "兰州市", "西固区", "西柳沟街道", "上坎社区居委会"))
NAMES = st.one_of(
    st.text(max_size=20),
    st.lists(
        st.sampled_from(
            ["惠民", "西固区", "便利店", "药店", "（", "）", "第", "二", "2", "分店", "总店", "Ａ", "藥"]
        ),
        max_size=6,
    ).map("".join),
)
PHONES = st.text(alphabet=string.digits + "+-()转 ", max_size=16)


def match(one: str, other: str, metres: float = 10, **more: str) -> Match | None:
    def sign(name: str, at: Point) -> Sign:
        return Sign(name, more.get("category", "convenience"), at, more.get("phone", ""))

    at = make.north_of(make.CENTRE, metres)
    return compare(sign(one, make.CENTRE), sign(other, at), limit_metres=100, places=PLACES)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("惠民便利店", "惠民　便利店"),
        ("惠民便利店", "兰州市西固区惠民便利店"),
        ("惠民藥店", "惠民药店"),
        ("惠仁堂药店（西柳沟店）", "惠仁堂药店西柳沟分店"),
        ("国芳超市（二店）", "国芳超市第2分店"),
        ("鑫源商贸", "兰州鑫源商贸有限公司"),
        ("长青药店", "长青大药房"),
        ("上坎社区卫生服务站", "西固区上坎社区卫生服务站"),
    ],
)
def test_two_spellings_of_one_name(one: str, other: str) -> None:
    found = match(one, other)
    assert found
    assert found.score >= 75


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("惠民便利店", "惠民药店"),
        ("惠民便利店", "利民便利店"),
        ("国芳超市第一分店", "国芳超市第二分店"),
        ("惠仁堂药店福利路店", "惠仁堂药店临洮街店"),
        ("小张修鞋", "小王修鞋"),
        ("西固第一小学", "西固第二小学"),
    ],
)
def test_two_names_that_only_look_alike(one: str, other: str) -> None:
    found = match(one, other)
    assert found
    assert found.score < LIKELY


def test_names_are_called_the_same_only_where_they_are_written_the_same() -> None:
    same, alike = match("兰州市惠民便利店", "惠民便利店"), match("清水街包子铺", "清水街早餐店")
    assert same
    assert alike
    assert (same.why, alike.why) == (("名称相同",), ("名称相近",))


def test_the_same_name_far_away_is_not_asked_about() -> None:
    assert match("惠民便利店", "惠民便利店", 150) is None


def test_the_same_telephone_reaches_farther() -> None:
    found = match("顺达洗衣", "顺达干洗（新店）", 500, phone="0931-0557788")
    assert found
    assert (found.score >= LIKELY, found.why[0]) == (True, "电话相同")


def test_a_hotline_proves_nothing() -> None:
    assert match("国芳超市", "国芳便利店", 500, phone="400-088-1234") is None


@pytest.mark.parametrize(
    "written", ["0931-7654321", "（0931）7654321", "7654321", "+86 931 7654321", "0931 7654321转2"]
)
def test_a_telephone_number_however_it_is_written(written: str) -> None:
    assert number(written) == "09317654321"


def test_related_categories_are_compared() -> None:
    assert related("convenience", "supermarket")
    assert not related("convenience", "pharmacy")


@given(NAMES)
def test_a_plain_name_stays_as_it_is(name: str) -> None:
    assert plain(plain(name)) == plain(name)


@given(NAMES, NAMES)
def test_names_are_alike_from_both_sides(one: str, other: str) -> None:
    left, right = take_apart(one, PLACES), take_apart(other, PLACES)
    assert name_score(left, right) == name_score(right, left)


@given(NAMES)
def test_a_name_is_like_itself(name: str) -> None:
    apart = take_apart(name, PLACES)
    assert name_score(apart, apart) == 100


@settings(deadline=None)
@given(NAMES, NAMES, PHONES, PHONES, st.sampled_from(["pharmacy", "convenience", ""]))
def test_outlets_are_alike_from_both_sides(one: str, other: str, phone: str, tel: str, category: str) -> None:
    a = Sign(one, category, make.CENTRE, phone)
    b = Sign(other, "convenience", make.north_of(make.CENTRE, 40), tel)
    assert compare(a, b, limit_metres=100) == compare(b, a, limit_metres=100)
