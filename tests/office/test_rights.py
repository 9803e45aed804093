"""The table of rights: what a role says, where its division code reaches, and what a district leaves open."""

from itertools import pairwise

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from lifecircle.staff.access import may, require, scope_of
from lifecircle.staff.models import DistrictRule, Scope
from lifecircle.staff.rights import RIGHTS, Right, Role, allows
from tests import make
from tests.office.conftest import COMMUNITY, DISTRICT, STREET

WRITING = set(Right) - {Right.READ, Right.EXPORT, Right.LOG}


@pytest.mark.parametrize("role", Role)
def test_every_role_has_its_line_in_the_table(role: Role) -> None:
    assert Right.READ in RIGHTS[role]


def test_an_auditor_reads_and_changes_nothing() -> None:
    assert not RIGHTS[Role.AUDITOR] & WRITING


def test_each_level_may_what_the_one_below_may() -> None:
    ladder = (Role.COMMUNITY_WORKER, Role.STREET_OFFICE, Role.DISTRICT_BUREAU, Role.CITY_ADMIN)
    assert all(RIGHTS[low] < RIGHTS[high] for low, high in pairwise(ladder))


@pytest.mark.parametrize(
    ("scope", "code", "reaches"),
    [
        ("620104007", "620104007001", True),
        ("620104007", "620104007", True),
        ("620104007", "620104", False),
        ("620104007", "620104008001", False),
        ("", "620104007001", True),
        ("", None, True),
        ("620104007", None, False),
        ("620104007", "", False),
    ],
)
def test_a_right_reaches_what_begins_with_the_scope(scope: str, code: str | None, reaches: bool) -> None:
    assert allows(Role.STREET_OFFICE, Right.READ, scope=scope, code=code) is reaches


def test_a_street_office_publishes_only_where_its_district_lets_it(divisions: None) -> None:
    office = make.account(Role.STREET_OFFICE, STREET)
    assert not may(office, Right.PUBLISH, COMMUNITY)
    rule = DistrictRule.objects.create(area_id=DISTRICT, offices_publish=True)
    assert may(office, Right.PUBLISH, COMMUNITY)
    rule.offices_publish = False
    rule.save()
    assert not may(office, Right.PUBLISH, COMMUNITY)


def test_whoever_has_no_role_or_is_shut_out_may_nothing(divisions: None) -> None:
    shut = make.account(Role.DISTRICT_BUREAU, DISTRICT)
    shut.is_active = False
    assert not any(
        may(user, right, COMMUNITY) for user in (make.account(), shut, AnonymousUser()) for right in Right
    )


def test_a_superuser_acts_for_the_city_until_given_a_role(divisions: None) -> None:
    root = User.objects.create_superuser("root")
    assert may(root, Right.CITY, None)
    Scope.objects.create(user=root, role=Role.STREET_OFFICE, area_id=STREET)
    found = scope_of(User.objects.get())
    assert found is not None
    assert found.role == Role.STREET_OFFICE


def test_what_is_refused_is_told_in_words(divisions: None) -> None:
    with pytest.raises(PermissionDenied, match="不在您的权限或负责的范围里"):
        require(make.account(Role.AUDITOR), Right.PROPOSE, COMMUNITY)


@pytest.mark.parametrize(
    ("role", "code"), [(Role.CITY_ADMIN, DISTRICT), (Role.STREET_OFFICE, None), (Role.DISTRICT_BUREAU, None)]
)
def test_the_database_refuses_a_role_without_its_division(
    divisions: None, role: Role, code: str | None
) -> None:
    with pytest.raises(IntegrityError):
        Scope.objects.create(user=make.account(), role=role, area_id=code)


def test_a_role_on_the_wrong_level_is_told_which_one_is_right(divisions: None) -> None:
    scope = Scope(user=make.account(), role=Role.STREET_OFFICE, area_id=DISTRICT)
    with pytest.raises(ValidationError, match="街道办事处的范围应是"):
        scope.full_clean()
