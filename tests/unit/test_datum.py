"""Coordinate systems, against pairs others published and against themselves."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lifecircle.datum import CHINA, CoordinateSystem, from_wgs84, to_wgs84
from lifecircle.geo import Point, metres_between

GCJ02, BD09, WGS84 = CoordinateSystem.GCJ02, CoordinateSystem.BD09, CoordinateSystem.WGS84

# WGS-84 and GCJ-02, to five decimals: github.com/googollee/eviltransform, go/transform_test.go
EVILTRANSFORM = [
    (Point(31.1774276, 121.5272106), Point(31.17530398364597, 121.531541859215)),
    (Point(22.543847, 113.912316), Point(22.540796131694766, 113.9171764808363)),
    (Point(39.911954, 116.377817), Point(39.91334545536069, 116.38404722455657)),
]

# WGS-84, GCJ-02 and BD-09: github.com/hujiulong/gcoord, test/fixtures/china-cities.json
CITIES = [
    pytest.param(
        Point(39.7319946, 98.4937175), Point(39.7328234, 98.4943595), Point(39.7388949, 98.5008441), id="酒泉"
    ),
    pytest.param(
        Point(38.5196469, 102.1860478),
        Point(38.5200925, 102.1880474),
        Point(38.5258128, 102.194653),
        id="金昌",
    ),
    pytest.param(
        Point(38.4867312, 106.2265089),
        Point(38.4871981, 106.2309166),
        Point(38.4931761, 106.2374035),
        id="银川",
    ),
    pytest.param(
        Point(29.655277, 91.1706414), Point(29.6524954, 91.1721167), Point(29.6585294, 91.1786184), id="拉萨"
    ),
    pytest.param(
        Point(45.292929, 130.9619049),
        Point(45.2950784, 130.9693362),
        Point(45.3007468, 130.9759563),
        id="鸡西",
    ),
]

in_china = st.builds(Point, st.floats(3.4, 53.6), st.floats(73.4, 135.1))
shifted = st.sampled_from([GCJ02, BD09])
repeatable = settings(deadline=None, derandomize=True, database=None, max_examples=300)


@pytest.mark.parametrize(("wgs84", "gcj02"), EVILTRANSFORM)
def test_gcj02_is_as_eviltransform_publishes_it(wgs84: Point, gcj02: Point) -> None:
    assert metres_between(from_wgs84(wgs84, GCJ02), gcj02) < 0.5


@pytest.mark.parametrize(("wgs84", "gcj02"), EVILTRANSFORM)
def test_gcj02_comes_back_as_eviltransform_publishes_it(wgs84: Point, gcj02: Point) -> None:
    assert metres_between(to_wgs84(gcj02, GCJ02), wgs84) < 0.5


def test_gcj02_is_as_coordtransform_publishes_it() -> None:
    """github.com/wandergis/coordtransform, test/app.js."""
    assert metres_between(
        from_wgs84(Point(39.915, 116.404), GCJ02), Point(39.91640428150164, 116.41024449916938)
    ) == pytest.approx(0, abs=1e-5)


def test_bd09_is_as_coordtransform_publishes_it() -> None:
    """The same file has GCJ-02 to BD-09; the WGS-84 point in between is ours."""
    wgs84 = to_wgs84(Point(39.915, 116.404), GCJ02)
    assert metres_between(from_wgs84(wgs84, BD09), Point(39.92133699351021, 116.41036949371029)) < 0.001


@pytest.mark.parametrize(("wgs84", "gcj02", "bd09"), CITIES)
def test_cities_are_where_gcoord_publishes_them(wgs84: Point, gcj02: Point, bd09: Point) -> None:
    assert metres_between(from_wgs84(wgs84, GCJ02), gcj02) < 2
    assert metres_between(from_wgs84(wgs84, BD09), bd09) < 2


@pytest.mark.parametrize(("wgs84", "gcj02", "bd09"), CITIES)
def test_cities_come_back_from_where_gcoord_publishes_them(wgs84: Point, gcj02: Point, bd09: Point) -> None:
    assert metres_between(to_wgs84(gcj02, GCJ02), wgs84) < 2
    assert metres_between(to_wgs84(bd09, BD09), wgs84) < 2


@repeatable
@given(in_china, shifted)
def test_a_point_in_china_comes_back_from_the_other_system(point: Point, system: CoordinateSystem) -> None:
    assert metres_between(point, to_wgs84(from_wgs84(point, system), system)) < 0.01


@repeatable
@given(in_china, shifted)
def test_a_shifted_point_comes_back_from_wgs84(point: Point, system: CoordinateSystem) -> None:
    assert metres_between(point, from_wgs84(to_wgs84(point, system), system)) < 0.01


@repeatable
@given(st.floats(CHINA.south, CHINA.north), st.sampled_from([CHINA.west, CHINA.east]), shifted)
def test_even_the_rectangles_rim_comes_back(lat: float, lng: float, system: CoordinateSystem) -> None:
    point = Point(lat, lng)
    assert metres_between(point, to_wgs84(from_wgs84(point, system), system)) < 0.01


@repeatable
@given(st.floats(-90, 90), st.floats(-180, 71.9), shifted)
def test_outside_the_rectangle_nothing_is_shifted(lat: float, lng: float, system: CoordinateSystem) -> None:
    assert from_wgs84(Point(lat, lng), system) == to_wgs84(Point(lat, lng), system) == Point(lat, lng)


def test_wgs84_is_never_shifted() -> None:
    point = Point(36.0611, 103.8343)
    assert from_wgs84(point, WGS84) is to_wgs84(point, WGS84) is point


@pytest.mark.parametrize(("system", "metres"), [(GCJ02, 220), (BD09, 1015)])
def test_in_lanzhou_the_wrong_system_is_off_by_blocks(system: CoordinateSystem, metres: float) -> None:
    point = Point(36.0611, 103.8343)
    assert metres_between(point, from_wgs84(point, system)) == pytest.approx(metres, abs=1)


def test_every_system_has_a_label_and_a_plain_value() -> None:
    assert [str(system) for system in CoordinateSystem] == ["wgs84", "gcj02", "bd09"]
    assert all(system.label for system in CoordinateSystem)
