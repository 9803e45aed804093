"""The page of a check, its files and its API: the numbers of the pencil, told in words."""

from io import BytesIO, StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.timezone import localdate
from openpyxl import load_workbook

from communities.board import engine
from communities.gaps.check import check
from communities.gaps_page.rows import gaps, rows_of
from communities.gaps_page.saved import save
from communities.models import CheckReport, Community, Measure, MeasureState, ReportKind
from lifecircle.staff.rights import Role
from outlets.models import Outlet
from tests import make
from tests.gaps.town import GREY_METRES, at
from tests.pages.html import Page, read

PAGE = "/communities/620104007001/check/"
API = "/api/communities/620104007001/check/"


def page(client: Client, **query: str) -> Page:
    return read(client.get(PAGE, query))


def market_of(client: Client) -> dict[str, Any]:
    lines = client.get(API).json()["categories"]
    return next(line for line in lines if line["code"] == "market")


def test_the_sentence_on_top_counts_the_basic(client: Client, circle: Community, market: Outlet) -> None:
    assert "14 类基本保障里，有 1 类，缺 13 类。" in page(client).text


def test_a_gap_says_how_far_and_for_how_many(
    client: Client, circle: Community, market: Outlet, compounds: None
) -> None:
    text = page(client).text
    assert "从社区中心走 5 分钟就有，可是不是人人都近。300 位居民 10 分钟走不到" in text
    assert "老人按老人的脚步，160 位走不到" in text
    assert "15 分钟内没有药店。1,000 位居民 10 分钟走不到" in text


def test_gaps_come_by_residents_then_by_those_who_asked(
    circle: Community, market: Outlet, compounds: None
) -> None:
    make.need(circle, category_id="pharmacy", people=7)
    make.need(circle, category_id="repair", people=9)
    order = [row.line.category.code for row in gaps(rows_of(check(circle)))]
    assert (order[:2], order[-1]) == (["repair", "pharmacy"], "market")


def test_needs_that_a_done_measure_answers_are_asked_for_no_more(circle: Community) -> None:
    done = make.measure(circle, category_id="repair", state=MeasureState.DONE, done_on=localdate())
    make.need(circle, category_id="repair", people=9, measure=done)
    make.need(circle, category_id="repair", people=2)
    asked = {row.line.category.code: row.asked.people for row in rows_of(check(circle))}
    assert asked["repair"] == 2


def test_every_row_opens_its_formula(
    client: Client, circle: Community, market: Outlet, compounds: None
) -> None:
    found = page(client)
    assert "10 分钟以内 700 人 ÷ 一共 1,000 人（按小区登记的人口）" in found.text
    assert f"10 分钟内走不到这一类的 {GREY_METRES:,.0f} 米" in found.text
    assert len(found.all("dl", class_="k-parts")) == 23


def test_the_map_draws_the_streets_left_grey_beside_the_compounds(
    client: Client, circle: Community, market: Outlet, compounds: None
) -> None:
    found = page(client, category="market")
    assert found.all("path", class_="k-grey")[0]["d"].startswith("M")
    rows = [row.text for row in found.all("tr", class_="kr--far") if "300" in row.text]
    assert any("甲" in row for row in rows)


def test_an_unsurveyed_circle_lacks_nothing_for_certain(client: Client, circle: Community) -> None:
    Community.objects.update(surveyed_on=None)
    text = page(client).text
    assert "14 类数据不足" in text
    assert "还没摸底，说不准缺什么" in text


def test_shares_of_an_unsurveyed_circle_are_at_least_so_high(
    client: Client, circle: Community, market: Outlet, compounds: None
) -> None:
    Community.objects.update(surveyed_on=None)
    shares = [cell.text for cell in page(client).all("td", class_="k-share")]
    assert "≥ 70%" in shares
    assert f"≤ {GREY_METRES:,.0f}" in shares


def test_without_homes_nothing_is_said_of_residents(
    client: Client, circle: Community, market: Outlet
) -> None:
    found = page(client, category="market")
    assert "人口不详" in found.text
    assert "位居民" not in found.text
    assert "目标内居民" not in [head.text for head in found.all("th")]


def test_spread_residents_are_called_an_estimate(client: Client, circle: Community, market: Outlet) -> None:
    Community.objects.update(residents=2_970)
    found = page(client, category="market")
    assert "按道路均摊估算" in found.text
    assert "没有名字的路" in found.text or "沿哪些路的居民走不到" in found.text


def test_in_the_evening_a_closed_market_is_no_market(
    client: Client, circle: Community, market: Outlet
) -> None:
    Outlet.objects.update(opening_hours="Mo-Su 06:00-12:00")
    assert "有 1 类" in page(client).text
    assert "有 1 类" not in page(client, at="2026-11-24T20:00").text


@pytest.mark.parametrize("query", [{"at": "soon"}, {"at": "1850-01-01T08:00"}, {"category": "nothing"}])
def test_a_bad_question_is_refused_in_words(client: Client, circle: Community, query: dict[str, str]) -> None:
    response = client.get(PAGE, query)
    assert response.status_code == 400
    assert "请求里有地方不对" in response.content.decode()


def test_programs_get_the_numbers_of_the_pencil(
    client: Client, circle: Community, market: Outlet, compounds: None
) -> None:
    line = market_of(client)
    assert (line["state"], line["nearest_minutes"], line["share_within_target"]) == ("has", 5, 0.7)
    assert (line["share_within_15"], line["residents"], line["elderly"]) == (1.0, 1000, 240)
    assert line["basis"]["share_within_target"] == "10 分钟以内 700 人 ÷ 一共 1,000 人（按小区登记的人口）"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"at": "soon"}, "时间应写成 2026-11-24T08:00 这样。"),
        ({"pace": "elderly"}, "没有“pace”这个参数。可以用：at。"),
    ],
)
def test_programs_are_refused_by_field(
    client: Client, circle: Community, query: dict[str, str], words: str
) -> None:
    response = client.get(API, query)
    assert (response.status_code, list(response.json().values())) == (400, [[words]])


def test_an_answer_that_is_known_is_not_sent_again(client: Client, circle: Community, market: Outlet) -> None:
    etag = client.get(API).headers["ETag"]
    assert client.get(API, headers={"if-none-match": etag}).status_code == 304
    make.compound(circle, "新小区", at(100), residents=10)
    assert client.get(API, headers={"if-none-match": etag}).status_code == 200


def test_the_workbook_holds_numbers_and_no_formula(
    client: Client, circle: Community, market: Outlet, compounds: None
) -> None:
    make.compound(circle, "=1+1", at(400), residents=5)
    book = load_workbook(BytesIO(client.get("/communities/620104007001/check.xlsx").content))
    assert book.sheetnames == ["概况", "逐类", "小区", "依据"]
    head, *rows = book["逐类"].iter_rows(values_only=True)
    told = next(dict(zip(head, row, strict=True)) for row in rows if row[0] == "菜市场")
    assert (told["最近（分钟）"], told["目标内居民"], told["居民"]) == (5, 705, 1005)
    assert told["目标内占比"] == pytest.approx(705 / 1005, abs=1e-4)
    places = {cell.value: cell.data_type for cell in book["小区"]["A"]}
    assert places["=1+1"] == "s"


def test_the_pdf_is_a_file_of_two_pages_at_most(client: Client, circle: Community, market: Outlet) -> None:
    try:
        engine.ready()
    except engine.CannotPrint as missing:
        pytest.skip(str(missing))
    body = client.get("/communities/620104007001/check.pdf").content
    assert body.startswith(b"%PDF")
    assert 1 <= body.count(b"/Type /Page\n") + body.count(b"/Type /Page ") + body.count(b"/Type/Page") <= 4


def test_a_month_is_saved_once(circle: Community, market: Outlet) -> None:
    for _ in range(2):
        call_command("save_checks", stdout=StringIO())
    report = CheckReport.objects.get()
    assert (report.month, report.kind) == (localdate().replace(day=1), ReportKind.MONTHLY)


def test_another_month_cannot_be_made_up(circle: Community) -> None:
    with pytest.raises(CommandError, match="补不出"):
        call_command("save_checks", month="2020-01", stdout=StringIO())


def test_a_saved_report_is_compared_with_today(client: Client, circle: Community, market: Outlet) -> None:
    pk = save(check(circle), kind=ReportKind.BY_HAND).pk
    assert "一样：每一类的状态" in read(client.get(f"{PAGE}{pk}/")).text
    market.delete()
    cells = [cell.text for cell in read(client.get(f"{PAGE}{pk}/")).all("td")]
    assert cells[:3] == ["状态", "有", "缺"]


def test_staff_save_one_and_are_led_to_it(client: Client, circle: Community) -> None:
    client.force_login(make.account(Role.CITY_ADMIN))
    response = client.post(f"{PAGE}save/")
    assert response["Location"] == f"{PAGE}{CheckReport.objects.get().pk}/"


def test_only_staff_see_what_is_planned(
    client: Client, circle: Community, market: Outlet, compounds: None
) -> None:
    make.measure(circle, "开一家药店", category_id="pharmacy", state=MeasureState.DOING)
    assert "开一家药店" not in page(client).text
    client.force_login(make.account(Role.CITY_ADMIN))
    found = page(client)
    assert "开一家药店" in found.text
    assert any("measures/new/?community=620104007001" in link["href"] for link in found.all("a"))
    assert Measure.objects.count() == 1
