"""Positions in a file: which coordinate system it names, and its points and shapes as WGS-84. Pure."""

import math
from collections.abc import Callable
from typing import Any

import orjson

from lifecircle.datum import CoordinateSystem, from_wgs84, to_wgs84
from lifecircle.exchange.kinds import Kind, choice
from lifecircle.exchange.problems import Wrong
from lifecircle.geo import Box, OutOfRange, Point
from lifecircle.language.marked import told as _

# 1e-7 degrees are a centimetre: what a shift to another system and back may leave
SAME_DEGREES = 1e-7
# no Chinese place has these read the other way round
CHINA = Box(south=3.0, west=73.0, north=54.0, east=136.0)
SHAPES = {"Polygon": 2, "MultiPolygon": 3}

SPELLINGS = {
    "CGCS2000": "wgs84",
    "GPS": "wgs84",
    "天地图": "wgs84",
    "高德": "gcj02",
    "腾讯": "gcj02",
    "火星": "gcj02",
    "火星坐标": "gcj02",
    "百度": "bd09",
}
SYSTEM = choice(
    [("wgs84", "WGS-84"), ("gcj02", "GCJ-02"), ("bd09", "BD-09")],
    SPELLINGS | {system.label: system.value for system in CoordinateSystem},
)
UNNAMED = _("没有说明坐标系：请加 --coordinates wgs84（或 gcj02、bd09），或者在表里加一列“坐标系”")


def system_named(text: str) -> CoordinateSystem:
    """The system a word stands for; raises Wrong."""
    return CoordinateSystem(SYSTEM.read(text))


def placed(lat: float, lng: float, system: CoordinateSystem) -> Point:
    """The WGS-84 point of a pair given in `system`; raises Wrong, with a guess at what happened."""
    if -90.0 <= lng <= 90.0 and CHINA.contains(Point(lng, max(-180.0, min(180.0, lat)))):
        raise Wrong(_("像是把经纬度写反了（纬度 {lat:g}，经度 {lng:g}）", lat=lat, lng=lng))
    try:
        return to_wgs84(Point(lat, lng), system)
    except OutOfRange as error:
        if error.field == "lat":
            raise Wrong(_("纬度 {lat:g} 超出范围，应在 -90 到 90 之间", lat=error.value)) from error
        raise Wrong(_("经度 {lng:g} 超出范围，应在 -180 到 180 之间", lng=error.value)) from error


def near(a: Point, b: Point) -> bool:
    return abs(a.lat - b.lat) < SAME_DEGREES and abs(a.lng - b.lng) < SAME_DEGREES


def read_shape(text: str) -> dict[str, Any]:
    """A GeoJSON Polygon or MultiPolygon, bare or inside a Feature, as {"type", "coordinates"}."""
    try:
        data = orjson.loads(text)
        shape = data["geometry"] if data["type"] == "Feature" else data
        depth = SHAPES[shape["type"]]
        return {"type": shape["type"], "coordinates": _each(shape["coordinates"], depth, _pair)}
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        words = _("不是 GeoJSON 的 Polygon 或 MultiPolygon（坐标写成 [经度, 纬度]，首尾相接）")
        raise Wrong(words) from error


def shape_placed(shape: dict[str, Any], system: CoordinateSystem) -> dict[str, Any]:
    """The WGS-84 shape of one given in `system`; raises Wrong."""
    return _turned(shape, lambda lat, lng: placed(lat, lng, system))


def shape_in(shape: dict[str, Any], system: CoordinateSystem) -> dict[str, Any]:
    """A stored WGS-84 shape as `system` writes it."""
    return _turned(shape, lambda lat, lng: from_wgs84(Point(lat, lng), system))


def shapes_near(a: Any, b: Any) -> bool:
    """Whether two shapes, or parts of such, are the same to a centimetre."""
    if isinstance(a, dict) and isinstance(b, dict):
        return a.get("type") == b.get("type") and shapes_near(a.get("coordinates"), b.get("coordinates"))
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(shapes_near, a, b))
    if isinstance(a, int | float) and isinstance(b, int | float):
        return abs(a - b) < SAME_DEGREES
    return bool(a == b)


def _turned(shape: dict[str, Any], turn: Callable[[float, float], Point]) -> dict[str, Any]:
    def turned(pair: list[float]) -> list[float]:
        point = turn(pair[1], pair[0])
        return [point.lng, point.lat]

    depth = SHAPES.get(shape.get("type", ""))
    return shape if depth is None else {**shape, "coordinates": _each(shape["coordinates"], depth, turned)}


def _each(part: Any, depth: int, turn: Callable[[Any], list[float]]) -> list[Any]:
    """Every position of nested rings turned; a ring has four positions at least and ends where it begins."""
    if not isinstance(part, list) or not part:
        raise ValueError("an empty part")
    if depth > 1:
        return [_each(inner, depth - 1, turn) for inner in part]
    if len(part) < 4 or part[0] != part[-1]:
        raise ValueError("an open ring")
    return [turn(position) for position in part]


def _pair(position: Any) -> list[float]:
    lng, lat = (float(value) for value in position[:2])
    if not (math.isfinite(lat) and math.isfinite(lng)):
        raise ValueError("no number")
    return [lng, lat]


SHAPE = Kind(read_shape, lambda shape: orjson.dumps(shape).decode())
