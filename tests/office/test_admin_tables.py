"""Tables of the ledger in the admin: a look first, then all of it or nothing, for each kind its own."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from communities.models import Community, Compound, Measure, Project
from lifecircle.staff.rights import Role
from tests import make
from tests.pages.html import read


@pytest.fixture
def circle(catalogue: None) -> Community:
    return make.community()


@pytest.fixture
def city(circle: Community, client: Client) -> Client:
    client.force_login(make.account(Role.CITY_ADMIN, name="keeper"))
    return client


def table(*rows: list[Any]) -> SimpleUploadedFile:
    book, kept = Workbook(), BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(kept)
    return SimpleUploadedFile("表.xlsx", kept.getvalue())


def test_compounds_are_looked_at_and_then_written_by_whom_is_kept(city: Client) -> None:
    page = "/admin/communities/compound/import/"
    sent = table(["生活圈", "名称", "纬度", "经度", "人口"], ["上坎社区", "甲小区", 36.1, 103.6, 900])
    assert "新增 1" in read(city.post(page, {"file": sent, "system": "wgs84"})).text
    assert not Compound.objects.exists()
    assert "导入好了：新增 1" in read(city.post(page, {"apply": "1"}, follow=True)).text
    kept: Any = Compound.history.get()
    assert (kept.name, kept.residents, kept.history_user.username) == ("甲小区", 900, "keeper")


def test_what_has_no_place_is_asked_for_no_system(city: Client) -> None:
    page = "/admin/communities/project/import/"
    assert not read(city.get(page)).all("input", name="system")
    assert read(city.get("/admin/communities/measure/import/")).all("input", name="system")
    city.post(page, {"file": table(["区县代码", "名称", "新建或改造"], ["", "全市改造", "改造"])})
    city.post(page, {"apply": "1"})
    assert Project.objects.get().area_id is None


def test_a_table_of_one_kind_is_not_written_as_another(city: Client) -> None:
    sent = table(["生活圈", "办法", "做什么"], ["上坎社区", "新建", "开店"])
    city.post("/admin/communities/measure/import/", {"file": sent, "system": "wgs84"})
    assert (
        "请重新选一次" in read(city.post("/admin/communities/need/import/", {"apply": "1"}, follow=True)).text
    )
    assert not Measure.objects.exists()


def test_a_wrong_row_is_told_and_nothing_written(city: Client) -> None:
    page = "/admin/communities/promotion/import/"
    head = ["社区代码", "名称", "开始", "结束"]
    sent = table(head, ["620104007001", "减五元", "2026-03-02", "2026-03-01"])
    assert "第 2 行：结束日期不能早于开始日期" in read(city.post(page, {"file": sent})).text


def test_a_measure_keeps_who_proposed_it(city: Client, circle: Community) -> None:
    form = {"community": circle.pk, "kind": "new", "what": "开店", "state": "planned"}
    sent = city.post("/admin/communities/measure/add/", form)
    assert sent.status_code == 302, read(sent).text[:1000]
    made = Measure.objects.get().made_by
    assert made is not None
    assert made.username == "keeper"


@pytest.mark.parametrize("model", ["compound", "need", "measure", "project", "promotion"])
def test_a_list_asks_the_same_however_long_it_is(city: Client, circle: Community, model: str) -> None:
    counts = []
    city.get(f"/admin/communities/{model}/")  # what a process asks once
    for size in (2, 4):
        for number in range(size):
            name = f"{size}.{number}"
            make.compound(circle, name)
            make.need(circle, name, measure=make.measure(circle, name))
            make.project(name, "620104", community=circle).outlets.add(make.outlet())
            make.promotion(name, outlet=make.outlet())
        with CaptureQueriesContext(connection) as asked:
            assert city.get(f"/admin/communities/{model}/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
