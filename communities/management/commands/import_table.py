"""Brings compounds, premises, measures, needs, promotions or projects in from a table, all or nothing."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from communities.exchange.tables import LEDGERS
from lifecircle.datum import CoordinateSystem
from lifecircle.exchange.commands import ImportCommand
from lifecircle.exchange.plans import Plan


class Command(ImportCommand):
    help = "从 .csv 或 .xlsx 导入小区、房屋、措施、问需、优惠或项目：全部写入，或者一行也不写"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=LEDGERS, help="哪一种表")
        super().add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        self.ledger = LEDGERS[options.pop("kind")]
        super().handle(*args, **options)

    def read(self, path: Path, system: CoordinateSystem | None) -> Plan[Any]:
        return self.ledger.read(path, system=system)

    def apply(self, plan: Plan[Any]) -> None:
        self.ledger.apply(plan)
