"""Reads an OSM extract: the places in it, as plain rows; needs memory for the places, not for the file.

The file is read several times, each time for one kind of object, and what is not asked for is passed over
before Python sees it: relations, then ways, then the tagged nodes, then the positions of just those nodes
that the shapes need.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path as FilePath
from typing import Any

import osmium

from lifecircle.geo import Box, Point
from outlets.osm import OsmEntrance, OsmPlace, entrance, place
from outlets.osm_shape import inner_point
from outlets.osm_tags import PLACE_KEYS, Tag, Tags, TagTable, place_tags

Tell = Callable[[str, int], None]
KNOWN_ENDINGS = (".osm", ".osm.gz", ".osm.bz2", ".pbf")
NO_VERSION_BEFORE = datetime(
    2004, 8, 9, tzinfo=UTC
)  # the first day of OSM: an earlier time means none is given


class UnreadableFileError(ValueError):
    """Says in Chinese what is wrong with the file."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A way or relation that is a place, still without a position: its lines as node ids."""

    source_id: str
    tags: dict[str, str]
    edited_at: datetime | None
    lines: tuple[tuple[int, ...], ...] = ()
    ways: tuple[int, ...] = ()


@dataclass(slots=True)
class Extract:
    """What was found; `unmapped` and `left_out` count the tags of what might be a place and is none."""

    box: Box | None = None
    data_date: datetime | None = None
    places: dict[str, OsmPlace] = field(default_factory=dict)
    unmapped: Counter[Tag] = field(default_factory=Counter)
    left_out: Counter[Tag] = field(default_factory=Counter)
    mapped: int = 0
    without_position: int = 0

    def counts(self) -> dict[str, int]:
        places = self.places.values()
        return {
            "unnamed": sum(not place.name for place in places),
            "hours_dropped": sum(place.hours_dropped for place in places),
            "phone_dropped": sum(place.phone_dropped for place in places),
            "entrances": sum(len(place.entrances) for place in places),
            "without_position": self.without_position,
            "tags_mapped": self.mapped,
            "tags_unmapped": self.unmapped.total(),
            "tags_left_out": self.left_out.total(),
        }


def read_extract(path: FilePath, table: TagTable, *, tell: Tell) -> Extract:
    """Everything or an UnreadableFileError: nothing is handed out of a file that breaks off half way."""
    if not path.is_file():
        raise UnreadableFileError(f"找不到文件 {path}。")
    if path.stat().st_size == 0:
        raise UnreadableFileError(f"文件 {path} 是空的。")
    try:
        return _Reading(path, table, tell).extract()
    except (RuntimeError, OSError, UnicodeDecodeError) as error:
        raise UnreadableFileError(
            f"文件 {path} 读不下去：不是 OSM 数据（.osm.pbf），或者没有下载完整。请重新下载再试。（{error}）"
        ) from error


class _Reading:
    """One reading of one file; every method adds to the extract."""

    def __init__(self, path: FilePath, table: TagTable, tell: Tell) -> None:
        known = path.name.endswith(KNOWN_ENDINGS)
        self.file = osmium.io.File(str(path)) if known else osmium.io.File(str(path), "pbf")
        self.table = table
        self.tell = tell
        self.found = Extract()

    def extract(self) -> Extract:
        self._header()
        relations = list(self._shapes("读取关系", osmium.osm.RELATION))
        members = {way for relation in relations for way in relation.ways}
        lines = self._lines(members)
        shapes = [
            *self._shapes("读取线和面", osmium.osm.WAY),
            *(_with_lines(shape, lines) for shape in relations),
        ]
        self._nodes()
        self._place_shapes(shapes)
        self._box_and_date()
        return self.found

    def _header(self) -> None:
        with osmium.io.Reader(self.file, osmium.osm.NOTHING) as reader:
            header = reader.header()
        if header.has_multiple_object_versions:
            raise UnreadableFileError("这是带全部历史版本的 OSM 文件，请换成普通的区域数据。")
        self.found.box = _box(header.box())
        self.found.data_date = _moment(header.get("osmosis_replication_timestamp"))

    def _shapes(self, step: str, kind: Any) -> Iterator[Shape]:
        for thing in self._objects(step, kind):
            tags = dict(thing.tags)
            if self._count(tags):
                yield _shape(thing, tags)

    def _lines(self, ways: set[int]) -> dict[int, tuple[int, ...]]:
        if not ways:
            return {}
        return {way.id: tuple(n.ref for n in way.nodes) for way in self._chosen(osmium.osm.WAY, ways)}

    def _nodes(self) -> None:
        for node in self._objects("读取点", osmium.osm.NODE):
            tags = dict(node.tags)
            if self._count(tags):
                at = Point(node.location.lat, node.location.lon) if node.location.valid() else None
                self._add(f"node/{node.id}", tags, at=at, edited_at=_edited_at(node))

    def _place_shapes(self, shapes: list[Shape]) -> None:
        wanted = {ref for shape in shapes for line in shape.lines for ref in line}
        points, doors = self._points(wanted)
        for shape in shapes:
            paths = [[points[ref] for ref in line if ref in points] for line in shape.lines]
            refs = dict.fromkeys(ref for line in shape.lines for ref in line if ref in doors)
            self._add(
                shape.source_id,
                shape.tags,
                at=inner_point(paths),
                edited_at=shape.edited_at,
                entrances=tuple(doors[ref] for ref in refs),
            )

    def _points(self, wanted: set[int]) -> tuple[dict[int, Point], dict[int, OsmEntrance]]:
        """Where these nodes are, and those of them that are customers' doors.

        Every node passes before Python: osmium's own filter by id keeps a bit for each id up to the largest,
        1.5 GB with the planet's. This costs time for each node of the file, memory for the wanted only.
        """
        points: dict[int, Point] = {}
        doors: dict[int, OsmEntrance] = {}
        if not wanted:
            return points, doors
        nodes: Iterable[Any] = osmium.FileProcessor(self.file, osmium.osm.NODE)
        for seen, node in enumerate(nodes):
            if seen % 65_536 == 0:
                self.tell("读取位置", seen)
            if node.id in wanted and node.location.valid():
                points[node.id] = Point(node.location.lat, node.location.lon)
                door = entrance(dict(node.tags), points[node.id])
                if door:
                    doors[node.id] = door
        return points, doors

    def _chosen(self, kind: Any, ids: set[int]) -> Iterable[Any]:
        return osmium.FileProcessor(self.file, kind).with_filter(osmium.filter.IdFilter(ids))

    def _objects(self, step: str, kind: Any) -> Iterator[Any]:
        """Those that could be a place. Streets are highways too: of these only stops reach Python."""
        sparse = [tag for tag in self.table.ranks if tag[0] not in PLACE_KEYS]
        for_table = osmium.filter.TagFilter(*sparse) if sparse else None
        seen = 0
        for filtered in (osmium.filter.KeyFilter(*PLACE_KEYS), for_table):
            if filtered is None:
                continue
            for thing in osmium.FileProcessor(self.file, kind).with_filter(filtered):
                if filtered is for_table and any(key in thing.tags for key in PLACE_KEYS):
                    continue  # was among the first
                seen += 1
                self.tell(step, seen)
                yield thing

    def _count(self, tags: Tags) -> bool:
        """Whether it is a place for us; the tags of what is none are counted."""
        if self.table.categories(tags):
            return True
        for tag in place_tags(tags):
            if tag in self.table.ranks:
                continue  # private or disused: the table is not what is missing
            (self.found.left_out if tag in self.table.left_out else self.found.unmapped)[tag] += 1
        return False

    def _add(
        self,
        source_id: str,
        tags: Tags,
        *,
        at: Point | None,
        edited_at: datetime | None,
        entrances: tuple[OsmEntrance, ...] = (),
    ) -> None:
        if at is None:
            self.found.without_position += 1
            return
        self.found.mapped += len(place_tags(tags))
        self.found.places[source_id] = place(
            source_id,
            tags,
            categories=self.table.categories(tags),
            point=at,
            edited_at=edited_at,
            entrances=entrances,
        )

    def _box_and_date(self) -> None:
        places = self.found.places.values()
        points = [place.point for place in places]
        if self.found.box is None and points:
            lats, lngs = [p.lat for p in points], [p.lng for p in points]
            self.found.box = Box(min(lats), min(lngs), max(lats), max(lngs))
        self.found.data_date = self.found.data_date or _newest(place.edited_at for place in places)


def _box(given: Any) -> Box | None:
    """The header's box, unless it is empty or crosses the antimeridian."""
    if not given.valid():
        return None
    low, high = given.bottom_left, given.top_right
    return Box(low.lat, low.lon, high.lat, high.lon) if low.lon <= high.lon else None


def _shape(thing: Any, tags: dict[str, str]) -> Shape:
    source_id = f"{'way' if thing.is_way() else 'relation'}/{thing.id}"
    if thing.is_way():
        return Shape(source_id, tags, _edited_at(thing), lines=(tuple(node.ref for node in thing.nodes),))
    area = tags.get("type") in {"multipolygon", "boundary"}
    ways = tuple(member.ref for member in thing.members if member.type == "w") if area else ()
    return Shape(source_id, tags, _edited_at(thing), ways=ways)


def _with_lines(shape: Shape, lines: dict[int, tuple[int, ...]]) -> Shape:
    return replace(shape, lines=tuple(lines[way] for way in shape.ways if way in lines))


def _edited_at(thing: Any) -> datetime | None:
    moment: datetime = thing.timestamp
    return moment if moment >= NO_VERSION_BEFORE else None


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone(UTC) if text else None
    except ValueError:
        return None


def _newest(moments: Iterable[datetime | None]) -> datetime | None:
    return max((moment for moment in moments if moment), default=None)
