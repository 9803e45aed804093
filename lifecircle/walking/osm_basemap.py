"""Reads from an OSM extract what the quiet map shows. No Django.

Areas smaller than a map of one circle can show are left out, and lines lose the points nobody sees.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import osmium
from numpy.typing import NDArray

from lifecircle.geo import Box
from lifecircle.walking.access import GATES, Tags
from lifecircle.walking.basemap import AREAS, BLOCK, NO_NAME, PER_DEGREE, Basemap, MapKind
from lifecircle.walking.hilbert import hilbert_order
from lifecircle.walking.lines import Floats, Int64s, ranges, starts
from lifecircle.walking.osm_extract import Extract, Places, spoken_name
from lifecircle.walking.pieces import inside
from lifecircle.walking.rings import rings
from lifecircle.walking.simpler import ring_square_metres, simpler

LEAST_SQUARE_METRES: Mapping[MapKind, float] = {
    MapKind.WATER: 100.0,
    MapKind.GREEN: 300.0,
    MapKind.BUILDING: 400.0,
}
TOLERANCE_METRES = 1.5

STREETS: Mapping[str, MapKind] = {
    "motorway": MapKind.MOTORWAY,
    "trunk": MapKind.MAIN,
    "primary": MapKind.MAIN,
    "secondary": MapKind.SECONDARY,
    "tertiary": MapKind.TERTIARY,
    "residential": MapKind.STREET,
    "unclassified": MapKind.STREET,
    "living_street": MapKind.STREET,
    "road": MapKind.STREET,
    "pedestrian": MapKind.STREET,
    "service": MapKind.SERVICE,
    "footway": MapKind.FOOTWAY,
    "path": MapKind.FOOTWAY,
    "steps": MapKind.FOOTWAY,
    "track": MapKind.FOOTWAY,
    "cycleway": MapKind.FOOTWAY,
}
_KINDS: Mapping[MapKind, Mapping[str, str]] = {
    MapKind.WATER: {"natural": "water", "waterway": "riverbank dock", "landuse": "reservoir basin"},
    MapKind.RIVER: {"waterway": "river canal stream"},
    MapKind.GREEN: {
        "landuse": "grass forest recreation_ground village_green cemetery meadow",
        "leisure": "park garden playground pitch",
        "natural": "wood scrub grassland",
    },
    MapKind.RAILWAY: {"railway": "rail light_rail narrow_gauge tram"},
}
OTHERS: Mapping[tuple[str, str], MapKind] = {
    (key, value): kind
    for kind, keys in _KINDS.items()
    for key, values in keys.items()
    for value in values.split()
}
KEYS = ("highway", "building", "natural", "waterway", "landuse", "leisure", "railway")
UNDERGROUND = ("tunnel", "indoor")


@dataclass(slots=True)
class _Found:
    """Features as they are read: kinds and names, lines a feature, points a line, and node ids."""

    kinds: array[int] = field(default_factory=lambda: array("B"))
    named: array[int] = field(default_factory=lambda: array("i"))
    lines: array[int] = field(default_factory=lambda: array("i"))
    points: array[int] = field(default_factory=lambda: array("i"))
    refs: array[int] = field(default_factory=lambda: array("q"))
    names: dict[str, int] = field(default_factory=dict)

    def add(self, kind: MapKind, name: str, lines: Iterable[Sequence[int]]) -> None:
        self.kinds.append(kind)
        self.named.append(self.names.setdefault(name, len(self.names)) if name else NO_NAME)
        before = len(self.points)
        for line in lines:
            self.points.append(len(line))
            self.refs.extend(line)
        self.lines.append(len(self.points) - before)


def map_kind(tags: Tags) -> MapKind | None:
    """What a way or an area is on the map, None where it is not shown."""
    if any(tags.get(key, "no") != "no" for key in UNDERGROUND) or _siding(tags):
        return None
    highway = tags.get("highway", "").removesuffix("_link")
    if highway in STREETS:
        return None if tags.get("area") == "yes" else STREETS[highway]
    if tags.get("building", "no") != "no":
        return MapKind.BUILDING
    return next((OTHERS[key, tags[key]] for key in KEYS if (key, tags.get(key)) in OTHERS), None)


def _siding(tags: Tags) -> bool:
    return "service" in tags and "railway" in tags


def read_basemap(extract: Extract, boxes: Sequence[Box] = ()) -> Basemap:
    """Four passes: relations, ways, gates, and the places of the nodes in use."""
    found = _Found()
    _read_areas(extract, found)
    _read_ways(extract, found)
    _read_gates(extract, found)
    refs = np.array(found.refs, np.int64)
    places = extract.places("底图位置", np.unique(refs))
    return _assemble(found, places, refs, boxes)


def _read_areas(extract: Extract, found: _Found) -> None:
    """Multipolygons: which ways make them, then the nodes of those ways, then their rings."""
    areas: list[tuple[MapKind, str, list[int]]] = []
    wanted = osmium.filter.TagFilter(("type", "multipolygon"))
    for relation in extract.objects("水面和绿地", osmium.osm.RELATION, wanted):
        tags = dict(relation.tags)
        kind = map_kind(tags)
        if kind in AREAS:
            areas.append((kind, spoken_name(tags), [one.ref for one in relation.members if one.type == "w"]))
    members = {way for _, _, ways in areas for way in ways}
    lines: dict[int, list[int]] = {}
    if members:
        for way in extract.objects("水面和绿地", osmium.osm.WAY, osmium.filter.IdFilter(members)):
            lines[way.id] = [node.ref for node in way.nodes]
    for kind, name, ways in areas:
        closed = rings(lines[way] for way in ways if way in lines)
        if closed:
            found.add(kind, name, closed)


def _read_ways(extract: Extract, found: _Found) -> None:
    for way in extract.objects("底图", osmium.osm.WAY, osmium.filter.KeyFilter(*KEYS)):
        tags = dict(way.tags)
        kind = map_kind(tags)
        if kind is not None and len(way.nodes) > 1 and (kind not in AREAS or way.is_closed()):
            found.add(kind, spoken_name(tags), [[node.ref for node in way.nodes]])


def _read_gates(extract: Extract, found: _Found) -> None:
    for node in extract.objects("大门", osmium.osm.NODE, osmium.filter.KeyFilter("barrier", "entrance")):
        tags = dict(node.tags)
        if tags.get("barrier") in GATES:
            found.add(MapKind.GATE, spoken_name(tags), [[node.id]])
        elif tags.get("entrance", "no") != "no":
            found.add(MapKind.ENTRANCE, spoken_name(tags), [[node.id]])


def _assemble(found: _Found, places: Places, refs: Int64s, boxes: Sequence[Box]) -> Basemap:
    row = places.rows(refs)
    kinds = np.array(found.kinds, np.uint8)
    line_first = starts(np.array(found.lines, np.int64))
    lines = _Lines(starts(np.array(found.points, np.int64)), places.lat[row], places.lng[row])
    feature_of = np.repeat(np.arange(kinds.size), np.diff(line_first))
    keep = _wanted(lines, row, kinds[feature_of], boxes) if kinds.size else np.zeros(0, bool)
    lines, feature_of = lines.taken(np.flatnonzero(keep)), feature_of[keep]
    features, counts = np.unique(feature_of, return_counts=True)
    return _in_order(found, features, starts(counts), lines.simpler(), kinds)


@dataclass(frozen=True, slots=True, eq=False)
class _Lines:
    """L lines: points `first[l]` to `first[l + 1]`, in degrees."""

    first: Int64s
    lat: Floats
    lng: Floats

    def taken(self, order: Int64s) -> _Lines:
        flat, first = ranges(self.first, order)
        return _Lines(first, self.lat[flat], self.lng[flat])

    def simpler(self) -> _Lines:
        keep = simpler(self.first, self.lat, self.lng, metres=TOLERANCE_METRES)
        line = np.repeat(np.arange(self.first.size - 1), np.diff(self.first))
        left = np.bincount(line[keep], minlength=self.first.size - 1)
        return _Lines(starts(left), self.lat[keep], self.lng[keep])


def _wanted(lines: _Lines, row: Int64s, kind: NDArray[np.uint8], boxes: Sequence[Box]) -> NDArray[np.bool_]:
    """Lines all of whose places are known, that touch the boxes, and areas large enough to see."""
    begin = lines.first[:-1]
    wanted: NDArray[np.bool_] = np.minimum.reduceat(row, begin) >= 0
    wanted &= np.logical_or.reduceat(inside(boxes, lines.lat, lines.lng), begin)
    size = ring_square_metres(lines.first, lines.lat, lines.lng)
    for area, least in LEAST_SQUARE_METRES.items():
        wanted &= (kind != area) | (size >= least)
    return wanted


def _in_order(
    found: _Found, features: Int64s, line_first: Int64s, lines: _Lines, kinds: NDArray[np.uint8]
) -> Basemap:
    box = _boxes(lines, line_first)
    order = hilbert_order((box[0] + box[2]) / 2.0, (box[1] + box[3]) / 2.0)
    flat, first = ranges(line_first, order)
    lines, box, which = lines.taken(flat), box[:, order], features[order]
    name = np.array(found.named, np.int32)[which] if which.size else np.zeros(0, np.int32)
    used, named = np.unique(name[name != NO_NAME], return_inverse=True)
    name[name != NO_NAME] = named
    texts = list(found.names)
    text = [texts[index].encode() for index in used.tolist()]
    return Basemap(
        kind=kinds[which],
        name=name,
        box=box,
        block_box=_blocks(box),
        line_first=first,
        point_first=lines.first,
        point_lat=_whole(lines.lat),
        point_lng=_whole(lines.lng),
        name_first=starts(np.array([len(one) for one in text], np.int64)),
        name_text=np.frombuffer(b"".join(text), np.uint8),
    )


def _boxes(lines: _Lines, line_first: Int64s) -> NDArray[np.int32]:
    if line_first.size == 1:
        return np.zeros((4, 0), np.int32)
    begin = lines.first[line_first[:-1]]
    lat, lng = _whole(lines.lat), _whole(lines.lng)
    low, high = np.minimum.reduceat, np.maximum.reduceat
    return np.stack((low(lat, begin), low(lng, begin), high(lat, begin), high(lng, begin)))


def _blocks(box: NDArray[np.int32]) -> NDArray[np.int32]:
    begin = np.arange(0, box.shape[1], BLOCK)
    if not begin.size:
        return np.zeros((4, 0), np.int32)
    low, high = np.minimum.reduceat, np.maximum.reduceat
    return np.stack((low(box[0], begin), low(box[1], begin), high(box[2], begin), high(box[3], begin)))


def _whole(degrees: Floats) -> NDArray[np.int32]:
    return np.rint(degrees * PER_DEGREE).astype(np.int32)
