"""The city's programme: what is counted adds up, and what was published stands apart from it."""

from dataclasses import fields
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils.timezone import localdate
from openpyxl import load_workbook

from communities.models import Community
from communities.programme import MOST_PROMOTIONS, ProjectRow, Sum, programme
from outlets.models import Outlet
from tests import make
from tests.pages.html import read

TODAY = localdate()


@pytest.fixture
def city(catalogue: None) -> Community:
    """Two districts; an outlet that two projects claim; a project of the whole city, one without money."""
    make.community("甲", "620102001001", stage="built", district="城关区")
    make.community("乙", "620102001002", stage="building", district="城关区")
    make.community("试用的", "990000000001", stage="built", membership="trial", district="别处")
    circle = make.community()
    shops = [make.outlet(f"店{number}") for number in range(3)]
    make.project("菜场", "620104", category_id="market", investment_yuan="2250000.50").outlets.set(shops[:2])
    make.project("早餐", "620104", kind="new", investment_yuan=100_000).outlets.set(shops[1:])
    make.project("城关菜场", "620102", kind="new", category_id="market")
    make.project("全市的", investment_yuan=1)
    make.promotion("今天的", outlet=shops[0], starts_on=TODAY, ends_on=TODAY)
    make.promotion("昨天的", community=circle, ends_on=TODAY - timedelta(days=1))
    return circle


def added(rows: list[ProjectRow]) -> Sum:
    return Sum(
        *(
            sum((getattr(row.sum, f.name) for row in rows), type(getattr(rows[0].sum, f.name))(0))
            for f in fields(Sum)
        )
    )


def test_the_totals_are_what_their_rows_add_up_to(city: Community) -> None:
    found = programme(TODAY)
    assert added(found.by_district) == added(found.by_category) == found.projects
    assert found.projects == Sum(4, new=2, rebuilt=2, yuan=Decimal("2350001.50"), unpriced=1, outlets=3)
    assert found.stages.total == sum(row.stages.total for row in found.stage_rows) == 3


def test_what_is_of_the_whole_city_or_of_no_category_has_its_own_row(city: Community) -> None:
    found = programme(TODAY)
    assert [row.of and row.of.name for row in found.by_district] == ["城关区", "西固区", None]
    assert [row.of and row.of.name for row in found.by_category] == ["菜市场", None]


def test_a_circle_on_trial_is_in_no_programme(city: Community, client: Client) -> None:
    assert "别处" not in read(client.get("/programme/")).text


def test_the_page_tells_the_sums_and_only_the_offers_of_today(city: Community, client: Client) -> None:
    text = read(client.get("/programme/")).text
    for words in ("2,350,001.50", "有 1 个项目没有写投资", "今天的", "城关区", "没有写业态"):
        assert words in text
    assert "昨天的" not in text


@pytest.mark.parametrize("status", ["closed", "moved"])
def test_a_shop_that_is_gone_offers_nothing(city: Community, client: Client, status: str) -> None:
    make.promotion("全圈的", community=city, starts_on=TODAY, ends_on=TODAY)
    Outlet.objects.filter(promotions__title="今天的").update(
        status=status, status_on=TODAY, status_reason="停业"
    )
    text = read(client.get("/programme/")).text
    assert ("今天的" in text, "全圈的" in text) == (False, True)
    assert [row[0] for row in sheet(client, "正在进行的优惠")[1:]] == ["全圈的"]


def test_a_shop_that_only_pauses_keeps_its_offer(city: Community, client: Client) -> None:
    Outlet.objects.filter(promotions__title="今天的").update(
        status="suspended", status_on=TODAY, status_reason="停业"
    )
    assert "今天的" in read(client.get("/programme/")).text


def test_money_that_nobody_wrote_down_is_not_nought(city: Community) -> None:
    [of_chengguan] = [row for row in programme(TODAY).by_district if row.of and row.of.pk == "620102"]
    assert (of_chengguan.sum.money, of_chengguan.sum.yuan) == ("", Decimal(0))


def test_an_empty_register_is_told_in_words(client: Client, db: None) -> None:
    text = read(client.get("/programme/")).text
    for words in ("还没有生活圈", "还没有项目", "没有登记着的优惠", "还没有录入公开过的数"):
        assert words in text


def test_published_figures_are_marked_and_never_added(lanzhou: None, client: Client) -> None:
    before = programme(TODAY)
    call_command("loaddata", "published", verbosity=0)
    after = programme(TODAY)
    assert (after.projects, after.stages) == (before.projects, before.stages)
    text = read(client.get("/programme/")).text
    for words in ("已公布", "381,300 人", "2.25 亿元", "七里河区", "319 个", "兰州市公开新闻（2025-02-25）"):
        assert words in text


def test_only_so_many_offers_are_listed_and_the_workbook_has_all(city: Community, client: Client) -> None:
    for number in range(MOST_PROMOTIONS):
        make.promotion(f"第 {number} 个", community=city, starts_on=TODAY, ends_on=TODAY + timedelta(days=1))
    assert f"只列出最先结束的 {MOST_PROMOTIONS} 个" in read(client.get("/programme/")).text
    assert len(sheet(client, "正在进行的优惠")) == MOST_PROMOTIONS + 2


def sheet(client: Client, name: str) -> list[tuple[Any, ...]]:
    book = load_workbook(BytesIO(client.get("/programme/table.xlsx").content))
    return list(book[name].iter_rows(values_only=True))


def test_the_workbook_holds_the_tables_of_the_page(city: Community, client: Client) -> None:
    make.project("=1+1", "620102", funds="=cmd")
    rows = sheet(client, "项目按区县（登记册）")
    assert rows[-1] == ("合计", 5, 2, 3, 2350001.5, 2, 3)
    for column in range(1, 7):
        assert rows[-1][column] == sum(row[column] or 0 for row in rows[1:-1])
    assert sheet(client, "生活圈（登记册）")[-1] == ("合计", 0, 1, 1, 1, 3)
    assert "=1+1" in {row[2] for row in sheet(client, "项目清单")}  # text, not a formula
    book = load_workbook(BytesIO(client.get("/programme/table.xlsx").content))
    assert not [c for row in book["项目清单"].iter_rows() for c in row if c.data_type == "f"]


def test_every_page_leads_to_the_programme(city: Community, client: Client) -> None:
    assert read(client.get("/")).all("a", href="/programme/")
