"""Run by gaps.py with an interpreter that has pandana: a network and places in, tenths of the nearest out."""

from __future__ import annotations

import sys
import time
from importlib import import_module
from typing import Any

import numpy as np

# Not among the dependencies, not even of the benchmarks
pandana: Any = import_module("pandana")
pandas: Any = import_module("pandas")


def main(given: str, answered: str) -> None:
    data: Any = np.load(given)
    edges = [pandas.Series(data[name]) for name in ("a", "b")]
    places = [pandas.Series(data[name]) for name in ("lng", "lat")]
    begun = time.process_time()
    network = pandana.Network(*places, *edges, pandas.DataFrame({"tenths": data["cost"]}), twoway=True)
    built = time.process_time() - begun
    begun, found = time.process_time(), []
    for number in range(int(data["kind"].max()) + 1):
        own = data["node"][data["kind"] == number]
        lng, lat = (pandas.Series(data[name][own]) for name in ("lng", "lat"))
        network.set_pois(str(number), float(data["limit"]), 1, lng, lat)
        found.append(network.nearest_pois(float(data["limit"]), str(number), num_pois=1)[1].to_numpy())
    took = time.process_time() - begun
    np.savez(answered, tenths=np.array(found), built=built, took=took, version=pandana.__version__)


if __name__ == "__main__":
    main(*sys.argv[1:])
