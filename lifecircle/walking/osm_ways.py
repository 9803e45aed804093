"""The ways of an extract that somebody may walk on, as flat arrays. No Django."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import osmium
from numpy.typing import NDArray

from lifecircle.walking.access import Passage, Walkway, crossing, passage, raised_kerb, walkway
from lifecircle.walking.network import NO_NAME
from lifecircle.walking.osm_extract import Extract, ExtractError, Int64s, Places, spoken_name

WAY_KEYS = ("highway", "man_made")
NODE_KEYS = ("barrier", "kerb", "highway", "crossing", "foot", "access", "impassable")

# What an unknown number is in an array of numbers
UNKNOWN = float("nan")

_COLUMNS = {
    "kind": np.uint8,
    "flags": np.uint8,
    "forward": np.bool_,
    "backward": np.bool_,
    "reduced": np.bool_,
    "name": np.int32,
}


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """W ways. `refs[first[w]:first[w + 1]]` are the nodes of way w, in the order drawn.

    `kind` StreetClass, `flags` PieceFlag, `incline` per cent, nan where unknown.
    Node sets are ascending OSM ids: `closed` lets nobody pass, `rough` not those of reduced mobility,
    `kerbs` is the part of `rough` that is a raised kerb, `crossings` are mapped places to cross.
    """

    first: Int64s
    refs: Int64s
    kind: NDArray[np.uint8]
    flags: NDArray[np.uint8]
    forward: NDArray[np.bool_]
    backward: NDArray[np.bool_]
    reduced: NDArray[np.bool_]
    name: NDArray[np.int32]
    incline: NDArray[np.float32]
    names: tuple[str, ...]
    closed: Int64s
    rough: Int64s
    crossings: Int64s
    places: Places


@dataclass(slots=True)
class _Growing:
    """What one pass over the ways collects, 8 bytes a reference."""

    refs: array[int] = field(default_factory=lambda: array("q"))
    lengths: array[int] = field(default_factory=lambda: array("i"))
    columns: list[array[int]] = field(default_factory=lambda: [array("i") for _ in _COLUMNS])
    incline: array[float] = field(default_factory=lambda: array("f"))
    names: dict[str, int] = field(default_factory=dict)

    def add(self, refs: list[int], way: Walkway, name: str) -> None:
        self.refs.extend(refs)
        self.lengths.append(len(refs))
        named = self.names.setdefault(name, len(self.names)) if name else NO_NAME
        row: tuple[int, ...] = (way.kind, way.flags, way.forward, way.backward, way.reduced, named)
        for column, value in zip(self.columns, row, strict=True):
            column.append(value)
        self.incline.append(UNKNOWN if way.incline is None else way.incline)


def read_ways(extract: Extract, *, squares: bool = False) -> Ways:
    """Three passes: the ways, the nodes with a barrier or a crossing, the places of the nodes in use."""
    found = _Growing()
    for way in extract.objects("道路", osmium.osm.WAY, osmium.filter.KeyFilter(*WAY_KEYS)):
        if (may := walkway(tags := dict(way.tags), squares=squares)) and len(way.nodes) > 1:
            found.add([node.ref for node in way.nodes], may, spoken_name(tags))
    if not found.lengths:
        raise ExtractError(f"文件 {extract.path} 里没有一条可以步行的道路。")
    closed, rough, crossings = _special_nodes(extract)
    refs = np.frombuffer(found.refs, np.int64)
    places = extract.places("位置", np.unique(refs))
    return Ways(
        first=np.concatenate((np.zeros(1, np.int64), np.cumsum(found.lengths, dtype=np.int64))),
        refs=refs,
        **_columns(found),
        names=tuple(found.names),
        closed=closed,
        rough=rough,
        crossings=crossings,
        places=places,
    )


def _columns(found: _Growing) -> dict[str, Any]:
    pairs = zip(_COLUMNS.items(), found.columns, strict=True)
    columns: dict[str, Any] = {name: np.array(values).astype(kind) for (name, kind), values in pairs}
    return columns | {"incline": np.array(found.incline, np.float32)}


def _special_nodes(extract: Extract) -> tuple[Int64s, Int64s, Int64s]:
    closed, rough, crossings = array("q"), array("q"), array("q")
    for node in extract.objects("路障和过街处", osmium.osm.NODE, osmium.filter.KeyFilter(*NODE_KEYS)):
        tags = dict(node.tags)
        who = passage(tags)
        if who is Passage.NOBODY:
            closed.append(node.id)
        elif who is Passage.NOT_REDUCED or raised_kerb(tags):
            rough.append(node.id)
        if crossing(tags):
            crossings.append(node.id)
    ids = [np.unique(np.array(nodes, np.int64)) for nodes in (closed, rough, crossings)]
    return ids[0], ids[1], ids[2]
