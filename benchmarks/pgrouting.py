"""The same bounded search asked of pgRouting, over our own network in a temporary table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

import numpy as np
from walking_contenders import LIMIT, Search, Settled, Starts

from lifecircle.geo import Box, Point
from lifecircle.walking import STANDARD
from lifecircle.walking.streets import Streets

# what a walk can reach lies in this box, so pgRouting need not load the rest of the network for each question
METRES = STANDARD.metres_per_second * LIMIT / 10.0
TABLE = "CREATE TEMPORARY TABLE street (id int, source int, target int, cost float8, lat float8, lng float8)"
SEARCH = "SELECT node, agg_cost FROM pgr_drivingDistance(%s, %s, %s, true)"
NEAR = """SELECT id, source, target, cost FROM street
WHERE point(lng, lat) <@ box(point({west!r}, {south!r}), point({east!r}, {north!r}))"""


def in_pgrouting(url: str, streets: Streets) -> Search:
    """From the nearer end only. The database must be one in which extensions may be created."""
    cursor = _loaded(url, streets)
    lats, lngs = streets.network.node_lat, streets.network.node_lng

    def search(starts: Starts) -> Settled:
        node, tenths = min(starts, key=lambda start: start[1])
        box = Box.around(Point(float(lats[node]), float(lngs[node])), METRES)
        near = NEAR.format(south=box.south, west=box.west, north=box.north, east=box.east)
        cursor.execute(SEARCH, (near, node, LIMIT - tenths))
        rows = cursor.fetchall()
        found, cost = zip(*rows, strict=True) if rows else ((), ())
        return np.array(found, np.int32), np.array(cost).round().astype(np.int32) + np.int32(tenths)

    return search


def _loaded(url: str, streets: Streets) -> Any:
    """A cursor that sees each way to go along a piece as a row; loading is not timed."""
    import psycopg2  # type: ignore[import-untyped]
    from psycopg2.extras import execute_values  # type: ignore[import-untyped]

    connection = psycopg2.connect(url)
    connection.autocommit = True
    cursor: Any = connection.cursor()
    for statement in ("CREATE EXTENSION IF NOT EXISTS pgrouting CASCADE", TABLE):
        cursor.execute(statement)
    _in_batches(_rows(streets), lambda some: execute_values(cursor, "INSERT INTO street VALUES %s", some))
    cursor.execute("CREATE INDEX ON street USING gist (point(lng, lat))")
    cursor.execute("ANALYZE street")
    return cursor


def _rows(streets: Streets) -> Iterable[tuple[Any, ...]]:
    network, graph = streets.network, streets.graph(False)
    cost = graph.cost[0]
    walked = np.flatnonzero(cost >= 0)
    leaves = np.repeat(np.arange(network.node_lat.size), np.diff(graph.first))[walked]
    columns = (
        walked,
        leaves,
        graph.to[walked],
        cost[walked],
        network.node_lat[leaves],
        network.node_lng[leaves],
    )
    return zip(*(column.tolist() for column in columns), strict=True)


def _in_batches(rows: Iterable[Any], write: Callable[[list[Any]], None]) -> None:
    left = iter(rows)
    while some := list(islice(left, 10_000)):
        write(some)
