"""Histories: who changed what, when, from what to what; and the way back."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.timezone import now
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outlets import histories, proposals
from outlets.models import Entrance, Outlet, ServiceItem
from outlets.values import values_of
from tests import make
from tests.office import offices
from tests.office.offices import COMMUNITY, NEW

pytestmark = pytest.mark.usefixtures("catalogue", "divisions")


def change(outlet: Outlet, by: User, **values: Any) -> None:
    proposals.hand_in(proposals.start(by, values, outlet=outlet), by, outside=False)


def test_one_act_is_one_entry_with_its_links() -> None:
    by = offices.bureau()
    outlet = make.outlet(area_id=COMMUNITY)
    service = {"name": "配钥匙", "price_yuan": 8, "price_note": "一把"}
    change(outlet, by, phone="0931-4567890", further=["repair"], services=[service])
    newest, first = histories.entries(outlet)
    assert [(c.label, c.before, c.after) for c in newest.changes] == [
        ("电话（公开）", "（空）", "0931-4567890"),
        ("兼营业态", "（空）", "维修点"),
        ("服务价目", "（空）", "配钥匙 8 元一把"),
    ]
    assert (newest.by, newest.reason[:3]) == (by.username, "登记单")
    assert first.changes[0].after == "惠民便利店"


def test_an_outlet_older_than_its_history_says_from_what_it_changed() -> None:
    outlet = make.outlet(area_id=COMMUNITY, phone="0931-1111111")
    make.entrance(outlet, "南门")
    ServiceItem.objects.create(outlet=outlet, name="修鞋", price_yuan=5)
    for model in (Outlet, ServiceItem, Entrance):
        model.history.all().delete()
    change(outlet, offices.bureau(), phone="0931-2222222")
    newest, first = histories.entries(outlet)
    assert [(c.before, c.after) for c in newest.changes] == [("0931-1111111", "0931-2222222")]
    assert (first.reason, first.by) == ("登记册里原来的样子", "")
    assert {c.field for c in first.changes} >= {"services", "entrances"}


def test_what_was_written_past_the_histories_is_not_put_on_the_next_one() -> None:
    outlet = make.outlet(area_id=COMMUNITY, phone="0931-1111111")
    Outlet.objects.update(address="西柳沟街道 12 号")
    change(outlet, offices.bureau(), phone="0931-2222222")
    newest, unseen, _ = histories.entries(outlet)
    assert [c.field for c in newest.changes] == ["phone"]
    assert ([c.field for c in unseen.changes], unseen.by) == (["address"], "")


def test_restoring_is_a_new_entry() -> None:
    by = offices.bureau()
    outlet = make.outlet(area_id=COMMUNITY)
    change(outlet, by, entrances=[{"name": "北门", "lat": 36.1, "lng": 103.6, "step_free": True}])
    change(outlet, by, name="惠民超市", entrances=[], further=["breakfast"])
    target = histories.entries(outlet)[1]
    assert target.history_id
    histories.restore(outlet, target.history_id, by)
    outlet = Outlet.objects.get()
    assert values_of(outlet)["entrances"][0]["name"] == "北门"
    assert (outlet.name, outlet.further_categories.count()) == ("惠民便利店", 0)
    assert histories.entries(outlet)[0].reason.startswith("恢复到")


def test_a_worker_does_not_restore() -> None:
    outlet = make.outlet(area_id=COMMUNITY)
    entry = histories.entries(outlet)[0]
    with pytest.raises(PermissionDenied):
        histories.restore(outlet, entry.history_id or 0, offices.worker())


def test_what_never_was_is_not_restored() -> None:
    with pytest.raises(ValidationError, match="没有这一条"):
        histories.restore(make.outlet(area_id=COMMUNITY), 0, offices.bureau())


def test_a_conflict_says_who_and_when() -> None:
    outlet = make.outlet(area_id=COMMUNITY)
    first, second = offices.bureau(), offices.city()
    proposal = proposals.start(second, {"phone": "0931-3333333"}, outlet=outlet)
    change(outlet, first, phone="0931-2222222")
    (clash,) = proposals.conflicts(proposal)
    assert clash.by == first.username
    assert clash.at
    assert now() - clash.at < timedelta(minutes=1)


NAMES = st.sampled_from(["惠民便利店", "利民便利店", "邻里便利店"])
SERVICES = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(["修鞋", "配钥匙", "磨刀"]),
            "price_yuan": st.sampled_from([None, "5.00", "8.50"]),
            "price_note": st.sampled_from(["", "起"]),
        }
    ),
    max_size=3,
    unique_by=lambda item: item["name"],
)
DOORS = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(["", "南门", "北门"]),
            "lat": st.sampled_from([36.1, 36.2]),
            "lng": st.just(103.6),
            "step_free": st.sampled_from([None, True, False]),
        }
    ),
    max_size=3,
)
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "name": NAMES,
        "step_free": st.sampled_from([None, True, False]),
        "further": st.lists(st.sampled_from(["repair", "breakfast", "post"]), unique=True).map(sorted),
        "services": SERVICES,
        "entrances": DOORS,
        "phone": st.sampled_from(["", "0931-4567890"]),
    },
)
FEW = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)


@FEW
@given(some=st.lists(CHANGES, min_size=1, max_size=4))
def test_restoring_after_any_changes_gives_the_old_values(
    some: list[dict[str, Any]], catalogue: None
) -> None:
    User.objects.all().delete()
    by = offices.city()
    outlet = make.outlet(area_id=COMMUNITY)
    seen = [values_of(outlet)]
    ids = [histories.entries(outlet)[0].history_id]
    for values in some:
        change(outlet, by, **values)
        outlet = Outlet.objects.get(pk=outlet.pk)
        if values_of(outlet) != seen[-1]:
            seen.append(values_of(outlet))
            ids.append(histories.entries(outlet)[0].history_id)
    assert len(histories.entries(outlet)) == len(seen)
    for wanted, history_id in zip(seen, ids, strict=True):
        assert history_id
        histories.restore(outlet, history_id, by)
        assert values_of(Outlet.objects.get(pk=outlet.pk)) == wanted


def test_publishing_what_is_there_changes_nothing() -> None:
    outlet = make.outlet(**{name: NEW[name] for name in ("name", "category")}, area_id=COMMUNITY)
    make.also_sells(outlet, "breakfast")
    make.entrance(outlet, "南门")
    entries = len(histories.entries(outlet))
    proposal = proposals.start(offices.bureau(), values_of(outlet), outlet=outlet)
    assert proposals.differences(proposal) == []
    proposals.hand_in(proposal, offices.city())
    assert len(histories.entries(outlet)) == entries


@pytest.mark.parametrize("how_many", [2, 12])
def test_a_long_history_costs_no_more_statements_than_a_short_one(
    how_many: int, django_assert_num_queries: Any
) -> None:
    outlet = make.outlet(area_id=COMMUNITY)
    by = offices.bureau()
    for number in range(how_many):
        change(outlet, by, phone=f"0931-11111{number:02}", further=["repair"] if number % 2 else [])
    with django_assert_num_queries(7):  # four tables of rows; people, catalogue and divisions for the words
        assert len(histories.entries(outlet)) == how_many + 1
