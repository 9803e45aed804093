"""How long a walk takes: engines that keep one contract, over points given as plain numbers. No Django."""

from lifecircle.walking.contract import Engine, Polygon, Reach, Walk, api_minutes, shown_minutes
from lifecircle.walking.grid import PointGrid
from lifecircle.walking.pace import PACES, STANDARD, Pace
from lifecircle.walking.straight_line import DETOUR, StraightLine

__all__ = [
    "DETOUR",
    "PACES",
    "STANDARD",
    "Engine",
    "Pace",
    "PointGrid",
    "Polygon",
    "Reach",
    "StraightLine",
    "Walk",
    "api_minutes",
    "shown_minutes",
]
