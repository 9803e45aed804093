"""Which engine answers at a point: real streets where a network is loaded, the labelled estimate elsewhere.

Streets and the outlets standing on them are kept by each process: a new network is picked up when the pointer
on disk names it, changed outlets are placed anew and the others stay where they are.
"""

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass

import orjson
from django.conf import settings
from django.utils.translation import gettext, gettext_noop

from lifecircle.geo import Box, Point
from lifecircle.language.now import is_source
from lifecircle.walking import Engine, Pace, Polygon, Reach, StraightLine, Walk
from lifecircle.walking.network import Network
from lifecircle.walking.placement import Placement
from lifecircle.walking.store import StreetsError
from lifecircle.walking.store import current as current_network
from lifecircle.walking.streets import Streets
from lifecircle.walking.tree import Gate, Tree
from outlets.index import OutletIndex

log = logging.getLogger("lifecircle.streets")

NO_STREET_NEAR = gettext_noop("附近没有可步行的道路数据，下面是按直线的估算")


@dataclass(frozen=True, slots=True)
class Trip:
    """One question put to one engine: list, rings and route come from the same search."""

    engine: Engine
    origin: Point
    pace: Pace
    minutes: float
    tree: Tree | None = None
    warnings: tuple[str, ...] = ()

    @property
    def streets_revision(self) -> str | None:
        """Which import of the streets was walked; None for a straight line."""
        return self.tree.streets.network.about.revision if self.tree is not None else None

    @property
    def border_ends(self) -> int:
        """At how many places the search ran into the edge of the street data; 0 for a straight line."""
        return self.tree.border_ends if self.tree is not None else 0

    @property
    def warnings_shown(self) -> tuple[str, ...]:
        """In the language of the page."""
        if is_source():
            return self.warnings
        return self.tree.warnings_en if self.tree is not None else tuple(map(gettext, self.warnings))

    def reach(self) -> Reach:
        if self.tree is not None:
            return self.tree.reach()
        return self.engine.reach(self.origin, pace=self.pace, minutes=self.minutes)

    def rings(self, minutes: Sequence[float]) -> list[Polygon]:
        if self.tree is not None:
            return self.tree.rings(minutes)
        return self.engine.rings(self.origin, pace=self.pace, minutes=minutes)

    def rings_json(self, minutes: Sequence[float]) -> list[bytes]:
        """The same as the bytes of their JSON."""
        if self.tree is not None:
            return self.tree.rings_json(minutes)
        return [orjson.dumps(ring) for ring in self.rings(minutes)]


@dataclass(frozen=True, slots=True)
class Engines:
    """What can be asked about the register as it is now."""

    straight: StraightLine
    streets: Streets | None = None

    def trip(self, origin: Point, *, pace: Pace, minutes: float, gates: Sequence[Gate] = ()) -> Trip:
        """By real streets where they are loaded around the origin, else by straight line.

        From a compound one sets out at whichever of its `gates` is best; a straight line knows no gates.
        """
        streets = self._streets_at(origin)
        if streets is None:
            return Trip(self.straight, origin, pace, minutes)
        tree = streets.search(origin, pace=pace, minutes=minutes, gates=gates)
        if tree is None:
            return Trip(self.straight, origin, pace, minutes, warnings=(NO_STREET_NEAR,))
        return Trip(streets, origin, pace, minutes, tree, tree.warnings)

    def trip_to(self, place: Point, doors: Sequence[Gate], *, pace: Pace, minutes: float) -> Trip:
        """The other way round: from where one gets to the best of a place's doors."""
        streets = self._streets_at(place)
        if streets is None:
            return Trip(self.straight, place, pace, minutes)
        tree = streets.search(place, pace=pace, minutes=minutes, backward=True, gates=doors)
        if tree is None:
            return Trip(self.straight, place, pace, minutes, warnings=(NO_STREET_NEAR,))
        return Trip(streets, place, pace, minutes, tree, tree.warnings)

    def between(
        self, origin: Point, doors: Sequence[Gate], *, pace: Pace, gates: Sequence[Gate] = ()
    ) -> tuple[Engine, Walk | None, str]:
        """The walk to the best of the doors, from the best of the `gates` where the origin has any, who says
        so, and the door's name.

        By streets where both ends have one near; None where there is no way.
        """
        engine: Engine = self.straight
        streets = self._streets_at(origin, *(door.point for door in doors))
        starts = _with_street(streets, gates or (Gate("", origin),))
        ends = _with_street(streets, doors)
        if streets and starts and ends:
            engine, doors = streets, ends
        else:
            starts = [Gate("", origin)]
        walks = [
            (engine.between(start.point, door.point, pace=pace), door.name)
            for start in starts
            for door in doors
        ]
        there = [(walk, name) for walk, name in walks if walk]
        walk, name = min(there, key=lambda found: found[0].seconds, default=(None, ""))
        return engine, walk, name

    def _streets_at(self, *points: Point) -> Streets | None:
        if self.streets is None:
            return None
        box = box_of(self.streets.network)
        return self.streets if all(box.contains(point) for point in points) else None


def _with_street(streets: Streets | None, gates: Sequence[Gate]) -> list[Gate]:
    """Those that have a street near."""
    return [gate for gate in gates if len(streets.segments.snap_one(gate.point))] if streets else []


def formula_of(engine: Engine, pace: Pace) -> str:
    """How the time comes about, in the language of the page."""
    return engine.formula(pace) if is_source() else engine.formula_en(pace)


def box_of(network: Network) -> Box:
    about = network.about
    return Box(about.south, about.west, about.north, about.east)


@dataclass(frozen=True, slots=True, eq=False)
class _Kept:
    network: Network
    register: OutletIndex
    streets: Streets


_lock = threading.Lock()
_kept: _Kept | None = None


def engines(register: OutletIndex) -> Engines:
    """Both engines over these outlets; a network that cannot be read is told in the log and left out."""
    straight = StraightLine(register.grid, register.entrances)
    try:
        network = current_network(settings.STREETS_DIR)
    except StreetsError as error:
        log.error("streets: %s", error)
        return Engines(straight)
    return Engines(straight, _streets(network, register) if network else None)


def forget() -> None:
    global _kept
    _kept = None


def _streets(network: Network, register: OutletIndex) -> Streets:
    global _kept
    kept = _kept
    if kept is not None and kept.network is network and kept.register is register:
        return kept.streets
    with _lock:
        kept = _kept
        if kept is None or kept.network is not network:
            streets = _placed(Streets.over(network), network, register)
        elif kept.register is register:
            return kept.streets
        else:
            streets = _moved(kept, network, register)
        _kept = _Kept(network, register, streets)
        return streets


def _placed(streets: Streets, network: Network, register: OutletIndex) -> Streets:
    """All outlets that stand within the network's box, snapped in one go."""
    ids, lats, lngs, names = register.entrances.doors_of(*register.grid.inside(box_of(network)))
    return streets.with_placement(Placement(network, streets.segments, ids, lats, lngs, names=names))


def _moved(kept: _Kept, network: Network, register: OutletIndex) -> Streets:
    """Only what changed since the kept register, where the register knows it; else all anew."""
    change = register.change
    if change is None or change.since != kept.register.number:
        return _placed(kept.streets, network, register)
    ids, lats, lngs, names = register.entrances.doors_of(change.ids, change.lats, change.lngs)
    placement = kept.streets.placement.replaced(ids, lats, lngs, change.gone, names=names)
    return kept.streets.with_placement(placement)
