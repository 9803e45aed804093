"""Signing in: plain refusals, a wait after too many, a first password that must be changed, an idle end."""

import re
from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from lifecircle.address import client_address
from lifecircle.staff.models import Scope
from lifecircle.staff.rights import Role
from tests import make
from tests.office.conftest import PASSWORD
from tests.pages.html import read

NEW = "换过的密码-2026-很长"


def sign_in(client: Client, name: str = "xiliugou", password: str = PASSWORD, **more: Any) -> Any:
    return client.post("/office/login/", {"username": name, "password": password}, **more)


def fail(client: Client, times: int, **more: Any) -> Any:
    return [sign_in(client, password="wrong", **more) for _ in range(times)][-1]


def test_a_clerk_signs_in_and_comes_to_the_day(client: Client, clerk: User) -> None:
    response = sign_in(client)
    assert (response.status_code, response["Location"]) == (302, "/office/")
    assert client.get("/office/").status_code == 200


def test_whoever_was_on_the_way_somewhere_comes_there(client: Client, clerk: User) -> None:
    asked = client.get("/office/?day=1")
    assert asked["Location"] == "/office/login/?next=/office/%3Fday%3D1"
    page = read(client.get(asked["Location"]))
    [way] = [e["value"] for e in page.all("input", name="next")]
    data = {"username": "xiliugou", "password": PASSWORD, "next": way}
    assert client.post("/office/login/", data)["Location"] == "/office/?day=1"


@pytest.mark.parametrize("way", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_sent_elsewhere(client: Client, clerk: User, way: str) -> None:
    data = {"username": "xiliugou", "password": PASSWORD, "next": way}
    assert client.post("/office/login/", data)["Location"] == "/office/"


def test_a_wrong_password_and_an_unknown_account_are_told_alike(client: Client, clerk: User) -> None:
    said = [
        read(sign_in(client, name, "wrong")).one("div", class_="errbox").text for name in ("xiliugou", "who")
    ]
    assert "账号或密码不对" in said[0]
    assert said[0] == said[1]


def test_it_is_said_how_many_tries_are_left(client: Client, clerk: User) -> None:
    assert "再错 3 次，要等 15 分钟" in fail(client, 2).content.decode()


def test_an_empty_form_names_its_fields(client: Client, db: None) -> None:
    page = read(client.post("/office/login/", {}))
    assert "请写账号。" in page.text
    assert page.one("input", id="id_username")["aria-invalid"] == "true"


def test_after_too_many_one_waits_and_is_told_how_long(client: Client, clerk: User) -> None:
    response = fail(client, 5)
    assert response.status_code == 429
    assert read(response).one("h1").text == "请等 15 分钟"
    assert sign_in(client).status_code == 429


def test_trying_while_one_waits_makes_it_no_longer(client: Client, clerk: User) -> None:
    fail(client, 5)
    AccessAttempt.objects.update(attempt_time=now() - timedelta(minutes=10, seconds=1))
    assert read(fail(client, 3)).one("h1").text == "请等 5 分钟"


def test_the_wait_ends(client: Client, clerk: User) -> None:
    fail(client, 5)
    AccessAttempt.objects.update(attempt_time=now() - timedelta(minutes=16))
    assert sign_in(client).status_code == 302


def test_nobody_shuts_a_colleague_out_from_elsewhere(client: Client, clerk: User) -> None:
    fail(client, 5, REMOTE_ADDR="10.0.0.1")
    assert sign_in(client, REMOTE_ADDR="10.0.0.2").status_code == 302


def test_another_browser_at_the_same_address_is_no_way_round(client: Client, clerk: User) -> None:
    for number in range(5):
        fail(client, 1, headers={"User-Agent": f"browser {number}"})
    assert sign_in(client, headers={"User-Agent": "another"}).status_code == 429


def test_a_right_password_forgets_the_wrong_ones(client: Client, clerk: User) -> None:
    fail(client, 4)
    sign_in(client)
    client.post("/office/logout/")
    assert fail(client, 4).status_code == 200


def test_a_shut_account_does_not_sign_in(client: Client, clerk: User) -> None:
    User.objects.update(is_active=False)
    assert "账号或密码不对" in sign_in(client).content.decode()


@pytest.mark.parametrize("name", ["x" * 500, "a\0b", "𠮷" * 300])
def test_a_name_that_is_none_is_refused_in_words(client: Client, db: None, name: str) -> None:
    response = sign_in(client, name)
    assert response.status_code == 200
    assert read(response).one("div", class_="errbox").text.strip()


# -- the address ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("proxies", "forwarded", "found"),
    [
        (0, "6.6.6.6", "10.0.0.9"),
        (1, "6.6.6.6, 10.0.1.1", "10.0.1.1"),
        (1, "10.0.1.1:4711", "10.0.1.1"),
        (1, "[2001:db8::1]:4711", "2001:db8::1"),
        (1, "::ffff:10.0.1.1", "10.0.1.1"),
        (1, "unknown", "10.0.0.9"),
        (2, "10.0.1.1", "10.0.0.9"),
    ],
)
def test_the_address_is_the_one_that_a_proxy_of_ours_saw(
    rf: Any, settings: Any, proxies: int, forwarded: str, found: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = rf.get("/", headers={"x-forwarded-for": forwarded}, REMOTE_ADDR="10.0.0.9")
    assert client_address(request) == found


def test_a_server_that_knows_no_address_says_the_unspecified_one(rf: Any) -> None:
    assert client_address(rf.get("/", REMOTE_ADDR="")) == "::"


def test_an_address_that_is_none_does_not_break_signing_in(
    client: Client, clerk: User, settings: Any
) -> None:
    settings.TRUSTED_PROXIES = 1
    assert fail(client, 5, headers={"x-forwarded-for": "<script>"}).status_code == 429


# -- the first password ---------------------------------------------------------------------------------
@pytest.fixture
def newcomer(client: Client, divisions: None) -> Client:
    make.account(Role.STREET_OFFICE, "620104007", name="xin", password=PASSWORD, must_change_password=True)
    sign_in(client, "xin")
    return client


def change(
    client: Client, old: str = PASSWORD, new: str = NEW, again: str | None = None, way: str = ""
) -> Any:
    data = {"old_password": old, "new_password1": new, "new_password2": again or new, "next": way}
    return client.post("/office/password/", data)


@pytest.mark.parametrize("path", ["/office/", "/office/log/", "/office/second/", "/admin/"])
def test_a_first_password_is_changed_before_anything_else(newcomer: Client, path: str) -> None:
    assert newcomer.get(path)["Location"] == f"/office/password/?next={path}"


def test_with_a_new_password_the_way_is_free(newcomer: Client) -> None:
    assert change(newcomer, way="/office/?day=1")["Location"] == "/office/?day=1"
    assert newcomer.get("/office/").status_code == 200
    assert not Scope.objects.get(user__username="xin").must_change_password


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("wrong", NEW, NEW, "现在的密码不对"),
        (PASSWORD, NEW, "else", "不一样"),
        (PASSWORD, PASSWORD, PASSWORD, "不能和现在的一样"),
        (PASSWORD, "短", "短", "新密码：密码太短了，至少要 10 个字符。"),
        (PASSWORD, "8265039471", "8265039471", "数字"),
        (PASSWORD, "password1234", "password1234", "常见"),
        (PASSWORD, "xiliugou-xiliugou", "", "相似"),
        (PASSWORD, "", "", "请写新密码"),
    ],
)
def test_a_weak_or_mistyped_password_is_refused_in_words(
    client: Client, clerk: User, old: str, new: str, again: str, said: str
) -> None:
    User.objects.update(last_name="xiliugou-xiliugo")
    client.force_login(clerk)
    response = change(client, old, new, again)
    assert response.status_code == 200
    box = read(response).one("div", class_="errbox").text
    assert said in box
    assert not re.search("[a-z]{3}", box)  # no word of the library's own language


def test_a_password_set_by_a_keeper_is_changed_at_the_next_sign_in(client: Client, clerk: User) -> None:
    client.force_login(make.account(Role.CITY_ADMIN))
    data = {"password1": NEW, "password2": NEW, "usable_password": "true"}
    assert client.post(f"/admin/auth/user/{clerk.pk}/password/", data).status_code == 302
    sign_in(client := Client(), password=NEW)
    assert client.get("/office/")["Location"] == "/office/password/?next=/office/"


# -- the end of a session -------------------------------------------------------------------------------
def test_the_session_ends_with_the_browser_and_after_a_while(client: Client, clerk: User) -> None:
    cookie = sign_in(client).cookies["sessionid"]
    assert (cookie["max-age"], cookie["expires"], cookie["httponly"]) == ("", "", True)
    left = Session.objects.get().expire_date - now()
    assert timedelta(minutes=29) < left <= timedelta(minutes=30)


def test_whoever_did_nothing_for_a_while_is_told_so_and_comes_back(client: Client, clerk: User) -> None:
    sign_in(client)
    Session.objects.update(expire_date=now() - timedelta(seconds=1))
    asked = client.get("/office/?day=1")
    assert asked["Location"] == "/office/login/?next=/office/%3Fday%3D1&idle=1"
    assert "您有一会儿没动" in client.get(asked["Location"]).content.decode()


def test_what_was_sent_too_late_leads_back_to_the_page_it_came_from(client: Client, clerk: User) -> None:
    sign_in(client)
    Session.objects.all().delete()
    response = client.post("/office/password/", headers={"Referer": "http://testserver/office/?day=1"})
    assert response["Location"] == "/office/login/?next=/office/%3Fday%3D1&idle=1"


def test_a_visit_moves_the_end_on_but_not_every_visit_writes(client: Client, clerk: User) -> None:
    sign_in(client)
    client.get("/office/")
    with CaptureQueriesContext(connection) as captured:
        client.get("/office/")
    assert not [query for query in captured if "UPDATE" in query["sql"]]
    session = client.session
    session["seen_at"] = 0
    session.save()
    Session.objects.update(expire_date=now() + timedelta(minutes=1))
    client.get("/office/")
    assert Session.objects.get().expire_date > now() + timedelta(minutes=29)


def test_signing_out_ends_it(desk: Client) -> None:
    assert desk.post("/office/logout/")["Location"] == "/office/login/"
    assert desk.get("/office/")["Location"].startswith("/office/login/")
    assert desk.get("/office/logout/").status_code == 405


def test_pages_of_the_desk_are_kept_by_no_cache(desk: Client) -> None:
    assert "no-store" in desk.get("/office/").headers["Cache-Control"]


def test_a_script_of_ours_is_told_in_json(client: Client, db: None) -> None:
    response = client.post("/office/password/", headers={"Accept": "application/json"})
    assert (response.status_code, response.json()) == (401, {"detail": "请先登录。"})


def test_the_stock_admin_has_no_sign_in_of_its_own(client: Client, db: None) -> None:
    assert client.get("/admin/login/?next=/admin/")["Location"] == "/office/login/?next=/admin/"


def test_a_database_that_is_away_is_said_at_the_desk_too(client: Client, clerk: User) -> None:
    def away(*args: object) -> None:
        raise OperationalError

    sign_in(client)
    with connection.execute_wrapper(away):
        assert client.get("/office/").status_code == 503


# -- residents ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", ["/", "/how/", "/communities/620104007001/", "/api/communities/"])
def test_residents_pages_ask_nothing_about_sessions(client: Client, catalogue: None, path: str) -> None:
    """Not even of a clerk who looks at them."""
    make.community()
    client.force_login(make.account(Role.CITY_ADMIN))
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    assert not [
        query for query in captured if "django_session" in query["sql"] or "auth_user" in query["sql"]
    ]
    assert not Client().get(path).cookies
