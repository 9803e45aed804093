"""Proposals: how the register changes, by whom, and what is never lost on the way."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from outlets import proposals
from outlets.models import Outlet, Photo, ProposalState
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


def test_values_are_checked_one_by_one() -> None:
    wrong = {
        "name": "惠" * 81,
        "lat": "nan",
        "step_free": "也许",
        "area_m2": "很大",
        "verified_on": "昨天",
        "phone": "没有",
        "status": "gone",
        "further": ["teashop"],
        "services": [{"name": "", "price_yuan": -1}, {"name": "修鞋"}, {"name": "修鞋"}],
        "entrances": [{"name": "南门", "lat": 91, "lng": 103}],
        "colour": "红",
        "address": "西柳沟\x0012 号",
    }
    found = proposals.problems_of({**NEW, **wrong})
    assert found.keys() == wrong.keys()
    assert found["name"] == ["名称最多 80 个字。"]
    assert found["services"][0].startswith("第 1 项服务：")
    assert found["services"][-1] == "“修鞋”写了两次。"
    assert found["colour"] == ["没有“colour”这一项。"]


@pytest.mark.parametrize(
    "value", [[], {}, [1], {"a": 1}, True, 10**400, "\x00", "\ud800", -1, 1e308, float("nan"), "１", None]
)
@pytest.mark.parametrize(
    "name",
    [
        "name",
        "category",
        "lat",
        "area_m2",
        "step_free",
        "further",
        "services",
        "area",
        "moved_to",
        "moved_from",
        "colour",
    ],
)
def test_any_json_is_answered_in_words(name: str, value: Any) -> None:
    proposals.problems_of({**NEW, name: value})
    proposal = proposals.start(offices.bureau(), {**NEW, name: value})
    assert proposals.differences(proposal)


def test_old_faults_do_not_stop_a_change_of_something_else() -> None:
    outlet = make.outlet(area_id=COMMUNITY, phone="没有电话")
    assert proposals.problems_of({"name": "惠民超市"}, outlet) == {}


def test_a_returned_proposal_is_mended_and_handed_in_again() -> None:
    author, bureau = offices.worker(), offices.bureau()
    proposal = proposals.hand_in(proposals.start(author, NEW), author, outside=False)
    with pytest.raises(ValidationError, match="原因"):
        proposals.send_back(proposal, bureau, " ")
    proposals.send_back(proposal, bureau, "名称不全")
    proposals.revise(proposal, {"name": "惠民便利店西柳沟店"}, author)
    proposals.hand_in(proposal, author, outside=False)
    assert (proposal.state, proposal.name, proposal.reason) == ("submitted", "惠民便利店西柳沟店", "")


def test_a_waiting_proposal_is_not_changed_behind_the_one_who_decides() -> None:
    author = offices.worker()
    proposal = proposals.hand_in(proposals.start(author, NEW), author, outside=False)
    with pytest.raises(PermissionDenied):
        proposals.revise(proposal, {"name": "别的"}, author)
    proposals.take_back(proposal, author)
    proposals.revise(proposal, {"name": "别的"}, author)
    assert (proposal.state, proposal.name) == (ProposalState.DRAFT, "别的")


def test_what_is_decided_stays_decided() -> None:
    bureau = offices.bureau()
    done = proposals.hand_in(proposals.start(bureau, NEW), bureau, outside=False)
    gone = proposals.withdraw(proposals.start(bureau, NEW), bureau)
    for proposal in (done, gone):
        for act in (proposals.withdraw, proposals.take_back):
            with pytest.raises(ValidationError, match="不能变成"):
                act(proposal, bureau)
        with pytest.raises(ValidationError, match="不能变成"):
            proposals.publish(proposal, bureau, outside=False)
        with pytest.raises(ValidationError, match="不能再改"):
            proposals.revise(proposal, {"name": "别的"}, bureau)
    assert Outlet.objects.count() == 1


def test_a_place_outside_waits_for_the_district_to_confirm_it() -> None:
    offices.let_offices_publish()
    office, bureau = offices.office(), offices.bureau()
    proposal = proposals.hand_in(proposals.start(office, NEW), office, outside=True)
    assert proposal.state == ProposalState.SUBMITTED
    with pytest.raises(ValidationError, match="之外"):
        proposals.publish(proposal, bureau, outside=True)
    with pytest.raises(PermissionDenied):
        proposals.confirm_outside(proposal, office)
    proposals.confirm_outside(proposal, bureau)
    assert proposals.publish(proposal, office, outside=True).area_id == COMMUNITY


def test_a_confirmed_place_that_moves_is_asked_about_again() -> None:
    bureau = offices.bureau()
    proposal = proposals.confirm_outside(proposals.start(bureau, NEW), bureau)
    proposals.revise(proposal, {"lat": 36.2}, bureau)
    assert proposal.outside_confirmed_by is None


def test_nobody_forgets_to_say_where_a_place_lies() -> None:
    bureau = offices.bureau()
    with pytest.raises(ValueError, match="outside"):
        proposals.hand_in(proposals.start(bureau, NEW), bureau)


def test_moving_an_outlet_to_another_street_needs_both() -> None:
    make.areas("620104008001")
    offices.let_offices_publish()
    office, bureau = offices.office(), offices.bureau()
    proposal = edit(make.outlet(area_id=COMMUNITY), office, area="620104008001")
    proposals.hand_in(proposal, office, outside=False)
    assert proposal.state == ProposalState.SUBMITTED
    assert proposals.publish(proposal, bureau, outside=False).area_id == "620104008001"


def test_what_a_form_was_filled_with_is_not_written_back_over_a_later_change() -> None:
    outlet = make.outlet(area_id=COMMUNITY, phone="0931-1111111")
    by = offices.bureau()
    sealed, shown = proposals.seal(outlet), values_of(outlet)
    Outlet.objects.update(phone="0931-2222222")
    outlet.refresh_from_db()
    proposal = proposals.start(by, shown | {"name": "惠民超市"}, outlet=outlet, seen=proposals.unseal(sealed))
    proposals.hand_in(proposal, by)
    outlet.refresh_from_db()
    assert (outlet.name, outlet.phone) == ("惠民超市", "0931-2222222")


def test_a_seal_that_was_meddled_with_is_refused() -> None:
    with pytest.raises(ValidationError, match="重新打开"):
        proposals.unseal("abc")


@pytest.mark.parametrize(("keep", "phone"), [({"phone"}, "0931-3333333"), (set(), "0931-2222222")])
def test_a_conflict_is_settled_field_by_field(keep: set[str], phone: str) -> None:
    outlet = make.outlet(area_id=COMMUNITY, phone="0931-1111111")
    by = offices.bureau()
    proposal = edit(outlet, by, phone="0931-3333333", name="惠民超市")
    Outlet.objects.update(phone="0931-2222222")
    proposals.settle(proposal, by, keep=keep)
    proposals.hand_in(proposal, by)
    outlet.refresh_from_db()
    assert (outlet.name, outlet.phone) == ("惠民超市", phone)


def test_what_an_office_changes_is_no_longer_overwritten_from_openstreetmap() -> None:
    outlet = make.outlet(area_id=COMMUNITY, source="osm", source_id="node/1")
    by = offices.bureau()
    proposals.hand_in(edit(outlet, by, phone="0931-2222222"), by)
    outlet.refresh_from_db()
    assert outlet.verified_by == "西固区"


def test_photos_go_with_the_outlet_they_show() -> None:
    by = offices.bureau()
    proposal = proposals.start(by, NEW)
    Photo.objects.create(proposal=proposal, file="photos/a.jpg", width=1, height=1)
    proposals.hand_in(proposal, by, outside=False)
    assert proposal.outlet
    assert proposal.outlet.photos.count() == 1


def test_differences_are_in_words() -> None:
    outlet = make.outlet(area_id=COMMUNITY, opening_hours="Mo-Su 08:00-20:00")
    proposal = edit(outlet, offices.bureau(), opening_hours="24/7", step_free=True, category="pharmacy")
    assert [str(change) for change in proposals.differences(proposal)] == [
        "主业态：便利店 → 药店",
        "营业时间：每天 8:00–20:00 → 全天开放",
        "不用上台阶：未知 → 是",
    ]
