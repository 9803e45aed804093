"""What people copy from a map, read as a place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecircle.datum import CoordinateSystem
from lifecircle.geo import Point
from lifecircle.map_text import Pasted, Unreadable, read
from outlets.map_links import map_links

WGS84, GCJ02, BD09 = CoordinateSystem.WGS84, CoordinateSystem.GCJ02, CoordinateSystem.BD09
PLACE = (36.03842, 103.83931)


@pytest.mark.parametrize(
    "text",
    [
        "36.03842,103.83931",
        "103.83931,36.03842",
        " 36.03842 ， 103.83931 ",
        "103.83931 36.03842",
        "(103.83931, 36.03842)",
        "纬度：36.03842 经度：103.83931",
        "经度103.83931 纬度36.03842",
        "lng=103.83931&lat=36.03842",
        "N36.03842 E103.83931",
        "小胡便利店，在 103.83931,36.03842 这里",
    ],
)
def test_a_plain_pair_is_read_in_either_order_without_a_system(text: str) -> None:
    assert read(text) == Pasted(*PLACE, None)


@pytest.mark.parametrize(
    "text",
    [
        "36°02'18.3\"N 103°50'21.5\"E",
        "东经103度50分21.5秒 北纬36度2分18.3秒",
        "103°50′21.5″ 36°2′18.3″",
        "N 36°02'18.3'' E 103°50'21.5''",
    ],
)
def test_degrees_minutes_and_seconds(text: str) -> None:
    found = read(text)
    assert (found.lat, found.lng) == pytest.approx((36.0384167, 103.8393056), abs=1e-6)


@pytest.mark.parametrize(
    ("text", "system"),
    [
        ("geo:36.03842,103.83931;u=35", WGS84),
        ("geo:0,0?q=36.03842,103.83931(小胡便利店)", WGS84),
        ("https://uri.amap.com/marker?position=103.83931,36.03842&name=店", GCJ02),
        ("https://uri.amap.com/marker?position=103.83931,36.03842&coordinate=wgs84", WGS84),
        ("https://www.amap.com/?q=36.03842,103.83931,小胡便利店", GCJ02),
        ("https://wb.amap.com/?p=B0FFG,36.03842,103.83931,%E5%BA%97", GCJ02),
        ("http://api.map.baidu.com/marker?location=36.03842,103.83931&title=店", BD09),
        ("http://api.map.baidu.com/marker?location=36.03842,103.83931&coord_type=gcj02", GCJ02),
        ("https://apis.map.qq.com/uri/v1/marker?marker=coord:36.03842,103.83931;title:店", GCJ02),
        ("https://www.openstreetmap.org/?mlat=36.03842&mlon=103.83931#map=18/36.0/103.8", WGS84),
        ("https://www.openstreetmap.org/#map=18/36.03842/103.83931", WGS84),
        ("【高德地图】小胡便利店 https://uri.amap.com/marker?position=103.83931,36.03842，快来看", GCJ02),
    ],
)
def test_a_link_names_its_own_system(text: str, system: CoordinateSystem) -> None:
    assert read(text) == Pasted(*PLACE, system)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "还没有粘贴"),
        ("福利路 5 号", "没有读出坐标"),
        ("【高德地图】小胡便利店 https://surl.amap.com/7hQb1kx", "高德的短链接"),
        ("https://j.map.baidu.com/a1/abc", "百度的短链接"),
        ("https://map.baidu.com/@11559131.06,4283431.2,19z", "墨卡托"),
        ("https://api.map.baidu.com/marker?location=36.0,103.8&coord_type=mars", "“mars”不认识"),
        ("https://example.org/x?a=1", "链接里没有读出坐标"),
        ("51.5, -0.12", "不在中国"),
        ("36.03842", "没有读出坐标"),
        ("36°72'0\" 103°50'0\"", "小于 60"),
        ("1" * 3000, "太长"),
    ],
)
def test_what_cannot_be_read_is_told_in_words(text: str, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        read(text)


def test_the_links_we_make_ourselves_can_be_pasted_back() -> None:
    found = [
        read(link.url).system for link in map_links(Point(*PLACE), name="店；a:b", address="福利路 5 号")
    ]
    assert found == [GCJ02, BD09, GCJ02]


@given(st.text(max_size=300))
def test_no_text_makes_it_fail(text: str) -> None:
    try:
        found = read(text)
    except Unreadable:
        return
    assert 3 <= found.lat <= 54
    assert 73 <= found.lng <= 136


@given(st.text(alphabet="0123456789.,-°′'\" 北纬东经NE:geo?&=/@%", max_size=60))
def test_nor_does_what_looks_like_coordinates(text: str) -> None:
    try:
        read("https://uri.amap.com/marker?position=" + text)
        read(text)
    except Unreadable:
        return
