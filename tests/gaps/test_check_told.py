"""What a check must not say: measures to everybody, made-up places as real ones, what is not proven."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override
from openpyxl import load_workbook

from communities.gaps.check import check
from communities.gaps.grade import graded
from communities.gaps.reports import compare
from communities.gaps_page.book import _earned
from communities.gaps_page.kept import checked
from communities.gaps_page.paper import facts_of
from communities.gaps_page.rows import rows_of
from communities.gaps_page.saved import figures, save, told
from communities.gaps_page.words import elder_words
from communities.models import CheckReport, Community, MeasureState, ReportKind
from communities.states import State
from lifecircle.staff.rights import Role
from outlets.models import Category, Outlet
from tests import make
from tests.gaps.town import at
from tests.pages.html import read

PAGE = "/communities/620104007001/check/"
XLSX = "/communities/620104007001/check.xlsx"


def sheets(client: Client) -> dict[str, list[tuple[Any, ...]]]:
    book = load_workbook(BytesIO(client.get(XLSX).content))
    return {name: list(book[name].iter_rows(values_only=True)) for name in book.sheetnames}


def lines_of(client: Client) -> dict[str, dict[str, Any]]:
    head, *rows = sheets(client)["逐类"]
    return {row[0]: dict(zip(head, row, strict=True)) for row in rows}


def test_the_workbook_tells_measures_to_staff_only(client: Client, circle: Community) -> None:
    make.measure(circle, "开一家药店", category_id="pharmacy", state=MeasureState.DOING)
    assert "措施" not in lines_of(client)["药店"]
    client.force_login(make.account(Role.CITY_ADMIN))
    assert lines_of(client)["药店"]["措施"].startswith("开一家药店（")


def test_staff_of_elsewhere_are_told_no_measures(client: Client, circle: Community) -> None:
    make.measure(circle, "开一家药店", category_id="pharmacy", state=MeasureState.DOING)
    make.areas("620102001001", district="城关区", subdistrict="街道")
    client.force_login(make.account(Role.DISTRICT_BUREAU, "620102"))
    assert "措施" not in lines_of(client)["药店"]


def test_a_file_for_staff_is_kept_by_nobody_else(client: Client, circle: Community) -> None:
    assert "private" not in client.get(XLSX)["Cache-Control"]
    client.force_login(make.account(Role.CITY_ADMIN))
    answer = client.get(XLSX)
    assert "private" in answer["Cache-Control"]
    assert "Cookie" in answer["Vary"]


def test_files_call_made_up_shops_and_compounds_samples(
    client: Client, circle: Community, market: Outlet, compounds: None
) -> None:
    assert facts_of(checked(circle))["sample"] is False
    Outlet.objects.update(source="sample")
    circle.compounds.filter(name="甲").update(sample=True, position_quality="illustrative")
    facts, book = facts_of(checked(circle)), sheets(client)
    assert (facts["sample"], facts["assumed"][-1]) == (True, "示例：小区是示例；最近的网点里有示例")
    assert ("示例", "是", "小区是示例；最近的网点里有示例") in book["概况"]
    assert lines_of(client)["菜市场"]["备注"] == "最近的网点是示例"
    assert {row[0]: row[-1] for row in book["小区"][1:]}["甲"] == "示例；位置是示意"
    assert ("homes.sample", "示例") in book["依据"]
    assert not [row for row in book["依据"] if isinstance(row[1], bool)]


def elders_unknown(circle: Community) -> Any:
    """The check with its market unknown for the elderly, as where their search alone was cut."""
    found = check(circle)
    lines = [
        replace(line, elderly_state=State.UNKNOWN, nearest_minutes_elderly=None)
        if line.category.code == "market"
        else line
        for line in found.lines
    ]
    return replace(found, lines=lines)


def test_what_is_not_known_for_the_elderly_is_not_out_of_their_reach(
    circle: Community, market: Outlet
) -> None:
    rows = rows_of(elders_unknown(circle))
    [row] = [row for row in rows if row.elder_unknown]
    assert (row.line.category.code, row.elder_worse) == ("market", False)
    assert elder_words(rows) == "按老人的脚步再算，有 1 类老人数据不足，别的走得到的还是这些。"
    with override("en"):
        assert "no data for 1" in elder_words(rows)


def test_the_page_says_so_beside_the_state_and_in_the_chart(client: Client, circle: Community) -> None:
    """An elderly walker reaches 720 m: of the shop at 800 m nothing is proven without a survey."""
    Community.objects.update(surveyed_on=None)
    make.outlet("远处的菜市场", "market", at(800))
    Category.objects.filter(pk="market").update(target_minutes=15)
    found = read(client.get(PAGE))
    assert "老人数据不足" in found.text
    assert "老人走不到" not in found.text
    labels = [svg["aria-label"] for svg in found.all("svg", class_="dumb")]
    assert "普通人 13 分钟，老人数据不足，目标 15 分钟" in labels


FULL = {"basic": 10.0, "quality": 0.0, "satisfaction": 50.0, "chain": 0.0, "facility": 0.0}


def test_a_circle_that_earns_no_grade_is_not_called_undecided(circle: Community) -> None:
    found = check(circle)
    assert _earned(replace(found, grade=graded(FULL)))[0] == "连最低的一级也还不够"
    words, missing = _earned(replace(found, grade=graded({**FULL, "chain": None})))
    assert (words, missing) == ("定不了", "连锁化率")


@pytest.fixture
def report(circle: Community, market: Outlet, compounds: None) -> CheckReport:
    pk = save(check(circle), kind=ReportKind.BY_HAND).pk
    return CheckReport.objects.get(pk=pk)


def test_a_saved_report_prints_what_it_assumed(client: Client, report: CheckReport) -> None:
    circle = report.community
    circle.compounds.all().delete()
    Community.objects.update(surveyed_on=None)
    text = read(client.get(f"{PAGE}{report.pk}/")).text
    assert "3 处，1,000 人" in text
    assert "2026-01-01" in text
    assert "按小区登记的人口" in text


def test_a_report_that_counted_made_up_shops_stays_a_sample(
    client: Client, circle: Community, market: Outlet
) -> None:
    Outlet.objects.update(source="sample")
    pk = save(check(circle), kind=ReportKind.BY_HAND).pk
    Outlet.objects.update(source="office")
    tags = [tag.text for tag in read(client.get(f"{PAGE}{pk}/")).all("span", class_="tag--sample")]
    assert tags == ["示例"]


def test_goals_and_grade_are_kept_and_compared(report: CheckReport) -> None:
    circle = report.community
    Outlet.objects.update(brand="惠仁堂")
    circle.satisfaction = 92
    circle.save()
    assert dict(figures(report))["连锁率"] == "0.0 %（0 ÷ 1），目标 30"
    found = {one.what: (one.before, one.now) for one in told(compare(report, check(circle)).lines)}
    assert found["连锁率"] == ("0.0 %（0 ÷ 1），目标 30", "100.0 %（1 ÷ 1），目标 30")
    assert found["居民满意度"] == ("没有", "92.0 %，目标 90")
    assert "居民满意度" in found["按规则够哪一级"][0]
    assert "居民满意度" not in found["按规则够哪一级"][1]


def test_of_what_an_older_report_has_not_kept_nothing_is_said(client: Client, report: CheckReport) -> None:
    report.assumptions.pop("whole")
    report.lines = [{k: v for k, v in line.items() if k != "nearest_name"} for line in report.lines]
    report.save()
    assert not compare(report, check(report.community))
    assert "那时离目标还差多少" not in read(client.get(f"{PAGE}{report.pk}/")).text


def test_a_report_that_kept_next_to_nothing_is_still_shown(client: Client, report: CheckReport) -> None:
    CheckReport.objects.update(assumptions={}, lines=[])
    assert client.get(f"{PAGE}{report.pk}/").status_code == 200


def test_the_nearest_is_told_by_name(report: CheckReport) -> None:
    Outlet.objects.filter(name="十字菜市场").delete()
    make.outlet("新菜市场", "market", at(200))
    found = [
        (one.before, one.now)
        for one in told(compare(report, check(report.community)).lines)
        if one.what == "最近的网点"
    ]
    assert found == [("十字菜市场", "新菜市场")]
