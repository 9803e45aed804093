"""How long one 15-minute question along streets takes, beside other ways of asking the same.

    python benchmarks/walking.py EXTRACT.osm.pbf [--queries 1000] [--large 5000000]
        [--python-pandana PYTHON] [--python-valhalla PYTHON] [--python-osrm PYTHON]
        [--pgrouting URL] [--write]

All contenders answer for the same origins on the same extract in the same run; those that answer the same
question are compared before anything is printed. `--python-…` name interpreters in which pandana,
pyvalhalla or osrm-bindings is installed, `--pgrouting` a database that may have that extension. `--write`
puts the tables into docs/performance.md, or the page named with `--out`. Needs the extras bench and fast.
"""

from __future__ import annotations

import argparse
import os
import platform
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numba
import numpy as np
import scipy
from grid_network import grid_network
from pgrouting import in_pgrouting
from walking_contenders import MINUTES, Settled, searching, starts_of
from walking_routers import time_osrm, time_pandana, time_valhalla
from walking_timing import Timing, table, timed, write_between

from lifecircle.geo import Point
from lifecircle.walking import STANDARD
from lifecircle.walking.batch import nearest_of_each
from lifecircle.walking.network import Network
from lifecircle.walking.osm_network import Order, read_network
from lifecircle.walking.placement import Placement
from lifecircle.walking.streets import Streets
from lifecircle.walking.tree import Tree

OUTLETS = 1_000
CATEGORIES = 23
SLOW = 50  # questions for those that take milliseconds
PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- walking:begin -->", "<!-- walking:end -->"


def populated(streets: Streets) -> Streets:
    """With outlets within some 20 m of corners, everywhere in the network."""
    network, rng = streets.network, np.random.default_rng(15)
    node = rng.choice(np.flatnonzero(network.node_main), OUTLETS)
    lat = network.node_lat[node] + rng.normal(0, 0.0001, OUTLETS)
    lng = network.node_lng[node] + rng.normal(0, 0.0002, OUTLETS)
    return streets.with_placement(Placement(network, streets.segments, range(OUTLETS), lat, lng))


def origins_of(streets: Streets, count: int, *, dense: bool) -> list[Point]:
    """Near corners (so most where streets are densest), or anywhere within 100 m of a street."""
    network, rng = streets.network, np.random.default_rng(7 + dense)
    if dense:
        node = rng.choice(np.flatnonzero(network.node_main), count)
        return [
            Point(lat, lng)
            for lat, lng in zip(network.node_lat[node].tolist(), network.node_lng[node].tolist(), strict=True)
        ]
    about = network.about
    lat, lng = (
        rng.uniform(about.south, about.north, 9 * count),
        rng.uniform(about.west, about.east, 9 * count),
    )
    spots = streets.segments.snap(lat, lng)
    near = np.unique(spots.row[spots.away_metres < 100.0])[:count]
    return [Point(lat, lng) for lat, lng in zip(lat[near].tolist(), lng[near].tolist(), strict=True)]


def check(name: str, ours: Settled, theirs: Settled, *, both_ends: bool) -> None:
    """The same nodes in the same tenths; from one end only, none sooner."""
    mine, other = (dict(zip(node.tolist(), tenths.tolist(), strict=True)) for node, tenths in (ours, theirs))
    if both_ends:
        assert mine == other, name
    assert all(mine[node] <= tenths for node, tenths in other.items()), name


def time_ours(streets: Streets, origins: Sequence[Point]) -> list[Timing]:
    def tree_of(origin: Point) -> Tree:
        tree = streets.search(origin)
        assert tree is not None
        return tree

    def whole(origin: Point) -> None:
        tree = tree_of(origin)
        tree.reach()
        tree.rings(MINUTES)

    trees = [tree_of(origin) for origin in origins]
    first = [(tree, int(tree.reach().ids[-1])) for tree in trees if len(tree.reach())]
    return [
        Timing(
            "**lifecircle, snap, search and list of outlets**", timed(lambda o: tree_of(o).reach(), origins)
        ),
        Timing(
            "**lifecircle, snap, search and three shapes**",
            timed(lambda o: tree_of(o).rings(MINUTES), origins),
        ),
        Timing("lifecircle, list and shapes from one search", timed(whole, origins)),
        Timing(
            "lifecircle, route to the farthest outlet, in words", timed(lambda q: q[0].route(q[1]), first)
        ),
    ]


def time_searches(streets: Streets, origins: Sequence[Point], postgres: str | None) -> list[Timing]:
    starts = [starts_of(streets, origin) for origin in origins]
    searches = searching(streets.graph(False))
    if postgres:
        searches["pgRouting `pgr_drivingDistance`"] = in_pgrouting(postgres, streets)
    ours = next(iter(searches.values()))
    timings = []
    for name, search in searches.items():
        asked = starts if "**" in name or " C" in name else starts[: SLOW if "x" in name else 4 * SLOW]
        both_ends = not any(one in name for one in ("scipy", "networkx", "pgRouting"))
        for start in asked[:20]:
            check(name, ours(start), search(start), both_ends=both_ends)
        timings.append(Timing(name, timed(search, asked)))
    return timings


def sizes(counts: Sequence[int], queries: int) -> str:
    """The same question in networks that differ in size only."""
    lines = ["| nodes | median µs | p99 µs | nodes settled |", "|--:|--:|--:|--:|"]
    for count in counts:
        network = grid_network(count)
        streets = populated(Streets.over(network))
        middle = np.flatnonzero(_in_the_middle(network))
        node = np.random.default_rng(3).choice(middle, queries)
        origins = [Point(*at) for at in zip(network.node_lat[node], network.node_lng[node], strict=True)]
        spent = timed(streets.search, origins)
        tree = streets.search(origins[0])
        settled = len(tree) if tree else 0
        p99 = np.percentile(spent, 99)
        lines.append(f"| {network.node_lat.size:,} | {np.median(spent):,.0f} | {p99:,.0f} | {settled:,} |")
    return "\n".join(lines)


def _in_the_middle(network: Network) -> Any:
    """Far enough from the edge of the smallest network that every search is whole."""
    lat, lng = network.node_lat, network.node_lng
    return (abs(lat - np.median(lat)) < 0.03) & (abs(lng - np.median(lng)) < 0.03)


def batch_line(count: int) -> str:
    streets = populated(Streets.over(grid_network(count)))
    categories = {str(n): np.arange(n, OUTLETS, CATEGORIES) for n in range(CATEGORIES)}
    nearest_of_each(streets, {"0": categories["0"]}, pace=STANDARD, minutes=30.0)
    start = time.perf_counter()
    nearest_of_each(streets, categories, pace=STANDARD, minutes=30.0)
    spent = time.perf_counter() - start
    nodes = streets.network.node_lat.size
    return f"Nearest of {CATEGORIES} categories for each of {nodes:,} nodes, up to 30 minutes: {spent:.2f} s."


def placing_line(streets: Streets) -> str:
    point = origins_of(streets, 1, dense=True)[0]
    spent = timed(lambda id: streets.placement.replaced([id], [point.lat], [point.lng]), range(100))
    return f"Placing one outlet among {OUTLETS:,}: {np.median(spent):,.0f} µs."


def extract_tables(options: argparse.Namespace) -> list[str]:
    streets = populated(Streets.over(read_network(options.extract, Order(revision="benchmark"))))
    streets.warm_up()
    about, tables = streets.network.about, []
    for dense in (True, False):
        origins = origins_of(streets, options.queries, dense=dense)
        timings = time_ours(streets, origins)
        if options.python_valhalla:
            timings += time_valhalla(options.python_valhalla, options.extract, streets, origins)
        if options.python_osrm:
            timings += time_osrm(options.python_osrm, options.extract, streets, origins)
        searches = time_searches(streets, origins, options.pgrouting)
        if options.python_pandana:
            searches += time_pandana(options.python_pandana, streets, origins)
        trees = [tree for origin in origins[:100] if (tree := streets.search(origin))]
        settled, listed = (
            int(np.median([f(tree) for tree in trees])) for f in (len, lambda t: len(t.reach()))
        )
        where = "near corners" if dense else "anywhere near a street"
        tables += [
            table(f"**Answers, origins {where}** (median {settled:,} nodes, {listed:,} outlets):", timings),
            table(f"**Searches alone, origins {where}:**", searches),
        ]
    head = f"{about.source}: {about.nodes:,} nodes, {about.pieces:,} pieces, {about.kilometres:,.0f} km."
    return [head, *tables, placing_line(streets)]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("extract", type=Path)
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--large", type=int, default=5_000_000, help="nodes of the large made-up network")
    parser.add_argument("--python-pandana", metavar="PYTHON")
    parser.add_argument("--python-valhalla", metavar="PYTHON")
    parser.add_argument("--python-osrm", metavar="PYTHON")
    parser.add_argument("--pgrouting", metavar="URL", help="of a PostgreSQL database that may have pgRouting")
    parser.add_argument("--write", action="store_true", help="put the tables between the page's markers")
    parser.add_argument("--out", type=Path, default=PAGE, metavar="PAGE")
    options = parser.parse_args()
    parts = extract_tables(options)
    parts += [
        "**The same search in networks of two sizes:**\n\n" + sizes([100_000, options.large], options.queries)
    ]
    parts += [batch_line(71_143)]
    parts += [
        f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}, "
        f"numpy {np.__version__}, numba {numba.__version__}, scipy {scipy.__version__}, "
        f"{datetime.now(UTC):%Y-%m-%d}."
    ]
    text = "\n\n".join(parts)
    print(text)
    if options.write:
        write_between(options.out, text, BEGIN, END)


if __name__ == "__main__":
    main()
