"""Whether our walking times are those of a mature router on the same streets.

    python benchmarks/agreement.py EXTRACT.osm.pbf … --valhalla-python PYTHON [--origins 60] [--write]

Both get the same extract, flat, at 1.1 m/s, everything that is not walking set to nothing as far as the
options allow; private ways are then open to both. Seconds at junctions no option of Valhalla's turns off:
they are met half way in the second line of an extract, where we wait at mapped crossings of main roads too,
and left out of its times in the third. The last line compares how either walks by default: we not through
private ground, it at a cost of 600 s that is not in its times. From random street corners of the largest
connected part the times to other corners are compared: Pearson's r, the median difference, and how alike the
sets within 15 minutes are (Jaccard). `--worst` prints the pairs that differ most. `--write` puts the table
into docs/walking.md. Needs the bench extra, and pyvalhalla in the interpreter given; without it, it says so
and stops.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from lifecircle.walking.lines import metres_apart
from lifecircle.walking.network import Network
from lifecircle.walking.osm_network import Order, read_network
from lifecircle.walking.pace import Pace
from lifecircle.walking.private import inside_nodes

PLAIN = Pace("plain", "", 1.1, crossing_seconds=0.0)
# Of 0 to 10 s what agrees best over three extracts; Valhalla has 0 to 15 s, by the size of a junction
WAITING = Pace("waiting", "", 1.1, crossing_seconds=3.0)
LIMIT_SECONDS = 900.0
WITHIN_METRES = 1_400.0
TARGETS = 200
PAGE = Path(__file__).parent.parent / "docs" / "walking.md"
BEGIN, END = "<!-- agreement:begin -->", "<!-- agreement:end -->"
ASK = Path(__file__).with_name("valhalla_times.py")
NOTHING_BUT_WALKING = {
    "walking_speed": 3.96,
    "use_ferry": 0,
    "service_penalty": 0,
    "service_factor": 1,
    "use_living_streets": 0.5,
    "use_tracks": 0.5,
    "step_penalty": 0,
    "elevator_penalty": 0,
    "gate_cost": 0,
    "gate_penalty": 0,
    "private_access_penalty": 0,
    "destination_only_penalty": 0,
    "maneuver_penalty": 0,
    "country_crossing_cost": 0,
    "alley_factor": 1,
    "driveway_factor": 1,
    "use_hills": 1,
}
PRIVATE_AVOIDED = NOTHING_BUT_WALKING | {"private_access_penalty": 600, "destination_only_penalty": 600}

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Sample:
    """Pairs of corners: `origin[i]`, `targets[i]` are nodes, `seconds[i]` ours, inf where there is no way."""

    origins: list[int]
    targets: list[NDArray[np.int64]]
    seconds: list[Floats]


@dataclass(frozen=True)
class Agreement:
    name: str
    pairs: int
    pearson: float
    median: float
    jaccard: float
    only_ours: int
    only_theirs: int

    def row(self) -> str:
        return (
            f"| {self.name} | {self.pairs:,} | {self.pearson:.4f} | {self.median:.1f} | {self.jaccard:.3f} "
            f"| {self.only_ours} / {self.only_theirs} |"
        )


def matrix(network: Network, pace: int) -> csr_array:
    """Seconds from node to node; the shortest of parallel pieces, which csr_array would add up."""
    size = network.node_lat.size
    start = np.repeat(np.arange(size), np.diff(network.half_first))
    tenths = network.half_cost[pace]
    keep = (start != network.half_to) & (tenths >= 0)
    pair, cost = start[keep] * size + network.half_to[keep], tenths[keep] / 10.0
    order = np.lexsort((cost, pair))
    pair, first = np.unique(pair[order], return_index=True)
    return csr_array((cost[order][first], (pair // size, pair % size)), shape=(size, size))


def opened(network: Network) -> Network:
    """With the ways through private ground open."""
    of_piece = network.piece_cost[:, network.half_back.astype(np.int64), network.half_piece]
    return replace(network, half_cost=of_piece)


def alone(network: Network) -> NDArray[np.bool_]:
    """Not one of several nodes in one place, as at a fence: degrees cannot tell its sides apart."""
    place = np.column_stack((network.node_lat, network.node_lng))
    _, which, count = np.unique(place, axis=0, return_inverse=True, return_counts=True)
    return np.asarray(count[which.ravel()] == 1)


def sample(
    network: Network, corners: NDArray[np.int64], *, origins: int, pace: int = 0, seed: int = 15
) -> Sample:
    """The same pairs of the same corners at any pace."""
    chance = np.random.default_rng(seed)
    walk = matrix(network, pace)
    found = Sample([], [], [])
    for origin in chance.choice(corners, size=min(origins, corners.size), replace=False).tolist():
        there = network.node_lat[corners], network.node_lng[corners]
        here = (
            np.full(corners.size, network.node_lat[origin]),
            np.full(corners.size, network.node_lng[origin]),
        )
        near = corners[metres_apart(*here, *there) < WITHIN_METRES]
        targets = chance.choice(near, size=min(TARGETS, near.size), replace=False)
        found.origins.append(origin)
        found.targets.append(targets)
        found.seconds.append(dijkstra(walk, indices=origin)[targets])
    return found


@dataclass(frozen=True)
class Valhalla:
    """Valhalla on one extract, in its own interpreter and folder."""

    python: str
    extract: Path
    folder: str

    def ask(self, question: dict[str, Any]) -> Any:
        command = [self.python, str(ASK), str(self.extract), self.folder]
        said = subprocess.run(
            command, input=json.dumps(question), text=True, check=True, stdout=subprocess.PIPE
        )
        return json.loads(said.stdout)

    def knows(self, network: Network, nodes: NDArray[np.int64]) -> NDArray[np.bool_]:
        return np.array(self.ask({"corners": [place(network, node) for node in nodes]}), bool)

    def times(self, network: Network, asked: Sample, options: dict[str, float]) -> list[Floats]:
        """Seconds and metres of the same pairs, [targets, 2], inf where it finds no way."""
        origins = [
            {"from": place(network, origin), "to": [place(network, target) for target in targets]}
            for origin, targets in zip(asked.origins, asked.targets, strict=True)
        ]
        found = self.ask({"options": options, "origins": origins})
        return [np.array([cell or [np.inf, np.inf] for cell in row], float).reshape(-1, 2) for row in found]


def place(network: Network, node: Any) -> list[float]:
    return [float(network.node_lat[node]), float(network.node_lng[node])]


def compare(name: str, ours: list[Floats], other: list[Floats]) -> Agreement:
    alike = []
    for mine, their in zip(ours, other, strict=True):
        a, b = mine <= LIMIT_SECONDS, their <= LIMIT_SECONDS
        if (a | b).any():
            alike.append((a & b).sum() / (a | b).sum())
    mine, their = np.concatenate(ours), np.concatenate(other)
    both = np.isfinite(mine) & np.isfinite(their)
    return Agreement(
        name=name,
        pairs=int(both.sum()),
        pearson=float(np.corrcoef(mine[both], their[both])[0, 1]),
        median=float(np.median(np.abs(mine[both] - their[both]))),
        jaccard=float(np.mean(alike)),
        only_ours=int((np.isfinite(mine) & ~np.isfinite(their)).sum()),
        only_theirs=int((~np.isfinite(mine) & np.isfinite(their)).sum()),
    )


def worst(network: Network, asked: Sample, other: list[Floats], count: int) -> list[str]:
    rows = [
        (abs(mine - their), origin, int(target), mine, their)
        for origin, targets, ours, theirs_ in zip(
            asked.origins, asked.targets, asked.seconds, other, strict=True
        )
        for target, mine, their in zip(targets, ours, theirs_, strict=True)
        if mine != their
    ]
    rows.sort(key=lambda row: -row[0])
    lat, lng = network.node_lat, network.node_lng
    return [
        f"{mine:7.1f} {their:7.1f}  {lat[a]:.6f},{lng[a]:.6f} -> {lat[b]:.6f},{lng[b]:.6f}"
        for _, a, b, mine, their in rows[:count]
    ]


def has_valhalla(python: str) -> bool:
    tried = subprocess.run([python, "-c", "import valhalla"], capture_output=True, check=False)
    return tried.returncode == 0


def table(rows: Sequence[Agreement]) -> str:
    head = (
        "| extract | pairs | Pearson r | median difference, s | Jaccard, 15 min | way only ours / theirs |"
        "\n|---|--:|--:|--:|--:|--:|"
    )
    return "\n".join([head, *(row.row() for row in rows)])


def write(page: Path, text: str) -> None:
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


def agreement(extract: Path, python: str, *, origins: int, most: int) -> list[Agreement]:
    network = read_network(extract, Order(revision="agreement", paces=[PLAIN, WAITING]))
    ours = np.flatnonzero(network.node_main & ~network.node_border & alone(network))
    with tempfile.TemporaryDirectory() as folder:
        valhalla = Valhalla(python, extract, folder)
        both = ours[valhalla.knows(network, ours)]
        asked = sample(opened(network), both, origins=origins)
        waiting = sample(opened(network), both, origins=origins, pace=1)
        answers = valhalla.times(network, asked, NOTHING_BUT_WALKING)
        # out of a compound this plain matrix does not get, a search does
        public = both[~inside_nodes(network)[both]]
        round_it = sample(network, public, origins=origins)
        theirs = valhalla.times(network, round_it, PRIVATE_AVOIDED)
    seconds, metres = [row[:, 0] for row in answers], [row[:, 1] for row in answers]
    print(*worst(network, asked, seconds, most), sep="\n")
    name = f"{extract.name.split('.')[0]}, {both.size:,} of {ours.size:,} corners"
    return [
        compare(name, asked.seconds, seconds),
        compare(f"the same, ours with {WAITING.crossing_seconds:.0f} s a crossing", waiting.seconds, seconds),
        compare("the same, their metres ÷ 1.1", asked.seconds, [row / 1.1 for row in metres]),
        compare("round private ground, by default", round_it.seconds, [row[:, 0] for row in theirs]),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("extracts", nargs="+", type=Path, metavar="EXTRACT")
    parser.add_argument("--valhalla-python", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--origins", type=int, default=60)
    parser.add_argument("--worst", type=int, default=0, metavar="COUNT")
    parser.add_argument("--write", action="store_true", help="put the table between the page's markers")
    options = parser.parse_args()
    if not has_valhalla(options.valhalla_python):
        print(f"{options.valhalla_python} has no pyvalhalla: nothing to compare with. See --valhalla-python.")
        return
    rows = []
    for extract in options.extracts:
        rows += agreement(extract, options.valhalla_python, origins=options.origins, most=options.worst)
    print(table(rows))
    if options.write:
        write(PAGE, table(rows))


if __name__ == "__main__":
    main()
