"""Proposals: how the register changes, by whom, and what is never lost on the way."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from outlets import proposals
from outlets.models import Outlet, ProposalState
from outlets.values import values_of
from tests import make
from tests.office import offices
from tests.office.offices import COMMUNITY, NEW

pytestmark = pytest.mark.usefixtures("catalogue", "divisions")


def edit(outlet: Outlet, by: Any, **values: Any) -> Any:
    return proposals.start(by, values, outlet=outlet)


def test_a_worker_s_new_outlet_waits_and_the_district_publishes_it() -> None:
    author = offices.worker()
    proposal = proposals.hand_in(proposals.start(author, NEW), author, outside=False)
    assert (proposal.state, Outlet.objects.count()) == (ProposalState.SUBMITTED, 0)
    outlet = proposals.publish(proposal, offices.bureau(), outside=False)
    assert (outlet.name, outlet.area_id, outlet.source) == ("惠民便利店", COMMUNITY, "office")
    assert (proposal.state, proposal.outlet) == (ProposalState.PUBLISHED, outlet)


def test_an_office_publishes_at_once_where_its_district_lets_it() -> None:
    offices.let_offices_publish()
    author = offices.office()
    proposal = proposals.hand_in(proposals.start(author, NEW), author, outside=False)
    assert proposal.state == ProposalState.PUBLISHED


def test_a_change_leaves_alone_what_it_does_not_name() -> None:
    outlet = make.outlet(area_id=COMMUNITY, phone="0931-1111111")
    by = offices.bureau()
    proposal = edit(outlet, by, **(values_of(outlet) | {"address": "西柳沟街道 12 号"}))
    assert list(proposal.values) == ["address"]
    Outlet.objects.update(phone="0931-2222222")
    proposals.hand_in(proposal, by)
    outlet.refresh_from_db()
    assert (outlet.address, outlet.phone) == ("西柳沟街道 12 号", "0931-2222222")


def test_the_second_of_two_is_told_what_the_first_changed() -> None:
    outlet = make.outlet(area_id=COMMUNITY, phone="0931-1111111")
    by = offices.bureau()
    first, second = (edit(outlet, by, phone=phone) for phone in ("0931-2222222", "0931-3333333"))
    proposals.hand_in(first, by)
    with pytest.raises(proposals.Conflict) as told:
        proposals.hand_in(second, by)
    assert [(c.before, c.after, c.now) for c in told.value.changes] == [
        ("0931-1111111", "0931-3333333", "0931-2222222")
    ]
    second.refresh_from_db()
    assert second.state == ProposalState.DRAFT


def test_another_street_may_not_propose_here() -> None:
    make.areas("620104008001")
    with pytest.raises(PermissionDenied):
        edit(make.outlet(area_id=COMMUNITY), offices.office("620104008"), phone="0931-1111111")


def test_an_unknown_category_is_named() -> None:
    assert proposals.problems_of({**NEW, "category": "teashop"}) == {"category": ["没有“teashop”这个业态。"]}


def test_what_is_wrong_is_not_handed_in() -> None:
    author = offices.worker()
    with pytest.raises(ValidationError) as told:
        proposals.hand_in(proposals.start(author, {**NEW, "name": ""}), author, outside=False)
    assert told.value.message_dict == {"name": ["请填名称。"]}
