"""The city's keepers in the admin: circles by table with a look first, accounts, the city's own settings."""

from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from communities.models import Community
from lifecircle.city.models import CitySettings
from lifecircle.staff.rights import Role
from tests import make
from tests.pages.html import read

pytestmark = pytest.mark.django_db
IMPORT = "/admin/communities/community/import/"
HEAD = ["社区代码", "名称", "中心纬度", "中心经度"]


@pytest.fixture(autouse=True)
def own_media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def city(catalogue: None, client: Client) -> Client:
    make.areas()
    client.force_login(make.account(Role.CITY_ADMIN))
    return client


def table(*rows: list[Any]) -> SimpleUploadedFile:
    book, kept = Workbook(), BytesIO()
    for row in (HEAD, *rows):
        book.worksheets[0].append(row)
    book.save(kept)
    return SimpleUploadedFile("圈.xlsx", kept.getvalue())


def look(client: Client, *rows: list[Any], system: str = "wgs84") -> Any:
    return client.post(IMPORT, {"file": table(*rows), "system": system})


def test_a_table_is_looked_at_first_and_written_when_told(city: Client) -> None:
    page = look(city, ["620104007001", "上坎社区", 36.1134, 103.6093])
    assert ("新增 1" in page.content.decode(), Community.objects.count()) == (True, 0)
    city.post(IMPORT, {"apply": "1"})
    assert Community.objects.get().name == "上坎社区"


def test_a_wrong_row_keeps_the_whole_table_out(city: Client) -> None:
    good, bad = ["620104007001", "上坎社区", 36.1134, 103.6093], ["12", "坏的", 36.1, 103.6]
    assert "第 3 行" in look(city, good, bad).content.decode()
    city.post(IMPORT, {"apply": "1"})
    assert not Community.objects.exists()


def test_the_system_of_the_coordinates_is_asked_for(city: Client) -> None:
    page = look(city, ["620104007001", "上坎社区", 36.1134, 103.6093], system="")
    assert (page.status_code, "请选坐标系" in page.content.decode()) == (400, True)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [("圈.xls", b"x", "只收 .xlsx 或 .csv"), ("圈.xlsx", b"", "是空的"), ("圈.xlsx", b"junk", "")],
)
def test_what_is_no_table_is_said(city: Client, name: str, content: bytes, words: str) -> None:
    page = city.post(IMPORT, {"file": SimpleUploadedFile(name, content), "system": "wgs84"}, follow=True)
    assert page.status_code in {200, 400}
    assert words in page.content.decode()
    assert not Community.objects.exists()


def test_applying_without_a_table_is_said(city: Client) -> None:
    page = city.post(IMPORT, {"apply": "1"}, follow=True)
    assert "请重新选一次" in page.content.decode()


def test_an_auditor_looks_and_changes_nothing(catalogue: None, client: Client) -> None:
    make.community()
    client.force_login(make.account(Role.AUDITOR))
    assert client.get("/admin/communities/community/620104007001/change/").status_code == 200
    assert client.get(IMPORT).status_code == 403


def test_whoever_is_set_a_password_has_to_change_it(city: Client) -> None:
    clerk = make.account(Role.STREET_OFFICE, "620104007")
    new = {
        "password1": "新的密码一二三四五六七",
        "password2": "新的密码一二三四五六七",
        "usable_password": "true",
    }
    city.post(f"/admin/auth/user/{clerk.pk}/password/", new)
    clerk.scope.refresh_from_db()
    assert clerk.scope.must_change_password


def test_the_city_s_keeper_makes_no_superuser(city: Client) -> None:
    boss = User.objects.create_superuser("root", password="x")
    page = read(city.get(f"/admin/auth/user/{make.account(name='else').pk}/change/"))
    assert not page.all("input", name="is_superuser")
    assert city.get(f"/admin/auth/user/{boss.pk}/change/").status_code == 302  # as if it were not there


def test_what_the_city_says_of_itself_stands_on_every_page(city: Client) -> None:
    CitySettings.objects.create(pk=1, name="白银", maker="白银市商务局", map_approval="甘S(2026)001号")
    text = read(Client().get("/")).text
    assert all(words in text for words in ("白银便民生活圈", "白银市商务局", "甘S(2026)001号"))


def test_there_is_one_row_of_the_city_s_settings(city: Client) -> None:
    assert city.get("/admin/city/citysettings/").headers["Location"].endswith("/1/change/")
    assert city.get("/admin/city/citysettings/add/").status_code == 403


def test_who_changed_a_circle_is_kept(city: Client) -> None:
    circle = make.community()
    form = {"code": circle.code, "name": "上坎新社区", "district": "620104", "subdistrict": "620104007"}
    place = {"lat": "36.1134", "lng": "103.6093", "position_quality": "approximate", "boundary": ""}
    sent = city.post(
        f"/admin/communities/community/{circle.code}/change/",
        {**form, **place, "membership": "confirmed"},
    )
    assert sent.status_code == 302, read(sent).text[:2000]
    kept = Community.history.first()
    assert (kept.name, kept.history_user.scope.role) == ("上坎新社区", Role.CITY_ADMIN)
