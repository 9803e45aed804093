"""The city at a glance: every circle with how complete it is, kept by each process until something changes.

The walks are done again when the register, the catalogue, the streets, a circle or the day has changed; the
places on the sheet only when a circle has moved.
"""

import threading
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext

from communities import city_sheet, schematic
from communities.city_sheet import CitySheet, Projection
from communities.completeness import verdicts
from communities.models import Community, Membership
from communities.reach import Walker
from communities.states import Level, State
from lifecircle.geo import Point
from lifecircle.language.now import is_source
from lifecircle.language.reading import reading
from lifecircle.walking import store
from lifecircle.walking.basemap import MapKind
from outlets.models import Category, Outlet, Source

SCHEMATIC = Path(__file__).resolve().parent.parent / "fixtures" / "tables" / "schematic.csv"
STREET_CHARACTERS = 60_000  # of one path: a thicker net than this is no quiet sheet


@dataclass(frozen=True, slots=True)
class Fill:
    """How complete one circle is: so many of the basic categories within their target minutes, and of the
    quality ones; and which basic ones are not."""

    level: Level
    has: int
    of: int
    quality: tuple[int, int] = (0, 0)
    lacking: tuple[tuple[Category, State], ...] = ()

    @property
    def words(self) -> str:
        if self.level == Level.UNKNOWN:
            return gettext("数据不足")
        return f"{self.has} / {self.of}"

    @property
    def spoken(self) -> str:
        if self.level == Level.UNKNOWN:
            return gettext("还没摸底，数据不足")
        words = ngettext("{of} 类基本保障里有 {has} 类", "{of} 类基本保障里有 {has} 类", self.of)
        return words.format(of=self.of, has=self.has)

    @property
    def surveyed(self) -> bool:
        return self.level != Level.UNKNOWN


@dataclass(frozen=True, slots=True)
class Fills:
    """By code; `sample`: made-up outlets are among what was counted."""

    of: dict[str, Fill]
    sample: bool


_lock = threading.Lock()
_kept: tuple[Hashable, Fills] | None = None


def fills(circles: Sequence[Community], now: Walker) -> Fills:
    """The circles need code, place and day of survey; nothing is asked of the database where all is kept."""
    global _kept
    state = _state(circles, now)
    kept = _kept
    if kept is not None and state is not None and kept[0] == state:
        return kept[1]
    if state is None or connection.in_atomic_block:  # may never be committed: use it, do not keep it
        return _fills(circles)
    with _lock:
        if _kept is None or _kept[0] != state:
            _kept = (state, _fills(circles))
        return _kept[1]


def forget() -> None:
    global _kept
    _kept = None


def _state(circles: Sequence[Community], now: Walker) -> Hashable | None:
    """All that the walks depend on; None where it cannot be told whether it has changed."""
    if now.register.marks.tables is None:
        return None
    streets = now.engines.streets.network.about.revision if now.engines.streets else None
    rows = tuple((circle.pk, circle.lat, circle.lng, circle.surveyed_on) for circle in circles)
    return (now.register.marks, streets, localdate(), rows)


def _fills(circles: Sequence[Community]) -> Fills:
    found = {
        verdict.circle.pk: Fill(
            verdict.level, verdict.has, len(verdict.basic), verdict.quality, verdict.lacking_basic
        )
        for verdict in verdicts(circles)
    }
    return Fills(found, Outlet.objects.published().filter(source=Source.SAMPLE).exists())


def drawn(circles: Sequence[Community]) -> list[Community]:
    """Those that stand on the sheet: trial circles lie anywhere, and only where there are no others."""
    own = [circle for circle in circles if circle.membership != Membership.TRIAL]
    return own or list(circles)


def sheet(circles: Sequence[Community]) -> CitySheet | None:
    return _sheet(tuple(circle.point for circle in circles), is_source())


@lru_cache(maxsize=4)
def _sheet(points: tuple[Point, ...], chinese: bool) -> CitySheet | None:
    drawn = schematic.read(SCHEMATIC)
    return city_sheet.sheet_of(points, drawn if chinese else drawn.called(reading))


def streets(sheet: CitySheet) -> tuple[str, str]:
    """The main streets on the sheet as the d of a path, and whom to thank; empty where none are loaded."""
    network = store.current(settings.STREETS_DIR)
    if network is None:
        return "", ""
    path = _streets(settings.STREETS_DIR, network.about.revision, sheet.projection)
    return path, network.about.attribution if path else ""


@lru_cache(maxsize=4)
def _streets(root: Path, revision: str, projection: Projection) -> str:
    basemap = store.current_basemap(root)
    if basemap is None:
        return ""
    lines = [
        projection.of_degrees(line)
        for feature in basemap.within(projection.box)
        if feature.kind in (MapKind.MAIN, MapKind.MOTORWAY)
        for line in feature.lines
    ]
    path = city_sheet.straight(lines)
    return path if len(path) <= STREET_CHARACTERS else ""
