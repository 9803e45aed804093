"""A walk in English: “Walk east along Fuli Lu for 120 metres.” Pure: parts in, sentences out.

What is told when is decided in `words`; here are the sentences. `called` writes a name of the register: a
page gives its reading beside the characters, marked as Chinese.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lifecircle.walking.words import Corner, Manner, Part, corner, merged, rounded, up_or_down

_WINDS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
_PLAIN = {
    Manner.STREET: "the street",
    Manner.FOOTWAY: "the pavement",
    Manner.PATH: "the path",
    Manner.SERVICE: "the service road",
    Manner.BRIDGE: "the bridge",
    Manner.TUNNEL: "the underpass",
    Manner.INDOOR: "the indoor passage",
    Manner.FERRY: "the ferry",
}
# What one does at a corner, before something is crossed, climbed or gone through
_CORNERS = {
    Corner.STRAIGHT: "",
    Corner.SLIGHT_LEFT: "bear left and ",
    Corner.SLIGHT_RIGHT: "bear right and ",
    Corner.LEFT: "turn left and ",
    Corner.RIGHT: "turn right and ",
    Corner.BACK: "turn back and ",
}
_ONTO = {
    Corner.SLIGHT_LEFT: "Bear left onto",
    Corner.SLIGHT_RIGHT: "Bear right onto",
    Corner.LEFT: "Turn left onto",
    Corner.RIGHT: "Turn right onto",
    Corner.BACK: "Turn back along",
}
_STEPS = {1: "go up the steps", -1: "go down the steps", 0: "take the steps"}
_SIDES = {"左": "left", "右": "right"}


def wind(bearing: float) -> str:
    return _WINDS[round(bearing / 45.0) % 8]


def metres(count: float) -> str:
    whole = round(count)
    return "1 metre" if whole == 1 else f"{whole} metres"


def sentences(
    parts: Sequence[Part],
    *,
    away_metres: float = 0.0,
    side: str = "",
    leaves: str = "",
    enters: str = "",
    called: Callable[[str], str] = str,
) -> list[str]:
    """As `words.sentences`, which see."""
    ways = merged(parts)
    told = [_way(way, ways[place - 1] if place else None, called) for place, way in enumerate(ways)]
    if leaves:
        told = [f"Leave by {called(leaves)}", *told]
    return [*told, _arrival(away_metres, side, enters, called)]


def cut_short(ends: int) -> str:
    """What a reader must know where a search ran into the edge of the data."""
    places = "1 place" if ends == 1 else f"{ends} places"
    return f"The result may be incomplete: it is near the edge of the data (met in {places})"


def _arrival(away_metres: float, side: str, enters: str, called: Callable[[str], str]) -> str:
    clauses = [f"enter by {called(enters)}"] if enters else []
    if round(away_metres) >= 1:
        clauses += [f"the door is on the {_SIDES[side]}"] if side else []
        clauses += [f"it is about {metres(away_metres)} from the street"]
    return "You are there: " + ", ".join(clauses) if clauses else "You are there"


def _way(way: Part, before: Part | None, called: Callable[[str], str]) -> str:
    turned = corner(before.arrives, way.sets_out) if before else Corner.STRAIGHT
    name = called(way.name) if way.name else _PLAIN.get(way.manner, "")
    far = metres(rounded(way.metres))
    if way.manner is Manner.CROSSING:
        return _capital(f"{_CORNERS[turned]}cross the road")
    if way.manner is Manner.STEPS:
        return _capital(f"{_CORNERS[turned]}{_STEPS[up_or_down(way.rise)]}, {far}")
    if way.manner is Manner.BRIDGE:
        return _capital(f"{_CORNERS[turned]}cross {name} ({far})")
    if way.manner in (Manner.TUNNEL, Manner.INDOOR):
        return _capital(f"{_CORNERS[turned]}go through {name} ({far})")
    if way.manner is Manner.FERRY:
        return f"Take {name} ({far})"
    across = ", crossing a road on the way" if way.crosses else ""
    if before is None:
        return f"Walk {wind(way.sets_out)} along {name} for {far}{across}"
    if turned is Corner.STRAIGHT:
        return f"Go straight on along {name} for {far}{across}"
    return f"{_ONTO[turned]} {name} and walk {far}{across}"


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]
