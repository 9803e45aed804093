"""Networks on disk: a folder of arrays each, and a pointer to the one in force. No Django.

    streets/CURRENT              the name of a revision: replaced in one step, so readers see old or new
    streets/PREVIOUS             the one before it, kept for those that still read it
    streets/<revision>/          about.json, names.json, network.<array>.npy, basemap.<array>.npy
    streets/lock                 held while an import runs

Arrays are mapped into memory, not read: all workers share the pages of one file. A folder never changes once
the pointer names it; a folder that no pointer names was left by a broken import, and the next one removes
it.
"""

from __future__ import annotations

import errno
import fcntl
import json
import logging
import os
import secrets
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import numpy.lib.format as npy

from lifecircle.walking.basemap import Basemap
from lifecircle.walking.network import FORMAT, About, Network

logger = logging.getLogger("lifecircle.streets")

FULL = frozenset([errno.ENOSPC, errno.EDQUOT, errno.EFBIG])

POINTER, BEFORE, LOCK = "CURRENT", "PREVIOUS", "lock"
Arrays = Mapping[str, np.ndarray[Any, Any]]


class StreetsError(RuntimeError):
    """Says in Chinese why streets cannot be stored or read."""


class StreetsBusyError(StreetsError):
    """Another import holds the lock."""


@dataclass(frozen=True, slots=True, eq=False)
class _Kept:
    """What one process has in its hand: the network and the state of the pointer it was read by."""

    seen: tuple[int, int, int]
    network: Network | None


_kept: dict[Path, _Kept] = {}
_maps: dict[Path, tuple[str, Basemap | None]] = {}
_reading = threading.Lock()


def new_revision(now: datetime) -> str:
    """Sorts by time, and two imports in one second still differ."""
    return f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"


def current(root: Path) -> Network | None:
    """The network in force, None where there is none. A stat of the pointer, unless it has changed.

    A folder that cannot be read is logged once, and the network this process had before stays in force.
    """
    seen = _state(root)
    kept = _kept.get(root)
    if kept is not None and kept.seen == seen:
        return kept.network
    if seen is None:
        _kept.pop(root, None)
        return None
    with _reading:
        kept = _kept.get(root)
        if kept is None or kept.seen != seen:
            kept = _kept[root] = _Kept(seen, _read_or_keep(root, kept.network if kept else None))
        return kept.network


def current_basemap(root: Path) -> Basemap | None:
    """The quiet map that belongs to the network in force, None where there is none."""
    network = current(root)
    if network is None:
        return None
    folder = root / network.about.revision
    kept = _maps.get(root)
    if kept is None or kept[0] != folder.name:
        kept = _maps[root] = (folder.name, _map_or_none(folder))
    return kept[1]


def _map_or_none(folder: Path) -> Basemap | None:
    try:
        return load_basemap(folder)
    except StreetsError as error:
        logger.error("base map not read: %s", error)
        return None


def _state(root: Path) -> tuple[int, int, int] | None:
    try:
        stat = os.stat(root / POINTER)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return stat.st_mtime_ns, stat.st_ino, stat.st_size


def _read_or_keep(root: Path, before: Network | None) -> Network | None:
    try:
        return load(root / (root / POINTER).read_text(encoding="utf-8").strip())
    except (StreetsError, OSError) as error:
        logger.error("street network not read, the one before stays in force: %s", error)
        return before


def load(folder: Path) -> Network:
    """The network in one folder, its arrays mapped read-only. Raises StreetsError for a damaged folder."""
    try:
        about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        names = json.loads((folder / "names.json").read_text(encoding="utf-8"))
        if about["format"] != FORMAT:
            raise StreetsError(f"路网 {folder.name} 是旧格式，请重新导入。")
        arrays = load_arrays(folder, "network", Network.arrays())
        network = Network(**arrays, names=tuple(names), about=_about(about))
        _check(network)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StreetsError(f"路网 {folder.name} 损坏：{error}。请重新导入。") from error
    return network


def load_basemap(folder: Path) -> Basemap:
    """The quiet map in one folder, mapped. Raises StreetsError for a damaged folder."""
    try:
        return Basemap(**load_arrays(folder, "basemap", Basemap.arrays()))
    except (OSError, ValueError) as error:
        raise StreetsError(f"底图 {folder.name} 损坏：{error}。请重新导入。") from error


def load_arrays(folder: Path, prefix: str, names: tuple[str, ...]) -> dict[str, Any]:
    """Mapped, not read; np.load refuses a file shorter than its header says."""
    return {name: np.load(folder / f"{prefix}.{name}.npy", mmap_mode="r") for name in names}


def save(root: Path, network: Network, basemap: Basemap | None = None) -> Path:
    """Writes beside what is there, reads it back, then switches. Call inside `importing(root)`.

    Raises StreetsError and leaves everything as it was where it cannot be written.
    """
    folder = root / network.about.revision
    try:
        _write(folder, network, basemap)
        load(folder)
        _point(root, network.about.revision)
    except (OSError, StreetsError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise StreetsError(_why(error)) from error
    _remove_old(root)
    return folder


@contextmanager
def importing(root: Path) -> Iterator[None]:
    """One import at a time; the lock goes when the process goes. Raises StreetsBusyError."""
    try:
        root.mkdir(parents=True, exist_ok=True)
        lock = (root / LOCK).open("w")
    except OSError as error:
        raise StreetsError(_why(error)) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StreetsBusyError("另一个路网导入正在进行，请等它结束再试。") from error
        _remove_old(root)
        yield


def _write(folder: Path, network: Network, basemap: Basemap | None) -> None:
    folder.mkdir()
    _write_arrays(folder, "network", {name: getattr(network, name) for name in Network.arrays()})
    if basemap is not None:
        _write_arrays(folder, "basemap", {name: getattr(basemap, name) for name in Basemap.arrays()})
    about = asdict(network.about) | {"data_date": str(network.about.data_date or "")}
    _write_json(folder / "names.json", network.names)
    _write_json(folder / "about.json", about)


def _write_arrays(folder: Path, prefix: str, arrays: Arrays) -> None:
    for name, values in arrays.items():
        with (folder / f"{prefix}.{name}.npy").open("wb") as file:
            # not np.save: it writes through a buffer of its own and never hears that the disk is full
            flat = np.ascontiguousarray(values)
            npy.write_array_header_1_0(file, npy.header_data_from_array_1_0(flat))
            file.write(flat.data.cast("B") if flat.size else b"")
            _to_disk(file)


def _write_json(path: Path, content: Any) -> None:
    with path.open("w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False, indent=1)
        _to_disk(file)


def _to_disk(file: Any) -> None:
    file.flush()
    os.fsync(file.fileno())


def _point(root: Path, revision: str) -> None:
    before = _named(root, POINTER)
    if before:
        _replace(root / BEFORE, before)
    _replace(root / POINTER, revision)


def _replace(path: Path, text: str) -> None:
    beside = path.with_name(path.name + ".new")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        _to_disk(file)
    os.replace(beside, path)


def _named(root: Path, pointer: str) -> str:
    try:
        return (root / pointer).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""


def _remove_old(root: Path) -> None:
    kept = {_named(root, POINTER), _named(root, BEFORE)}
    for folder in root.iterdir():
        if folder.is_dir() and folder.name not in kept:
            shutil.rmtree(folder, ignore_errors=True)


def _about(content: dict[str, Any]) -> About:
    known = {field.name: content[field.name] for field in fields(About)}
    day = known["data_date"]
    return About(**known | {"data_date": date.fromisoformat(day) if day else None})


def _check(network: Network) -> None:
    """Cheap signs that arrays belong together; raises ValueError."""
    nodes, pieces, halves = network.node_lat.size, network.piece_a.size, network.half_to.size
    sizes = {
        "node_lng": nodes,
        "node_main": nodes,
        "half_first": nodes + 1,
        "half_piece": halves,
        "piece_b": pieces,
        "shape_first": pieces + 1,
        "shape_lat": int(network.shape_first[-1]),
    }
    for name, size in sizes.items():
        if getattr(network, name).size != size:
            raise ValueError(f"{name} 长度不对")
    if network.about.nodes != nodes or network.half_first[-1] != halves:
        raise ValueError("数组和说明对不上")


def _why(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno in FULL:
        return "磁盘空间不够，路网没有写成；原来的路网不受影响。"
    return f"路网没有写成：{str(error).rstrip('。')}；原来的路网不受影响。"
