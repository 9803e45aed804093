"""The little chart of one category: minutes of an ordinary walker and of an old one, and the target. Pure."""

from dataclasses import dataclass

AXIS_MINUTES = 20
TICKS = (0, 5, 10, 15, 20)
WIDE, HIGH = 300, 28
PAD = 10


def x_of(minutes: float) -> int:
    """Where so many minutes stand; what is farther than the axis stands at its end."""
    return round(PAD + (WIDE - 2 * PAD) * min(max(minutes, 0.0), AXIS_MINUTES) / AXIS_MINUTES)


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """`standard`, `elderly`: whole minutes, None where none is reached. Units of the drawing: WIDE × HIGH."""

    target: int
    standard: int | None
    elderly: int | None

    @property
    def goal_x(self) -> int:
        return x_of(self.target)

    @property
    def standard_x(self) -> int | None:
        return None if self.standard is None else x_of(self.standard)

    @property
    def elderly_x(self) -> int | None:
        return None if self.elderly is None else x_of(self.elderly)

    @property
    def within_wide(self) -> int:
        """How long the pale bar is: from nought to the target."""
        return self.goal_x - x_of(0)

    @property
    def beyond(self) -> bool:
        """Whether a dot stands at the end of the axis because it has no place on it."""
        return max(self.standard or 0, self.elderly or 0) > AXIS_MINUTES

    @property
    def words_x(self) -> int:
        """Where a word stands when there is no dot: after the target, or before it where no room is left."""
        return min(self.goal_x + 12, x_of(16))


def ticks() -> list[tuple[int, int]]:
    """(minutes, x)."""
    return [(minutes, x_of(minutes)) for minutes in TICKS]
