"""Somebody from each kind of office, signed in."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from lifecircle.staff.rights import Role
from tests import make
from tests.office.matrix import ANYBODY, CODES, FAR, NEIGHBOUR, NEXT_STREET, NO_ROLE, OWN, ROLES

COMMUNITY, STREET, DISTRICT = "620104007001", "620104007", "620104"
PASSWORD = "黄河边走15分钟不累"


@pytest.fixture(autouse=True)
def quick_hasher(settings: Any) -> None:
    """A password is hashed slowly on purpose; not in each of many tests."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def divisions(db: None) -> None:
    make.areas()


@pytest.fixture
def clerk(divisions: None) -> User:
    """Of the street office 西柳沟."""
    return make.account(Role.STREET_OFFICE, STREET, name="xiliugou", password=PASSWORD)


@pytest.fixture
def desk(client: Client, clerk: User) -> Client:
    """The clerk's browser, signed in."""
    client.force_login(clerk)
    return client


@pytest.fixture
def bureau(divisions: None) -> User:
    return make.account(Role.DISTRICT_BUREAU, DISTRICT, name="xigu", password=PASSWORD)


def everybody() -> dict[str, User | None]:
    """For the matrix: four communities, and somebody of every role for the first of them."""
    make.community("上坎社区", OWN)
    make.community("下坎社区", NEIGHBOUR, make.north_of(make.CENTRE, 3_000))
    make.community("隔壁街社区", NEXT_STREET, make.north_of(make.CENTRE, 6_000), subdistrict="隔壁街道")
    far = make.north_of(make.CENTRE, 20_000)
    make.community("远处社区", FAR, far, district="城关区", subdistrict="远处街道")
    accounts = {letter: make.account(role, CODES[letter]) for letter, role in ROLES.items()}
    return {ANYBODY: None, NO_ROLE: make.account(), **accounts}


@pytest.fixture
def people(catalogue: None) -> dict[str, User | None]:
    return everybody()
