"""What is wrong with a file, said by row, so that its owner can mend it. Pure.

`str()` is Chinese; `words` and `told` can be said in another language (`lifecircle.language.told`).
"""

from dataclasses import dataclass

from lifecircle.language.marked import Told
from lifecircle.language.marked import told as _


class Refused(Exception):  # noqa: N818  what happened, not a bug
    """The file as a whole cannot be read or written; the sentence says why and what to do."""

    @property
    def words(self) -> str:
        return self.args[0] if isinstance(self.args[0], str) else str(self)


class Wrong(ValueError):  # noqa: N818
    """One cell cannot be read; the words say what belongs there."""

    @property
    def words(self) -> str:
        return self.args[0] if isinstance(self.args[0], str) else str(self)


@dataclass(frozen=True, slots=True)
class Problem:
    """One complaint: about a row (counted from 1, as a spreadsheet does), a cell of it, or the whole file."""

    words: str
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        return str(self.told)

    @property
    def told(self) -> Told:
        words = self.of_cell
        return _("第 {row} 行：{words}", row=self.row, words=words) if self.row else words

    @property
    def of_cell(self) -> Told:
        """Without the row, where that stands beside it."""
        if self.column:
            return _("{column}：{words}", column=self.column, words=self.words)
        return self.words if isinstance(self.words, Told) else _("{words}", words=self.words)


def in_order(problems: list[Problem]) -> list[Problem]:
    """Those of the whole file first, then from top to bottom."""
    return sorted(problems, key=lambda problem: problem.row or 0)
