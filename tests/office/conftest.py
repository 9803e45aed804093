"""Somebody from each kind of office, signed in."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from lifecircle.staff.rights import Role
from tests import make

COMMUNITY, STREET, DISTRICT = "620104007001", "620104007", "620104"
PASSWORD = "黄河边走15分钟"


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
