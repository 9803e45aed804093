"""Many sheets in one evening: made by several processes, kept when nothing has changed, errors told by name.

Facts are gathered here, one after the other; drawing and writing, which take the time, happen in the others.
A file is written whole or not at all. Beside the files lies a list of what revision each of them shows.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from communities.board import prints
from communities.board.engine import CannotPrint
from communities.board.gate import BoardRefused
from communities.board.prints import Format, Order

LIST = ".boards.json"
log = logging.getLogger("lifecircle.board")
Made = Future[bytes | str] | bytes | str | None
AHEAD = 4  # orders gathered for each process before their turn


@dataclass(frozen=True, slots=True)
class Job:
    """One sheet to make: what it is called in messages, its file, and how to gather it."""

    name: str
    file: str
    gather: Callable[[], Order]


@dataclass(slots=True)
class Folder:
    """Where files go, and the revision each of them was made from."""

    path: Path
    revisions: dict[str, str] = field(default_factory=dict)

    @classmethod
    def at(cls, path: Path) -> Folder:
        path.mkdir(parents=True, exist_ok=True)
        try:
            return cls(path, orjson.loads((path / LIST).read_bytes()))
        except (OSError, orjson.JSONDecodeError):
            return cls(path)

    def has(self, file: str, revision: str) -> bool:
        return self.revisions.get(file) == revision and (self.path / file).is_file()

    def put(self, file: str, revision: str, body: bytes) -> None:
        write_whole(self.path / file, body)
        self.revisions[file] = revision
        write_whole(self.path / LIST, orjson.dumps(self.revisions, option=orjson.OPT_INDENT_2))


def write_whole(path: Path, body: bytes) -> None:
    half = path.with_name(f".{path.name}.part")
    try:
        half.write_bytes(body)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one job: made, kept as it was, or what was wrong."""

    job: Job
    kept: bool = False
    problem: str = ""


def printed(jobs: Iterable[Job], folder: Folder, format_: Format, *, processes: int) -> Iterator[Done]:
    """Each sheet as a file of its own, in the order of the jobs; nothing is made anew that is there in its
    present revision. One that fails takes nothing else with it."""
    with _makers(processes) as pool:
        waiting: deque[tuple[Job, str, Made]] = deque()
        for job in jobs:
            waiting.append(_begun(job, folder, format_, pool))
            if pool is None or len(waiting) >= AHEAD * processes:
                yield _settled(*waiting.popleft(), folder)
        while waiting:
            yield _settled(*waiting.popleft(), folder)


@contextmanager
def _makers(processes: int) -> Iterator[ProcessPoolExecutor | None]:
    """Fresh processes: a copy of this one would share its database connection and its threads' locks."""
    if processes == 1:
        yield None
        return
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=spawn, initializer=_one_thread) as pool:
        yield pool


def _begun(
    job: Job, folder: Folder, format_: Format, pool: ProcessPoolExecutor | None
) -> tuple[Job, str, Made]:
    """The job with its revision and what it will give; None where the file is there already."""
    try:
        order = job.gather()
        revision = order.revision
        if folder.has(job.file, revision):
            return job, revision, None
        return job, revision, pool.submit(_written, order, format_) if pool else _written(order, format_)
    except Exception as error:
        return job, "", _words(error)


def _written(order: Order, format_: Format) -> bytes | str:
    """The file, or in a sentence why there is none."""
    try:
        return prints.written(order, format_)
    except (BoardRefused, CannotPrint) as error:
        return str(error)


def _settled(job: Job, revision: str, made: Made, folder: Folder) -> Done:
    try:
        found = made.result() if isinstance(made, Future) else made
        if found is None:
            return Done(job, kept=True)
        if isinstance(found, bytes):
            folder.put(job.file, revision, found)
            return Done(job)
        return Done(job, problem=found)
    except Exception as error:
        return Done(job, problem=_words(error))


def _words(error: Exception) -> str:
    log.error("a sheet was not printed", exc_info=error)
    return f"没有做成（{type(error).__name__}：{error}）"


def _one_thread() -> None:
    """Every core has a process of its own already."""
    os.environ["RAYON_NUM_THREADS"] = "1"
