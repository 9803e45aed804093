"""Walking times along real streets. Immutable and safe to share between threads. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from lifecircle.geo import OutOfRange, Point
from lifecircle.language.marked import gettext_noop
from lifecircle.walking.contract import Polygon, Reach, Walk
from lifecircle.walking.network import Bools, Int32s, Network
from lifecircle.walking.pace import PACES, STANDARD, Pace
from lifecircle.walking.placement import Placement
from lifecircle.walking.search import Graph, plain, plain_arrays, searcher
from lifecircle.walking.segments import APART, SOME, Segments
from lifecircle.walking.tree import Gate, Tree, limit_of

if TYPE_CHECKING:
    from lifecircle.walking.ground import Ground

# The longest question: a search keeps a bucket for every tenth of a second
MOST_MINUTES = 24 * 60.0

# `between` looks this far first, and four times as far each time it did not get there
_FIRST_MINUTES = 15.0


class NoStreets(LookupError):  # noqa: N818 - reads as what it says, like DoesNotExist
    """附近没有可步行的道路数据: nothing to walk on near the origin. Fall back to the labelled estimate."""


class Streets:
    """One search per question over one network, with the outlets of one placement."""

    method = "streets"
    method_name = gettext_noop("按实际道路")
    estimate = False

    def __init__(self, network: Network, segments: Segments, placement: Placement) -> None:
        self.network, self.segments = plain_arrays(network), plain_arrays(segments)
        self.placement = placement
        self.grow = searcher()
        self._graphs = {False: Graph.forward(self.network)}
        self._grounds: dict[tuple[int, bool], Ground] = {}

    @classmethod
    def over(cls, network: Network) -> Streets:
        """Streets without outlets yet."""
        segments = Segments.of(network)
        return cls(network, segments, Placement(network, segments))

    def with_placement(self, placement: Placement) -> Streets:
        """The same streets with other outlets; costs nothing."""
        other = object.__new__(Streets)
        other.__dict__.update(self.__dict__, placement=placement)
        return other

    def formula(self, pace: Pace) -> str:
        slope = "上下坡按 Tobler 公式增减" if self.network.about.elevation else "未计坡度"
        steps = "不走台阶" if not pace.takes_steps else _steps_words(pace)
        return (
            f"沿实际道路的米数（连同从门口到街道）÷ 每秒 {pace.metres_per_second} 米，"
            f"过主要道路加 {pace.crossing_seconds:.0f} 秒，{steps}，{slope}"
        )

    def formula_en(self, pace: Pace) -> str:
        slope = "slopes by Tobler's formula" if self.network.about.elevation else "slopes not counted"
        steps = "no steps" if not pace.takes_steps else _steps_words_en(pace)
        return (
            f"metres along real streets (and from door to street) ÷ {pace.metres_per_second} m a second, "
            f"{pace.crossing_seconds:.0f} seconds more at each main road, {steps}, {slope}"
        )

    def search(
        self,
        origin: Point,
        *,
        pace: Pace = STANDARD,
        minutes: float = 15.0,
        backward: bool = False,
        gates: Sequence[Gate] = (),
    ) -> Tree | None:
        """Everything within `minutes` of `origin`, or from where `origin` is within `minutes` (`backward`).

        Where `origin` is a compound with `gates`, time begins at whichever of them is best for each walk.
        None where there is no street within segments.LIMIT_METRES.
        """
        if not 0.0 <= minutes <= MOST_MINUTES:
            raise OutOfRange("minutes", minutes)
        gates = gates or (Gate("", origin),)
        spots = self.segments.snap([gate.point.lat for gate in gates], [gate.point.lng for gate in gates])
        if not len(spots):
            return None
        return Tree(self, origin, gates, spots, pace, limit_of(minutes), backward)

    def reach(self, origin: Point, *, pace: Pace, minutes: float) -> Reach:
        """Every outlet within `minutes`; raises NoStreets."""
        return self._tree(origin, pace, minutes).reach()

    def rings(self, origin: Point, *, pace: Pace, minutes: Sequence[float]) -> list[Polygon]:
        """The ground near the streets reached, one area per entry, nested; raises NoStreets."""
        return self._tree(origin, pace, max(minutes, default=0.0)).rings(minutes)

    def between(self, origin: Point, target: Point, *, pace: Pace) -> Walk | None:
        """The walk from `origin` to `target`, up to MOST_MINUTES; None where there is no way or no street."""
        minutes = _FIRST_MINUTES
        while True:
            tree = self.search(origin, pace=pace, minutes=minutes)
            walk = tree and tree.walk_to(target)
            if not tree or walk:
                return walk or None
            if not tree.beyond or minutes >= MOST_MINUTES:
                return None
            minutes = min(4.0 * minutes, MOST_MINUTES)

    def warm_up(self) -> None:
        """Asks once for everything, so that nobody waits for the compiler: 15 s on a new machine, 0.1 s
        where it has run before."""
        for node in np.flatnonzero(self.network.node_main)[:1].tolist():
            origin = Point(float(self.network.node_lat[node]), float(self.network.node_lng[node]))
            tree = self.search(origin, minutes=5.0)
            if tree:
                tree.reach()
                tree.rings_json([5.0])
                tree.rings([5.0])
                tree.walk_to(origin)

    def graph(self, backward: bool) -> Graph:
        """The halves a search walks; those of "from where" are made at the first such question."""
        if backward not in self._graphs:
            self._graphs[backward] = Graph.backwards(self.network)
        return self._graphs[backward]

    def ground(self, pace: Pace, *, apart: bool) -> Ground:
        """Which street each cell belongs to, of those this pace may walk; islands and tunnels too if `apart`.
        Paces that may walk the same streets share it."""
        from lifecircle.walking.ground import Ground

        key = (self.row_of(pace), apart)
        if key not in self._grounds:
            may = self._may(key[0])
            alike = (row for row in range(key[0]) if np.array_equal(self._may(row), may))
            shared = (next(alike, key[0]), apart)
            ends = (self.network.piece_a, self.network.piece_b)
            made = Ground(self.segments, ends, plain(may), APART if apart else SOME)
            self._grounds[key] = self._grounds.setdefault(shared, made)
        return self._grounds[key]

    def _may(self, row: int) -> Bools:
        may: Bools = (self.network.piece_cost[row] >= 0).any(axis=0)
        return may

    def row_of(self, pace: Pace) -> int:
        """Which row of the costs is this pace's."""
        return _ROWS[pace.code]

    def cost_of(self, pace: Pace) -> Int32s:
        """[2, M] what a piece costs this pace forward and back."""
        cost: Int32s = self.network.piece_cost[self.row_of(pace)]
        return cost

    def _tree(self, origin: Point, pace: Pace, minutes: float) -> Tree:
        tree = self.search(origin, pace=pace, minutes=minutes)
        if tree is None:
            raise NoStreets("附近没有可步行的道路数据")
        return tree


_ROWS = {code: row for row, code in enumerate(PACES)}


def _steps_words(pace: Pace) -> str:
    return f"台阶按 {pace.steps_factor} 倍时间" if pace.steps_factor != 1.0 else "台阶同平路"


def _steps_words_en(pace: Pace) -> str:
    return f"steps take {pace.steps_factor} times as long" if pace.steps_factor != 1.0 else "steps as flat"
