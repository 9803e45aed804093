"""The outline of a circle (划圈): whether a shape can be one. Pure.

Shapes are GeoJSON Polygons or MultiPolygons in WGS-84, `[lng, lat]`; areas are in square kilometres, reckoned
on the ellipsoid's tangent plane (good to 0.1 % for a few kilometres).
"""

from typing import Any

from shapely import Polygon, affinity
from shapely.geometry import Point as ShapelyPoint
from shapely.geometry import shape as shapely_shape
from shapely.geometry.base import BaseGeometry
from shapely.validation import explain_validity

from lifecircle.geo import Point, metres_between
from lifecircle.language.marked import told as _

# a few street blocks at least; at most twice the ground of a 15-minute walk at 1,000 m all around (3.1 km²)
LEAST_KM2, MOST_KM2 = 0.01, 8.0
MOST_CORNERS = 2_000


def problem_of(shape: dict[str, Any], centre: Point) -> str | None:
    """What is wrong with a shape as the outline around `centre`, in Chinese; None where nothing is."""
    try:
        ground = shapely_shape(shape)
    except Exception:  # whatever shapely makes of nonsense
        return _("不是 GeoJSON 的 Polygon 或 MultiPolygon。")
    if ground.geom_type not in {"Polygon", "MultiPolygon"} or ground.is_empty:
        return _("边界应是一块或几块地（Polygon 或 MultiPolygon）。")
    if corners(ground) > MOST_CORNERS:
        return _("边界有 {count} 个角，太细了，最多 {most} 个。", count=corners(ground), most=MOST_CORNERS)
    if not ground.is_valid:
        return _("边界自己和自己交叉了（{where}），请把线理顺。", where=_where(ground))
    if not ground.covers(ShapelyPoint(centre.lng, centre.lat)):
        return _("生活圈的中心不在边界里面。")
    size = area_km2(ground, centre)
    if size < LEAST_KM2:
        return _("边界里只有 {size} 平方米，太小了，是不是画错了？", size=f"{size * 1e6:,.0f}")
    if size > MOST_KM2:
        return _("边界里有 {size} 平方公里，走 15 分钟走不到这么大，是不是画错了？", size=f"{size:.1f}")
    return None


def contains(shape: dict[str, Any], point: Point) -> bool:
    """Whether a point lies in or on the outline."""
    return bool(shapely_shape(shape).covers(ShapelyPoint(point.lng, point.lat)))


def area_km2(ground: BaseGeometry, centre: Point) -> float:
    east = metres_between(centre, Point(centre.lat, centre.lng + 0.01)) / 0.01
    north = metres_between(centre, Point(centre.lat + 0.01, centre.lng)) / 0.01
    return float(affinity.scale(ground, east, north, origin=(0, 0)).area) / 1e6


def corners(ground: BaseGeometry) -> int:
    parts: list[Polygon] = list(getattr(ground, "geoms", [ground]))
    return sum(len(ring.coords) - 1 for part in parts for ring in (part.exterior, *part.interiors))


def rings(shape: dict[str, Any]) -> list[list[list[float]]]:
    """Every ring of an outline, outer and inner, as lists of [lat, lng]: what the map draws."""
    parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    return [[[lat, lng] for lng, lat, *_ in ring] for part in parts for ring in part]


def _where(ground: BaseGeometry) -> str:
    """shapely says “Self-intersection[103.6 36.1]”."""
    words = str(explain_validity(ground))
    place = words.partition("[")[2].rstrip("]").split()
    if len(place) < 2:
        return words
    lng, lat = (f"{float(each):.5f}" for each in place[:2])
    return _("在经度 {lng}、纬度 {lat} 附近", lng=lng, lat=lat)
