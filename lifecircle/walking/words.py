"""A walk in words: 沿和政西街向东 120 米，过马路，左转进入… Pure: parts in, Chinese sentences out.

What is told, and when, is decided here for every language; `words_en` has the English sentences.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from lifecircle.walking.network import PieceFlag, StreetClass

# An unnamed bit shorter than this is not worth a sentence: it counts towards what follows
SHORT_METRES = 20.0

# Turns in degrees: below the first one goes on straight, above the last one goes back
SLIGHT, SHARP, BACK = 30.0, 60.0, 150.0

# A ramp or a flight this much up or down is told
_RISE_METRES = 1.0

_STEPS = {1: "上", -1: "下", 0: "走"}
_WINDS = ("北", "东北", "东", "东南", "南", "西南", "西", "西北")


class Manner(Enum):
    """How a part is walked; the value is what is said of it where it has no name."""

    STREET = "道路"
    FOOTWAY = "人行道"
    PATH = "小路"
    SERVICE = "内部道路"
    STEPS = "台阶"
    CROSSING = "马路"
    BRIDGE = "桥"
    TUNNEL = "地下通道"
    INDOOR = "室内通道"
    FERRY = "渡船"


class Corner(Enum):
    """What one does where two ways meet; the value is what is said of it."""

    STRAIGHT = ""
    SLIGHT_LEFT = "向左前方"
    SLIGHT_RIGHT = "向右前方"
    LEFT = "左转"
    RIGHT = "右转"
    BACK = "掉头"


_PLAIN = frozenset({Manner.STREET, Manner.FOOTWAY, Manner.PATH, Manner.SERVICE})
_BY_CLASS = {
    StreetClass.STEPS: Manner.STEPS,
    StreetClass.CROSSING: Manner.CROSSING,
    StreetClass.FERRY: Manner.FERRY,
    StreetClass.INDOOR: Manner.INDOOR,
    StreetClass.FOOTWAY: Manner.FOOTWAY,
    StreetClass.PATH: Manner.PATH,
    StreetClass.SERVICE: Manner.SERVICE,
}


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch: metres, name ("" unnamed), manner, bearings in degrees from north at its start and end,
    metres up (negative: down, nan unknown), and whether a main road is crossed on the way."""

    metres: float
    name: str
    manner: Manner
    sets_out: float
    arrives: float
    rise: float = math.nan
    crosses: bool = False


def manner_of(kind: int, flags: int) -> Manner:
    """Steps before bridges: a flight on a footbridge is a flight."""
    if flags & PieceFlag.STEPS:
        return Manner.STEPS
    if flags & PieceFlag.TUNNEL:
        return Manner.TUNNEL
    if flags & PieceFlag.BRIDGE:
        return Manner.BRIDGE
    return _BY_CLASS.get(StreetClass(kind), Manner.STREET)


def wind(bearing: float) -> str:
    return _WINDS[round(bearing / 45.0) % 8]


def turn(before: float, after: float) -> str:
    """What one does at a corner; "" straight on."""
    return corner(before, after).value


def corner(before: float, after: float) -> Corner:
    """From one bearing to another, in degrees."""
    angle = (after - before + 180.0) % 360.0 - 180.0
    if abs(angle) < SLIGHT:
        return Corner.STRAIGHT
    if abs(angle) < SHARP:
        return Corner.SLIGHT_RIGHT if angle > 0 else Corner.SLIGHT_LEFT
    if abs(angle) < BACK:
        return Corner.RIGHT if angle > 0 else Corner.LEFT
    return Corner.BACK


def merged(parts: Sequence[Part]) -> list[Part]:
    """Parts of one way as one, and short unnamed bits given to what follows, or else to what went before."""
    ways: list[Part] = []
    for part in parts:
        if ways and _one_way(ways[-1], part):
            ways[-1] = _joined(ways[-1], part)
        else:
            ways.append(part)
    kept: list[Part] = []
    waiting: Part | None = None
    for each in ways:
        way = each
        if waiting and way.manner in _PLAIN:
            way = replace(_joined(waiting, way), name=way.name, manner=way.manner)
        elif waiting:
            kept.append(waiting)
        waiting = None
        if kept and (_one_way(kept[-1], way) or (_is_short(way) and kept[-1].manner in _PLAIN)):
            kept[-1] = _joined(kept[-1], way)
        elif _is_short(way):
            waiting = way
        else:
            kept.append(way)
    return [*kept, waiting] if waiting else kept


def sentences(
    parts: Sequence[Part], *, away_metres: float = 0.0, side: str = "", leaves: str = "", enters: str = ""
) -> list[str]:
    """One sentence per way, then the arrival. `side`: 左 or 右, where the door is as one arrives; `leaves`
    and `enters`: the names of the doors at both ends."""
    ways = merged(parts)
    told = [_way(way, ways[place - 1] if place else None) for place, way in enumerate(ways)]
    if leaves:
        told = [f"从{leaves}出", *told]
    arrival = ["到达"]
    if enters:
        arrival += [f"从{enters}进"]
    if round(away_metres) >= 1:
        arrival += [f"门在{side}侧"] if side else []
        arrival += [f"离街道约 {round(away_metres)} 米"]
    return [*told, "，".join(arrival)]


def cut_short(ends: int) -> str:
    """What a reader must know where a search ran into the edge of the data."""
    return f"结果可能不全：靠近数据边缘（在 {ends} 处遇到）"


def text(told: Sequence[str]) -> str:
    """The sentences as one line."""
    return "，".join(told) + "。" if told else ""


def _one_way(before: Part, part: Part) -> bool:
    if before.manner in _PLAIN and part.manner in _PLAIN and (before.name or part.name):
        return before.name == part.name
    if before.manner != part.manner or before.name != part.name:
        return False
    return before.manner not in _PLAIN or abs((part.sets_out - before.arrives + 180) % 360 - 180) < SHARP


def _joined(before: Part, part: Part) -> Part:
    return Part(
        before.metres + part.metres,
        before.name,
        before.manner,
        before.sets_out,
        part.arrives,
        before.rise + part.rise,
        before.crosses or part.crosses,
    )


def _is_short(way: Part) -> bool:
    return not way.name and way.manner in _PLAIN and way.metres < SHORT_METRES and not way.crosses


def _way(way: Part, before: Part | None) -> str:
    metres = f"{rounded(way.metres)} 米"
    turned = turn(before.arrives, way.sets_out) if before else ""
    if way.manner is Manner.CROSSING:
        return f"{turned}过马路"
    if way.manner is Manner.STEPS:
        return f"{turned}{_STEPS[up_or_down(way.rise)]}台阶 {metres}"
    if way.manner in (Manner.BRIDGE, Manner.TUNNEL, Manner.INDOOR):
        verb = "过" if way.manner is Manner.BRIDGE else "穿过"
        return f"{turned}{verb}{way.name or way.manner.value}（{metres}）"
    if way.manner is Manner.FERRY:
        return f"乘{way.name or way.manner.value}（{metres}）"
    name = way.name or way.manner.value
    across = "（途中过马路）" if way.crosses else ""
    if before is None:
        return f"沿{name}向{wind(way.sets_out)} {metres}{across}"
    if not turned:
        return f"沿{name}直行 {metres}{across}"
    return f"{turned}，沿{name} {metres}{across}"


def up_or_down(rise: float) -> int:
    """1 up, -1 down, 0 where it is neither or not known."""
    if math.isnan(rise) or abs(rise) < _RISE_METRES:
        return 0
    return 1 if rise > 0 else -1


def rounded(metres: float) -> int:
    """To ten metres from fifty on: nobody counts single ones."""
    return max(1, round(metres)) if metres < 50 else round(metres / 10.0) * 10
