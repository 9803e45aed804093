"""Links that open one place in another map, each in the coordinate system that map speaks. Pure.

Sources: AMap URI API (uri.amap.com/marker, GCJ-02), Baidu Map URI API (api.map.baidu.com/marker, bd09ll),
Tencent Location URI API (apis.map.qq.com/uri/v1/marker, GCJ-02). Only the place itself is handed over.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from lifecircle.datum import CoordinateSystem, from_wgs84
from lifecircle.geo import Point
from lifecircle.language.marked import gettext_noop

CALLER = "lifecircle"


@dataclass(frozen=True, slots=True)
class MapLink:
    name: str
    url: str


def _degrees(point: Point) -> tuple[str, str]:
    return f"{point.lat:.6f}", f"{point.lng:.6f}"


def _word(text: str) -> str:
    """Tencent's marker is itself a list of `key:value;`: a name must not write a second place into it."""
    return text.replace(";", "；").replace(":", "：")


def map_links(point: Point, *, name: str, address: str = "") -> list[MapLink]:
    """高德, 百度, 腾讯 for a WGS-84 point."""
    lat, lng = _degrees(from_wgs84(point, CoordinateSystem.GCJ02))
    amap = {"position": f"{lng},{lat}", "name": name, "coordinate": "gaode", "src": CALLER, "callnative": 1}
    marker = f"coord:{lat},{lng};title:{_word(name)};addr:{_word(address or name)}"
    tencent = {"marker": marker, "referer": CALLER}
    lat, lng = _degrees(from_wgs84(point, CoordinateSystem.BD09))
    baidu = {
        "location": f"{lat},{lng}",
        "title": name,
        "content": address or name,
        "coord_type": "bd09ll",
        "output": "html",
        "src": CALLER,
    }
    return [
        MapLink(gettext_noop("高德地图"), "https://uri.amap.com/marker?" + urlencode(amap)),
        MapLink(gettext_noop("百度地图"), "https://api.map.baidu.com/marker?" + urlencode(baidu)),
        MapLink(gettext_noop("腾讯地图"), "https://apis.map.qq.com/uri/v1/marker?" + urlencode(tencent)),
    ]
