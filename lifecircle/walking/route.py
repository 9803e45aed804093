"""The way to one outlet, read off the tree that listed it: line, metres, climb, steps, words. Pure."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

import numpy as np

from lifecircle.geo import Point, lng_lats, metres_per_degree
from lifecircle.walking import words, words_en
from lifecircle.walking.network import NO_NAME, Floats, PieceFlag
from lifecircle.walking.words import Manner, Part

if TYPE_CHECKING:
    from lifecircle.walking.streets import Streets
    from lifecircle.walking.tree import Tree


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece walked from one share of it to another, 0 its end a, 1 its end b."""

    piece: int
    begin: float
    end: float


class Ends(TypedDict):
    """What is told of both ends of a walk."""

    away_metres: float
    side: str
    leaves: str
    enters: str


@dataclass(frozen=True, slots=True)
class Route:
    """How one walks. `line` [lng, lat] pairs from door to door; `seconds`, `metres` as in the list."""

    id: int
    backward: bool  # from the outlet to the origin
    door_name: str  # "" where the outlet's doors have no names
    gate_name: str  # by which one leaves the compound the search began in; "" where it has no gates
    seconds: float
    metres: float
    climb_metres: float | None  # all the ways up together; None where the network is flat
    drop_metres: float | None
    flights: int  # of steps
    steps_metres: float
    crossings: int  # of roads
    line: list[list[float]]
    parts: tuple[Part, ...]  # as they are walked, for the words
    away_metres: float  # from the street to the door
    side: str  # 左 or 右: where the door is as one arrives; "" where there is no telling

    @property
    def sentences(self) -> list[str]:
        """In Chinese."""
        return words.sentences(self.parts, **self._ends)

    def sentences_en(self, called: Callable[[str], str] = str) -> list[str]:
        """In English; `called` writes the names."""
        return words_en.sentences(self.parts, **self._ends, called=called)

    @property
    def text(self) -> str:
        return words.text(self.sentences)

    @property
    def _ends(self) -> Ends:
        door, gate = self.door_name, self.gate_name
        leaves, enters = (door, gate) if self.backward else (gate, door)
        return {"away_metres": self.away_metres, "side": self.side, "leaves": leaves, "enters": enters}


def route_to(tree: Tree, id: int) -> Route | None:
    """From the tree's origin to an outlet (backward: from the outlet to the origin); None out of reach."""
    found, doors = tree.arrivals, tree.streets.placement.doors
    at = np.flatnonzero(doors.id[found.door] == id)
    if not at.size:
        return None
    [place] = at.tolist()
    door = int(found.door[place])
    stretches, spot = _stretches(tree, place)
    gate = tree.gate_of(spot)
    ends = gate.point, Point(float(doors.lat[door]), float(doors.lng[door]))
    away = float(doors.away_metres[door])
    if tree.backward:
        stretches = [Stretch(s.piece, s.end, s.begin) for s in reversed(stretches)]
        ends = ends[1], ends[0]
        away = float(tree.spots.away_metres[spot])
    return _route(tree, place, stretches, ends, away, gate.name)


def _stretches(tree: Tree, place: int) -> tuple[list[Stretch], int]:
    """From the origin's spot outward to the door's, pieces as they follow one another; and which spot."""
    from lifecircle.walking.arrivals import BY_A, STRAIGHT

    found, doors = tree.arrivals, tree.streets.placement.doors
    door, row, way = int(found.door[place]), int(found.row[place]), int(found.way[place])
    piece, share = int(doors.piece[door]), float(doors.share[door])
    spot = -1 - row
    if way == STRAIGHT:
        return [], spot
    if row < 0:
        return [Stretch(piece, float(tree.spots.share[spot]), share)], spot
    outward = [Stretch(piece, 0.0 if way == BY_A else 1.0, share)]
    while tree.before[row] >= 0:
        half = int(tree.half[row])
        back = bool(tree.graph.back[half]) ^ tree.backward
        outward.append(Stretch(int(tree.graph.piece[half]), float(back), float(not back)))
        row = int(tree.before[row])
    start = tree.start_of(row)
    outward.append(Stretch(start.piece, start.share, start.end))
    return [stretch for stretch in reversed(outward) if stretch.begin != stretch.end], start.spot


def _route(
    tree: Tree,
    place: int,
    stretches: Sequence[Stretch],
    ends: tuple[Point, Point],
    away: float,
    gate_name: str,
) -> Route:
    streets, found = tree.streets, tree.arrivals
    door = int(found.door[place])
    lines = [_cut(streets, stretch) for stretch in stretches]
    parts = [_part(streets, stretch, *line) for stretch, line in zip(stretches, lines, strict=True)]
    lat = np.concatenate([[ends[0].lat], *(line[0] for line in lines), [ends[1].lat]])
    lng = np.concatenate([[ends[0].lng], *(line[1] for line in lines), [ends[1].lng]])
    ups, downs = _heights([part.rise for part in parts])
    told = words.merged(parts)
    return Route(
        id=int(streets.placement.doors.id[door]),
        backward=tree.backward,
        door_name=streets.placement.name_of(door),
        gate_name=gate_name,
        seconds=int(found.tenths[place]) / 10.0,
        metres=float(found.metres[place]),
        climb_metres=ups,
        drop_metres=downs,
        flights=sum(part.manner is Manner.STEPS for part in told),
        steps_metres=sum(part.metres for part in parts if part.manner is Manner.STEPS),
        crossings=sum(part.manner is Manner.CROSSING or part.crosses for part in told),
        line=_without_repeats(lng_lats(lat.round(6), lng.round(6))),
        parts=tuple(parts),
        away_metres=away,
        side=_side(lines, ends[1]),
    )


def _cut(streets: Streets, stretch: Stretch) -> tuple[Floats, Floats]:
    """The line of a stretch in walking order."""
    network, index = streets.network, streets.segments
    first, last = network.shape_first[stretch.piece], network.shape_first[stretch.piece + 1]
    low, high = sorted((stretch.begin, stretch.end))
    along = index.segment_start[first:last]
    whole = float(index.piece_metres[stretch.piece])
    low, high = low * whole, high * whole
    at = np.concatenate(([low], along[(along > low) & (along < high)], [high]))
    lat = np.interp(at, along, index.lat[first:last])
    lng = np.interp(at, along, index.lng[first:last])
    return (lat, lng) if stretch.begin < stretch.end else (lat[::-1], lng[::-1])


def _part(streets: Streets, stretch: Stretch, lat: Floats, lng: Floats) -> Part:
    network, piece = streets.network, stretch.piece
    name = int(network.piece_name[piece])
    flags = int(network.piece_flags[piece])
    climb = float(network.node_metres[network.piece_b[piece]] - network.node_metres[network.piece_a[piece]])
    return Part(
        metres=abs(stretch.end - stretch.begin) * float(streets.segments.piece_metres[piece]),
        name="" if name == NO_NAME else network.names[name],
        manner=words.manner_of(int(network.piece_class[piece]), flags),
        sets_out=_bearing(lat[:2], lng[:2]),
        arrives=_bearing(lat[-2:], lng[-2:]),
        rise=climb * (stretch.end - stretch.begin),
        crosses=bool(flags & PieceFlag.CROSSING),
    )


def _bearing(lat: Floats, lng: Floats) -> float:
    """Degrees from north, clockwise, of a line of two places."""
    per_lat, per_lng = metres_per_degree(float(lat[0]))
    return math.degrees(math.atan2((lng[1] - lng[0]) * per_lng, (lat[1] - lat[0]) * per_lat)) % 360.0


def _heights(rises: Sequence[float]) -> tuple[float | None, float | None]:
    known = [rise for rise in rises if not math.isnan(rise)]
    if not known:
        return None, None
    return sum(max(0.0, rise) for rise in known), sum(max(0.0, -rise) for rise in known)


def _side(lines: Sequence[tuple[Floats, Floats]], door: Point) -> str:
    """On which hand the door lies for whoever arrives; "" where there is no telling."""
    if not lines:
        return ""
    lat, lng = lines[-1][0][-2:], lines[-1][1][-2:]
    ahead = _bearing(lat, lng)
    aside = _bearing(np.array([lat[1], door.lat]), np.array([lng[1], door.lng]))
    angle = (aside - ahead + 180.0) % 360.0 - 180.0
    if abs(angle) < words.SLIGHT or abs(angle) > 180.0 - words.SLIGHT:
        return ""
    return "右" if angle > 0 else "左"


def _without_repeats(line: list[list[float]]) -> list[list[float]]:
    return [place for before, place in zip([[], *line], line, strict=False) if place != before]
