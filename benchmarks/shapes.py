"""How much of the ground a 5, 10 or 15-minute shape misjudges, ours and others'.

    python benchmarks/shapes.py EXTRACT.osm.pbf [...] [--origins 100] [--python-valhalla PYTHON] [--write]

The truth is the engine asked point by point: every SAMPLE_METRES a place is snapped and timed on its own, and
belongs to the shape if it is within the minutes and within NEAR_METRES of a street. The error of a shape is
the ground it wrongly holds and wrongly leaves out, as a share of the ground that is true. Valhalla's
isochrones are judged by the same truth, so they are also charged for every rule by which Valhalla walks
otherwise; the last lines draw plain circles and discs of the same search.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from walking import PAGE, origins_of, populated
from walking_routers import valhalla_answers
from walking_timing import timed, write_between

from lifecircle.geo import Point, metres_per_degree
from lifecircle.walking import PointGrid, StraightLine
from lifecircle.walking.ground import NEAR_METRES
from lifecircle.walking.network import Floats
from lifecircle.walking.osm_network import Order, read_network
from lifecircle.walking.pace import STANDARD
from lifecircle.walking.streets import Streets
from lifecircle.walking.tree import Tree

SAMPLE_METRES = 5.0
MINUTES = (5.0, 10.0, 15.0)
BEGIN, END = "<!-- shapes:begin -->", "<!-- shapes:end -->"

Bools = NDArray[np.bool_]
Judge = Callable[[Tree, Floats, Floats, float], Bools]


def samples(origin: Point) -> tuple[Floats, Floats]:
    """Latitudes and longitudes of places all round, somewhat farther than anyone walks."""
    per_lat, per_lng = metres_per_degree(origin.lat)
    steps = np.arange(-1_150.0, 1_150.0, SAMPLE_METRES)
    lat, lng = np.meshgrid(origin.lat + steps / per_lat, origin.lng + steps / per_lng, indexing="ij")
    return lat.ravel(), lng.ravel()


def truth(tree: Tree, lat: Floats, lng: Floats) -> Floats:
    """Minutes to each place, inf out of reach or too far off the street."""
    spots = tree.streets.segments.snap(lat, lng)
    tenths = tree.arrived(spots, lat, lng)[1].astype(float)
    tenths[(tenths < 0) | (spots.away_metres > NEAR_METRES)] = np.inf
    best = np.full(lat.size, np.inf)
    np.minimum.at(best, spots.row, tenths)
    return best / 600.0


def inside(rings: Sequence[Sequence[Sequence[float]]], lat: Floats, lng: Floats) -> Bools:
    """Even-odd rule over all rings, holes included."""
    held = np.zeros(lat.size, bool)
    for ring in rings:
        corners = np.array(ring)
        for (ax, ay), (bx, by) in pairwise(corners):
            if ay != by:
                rows = (ay > lat) != (by > lat)
                held[rows] ^= lng[rows] < (lat[rows] - ay) / (by - ay) * (bx - ax) + ax
    return held


def misjudged(held: Bools, true: Bools) -> float:
    return float((held != true).sum()) / max(1, int(true.sum()))


def discs(tree: Tree, lat: Floats, lng: Floats, minutes: float) -> Bools:
    """50 m round every corner reached: what a buffer round the network gives."""
    network, per = tree.streets.network, metres_per_degree(tree.origin.lat)
    node = tree.node[tree.tenths <= minutes * 600]
    held = np.zeros(lat.size, bool)
    for y, x in zip(network.node_lat[node], network.node_lng[node], strict=True):
        held |= ((lat - y) * per[0]) ** 2 + ((lng - x) * per[1]) ** 2 <= 50.0**2
    return held


def circle(tree: Tree, lat: Floats, lng: Floats, minutes: float) -> Bools:
    """The straight-line estimate."""
    [ring] = StraightLine(PointGrid([], [], [])).rings(tree.origin, pace=STANDARD, minutes=[minutes])
    return inside(ring["coordinates"], lat, lng)


def ours(tree: Tree, lat: Floats, lng: Floats, minutes: float) -> Bools:
    shape = tree.rings(MINUTES)[MINUTES.index(minutes)]
    return inside(shape["coordinates"], lat, lng)


def valhalla(answers: dict[Point, Any]) -> Judge:
    def judge(tree: Tree, lat: Floats, lng: Floats, minutes: float) -> Bools:
        features = answers[tree.origin]["features"]
        [shape] = [f["geometry"] for f in features if f["properties"]["contour"] == minutes]
        parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        return inside([ring for part in parts for ring in part], lat, lng)

    return judge


def measure(streets: Streets, origins: Sequence[Point], judges: dict[str, Judge]) -> list[str]:
    errors: dict[str, list[list[float]]] = {name: [] for name in judges}
    for origin in origins:
        tree = streets.search(origin)
        assert tree is not None
        lat, lng = samples(origin)
        minutes = truth(tree, lat, lng)
        # ground beyond the data is nobody's
        about = streets.network.about
        known = (lat > about.south) & (lat < about.north) & (lng > about.west) & (lng < about.east)
        lat, lng, minutes = lat[known], lng[known], minutes[known]
        for name, judge in judges.items():
            errors[name].append([misjudged(judge(tree, lat, lng, m), minutes <= m) for m in MINUTES])
    rows = []
    for name, found in errors.items():
        median, mean = np.median(found, axis=0) * 100.0, np.mean(found, axis=0) * 100.0
        shares = " | ".join(f"{a:.1f} ({b:.1f})" for a, b in zip(median, mean, strict=True))
        rows.append(f"| {name} | {shares} |")
    return rows


def table(extract: Path, options: argparse.Namespace) -> str:
    streets = populated(Streets.over(read_network(extract, Order(revision="benchmark"))))
    streets.warm_up()
    origins = origins_of(streets, options.origins, dense=True)
    judges: dict[str, Judge] = {"**lifecircle**": ours}
    if options.python_valhalla:
        answers = valhalla_answers(options.python_valhalla, extract, streets, origins)
        judges["Valhalla isochrone"] = valhalla(dict(zip(origins, answers, strict=True)))
    judges |= {"discs of 50 m round the corners reached": discs, "circle, straight line × 1.3": circle}
    trees = [streets.search(origin) for origin in origins]
    # the first of each neighbourhood works out its ground
    timed(lambda tree: tree.rings(MINUTES), trees)
    spent = np.median(timed(lambda tree: tree.rings(MINUTES), trees))
    written = np.median(timed(lambda tree: tree.rings_json(MINUTES), trees))
    head = (
        f"{extract.name}, {len(origins)} origins: ground misjudged, % of what is true, median (mean).\n\n"
        "| | 5 min | 10 min | 15 min |\n|---|--:|--:|--:|"
    )
    foot = f"Three shapes of one search: {spent:,.0f} µs; as the bytes of their JSON: {written:,.0f} µs."
    return "\n".join([head, *measure(streets, origins, judges), "", foot])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("extracts", type=Path, nargs="+")
    parser.add_argument("--origins", type=int, default=100)
    parser.add_argument("--python-valhalla", metavar="PYTHON")
    parser.add_argument("--write", action="store_true", help="put the tables between the page's markers")
    parser.add_argument("--out", type=Path, default=PAGE, metavar="PAGE")
    options = parser.parse_args()
    text = "\n\n".join(table(extract, options) for extract in options.extracts)
    print(text)
    if options.write:
        write_between(options.out, text, BEGIN, END)


if __name__ == "__main__":
    main()
