"""When an outlet is open: OSM opening hours, Chinese holidays, and plain words for both. Pure: no Django."""

from outlets.hours.day import CHINA
from outlets.hours.expression import State, check
from outlets.hours.holidays import DayKind, HolidayCalendar
from outlets.hours.languages import WORDS
from outlets.hours.sentences import CLOSING_SOON_MINUTES, closing_soon, sentence
from outlets.hours.states import OpenState, state_at
from outlets.hours.week import Interval, Week, WeeklyHours, from_week, normal_week, to_week
from outlets.hours.words import say

__all__ = [
    "CHINA",
    "CLOSING_SOON_MINUTES",
    "WORDS",
    "DayKind",
    "HolidayCalendar",
    "Interval",
    "OpenState",
    "State",
    "Week",
    "WeeklyHours",
    "check",
    "closing_soon",
    "from_week",
    "normal_week",
    "say",
    "sentence",
    "state_at",
    "to_week",
]
