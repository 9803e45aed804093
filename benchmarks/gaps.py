"""How long the check of a whole city takes: from cold, after one change, and beside other ways.

    python benchmarks/gaps.py [--outlets 30000] [--nodes 100000] [--cities 16] [--quiet 60]
        [--pandana-python PYTHON] [--write]

Makes a database and a network of its own in a temporary folder (gaps_city.py): 127 circles with compounds or
with residents spread along the streets, outlets of all categories. The naive way, one search from every home
at either pace, answers for a few of the same circles, and its answers are compared to the tenth of a second
before anything is printed. pandana, where an interpreter that has it is given, answers for all nodes of a
smaller network with the outlets of one category that stand on nodes, and is compared too. Both the clock and
the processor are told: where others use the machine too, only the second means anything. `--quiet` waits
before each part, for so many seconds at most, until nothing else runs. `--cities` makes other cities of the
same size one after another in the same process: seconds and the peak of memory after 1, 4, 16 … show how both
grow. `--write` puts the table into docs/performance.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

import gaps_city
import numpy as np
import processor

sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- gaps:begin -->", "<!-- gaps:end -->"
NAIVE_CIRCLES, SINGLE_CIRCLES, CHANGES = 6, 20, 9
PANDANA_NODES = 10_000  # on 100,000 its building had not ended after some minutes


class Took(NamedTuple):
    """Seconds on the clock, and of processor time."""

    clock: float
    processor: float

    def __str__(self) -> str:
        return f"{self.clock:.3f} | {self.processor:.3f}"


def timed(work: Callable[[], object]) -> Took:
    begun = time.perf_counter(), time.process_time()
    work()
    return Took(time.perf_counter() - begun[0], time.process_time() - begun[1])


def middle(many: Iterable[Took]) -> Took:
    """The one with the median processor time."""
    inorder = sorted(many, key=lambda took: took.processor)
    return inorder[len(inorder) // 2]


def cold() -> Took:
    from communities.gaps.city import city_checks

    gaps_city.forget()
    return timed(city_checks)


def after_one_change() -> list[Took]:
    """Outlets of the middle of the city move by 50 m, one at a time."""
    from communities.gaps.city import city_checks
    from communities.models import Community
    from communities.reach import walker
    from outlets.models import Outlet

    city_checks()
    near = walker().register.grid.within(Community.objects.all()[60].point, 900.0)[0]
    seconds = []
    for pk in near[:CHANGES].tolist():
        shop = Outlet.objects.get(pk=pk)
        Outlet.objects.filter(pk=pk).update(lat=shop.lat + 0.00045)
        seconds.append(timed(city_checks))
    return seconds


def single(at: datetime | None) -> Took:
    from communities.gaps.check import check
    from communities.models import Community

    circles = list(Community.objects.all()[:SINGLE_CIRCLES])
    check(circles[0], at=at)
    return middle(timed(partial(check, circle, at=at)) for circle in circles)


def naive() -> tuple[Took, int]:
    """Of a circle by one search from every home, at both paces; how many homes it has."""
    from django.utils.timezone import localdate

    from communities.gaps.city import city_checks
    from communities.gaps.people import Homes
    from communities.gaps.standing import PACES_CHECKED
    from communities.gaps.trades import serving, trades_of
    from communities.models import Community
    from communities.reach import walker
    from lifecircle.walking.tree import Tree
    from outlets.models import Category

    now, categories = walker(), list(Category.objects.counted())
    streets = now.engines.streets
    assert streets is not None
    trades = trades_of(np.unique(streets.placement.doors.id), categories)
    counts = serving(trades, localdate()).counts
    circles = [circle for number, circle in enumerate(Community.objects.all()) if number % 3][:NAIVE_CIRCLES]
    spent, homes = [], 0

    def one(own: Homes, place: int, pace: int) -> np.ndarray:
        tree: Tree | None = streets.search(
            own.points[place], pace=PACES_CHECKED[pace], minutes=15.0, gates=own.gates[place]
        )
        assert tree is not None
        reach = tree.reach()
        row, known = trades.rows(reach.ids)
        there = (known & counts[row])[:, None] & trades.of[row]
        tenths = np.rint(reach.seconds * 10).astype(np.int64)
        return np.where(there.any(axis=0), tenths[there.argmax(axis=0)] if len(reach) else -1, -1)

    for circle in circles:
        found = city_checks(now)[circle.pk]
        own = found.homes
        homes += len(own)
        for pace, name in ((0, "standard_tenths"), (1, "elderly_tenths")):
            rows: list[np.ndarray] = []
            places = range(len(own))
            spent.append(timed(partial(rows.extend, (one(own, place, pace) for place in places))))
            ours = np.array([getattr(line.by_place, name) for line in found.lines]).T
            if not np.array_equal(np.array(rows), ours):
                raise SystemExit("the naive way answers differently")
    clock, used = (sum(each) / len(circles) for each in zip(*spent, strict=True))
    return Took(clock, used), homes // len(circles)


def beside_pandana(python: str, folder: Path) -> tuple[Took, float, float, str]:
    """The nearest of one category for every node: ours; pandana's, its building and its version."""
    from grid_network import grid_network

    from lifecircle.walking import STANDARD
    from lifecircle.walking.batch import nearest
    from lifecircle.walking.placement import Placement
    from lifecircle.walking.streets import Streets
    from lifecircle.walking.tree import limit_of

    streets = Streets.over(grid_network(PANDANA_NODES))
    network, count = streets.network, 1
    rng = np.random.default_rng(3)
    node = rng.integers(0, network.node_lat.size, 150 * count)
    kind = rng.integers(0, count, node.size)
    placed = streets.with_placement(
        Placement(
            network, streets.segments, np.arange(node.size), network.node_lat[node], network.node_lng[node]
        )
    )
    ids = [np.flatnonzero(kind == number) for number in range(count)]
    nearest(placed, ids[0], pace=STANDARD, minutes=15.0)
    ours: list[np.ndarray] = []
    took = timed(lambda: ours.extend(nearest(placed, own, pace=STANDARD, minutes=15.0).tenths for own in ids))
    np.savez(
        folder / "given.npz",
        lat=network.node_lat,
        lng=network.node_lng,
        a=network.piece_a,
        b=network.piece_b,
        cost=streets.cost_of(STANDARD)[0],
        node=node,
        kind=kind,
        limit=limit_of(15.0),
    )
    script = str(Path(__file__).with_name("gaps_pandana.py"))
    subprocess.run([python, script, str(folder / "given.npz"), str(folder / "answered.npz")], check=True)
    theirs = np.load(folder / "answered.npz")
    apart = np.abs(np.where(np.array(ours) < 0, limit_of(15.0), ours) - theirs["tenths"]).max()
    if apart > 2:
        raise SystemExit(f"pandana answers differently, by {apart / 10:.1f} s")
    return took, float(theirs["took"]), float(theirs["built"]), str(theirs["version"])


def growth(most: int, outlets: int) -> list[str]:
    """Rows of cities checked one after another, each from cold, and the peak of memory so far."""
    rows, spent = [], Took(0.0, 0.0)
    for number in range(1, most + 1):
        if number > 1:
            gaps_city.fill(outlets, seed=number)
        spent = Took(*(old + new for old, new in zip(spent, cold(), strict=True)))
        if number in (1, 4, 16, most):
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            rows.append(f"| {number} | {127 * number:,} | {outlets * number:,} | {spent} | {peak:,.0f} |")
    return rows


def table(options: argparse.Namespace, folder: Path) -> str:
    from communities.gaps.city import city_checks

    parts: list[tuple[str, Took]] = []

    def add(name: str, took: Callable[[], Took]) -> None:
        processor.wait_for_quiet(options.quiet)
        parts.append((name, took()))

    changes: list[Took] = []
    homes = 0

    def moved() -> Took:
        changes.extend(after_one_change())
        return middle(changes)

    def by_search() -> Took:
        nonlocal homes
        took, homes = naive()
        return took

    add("all circles from cold, the first time in a process", cold)
    add("all circles from cold, again", cold)
    add(f"after one outlet moved, middle of {CHANGES}", moved)
    add("after one outlet moved, slowest", lambda: max(changes, key=lambda took: took.processor))
    add("when nothing has changed", lambda: middle(timed(city_checks) for _ in range(20)))
    add("one circle by itself, at any time", lambda: single(None))
    add("one circle by itself, at 9 in the morning", lambda: single(datetime(2026, 3, 2, 1, tzinfo=UTC)))
    add("minutes of one circle's compounds only, one search from each at either pace", by_search)
    lines = [
        f"127 circles, {options.outlets:,} outlets, {options.nodes:,} nodes, 23 categories, two paces.",
        f"A circle has {homes} compounds, or some 600 stretches where its residents are spread.",
        "",
        "| | seconds | of processor |",
        "|---|--:|--:|",
        *(f"| {name} | {took} |" for name, took in parts),
    ]
    if options.pandana_python:
        ours, theirs, built, version = beside_pandana(options.pandana_python, folder)
        lines += [
            f"| the nearest of one category for each of {PANDANA_NODES:,} nodes, ours | {ours} |",
            f"| the same by pandana {version}, after {built:.1f} s of building | – | {theirs:.3f} |",
        ]
    lines += [
        "",
        "| cities, one after another | circles | outlets | seconds | of processor | peak MB |",
        "|--:|--:|--:|--:|--:|--:|",
        *growth(options.cities, options.outlets),
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--outlets", type=int, default=30_000)
    parser.add_argument("--nodes", type=int, default=100_000)
    parser.add_argument("--cities", type=int, default=16)
    parser.add_argument("--quiet", type=float, default=0.0)
    parser.add_argument("--pandana-python", default="")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        gaps_city.settle(Path(name))
        gaps_city.streets(options.nodes)
        gaps_city.fill(options.outlets, seed=1)
        said = table(options, Path(name))
    today = datetime.now(UTC).date()
    machine = f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}"
    said += f"\n\n{machine}, SQLite. {today}."
    print(said)
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        before, rest = page.split(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n{said}\n{END}{rest.split(END)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
