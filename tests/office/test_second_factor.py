"""The second factor: set up with the right code only, asked once a session, slowed down, given up, reset."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils.timezone import now
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from lifecircle.staff.models import AuditKind, AuditRecord
from lifecircle.staff.rights import Role
from tests import make
from tests.pages.html import Page, read

SET_UP, ASKED = "/office/second/set-up/", "/office/second/"


def code_of(user: User) -> str:
    """What the phone shows now."""
    device = TOTPDevice.objects.get(user=user)
    return f"{totp(device.bin_key):06d}"


def wrong_code(user: User) -> str:
    return f"{(int(code_of(user)) + 1) % 1_000_000:06d}"


def send(client: Client, path: str, code: str, way: str = "") -> Any:
    return client.post(path, {"code": code, "next": way})


def codes_on(response: Any) -> list[str]:
    return [element.text for element in read(response).all("code")]


def again(user: User) -> Client:
    """A new session of somebody whose phone's last code may be used once more."""
    TOTPDevice.objects.update(last_t=-1)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def backup(desk: Client, clerk: User) -> list[str]:
    """The clerk has set it up; these are the backup codes."""
    desk.get(SET_UP)
    return codes_on(send(desk, SET_UP, code_of(clerk)))


def test_the_page_shows_a_picture_to_scan_and_the_secret_to_type(desk: Client, clerk: User) -> None:
    page = read(desk.get(SET_UP))
    [secret] = [element.text for element in page.all("code")]
    assert re.fullmatch(r"([A-Z2-7]{4} ){7}[A-Z2-7]{4}", secret)
    assert page.all("svg")
    assert not [element for element in page.elements if "style" in element.attributes]


def test_it_is_the_same_secret_at_every_look(desk: Client) -> None:
    assert codes_on(desk.get(SET_UP)) == codes_on(desk.get(SET_UP))


def test_the_right_code_sets_it_up_and_shows_ten_backup_codes_once(
    desk: Client, clerk: User, backup: list[str]
) -> None:
    assert len(set(backup)) == 10
    assert TOTPDevice.objects.get(user=clerk).confirmed
    assert desk.get("/office/").status_code == 200
    assert not set(codes_on(desk.get(ASKED))) & set(backup)


def test_a_wrong_code_sets_nothing_up(desk: Client, clerk: User) -> None:
    desk.get(SET_UP)
    assert "口令不对" in send(desk, SET_UP, wrong_code(clerk)).content.decode()
    assert not TOTPDevice.objects.get(user=clerk).confirmed


def test_a_new_session_is_asked_before_anything_else(clerk: User, backup: list[str]) -> None:
    client = again(clerk)
    assert client.get("/office/?day=1")["Location"] == "/office/second/?next=/office/%3Fday%3D1"
    assert client.get(SET_UP)["Location"].startswith(ASKED)
    assert client.post("/office/second/remove/")["Location"].startswith(ASKED)
    assert send(client, ASKED, code_of(clerk), "/office/?day=1")["Location"] == "/office/?day=1"
    assert client.get("/office/").status_code == 200


def test_a_code_is_read_as_phones_show_it(clerk: User, backup: list[str]) -> None:
    code = code_of(clerk)
    assert send(again(clerk), ASKED, f" {code[:3]} {code[3:]} ").status_code == 302


def test_a_code_that_was_seen_is_not_taken_twice(clerk: User, backup: list[str]) -> None:
    client = Client()
    client.force_login(clerk)
    assert "口令不对" in send(client, ASKED, code_of(clerk)).content.decode()


def test_wrong_codes_are_slowed_down(clerk: User, backup: list[str]) -> None:
    client = again(clerk)
    for _ in range(3):
        TOTPDevice.objects.update(throttling_failure_timestamp=now() - timedelta(hours=1))
        send(client, ASKED, wrong_code(clerk))
    said = read(send(client, ASKED, code_of(clerk))).text
    assert re.search(r"请等 [3-5] 秒再试", said)


def test_a_backup_code_serves_once(clerk: User, backup: list[str]) -> None:
    assert send(again(clerk), ASKED, backup[0].upper()).status_code == 302
    assert "口令不对" in send(again(clerk), ASKED, backup[0]).content.decode()
    assert StaticToken.objects.count() == 9


def test_a_wrong_backup_code_does_not_slow_the_phone_down(clerk: User, backup: list[str]) -> None:
    client = again(clerk)
    send(client, ASKED, "aaaaaaaa")
    assert send(client, ASKED, code_of(clerk)).status_code == 302


def test_nobody_passes_with_a_colleague_s_code(divisions: None, clerk: User, backup: list[str]) -> None:
    other = make.account(Role.STREET_OFFICE, "620104007", name="other")
    TOTPDevice.objects.create(user=other, name="x", confirmed=True)
    client = again(other)
    assert send(client, ASKED, backup[0]).status_code == 200
    assert client.get("/office/")["Location"].startswith(ASKED)


def test_new_backup_codes_take_the_place_of_the_old(desk: Client, backup: list[str]) -> None:
    new = codes_on(desk.post("/office/second/codes/"))
    assert (len(new), set(new) & set(backup), StaticToken.objects.count()) == (10, set(), 10)


def test_another_phone_takes_the_place_of_the_first(desk: Client, clerk: User, backup: list[str]) -> None:
    first = TOTPDevice.objects.get(user=clerk).key
    desk.get(SET_UP)
    second = TOTPDevice.objects.get(user=clerk, confirmed=False)
    send(desk, SET_UP, f"{totp(second.bin_key):06d}")
    assert [device.key for device in TOTPDevice.objects.filter(user=clerk)] == [second.key]
    assert second.key != first


def test_it_can_be_given_up_where_it_is_not_required(desk: Client, clerk: User, backup: list[str]) -> None:
    desk.post("/office/second/remove/")
    assert not TOTPDevice.objects.exists()
    assert not StaticDevice.objects.exists()
    assert again(clerk).get("/office/").status_code == 200


def status_page(client: Client) -> Page:
    return read(client.get(ASKED))


# -- required -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", ["/office/", "/office/log/", "/admin/", "/office/password/"])
def test_where_it_is_required_nobody_gets_past_setting_it_up(
    client: Client, settings: Any, divisions: None, path: str
) -> None:
    settings.SECOND_FACTOR = "required"
    client.force_login(make.account(Role.CITY_ADMIN))
    assert client.get(path)["Location"] == f"{SET_UP}?next={path}"


def test_a_superuser_is_asked_like_everybody(client: Client, settings: Any, db: None) -> None:
    settings.SECOND_FACTOR = "required"
    client.force_login(User.objects.create_superuser("root"))
    assert client.get("/admin/")["Location"] == f"{SET_UP}?next=/admin/"


def test_where_it_is_required_it_is_not_given_up(desk: Client, settings: Any, backup: list[str]) -> None:
    settings.SECOND_FACTOR = "required"
    assert "取消动态口令" not in status_page(desk).text
    response = desk.post("/office/second/remove/", follow=True)
    assert "不能取消" in response.content.decode()
    assert TOTPDevice.objects.exists()


def test_a_first_password_comes_first(client: Client, settings: Any, divisions: None) -> None:
    settings.SECOND_FACTOR = "required"
    client.force_login(make.account(Role.STREET_OFFICE, "620104007", must_change_password=True))
    assert client.get(SET_UP)["Location"].startswith("/office/password/")


# -- off ------------------------------------------------------------------------------------------------
def test_where_it_is_off_nobody_is_asked_and_there_is_no_page(
    desk: Client, clerk: User, settings: Any, backup: list[str]
) -> None:
    settings.SECOND_FACTOR = "off"
    client = again(clerk)
    assert client.get("/office/").status_code == 200
    assert [client.get(path).status_code for path in (ASKED, SET_UP)] == [404, 404]


# -- the city's keeper ----------------------------------------------------------------------------------
def test_a_keeper_resets_it_and_sees_no_secret(clerk: User, backup: list[str]) -> None:
    device = TOTPDevice.objects.get()
    keeper = again(make.account(Role.CITY_ADMIN))
    pages = [keeper.get(f"/admin/staff/secondfactor/{rest}") for rest in ("", f"{device.pk}/change/")]
    assert not [page for page in pages if device.key in page.content.decode()]
    keeper.post(f"/admin/staff/secondfactor/{device.pk}/delete/", {"post": "yes"})
    assert again(clerk).get("/office/").status_code == 200
    assert not StaticToken.objects.exists()
    [kept] = AuditRecord.objects.filter(kind=AuditKind.SECOND_FACTOR_REMOVED)
    assert kept.words == "给 xiliugou 重设"


def test_a_keeper_resets_several_at_once(clerk: User, backup: list[str]) -> None:
    keeper = again(make.account(Role.CITY_ADMIN))
    chosen = {"action": "delete_selected", "_selected_action": [TOTPDevice.objects.get().pk], "post": "yes"}
    keeper.post("/admin/staff/secondfactor/", chosen)
    assert not StaticToken.objects.exists()
