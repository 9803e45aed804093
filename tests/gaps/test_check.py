"""The check of a circle, beside sums done by hand in the town of the check."""

import numpy as np
import pytest

from communities.gaps.check import Basis, CategoryLine, CircleCheck, check, streets_grey
from communities.models import Community
from lifecircle.geo import Point, metres_between
from outlets.models import Category, Outlet
from tests import make
from tests.gaps.town import GREY_METRES, ORIGIN, REACHED_METRES, at


def line(found: CircleCheck, code: str = "market") -> CategoryLine:
    return found.by_code[code]


def test_shares_are_those_of_the_compounds(circle: Community, market: Outlet, compounds: None) -> None:
    found = line(check(circle))
    assert found.within_target is not None
    assert found.within_15 is not None
    assert (found.within_target.part, found.within_target.whole) == (700, 1000)
    assert found.within_15.value == 1.0
    assert (found.residents_beyond, found.elderly_beyond) == (300, 160)
    assert found.elderly_within_target is not None
    assert found.elderly_within_target.value == pytest.approx(80 / 240)


def test_seconds_are_those_of_the_pencil(circle: Community, market: Outlet, compounds: None) -> None:
    found = check(circle)
    seconds = dict(zip(found.homes.names, line(found).by_place.standard.tolist(), strict=True))
    slowly = dict(zip(found.homes.names, line(found).by_place.elderly.tolist(), strict=True))
    assert seconds == {
        name: pytest.approx(m / 1.1, abs=0.3) for name, m in (("甲", 900), ("乙", 600), ("丙", 200))
    }
    assert np.isnan(slowly["甲"])
    assert slowly["乙"] == pytest.approx(600 / 0.8, abs=0.3)


def test_the_street_left_grey_is_that_of_the_drawing(circle: Community, market: Outlet) -> None:
    found = check(circle)
    assert found.reachable_metres == pytest.approx(REACHED_METRES, abs=0.5)
    assert line(found).uncovered_metres == pytest.approx(GREY_METRES, abs=0.5)
    assert line(found, "pharmacy").uncovered_metres == pytest.approx(REACHED_METRES, abs=0.5)


def test_the_grey_lines_lie_in_the_west_and_in_the_north(circle: Community, market: Outlet) -> None:
    [feature] = streets_grey(circle, Category.objects.get(pk="market"))["features"]
    ends = [
        (round(metres_between(ORIGIN, Point(lat, lng)), 0))
        for each in feature["geometry"]["coordinates"]
        for lng, lat in (each[0], each[-1])
    ]
    assert sorted(ends) == [pytest.approx(end, abs=1) for end in (360, 360, 960, 990, 990, 990)]
    assert feature["properties"]["metres"] == pytest.approx(GREY_METRES, abs=0.5)


def test_residents_without_compounds_are_spread_along_the_street(circle: Community, market: Outlet) -> None:
    circle.residents, circle.residents_60 = 2_970, 297
    found = check(circle)
    assert (found.homes.basis, found.estimate) == (Basis.SPREAD, True)
    assert found.homes.residents.sum() == pytest.approx(2_970)
    share = line(found).within_target
    assert share is not None
    assert share.part == pytest.approx(REACHED_METRES - GREY_METRES, abs=50)
    assert found.homes.metres.max() <= 50.0 + 1e-6


def test_without_anybodys_number_there_are_minutes_but_no_shares(circle: Community, market: Outlet) -> None:
    found = line(check(circle))
    assert (found.nearest_minutes, found.nearest_minutes_elderly, found.nearest) == (5, 7, market.pk)
    assert (found.within_target, found.residents_beyond) == (None, None)


def test_a_circle_of_nobody_divides_by_nothing(circle: Community, market: Outlet) -> None:
    make.compound(circle, "空楼", at(-600), residents=0, residents_60=0)
    found = line(check(circle))
    assert found.within_target is not None
    assert (found.within_target.value, found.residents_beyond) == (None, 0)


def test_what_cannot_be_placed_is_counted_and_said(
    circle: Community, market: Outlet, compounds: None
) -> None:
    make.compound(circle, "岛上", at(-1_050, 600), residents=40, residents_60=4)
    make.compound(circle, "远处", at(-600, -900), residents=70)
    make.compound(circle, "没数", at(500))
    found = check(circle)
    told = found.homes.unplaced
    assert (told.on_island, told.off_street, told.off_street_residents, told.without_number) == (1, 1, 70, 1)
    share = line(found).within_15
    assert share is not None
    assert (share.part, share.whole) == (1000, 1040)
    assert found.assumptions["homes"]["off_street"] == 1
