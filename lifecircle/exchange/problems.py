"""What is wrong with a file, said by row, so that its owner can mend it. Pure."""

from dataclasses import dataclass


class Refused(Exception):  # noqa: N818  what happened, not a bug
    """The file as a whole cannot be read or written; the Chinese sentence says why and what to do."""


class Wrong(ValueError):  # noqa: N818
    """One cell cannot be read; the Chinese words say what belongs there."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One complaint: about a row (counted from 1, as a spreadsheet does), a cell of it, or the whole file."""

    words: str
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        where = [f"第 {self.row} 行"] if self.row else []
        return "：".join([*where, *([self.column] if self.column else []), self.words])


def in_order(problems: list[Problem]) -> list[Problem]:
    """Those of the whole file first, then from top to bottom."""
    return sorted(problems, key=lambda problem: problem.row or 0)
