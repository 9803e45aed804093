"""Who may walk along a way or past a node, from its OpenStreetMap tags. Pure: tags in, a verdict out.

The logic is that of Valhalla's default pedestrian profile (lua/graph.lua), read beside OSRM's foot profile
and GraphHopper's FootAccessParser, and stated here as tables of our own; docs/walking.md shows them, and a
test keeps the two together. A value that no table knows says nothing: the default of the way stands.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from lifecircle.walking.network import PieceFlag, StreetClass

Tags = Mapping[str, str]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What a way is, and whether one may walk on it where neither foot= nor access= says anything
HIGHWAYS: Mapping[str, tuple[StreetClass, bool]] = {
    "motorway": (StreetClass.MAIN, False),
    "motorway_link": (StreetClass.MAIN, False),
    "trunk": (StreetClass.MAIN, True),
    "trunk_link": (StreetClass.MAIN, True),
    "primary": (StreetClass.MAIN, True),
    "primary_link": (StreetClass.MAIN, True),
    "secondary": (StreetClass.SECONDARY, True),
    "secondary_link": (StreetClass.SECONDARY, True),
    "tertiary": (StreetClass.TERTIARY, True),
    "tertiary_link": (StreetClass.TERTIARY, True),
    "unclassified": (StreetClass.STREET, True),
    "residential": (StreetClass.STREET, True),
    "residential_link": (StreetClass.STREET, True),
    "living_street": (StreetClass.STREET, True),
    "road": (StreetClass.STREET, True),
    "service": (StreetClass.SERVICE, True),
    "busway": (StreetClass.SERVICE, False),
    "bus_guideway": (StreetClass.SERVICE, False),
    "pedestrian": (StreetClass.FOOTWAY, True),
    "footway": (StreetClass.FOOTWAY, True),
    "platform": (StreetClass.FOOTWAY, False),
    "cycleway": (StreetClass.PATH, False),
    "bridleway": (StreetClass.PATH, False),
    "track": (StreetClass.PATH, True),
    "path": (StreetClass.PATH, True),
    "steps": (StreetClass.STEPS, True),
    "corridor": (StreetClass.INDOOR, True),
    "elevator": (StreetClass.INDOOR, True),
}

# Ways that are no highway and can be walked all the same
OTHER_WAYS: Mapping[tuple[str, str], StreetClass] = {
    ("man_made", "pier"): StreetClass.FOOTWAY,
}

# What foot= and access= may say
OPEN = _words(
    "yes private permissive designated destination customers delivery official public permit residents "
    "restricted allowed passable use_sidepath dismount footway sidewalk crossing"
)
CLOSED = _words("no agricultural forestry discouraged emergency psv")
PRIVATE = _words("private")

# Barriers on a node; one that is not named lets everybody pass
WALLS = _words("fence wall barrier_board jersey_barrier debris")
ROUGH = _words("stile kissing_gate turnstile full-height_turnstile step log")
GATES = _words("gate lift_gate swing_gate sliding_gate sliding_beam kissing_gate entrance turnstile")
RAISED_KERBS = _words("raised yes")
FLAT_KERBS = _words("lowered flush no")

# Paths for hikers with sure feet are no way to the shops
HIKING_AT_MOST = _words("hiking strolling")

# Areas whose outline is walked where squares are asked for; of all others no line is a way
SQUARES = _words("pedestrian footway")
ONE_WAY = _words("yes true 1")


class Passage(IntEnum):
    """Who gets past a node."""

    ALL = 0
    NOT_REDUCED = 1  # a raised kerb, a stile, a turnstile
    NOBODY = 2


@dataclass(frozen=True, slots=True)
class Walkway:
    """One way somebody may walk on. `forward` and `backward` are its directions as drawn.

    `reduced`: whether reduced mobility may. `incline` in per cent where a number is given.
    """

    kind: StreetClass
    flags: PieceFlag
    forward: bool = True
    backward: bool = True
    reduced: bool = True
    incline: float | None = None

    @property
    def main(self) -> bool:
        return self.kind <= StreetClass.SECONDARY


def walkway(tags: Tags, *, squares: bool = False) -> Walkway | None:
    """What a walker meets there, or None where nobody may walk. `squares`: round an area is a way too."""
    known = _kind(tags)
    if known is None or _barred(tags) or (tags.get("area") == "yes" and not (squares and _square(tags))):
        return None
    kind, by_default = known
    if not _may(tags, by_default):
        return None
    forward, backward = _directions(tags)
    if not forward and not backward:
        return None
    flags = _flags(tags, kind)
    return Walkway(
        kind=_as_crossing(tags, kind),
        flags=flags,
        forward=forward,
        backward=backward,
        reduced=_reduced(tags, steps=PieceFlag.STEPS in flags),
        incline=incline_percent(tags.get("incline", "")),
    )


def passage(tags: Tags) -> Passage:
    """Who gets past a node with these tags."""
    said = _says(tags.get("foot")) if "foot" in tags else _says(tags.get("access"))
    barrier = tags.get("barrier", "")
    if said is False or (barrier in WALLS and said is None) or tags.get("impassable") == "yes":
        return Passage.NOBODY
    if barrier in ROUGH or raised_kerb(tags):
        return Passage.ALL if tags.get("wheelchair") in {"yes", "designated"} else Passage.NOT_REDUCED
    return Passage.ALL


def crossing(tags: Tags) -> bool:
    """Whether a node is a mapped place to cross the road."""
    return tags.get("highway") == "crossing" or tags.get("crossing", "no") != "no"


def gate(tags: Tags) -> bool:
    """Whether a node is a way in: through a fence, or into a building."""
    return tags.get("barrier") in GATES or tags.get("entrance", "no") != "no"


def raised_kerb(tags: Tags) -> bool:
    kerb = tags.get("kerb", "")
    return kerb in RAISED_KERBS or (tags.get("barrier") == "kerb" and kerb not in FLAT_KERBS)


def incline_percent(text: str) -> float | None:
    """ "8%" is 8.0, "-8 %" is -8.0, "10°" is 17.6; "up", "steep" and nonsense are None."""
    number = text.strip().rstrip("%°").strip()
    try:
        value = float(number.replace(",", "."))
    except ValueError:
        return None
    if not abs(value) < 80.0:
        return None
    return 100.0 * math.tan(math.radians(value)) if text.strip().endswith("°") else value


def _kind(tags: Tags) -> tuple[StreetClass, bool] | None:
    highway = tags.get("highway")
    if highway is not None:
        return HIGHWAYS.get(highway)
    return next(((kind, True) for (key, value), kind in OTHER_WAYS.items() if tags.get(key) == value), None)


def _barred(tags: Tags) -> bool:
    """What no foot= tag opens again."""
    if tags.get("impassable") == "yes" or tags.get("abandoned") == "yes":
        return True
    hard = "sac_scale" in tags and tags["sac_scale"] not in HIKING_AT_MOST
    rescue = tags.get("emergency") == "yes" or tags.get("service") == "emergency_access"
    return hard or (rescue and tags.get("access") == "private" and "foot" not in tags)


def _square(tags: Tags) -> bool:
    return tags.get("highway") in SQUARES


def _may(tags: Tags, by_default: bool) -> bool:
    foot = _says(tags.get("foot"))
    if foot is not None:
        return foot
    if tags.get("motorroad") == "yes" or _says(tags.get("access")) is False:
        return False
    return by_default


def _says(value: str | None) -> bool | None:
    """Of several values (`yes;permissive`) the kindest counts."""
    words = set((value or "").split(";"))
    if words & OPEN:
        return True
    return False if words & CLOSED else None


def _directions(tags: Tags) -> tuple[bool, bool]:
    """As drawn, and against it. Ordinary oneway= is for wheels, except on stairs and footways."""
    forward = backward = True
    rule = tags.get("oneway:foot")
    if rule is None and tags.get("highway") in {"footway", "steps"} and not _for_bicycles(tags):
        rule = tags.get("oneway") or {"forward": "yes", "backward": "-1"}.get(tags.get("conveying", ""))
    if rule in ONE_WAY:
        backward = False
    elif rule == "-1":
        forward = False
    forward = _said_or(tags.get("foot:forward"), forward)
    return forward, _said_or(tags.get("foot:backward"), backward)


def _said_or(value: str | None, otherwise: bool) -> bool:
    said = _says(value)
    return otherwise if said is None else said


def _for_bicycles(tags: Tags) -> bool:
    return tags.get("bicycle") in {"yes", "designated"}


def _flags(tags: Tags, kind: StreetClass) -> PieceFlag:
    flags = PieceFlag(0)
    if kind is StreetClass.STEPS:
        flags |= PieceFlag.STEPS
    if tags.get("bridge", "no") != "no" or tags.get("man_made") == "pier":
        flags |= PieceFlag.BRIDGE
    if tags.get("tunnel", "no") not in {"no", "building_passage"}:
        flags |= PieceFlag.TUNNEL
    if PRIVATE & set((tags.get("foot") or tags.get("access", "")).split(";")):
        flags |= PieceFlag.PRIVATE
    return flags


def _as_crossing(tags: Tags, kind: StreetClass) -> StreetClass:
    across = any(tags.get(key) == "crossing" for key in ("footway", "path", "cycleway"))
    return StreetClass.CROSSING if across and kind in {StreetClass.FOOTWAY, StreetClass.PATH} else kind


def _reduced(tags: Tags, *, steps: bool) -> bool:
    """wheelchair= decides where it is mapped; else everything but steps and climbing through a fence."""
    said = tags.get("wheelchair")
    if said in {"no", "yes", "designated"}:
        return said != "no"
    return not steps or tags.get("ramp:wheelchair") == "yes"
