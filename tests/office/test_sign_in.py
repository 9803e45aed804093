"""Signing in: plain refusals, a wait after too many, a first password that must be changed, an idle end."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.office.conftest import PASSWORD


def sign_in(client: Client, name: str = "xiliugou", password: str = PASSWORD, **more: Any) -> Any:
    return client.post("/office/login/", {"username": name, "password": password, **more})


def test_a_clerk_signs_in_and_comes_to_the_day(client: Client, clerk: User) -> None:
    response = sign_in(client)
    assert (response.status_code, response["Location"]) == (302, "/office/")
    assert client.get("/office/").status_code == 200


def test_whoever_was_on_the_way_somewhere_comes_there(client: Client, clerk: User) -> None:
    asked = client.get("/office/?day=1")
    assert asked["Location"] == "/office/login/?next=/office/%3Fday%3D1"
    assert sign_in(client, next="/office/?day=1")["Location"] == "/office/?day=1"


@pytest.mark.parametrize("next_", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_sent_elsewhere(client: Client, clerk: User, next_: str) -> None:
    assert sign_in(client, next=next_)["Location"] == "/office/"
