"""Opening hours: what is open, until when, and how it is said."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opening_hours import OpeningHours

from outlets.hours import (
    CHINA,
    DayKind,
    HolidayCalendar,
    OpenState,
    State,
    Week,
    WeeklyHours,
    check,
    closing_soon,
    from_week,
    normal_week,
    say,
    sentence,
    state_at,
    to_week,
)

NATIONAL_DAYS = {date(2025, 10, number): DayKind.HOLIDAY for number in range(1, 9)}
MAKE_UP_DAYS = {date(2025, 9, 28): DayKind.WORKDAY, date(2025, 10, 11): DayKind.WORKDAY}
CALENDAR = HolidayCalendar(
    days=NATIONAL_DAYS | MAKE_UP_DAYS,
    known_years=frozenset({2025}),
    names=dict.fromkeys(NATIONAL_DAYS, "国庆节"),
)
WEDNESDAY = "2025-06-04"
MAKE_UP_SUNDAY = "2025-09-28"
NATIONAL_DAY = "2025-10-01"


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment)


def asked(text: str, moment: str) -> OpenState:
    return state_at(text, at(moment), CALENDAR)


def told(text: str, moment: str, *, arriving: bool = True) -> str:
    return sentence(asked(text, moment), at(moment), arriving)


# --- the state at a moment


def test_it_is_open_within_its_hours() -> None:
    assert asked("Mo-Fr 08:00-20:00", f"{WEDNESDAY}T08:00").state is State.OPEN


def test_the_minute_it_closes_is_closed() -> None:
    assert asked("Mo-Fr 08:00-20:00", f"{WEDNESDAY}T20:00").state is State.CLOSED


def test_the_midday_break_ends_in_the_afternoon() -> None:
    found = asked("Mo-Fr 08:30-12:00,14:30-18:00", f"{WEDNESDAY}T13:00")
    assert (found.state, found.until) == (State.CLOSED, at(f"{WEDNESDAY}T14:30"))


def test_a_break_written_as_off_leaves_the_rest_of_the_day() -> None:
    assert asked("08:00-18:00; 12:00-14:00 off", f"{WEDNESDAY}T10:00").until == at(f"{WEDNESDAY}T12:00")


def test_an_added_rule_keeps_the_earlier_hours() -> None:
    assert asked("08:00-12:00, We 14:00-18:00", f"{WEDNESDAY}T09:00").state is State.OPEN


def test_a_later_rule_replaces_the_day() -> None:
    assert asked("08:00-12:00; We 14:00-18:00", f"{WEDNESDAY}T09:00").state is State.CLOSED


def test_a_night_runs_past_midnight() -> None:
    assert asked("20:00-02:00", f"{WEDNESDAY}T01:59").until == at(f"{WEDNESDAY}T02:00")


def test_fridays_night_is_not_cut_by_saturdays_own_hours() -> None:
    assert asked("Fr 20:00-02:00; Sa 10:00-12:00", "2025-06-07T01:00").state is State.OPEN


def test_fridays_night_is_not_cut_by_a_closed_saturday() -> None:
    assert asked("Fr 20:00-02:00; Sa off", "2025-06-07T01:00").state is State.OPEN


def test_hours_round_the_clock_never_change() -> None:
    assert asked("24/7", f"{WEDNESDAY}T03:00") == OpenState(State.OPEN, None, "")


def test_a_change_more_than_eight_days_away_is_not_told() -> None:
    assert asked("Apr-Oct 08:00-20:00", "2025-12-01T10:00").until is None


def test_a_change_seven_days_away_is_told() -> None:
    assert asked("We 08:00-09:00", f"{WEDNESDAY}T10:00").until == at("2025-06-11T08:00")


def test_months_are_kept() -> None:
    assert asked("Apr-Oct 08:00-20:00", "2025-10-31T19:00").state is State.OPEN


def test_the_last_month_of_a_dated_summer_is_kept() -> None:
    assert asked("2025 Jun-Aug 08:00-12:00", "2025-08-17T09:00").state is State.OPEN


def test_the_first_saturday_of_a_month_is_found() -> None:
    assert asked("Sa[1] 10:00-12:00", "2025-06-07T11:00").state is State.OPEN


def test_the_sun_sets_over_lanzhou_after_half_past_seven_in_june() -> None:
    until = asked("sunrise-sunset", f"{WEDNESDAY}T12:00").until
    assert until is not None
    assert at(f"{WEDNESDAY}T19:30") < until < at(f"{WEDNESDAY}T20:45")


def test_hours_without_an_end_are_unknown_and_say_why() -> None:
    assert asked("09:00+", f"{WEDNESDAY}T12:00").note == "关门时间不定"


def test_a_comment_alone_means_unknown() -> None:
    found = asked('"by appointment"', f"{WEDNESDAY}T12:00")
    assert (found.state, found.note) == (State.UNKNOWN, "需预约")


def test_a_comment_on_open_hours_is_a_note() -> None:
    found = asked('08:00-20:00 open "只收现金"', f"{WEDNESDAY}T12:00")
    assert (found.state, found.note) == (State.OPEN, "只收现金")


def test_a_fallback_holds_outside_the_hours() -> None:
    assert asked("Mo-Fr 09:00-12:00 || unknown", f"{WEDNESDAY}T13:00").state is State.UNKNOWN


def test_a_fallback_does_not_touch_the_hours() -> None:
    assert asked("Mo-Fr 09:00-12:00 || unknown", f"{WEDNESDAY}T10:00").state is State.OPEN


@pytest.mark.parametrize(
    "text", ["", "   ", "8-20", "周一 8:00", "\x00", "\ud800", "PH Mo 08:00-09:00", "x" * 300]
)
def test_what_cannot_be_read_is_unknown_and_raises_nothing(text: str) -> None:
    assert asked(text, f"{WEDNESDAY}T12:00") == OpenState(State.UNKNOWN, None, "")


def test_a_moment_elsewhere_is_read_on_chinas_clocks() -> None:
    noon_in_china = datetime(2025, 6, 4, 4, tzinfo=UTC)
    found = state_at("11:30-12:30", noon_in_china, CALENDAR)
    assert found.until == datetime(2025, 6, 4, 12, 30, tzinfo=CHINA)


def test_a_naive_moment_gets_a_naive_answer() -> None:
    until = asked("08:00-20:00", f"{WEDNESDAY}T12:00").until
    assert until is not None
    assert until.tzinfo is None


def test_the_ends_of_the_calendar_are_unknown() -> None:
    assert state_at("24/7", datetime.max, CALENDAR).state is State.UNKNOWN  # noqa: DTZ901


# --- holidays and make-up working days


def test_closed_on_holidays_is_followed_on_a_listed_day() -> None:
    assert asked("08:00-20:00; PH off", f"{NATIONAL_DAY}T12:00").state is State.CLOSED


def test_holiday_hours_hold_on_a_listed_day() -> None:
    assert asked("08:00-20:00; PH 10:00-16:00", f"{NATIONAL_DAY}T09:00").until == at(f"{NATIONAL_DAY}T10:00")


def test_a_holiday_rule_needs_no_note() -> None:
    assert asked("08:00-20:00; PH off", f"{NATIONAL_DAY}T12:00").note == ""


def test_a_holiday_named_beside_weekdays_is_open_on_a_saturday() -> None:
    assert asked("Mo-Fr,PH 08:00-20:00", "2025-10-04T12:00").state is State.OPEN


def test_a_holiday_rule_written_first_is_not_undone_by_the_week() -> None:
    assert asked("PH off; Mo-Su 08:00-20:00", f"{NATIONAL_DAY}T12:00").state is State.CLOSED


def test_a_dated_rule_may_change_a_holiday_rule() -> None:
    assert asked("PH off; Oct 1 08:00-20:00", f"{NATIONAL_DAY}T12:00").state is State.OPEN


def test_without_a_holiday_rule_the_week_holds_with_a_note() -> None:
    found = asked("Mo-Fr 08:00-20:00", f"{NATIONAL_DAY}T12:00")
    assert (found.state, found.note) == (State.OPEN, "节假日，请先打电话确认")


def test_the_evening_before_carries_the_note_of_the_day_it_opens_on() -> None:
    assert asked("08:00-20:00", "2025-09-30T21:00").note == "节假日，请先打电话确认"


def test_the_night_before_a_closed_holiday_runs_to_its_end() -> None:
    assert asked("18:00-02:00; PH off", f"{NATIONAL_DAY}T01:00").until == at(f"{NATIONAL_DAY}T02:00")


def test_the_night_before_a_holiday_has_no_holiday_note() -> None:
    assert asked("18:00-02:00", f"{NATIONAL_DAY}T01:00").note == ""


def test_a_closed_holiday_has_no_night_that_runs_out_of_it() -> None:
    assert asked("18:00-02:00; PH off", "2025-10-09T01:00").state is State.CLOSED


def test_a_holiday_night_runs_into_the_working_day() -> None:
    assert asked("Mo-Su 09:00-12:00; PH 18:00-02:00", "2025-10-09T01:00").state is State.OPEN


def test_a_make_up_sunday_has_the_weekdays_hours() -> None:
    found = asked("Mo-Fr 08:00-20:00", f"{MAKE_UP_SUNDAY}T12:00")
    assert (found.state, found.note) == (State.OPEN, "调休上班日，按周一至周五的时间")


def test_a_make_up_sunday_does_not_matter_where_every_day_is_alike() -> None:
    assert asked("Mo-Su 08:00-20:00", f"{MAKE_UP_SUNDAY}T12:00").note == ""


def test_a_make_up_sunday_is_unknown_where_weekdays_differ() -> None:
    found = asked("Mo 08:00-20:00; Tu-Su 09:00-18:00", f"{MAKE_UP_SUNDAY}T12:00")
    assert (found.state, found.note) == (State.UNKNOWN, "调休上班日，请先打电话确认")


def test_saturdays_night_still_runs_into_an_unknown_make_up_sunday() -> None:
    assert asked("Mo 08:00-20:00; Sa 18:00-02:00", f"{MAKE_UP_SUNDAY}T01:00").state is State.OPEN


def test_a_date_named_in_the_text_beats_the_make_up_day() -> None:
    assert asked("Mo-Fr 08:00-20:00; Sep 28 off", f"{MAKE_UP_SUNDAY}T12:00").state is State.CLOSED


def test_a_make_up_day_on_a_weekday_is_an_ordinary_day() -> None:
    calendar = HolidayCalendar({date(2025, 6, 4): DayKind.WORKDAY}, frozenset({2025}))
    assert state_at("Mo 08:00-09:00; We 10:00-12:00", at(f"{WEDNESDAY}T11:00"), calendar).state is State.OPEN


def test_in_an_unknown_year_the_week_holds_with_a_note() -> None:
    found = asked("08:00-20:00; PH off", "2026-10-01T12:00")
    assert (found.state, found.note) == (State.OPEN, "节假日请电话确认")


@pytest.mark.parametrize("day", ["2026-01-01", "2026-05-01", "2026-05-02", "2026-10-01", "2026-10-03"])
def test_fixed_holidays_are_noted_in_an_unknown_year(day: str) -> None:
    assert asked("08:00-20:00", f"{day}T12:00").note == "节假日请电话确认"


def test_an_ordinary_day_of_an_unknown_year_has_no_note() -> None:
    assert asked("08:00-20:00", "2026-06-04T12:00").note == ""


def test_a_holiday_has_a_name() -> None:
    assert CALENDAR.name_on(date(2025, 10, 1)) == "国庆节"


# --- sentences


@pytest.mark.parametrize(
    ("text", "time", "words"),
    [
        ("08:00-19:30", "12:00", "到时营业，19:30 关门"),
        ("08:00-18:30", "18:10", "到时还开着，18:30 关门，还有 20 分钟"),
        ("18:00-02:00", "19:00", "到时营业，次日 2:00 关门"),
        ("18:00-24:00", "19:00", "到时营业，24:00 关门"),
        ("24/7", "03:00", "全天开放"),
        ("09:00-18:00", "07:00", "到时还没开，9:00 开"),
        ("06:00-20:00", "21:00", "到时已关，明早 6:00 开"),
        ("14:00-20:00", "21:00", "到时已关，明天 14:00 开"),
        ("Sa 09:00-12:00", "13:00", "到时已关，周六 9:00 开"),
        ("We 09:00-12:00", "13:00", "到时已关，6 月 11 日 9:00 开"),
        ("Jan 08:00-20:00", "12:00", "到时已关"),
        ("09:00-12:00 || unknown", "10:00", "到时营业，12:00 以后未知"),
        ("unknown", "12:00", "营业时间未知，可先打电话"),
    ],
)
def test_a_resident_on_the_way_is_told(text: str, time: str, words: str) -> None:
    assert told(text, f"{WEDNESDAY}T{time}") == words


@pytest.mark.parametrize(
    ("text", "time", "words"),
    [
        ("08:00-19:30", "12:00", "营业中，19:30 关门"),
        ("08:00-18:30", "18:10", "还有 20 分钟关门"),
        ("24/7", "03:00", "全天开放"),
        ("06:00-20:00", "21:00", "休息中，明早 6:00 开"),
        ("09:00-18:00", "07:00", "休息中，9:00 开"),
        ("Jan 08:00-20:00", "12:00", "休息中"),
        ("", "12:00", "时间未知"),
    ],
)
def test_a_resident_looking_now_is_told(text: str, time: str, words: str) -> None:
    assert told(text, f"{WEDNESDAY}T{time}", arriving=False) == words


def test_an_unknown_time_is_never_told_as_an_opening() -> None:
    assert told("Mo-Tu 09:00-12:00; Th unknown", f"{WEDNESDAY}T13:00") == "到时已关"


def test_the_last_minute_is_counted_whole() -> None:
    moment = at(f"{WEDNESDAY}T18:29:30")
    assert sentence(state_at("08:00-18:30", moment, CALENDAR), moment, arriving=False) == "还有 1 分钟关门"


def test_the_sentence_is_the_same_for_another_time_zone() -> None:
    moment = datetime(2025, 6, 4, 4, tzinfo=UTC)
    assert sentence(state_at("08:00-19:30", moment, CALENDAR), moment, True) == "到时营业，19:30 关门"


@pytest.mark.parametrize(("minutes", "soon"), [(45, True), (46, False)])
def test_closing_soon_is_forty_five_minutes_or_less(minutes: int, soon: bool) -> None:
    moment = at(f"{WEDNESDAY}T18:30") - timedelta(minutes=minutes)
    assert closing_soon(state_at("08:00-18:30", moment, CALENDAR), moment) is soon


def test_closing_soon_takes_another_threshold() -> None:
    moment = at(f"{WEDNESDAY}T18:00")
    assert not closing_soon(state_at("08:00-18:30", moment, CALENDAR), moment, threshold_minutes=20)


def test_what_is_closed_does_not_close_soon() -> None:
    assert not closing_soon(asked("09:00-18:00", f"{WEDNESDAY}T08:50"), at(f"{WEDNESDAY}T08:50"))


# --- words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mo-Fr 08:00-20:00", "周一至周五 8:00–20:00"),
        ("Mo-Su 07:00-19:30", "每天 7:00–19:30"),
        ("07:00-19:30", "每天 7:00–19:30"),
        (
            "Mo-Fr 08:30-12:00,14:30-18:00; Sa 09:00-12:00; Su off",
            "周一至周五 8:30–12:00、14:30–18:00；周六 9:00–12:00；周日休息",
        ),
        ("24/7", "全天开放"),
        ("Mo-Su 00:00-24:00", "全天开放"),
        ("Mo-Su 18:00-02:00", "每天 18:00–次日 2:00"),
        ("Mo,We,Fr 08:00-12:00", "周一、周三、周五 8:00–12:00"),
        ("08:00-20:00; PH off", "每天 8:00–20:00；节假日休息"),
        ("Mo-Fr,PH 08:00-20:00", "周一至周五、节假日 8:00–20:00"),
        ("Mo-Su,PH 08:00-20:00", "每天（含节假日） 8:00–20:00"),
        ("Apr-Oct 08:00-20:00", "4 月至 10 月 8:00–20:00"),
        ("Oct 1-7 off", "10 月 1 日至 10 月 7 日休息"),
        ("sunrise-sunset", "每天 日出至日落"),
        ("09:00+", "每天 9:00 起"),
        ('"by appointment"', "需预约"),
        ('Mo-Fr 09:00-12:00 "需预约"', "周一至周五 9:00–12:00（需预约）"),
        ('Mo-Fr 09:00-12:00 || "电话预约"', "周一至周五 9:00–12:00；其他时间电话预约"),
        ("Mo-Fr 09:00-12:00 || unknown", "周一至周五 9:00–12:00；其他时间未知"),
        ("Mo-Fr 09:00-12:00; Su unknown", "周一至周五 9:00–12:00；周日时间未知"),
        ('off "装修"', "不营业（装修）"),
        ("", "时间未知"),
        ("Sa[1] 10:00-12:00", "按：Sa[1] 10:00-12:00"),
        ("8-20", "按：8-20"),
    ],
)
def test_hours_are_said_in_chinese(text: str, words: str) -> None:
    assert say(text) == words


# --- checking what somebody wrote


@pytest.mark.parametrize(
    "text",
    ["", "24/7", "20:00-02:00", "Mo-Fr 08:00-12:00, Sa 09:00-12:00", "Apr-Oct Mo-Fr 08:00-20:00; PH off"],
)
def test_readable_hours_pass_the_check(text: str) -> None:
    assert check(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mo-Fr 8-20", "从第 7 个字符“8-20”起看不懂"),
        ("Mo-Fr 08:00", "营业时间没有写完整"),
        ("周一 08:00-20:00", "营业时间要用半角英文写法"),
        ("08:00–20:00", "营业时间要用半角英文写法"),
        ("PH Mo 08:00-12:00", "PH 与星期之间请用逗号"),
        ("SH off", "暂不支持“SH”"),
        ("PH +1 day off", "暂不支持“PH 1 days”"),
        ("08:00-12:00/01:30", "暂不支持“08:00-12:00/01:30”"),
        ("x" * 256, "营业时间最多 255 个字符"),
    ],
)
def test_the_check_says_what_is_wrong(text: str, words: str) -> None:
    assert (check(text) or "").startswith(words)


def test_the_check_gives_an_example_that_passes_it() -> None:
    example = (check("8-20") or "").partition("写法示例：")[2]
    assert example
    assert check(example) is None


# --- the weekly table

NINE_TO_NOON = ((540, 720),)


def test_a_week_is_written_with_its_closed_days() -> None:
    week = ((480, 1200),), ((480, 1200),), ((480, 1200),), ((480, 1200),), ((480, 1200),), NINE_TO_NOON, ()
    assert from_week(WeeklyHours(week)) == "Mo-Fr 08:00-20:00; Sa 09:00-12:00; Su off"


def test_holiday_hours_are_written_last() -> None:
    assert from_week(WeeklyHours((NINE_TO_NOON,) * 7, holiday=())) == "Mo-Su 09:00-12:00; PH off"


def test_round_the_clock_is_written_as_such() -> None:
    assert from_week(WeeklyHours((((0, 1440),),) * 7)) == "24/7"


def test_a_night_is_written_with_the_next_days_clock() -> None:
    assert from_week(WeeklyHours((((1080, 1560),),) * 7)) == "Mo-Su 18:00-02:00"


def test_intervals_that_touch_become_one() -> None:
    assert normal_week((((600, 720), (540, 600)),) * 7)[0] == NINE_TO_NOON


@pytest.mark.parametrize("interval", [(-1, 60), (1440, 1500), (60, 60), (0, 2881)])
def test_an_interval_outside_the_day_is_refused(interval: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no interval of a day"):
        normal_week(((interval,),) * 7)


def test_a_week_of_six_days_is_refused() -> None:
    with pytest.raises(ValueError, match="7 days"):
        normal_week(((),) * 6)


@pytest.mark.parametrize(
    "text",
    [
        "Apr-Oct 08:00-20:00",
        "sunrise-sunset",
        '08:00-20:00 "x"',
        "unknown",
        "Sa[1] 08:00-09:00",
        "09:00+",
        "8-20",
    ],
)
def test_what_is_richer_than_a_week_has_no_table(text: str) -> None:
    assert to_week(text) is None


def test_holiday_hours_that_hang_on_the_weekday_have_no_table() -> None:
    assert to_week("Mo-Su 08:00-12:00, PH 10:00-16:00; Su 09:00-10:00, PH 14:00-20:00") is not None
    assert to_week("Mo-Fr 08:00-12:00, PH 14:00-16:00") is None


# --- what holds for every week

intervals = st.tuples(st.integers(0, 1439), st.integers(1, 1440)).map(
    lambda pair: (pair[0], pair[0] + pair[1])
)
days = st.lists(intervals, max_size=2).map(tuple)
weeks: st.SearchStrategy[Week] = st.tuples(*[days] * 7).map(normal_week)
tables = st.builds(WeeklyHours, weeks, st.none() | weeks.map(lambda week: week[0]))
moments = st.datetimes(datetime(2025, 6, 1), datetime(2025, 6, 30))  # a month without holidays  # noqa: DTZ001


def _open_by_table(week: Week, moment: datetime) -> bool:
    minute = moment.hour * 60 + moment.minute
    today, yesterday = week[moment.weekday()], week[moment.weekday() - 1]
    return any(a <= minute < b for a, b in today) or any(a <= minute + 1440 < b for a, b in yesterday)


@given(tables)
def test_a_table_survives_being_written_and_read(hours: WeeklyHours) -> None:
    assert to_week(from_week(hours)) == hours


@given(tables, moments)
def test_the_state_agrees_with_the_table(hours: WeeklyHours, moment: datetime) -> None:
    found = state_at(from_week(hours), moment, CALENDAR)
    assert (found.state is State.OPEN) == _open_by_table(hours.week, moment)


@given(tables, moments)
def test_the_state_lasts_until_it_changes(hours: WeeklyHours, moment: datetime) -> None:
    found = state_at(from_week(hours), moment, CALENDAR)
    until = found.until or moment.replace(second=0, microsecond=0) + timedelta(days=7)
    before, after = (
        _open_by_table(hours.week, until - timedelta(minutes=1)),
        _open_by_table(hours.week, until),
    )
    assert before is (found.state is State.OPEN)
    assert (after is not before) == (found.until is not None)


@given(weeks, moments)
def test_the_library_agrees_on_weeks_without_nights(week: Week, moment: datetime) -> None:
    text = from_week(WeeklyHours(tuple(tuple((a, min(b, 1440)) for a, b in day) for day in week)))
    expected = OpeningHours(text, auto_country=False).is_open(moment)
    assert (state_at(text, moment, CALENDAR).state is State.OPEN) == expected


RICHER_THAN_A_WEEK = [
    "Apr-Oct 08:00-20:00; Nov-Mar Mo-Su 09:00-18:00",
    "Mo-Fr 08:00-18:00, We 17:00-21:00; Su off",
    "Mo-Fr 08:00-18:00; Jun 08:00-14:00 off",
    "08:00-18:00; Sa[-1] 10:00-12:00; Dec 25-Jan 5 off",
    "2025 Jun-Aug 08:00-12:00; 2026-2027 Fr-Mo 09:00-10:00",
    "week 01-53/2 Mo 08:00-12:00; easter off",
]


@given(st.sampled_from(RICHER_THAN_A_WEEK), st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1)))  # noqa: DTZ001
def test_the_library_agrees_on_dates_and_months(text: str, moment: datetime) -> None:
    calendar = HolidayCalendar({}, frozenset())
    expected = OpeningHours(text, auto_country=False).is_open(moment)
    assert (state_at(text, moment, calendar).state is State.OPEN) == expected


@given(st.text(max_size=60) | st.text(alphabet='MoTuSaPH0128:-,;|" +[]()', max_size=30))
def test_no_text_raises(text: str) -> None:
    state_at(text, at(f"{WEDNESDAY}T12:00"), CALENDAR)
    assert say(text)
    assert check(text) is None or to_week(text) is None
