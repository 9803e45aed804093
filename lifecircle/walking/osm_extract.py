"""Opens an OSM extract and passes over it, one kind of object at a time. No Django.

What is not asked for is left out by the reader's own filters, before Python sees it.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import osmium
from numpy.typing import NDArray

from lifecircle.geo import Box

# step, objects seen so far
Tell = Callable[[str, int], None]

KNOWN_ENDINGS = (".osm", ".osm.gz", ".osm.bz2", ".pbf")
NAMES = ("name:zh-Hans", "name:zh", "name")
CHUNK = 65_536
Int64s = NDArray[np.int64]
Floats = NDArray[np.float64]


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class ExtractError(ValueError):
    """Says in Chinese what is wrong with the file."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where nodes are: ids ascending, degrees. A node that the extract does not hold is not in it."""

    ids: Int64s
    lat: Floats
    lng: Floats

    def rows(self, refs: Int64s) -> Int64s:
        """The row of each node, -1 where its place is not known."""
        if not self.ids.size:
            return np.full(refs.size, -1)
        row = np.searchsorted(self.ids, refs).clip(max=self.ids.size - 1)
        return np.where(self.ids[row] == refs, row, -1)


class Extract:
    """One file, read as often as needed. Raises ExtractError where it is no readable extract."""

    def __init__(self, path: Path, tell: Tell = lambda *_: None) -> None:
        self.path = path
        self.tell = tell
        if not path.is_file():
            raise ExtractError(f"找不到文件 {path}。")
        if path.stat().st_size == 0:
            raise ExtractError(f"文件 {path} 是空的。")
        known = path.name.endswith(KNOWN_ENDINGS)
        self._file = osmium.io.File(str(path)) if known else osmium.io.File(str(path), "pbf")
        self.box, self._header_date = self._header()
        self._newest = EPOCH

    @property
    def data_date(self) -> date | None:
        """The day the header names, else that of the newest change among what was read; None if untold."""
        return self._header_date or (self._newest.date() if self._newest > EPOCH else None)

    def _header(self) -> tuple[Box | None, date | None]:
        with self._readable(), osmium.io.Reader(self._file, osmium.osm.NOTHING) as reader:
            header = reader.header()
        if header.has_multiple_object_versions:
            raise ExtractError("这是带全部历史版本的 OSM 文件，请换成普通的区域数据。")
        box, low, high = header.box(), header.box().bottom_left, header.box().top_right
        known = Box(low.lat, low.lon, high.lat, high.lon) if box.valid() else None
        return known, _day(header.get("osmosis_replication_timestamp"))

    def objects(self, step: str, kind: Any, *filters: Any) -> Iterator[Any]:
        """Those that pass every filter. An object is good until the next one is asked for."""
        with self._readable():
            processor: Any = osmium.FileProcessor(self._file, kind)
            for one in filters:
                processor = processor.with_filter(one)
            for seen, thing in enumerate(processor):
                if seen % 4096 == 0:
                    self.tell(step, seen)
                if self._header_date is None:
                    self._newest = max(self._newest, thing.timestamp)
                yield thing

    def places(self, step: str, refs: Int64s) -> Places:
        """Where these nodes are; `refs` ascending. Needs 16 bytes for each node of the extract meanwhile."""
        index = osmium.index.create_map("sparse_mmap_array")
        with self._readable(), osmium.io.Reader(self._file, osmium.osm.NODE) as reader:
            osmium.apply(reader, osmium.NodeLocationsForWays(index))
        xs, ys, known = array("i"), array("i"), np.zeros(refs.size, bool)
        for begin in range(0, refs.size, CHUNK):
            self.tell(step, begin)
            for row, ref in enumerate(refs[begin : begin + CHUNK].tolist(), begin):
                with suppress(KeyError):
                    location = index.get(ref)
                    if location.valid():
                        xs.append(location.x)
                        ys.append(location.y)
                        known[row] = True
        return Places(refs[known], _degrees(ys), _degrees(xs))

    @contextmanager
    def _readable(self) -> Iterator[None]:
        try:
            yield
        except RuntimeError as error:
            raise ExtractError(
                f"文件 {self.path} 读不下去：不是 OSM 数据（.osm.pbf），或者没有下载完整。"
                f"请重新下载再试。（{error}）"
            ) from error


def spoken_name(tags: Any) -> str:
    return next((tags[key].strip() for key in NAMES if tags.get(key, "").strip()), "")


def _degrees(values: array[int]) -> Floats:
    """OSM keeps whole numbers of 1e-7 degrees."""
    return np.frombuffer(values, np.int32) / 1e7 if values else np.zeros(0)


def _day(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).astimezone(UTC).date() if text else None
    except ValueError:
        return None
