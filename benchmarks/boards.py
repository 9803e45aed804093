"""How long the boards of a city take: 127 made-up circles, drawn, gated and written as PDF.

    .venv/bin/python benchmarks/boards.py [--circles 127] [--outlets 130] [--jobs 2] [--size A3]

Needs the extra `print` and a Chinese font. The circles are made up, with street names and a crowded middle;
no database is asked. Prints seconds on the clock, seconds of processor time, and what one sheet takes.
"""

import argparse
import math
import resource
import sys
import tempfile
import time
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from communities.board import engine, evening, gate, prints
from communities.board.board import Look
from communities.board.paper import Paper
from communities.board.prints import Format, Order, What
from tests.board.crafted import GOLDEN, facts, rows


def circle(number: int, outlets: int, size: str) -> Order:
    """A circle of its own: its outlets crowd towards the middle, as in a real one, turned by its number."""
    some = []
    for i, row in enumerate(rows(outlets)):
        far, turn = 850 * ((i + 1) / outlets) ** 1.2, i * GOLDEN + number
        minutes = max(1, math.ceil(far / 66))
        some.append(replace(row, east=far * math.cos(turn), north=far * math.sin(turn), minutes=minutes))
    return Order(What.BOARD, facts(some, code=f"{number:012}", name=f"第{number}社区"), Look(Paper(size)))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--circles", type=int, default=127)
    parser.add_argument("--outlets", type=int, default=130)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--size", default="A3")
    asked = parser.parse_args()
    alone(circle(0, asked.outlets, asked.size))
    jobs = [
        evening.Job(f"{number}", f"{number}.pdf", partial(circle, number, asked.outlets, asked.size))
        for number in range(1, asked.circles + 1)
    ]
    with tempfile.TemporaryDirectory() as folder:
        began, used = time.perf_counter(), processor()
        done = list(evening.printed(jobs, evening.Folder.at(Path(folder)), Format.PDF, processes=asked.jobs))
        took, used = time.perf_counter() - began, processor() - used
        size = sum(file.stat().st_size for file in Path(folder).glob("*.pdf"))
    problems = [one.problem for one in done if one.problem]
    print(f"{len(done)} boards of {asked.outlets} outlets, {asked.jobs} processes: {took:.1f} s,")
    print(f"  {used:.1f} s of processor time, {size / len(done) / 1000:.0f} kB each, {len(problems)} refused")


def processor() -> float:
    """Seconds used by this process and by those that have ended."""
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def alone(order: Order) -> None:
    """One sheet, step by step, the second time round: fonts are read once."""
    for last in (False, True):
        steps = [time.perf_counter()]
        sheet = prints.drawn(order)
        steps.append(time.perf_counter())
        gate.check(sheet)
        steps.append(time.perf_counter())
        page = engine.Page(
            sheet.svg(order.title, millimetres=order.millimetres) + " " * last, *order.millimetres
        )
        pdf = engine.pdf([page], order.title)
        steps.append(time.perf_counter())
    drawn, passed, written = (b - a for a, b in pairwise(steps))
    print(
        f"one board: drawn {drawn:.2f} s, gate {passed:.3f} s, PDF {written:.2f} s, {len(pdf) / 1000:.0f} kB"
    )


if __name__ == "__main__":
    main()
