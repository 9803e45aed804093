"""Asks pyvalhalla for walking times; runs in an interpreter of its own, which needs nothing but pyvalhalla.

    python valhalla_times.py EXTRACT FOLDER < questions.json > answers.json

Tiles are built in FOLDER by the first call, as pyvalhalla's own configuration says, without elevation.
{"corners": [[lat, lng], …]} is answered by which of them a street passes within a metre;
{"options": {…}, "origins": [{"from": [lat, lng], "to": [[lat, lng], …]}, …]} by a list of [seconds, metres]
for each origin, null where there is no way.
"""

import importlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

# by name: it is a package of that other interpreter, unknown in this one
valhalla: Any = importlib.import_module("valhalla")

PLENTY = 100_000


def ready(extract: str, folder: Path) -> Path:
    """The configuration, with the tiles beside it."""
    path, tiles = folder / "valhalla.json", folder / "tiles"
    if not path.exists():
        tiles.mkdir()
        config = valhalla.get_config(tile_extract="", tile_dir=str(tiles), verbose=False)
        config["service_limits"]["pedestrian"]["max_matrix_location_pairs"] = PLENTY
        config["service_limits"]["pedestrian"]["max_matrix_distance"] = PLENTY
        path.write_text(json.dumps(config))
        builder = valhalla.PYVALHALLA_DIR / "bin" / "valhalla_build_tiles"
        subprocess.run([str(builder), "-c", str(path), extract], check=True, capture_output=True)
    return path


def place(point: list[float]) -> dict[str, float]:
    """At this very corner: what lies more than a metre away may be the street on the bridge above."""
    return {"lat": point[0], "lon": point[1], "search_cutoff": 1}


def known(actor: Any, points: list[list[float]]) -> list[bool]:
    found: list[bool] = []
    for begin in range(0, len(points), 100):
        asked = [place(point) for point in points[begin : begin + 100]]
        answer = actor.locate({"locations": asked, "costing": "pedestrian"})
        found += [bool(cell.get("edges")) for cell in answer]
    return found


def times(actor: Any, question: dict[str, Any], options: dict[str, Any]) -> list[list[float] | None]:
    answer = actor.matrix(
        {
            "sources": [place(question["from"])],
            "targets": [place(point) for point in question["to"]],
            "costing": "pedestrian",
            "costing_options": {"pedestrian": options},
        }
    )
    return [
        None if cell["time"] is None else [cell["time"], cell["distance"] * 1000.0]
        for cell in answer["sources_to_targets"][0]
    ]


def main() -> None:
    extract, folder = sys.argv[1:]
    asked = json.load(sys.stdin)
    actor = valhalla.Actor(str(ready(extract, Path(folder))))
    if "corners" in asked:
        answer: Any = known(actor, asked["corners"])
    else:
        answer = [times(actor, question, asked["options"]) for question in asked["origins"]]
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
