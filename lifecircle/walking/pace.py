"""How fast people walk, and whether steps stop them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lifecircle.language.marked import gettext_noop


@dataclass(frozen=True, slots=True)
class Pace:
    """One way of walking, all its numbers. `code` is for addresses and the API, `name` is what people read.

    `steps_factor`: how many times as long a stretch takes on steps. `over_kerbs`: whether a raised kerb is no
    hindrance. `slope_limit`: per cent of a mapped incline that is too steep, None where none is.
    `crossing_seconds`: the wait at a main road, where its crossings are mapped. Slopes slow all alike.
    """

    code: str
    name: str
    metres_per_second: float
    takes_steps: bool = True
    steps_factor: float = 1.0
    over_kerbs: bool = True
    slope_limit: float | None = None
    crossing_seconds: float = 20.0

    def metres_in(self, minutes: float) -> float:
        """Metres walked on the flat in `minutes`."""
        return self.metres_per_second * minutes * 60.0


STANDARD = Pace("standard", gettext_noop("普通"), 1.1)
CHILD = Pace("child", gettext_noop("带小孩"), 0.9)
# Elderly on steps: 0.8 / 1.5 = 0.53 m/s over the ground, some 0.5 m/s was measured on stairs (Fruin 1971).
# Reduced mobility: ramps up to 1:12, the steepest GB 50763-2012 allows.
ELDERLY = Pace("elderly", gettext_noop("老人"), 0.8, steps_factor=1.5)
REDUCED = Pace(
    "reduced", gettext_noop("行动不便"), 0.6, takes_steps=False, over_kerbs=False, slope_limit=8.33
)

# In the order they are offered. The measured mean is 1.24 m/s: 1.1 is a cautious, door-to-door value.
PACES: Mapping[str, Pace] = MappingProxyType(
    {pace.code: pace for pace in (STANDARD, CHILD, ELDERLY, REDUCED)}
)
