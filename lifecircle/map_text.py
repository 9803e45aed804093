"""A place out of what people copy from a map: coordinates in any spelling, links, shared texts. Pure.

Sources: RFC 5870 (geo:), AMap URI API (uri.amap.com, GCJ-02 unless coordinate=wgs84), Baidu Map URI API
(api.map.baidu.com, bd09ll unless coord_type says other), Tencent Location URI API (apis.map.qq.com, GCJ-02),
openstreetmap.org. A text that does not name its system leaves it open: the reader must be told.
"""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from lifecircle.datum import CoordinateSystem
from lifecircle.geo import Box
from lifecircle.language.marked import Told
from lifecircle.language.marked import told as _

# wider than China on land, and nowhere is its latitude a possible longitude
CHINA = Box(south=3.0, west=73.0, north=54.0, east=136.0)
LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Pasted:
    """Degrees as they were written, and the system they are in; None where the text does not say."""

    lat: float
    lng: float
    system: CoordinateSystem | None = None


class Unreadable(ValueError):  # noqa: N818 - reads as what it says, like DoesNotExist
    """`words`: why no place can be read."""

    def __init__(self, words: Told) -> None:
        super().__init__(words)
        self.words = words


WGS84, GCJ02, BD09 = CoordinateSystem.WGS84, CoordinateSystem.GCJ02, CoordinateSystem.BD09
_AMAP, _BAIDU, _TENCENT = _("高德"), _("百度"), _("腾讯")
_SHORT = {
    "surl.amap.com": _AMAP,
    "j.map.baidu.com": _BAIDU,
    "dwz.cn": _BAIDU,
    "url.cn": _TENCENT,
    "w.url.cn": _TENCENT,
    "map.qq.com": _TENCENT,
}
_BAIDU_SYSTEMS = {
    "bd09ll": BD09,
    "bd09": BD09,
    "gcj02": GCJ02,
    "gcj02ll": GCJ02,
    "wgs84": WGS84,
    "wgs84ll": WGS84,
}
_LINK = re.compile(r"https?://[^\s\"'<>，。；、）】\u4e00-\u9fff]+|geo:[^\s\"'<>，。；]+", re.IGNORECASE)
_NUMBER = r"[-+]?\d{1,3}(?:\.\d+)?"
_PAIR = re.compile(rf"(?<![\d.])({_NUMBER})\s*[,，;；\s/]\s*({_NUMBER})(?![\d.])")
_AXES = {
    "lat": r"(?:北?纬度?|lat(?:itude)?|[Nn](?=[\s:：\d]))",
    "lng": r"(?:东?经度?|lo?ng(?:itude)?|lon|[Ee](?=[\s:：\d]))",
}
_MINUTES = r"(?:\s*(\d{1,2}(?:\.\d+)?)\s*['′’分])?"
_SECONDS = r"(?:\s*(\d{1,2}(?:\.\d+)?)\s*(?:\"|″|”|''|秒))?"
_ANGLE = re.compile(rf"(\d{{1,3}}(?:\.\d+)?)\s*[°º度]{_MINUTES}{_SECONDS}")


def read(text: str) -> Pasted:
    """The place a text speaks of; raises Unreadable."""
    text = text.strip()
    if not text:
        raise Unreadable(_("还没有粘贴内容。"))
    if len(text) > LONGEST:
        raise Unreadable(_("粘贴的内容太长了（最多 {most} 个字），只要坐标或者链接那一段。", most=LONGEST))
    link = _LINK.search(text)
    return _of_link(link[0]) if link else _of_words(text)


def _of_link(text: str) -> Pasted:
    link = urlsplit(text)
    host = (link.hostname or "").removeprefix("www.")
    if link.scheme.lower() == "geo":
        return _of_geo(text)
    asked = {name: values[0] for name, values in parse_qs(link.query).items()}
    reader = next(
        (reader for name, reader in _HOSTS.items() if host == name or host.endswith(f".{name}")), None
    )
    found = reader(link, asked) if reader else None
    if found:
        return found
    if host in _SHORT:
        raise Unreadable(_of_short(_SHORT[host]))
    raise Unreadable(_("这个链接里没有读出坐标。请换成坐标，或者直接在图上点。"))


def _of_short(company: Told) -> Told:
    return _(
        "这是{company}的短链接，里面没有坐标，我们也不能替您打开别家的网站。"
        "请在{company}里长按那个位置，把坐标抄下来；或者直接在图上点。",
        company=company,
    )


def _of_geo(text: str) -> Pasted:
    """`geo:36.038,103.839;u=35`; Android's `geo:0,0?q=36.038,103.839(name)` says it behind the mark."""
    head, _mark, query = text[len("geo:") :].partition("?")
    label = unquote(parse_qs(query).get("q", [""])[0])
    place = _PAIR.match(label) or _PAIR.match(head.partition(";")[0])
    if place is None:
        raise Unreadable(_("geo: 链接里没有读出坐标。"))
    return _in_order(place[1], place[2], WGS84, lat_first=True)


def _amap(link: SplitResult, asked: dict[str, str]) -> Pasted | None:
    system = WGS84 if asked.get("coordinate") == "wgs84" else GCJ02
    for name in ("position", "to", "from", "dest"):  # 经度,纬度
        if place := _PAIR.match(asked.get(name, "")):
            return _in_order(place[1], place[2], system, lat_first=False)
    if place := _PAIR.search(asked.get("q", "") or asked.get("p", "")):  # 纬度,经度,名称
        return _in_order(place[1], place[2], GCJ02, lat_first=True)
    return None


def _baidu(link: SplitResult, asked: dict[str, str]) -> Pasted | None:
    kind = asked.get("coord_type", "bd09ll").lower()
    if kind == "bd09mc" or re.search(r"@\d{7,}", link.path):
        raise Unreadable(
            _("这个百度链接里是墨卡托米制坐标，不是经纬度。请在百度地图里长按位置，抄下经纬度。")
        )
    if place := _PAIR.search(asked.get("location", "") or asked.get("latlng", "")):
        if kind not in _BAIDU_SYSTEMS:
            raise Unreadable(_("链接里的坐标系“{kind}”不认识。", kind=kind))
        return _in_order(place[1], place[2], _BAIDU_SYSTEMS[kind], lat_first=True)
    return None


def _tencent(link: SplitResult, asked: dict[str, str]) -> Pasted | None:
    words = f"{asked.get('marker', '')} {asked.get('coord', '')} {asked.get('tocoord', '')}"
    place = _PAIR.search(words.replace("coord:", " "))
    return _in_order(place[1], place[2], GCJ02, lat_first=True) if place else None


def _osm(link: SplitResult, asked: dict[str, str]) -> Pasted | None:
    if "mlat" in asked and "mlon" in asked:
        return _in_order(asked["mlat"], asked["mlon"], WGS84, lat_first=True)
    place = re.search(rf"map=\d+(?:\.\d+)?/({_NUMBER})/({_NUMBER})", link.fragment)
    return _in_order(place[1], place[2], WGS84, lat_first=True) if place else None


_HOSTS = {
    "uri.amap.com": _amap,
    "wb.amap.com": _amap,
    "m.amap.com": _amap,
    "amap.com": _amap,
    "map.baidu.com": _baidu,
    "apis.map.qq.com": _tencent,
    "openstreetmap.org": _osm,
}


def _of_words(text: str) -> Pasted:
    angles = list(_ANGLE.finditer(text))
    if len(angles) == 2:
        first, second = (_degrees(angle) for angle in angles)
        return _by_letters(text, angles, first, second) or _in_order(
            str(first), str(second), None, lat_first=None
        )
    named = {
        name: re.search(rf"{words}\s*[:：=]?\s*({_NUMBER})", text, re.IGNORECASE)
        for name, words in _AXES.items()
    }
    if (lat := named["lat"]) and (lng := named["lng"]):
        return _in_order(lat[1], lng[1], None, lat_first=True)
    if place := _PAIR.search(text):
        return _in_order(place[1], place[2], None, lat_first=None)
    raise Unreadable(_("没有读出坐标。要有经度和纬度两个数，比如 36.03842, 103.83931。"))


def _degrees(angle: re.Match[str]) -> float:
    """36°02′18.3″ as a number of degrees."""
    degrees, minutes, seconds = (float(part or 0) for part in angle.groups())
    if minutes >= 60 or seconds >= 60:
        raise Unreadable(_("“{angle}”里的分、秒应小于 60。", angle=angle[0]))
    return round(degrees + minutes / 60 + seconds / 3600, 8)


def _by_letters(text: str, angles: list[re.Match[str]], first: float, second: float) -> Pasted | None:
    """N and E, 北纬 and 东经 say which is which, before or behind their angles."""
    east = re.search(r"[Ee]|东?经", text)
    north = re.search(r"[Nn]|北?纬", text)
    if not (east and north):
        return None
    lat_first = north.start() < east.start()
    lat, lng = (first, second) if lat_first else (second, first)
    return _in_order(str(lat), str(lng), None, lat_first=True)


def _in_order(one: str, other: str, system: CoordinateSystem | None, *, lat_first: bool | None) -> Pasted:
    """The pair with latitude first; which is which is told by China's shape where nothing says it."""
    a, b = float(one), float(other)
    if lat_first is None:
        lat_first = not (CHINA.west <= a <= CHINA.east and CHINA.south <= b <= CHINA.north)
    lat, lng = (a, b) if lat_first else (b, a)
    if not (CHINA.south <= lat <= CHINA.north and CHINA.west <= lng <= CHINA.east):
        words = _(
            "读出来是纬度 {lat}、经度 {lng}，不在中国。是不是抄错了，或者经纬度写反了？",
            lat=f"{lat:g}",
            lng=f"{lng:g}",
        )
        raise Unreadable(words)
    return Pasted(lat, lng, system)
