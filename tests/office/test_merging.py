"""Merging: two entries of one shop become one, nothing known of it is lost, and it can be taken back."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from outlets import closing, histories, merging, proposals
from outlets.models import DuplicateVerdict, Outlet, Photo, Report, ServiceItem, Status
from outlets.values import values_of
from tests import make
from tests.office import offices
from tests.office.offices import COMMUNITY

pytestmark = pytest.mark.usefixtures("catalogue", "divisions")


@pytest.fixture
def two() -> tuple[Outlet, Outlet]:
    keep = make.outlet("惠民便利店", area_id=COMMUNITY, address="西柳沟街道 12 号")
    drop = make.outlet("惠民超市", area_id=COMMUNITY, phone="0931-7654321", address="12 号")
    return keep, drop


def test_the_kept_one_learns_what_it_lacked(two: tuple[Outlet, Outlet]) -> None:
    keep, drop = two
    make.also_sells(drop, "post")
    make.entrance(drop, "南门")
    ServiceItem.objects.create(outlet=drop, name="配钥匙", price_yuan=8)
    kept = merging.merge(keep, drop, offices.office())
    values = values_of(Outlet.objects.get(pk=kept.pk))
    assert (values["phone"], values["address"]) == ("0931-7654321", "西柳沟街道 12 号")
    assert (values["further"], values["services"][0]["name"], values["entrances"][0]["name"]) == (
        ["post"],
        "配钥匙",
        "南门",
    )


def test_what_spoke_of_the_dropped_one_speaks_of_the_kept_one(two: tuple[Outlet, Outlet]) -> None:
    keep, drop = two
    by = offices.bureau()
    letter = Report.objects.create(outlet=drop, kind="phone", sender="x")
    photo = Photo.objects.create(outlet=drop, file="photos/a.jpg", width=1, height=1)
    waiting = proposals.start(by, {"phone": "0931-1111111"}, outlet=drop)
    merging.merge(keep, drop, by)
    assert (keep.reports.get(), keep.photos.get(), keep.proposals.get()) == (letter, photo, waiting)


def test_the_dropped_one_is_closed_and_leads_to_the_kept_one(client: Any, two: tuple[Outlet, Outlet]) -> None:
    keep, drop = two
    merging.merge(keep, drop, offices.bureau())
    drop.refresh_from_db()
    assert (drop.status, drop.merged_into) == (Status.CLOSED, keep)
    assert client.get(f"/outlets/{drop.pk}/").headers["Location"] == f"/outlets/{keep.pk}/"
    assert client.get(f"/api/outlets/{drop.pk}/").headers["Location"] == f"../{keep.pk}/"


def test_both_histories_stay_readable(two: tuple[Outlet, Outlet]) -> None:
    keep, drop = two
    merging.merge(keep, drop, offices.bureau())
    ((dropped, entries),) = histories.merged_entries(keep)
    assert (dropped, entries[-1].changes[0].after) == (drop, "惠民超市")
    assert histories.entries(keep)[0].reason.startswith("合并")


def test_a_merging_is_taken_back(two: tuple[Outlet, Outlet]) -> None:
    keep, drop = two
    by, before = offices.bureau(), values_of(drop)
    merging.merge(keep, drop, by)
    drop = merging.split(drop, by)
    assert (values_of(Outlet.objects.get(pk=drop.pk)), drop.merged_into) == (before, None)
    assert not DuplicateVerdict.objects.get().same


def test_one_that_was_merged_into_the_dropped_one_follows(two: tuple[Outlet, Outlet]) -> None:
    keep, drop = two
    by = offices.bureau()
    third = make.outlet(area_id=COMMUNITY)
    merging.merge(drop, third, by)
    merging.merge(keep, drop, by)
    third.refresh_from_db()
    assert third.merged_into == keep


def test_what_is_merged_already_is_refused(two: tuple[Outlet, Outlet]) -> None:
    keep, drop = two
    by = offices.bureau()
    merging.merge(keep, drop, by)
    with pytest.raises(ValidationError, match="已经并入"):
        merging.merge(keep, drop, by)
    with pytest.raises(ValidationError, match="还在的"):
        merging.merge(drop, keep, by)
    with pytest.raises(ValidationError, match="同一条"):
        merging.merge(keep, keep, by)


def test_a_worker_and_another_street_do_not_merge(two: tuple[Outlet, Outlet]) -> None:
    make.areas("620104008001")
    for by in (offices.worker(), offices.office("620104008")):
        with pytest.raises(PermissionDenied):
            merging.merge(*two, by)


def test_restoring_what_it_was_before_takes_it_out_again(two: tuple[Outlet, Outlet]) -> None:
    keep, drop = two
    by, before = offices.bureau(), values_of(drop)
    merging.merge(keep, drop, by)
    first = histories.entries(drop)[-1]
    restored = histories.restore(drop, first.history_id or 0, by)
    assert (values_of(Outlet.objects.get(pk=drop.pk)), restored.merged_into) == (before, None)
    merged = next(e for e in histories.entries(drop) if e.reason.startswith("合并"))
    with pytest.raises(ValidationError, match="再并"):
        histories.restore(drop, merged.history_id or 0, by)


def test_a_merged_outlet_is_not_changed_into_an_open_one(two: tuple[Outlet, Outlet]) -> None:
    keep, drop = two
    by = offices.bureau()
    merging.merge(keep, drop, by)
    drop.refresh_from_db()
    found = proposals.problems_of(closing.reopened(), drop)
    assert found == {"status": ["这条登记已经并入别家；要先拆开，才能改状态。"]}
