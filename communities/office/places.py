"""Whose ground a place stands on, and which circles it serves: circles read once, asked for many points."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from django.utils.translation import gettext

from communities import boundary
from communities.models import Community
from communities.reach import DEFAULT_MINUTES, Walker
from lifecircle.areas import codes
from lifecircle.areas.models import Area
from lifecircle.geo import Box, Point, metres_between, metres_per_degree
from lifecircle.walking import STANDARD, shown_minutes
from lifecircle.walking.tree import Gate

# a standard walker's 15 minutes on the flat: no street is shorter than the straight line
WALKED_METRES = STANDARD.metres_in(DEFAULT_MINUTES)
# farther than this from every centre nobody can say whose ground it is
KNOWN_METRES = 3_000
MOST_ASKED = 8  # circles that are asked for minutes


@dataclass(frozen=True, slots=True)
class Served:
    """One circle, and the walk from its centre: whole minutes as residents read them."""

    circle: Community
    minutes: int
    metres: float
    estimate: bool


@dataclass(frozen=True)
class Places:
    """The circles as they are now."""

    circles: Sequence[Community]

    @classmethod
    def now(cls) -> "Places":
        """One query."""
        return cls(list(Community.objects.with_areas()))

    @cached_property
    def _centres(self) -> tuple[np.ndarray, np.ndarray]:
        lats = np.array([circle.lat for circle in self.circles], float)
        return lats, np.array([circle.lng for circle in self.circles], float)

    @cached_property
    def _outlined(self) -> list[tuple[Community, Box]]:
        return [(circle, _box(circle)) for circle in self.circles if circle.boundary]

    def near(self, point: Point, metres: float) -> list[tuple[Community, float]]:
        """Circles whose centre is so near as the crow flies, the nearest first."""
        lats, lngs = self._centres
        per_lat, per_lng = metres_per_degree(point.lat)
        away = np.hypot((lats - point.lat) * per_lat, (lngs - point.lng) * per_lng)
        order = [i for i in away.argsort(kind="stable").tolist() if away[i] <= metres * 1.01]
        pairs = [(self.circles[i], metres_between(point, self.circles[i].point)) for i in order]
        return [pair for pair in pairs if pair[1] <= metres]

    def holder(self, point: Point) -> Community | None:
        """The circle whose outline holds the point."""
        inside = (circle for circle, box in self._outlined if box.contains(point))
        return next((each for each in inside if boundary.contains(each.boundary or {}, point)), None)

    def area_of(self, point: Point, scope: str = "") -> str | None:
        """The division code a place belongs to: of the outline that holds it, else of the nearest centre.

        Without an outline two centres may claim it: then a circle within `scope` whose centre is within the
        walk comes first. None where no centre is near enough to say.
        """
        held = self.holder(point)
        if held:
            return held.code
        near = self.near(point, KNOWN_METRES)
        own = [circle for circle, metres in near if circle.code.startswith(scope) and metres <= WALKED_METRES]
        nearest = own[:1] or [circle for circle, _ in near[:1]]
        return nearest[0].code if nearest else None

    def outside(self, point: Point, scope: str) -> str | None:
        """Why a place is not on the ground of a scope, in a sentence; None where it is."""
        if not scope:
            return None
        code = self.area_of(point, scope)
        if code is None:
            words = gettext("这个位置 {kilometres} 公里内没有生活圈，看不出归哪里管。")
            return words.format(kilometres=KNOWN_METRES // 1000)
        if codes.covers(scope, code):
            return None
        circle = next(circle for circle in self.circles if circle.code == code)
        inside, near = (
            gettext("这个位置在您负责的范围外：{name}在边界里。"),
            gettext("这个位置在您负责的范围外：{name}离得最近。"),
        )
        name = f"{circle.district.name}{circle.subdistrict.name}{circle.name}"
        return (inside if self.holder(point) else near).format(name=name)

    def serves(self, point: Point, walker: Walker) -> list[Served]:
        """The circles from whose centre one walks there in 15 minutes, the shortest walk first."""
        found = []
        for circle, _ in self.near(point, WALKED_METRES)[:MOST_ASKED]:
            engine, walk, _ = walker.engines.between(circle.point, [Gate("", point)], pace=STANDARD)
            if walk and shown_minutes(walk.seconds) <= DEFAULT_MINUTES:
                found.append(Served(circle, shown_minutes(walk.seconds), walk.metres, engine.estimate))
        return sorted(found, key=lambda served: (served.minutes, served.metres))


def area_of(point: Point, scope: str = "") -> Area | None:
    """The division as a row: the community where it is in the table, else what stands above it."""
    code = Places.now().area_of(point, scope)
    if code is None:
        return None
    wanted = [code[:digits] for digits in codes.LEVELS]
    return Area.objects.filter(pk__in=wanted).order_by("-level").first()


def outside(point: Point, scope: str) -> str | None:
    return Places.now().outside(point, scope)


def _box(circle: Community) -> Box:
    points = [place for ring in boundary.rings(circle.boundary or {}) for place in ring]
    lats, lngs = [lat for lat, _ in points], [lng for _, lng in points]
    return Box(min(lats), min(lngs), max(lats), max(lngs))
