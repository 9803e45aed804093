"""Writes compounds, premises, measures, needs, promotions or projects to a table to be imported again."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import CommandParser

from communities.exchange.tables import LEDGERS
from lifecircle.datum import CoordinateSystem
from lifecircle.exchange.commands import ExportCommand
from lifecircle.exchange.kinds import Out


class Command(ExportCommand):
    help = "把小区、房屋、措施、问需、优惠或项目导出成 .csv 或 .xlsx，改完可以原样导入"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=LEDGERS, help="哪一种表")
        super().add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        self.ledger = LEDGERS[options.pop("kind")]
        self.columns, self.title = self.ledger.columns, self.ledger.title
        super().handle(*args, **options)

    def rows(self, scope: str, system: CoordinateSystem) -> Iterator[list[Out]]:
        return self.ledger.rows(scope, system=system)
