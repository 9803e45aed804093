"""Closing: what each standing needs, what must be looked after, and having looked."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate

from outlets import closing, histories, proposals
from outlets.models import Outlet, Status
from tests import make
from tests.office import offices
from tests.office.offices import COMMUNITY, DISTRICT, NEW

pytestmark = pytest.mark.usefixtures("catalogue", "divisions")
TODAY = localdate()


def problems(values: dict[str, object]) -> dict[str, list[str]]:
    return proposals.problems_of(values, make.outlet(area_id=COMMUNITY))


def test_shutting_for_good_lies_not_in_the_future() -> None:
    assert problems(closing.closed(TODAY, "不做了")) == {}
    assert "将来" in problems(closing.closed(TODAY + timedelta(days=1), "不做了"))["status_on"][0]


def test_shutting_needs_a_reason() -> None:
    assert problems(closing.closed(TODAY, "")) == {"__all__": ["暂停、关闭或搬迁要写日期和原因。"]}


def test_a_pause_ends_after_it_begins() -> None:
    early = closing.suspended(TODAY, "装修", TODAY - timedelta(days=1))
    assert "不能早于" in problems(early)["__all__"][0]


def test_a_pause_that_is_over_waits_to_be_looked_at() -> None:
    outlet = make.outlet(area_id=COMMUNITY)
    by = offices.bureau()
    pause = closing.suspended(TODAY - timedelta(days=9), "装修", TODAY - timedelta(days=1))
    proposals.hand_in(proposals.start(by, pause, outlet=outlet), by)
    assert (closing.overdue(DISTRICT).get(), Outlet.objects.get().status) == (outlet, Status.SUSPENDED)
    proposals.hand_in(proposals.start(by, closing.reopened(), outlet=outlet), by)
    assert (list(closing.overdue(DISTRICT)), Outlet.objects.get().status_reason) == ([], "")


def test_the_old_place_leads_to_the_new_one_once_that_is_published() -> None:
    old = make.outlet(area_id=COMMUNITY)
    by = offices.bureau()
    new = proposals.start(by, {**NEW, **closing.moved_from(old, TODAY, "拆迁")})
    proposals.hand_in(new, by, outside=False)
    old.refresh_from_db()
    assert (old.status, old.status_reason, old.moved_to) == (Status.MOVED, "拆迁", new.outlet)
    assert histories.entries(old)[0].by == by.username


def test_moving_out_of_what_is_not_registered_is_said() -> None:
    values = {**NEW, "moved_from": {"outlet": 99, "on": "2026-01-01", "reason": "拆迁"}}
    assert proposals.problems_of(values) == {"moved_from": ["没有编号 99 的网点。"]}


def test_the_longest_unchecked_come_first() -> None:
    recent = make.outlet("新", area_id=COMMUNITY, verified_on=TODAY)
    older = make.outlet("旧", area_id=COMMUNITY, verified_on=date(2020, 1, 1))
    never = make.outlet("从未", area_id=COMMUNITY)
    old = make.outlet("较旧", area_id=COMMUNITY, verified_on=date(2021, 1, 1))
    assert list(closing.unverified(DISTRICT)) == [never, older, old]
    closing.confirm(never, offices.worker())
    assert never not in closing.unverified(DISTRICT)
    assert recent not in closing.unverified("620105")


def test_another_street_does_not_confirm() -> None:
    make.areas("620104008001")
    with pytest.raises(PermissionDenied):
        closing.confirm(make.outlet(area_id=COMMUNITY), offices.office("620104008"))
