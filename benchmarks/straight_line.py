"""How long one 15-minute reach takes among millions of points, beside other ways of asking the same.

    python benchmarks/straight_line.py [--points 2500000] [--queries 1000] [--postgres URL] [--write]

Every contender answers the same queries in the same run and does the same whole job: which ids lie within
15 minutes and in how many seconds, sorted. Their answers are compared before anything is printed.
`--postgres` fills a temporary table in the database given. `--write` puts the table into docs/performance.md,
or into the page named with `--out`. Needs the bench extra.
"""

from __future__ import annotations

import argparse
import os
import platform
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import scipy
from contenders import (
    LIMIT_METRES,
    MINUTES,
    Answer,
    Ask,
    Floats,
    World,
    asking_engine,
    asking_geopy,
    asking_kd_tree,
    asking_postgres,
    asking_sqlite,
    boxed,
    make_world,
)

from lifecircle.geo import Point
from lifecircle.walking import PointGrid
from lifecircle.walking.grid import MOST_CHANGES

TOLERANCE = 0.005
LOOPED_POINTS = 20_000
PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- straight_line:begin -->", "<!-- straight_line:end -->"


@dataclass(frozen=True)
class Timing:
    """What one contender needed for each query, and what it answered."""

    name: str
    build_seconds: float | None
    microseconds: Floats
    answers: list[Answer]

    @property
    def median(self) -> float:
        return float(np.median(self.microseconds))

    def row(self, ours: Timing) -> str:
        count = self.microseconds.size
        p99 = f"{np.percentile(self.microseconds, 99):,.0f}" if count >= 100 else "–"
        build = "–" if self.build_seconds is None else f"{self.build_seconds:.1f}"
        ratio = f"{self.median / ours.median:,.1f}"
        return f"| {self.name} | {count:,} | {self.median:,.0f} | {p99} | {ratio} | {build} |"


def timed(name: str, ask: Ask, origins: Sequence[Point], build_seconds: float | None = None) -> Timing:
    for origin in origins[: len(origins) // 10]:
        ask(origin)
    spent, answers = [], []
    for origin in origins:
        start = time.perf_counter_ns()
        answer = ask(origin)
        spent.append((time.perf_counter_ns() - start) / 1000.0)
        answers.append(answer)
    return Timing(name, build_seconds, np.array(spent), answers)


def check(ours: Timing, other: Timing) -> None:
    """The same ids, unless within half a per cent of the limit, and the same seconds to half a per cent."""
    sure = MINUTES * 60.0 * (1.0 - TOLERANCE)
    for mine, theirs in zip(ours.answers, other.answers, strict=False):
        a, b = (dict(zip(ids.tolist(), seconds.tolist(), strict=True)) for ids, seconds in (mine, theirs))
        assert all((a | b)[id] >= sure for id in a.keys() ^ b.keys()), other.name
        assert all(abs(a[id] - b[id]) <= TOLERANCE * a[id] + 0.01 for id in a.keys() & b.keys()), other.name


def time_all(world: World, grid: PointGrid, build_seconds: float, postgres: str | None) -> list[Timing]:
    origins = world.origins
    ours = timed("**lifecircle `PointGrid`**", asking_engine(grid), origins, build_seconds)
    pending = asking_engine(world.changed(grid, MOST_CHANGES))
    others = []
    for name, asking in (
        ("scipy `cKDTree`", asking_kd_tree(world)),
        ("SQLite, index on (lat, lng)", asking_sqlite(world)),
        ("PostgreSQL, gist (point(lng, lat))", asking_postgres(world, postgres) if postgres else None),
    ):
        if asking:
            with asking as (ask, seconds):
                others.append(timed(name, ask, origins, seconds))
    some = origins[:100]
    geopy = asking_geopy(boxed(world, some).__getitem__)
    others.append(timed("geopy over the points of the box, found beforehand", geopy, some))
    for other in others:
        check(ours, other)
    return [ours, timed(f"the same with {MOST_CHANGES} changes pending", pending, origins), *others]


def time_geopy_loop(world: World) -> Timing:
    """No index at all, over few enough points to wait for. Checked against a grid of the same points."""
    few = world.first(LOOPED_POINTS)
    rows = list(few.rows())
    loop = timed(
        f"geopy over **only {LOOPED_POINTS:,}** points", asking_geopy(lambda _: rows), few.origins[:5]
    )
    check(timed("", asking_engine(few.grid()), few.origins[:5]), loop)
    return loop


def grid_facts(world: World, grid: PointGrid) -> str:
    point = world.origins[0]
    spent = []
    for id in range(1, 201):
        start = time.perf_counter_ns()
        grid.replaced([id], [point.lat], [point.lng])
        spent.append((time.perf_counter_ns() - start) / 1000.0)
    full = world.changed(grid, MOST_CHANGES)
    begin = time.perf_counter()
    full.replaced([-1], [point.lat], [point.lng])
    sorting = time.perf_counter() - begin
    return (
        f"The grid holds {len(grid):,} points in {grid.nbytes / 1e6:,.0f} MB. Replacing one outlet takes "
        f"{np.median(spent):,.0f} µs; one time in {MOST_CHANGES} the changes are sorted in, {sorting:.2f} s."
    )


def report(timings: list[Timing], world: World, facts: str) -> str:
    ours = timings[0]
    found = [len(ids) for ids, _ in ours.answers]
    head = (
        f"{world.ids.size:,} points, {LIMIT_METRES:.0f} m round each origin; "
        f"answers a query: median {np.median(found):,.0f}, p99 {np.percentile(found, 99):,.0f}, "
        f"most {max(found):,}.\n\n"
        "| | queries | median µs | p99 µs | × median | build s |\n|---|--:|--:|--:|--:|--:|"
    )
    machine = (
        f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}, "
        f"numpy {np.__version__}, scipy {scipy.__version__}, {datetime.now(UTC):%Y-%m-%d}."
    )
    return "\n".join([head, *(timing.row(ours) for timing in timings), "", facts, "", machine])


def write(page: Path, table: str) -> None:
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--points", type=int, default=2_500_000)
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--postgres", metavar="URL")
    parser.add_argument("--write", action="store_true", help="put the table between the page's markers")
    parser.add_argument("--out", type=Path, default=PAGE, metavar="PAGE")
    options = parser.parse_args()
    world = make_world(options.points, options.queries)
    start = time.perf_counter()
    grid = world.grid()
    build_seconds = time.perf_counter() - start
    timings = [*time_all(world, grid, build_seconds, options.postgres), time_geopy_loop(world)]
    table = report(timings, world, grid_facts(world, grid))
    print(table)
    if options.write:
        write(options.out, table)


if __name__ == "__main__":
    main()
