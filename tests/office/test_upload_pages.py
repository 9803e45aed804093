"""Sending a table in at the desk, page by page, without scripts."""

import io
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import now
from openpyxl import load_workbook

from lifecircle.staff.models import AuditKind, AuditRecord
from outlets.models import Outlet, Upload, UploadState
from tests import make
from tests.office.offices import let_offices_publish, worker
from tests.office.tables import HEAD, ROW, csv_bytes, sent, xlsx_bytes
from tests.pages.html import Page, read

OWN = "620104007001"
PAGE = "/office/uploads/"
SECOND = ["坎上药店", "药店", "36.1150", "103.6093"]


@pytest.fixture(autouse=True)
def town(catalogue: None) -> None:
    make.community()


def send(desk: Client, content: bytes, name: str = "名单.csv", system: str = "wgs84") -> Any:
    return desk.post(PAGE, {"file": SimpleUploadedFile(name, content), "system": system}, follow=True)


def test_the_page_asks_for_the_coordinate_system_and_chooses_none(desk: Client) -> None:
    page = read(desk.get(PAGE))
    radios = page.all("input", type="radio")
    assert {radio["value"] for radio in radios} == {"wgs84", "gcj02", "bd09"}
    assert [radio for radio in radios if "checked" in radio.attributes] == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"system": "wgs84"}, "请选一份表"),
        ({"file": SimpleUploadedFile("a.csv", b"a")}, "请选坐标系"),
        ({"file": SimpleUploadedFile("a.csv", b""), "system": "wgs84"}, "空的"),
        ({"file": SimpleUploadedFile("a.xls", b"a"), "system": "wgs84"}, "不收旧式的 .xls"),
        ({"file": SimpleUploadedFile("a.xlsm", b"a"), "system": "wgs84"}, "带宏的 .xlsm"),
        ({"file": SimpleUploadedFile("a.pdf", b"a"), "system": "wgs84"}, "只收 .csv 和 .xlsx"),
    ],
)
def test_what_cannot_be_taken_is_said_on_the_form(desk: Client, data: dict[str, Any], words: str) -> None:
    for part in data.values():
        if not isinstance(part, str):
            part.seek(0)
    response = desk.post(PAGE, data)
    assert response.status_code == 400
    assert words in read(response).one("main").text
    assert not Upload.objects.exists()


def test_a_file_over_the_limit_is_refused_with_both_sizes(desk: Client, settings: Any) -> None:
    settings.UPLOAD_MB = 1
    response = send(desk, b"x" * 1_200_000)
    assert "文件有 1.2 MB，最多 1 MB" in response.content.decode()


def test_a_small_table_is_shown_at_once(desk: Client) -> None:
    page = read(send(desk, csv_bytes(HEAD, ROW, ["坏店", "火星店", "36.1", "103.6"])))
    assert page.one("h1").text == "名单.csv"
    words = page.one("main").text
    assert "新增 1" in words
    assert "没有“火星店”这个业态" in words


def test_a_table_that_cannot_be_read_says_why_and_keeps_no_file(desk: Client) -> None:
    page = read(send(desk, csv_bytes(["名称", "电话"], ["a", "b"])))
    assert "缺少列" in page.one("main").text
    assert bytes(Upload.objects.get().content) == b""


def test_a_table_that_is_not_read_yet_is_read_on_with_a_button(desk: Client) -> None:
    upload = Upload.objects.create(
        file_name="a.csv", content=csv_bytes(HEAD, ROW), system="wgs84", scope="620104007"
    )
    address = f"{PAGE}{upload.pk}/"
    page = read(desk.get(address))
    assert page.one("progress")["value"] == "0"
    assert desk.post(f"{address}read/").status_code == 302
    assert "可以导入 1 行" in read(desk.get(address)).one("main").text


def test_the_script_is_told_how_far_it_is(desk: Client) -> None:
    upload = Upload.objects.create(
        file_name="a.csv", content=csv_bytes(HEAD, ROW, SECOND), system="wgs84", scope="620104007"
    )
    answer = desk.post(f"{PAGE}{upload.pk}/read/", headers={"Accept": "application/json"})
    assert answer.json() == {"state": "ready", "read": 2, "total": 2}


def test_rows_are_filtered_by_verdict_and_come_in_pages(desk: Client, clerk: User) -> None:
    rows = [[f"{number} 号店", "便利店", 36.10 + number / 2_000, 103.60] for number in range(60)]
    upload = sent(clerk, csv_bytes(HEAD, *rows, ["坏店", "火星店", "36.1", "103.6"]))
    address = f"{PAGE}{upload.pk}/"
    assert len(rows_of(read(desk.get(address)))) == 50
    assert len(rows_of(read(desk.get(address, {"page": 2})))) == 11
    assert len(rows_of(read(desk.get(address, {"verdict": "wrong"})))) == 1
    assert len(rows_of(read(desk.get(address, {"verdict": "火星", "page": "x"})))) == 50


def rows_of(page: Page) -> list[Any]:
    return [element for element in page.all("li") if element["id"].startswith("row-")]


def test_an_office_is_told_whether_its_rows_are_published(desk: Client) -> None:
    assert "由区里审核" in send(desk, csv_bytes(HEAD, ROW)).content.decode()
    let_offices_publish()
    assert "居民的地图上马上就能看到" in send(desk, csv_bytes(HEAD, SECOND)).content.decode()


def test_a_clerk_writes_a_table_and_takes_it_back(desk: Client) -> None:
    let_offices_publish()
    send(desk, csv_bytes(HEAD, ROW, SECOND))
    address = f"{PAGE}{Upload.objects.get().pk}/"
    assert "写入 2 行" in desk.post(f"{address}apply/", follow=True).content.decode()
    assert Outlet.objects.count() == 2
    assert "撤销了 2 行" in desk.post(f"{address}undo/", follow=True).content.decode()
    assert Outlet.objects.count() == 0
    kept = AuditRecord.objects.filter(kind=AuditKind.UPLOAD).order_by("pk").values_list("words", flat=True)
    assert [words.split("，")[0] for words in kept] == [
        "名单.csv：收下",
        "名单.csv：已导入",
        "名单.csv：已撤销",
    ]


def test_what_cannot_be_done_twice_is_said(desk: Client) -> None:
    let_offices_publish()
    send(desk, csv_bytes(HEAD, ROW))
    address = f"{PAGE}{Upload.objects.get().pk}/"
    for deed, words in (
        ("undo", "可以导入"),
        ("apply", "写入 1 行"),
        ("apply", "已导入"),
        ("drop", "不能再丢掉"),
    ):
        assert words in desk.post(f"{address}{deed}/", follow=True).content.decode()
    assert Outlet.objects.count() == 1


def test_nothing_good_is_nothing_to_write(desk: Client) -> None:
    send(desk, csv_bytes(HEAD, ["坏店", "火星店", "36.1", "103.6"]))
    address = f"{PAGE}{Upload.objects.get().pk}/"
    assert "没有一行可以导入" in desk.post(f"{address}apply/", follow=True).content.decode()


def test_a_duplicate_is_decided_row_by_row_or_all_at_once(desk: Client) -> None:
    make.outlet("惠民便利店", area_id=OWN)
    send(desk, csv_bytes(HEAD, ["惠民便利店", "便利店", "36.11345", "103.6093"], SECOND))
    upload = Upload.objects.get()
    address = f"{PAGE}{upload.pk}/"
    response = desk.post(
        f"{address}decide/", {"row": "2", "not_same": "1", "verdict": "duplicate", "page": "1"}
    )
    assert response["Location"] == f"{address}?verdict=duplicate&page=1#row-2"
    assert upload.rows.get(number=2).not_same
    desk.post(f"{address}decide/", {"row": "all", "not_same": "0"})
    assert not upload.rows.get(number=2).not_same
    for junk in ("", "x", "9" * 40):
        assert desk.post(f"{address}decide/", {"row": junk, "not_same": "1"}).status_code == 302


def test_a_dropped_table_is_gone_but_for_its_line(desk: Client) -> None:
    send(desk, csv_bytes(HEAD, ROW))
    address = f"{PAGE}{Upload.objects.get().pk}/"
    assert "文件没有留下" in desk.post(f"{address}drop/", follow=True).content.decode()
    assert "没有可以下载的说明" in desk.get(f"{address}remarks/", follow=True).content.decode()


@pytest.mark.parametrize("name", ["名单.csv", "名单.xlsx"])
def test_the_table_comes_back_with_remarks_in_a_last_column(desk: Client, name: str) -> None:
    make_bytes = csv_bytes if name.endswith("csv") else xlsx_bytes
    send(desk, make_bytes([*HEAD, "序号"], [*ROW, "1"], ["坏店", "火星店", "36.1", "103.6", "2"]), name)
    response = desk.get(f"{PAGE}{Upload.objects.get().pk}/remarks/")
    content = response.getvalue()
    if name.endswith("csv"):
        lines = content.decode("utf-8-sig").splitlines()
        assert lines[0].endswith("序号,导入说明")
        assert lines[2].startswith("坏店,火星店,36.1,103.6,2,有错；主业态：没有“火星店”")
    else:
        sheet = load_workbook(io.BytesIO(content)).worksheets[0]
        assert [cell.value for cell in sheet[1]][-2:] == ["序号", "导入说明"]
        assert str(sheet[3][-1].value).startswith("有错；主业态：没有“火星店”")
    again = send(desk, content, name)
    assert "不认得" not in again.content.decode()


def test_another_office_sees_nothing_of_it(desk: Client, client: Client) -> None:
    upload = Upload.objects.create(file_name="秘密.csv", content=b"", system="wgs84", scope="620104009")
    assert "秘密.csv" not in desk.get(PAGE).content.decode()
    assert desk.get(f"{PAGE}{upload.pk}/").status_code == 403
    assert desk.get(f"{PAGE}999/").status_code == 404


def test_a_community_worker_sends_no_tables(client: Client) -> None:
    client.force_login(worker())
    assert client.get(PAGE).status_code == 403


def test_a_page_of_rows_asks_the_same_number_of_questions(
    desk: Client, clerk: User, django_assert_max_num_queries: Any
) -> None:
    rows = [[f"{number} 号店", "便利店", 36.10 + number / 2_000, 103.60] for number in range(50)]
    upload = sent(clerk, csv_bytes(HEAD, *rows))
    with django_assert_max_num_queries(20):
        desk.get(f"{PAGE}{upload.pk}/")


@pytest.mark.parametrize("state", UploadState.values)
def test_every_state_has_a_page(desk: Client, state: str) -> None:
    upload = Upload.objects.create(
        file_name="a.csv", content=b"", system="wgs84", scope="620104007", state=state, applied_at=now()
    )
    assert read(desk.get(f"{PAGE}{upload.pk}/")).one("h1").text == "a.csv"


# -- in English -------------------------------------------------------------------------------------------

BAD = [*SECOND[:3], "东边"]


@pytest.fixture
def english(desk: Client) -> Client:
    desk.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return desk


def test_what_was_read_in_one_language_is_said_in_both(english: Client) -> None:
    page = read(send(english, csv_bytes(HEAD, ROW, BAD)))
    assert "“东边” is not decimal degrees such as 36.1134" in page.one("main").text
    del english.cookies[settings.LANGUAGE_COOKIE_NAME]
    again = read(english.get(f"{PAGE}{Upload.objects.get().pk}/"))
    assert "经度：“东边”不是用小数写的度数" in again.one("main").text


def test_what_was_kept_before_there_were_two_languages_is_shown_as_it_is(english: Client) -> None:
    upload = Upload.objects.get(pk=send(english, csv_bytes(HEAD, BAD)).context["upload"].pk)
    upload.rows.update(remarks=["经度：不是度数"])
    Upload.objects.update(words="一行也没有导入，文件没有留下。", told={})
    page = english.get(f"{PAGE}{upload.pk}/").content.decode()
    assert "<span lang='zh-Hans'>经度：不是度数</span>" in page
    assert "一行也没有导入" in english.get(PAGE).content.decode()


def test_what_is_taken_away_and_what_is_logged_is_chinese(english: Client) -> None:
    send(english, csv_bytes(HEAD, ROW, BAD))
    where = f"{PAGE}{Upload.objects.get().pk}/"
    copy = b"".join(english.get(f"{where}remarks/")).decode("utf-8-sig")
    assert ("导入说明" in copy, "有错；经度：“东边”不是用小数写的度数" in copy) == (True, True)
    book = load_workbook(io.BytesIO(english.get(f"{PAGE}template.xlsx").content))
    offered = {cell.value for row in book["可选的值"].iter_rows() for cell in row}
    assert {"店铺", "暂停", "便利店"} <= offered
    english.post(f"{where}drop/")
    assert AuditRecord.objects.latest("pk").words == "名单.csv：没有导入，一行也没有导入，文件没有留下。"
    assert Upload.objects.get().said == "一行也没有导入，文件没有留下。"
