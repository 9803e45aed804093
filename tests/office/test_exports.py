"""Outlets out of the register: what one may see, as one asks for it, logged, and taken back unchanged."""

import csv
import io
import json

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from lifecircle.datum import CoordinateSystem, from_wgs84
from lifecircle.staff.models import AuditKind, AuditRecord
from lifecircle.staff.rights import Role
from outlets.exchange.columns import COLUMNS
from outlets.models import Outlet
from tests import make
from tests.office.tables import sent, verdicts

OWN, OTHER_STREET = "620104007001", "620104009001"
PAGE, TABLE = "/office/export/", "/office/export/table/"
WGS84 = {"format": "csv", "system": "wgs84"}


@pytest.fixture(autouse=True)
def street(catalogue: None) -> None:
    make.community()
    make.community("远处社区", OTHER_STREET, make.north_of(make.CENTRE, 20_000), subdistrict="远处街道")
    shop = make.outlet("=惠民", area_id=OWN, phone="+86 931 4567890", address="-12 号", brand="@7-11")
    shop.service_items.create(name="修鞋", price_yuan=10, price_note="起")
    make.also_sells(shop, "breakfast")
    make.outlet("坎上药店", "pharmacy", make.north_of(make.CENTRE, 100), area_id=OWN, opening_hours="24/7")
    make.outlet("别家", "pharmacy", make.north_of(make.CENTRE, 20_000), area_id=OTHER_STREET)
    make.outlet("没有区划")


def asked(desk: Client, **fields: str) -> bytes:
    response = desk.get(TABLE, {**WGS84, **fields})
    assert response.status_code == 200
    return response.getvalue()


def names(content: bytes) -> list[str]:
    return [row["名称"] for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")))]


def test_a_clerk_gets_the_own_street_and_nothing_else(desk: Client) -> None:
    assert names(asked(desk)) == ["'=惠民", "坎上药店"]


def test_the_city_gets_everything(client: Client) -> None:
    client.force_login(make.account(Role.CITY_ADMIN))
    assert len(names(asked(client))) == 4


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"category": "pharmacy"}, ["坎上药店"]),
        ({"category": "breakfast"}, ["'=惠民"]),
        ({"status": "closed"}, []),
        ({"street": "620104007"}, ["'=惠民", "坎上药店"]),
        ({"since": "2020-01-01"}, ["'=惠民", "坎上药店"]),
        ({"since": "2999-01-01"}, []),
    ],
)
def test_filters_narrow_it(desk: Client, fields: dict[str, str], found: list[str]) -> None:
    assert names(asked(desk, **fields)) == found


def test_another_street_cannot_be_asked_for(desk: Client) -> None:
    assert desk.get(TABLE, {**WGS84, "street": "620104009"}).status_code == 400


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("system", list(CoordinateSystem))
def test_an_export_sent_in_again_changes_nothing(
    desk: Client, clerk: User, ending: str, system: CoordinateSystem
) -> None:
    content = asked(desk, format=ending, system=system.value)
    upload = sent(clerk, content, f"导出.{ending}", system)
    assert verdicts(upload) == ["没有变化", "没有变化"]


def test_its_columns_are_the_templates(desk: Client) -> None:
    book = load_workbook(io.BytesIO(asked(desk, format="xlsx")))
    assert [cell.value for cell in book.worksheets[0][1]] == [column.chinese for column in COLUMNS]


def test_nothing_in_it_runs_in_a_spreadsheet(desk: Client) -> None:
    rows = list(csv.reader(io.StringIO(asked(desk).decode("utf-8-sig"))))
    texts = [cell for row in rows[1:] for cell in row if not cell.replace(".", "").isdigit()]
    assert [cell for cell in texts if cell.startswith(("=", "+", "-", "@"))] == []
    book = load_workbook(io.BytesIO(asked(desk, format="xlsx")))
    assert [cell.value for row in book.worksheets[0] for cell in row if cell.data_type == "f"] == []


def test_places_are_in_the_chosen_system(desk: Client) -> None:
    [first, _] = csv.DictReader(io.StringIO(asked(desk, system="bd09").decode("utf-8-sig")))
    there = from_wgs84(make.CENTRE, CoordinateSystem.BD09)
    assert (float(first["纬度"]), float(first["经度"])) == pytest.approx((there.lat, there.lng))
    assert first["坐标系"] == "BD-09"


def test_geojson_is_wgs84_with_longitude_first(desk: Client) -> None:
    found = json.loads(asked(desk, format="geojson"))
    [shop, _] = found["features"]
    assert shop["geometry"] == {"type": "Point", "coordinates": [make.CENTRE.lng, make.CENTRE.lat]}
    assert (shop["properties"]["name"], shop["properties"]["cash"]) == ("=惠民", None)
    assert shop["properties"]["services"] == "修鞋 10 元起"


def test_geojson_of_nothing_is_geojson(desk: Client) -> None:
    assert json.loads(asked(desk, format="geojson", status="closed"))["features"] == []


def test_geojson_in_another_system_is_refused_in_words(desk: Client) -> None:
    response = desk.get(TABLE, {"format": "geojson", "system": "gcj02"})
    assert response.status_code == 400
    assert "只能是 WGS-84" in response.content.decode()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "请选坐标系"),
        ({"system": "mars"}, "mars"),
        ({"system": "wgs84", "since": "昨天"}, "2026-03-01"),
        ({"system": "wgs84", "category": "火星"}, "火星"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(desk: Client, fields: dict[str, str], words: str) -> None:
    response = desk.get(TABLE, {"format": "csv", **fields})
    assert response.status_code == 400
    assert words in response.content.decode()


def test_every_export_is_in_the_log(desk: Client) -> None:
    asked(desk, category="pharmacy")
    entry = AuditRecord.objects.get(kind=AuditKind.EXPORT)
    assert (entry.username, entry.words) == ("xiliugou", "网点 1 条，csv，wgs84，业态 pharmacy")


def test_an_export_asks_the_same_number_of_questions_for_more_outlets(desk: Client) -> None:
    few = _questions(desk)
    for number in range(60):
        make.outlet(f"{number} 号", at=make.north_of(make.CENTRE, number), area_id=OWN)
    assert _questions(desk) <= few


def _questions(desk: Client) -> int:
    with CaptureQueriesContext(connection) as asked_for:
        asked(desk)
    return len(asked_for)


def test_the_page_says_how_many_there_are(desk: Client) -> None:
    page = desk.get(PAGE).content.decode()
    assert "登记了 2 家" in page
    assert "RFC 7946" in page
    assert Outlet.objects.count() == 4
