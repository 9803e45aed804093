"""Links into other maps: each in its own system, and hostile names stay inside their parameter."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from lifecircle.datum import CoordinateSystem, to_wgs84
from lifecircle.geo import Point, metres_between
from outlets.map_links import map_links

SHOP = Point(36.0611, 103.8343)
LINKS = {
    urlsplit(link.url).netloc: link.url for link in map_links(SHOP, name="老李修鞋", address="福利路 5 号")
}


def numbers(text: str) -> list[float]:
    return [float(number) for number in re.findall(r"\d+\.\d+", text)]


def test_there_are_three_maps() -> None:
    assert [link.name for link in map_links(SHOP, name="x")] == ["高德地图", "百度地图", "腾讯地图"]


@pytest.mark.parametrize(
    ("host", "parameter", "system", "lng_first"),
    [
        ("uri.amap.com", "position", CoordinateSystem.GCJ02, True),
        ("api.map.baidu.com", "location", CoordinateSystem.BD09, False),
        ("apis.map.qq.com", "marker", CoordinateSystem.GCJ02, False),
    ],
)
def test_what_the_map_reads_is_the_shop_to_a_decimetre(
    host: str, parameter: str, system: CoordinateSystem, lng_first: bool
) -> None:
    first, second = numbers(parse_qs(urlsplit(LINKS[host]).query)[parameter][0])
    read = Point(second, first) if lng_first else Point(first, second)
    assert metres_between(to_wgs84(read, system), SHOP) < 0.15


def test_each_map_is_told_the_system_or_speaks_it_by_default() -> None:
    assert "coordinate=gaode" in LINKS["uri.amap.com"]
    assert "coord_type=bd09ll" in LINKS["api.map.baidu.com"]


def test_a_hostile_name_stays_a_name() -> None:
    name = 'x&coordinate=wgs84#"><script>'
    for link in map_links(SHOP, name=name):
        parts = urlsplit(link.url)
        assert (parts.fragment, "<" in link.url, '"' in link.url) == ("", False, False)
        assert len(parse_qs(parts.query).get("coordinate", [])) <= 1


def test_a_name_cannot_move_tencent_s_marker() -> None:
    """Its marker is a list of key:value with semicolons: a name must not write another coord."""
    tencent = map_links(SHOP, name="店;coord:0,0", address="路;coord:1,1")[2].url
    marker = parse_qs(urlsplit(tencent).query)["marker"][0]
    assert marker.count("coord:") == 1
    assert marker.count(";") == 2
