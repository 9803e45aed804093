"""Processor time as Linux counts it: of one process and its children, and of the whole machine."""

from __future__ import annotations

import os
import time
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def seconds_of(pid: int) -> float:
    """Of a process and its children so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    children = [child for task in Path(f"/proc/{pid}/task").iterdir() for child in _children(task)]
    return (int(fields[11]) + int(fields[12])) / TICK + sum(map(seconds_of, children))


def _children(task: Path) -> list[int]:
    return [int(child) for child in (task / "children").read_text().split()]


def seconds_of_all() -> float:
    """Of everything on the machine since it started: user, nice, system, interrupts, stolen by the host."""
    user, nice, system, _, _, irq, softirq, steal = map(int, Path("/proc/stat").read_text().split()[1:9])
    return (user + nice + system + irq + softirq + steal) / TICK


def wait_for_quiet(patience_seconds: float, share: float = 0.05, seconds: float = 2.0) -> None:
    """Until the machine does next to nothing for a while, or patience ends."""
    begun = time.monotonic()
    while time.monotonic() - begun < patience_seconds:
        before = seconds_of_all()
        time.sleep(seconds)
        if seconds_of_all() - before < share * seconds * (os.cpu_count() or 1):
            return
