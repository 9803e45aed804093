"""Whose ground a place stands on, and which circles it serves."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communities.models import Community
from communities.office.places import Places, area_of, outside
from communities.reach import walker
from lifecircle.geo import Point
from tests import make

NEXT = "620104007002"
OTHER_STREET = "620104008001"


def square(centre: Point, metres: float) -> dict[str, object]:
    """An outline with so many metres to every side."""
    north, east = metres / 110_976, metres / 90_000
    corners = [(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]
    ring = [[centre.lng + x * east, centre.lat + y * north] for x, y in corners]
    return {"type": "Polygon", "coordinates": [ring]}


@pytest.fixture
def two(catalogue: None) -> tuple[Community, Community]:
    """Two circles a kilometre apart, of two streets."""
    return (
        make.community(),
        make.community("下坎社区", OTHER_STREET, make.north_of(make.CENTRE, 1_000), subdistrict="福利路街道"),
    )


def test_without_outlines_the_nearest_centre_says_whose_ground_it_is(two: object) -> None:
    assert Places.now().area_of(make.north_of(make.CENTRE, 200)) == "620104007001"
    assert Places.now().area_of(make.north_of(make.CENTRE, 800)) == OTHER_STREET


def test_an_outline_says_it_against_the_nearest_centre(two: tuple[Community, Community]) -> None:
    Community.objects.filter(pk=two[0].pk).update(boundary=square(make.CENTRE, 900))
    assert Places.now().area_of(make.north_of(make.CENTRE, 800)) == "620104007001"


def test_far_from_every_centre_nobody_can_say(two: object) -> None:
    far = make.north_of(make.CENTRE, 20_000)
    assert Places.now().area_of(far) is None
    assert "看不出归哪里管" in (outside(far, "620104007") or "")


def test_within_a_walk_of_an_own_centre_a_place_is_not_outside(two: object) -> None:
    between = make.north_of(make.CENTRE, 600)
    assert Places.now().area_of(between) == OTHER_STREET
    assert outside(between, "620104007") is None
    assert Places.now().area_of(between, "620104007") == "620104007001"


def test_inside_another_s_outline_a_place_is_outside_however_near(two: tuple[Community, Community]) -> None:
    Community.objects.filter(pk=two[1].pk).update(boundary=square(two[1].point, 700))
    words = outside(make.north_of(make.CENTRE, 400), "620104007")
    assert words == "这个位置在您负责的范围外：西固区福利路街道下坎社区在边界里。"


def test_for_the_whole_city_nothing_is_outside(two: object) -> None:
    assert outside(make.north_of(make.CENTRE, 20_000), "") is None


def test_the_division_is_a_row_of_the_table(two: object) -> None:
    found = area_of(make.CENTRE)
    assert found is not None
    assert (found.pk, found.level) == ("620104007001", 12)


def test_a_place_serves_the_circles_one_walks_from_in_fifteen_minutes(two: object) -> None:
    served = Places.now().serves(make.north_of(make.CENTRE, 500), walker())
    assert [(each.circle.name, each.minutes) for each in served] == [("上坎社区", 10), ("下坎社区", 10)]
    assert all(each.estimate for each in served)
    assert Places.now().serves(make.north_of(make.CENTRE, 3_000), walker()) == []


def test_many_points_cost_one_query(two: object) -> None:
    with CaptureQueriesContext(connection) as asked:
        places = Places.now()
        for metres in range(0, 2_000, 10):
            places.area_of(make.north_of(make.CENTRE, metres), "620104007")
            places.outside(make.north_of(make.CENTRE, metres), "620104007")
    assert len(asked) == 1
