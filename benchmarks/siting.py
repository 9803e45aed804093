"""How long the siting takes and how good it is: a made-up city, a real extract, spopt on the same questions.

    python benchmarks/siting.py EXTRACT.osm.pbf [--outlets 30000] [--nodes 100000] [--limit 5]
        [--python-spopt PYTHON] [--write]

Makes a database and streets of its own in a temporary folder (gaps_city.py). First the city's 127 circles,
each by itself, then all of them as one question; then the circle of `real_place` with the outlets of EXTRACT
and 80 made-up compounds. `--python-spopt` names an interpreter that has spopt, pulp and highspy: it gets the
same minutes and people, and must find the same optimum. `--write` puts the table into docs/performance.md.
Seconds are the processor's: everything here runs on one core. The solver's `--limit` is by the clock: where
others use the machine give more, or more is left unproven. Needs the extras siting and fast.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gaps_city
import numpy as np
from walking_timing import write_between

sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

if TYPE_CHECKING:
    from communities.models import Community
    from communities.siting.instance import Goal, Instance
    from communities.siting.question import Siting

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- siting:begin -->", "<!-- siting:end -->"
CATEGORY, SITES, SITES_OF_CITY, COMPOUNDS = "market", 3, 20, 80
# The goals beside covering are asked of every so manyth circle; spopt of those with so few homes
EVERY, FEW_HOMES = 4, 100
HEAD = "| | CPU s | most | proven | greedy is as good | greedy at worst |\n|---|--:|--:|--:|--:|--:|"


def asked(circles: list[Community], goal: Goal, k: int, limit: float) -> tuple[Siting, float]:
    from communities.siting.candidates import Kind
    from communities.siting.question import Question, ask
    from lifecircle.walking import STANDARD
    from outlets.models import Category

    category = Category.objects.get(pk=CATEGORY)
    question = Question(category, tuple(circles), k, goal, tuple(Kind), STANDARD, seconds=limit)
    begun = time.process_time()
    return ask(question), time.process_time() - begun


def share_of_greedy(found: Siting) -> float:
    """What greedy reaches of what was found; for the longest walk, how many minutes less is as good."""
    from communities.siting.instance import Goal
    from communities.siting.solve import solve

    question, value = found.question, found.plan.value
    alone = solve(found.instance, question.k, goal=question.goal, exact=False).value
    if question.goal is Goal.WORST:
        return value / alone if alone else 1.0
    return alone / value if value else 1.0


def row(name: str, found: list[tuple[Siting, float]]) -> str:
    seconds = [spent for _, spent in found]
    shares = np.array([share_of_greedy(each) for each, _ in found])
    proven = sum(each.plan.proven for each, _ in found)
    gaps = [each.plan.gap for each, _ in found if not each.plan.proven]
    shown = f"{proven} of {len(found)}" + (f", gap {100 * max(gaps):.1f} %" if gaps else "")
    good = int((shares > 1.0 - 1e-6).sum())
    return (
        f"| {name} | {sum(seconds):.1f} | {max(seconds):.2f} | {shown} | {good} of {len(found)} "
        f"| {100 * shares.min():.1f} % |"
    )


def city(limit: float) -> tuple[list[str], list[Siting]]:
    from communities.models import Community
    from communities.siting.instance import Goal

    circles = list(Community.objects.all()[: gaps_city.CIRCLES])
    asked(circles[:1], Goal.COVER, 1, limit)
    rows, compared = [], []
    for goal in Goal:
        some = circles if goal is Goal.COVER else circles[::EVERY]
        found = [asked([circle], goal, SITES, limit) for circle in some]
        rows.append(row(f"{len(some)} circles, each its best {SITES}: {goal.value}", found))
        compared += [each for each, _ in found if len(each.demand) <= FEW_HOMES and each.rows]
        print(rows[-1], flush=True)
    found = [asked(circles, Goal.COVER, SITES_OF_CITY, limit)]
    size = f"{len(found[0][0].candidates):,} candidates, {len(found[0][0].demand):,} homes"
    rows.append(row(f"all 127 as one question ({size}), {SITES_OF_CITY} sites: cover", found))
    print(rows[-1], flush=True)
    return rows, compared


def real(extract: Path, limit: float) -> tuple[list[str], list[Siting]]:
    """The circle of `real_place`, with compounds made up along its streets."""
    from django.core.management import call_command

    from communities.management.commands import real_place
    from communities.models import Community
    from communities.siting.instance import Goal

    quiet = open(os.devnull, "w")  # noqa: SIM115
    call_command("import_osm_outlets", str(extract), "--keep-vanished", stdout=quiet)
    call_command("import_streets", str(extract), "--name", "real", stdout=quiet)
    real_place.register()
    circle = Community.objects.get(pk=real_place.CODE)
    gaps_city.forget()
    settle_people(circle)
    rows, compared = [], []
    for goal in Goal:
        for k in (1, SITES, 5):
            found = asked([circle], goal, k, limit)
            rows.append(row(f"{extract.name}, one circle, {k}: {goal.value}", [found]))
            compared.append(found[0])
            print(rows[-1], flush=True)
    size = f"{len(compared[0].candidates)} candidates, {COMPOUNDS} compounds"
    return [rows[0].replace("one circle", f"one circle ({size})"), *rows[1:]], compared


def settle_people(circle: Community) -> None:
    from communities.gaps.standing import stand
    from communities.models import Compound
    from communities.reach import walker
    from lifecircle.walking.stretches import places_on

    standing = stand(circle, walker())
    assert standing.streets is not None
    assert standing.reached is not None
    network, segments = standing.streets.network, standing.streets.segments
    parts = standing.reached.chopped(segments, 50.0)
    rng = np.random.default_rng(5)
    at = rng.choice(len(parts), COMPOUNDS, replace=False)
    lat, lng = places_on(network, segments, parts.piece[at], (parts.begin + parts.end)[at] / 2.0)
    people = rng.integers(60, 900, COMPOUNDS)
    Compound.objects.bulk_create(
        Compound(community=circle, name=f"{n}", lat=a, lng=b, residents=p, residents_60=p // 5)
        for n, (a, b, p) in enumerate(zip(lat.tolist(), lng.tolist(), people.tolist(), strict=True))
    )


def compared_with_spopt(python: str, found: list[Siting]) -> str:
    """The same optimum for every question, or this stops; and the seconds of both."""
    from communities.siting.instance import Goal
    from communities.siting.solve import solve

    ours = [each for each in found if each.question.goal is not Goal.WORST]
    questions = [question_of(each.instance, each.question.goal, each.question.k) for each in ours]
    script = Path(__file__).with_name("siting_others.py")
    done = subprocess.run(
        [python, str(script)], input=json.dumps(questions), capture_output=True, text=True, check=True
    )
    answers = json.loads(done.stdout.splitlines()[-1])
    spent: dict[Goal, list[tuple[float, float]]] = {Goal.COVER: [], Goal.MINUTES: []}
    for each, answer in zip(ours, answers["answers"], strict=True):
        goal = each.question.goal
        value = solve(each.instance, each.question.k, goal=goal, seconds=60.0).value
        assert abs(value - answer["value"]) <= 1e-5 * max(1.0, value), (each.question, value, answer)
        begun = time.process_time()
        solve(each.instance, each.question.k, goal=goal)
        spent[goal].append((time.process_time() - begun, answer["seconds"]))
    words = []
    for goal, name in ((Goal.COVER, "MCLP"), (Goal.MINUTES, "PMedian")):
        mine, theirs = np.array(spent[goal]).T
        words.append(
            f"`{name}` on {mine.size} of these questions: the same optimum every time; it took "
            f"spopt {np.median(theirs):.2f} s in the median and {theirs.max():.2f} s at most, "
            f"`solve` {np.median(mine):.3f} s and {mine.max():.3f} s."
        )
    return f"spopt {answers['version']} (pulp, HiGHS, gap 0), given the same minutes: " + " ".join(words)


def question_of(instance: Instance, goal: Goal, k: int) -> dict[str, Any]:
    table: list[list[float | None]] = [[None] * instance.candidates for _ in range(instance.places)]
    for candidate in range(instance.candidates):
        for place, tenths in zip(*(each.tolist() for each in instance.walks_of(candidate)), strict=True):
            table[place][candidate] = tenths / 600
    return {
        "goal": goal.value,
        "k": k,
        "target": instance.target_tenths / 600,
        "cap": instance.cap_tenths / 600,
        "now": [None if tenths < 0 else tenths / 600 for tenths in instance.now_tenths.tolist()],
        "people": instance.weight.tolist(),
        "minutes": table,
    }


def machine() -> str:
    versions = f"HiGHS {metadata.version('highspy')}, numpy {np.__version__}"
    cores = f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}"
    return f"{cores}, {versions}, {datetime.now(UTC):%Y-%m-%d}."


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("extract", type=Path)
    parser.add_argument("--outlets", type=int, default=30_000)
    parser.add_argument("--nodes", type=int, default=100_000)
    parser.add_argument("--limit", type=float, default=5.0)
    parser.add_argument("--python-spopt")
    parser.add_argument("--write", action="store_true")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        gaps_city.settle(Path(folder))
        gaps_city.streets(wanted.nodes)
        gaps_city.fill(wanted.outlets, seed=1)
        rows, found = city(wanted.limit)
        more, really = real(wanted.extract, wanted.limit)
        text = [
            f"{wanted.outlets:,} outlets, {wanted.nodes:,} nodes; category `{CATEGORY}`; "
            f"the solver at most {wanted.limit:.0f} s.",
            "",
        ]
        text += [HEAD, *rows, *more, ""]
        if wanted.python_spopt:
            text += [compared_with_spopt(wanted.python_spopt, found + really), ""]
    said = "\n".join([*text, machine()])
    print(said)
    if wanted.write:
        write_between(PAGE, said, BEGIN, END)


if __name__ == "__main__":
    main()
