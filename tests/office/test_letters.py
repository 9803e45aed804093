"""Letters: answered in words, with the register put right in the same step, and looked up by a number."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from outlets import letters, proposals
from outlets.hours import DayKind, HolidayCalendar
from outlets.models import Outcome, Outlet, ProposalState, Report, Status
from outlets.models.report import Kind
from tests import make
from tests.office import offices
from tests.office.offices import COMMUNITY

pytestmark = pytest.mark.usefixtures("catalogue", "divisions")
NO_NOTICE = HolidayCalendar(days={}, known_years=frozenset())


def letter(kind: str = Kind.PHONE, **outlet: Any) -> Report:
    there = make.outlet(area_id=COMMUNITY, **outlet)
    return Report.objects.create(outlet=there, kind=kind, sender="x", text="打不通")


def test_an_answer_changes_the_outlet_too() -> None:
    sent = letter(phone="0931-1111111")
    letters.answer(sent, offices.bureau(), Outcome.UPDATED, "改过来了。", {"phone": "0931-2222222"})
    assert (sent.outcome, Outlet.objects.get().phone) == (Outcome.UPDATED, "0931-2222222")


def test_a_letter_waits_with_the_change_that_somebody_else_must_publish() -> None:
    sent = letter(phone="0931-1111111")
    letters.answer(sent, offices.worker(), Outcome.UPDATED, "改过来了。", {"phone": "0931-2222222"})
    found = letters.look_up(sent.number)
    assert found
    assert (sent.outcome, found.outcome, found.answer) == ("", "正在核对", "")
    assert sent.proposal
    proposals.publish(sent.proposal, offices.bureau())
    found = letters.look_up(sent.number)
    assert found
    assert (found.outcome, found.answer) == ("已经改过来了", "改过来了。")


def test_a_letter_whose_change_was_sent_back_is_answered_anew() -> None:
    sent, worker = letter(), offices.worker()
    letters.answer(sent, worker, Outcome.UPDATED, "改过来了。", {"phone": "0931-2222222"})
    with pytest.raises(ValidationError, match="等审核"):
        letters.answer(sent, worker, Outcome.DECLINED, "不行。")
    assert sent.proposal
    proposals.send_back(sent.proposal, offices.bureau(), "号码少一位")
    letters.answer(sent, worker, Outcome.DECLINED, "找不到新号码。")
    assert sent.outcome == Outcome.DECLINED


def test_having_looked_is_marked_on_the_outlet() -> None:
    sent = letter()
    letters.answer(sent, offices.worker(), Outcome.CONFIRMED, "和登记的一样。")
    assert Outlet.objects.get().verified_by == "上坎社区居委会"


@pytest.mark.parametrize("kind", list(Kind))
def test_every_one_click_answer_can_be_given(kind: Kind) -> None:
    sent = letter(kind)
    by = offices.bureau()
    for suggestion in letters.suggested(sent):
        if suggestion.asks and suggestion.asks != ("moved_to",) and suggestion.asks != ("status_until",):
            continue
        Report.objects.update(outcome="", answered_at=None)
        letters.answer(sent, by, suggestion.outcome, suggestion.answer, suggestion.values)
        assert sent.outcome == suggestion.outcome


def test_a_shop_that_has_closed_goes_from_the_map() -> None:
    sent = letter(Kind.CLOSED)
    first = letters.suggested(sent)[0]
    letters.answer(sent, offices.bureau(), first.outcome, first.answer, first.values)
    outlet = Outlet.objects.get()
    assert (outlet.status, outlet.status_reason) == (Status.CLOSED, "居民来信反映，核对属实")


def test_an_answer_needs_words_and_is_given_once() -> None:
    sent, by = letter(), offices.bureau()
    with pytest.raises(ValidationError, match="几句话"):
        letters.answer(sent, by, Outcome.DECLINED, " ")
    letters.answer(sent, by, Outcome.DECLINED, "没有办法。")
    with pytest.raises(ValidationError, match="答复过"):
        letters.answer(sent, by, Outcome.DECLINED, "没有办法。")


def test_a_refused_change_leaves_the_letter_unanswered() -> None:
    sent = letter()
    with pytest.raises(ValidationError):
        letters.answer(sent, offices.bureau(), Outcome.UPDATED, "改过来了。", {"phone": "没有"})
    sent.refresh_from_db()
    assert (sent.outcome, sent.proposal) == ("", None)


def test_another_street_does_not_answer() -> None:
    make.areas("620104008001")
    with pytest.raises(PermissionDenied):
        letters.answer(letter(), offices.office("620104008"), Outcome.DECLINED, "不行。")


def received(on: date) -> Report:
    noon = datetime(on.year, on.month, on.day, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
    return Report(created_at=noon)


def test_working_days_leave_out_the_weekend_where_no_notice_is_known() -> None:
    assert letters.due_on(received(date(2026, 6, 4)), 5, NO_NOTICE) == date(2026, 6, 11)


def test_working_days_leave_out_holidays_and_count_worked_weekends() -> None:
    days = {date(2026, 10, day): DayKind.HOLIDAY for day in range(1, 8)}
    table = HolidayCalendar(days={**days, date(2026, 10, 10): DayKind.WORKDAY}, known_years=frozenset({2026}))
    assert letters.due_on(received(date(2026, 9, 30)), 3, table) == date(2026, 10, 10)


@pytest.mark.parametrize("written", ["{0}-{1}", "{0} {1}", " {0}{1} ", "{0}－{1}"])
def test_a_number_is_found_however_it_is_written(written: str) -> None:
    number = letter().number
    typed = written.format(number[:4], number[4:]).lower()
    found = letters.look_up(typed)
    assert found
    assert found.kind == "电话打不通"


@pytest.mark.parametrize("number", ["", "abc", "00000000", "\x00" * 8, "9" * 400])
def test_an_unknown_number_is_nothing(number: str) -> None:
    assert letters.look_up(number) is None


def test_a_waiting_change_is_a_proposal_like_any_other() -> None:
    sent = letter()
    letters.answer(sent, offices.worker(), Outcome.UPDATED, "改过来了。", {"phone": "0931-2222222"})
    assert sent.proposal
    assert (sent.proposal.state, sent.proposal.note) == (
        ProposalState.SUBMITTED,
        f"居民来信 {sent.spoken_number}",
    )
