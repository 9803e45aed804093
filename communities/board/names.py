"""Street names on their streets: clear of all that stands, left out where none fits. Pure.

Chinese names are set glyph by glyph along the street: left to right, or upright from top to bottom on one
steeper than 45 degrees. Names in letters are set as one turned line where the street is straight enough.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from communities.board import lines
from communities.board.facts import Street, StreetKind
from communities.board.sheet import Circle, Rect, turned_circles
from communities.board.type import REGULAR, Face, width

Floats = NDArray[np.float64]
SIZE = {StreetKind.MAIN: 3.1, StreetKind.SECONDARY: 3.0, StreetKind.TERTIARY: 2.7, StreetKind.STREET: 2.45}
PITCH = 1.22
EVERY = 2.5
MOST_BEND = 22.0  # degrees between two glyphs
STRAY = 0.45  # of the size: how far a street may leave the straight line under a name in letters
TWIN = 3.8  # mm between two carriageways of one street
APART = 72.0  # mm between two of one name
CLEAR = 0.35


@dataclass(frozen=True, slots=True)
class Glyph:
    words: str
    x: float
    y: float
    angle: float


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands: its glyphs (one, where it is a line in letters) and what it covers."""

    words: str
    size: float
    glyphs: tuple[Glyph, ...]
    covers: tuple[Circle, ...]
    inside: bool


@dataclass(slots=True)
class Taken:
    """What names keep clear of; grows with each name."""

    circles: list[tuple[float, float, float]]
    rects: Floats  # [n, 4]
    frame: Rect

    def clear(self, spots: Floats, r: float) -> Floats:
        """[candidates] the least gap of [candidates, glyphs, 2] spots of radius r."""
        x, y = spots[..., 0], spots[..., 1]
        edge = np.minimum.reduce(
            (x - self.frame.left, self.frame.right - x, y - self.frame.top, self.frame.bottom - y)
        )
        gap = edge.min(axis=1) - r
        if self.circles:
            known = np.array(self.circles)
            far = np.hypot(x[..., None] - known[:, 0], y[..., None] - known[:, 1]) - known[:, 2]
            gap = np.minimum(gap, far.min(axis=(1, 2)) - r)
        for left, top, right, bottom in self.rects.tolist():
            far = np.hypot(x - np.clip(x, left, right), y - np.clip(y, top, bottom))
            gap = np.minimum(gap, far.min(axis=1) - r)
        return np.asarray(gap)


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """What makes a spot good: inside the 15 minutes, off the zone lines, near the middle."""

    zone: Sequence[Floats]
    zone_lines: Floats  # [n, 2] dense points
    middle: Floats

    def score(self, spots: Floats, r: float) -> Floats:
        """[candidates]"""
        mid = spots[:, spots.shape[1] // 2]
        flat = spots.reshape(-1, 2)
        score = 8.0 * lines.inside(mid, self.zone) - 0.02 * np.hypot(*(mid - self.middle).T)
        if len(self.zone_lines):
            near = np.hypot(*(flat[:, None] - self.zone_lines).transpose(2, 0, 1)).min(axis=1)
            score -= 7.0 * (near.reshape(spots.shape[:2]).min(axis=1) < r)
        return np.asarray(score)


def standing(streets: Sequence[Street], taken: Taken, field: Field) -> list[Name]:
    """Main streets first, long ones first; `streets` with their lines in millimetres, joined."""
    by_name: dict[str, list[Street]] = defaultdict(list)
    for street in streets:
        if street.name and street.kind in SIZE and len(street.name) <= 24:
            by_name[street.name].append(street)
    found: list[Name] = []
    for name, parts in sorted(by_name.items(), key=lambda pair: _rank(*pair)):
        kind = max(part.kind for part in parts)
        found += _of_one(name, kind, [line for part in parts for line in part.lines], taken, field)
    return found


def _rank(name: str, parts: list[Street]) -> tuple[int, float, str]:
    long = sum(float(lines.lengths(line)[-1]) for part in parts for line in part.lines)
    return -max(part.kind for part in parts), -long, name


@dataclass(frozen=True, slots=True, eq=False)
class _Spot:
    score: float
    spots: Floats  # [glyphs, 2] of a Chinese name, or of the circles of a name in letters
    angle: float
    chinese: bool


def _of_one(name: str, kind: StreetKind, parts: list[Floats], taken: Taken, field: Field) -> list[Name]:
    size = SIZE[kind]
    chinese = sum(ord(letter) > 0x2E7F for letter in name) > len(name) / 2
    twins = np.concatenate([lines.dense(part) for part in parts]) if kind >= StreetKind.SECONDARY else None
    candidates: list[_Spot] = []
    for part in parts:
        candidates += (
            _chinese(name, part, size, taken, field, twins)
            if chinese
            else _letters(name, part, size, taken, field)
        )
    candidates.sort(key=lambda spot: -spot.score)
    most = 3 if kind >= StreetKind.SECONDARY else 2
    mine: list[_Spot] = []
    for spot in candidates:
        middle = spot.spots[len(spot.spots) // 2]
        if all(math.dist(middle, other.spots[len(other.spots) // 2]) > APART for other in mine):
            mine.append(spot)
        if len(mine) == most:
            break
    return [_stood(name, size, spot, taken, field) for spot in mine]


def _stood(name: str, size: float, spot: _Spot, taken: Taken, field: Field) -> Name:
    r = size * 0.6
    covers = tuple(Circle(x, y, r) for x, y in spot.spots.tolist())
    taken.circles += [(c.x, c.y, c.r) for c in covers]
    middle = spot.spots[len(spot.spots) // 2]
    if spot.chinese:
        glyphs = tuple(
            Glyph(letter, x, y, spot.angle) for letter, (x, y) in zip(name, spot.spots.tolist(), strict=True)
        )
    else:
        x, y = ((spot.spots[0] + spot.spots[-1]) / 2).tolist()
        glyphs = (Glyph(name, x, y, spot.angle),)
    return Name(name, size, glyphs, covers, bool(lines.inside(middle[None], field.zone)[0]))


def _chinese(
    name: str, line: Floats, size: float, taken: Taken, field: Field, twins: Floats | None
) -> list[_Spot]:
    along = lines.lengths(line)
    step, count = size * PITCH, len(name)
    half = step * count / 2
    if along[-1] < 2 * half * 0.9:
        return []
    centres = np.arange(half, max(along[-1] - half, half) + 0.01, EVERY)
    where = np.clip(centres[:, None] + (np.arange(count) - (count - 1) / 2) * step, 0, along[-1])
    spots = lines.at(line, along, where)
    ahead = lines.at(line, along, np.minimum(where + 1.2, along[-1])) - lines.at(
        line, along, np.maximum(where - 1.2, 0)
    )
    bend = _bends(ahead)
    if twins is not None:
        spots = _between_twins(spots, ahead, twins)
    r = size * 0.6
    gap = taken.clear(spots, r)
    good = np.flatnonzero((gap > CLEAR) & (bend < MOST_BEND) & _evenly(spots, step))
    if not good.size:
        return []
    score = field.score(spots[good], r) - 0.1 * bend[good] + np.minimum(gap[good], 6)
    return [
        _read_on(_Spot(value, spots[i], 0.0, True))
        for value, i in zip(score.tolist(), good.tolist(), strict=True)
    ]


def _bends(ahead: Floats) -> Floats:
    """[candidates] the largest turn between two neighbouring glyphs, in degrees."""
    turn = np.arctan2(ahead[..., 1], ahead[..., 0])
    if turn.shape[1] < 2:
        return np.zeros(len(turn))
    change = np.abs((np.diff(turn, axis=1) + np.pi) % (2 * np.pi) - np.pi)
    bends: Floats = np.degrees(change.max(axis=1))
    return bends


def _evenly(spots: Floats, step: float) -> NDArray[np.bool_]:
    """Whether neighbours stand about one pitch apart: not where a line doubles back or a twin ends."""
    if spots.shape[1] < 2:
        return np.ones(len(spots), bool)
    far: Floats = np.hypot(*np.diff(spots, axis=1).transpose(2, 0, 1))
    return np.asarray((far.min(axis=1) > 0.86 * step) & (far.max(axis=1) < 1.3 * step))


def _between_twins(spots: Floats, ahead: Floats, twins: Floats) -> Floats:
    """Glyphs moved to the middle between their carriageway and the other one, where there is one beside."""
    unit = ahead / np.maximum(np.hypot(ahead[..., 0], ahead[..., 1]), 1e-9)[..., None]
    moved = spots.copy()
    for candidate in range(len(spots)):
        off = twins[None] - spots[candidate][:, None]
        far = np.hypot(off[..., 0], off[..., 1])
        beside = np.abs((off * unit[candidate][:, None]).sum(axis=2)) < 0.35 * far
        far = np.where(beside & (far > 0.5), far, np.inf)
        nearest = far.argmin(axis=1)
        if (far.min(axis=1) < TWIN).all():
            moved[candidate] += off[np.arange(len(nearest)), nearest] / 2
    return moved


def _read_on(spot: _Spot) -> _Spot:
    """In reading order: left to right, or top to bottom and upright where steep."""
    first, last = spot.spots[0], spot.spots[-1]
    dx, dy = (last - first).tolist() if len(spot.spots) > 1 else (1.0, 0.0)
    steep = abs(dy) > abs(dx)
    if (steep and dy < 0) or (not steep and dx < 0):
        spot = _Spot(spot.score, spot.spots[::-1], spot.angle, spot.chinese)
        dx, dy = -dx, -dy
    angle = math.degrees(math.atan2(dy, dx)) - (90 if steep else 0)
    return _Spot(spot.score, spot.spots, angle, spot.chinese)


def _letters(
    name: str, line: Floats, size: float, taken: Taken, field: Field, face: Face = REGULAR
) -> list[_Spot]:
    along, long = lines.lengths(line), width(name, size, face)
    out: list[_Spot] = []
    for centre in np.arange(long / 2, along[-1] - long / 2 + 0.01, EVERY).tolist():
        under = lines.at(line, along, np.linspace(centre - long / 2, centre + long / 2, 9))
        chord = under[-1] - under[0]
        reach = float(np.hypot(*chord))
        if reach < long * 0.94:
            continue
        off = under - under[0]
        if np.abs(off[:, 0] * chord[1] - off[:, 1] * chord[0]).max() / reach > STRAY * size:
            continue
        x, y = ((under[0] + under[-1]) / 2).tolist()
        angle = math.degrees(math.atan2(chord[1], chord[0]))
        angle -= 180 if angle > 90 else -180 if angle <= -90 else 0
        spots = np.array([(c.x, c.y) for c in turned_circles(x, y, angle, long, size)])[None]
        gap = float(taken.clear(spots, size * 0.6)[0])
        if gap > CLEAR:
            score = float(field.score(spots, size * 0.6)[0]) + min(gap, 6)
            out.append(_Spot(score, spots[0], angle, False))
    return out
