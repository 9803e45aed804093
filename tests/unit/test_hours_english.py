"""Opening hours, arrivals and pauses in English."""

from datetime import date, datetime

import pytest

from outlets.arrival import Arrival, facts
from outlets.hours import CHINA, WORDS, HolidayCalendar, State, state_at
from outlets.hours.day import COMMENTS, HOLIDAY_NOTE
from outlets.hours.states import OpenState
from outlets.hours.words_en import NOTES

CALENDAR = HolidayCalendar(days={}, known_years=frozenset({2026}))
ENGLISH = WORDS["en"]


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=CHINA)


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ("", "Hours unknown"),
        ("24/7", "Open 24 hours"),
        (
            "Mo-Fr 08:00-20:00; Sa 09:00-12:00; PH off",
            "Mon–Fri 8:00–20:00; Sat 9:00–12:00; public holidays closed",
        ),
        ("Mo-Su 07:00-13:00,15:00-21:00", "Every day 7:00–13:00, 15:00–21:00"),
        ("Apr-Oct 06:00-20:30; Nov-Mar 07:00-19:30", "Apr to Oct 6:00–20:30; Nov to Mar 7:00–19:30"),
        ("May 1-Oct 15 Sa 08:00-12:00", "1 May to 15 Oct, Sat 8:00–12:00"),
        ("Mo-Su,PH 22:00-02:00", "Every day and public holidays 22:00–2:00 next day"),
        ("Mo,Th off", "Mon, Thu closed"),
        ("Mo-Fr 08:00+", "Mon–Fri from 8:00"),
        ("sunrise-sunset", "Every day sunrise to sunset"),
        ("Mo-Fr 08:00-12:00 || unknown", "Mon–Fri 8:00–12:00; other times: unknown"),
        ('"by appointment"', "By appointment"),
        ("Mo[1] 08:00-10:00", "As written: Mo[1] 08:00-10:00"),
        ("每天", "As written: 每天"),
    ],
)
def test_hours_are_said(hours: str, said: str) -> None:
    assert ENGLISH.say(hours) == said


@pytest.mark.parametrize(
    ("hours", "moment", "arriving", "said"),
    [
        ("", "2026-03-04T11:00", True, "Hours unknown, you may want to phone first"),
        ("24/7", "2026-03-04T11:00", True, "Open 24 hours"),
        ("Mo-Su 08:00-20:00", "2026-03-04T11:00", True, "Open when you get there, closes at 20:00"),
        ("Mo-Su 08:00-20:00", "2026-03-04T11:00", False, "Open now, closes at 20:00"),
        (
            "Mo-Su 08:00-20:00",
            "2026-03-04T19:59",
            True,
            "Still open when you get there, closes at 20:00, 1 minute later",
        ),
        ("Mo-Su 08:00-20:00", "2026-03-04T19:58", False, "Closes in 2 minutes"),
        ("Mo-Su 08:00-20:00", "2026-03-04T07:00", True, "Not yet open when you get there, opens at 8:00"),
        ("Mo-Su 08:00-20:00", "2026-03-04T21:00", True, "Closed when you get there, opens tomorrow at 8:00"),
        ("Fr 08:00-20:00", "2026-03-04T21:00", False, "Closed now, opens on Friday at 8:00"),
        ("Mo-Su 18:00-02:00", "2026-03-04T21:00", True, "Open when you get there, closes at 2:00 next day"),
        ("Mo-Su 08:00-24:00", "2026-03-04T21:00", True, "Open when you get there, closes at midnight"),
    ],
)
def test_a_moment_is_said(hours: str, moment: str, arriving: bool, said: str) -> None:
    found = state_at(hours, at(moment), CALENDAR)
    assert ENGLISH.sentence(found, at(moment), arriving) == said


def test_every_note_of_ours_has_its_english_and_a_stranger_s_stays() -> None:
    assert set(COMMENTS.values()) <= set(NOTES)
    assert ENGLISH.note(HOLIDAY_NOTE) == "Public holiday: phone first to make sure"
    assert ENGLISH.note("周三盘点") == "周三盘点"


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (None, "Closed for now, nobody knows until when"),
        (date(2026, 5, 1), "Closed for now, expected back on 1 May"),
        (date(2027, 5, 1), "Closed for now, expected back on 1 May 2027"),
        (date(2026, 3, 1), "Was to reopen on 1 Mar, please phone first"),
    ],
)
def test_a_pause_is_said(until: date | None, said: str) -> None:
    paused = facts("24/7", True, date(2026, 2, 1), until)
    arrival = Arrival(paused, at("2026-03-04T11:00"), OpenState(State.OPEN, None, ""))
    assert arrival.words_in("en") == said
