"""How high the ground is: SRTM tiles, one degree by one degree, bilinear between their posts. No Django.

A tile `N36E103.hgt` (or `.hgt.zip`) holds 1201×1201 or 3601×3601 big-endian int16, metres above the sea, rows
from north to south, edges shared with its neighbours (NASA, SRTM Topography v2.1 §2.1). -32768 is a void: it
is bridged by straight lines along its row and its column.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lifecircle.walking.lines import Floats

SIDES = {2 * side * side: side for side in (1201, 3601)}
VOID = -32768
MOST_TOLD = 5


class ElevationError(ValueError):
    """Says in Chinese what is wrong with the tiles."""


class Elevation:
    """The tiles in one folder. One at a time is in memory."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise ElevationError(f"找不到高程数据目录 {folder}。")
        self.folder = folder
        self.name = "SRTM"

    def at(self, lat: Floats, lng: Floats) -> Floats:
        """[N] metres above the sea. Raises ElevationError where a tile is missing or no tile."""
        cells = np.column_stack((np.floor(lat), np.floor(lng))).astype(np.int64)
        found, which = np.unique(cells, axis=0, return_inverse=True)
        corners = [(int(south), int(west)) for south, west in found]
        self._all_there(corners)
        metres = np.empty(lat.size)
        for number, (south, west) in enumerate(corners):
            here = which.ravel() == number
            posts = bridged(self._posts(tile_name(south, west)))
            metres[here] = bilinear(posts, lat[here] - south, lng[here] - west)
        return metres

    def _all_there(self, corners: list[tuple[int, int]]) -> None:
        names = [tile_name(*corner) for corner in corners]
        missing = [name for name in names if not any(path.is_file() for path in self._paths(name))]
        if missing:
            told = "、".join(missing[:MOST_TOLD]) + ("……" if len(missing) > MOST_TOLD else "")
            raise ElevationError(
                f"目录 {self.folder} 里没有盖住这片路网的高程文件：缺 {told}（.hgt 或 .hgt.zip）。"
            )

    def _paths(self, name: str) -> Iterator[Path]:
        return (self.folder / f"{name}{ending}" for ending in (".hgt", ".hgt.zip"))

    def _posts(self, name: str) -> NDArray[np.int16]:
        path = next(path for path in self._paths(name) if path.is_file())
        content = _unzipped(path) if path.suffix == ".zip" else path.read_bytes()
        side = SIDES.get(len(content))
        if side is None:
            raise ElevationError(
                f"高程文件 {path.name} 有 {len(content)} 字节，不是 1201×1201 或 3601×3601 的 SRTM 数据。"
            )
        return np.frombuffer(content, ">i2").reshape(side, side).astype(np.int16)


def tile_name(south: int, west: int) -> str:
    """The name of the tile with that corner: (36, 103) is N36E103, (-1, -2) is S01W002."""
    return f"{'N' if south >= 0 else 'S'}{abs(south):02}{'E' if west >= 0 else 'W'}{abs(west):03}"


def bilinear(posts: NDArray[np.float32], north: Floats, east: Floats) -> Floats:
    """Between the four posts around each place; `north` and `east` of the tile's corner, 0 to 1 degree."""
    last = posts.shape[0] - 1
    y, x = (1.0 - north) * last, east * last
    row, column = np.floor(y).clip(0, last - 1).astype(int), np.floor(x).clip(0, last - 1).astype(int)
    down, right = y - row, x - column
    top = posts[row, column] * (1.0 - right) + posts[row, column + 1] * right
    bottom = posts[row + 1, column] * (1.0 - right) + posts[row + 1, column + 1] * right
    metres: Floats = top * (1.0 - down) + bottom * down
    return metres


def bridged(posts: NDArray[np.int16]) -> NDArray[np.float32]:
    """Voids filled from the posts around them. Raises ElevationError where all is void."""
    void = posts == VOID
    metres = posts.astype(np.float32)
    if void.all():
        raise ElevationError("高程文件里全是空白，没有高度。")
    if void.any():
        rows, columns = _along_rows(metres, void), _along_rows(metres.T, void.T).T
        both = np.stack((rows, columns))
        known = np.isfinite(both)
        filled = np.where(known, both, 0.0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
        filled[~known.any(axis=0)] = metres[~void].mean()
        metres[void] = filled[void]
    return metres


def _along_rows(metres: NDArray[np.float32], void: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Each void between the nearest known posts of its row; nan in a row that has none."""
    filled = np.where(void, np.float32(np.nan), metres)
    at = np.arange(metres.shape[1])
    for row in np.flatnonzero(void.any(axis=1)):
        known = ~void[row]
        if known.any():
            filled[row, ~known] = np.interp(at[~known], at[known], metres[row, known])
    return filled


def _unzipped(path: Path) -> bytes:
    try:
        with zipfile.ZipFile(path) as archive:
            inside = [name for name in archive.namelist() if name.lower().endswith(".hgt")]
            if len(inside) != 1:
                raise ElevationError(
                    f"压缩文件 {path.name} 里应当有一个 .hgt 文件，现在有 {len(inside)} 个。"
                )
            return archive.read(inside[0])
    except (zipfile.BadZipFile, OSError) as error:
        raise ElevationError(f"压缩文件 {path.name} 打不开：{error}。") from error
