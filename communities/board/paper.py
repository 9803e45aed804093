"""Paper sizes, and how large a sheet is drawn for each. Pure; millimetres."""

from __future__ import annotations

from dataclasses import dataclass

SIZES = {"A0": (1189.0, 841.0), "A1": (841.0, 594.0), "A2": (594.0, 420.0), "A3": (420.0, 297.0)}
READ_FROM = {"A3": "0.8", "A2": "1.1", "A1": "1.5", "A0": "2.2"}
DRAWN = (420.0, 297.0)  # the rules are made for A3: larger paper is the same drawing, larger
WIDER = (526.0, 371.0)  # for 47 to 60 rows on paper large enough that they stay readable
MOST_ROWS, MOST_ROWS_LARGE = 46, 60


@dataclass(frozen=True, slots=True)
class Paper:
    size: str
    portrait: bool = False

    @property
    def millimetres(self) -> tuple[float, float]:
        wide, high = SIZES[self.size]
        return (high, wide) if self.portrait else (wide, high)

    @property
    def most_rows(self) -> int:
        return MOST_ROWS_LARGE if self.size in {"A1", "A0"} else MOST_ROWS

    def drawing(self, rows: int) -> tuple[float, float]:
        """The size in which a board of so many rows is drawn."""
        wide, high = WIDER if rows > MOST_ROWS and self.most_rows > MOST_ROWS else DRAWN
        return (high, wide) if self.portrait else (wide, high)

    @property
    def name(self) -> str:
        return f"{self.size.lower()}-{'portrait' if self.portrait else 'landscape'}"
