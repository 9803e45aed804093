"""Opening hours as offices write them in a table."""

import pytest

from outlets.exchange.hours_words import read_hours
from outlets.hours import check


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("每天8:00-20:00", "Mo-Su 08:00-20:00"),
        ("8：00—22：00", "Mo-Su 08:00-22:00"),
        (
            "周一至周五 8:00-18:00；周六 9:00-12:00,14:00-17:00",
            "Mo-Fr 08:00-18:00; Sa 09:00-12:00,14:00-17:00",
        ),
        ("每天早8点到晚8点半", "Mo-Su 08:00-20:30"),
        ("上午9点~下午5点30分", "Mo-Su 09:00-17:30"),
        ("周一、周三 9点-17点", "Mo,We 09:00-17:00"),
        ("星期六和星期日 9:00~18:00", "Sa,Su 09:00-18:00"),
        ("24小时", "24/7"),
        ("全天24小时", "24/7"),
    ],
)
def test_plain_chinese_becomes_osm_hours(written: str, means: str) -> None:
    assert read_hours(written) == means
    assert check(means) is None


@pytest.mark.parametrize(
    "text", ["Mo-Su 08:00-20:00", "24/7", "08:00-20:00", "随便", "早八点", "8-20", "-", "周九 8:00-9:00"]
)
def test_what_is_osm_already_or_cannot_be_read_stays_as_it_is(text: str) -> None:
    assert read_hours(text) == text
