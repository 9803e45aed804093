"""Routers that live in an environment of their own, timed by benchmarks/walking.py through this script.

    PYTHON walking_others.py pandana|valhalla|osrm < question.json > answer.json

Imports nothing of ours: PYTHON need not know lifecircle. The answer gives microseconds a question and what
came out of it, so that the caller can compare.
"""

import json
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path
from typing import Any

WARM = 20


def timed(ask: Any, questions: list[Any]) -> dict[str, list[Any]]:
    for question in questions[:WARM]:
        ask(question)
    spent, answers = [], []
    for question in questions:
        start = time.perf_counter_ns()
        answer = ask(question)
        spent.append((time.perf_counter_ns() - start) / 1000.0)
        answers.append(answer)
    return {"microseconds": spent, "answers": answers}


def pandana(asked: dict[str, Any]) -> dict[str, Any]:
    """The nodes within the limit, from the nodes the origins are nearest to."""
    library: Any = import_module("pandana")
    pandas: Any = import_module("pandas")

    number = pandas.Series(range(len(asked["x"])))
    network = library.Network(
        pandas.Series(asked["x"], number),
        pandas.Series(asked["y"], number),
        pandas.Series(asked["a"]),
        pandas.Series(asked["b"]),
        pandas.DataFrame({"tenths": asked["tenths"]}),
        twoway=False,
    )

    def ask(node: int) -> int:
        return len(network.nodes_in_range([node], asked["limit"]))

    return {"pandana `nodes_in_range`": timed(ask, asked["nodes"])}


def valhalla(asked: dict[str, Any]) -> dict[str, Any]:
    """Three isochrones as polygons, and the matrix to the doors near each origin."""
    library: Any = import_module("valhalla")
    get_config: Any = import_module("valhalla.config").get_config

    with tempfile.TemporaryDirectory() as folder:
        tiles = Path(folder) / "tiles"
        tiles.mkdir()
        config = get_config(tile_extract="", tile_dir=str(tiles), verbose=False)
        path = Path(folder) / "valhalla.json"
        path.write_text(json.dumps(config))
        build = str(Path(library.__file__).parent / "bin" / "valhalla_build_tiles")
        subprocess.run([build, "-c", str(path), asked["extract"]], check=True, capture_output=True)
        actor = library.Actor(config)
        costing = {"pedestrian": {"walking_speed": asked["kilometres_per_hour"]}}

        def rings(question: dict[str, Any]) -> Any:
            return actor.isochrone(
                {
                    "locations": [question["origin"]],
                    "costing": "pedestrian",
                    "costing_options": costing,
                    "contours": [{"time": minutes} for minutes in asked["minutes"]],
                    "polygons": True,
                }
            )

        def matrix(question: dict[str, Any]) -> Any:
            if not question["doors"]:
                return None
            return actor.matrix(
                {
                    "sources": [question["origin"]],
                    "targets": question["doors"],
                    "costing": "pedestrian",
                    "costing_options": costing,
                }
            )

        return {
            "Valhalla isochrone": timed(rings, asked["questions"]),
            "Valhalla matrix": timed(matrix, asked["questions"]),
        }


# how each of OSRM's two algorithms prepares what osrm-extract has read
OSRM_STEPS = {"MLD": ("osrm-partition", "osrm-customize"), "CH": ("osrm-contract",)}


def osrm(asked: dict[str, Any]) -> dict[str, Any]:
    """The table from each origin to the doors near it, by OSRM's own foot profile and both its algorithms."""
    library: Any = import_module("osrm")
    answers = {}
    for algorithm, steps in OSRM_STEPS.items():
        with tempfile.TemporaryDirectory() as folder:
            prepared = osrm_prepared(Path(library.__file__).parent, Path(folder), asked["extract"], steps)
            engine = library.OSRM(algorithm=algorithm, storage_config=str(prepared), use_shared_memory=False)

            def table(question: dict[str, Any], engine: Any = engine) -> Any:
                doors = question["doors"]
                if not doors:
                    return None
                places = [(place["lon"], place["lat"]) for place in (question["origin"], *doors)]
                asked = library.TableParameters(
                    coordinates=places,
                    sources=[0],
                    destinations=list(range(1, len(places))),
                    annotations=["duration"],
                    generate_hints=False,
                )
                return list(engine.Table(asked)["durations"][0])

            answers[f"OSRM table, {algorithm}"] = timed(table, asked["questions"])
    return answers


def osrm_prepared(package: Path, folder: Path, extract: str, steps: tuple[str, ...]) -> Path:
    copy = folder / "streets.osm.pbf"
    copy.write_bytes(Path(extract).read_bytes())
    prepared = folder / "streets.osrm"
    profile = package / "share" / "profiles" / "foot.lua"
    programs = [("osrm-extract", "-p", str(profile), str(copy)), *((step, str(prepared)) for step in steps)]
    for program, *arguments in programs:
        subprocess.run([str(package / "bin" / program), *arguments], check=True, capture_output=True)
    return prepared


if __name__ == "__main__":
    contenders = {"pandana": pandana, "valhalla": valhalla, "osrm": osrm}
    answer = contenders[sys.argv[1]](json.load(sys.stdin))
    print("\n" + json.dumps(answer))
