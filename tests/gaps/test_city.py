"""All circles at once: the same as one by one, and after a change only what it touches is made anew."""

from dataclasses import fields
from datetime import date
from typing import Any

import numpy as np
import pytest

from communities.gaps.check import CircleCheck, check
from communities.gaps.city import City, city_checks, fresh, later
from communities.gaps.lines import CategoryLine
from communities.models import Community, homes_mark
from communities.reach import walker
from lifecircle.geo import Point
from outlets.models import Outlet
from tests import make
from tests.gaps.town import at

FAR = Point(36.5, 104.5)


@pytest.fixture
def circles(circle: Community, compounds: None) -> list[Community]:
    """One with compounds, one whose residents are spread, one where there are no streets."""
    spread = make.community("东社区", "620104007002", at(700), residents=1_000, surveyed_on=date(2026, 1, 1))
    away = make.community("远社区", "620104007003", FAR, residents=10)
    make.compound(away, "远小区", FAR, residents=10, residents_60=3)
    make.outlet("远市场", "market", make.north_of(FAR, 200))
    make.outlet("十字菜市场", "market", at(300))
    make.outlet("东药店", "pharmacy", at(800), brand="惠仁堂")
    return [circle, spread, away]


def told(found: CategoryLine) -> dict[str, Any]:
    plain = {f.name: getattr(found, f.name) for f in fields(found) if f.name != "by_place"}
    times = (found.by_place.standard_tenths.tolist(), found.by_place.elderly_tenths.tolist())
    return {**plain, "by_place": times}


def whole(found: CircleCheck) -> dict[str, Any]:
    names = ("assumptions", "basic", "quality", "chain", "grade", "reachable_metres", "border_ends")
    return {"lines": [told(line) for line in found.lines], **{name: getattr(found, name) for name in names}}


def test_a_city_is_the_same_as_its_circles_one_by_one(circles: list[Community]) -> None:
    found = city_checks()
    assert {code: whole(one) for code, one in found.items()} == {
        circle.pk: whole(check(circle)) for circle in circles
    }


def test_far_from_streets_straight_lines_answer(circles: list[Community]) -> None:
    line = check(circles[2]).by_code["market"]
    assert (line.nearest_minutes, line.uncovered_metres) == (4, None)
    assert line.within_target is not None
    assert (line.within_target.part, line.within_target.whole) == (10, 10)
    assert np.isnan(line.by_place.elderly[0]) == np.False_
    assert line.by_place.standard.tolist() == [pytest.approx(200 * 1.3 / 1.1, rel=1e-3)]


def city() -> City:
    return fresh(walker(), homes_mark())


@pytest.mark.django_db(transaction=True)
def test_after_a_change_it_is_as_if_made_anew(circles: list[Community]) -> None:
    before = city()
    make.outlet("西药店", "pharmacy", at(-500))
    Outlet.objects.filter(name="十字菜市场").update(lat=at(900).lat, lng=at(900).lng)
    after = later(before, walker())
    assert {code: whole(one) for code, one in after.checks.items()} == {
        code: whole(one) for code, one in city().checks.items()
    }
    assert whole(after.checks[circles[0].pk]) != whole(before.checks[circles[0].pk])


@pytest.mark.django_db(transaction=True)
def test_what_a_change_cannot_touch_is_kept(circles: list[Community]) -> None:
    before = city_checks()
    assert city_checks() is before
    make.outlet("西药店", "pharmacy", at(-500))
    after = city_checks()
    kept = {
        code: [old is new for old, new in zip(before[code].lines, after[code].lines, strict=True)]
        for code in after
    }
    assert all(kept[circles[2].pk])
    changed = [
        line.category.code
        for line, same in zip(after[circles[0].pk].lines, kept[circles[0].pk], strict=True)
        if not same
    ]
    assert changed == ["pharmacy"]


@pytest.mark.django_db(transaction=True)
def test_a_resident_more_is_counted_at_once(circles: list[Community]) -> None:
    code = circles[0].pk
    before = city_checks()[code].homes.residents.sum()
    make.compound(circles[0], "新楼", at(100), residents=50)
    assert city_checks()[code].homes.residents.sum() == before + 50
