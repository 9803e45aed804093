"""The ways of asking which points are near that benchmarks/straight_line.py times, and the points it asks."""

from __future__ import annotations

import math
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from geopy.distance import geodesic
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from lifecircle.geo import Box, Point, metres_per_degree
from lifecircle.walking import DETOUR, STANDARD, PointGrid, StraightLine

MINUTES = 15
LIMIT_METRES = STANDARD.metres_in(MINUTES) / DETOUR
SECONDS_PER_METRE = DETOUR / STANDARD.metres_per_second

Ids = NDArray[np.int64]
Floats = NDArray[np.float64]
Answer = tuple[Ids, Floats]
Ask = Callable[[Point], Answer]
Rows = list[tuple[int, float, float]]


@dataclass(frozen=True)
class World:
    """The points, and where they are asked from."""

    ids: Ids
    lats: Floats
    lngs: Floats
    origins: list[Point]

    def rows(self) -> Iterator[tuple[int, float, float]]:
        return zip(self.ids.tolist(), self.lats.tolist(), self.lngs.tolist(), strict=True)

    def first(self, count: int) -> World:
        """Only so many points; origins among the others are as good as any."""
        return World(self.ids[:count], self.lats[:count], self.lngs[:count], self.origins)

    def grid(self) -> PointGrid:
        return PointGrid(self.ids, self.lats, self.lngs)

    def changed(self, grid: PointGrid, count: int) -> PointGrid:
        """The grid with so many of its points put where they already are, so that answers stay the same."""
        return grid.replaced(self.ids[:count], self.lats[:count], self.lngs[:count])


def make_world(points: int, queries: int) -> World:
    """Four fifths in 300 towns of uneven size, each some 6 km wide, the rest anywhere; queries alike."""
    rng = np.random.default_rng(15)
    towns = np.column_stack([rng.uniform(22, 45, 300), rng.uniform(98, 124, 300)])
    share = rng.pareto(1.2, 300) + 0.2
    in_town = rng.choice(300, size=points * 4 // 5, p=share / share.sum())
    anywhere = points - in_town.size
    lats = np.concatenate([rng.normal(towns[in_town, 0], 0.06), rng.uniform(20, 50, anywhere)])
    lngs = np.concatenate([rng.normal(towns[in_town, 1], 0.08), rng.uniform(80, 130, anywhere)])
    near = rng.integers(0, points, queries)
    origins = np.column_stack([rng.normal(lats[near], 0.002), rng.normal(lngs[near], 0.002)])
    ids = rng.permutation(points).astype(np.int64) + 1
    return World(ids, lats, lngs, [Point(lat, lng) for lat, lng in origins.tolist()])


def finished(origin: Point, ids: Ids, lats: Floats, lngs: Floats) -> Answer:
    """The rest of the job for whoever has only candidates: distance, limit, seconds, order."""
    per_lat, per_lng = metres_per_degree(origin.lat)
    north = lats - origin.lat
    narrowing = per_lat * math.sin(math.radians(origin.lat)) * math.pi / 360.0
    east = (lngs - origin.lng) * (per_lng - narrowing * north)
    north *= per_lat
    metres = np.sqrt(north * north + east * east)
    kept = metres <= LIMIT_METRES
    return in_order(ids[kept], metres[kept] * SECONDS_PER_METRE)


def in_order(ids: Ids, seconds: Floats) -> Answer:
    order = seconds.argsort()
    if (np.diff(seconds[order]) == 0).any():
        order = np.lexsort((ids, seconds))
    return ids[order], seconds[order]


def asking_engine(grid: PointGrid) -> Ask:
    engine = StraightLine(grid)

    def ask(origin: Point) -> Answer:
        reach = engine.reach(origin, pace=STANDARD, minutes=MINUTES)
        return reach.ids, reach.seconds

    return ask


@contextmanager
def asking_kd_tree(world: World) -> Iterator[tuple[Ask, float]]:
    """Two dimensions on Mercator's map, where a small circle stays a circle: its best case."""
    start = time.perf_counter()
    northing = np.degrees(np.arctanh(np.sin(np.radians(world.lats))))
    tree = cKDTree(np.column_stack([world.lngs, northing]))
    build_seconds = time.perf_counter() - start

    def ask(origin: Point) -> Answer:
        _, per_lng = metres_per_degree(origin.lat)
        centre = (origin.lng, math.degrees(math.atanh(math.sin(math.radians(origin.lat)))))
        found = np.array(tree.query_ball_point(centre, 1.01 * LIMIT_METRES / per_lng), np.intp)
        return finished(origin, world.ids[found], world.lats[found], world.lngs[found])

    yield ask, build_seconds


def asking_rows(fetch: Callable[[Box], Iterable[tuple[int, float, float]]]) -> Ask:
    def ask(origin: Point) -> Answer:
        rows = list(fetch(Box.around(origin, LIMIT_METRES)))
        ids, lats, lngs = zip(*rows, strict=True) if rows else ((), (), ())
        return finished(origin, np.array(ids, np.int64), np.array(lats, float), np.array(lngs, float))

    return ask


@contextmanager
def asking_sqlite(world: World) -> Iterator[tuple[Ask, float]]:
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        database = sqlite3.connect(Path(folder) / "points.sqlite3")
        database.execute("CREATE TABLE outlet (id INTEGER PRIMARY KEY, lat REAL, lng REAL)")
        database.executemany("INSERT INTO outlet VALUES (?, ?, ?)", world.rows())
        database.execute("CREATE INDEX place ON outlet (lat, lng)")
        database.execute("ANALYZE")
        database.commit()
        query = "SELECT id, lat, lng FROM outlet WHERE lat BETWEEN ? AND ? AND lng BETWEEN ? AND ?"
        ask = asking_rows(lambda box: database.execute(query, (box.south, box.north, box.west, box.east)))
        yield ask, time.perf_counter() - start
        database.close()


@contextmanager
def asking_postgres(world: World, url: str) -> Iterator[tuple[Ask, float]]:
    import psycopg2  # type: ignore[import-untyped]
    from psycopg2.extras import execute_values  # type: ignore[import-untyped]

    start = time.perf_counter()
    connection = psycopg2.connect(url)
    connection.autocommit = True
    cursor: Any = connection.cursor()
    cursor.execute("CREATE TEMPORARY TABLE outlet (id bigint PRIMARY KEY, lat float8, lng float8)")
    rows = world.rows()
    while some := list(islice(rows, 100_000)):
        execute_values(cursor, "INSERT INTO outlet VALUES %s", some, page_size=10_000)
    cursor.execute("CREATE INDEX ON outlet USING gist (point(lng, lat))")
    cursor.execute("ANALYZE outlet")

    def fetch(box: Box) -> Iterable[tuple[int, float, float]]:
        query = "SELECT id, lat, lng FROM outlet WHERE point(lng, lat) <@ box(point(%s, %s), point(%s, %s))"
        cursor.execute(query, (box.west, box.south, box.east, box.north))
        rows: Rows = cursor.fetchall()
        return rows

    yield asking_rows(fetch), time.perf_counter() - start
    connection.close()


def asking_geopy(rows: Callable[[Point], Rows]) -> Ask:
    def ask(origin: Point) -> Answer:
        here = (origin.lat, origin.lng)
        away = ((geodesic(here, (lat, lng)).meters, id) for id, lat, lng in rows(origin))
        near = [(metres * SECONDS_PER_METRE, id) for metres, id in away if metres <= LIMIT_METRES]
        near.sort()
        return np.array([id for _, id in near], np.int64), np.array([seconds for seconds, _ in near], float)

    return ask


def boxed(world: World, origins: list[Point]) -> dict[Point, Rows]:
    """The points in each origin's box, found beforehand so that only geopy is timed."""
    found = {}
    for origin in origins:
        box = Box.around(origin, LIMIT_METRES)
        tall = (world.lats >= box.south) & (world.lats <= box.north)
        inside = np.flatnonzero(tall & (world.lngs >= box.west) & (world.lngs <= box.east))
        columns = (world.ids[inside], world.lats[inside], world.lngs[inside])
        found[origin] = list(zip(*(column.tolist() for column in columns), strict=True))
    return found
