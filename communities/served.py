"""Where the site has something to say: near a circle, or near a registered outlet."""

import math

from django.conf import settings
from django.utils.translation import gettext

from communities.models import Community
from communities.reach import Walker
from lifecircle.geo import Box, Point, metres_between
from lifecircle.walking import Reach

OUTLET_METRES = 2_000


def nearest_circle(point: Point) -> tuple[Community, float] | None:
    """The community whose centre is nearest, with metres as the crow flies; None beyond the served area."""
    box = _blurred(Box.around(point, settings.SERVED_METRES))
    near = Community.objects.inside(box).with_areas()
    pairs = ((community, metres_between(point, community.point)) for community in near)
    nearest = min(pairs, key=lambda pair: pair[1], default=None)
    return nearest if nearest and nearest[1] <= settings.SERVED_METRES else None


def _blurred(box: Box) -> Box:
    """Out to whole tenths of a degree: not even a log of the database's statements holds the middle."""
    south, west = (math.floor(edge * 10) / 10 for edge in (box.south, box.west))
    north, east = (math.ceil(edge * 10) / 10 for edge in (box.north, box.east))
    return Box(max(-90, south), max(-180, west), min(90, north), min(180, east))


def refusal(point: Point, walker: Walker, reached: Reach | None = None) -> str | None:
    """Why a point is not served, in words; None where it is. What is known to be `reached` from there spares
    looking for the nearest outlet: no walk is shorter than the straight line."""
    if (reached is not None and _near(reached)) or _served(point, walker):
        return None
    if abs(point.lng) <= 90 and _served(Point(point.lng, point.lat), walker):
        return gettext("像是把经纬度写反了：lat 是纬度，lng 是经度。")
    words = gettext("这个位置不在服务范围内：{kilometres} 公里内没有生活圈。")
    return words.format(kilometres=f"{settings.SERVED_METRES / 1000:g}")


def _near(reached: Reach) -> bool:
    return len(reached) > 0 and bool(reached.metres[0] < 0.99 * OUTLET_METRES)


def _served(point: Point, walker: Walker) -> bool:
    outlet = walker.register.grid.nearest(point)
    return (outlet is not None and outlet[1] <= OUTLET_METRES) or nearest_circle(point) is not None
