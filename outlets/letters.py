"""Answering residents' letters: by when, in what words, and with what it changes in the register."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate, now
from django.utils.translation import gettext, gettext_noop

from lifecircle.city.now import city
from lifecircle.staff.access import require
from lifecircle.staff.rights import Right
from outlets import calendar, proposals
from outlets.closing import closed, confirm, moved, suspended
from outlets.hours import DayKind, HolidayCalendar
from outlets.models import Outcome, ProposalState, Report
from outlets.models.report import Kind
from outlets.values import Values

LONGEST = 300
WAITING = gettext_noop("正在核对")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One way to answer: with one click where `asks` is empty, else after filling in those fields.

    `words` are the desk's, in its language; `answer` is what the resident reads, in Chinese.
    """

    words: str
    outcome: Outcome
    answer: str
    values: Values
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What whoever knows the number may see: not what was written, by whom, or who answered."""

    number: str
    outlet: str
    outlet_id: int
    kind: str
    received_on: date
    due_on: date
    outcome: str
    answer: str
    answered_on: date | None


@transaction.atomic
def answer(
    report: Report,
    by: User,
    outcome: Outcome | str,
    words: str,
    values: Mapping[str, Any] | None = None,
    *,
    outside: bool | None = None,
    seen: Mapping[str, Any] | None = None,
) -> Report:
    """Answers, and changes the outlet with it. Where somebody else must publish the change first, the letter
    is answered when that happens. `seen`: the outlet as whoever answers saw it, else as it is now.
    Conflict, ValidationError and PermissionDenied as with proposals.
    """
    held = Report.objects.select_for_update().get(pk=report.pk)
    require(by, Right.ANSWER, held.outlet.area_id)
    _check(held, outcome, words, values)
    held.answer, held.answered_by = words.strip(), by
    if values:
        note = f"居民来信 {held.spoken_number}"
        held.proposal = proposals.start(by, values, outlet=held.outlet, note=note, seen=seen)
        held.save()
        proposals.hand_in(held.proposal, by, outside=outside)  # publishing it answers the letter
    else:
        held.outcome, held.answered_at = str(outcome), now()
        held.save()
        if outcome == Outcome.CONFIRMED:
            confirm(held.outlet, by)
    report.refresh_from_db()
    return report


def _check(report: Report, outcome: Outcome | str, words: str, values: Mapping[str, Any] | None) -> None:
    if report.outcome:
        raise ValidationError(gettext("这封信已经答复过了。"))
    if report.proposal and report.proposal.state in (ProposalState.DRAFT, ProposalState.SUBMITTED):
        raise ValidationError(gettext("这封信的改动正在等审核。"))
    if outcome not in Outcome.values:
        raise ValidationError({"outcome": gettext("请选一种办理结果。")})
    if not words.strip():
        raise ValidationError({"answer": gettext("答复要写几句话。")})
    if len(words.strip()) > LONGEST:
        too_long = gettext("答复最多 {most} 个字，现在 {length} 个。")
        raise ValidationError({"answer": too_long.format(most=LONGEST, length=len(words.strip()))})
    if values and outcome != Outcome.UPDATED:
        raise ValidationError({"outcome": gettext("改了登记，办理结果应是“已经改过来了”。")})


def suggested(report: Report, today: date | None = None) -> list[Suggestion]:
    """The answers that fit what the letter says is wrong; the last two fit every letter."""
    day = today or localdate()
    told = "居民来信反映，核对属实"
    fitting = {
        Kind.CLOSED: [
            _updated(
                gettext("确实关门了"), "谢谢您，已经核对，这家店关门了，地图上已经去掉。", closed(day, told)
            ),
            _updated(
                gettext("只是暂停"),
                "谢谢您，这家店暂时不营业，已经写明。",
                suspended(day, told),
                "status_until",
            ),
        ],
        Kind.MOVED: [
            _updated(gettext("确实搬走了"), "谢谢您，已经核对，这家店搬走了。", moved(day, told), "moved_to"),
        ],
        Kind.PHONE: [
            _updated(gettext("换成新号码"), "谢谢您，电话已经改过来了。", {}, "phone"),
            _updated(gettext("先去掉号码"), "谢谢您，打不通的电话已经去掉。", {"phone": ""}),
        ],
        Kind.HOURS: [_updated(gettext("改开门时间"), "谢谢您，开门时间已经改过来了。", {}, "opening_hours")],
        Kind.ADDRESS: [_updated(gettext("改地址"), "谢谢您，地址已经改过来了。", {}, "address")],
        Kind.PRICE: [_updated(gettext("改价钱"), "谢谢您，价钱已经改过来了。", {}, "services")],
        Kind.STEP_FREE: [
            _updated(gettext("门口确实有台阶"), "谢谢您，已经写明门口有台阶。", {"step_free": False}),
        ],
    }
    return [
        *fitting.get(Kind(report.kind), []),
        Suggestion(gettext("核对过，没有变"), Outcome.CONFIRMED, "谢谢您，已经核对，和登记的一样。", {}),
        Suggestion(gettext("不能采纳"), Outcome.DECLINED, "", {}, ("answer",)),
    ]


def _updated(words: str, answer: str, values: Values, *asks: str) -> Suggestion:
    return Suggestion(words, Outcome.UPDATED, answer, values, asks)


def due_on(report: Report, days: int, table: HolidayCalendar) -> date:
    """The last working day for an answer; the day of arrival is not counted."""
    day = localdate(report.created_at)
    for _ in range(days):
        day += timedelta(days=1)
        while not works(table, day):
            day += timedelta(days=1)
    return day


def works(table: HolidayCalendar, day: date) -> bool:
    """By the yearly notice; where there is none, from Monday to Friday."""
    kind = table.days.get(day)
    return kind is DayKind.WORKDAY or (kind is None and day.weekday() < 5)


def due_dates(reports: list[Report]) -> dict[int, date]:
    """By letter: two statements for any number."""
    days, table = city().letter_days, calendar.current()
    return {report.pk: due_on(report, days, table) for report in reports}


def plain_number(text: str) -> str:
    """A number as it is kept, from however somebody writes it."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).upper()


def look_up(number: str) -> Answer | None:
    """By the number a resident was given, however it is written; None where there is no such letter."""
    plain = plain_number(number)
    report = Report.objects.select_related("outlet").filter(number=plain).first() if len(plain) == 8 else None
    if report is None:
        return None
    done = bool(report.outcome)
    return Answer(
        number=report.spoken_number,
        outlet=report.outlet.name,
        outlet_id=report.outlet_id,
        kind=report.get_kind_display(),
        received_on=localdate(report.created_at),
        due_on=due_on(report, city().letter_days, calendar.current()),
        outcome=report.get_outcome_display() if done else WAITING,
        answer=report.answer if done else "",
        answered_on=localdate(report.answered_at) if done and report.answered_at else None,
    )
