"""Which shapes can be the outline of a circle, and what is said of those that cannot."""

from typing import Any

import pytest

from communities import boundary
from lifecircle.geo import Point

CENTRE = Point(36.1134, 103.6093)


def square(half_degrees: float, *, lat: float = CENTRE.lat, lng: float = CENTRE.lng) -> dict[str, Any]:
    west, east, south, north = lng - half_degrees, lng + half_degrees, lat - half_degrees, lat + half_degrees
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def test_a_plain_outline_around_the_centre_is_good() -> None:
    assert boundary.problem_of(square(0.005), CENTRE) is None


def test_several_pieces_are_good_where_one_holds_the_centre() -> None:
    pieces = [square(0.003)["coordinates"], square(0.002, lng=CENTRE.lng + 0.01)["coordinates"]]
    assert boundary.problem_of({"type": "MultiPolygon", "coordinates": pieces}, CENTRE) is None


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        ({"type": "Point", "coordinates": [103.6, 36.1]}, "应是一块或几块地"),
        ({"type": "Polygon", "coordinates": "nonsense"}, "不是 GeoJSON"),
        (square(0.005, lat=CENTRE.lat + 0.02), "中心不在边界里面"),
        (square(0.0002), "太小了"),
        (square(0.02), "走 15 分钟走不到这么大"),
    ],
)
def test_what_is_wrong_is_said(shape: dict[str, Any], words: str) -> None:
    assert words in str(boundary.problem_of(shape, CENTRE))


def test_a_line_that_crosses_itself_says_where() -> None:
    west, east, south, north = 103.60, 103.62, 36.10, 36.12
    bow = [[west, south], [east, north], [east, south], [west, north], [west, south]]
    said = str(boundary.problem_of({"type": "Polygon", "coordinates": [bow]}, CENTRE))
    assert "交叉" in said
    assert "纬度 36.11000" in said


def test_an_outline_of_too_many_corners_is_refused() -> None:
    ring = [[103.6 + i * 1e-5, 36.11 + (i % 2) * 1e-5] for i in range(2001)]
    ring += [[103.63, 36.13], ring[0]]
    assert "太细了" in str(boundary.problem_of({"type": "Polygon", "coordinates": [ring]}, CENTRE))


def test_the_area_is_that_of_the_ground() -> None:
    # 0.01 degrees square at 36.1134°: 1.1097 km × 0.9005 km by the tables of the ellipsoid
    from shapely.geometry import shape

    assert boundary.area_km2(shape(square(0.005)), CENTRE) == pytest.approx(0.9993, rel=2e-3)


def test_a_point_is_in_the_outline_or_on_it() -> None:
    assert boundary.contains(square(0.005), CENTRE)
    assert boundary.contains(square(0.005), Point(CENTRE.lat, CENTRE.lng + 0.005))
    assert not boundary.contains(square(0.005), Point(CENTRE.lat, CENTRE.lng + 0.006))


def test_every_ring_is_drawn_as_lat_lng() -> None:
    assert boundary.rings(square(0.005))[0][0] == [CENTRE.lat - 0.005, CENTRE.lng - 0.005]
