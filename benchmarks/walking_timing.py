"""How the benchmarks along streets take their time and write it down."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from lifecircle.walking.network import Floats


@dataclass(frozen=True)
class Timing:
    name: str
    microseconds: Floats

    def row(self, ours: Timing) -> str:
        median = float(np.median(self.microseconds))
        ratio = median / float(np.median(ours.microseconds))
        p99 = f"{np.percentile(self.microseconds, 99):,.0f}" if self.microseconds.size >= 100 else "–"
        return f"| {self.name} | {self.microseconds.size:,} | {median:,.0f} | {p99} | {ratio:,.1f} |"


def timed(ask: Callable[[Any], Any], questions: Sequence[Any]) -> Floats:
    for question in questions[: len(questions) // 10]:
        ask(question)
    spent = []
    for question in questions:
        start = time.perf_counter_ns()
        ask(question)
        spent.append((time.perf_counter_ns() - start) / 1000.0)
    return np.array(spent)


def table(title: str, timings: Sequence[Timing]) -> str:
    head = f"{title}\n\n| | questions | median µs | p99 µs | × ours |\n|---|--:|--:|--:|--:|"
    return "\n".join([head, *(timing.row(timings[0]) for timing in timings)])


def write_between(page: Path, text: str, begin: str, end: str) -> None:
    before, _, rest = page.read_text(encoding="utf-8").partition(begin)
    _, _, after = rest.partition(end)
    page.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")
