"""A made-up extract as large as a province's, and how much time and memory its imports take.

    python benchmarks/big_extract.py FILE.osm.pbf [--nodes 20000000] [--keep]

Blocks of 100 m with streets that bend, a shop and twenty buildings each, one of them a shop with an entrance.
Node ids are spread as far as those of the planet, because memory that grows with the largest id is what an
extract of a small place reveals last. Each import is read in a process of its own, without a
database; its peak is what the system counted for that process.
"""

from __future__ import annotations

import argparse
import math
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import osmium

SOUTH, WEST = 35.0, 103.0
BLOCK = 0.0009  # degrees of latitude, 100 m
BUILDINGS, BENDS = 20, 3
PER_BLOCK = 2 + 2 * BENDS + 4 * BUILDINGS
ID_STEP = 1_000
LONG = 10  # blocks a way
READING = {
    "import_streets": """
from pathlib import Path
from lifecircle.walking.osm_network import Order, read_network
network = read_network(Path({file!r}), Order(revision="big"))
print(f"{{network.node_lat.size:,}} nodes, {{network.piece_a.size:,}} pieces")
""",
    "import_osm_outlets": """
import csv
from pathlib import Path
from outlets.osm_file import read_extract
from outlets.osm_tags import read_tag_table
table = Path("fixtures/tables/osm_tags.csv")
known = {{row["category"] for row in csv.DictReader(table.open(encoding="utf-8"))}} - {{""}}
places = read_extract(Path({file!r}), read_tag_table(table, known), tell=lambda *_: None).places
print(f"{{len(places):,}} outlets, {{sum(len(place.entrances) for place in places.values()):,}} entrances")
""",
}


def node_id(side: int, row: int, column: int, number: int) -> int:
    return ((row * side + column) * PER_BLOCK + number + 1) * ID_STEP


def nodes(side: int) -> Iterator[Any]:
    """Corner, shop, bends eastward, bends northward, then four corners a building."""
    rng = np.random.default_rng(15)
    wide = BLOCK / math.cos(math.radians(SOUTH))
    make = osmium.osm.mutable.Node
    for row in range(side):
        for column in range(side):
            south, west = SOUTH + row * BLOCK, WEST + column * wide
            places = rng.random((PER_BLOCK, 2))
            places[0] = 0.0
            for bend in range(BENDS):
                along = (bend + 1) / (BENDS + 1)
                places[2 + bend] = places[2 + bend] * (0.05, 0.0) + (0.0, along)
                places[2 + BENDS + bend] = places[2 + BENDS + bend] * (0.0, 0.05) + (along, 0.0)
            for number, (up, over) in enumerate(places.tolist()):
                tags = {1: {"shop": "convenience", "name": f"{row}-{column} 店"}, 8: {"entrance": "main"}}
                yield make(
                    id=node_id(side, row, column, number),
                    location=(west + over * wide, south + up * BLOCK),
                    tags=tags.get(number, {}),
                )


def ways(side: int) -> Iterator[Any]:
    make, count = osmium.osm.mutable.Way, 0
    for row in range(side):
        for column in range(0, side - 1, LONG):
            for name, refs in _streets(side, row, column):
                count += 1
                yield make(id=count, nodes=refs, tags={"highway": "residential", "name": name})
    for row in range(side):
        for column in range(side):
            for building in range(BUILDINGS):
                count += 1
                first = 2 + 2 * BENDS + 4 * building
                refs = [node_id(side, row, column, first + corner) for corner in (0, 1, 2, 3, 0)]
                tags = {"building": "yes"} | ({"shop": "supermarket"} if building == 0 else {})
                yield make(id=count, nodes=refs, tags=tags)


def _streets(side: int, row: int, column: int) -> Iterator[tuple[str, list[int]]]:
    """One eastward along a row, and the same northward along a column."""
    for name, first, step in (("东西路", 2, (0, 1)), ("南北路", 2 + BENDS, (1, 0))):
        refs: list[int] = []
        for block in range(min(LONG, side - 1 - column)):
            along = column + block
            at = (row, along) if step == (0, 1) else (along, row)
            refs += [node_id(side, *at, number) for number in (0, *range(first, first + BENDS))]
        end = min(column + LONG, side - 1)
        refs.append(node_id(side, *((row, end) if step == (0, 1) else (end, row)), 0))
        yield f"{name} {row}", refs


def write(path: Path, count: int) -> None:
    side = max(2, math.isqrt(count // PER_BLOCK))
    with osmium.SimpleWriter(str(path), overwrite=True) as writer:
        for node in nodes(side):
            writer.add_node(node)
        for way in ways(side):
            writer.add_way(way)


def measured(code: str) -> str:
    """What the reading says, its seconds, and the peak of its memory."""
    peak = "\nimport resource\nprint(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    begin = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code + peak], check=True, capture_output=True, text=True)
    said, kilobytes = done.stdout.splitlines()[-2:]
    return f"{said}: {time.perf_counter() - begin:.0f} s, {int(kilobytes) / 1024:,.0f} MB"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--nodes", type=int, default=20_000_000)
    parser.add_argument("--keep", action="store_true", help="read the file that is there")
    options = parser.parse_args()
    if not (options.keep and options.file.exists()):
        write(options.file, options.nodes)
    print(f"{options.file.name}: {options.file.stat().st_size / 1e6:,.0f} MB", flush=True)
    for name, code in READING.items():
        print(f"{name}: {measured(code.format(file=str(options.file)))}", flush=True)


if __name__ == "__main__":
    main()
