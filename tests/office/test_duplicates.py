"""Duplicates: asked before saving and of a whole street; decided once."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from outlets import duplicates
from outlets.duplicates import Asked
from outlets.models import Category, Outlet, Status
from tests import make
from tests.office import offices
from tests.office.offices import COMMUNITY, DISTRICT

pytestmark = pytest.mark.usefixtures("catalogue", "divisions")


def test_a_like_name_near_by_is_shown_with_its_reason() -> None:
    there = make.outlet("兰州市惠民便利店", phone="0931-7654321")
    make.outlet("惠民药店", "pharmacy")
    make.outlet("惠民便利店", at=make.north_of(make.CENTRE, 300))
    (found,) = duplicates.like("惠民便利店", "convenience", make.CENTRE, "7654321")
    assert (found.outlet, found.why) == (there, ("电话相同", "名称相同"))


def test_an_outlet_is_not_like_itself() -> None:
    there = make.outlet()
    assert duplicates.like(there.name, there.category_id, there.point, but=there.pk) == []


def test_what_is_closed_is_not_asked_about() -> None:
    make.outlet(status=Status.CLOSED, status_on="2026-01-01", status_reason="关门")
    assert duplicates.like("惠民便利店", "convenience", make.CENTRE) == []


def test_a_category_says_how_near_counts() -> None:
    make.outlet(at=make.north_of(make.CENTRE, 300))
    Category.objects.filter(pk="convenience").update(duplicate_metres=400)
    assert len(duplicates.like("惠民便利店", "convenience", make.CENTRE)) == 1


def test_a_number_shared_by_many_is_no_sign() -> None:
    for number in range(5):
        at = make.north_of(make.CENTRE, 200 + 100 * number)
        make.outlet(f"第{number}分店", "pharmacy", at, phone="0931-7654321")
    assert duplicates.like("德生堂药店", "pharmacy", make.CENTRE, "0931-7654321") == []


@pytest.mark.parametrize("how_many", [1, 40])
def test_many_are_asked_in_as_many_statements_as_one(
    how_many: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(how_many):
        make.outlet(at=make.north_of(make.CENTRE, 1000 * number), area_id=COMMUNITY)
    asked = [
        Asked("惠民便利店", "convenience", make.north_of(make.CENTRE, 1000 * n)) for n in range(how_many)
    ]
    with django_assert_max_num_queries(5):
        found = duplicates.like_each(asked)
    assert [len(some) for some in found] == [1] * how_many


def test_a_street_s_pairs_are_found_once_and_not_after_a_verdict() -> None:
    by = offices.bureau()
    first, second = make.outlet(area_id=COMMUNITY), make.outlet("惠民超市", "supermarket", area_id=COMMUNITY)
    (pair,) = duplicates.pairs(DISTRICT)
    assert (pair.first, pair.second) == (first, second)
    duplicates.decide(second, first, False, by)
    assert duplicates.pairs(DISTRICT) == []


def test_a_worker_does_not_decide() -> None:
    first, second = make.outlet(area_id=COMMUNITY), make.outlet(area_id=COMMUNITY)
    with pytest.raises(PermissionDenied):
        duplicates.decide(first, second, True, offices.worker())


def test_nothing_asked_is_nothing_found() -> None:
    assert duplicates.like_each([]) == []
    assert (duplicates.pairs(DISTRICT), Outlet.objects.count()) == ([], 0)
