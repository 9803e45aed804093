"""Writes communities to a CSV or xlsx file that the import takes back unchanged."""

from collections.abc import Iterator

from communities import exchange
from communities.exchange.columns import COLUMNS
from lifecircle.datum import CoordinateSystem
from lifecircle.exchange.commands import ExportCommand
from lifecircle.exchange.kinds import Out


class Command(ExportCommand):
    help = "把社区导出成 .csv 或 .xlsx，改完可以原样导入"
    columns = COLUMNS
    title = "生活圈"

    def rows(self, scope: str, system: CoordinateSystem) -> Iterator[list[Out]]:
        return exchange.rows(scope, system=system)
