"""Writes outlets to a CSV or xlsx file that the import takes back unchanged."""

from collections.abc import Iterator

from lifecircle.datum import CoordinateSystem
from lifecircle.exchange.commands import ExportCommand
from lifecircle.exchange.kinds import Out
from outlets import exchange
from outlets.exchange.columns import COLUMNS


class Command(ExportCommand):
    help = "把网点导出成 .csv 或 .xlsx，改完可以原样导入"
    columns = COLUMNS
    title = "网点"

    def rows(self, scope: str, system: CoordinateSystem) -> Iterator[list[Out]]:
        return exchange.rows(scope, system=system)
