"""The cells of a table as bytes, so that a file is opened once and judged in steps. Pure.

JSON under zlib: {"headings", "row", "rows": [[number, cells], …]}; a date cell is {"d": "2026-03-01"}, one
with nothing usable in it {"f": pattern, "v": values}.
"""

import zlib
from datetime import date
from typing import Any

import orjson

from lifecircle.exchange.cells import Cell, Faulty
from lifecircle.exchange.tables import Table
from lifecircle.language.marked import told

QUICK = 1  # zlib level: these bytes live for a minute


def packed(table: Table) -> bytes:
    rows = [[number, [_out(cell) for cell in cells]] for number, cells in table.rows]
    data = {"headings": [_out(cell) for cell in table.headings], "row": table.heading_row, "rows": rows}
    return zlib.compress(orjson.dumps(data), QUICK)


class Packed:
    """The cells of a table, of which a piece at a time becomes a table."""

    def __init__(self, data: bytes) -> None:
        self._found = orjson.loads(zlib.decompress(data))

    def piece(self, start: int, stop: int) -> Table:
        """The filled rows from the one to before the other, counted from 0, under their headings."""
        some = self._found["rows"][start:stop]
        rows = [(number, [_in(cell) for cell in cells]) for number, cells in some]
        return Table([_in(cell) for cell in self._found["headings"]], self._found["row"], rows)


def _out(cell: Cell) -> Any:
    if isinstance(cell, Faulty):
        return {"f": cell.words.pattern, "v": cell.words.values}
    # half a character, which a workbook can hold and JSON cannot, is refused later as a control character
    return {"d": cell.isoformat()} if isinstance(cell, date) else cell.encode("utf-8", "replace").decode()


def _in(cell: Any) -> Cell:
    if isinstance(cell, dict):
        return date.fromisoformat(cell["d"]) if "d" in cell else Faulty(told(cell["f"], **cell["v"]))
    return str(cell)
