"""The demo has an account for each role and says them at sign-in; nowhere else is there any."""

from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client

from lifecircle.staff import demo
from lifecircle.staff.access import scope_of
from lifecircle.staff.rights import Role
from tests import make
from tests.pages.html import read


@pytest.fixture
def in_demo(settings: Any, divisions: None) -> None:
    settings.DEMO = True


def made() -> str:
    out = StringIO()
    call_command("demo_accounts", stdout=out)
    return out.getvalue()


def test_there_is_one_account_for_each_role_and_it_is_told(in_demo: None) -> None:
    words = made()
    assert {scope_of(user).role for user in User.objects.all()} == set(Role)  # type: ignore[union-attr]
    assert all(f"{account.name} " in words for account in demo.ACCOUNTS)
    assert made() == words


def test_every_account_signs_in_and_reaches_the_desk(in_demo: None, client: Client) -> None:
    made()
    for account in demo.ACCOUNTS:
        data = {"username": account.name, "password": demo.PASSWORD}
        assert client.post("/office/login/", data)["Location"] == "/office/"
        assert client.get("/office/").status_code == 200
        client.post("/office/logout/")


def test_the_sign_in_page_says_them_in_a_demo_only(in_demo: None, client: Client, settings: Any) -> None:
    made()
    assert all(account.name in read(client.get("/office/login/")).text for account in demo.ACCOUNTS)
    settings.DEMO = False
    page = client.get("/office/login/").content.decode()
    assert demo.PASSWORD not in page
    assert "demo-street" not in page


def test_none_is_made_beside_real_accounts(in_demo: None) -> None:
    make.account(name="real")
    assert made() == ""
    assert User.objects.get().username == "real"


def test_outside_a_demo_none_is_made(divisions: None) -> None:
    with pytest.raises(CommandError, match="LIFECIRCLE_DEMO"):
        made()
    assert not User.objects.exists()


def test_without_divisions_it_says_what_is_missing(settings: Any, db: None) -> None:
    settings.DEMO = True
    with pytest.raises(CommandError, match="load_city"):
        made()


def test_nobody_changes_the_password_that_everybody_uses(in_demo: None, client: Client) -> None:
    made()
    client.force_login(User.objects.get(username="demo-street"))
    new = "换过的密码-2026-很长"
    data = {"old_password": demo.PASSWORD, "new_password1": new, "new_password2": new}
    assert "试用账号，密码不能改" in client.post("/office/password/", data).content.decode()
