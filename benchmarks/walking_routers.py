"""Routers that answer in another interpreter: what benchmarks/walking.py asks them, and their times."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from walking_contenders import LIMIT, MINUTES, starts_of
from walking_timing import Timing

from lifecircle.geo import Point, metres_between
from lifecircle.walking import STANDARD
from lifecircle.walking.streets import Streets

MOST_DOORS = 250
QUESTIONS = 200  # for those that take milliseconds


def time_pandana(python: str, streets: Streets, origins: Sequence[Point]) -> list[Timing]:
    network, graph = streets.network, streets.graph(False)
    cost = graph.cost[0]
    walked = cost >= 0
    leaves = np.repeat(np.arange(network.node_lat.size), np.diff(graph.first))[walked]
    nodes = [min(starts_of(streets, origin), key=lambda start: start[1])[0] for origin in origins]
    question = {
        "x": network.node_lng.tolist(),
        "y": network.node_lat.tolist(),
        "a": leaves.tolist(),
        "b": graph.to[walked].tolist(),
        "tenths": cost[walked].tolist(),
        "limit": LIMIT,
        "nodes": nodes[:QUESTIONS],
    }
    return _timings(others(python, "pandana", question))


def time_valhalla(python: str, extract: Path, streets: Streets, origins: Sequence[Point]) -> list[Timing]:
    return _timings(ask_valhalla(python, extract, streets, origins[:QUESTIONS]))


def valhalla_answers(python: str, extract: Path, streets: Streets, origins: Sequence[Point]) -> list[Any]:
    """The isochrones themselves."""
    answers: list[Any] = ask_valhalla(python, extract, streets, origins)["Valhalla isochrone"]["answers"]
    return answers


def ask_valhalla(python: str, extract: Path, streets: Streets, origins: Sequence[Point]) -> dict[str, Any]:
    question = {
        "extract": str(extract.resolve()),
        "kilometres_per_hour": STANDARD.metres_per_second * 3.6,
        "minutes": MINUTES,
        "questions": with_doors(streets, origins),
    }
    return others(python, "valhalla", question)


def time_osrm(python: str, extract: Path, streets: Streets, origins: Sequence[Point]) -> list[Timing]:
    questions = with_doors(streets, origins[:QUESTIONS])
    return _timings(others(python, "osrm", {"extract": str(extract.resolve()), "questions": questions}))


def with_doors(streets: Streets, origins: Sequence[Point]) -> list[dict[str, Any]]:
    """Each origin with the outlets a router is asked for: at most 250 within 990 m."""
    doors = streets.placement.doors
    points = [Point(lat, lng) for lat, lng in zip(doors.lat.tolist(), doors.lng.tolist(), strict=True)]
    questions = []
    for origin in origins:
        near = [point for point in points if metres_between(origin, point) < 990.0][:MOST_DOORS]
        questions.append({"origin": _lat_lon(origin), "doors": [_lat_lon(point) for point in near]})
    return questions


def _lat_lon(point: Point) -> dict[str, float]:
    return {"lat": point.lat, "lon": point.lng}


def others(python: str, name: str, question: dict[str, Any]) -> dict[str, Any]:
    """By contender: microseconds and answers."""
    script = Path(__file__).with_name("walking_others.py")
    done = subprocess.run(
        [python, str(script), name],
        input=json.dumps(question),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _timings(answer: dict[str, Any]) -> list[Timing]:
    return [Timing(name, np.array(part["microseconds"])) for name, part in answer.items()]
