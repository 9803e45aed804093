"""The bureau's page: the matrix, what to fill first, the districts, the month; each for one's own area."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils.timezone import localdate
from openpyxl import load_workbook

from communities.bureau import matrix
from communities.bureau.changes import Step
from communities.bureau.matrix import Order
from communities.gaps.city import city_checks
from communities.models import CheckReport, Community, Compound, PublishedFigure
from communities.models.check_report import ReportKind
from communities.states import State
from lifecircle.areas.models import Area
from outlets.models import Category, Outlet, Tier
from tests import make
from tests.office import offices
from tests.pages.html import Page, read

pytestmark = pytest.mark.django_db

SURVEYED = date(2026, 8, 1)
OTHER = "620102001001"


@pytest.fixture
def city(catalogue: None) -> dict[str, Community]:
    """上坎 has a shop and a market that is too far for its one compound; 畅家巷, elsewhere, has nothing."""
    own = make.community(surveyed_on=SURVEYED, stage="built")
    far = make.north_of(make.CENTRE, 30_000)
    other = make.community(
        "畅家巷社区", OTHER, far, district="城关区", subdistrict="张掖路街道", surveyed_on=SURVEYED
    )
    make.outlet("惠民便利店", "convenience")
    make.outlet("福利路菜市场", "market", make.north_of(make.CENTRE, 700))
    make.compound(own, "一号院", make.CENTRE, residents=1200, residents_60=300)
    make.compound(other, "东院", far, residents=5000, residents_60=900)
    return {"own": own, "other": other}


def bureau(client: Client, **query: str) -> Page:
    client.force_login(User.objects.filter(username="city_admin").first() or offices.city())
    return read(client.get("/bureau/", query))


def rows() -> list[matrix.Row]:
    return matrix.rows(city_checks().values(), tier=None)


def test_most_residents_without_come_first(city: dict[str, Community]) -> None:
    [first, *_] = matrix.worst(rows(), 5)
    assert (first.circle.name, first.line.state, first.line.residents_beyond) == (
        "畅家巷社区",
        State.GAP,
        5000,
    )


def test_a_category_sorts_its_worst_circle_to_the_top(city: dict[str, Community]) -> None:
    by_code = [row.circle.name for row in matrix.ordered(rows(), Order.CODE)]
    by_shop = [row.circle.name for row in matrix.ordered(rows(), Order.CODE, "convenience")]
    assert (by_code, by_shop) == (["畅家巷社区", "上坎社区"],) * 2
    Outlet.objects.filter(category="convenience").update(lat=make.north_of(make.CENTRE, 30_000).lat)
    assert matrix.ordered(rows(), Order.CODE, "convenience")[0].circle.name == "上坎社区"


def test_totals_count_circles_by_state_and_residents_without(city: dict[str, Community]) -> None:
    shop, market = (
        next(total for total in matrix.totals(rows()) if total.category.code == code)
        for code in ("convenience", "market")
    )
    assert (shop.counts[State.HAS], shop.counts[State.GAP], shop.residents_beyond) == (1, 1, 5000)
    assert (market.counts[State.FAR], market.lacking, market.elderly_beyond) == (1, 2, 1200)


def test_who_lacks_two_things_counts_twice_for_the_row(city: dict[str, Community]) -> None:
    row = next(row for row in rows() if row.circle.pk == OTHER)
    assert row.beyond == 5000 * len(row.lacking)


def test_who_lives_where_nobody_counted_is_not_nobody(city: dict[str, Community]) -> None:
    Compound.objects.update(residents=None, residents_60=None)
    assert {row.beyond for row in rows()} == {None}
    assert {total.residents_beyond for total in matrix.totals(rows())} == {None}


def test_an_unsurveyed_circle_lacks_nothing(city: dict[str, Community]) -> None:
    Community.objects.update(surveyed_on=None)
    assert State.FAR in {line.state for row in rows() for line in row.lines}
    assert matrix.worst(rows(), 50) == []
    assert {row.beyond for row in rows()} == {None}
    assert {(total.lacking, total.residents_beyond) for total in matrix.totals(rows())} == {(0, None)}


def test_circles_on_trial_are_not_the_citys(client: Client, city: dict[str, Community]) -> None:
    Community.objects.filter(pk=OTHER).update(membership="trial")
    assert "畅家巷社区" not in bureau(client).text


def test_a_street_reads_its_own_name_and_nothing_of_the_whole_district(
    client: Client, city: dict[str, Community]
) -> None:
    make.project(area="620104")
    client.force_login(offices.office())
    text = read(client.get("/bureau/")).text
    assert "西柳沟街道" in text
    assert "按区记" in text


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        ("gap", "has", "变好"),
        ("has", "far", "变差"),
        ("unknown", "gap", "查清了"),
        ("gap", "unknown", "说不准了"),
    ],
)
def test_what_is_found_out_is_neither_better_nor_worse(before: str, now: str, words: str) -> None:
    assert Step(Community(), Category(), State(before), State(now)).words == words


def test_the_page_says_what_the_matrix_says(client: Client, city: dict[str, Community]) -> None:
    text = bureau(client).text
    assert "畅家巷社区" in text
    assert "5,000" in text
    assert "目标" in text


def test_a_district_sees_its_own_circles_only(client: Client, city: dict[str, Community]) -> None:
    client.force_login(offices.bureau())
    page = read(client.get("/bureau/"))
    assert "上坎社区" in page.text
    assert "畅家巷社区" not in page.text
    refused = client.get("/bureau/", {"area": OTHER[:6]})
    assert refused.status_code == 400
    assert "这不在您负责的范围里" in refused.content.decode()
    assert "畅家巷社区" not in refused.content.decode()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"order": "x"}, "请从给出的几项里选一项"),
        ({"tier": "x"}, "请从给出的几项里选一项"),
        ({"by": "x"}, "没有这一类"),
    ],
)
def test_a_bad_question_is_told(
    client: Client, city: dict[str, Community], query: dict[str, str], words: str
) -> None:
    client.force_login(offices.city())
    for path in ("/bureau/", "/bureau/bureau.xlsx"):
        answer = client.get(path, query)
        assert (answer.status_code, words in answer.content.decode()) == (400, True)


def test_a_tier_shows_its_columns_only(client: Client, city: dict[str, Community]) -> None:
    assert len(bureau(client, tier=str(Tier.QUALITY)).all("td", class_="b-cell")) == 9 * (2 + 2)


def test_published_figures_stand_beside_what_is_counted(client: Client, city: dict[str, Community]) -> None:
    PublishedFigure.objects.create(
        area=Area.objects.get(pk="620104"),
        item="planned",
        label="计划建设",
        value=71,
        unit="个",
        kind="plan",
        period="五年",
        said_on=date(2025, 2, 25),
        source="公开报道",
    )
    PublishedFigure.objects.create(
        item="convenience",
        label="便利店",
        value=319,
        unit="个",
        kind="built",
        said_on=date(2025, 2, 25),
        source="报道",
    )
    make.project(area="620104", investment_yuan=Decimal(3_000_000))
    text = bureau(client).text
    assert "计划建设 71 个（五年）" in " ".join(text.split())
    assert "3,000,000 元" in text
    assert "新建改造 · 便利店 319 个" in text
    assert "公开报道，2025-02-25" in text


def test_the_month_tells_what_came_went_and_was_done(client: Client, city: dict[str, Community]) -> None:
    today = localdate()
    make.outlet("停了的店", "pharmacy", status="closed", status_on=today, status_reason="不做了")
    make.measure(city["own"], "引一家药店", state="done", done_on=today)
    text = bureau(client).text
    assert "新登记 2 家" in text  # the closed one is on no map
    assert "停了的店" in text
    assert "引一家药店" in text


def test_the_month_compares_with_the_last_that_was_kept(client: Client, city: dict[str, Community]) -> None:
    assert "要和上个月比" in bureau(client).text
    last = localdate().replace(day=1) - timedelta(days=1)
    CheckReport.objects.create(
        community=city["own"],
        kind=ReportKind.MONTHLY,
        month=last.replace(day=1),
        taken_on=last,
        assumptions={},
        lines=[{"category": "convenience", "state": "gap"}, {"category": "market", "state": "has"}],
    )
    text = " ".join(bureau(client).text.split())
    assert "变好：上坎社区 · 便利店：缺 → 有" in text
    assert "变差：上坎社区 · 菜市场：有 → 远" in text


def test_the_workbook_has_numbers_as_numbers(client: Client, city: dict[str, Community]) -> None:
    client.force_login(offices.city())
    answer = client.get("/bureau/bureau.xlsx", {"order": "residents"})
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert book.sheetnames == ["圈×业态", "逐类合计", "缺口", "各区进度", "已公布的数", "本月变化", "依据"]
    sheet = book["圈×业态"]
    assert [cell.value for cell in sheet[2]][:2] == [OTHER, "畅家巷社区"]
    assert isinstance(sheet["H2"].value, int)
    assert {cell.value for cell in sheet[2][8:]} == {"缺"}
    gaps = book["缺口"]
    assert [gaps.cell(2, column).value for column in (2, 7, 8)] == ["畅家巷社区", 5000, 900]


def test_an_empty_city_says_so(client: Client, catalogue: None) -> None:
    assert "这个范围里还没有生活圈" in bureau(client).text
