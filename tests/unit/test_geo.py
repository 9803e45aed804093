"""Points, boxes and metres, against the geodesic."""

import math

import pytest
from geopy.distance import geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from lifecircle.geo import Box, OutOfRange, Point, lng_apart, lng_lat, metres_between

LANZHOU = Point(36.0611, 103.8343)

repeatable = settings(deadline=None, derandomize=True, database=None)


def geodesic_metres(a: Point, b: Point) -> float:
    return float(geodesic((a.lat, a.lng), (b.lat, b.lng)).meters)


def degrees(most: float) -> st.SearchStrategy[float]:
    return st.floats(-most, most, allow_nan=False)


@pytest.mark.parametrize("lat", [90.1, -91, math.nan, math.inf])
def test_a_latitude_off_the_globe_is_refused_by_name(lat: float) -> None:
    with pytest.raises(OutOfRange) as refused:
        Point(lat, 0)
    assert refused.value.field == "lat"


@pytest.mark.parametrize("lng", [180.5, -200, math.nan, -math.inf])
def test_a_longitude_off_the_globe_is_refused_by_name(lng: float) -> None:
    with pytest.raises(OutOfRange) as refused:
        Point(0, lng)
    assert refused.value.field == "lng"


def test_the_poles_and_the_antimeridian_are_places() -> None:
    assert Point(90, 180) != Point(-90, -180)


def test_geojson_has_longitude_first() -> None:
    assert lng_lat(LANZHOU) == [103.8343, 36.0611]


@repeatable
@given(degrees(84.5), degrees(180), degrees(0.5), degrees(0.5))
def test_metres_hold_to_the_geodesic_up_to_fifty_kilometres(
    lat: float, lng: float, north: float, east: float
) -> None:
    there = Point(lat + north, math.remainder(lng + east, 360.0))
    assert metres_between(Point(lat, lng), there) == pytest.approx(
        geodesic_metres(Point(lat, lng), there), rel=1e-5, abs=1e-4
    )


@repeatable
@given(degrees(90), degrees(180), degrees(90), degrees(180))
def test_metres_hold_to_the_geodesic_anywhere(
    lat: float, lng: float, other_lat: float, other_lng: float
) -> None:
    here, there = Point(lat, lng), Point(other_lat, other_lng)
    assert metres_between(here, there) == pytest.approx(geodesic_metres(here, there), rel=1e-5, abs=1e-4)


def test_the_antimeridian_is_no_distance() -> None:
    assert metres_between(Point(10, 179.9995), Point(10, -179.9995)) == pytest.approx(109.6, abs=0.1)


@pytest.mark.parametrize(("west", "east", "apart"), [(10, 30, 20), (179, -179, 2), (-179, 179, -2)])
def test_degrees_of_longitude_count_the_short_way_round(west: float, east: float, apart: float) -> None:
    assert lng_apart(west, east) == apart


def test_a_box_holds_its_edges() -> None:
    box = Box(south=36, west=103, north=37, east=104)
    assert box.contains(Point(36, 104))


def test_a_box_does_not_hold_what_is_beside_it() -> None:
    box = Box(south=36, west=103, north=37, east=104)
    assert not box.contains(Point(35.999, 103.5))


@pytest.mark.parametrize(
    ("edges", "field"),
    [((37, 103, 36, 104), "north"), ((36, 104, 37, 103), "east"), ((-91, 0, 0, 0), "south")],
)
def test_a_box_inside_out_is_refused_by_name(edges: tuple[float, float, float, float], field: str) -> None:
    with pytest.raises(OutOfRange) as refused:
        Box(*edges)
    assert refused.value.field == field


@repeatable
@given(degrees(85), degrees(179), st.floats(0, 5000), st.floats(0, 2 * math.pi))
def test_the_box_around_a_point_holds_the_whole_circle(
    lat: float, lng: float, metres: float, angle: float
) -> None:
    box = Box.around(Point(lat, lng), metres)
    there = geodesic(meters=metres * 0.9999).destination((lat, lng), math.degrees(angle))
    assert box.contains(Point(there.latitude, there.longitude))


def test_the_box_around_a_point_is_hardly_larger_than_the_circle() -> None:
    box = Box.around(LANZHOU, 1000)
    assert metres_between(LANZHOU, Point(LANZHOU.lat, box.east)) == pytest.approx(1000, rel=0.01)


def test_padding_stops_at_the_pole_and_the_antimeridian() -> None:
    assert Box.around(Point(89.9999, 179), 1000).north == 90
    assert Box.around(Point(0, 179.9999), 1000).east == 180


def test_padding_by_less_than_nothing_is_refused() -> None:
    with pytest.raises(OutOfRange):
        Box.around(LANZHOU, -1)
