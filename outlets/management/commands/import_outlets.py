"""Brings outlets in from a CSV or xlsx file: all of it, or nothing and every problem by row."""

from pathlib import Path
from typing import Any

from lifecircle.datum import CoordinateSystem
from lifecircle.exchange.commands import ImportCommand
from lifecircle.exchange.plans import Plan
from outlets import exchange


class Command(ImportCommand):
    help = "从 .csv 或 .xlsx 导入网点：全部写入，或者一行也不写"

    def read(self, path: Path, system: CoordinateSystem | None) -> Plan[Any]:
        return exchange.read(path, system=system)

    def apply(self, plan: Plan[Any]) -> None:
        exchange.apply(plan)
