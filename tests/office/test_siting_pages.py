"""选址 and 试一试 at the desk, in the town of the check."""

import io
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from openpyxl import load_workbook

from communities.models import Community
from lifecircle.staff.rights import Role
from outlets.models import Category, Outlet
from tests import make
from tests.gaps.conftest import circle, compounds, market, town_streets
from tests.gaps.town import at

__all__ = ["circle", "compounds", "market", "town_streets"]

OWN = "620104007001"
ASKED = {
    "category": "market",
    "area": OWN,
    "k": "2",
    "goal": "cover",
    "kinds": ["street"],
    "whom": "all",
    "pace": "elderly",
}


@pytest.fixture
def office(circle: Community) -> Client:
    client = Client()
    client.force_login(make.account(Role.STREET_OFFICE, OWN[:9]))
    return client


def place(east: float, category: str = "market") -> str:
    point = at(east)
    return f"{category}@{point.lat:.6f},{point.lng:.6f}"


def test_the_best_place_stands_in_a_table_with_who_gains_and_a_way_to_a_measure(
    office: Client, market: Outlet, compounds: None
) -> None:
    page = office.get("/office/siting/", ASKED)
    text = page.content.decode()
    assert page.status_code == 200
    assert "菜市场：放 1 处" in text
    assert "乙、甲" in text
    assert "1 处就够了" in text
    assert f"/office/measures/new/?community={OWN}&amp;category=market&amp;kind=new&amp;lat=36.09" in text
    assert "上界和结果相等" in text


def test_a_link_that_says_where_and_of_what_is_answered_as_usual(
    office: Client, market: Outlet, compounds: None
) -> None:
    page = office.get("/office/siting/", {"category": "market", "area": OWN})
    assert (page.status_code, "菜市场：放 1 处" in page.content.decode()) == (200, True)


def test_what_a_link_asked_can_be_taken_along_as_a_workbook(
    office: Client, market: Outlet, compounds: None
) -> None:
    page = office.get("/office/siting/", {"category": "market", "area": OWN})
    assert f'href="/office/siting/table/?category=market&amp;area={OWN}"' in page.content.decode()
    table = office.get("/office/siting/table/", {"category": "market", "area": OWN})
    assert (table.status_code, table["Content-Disposition"][:10]) == (200, "attachment")


def test_a_link_that_says_only_where_fills_the_form_without_reproach(office: Client) -> None:
    page = office.get("/office/siting/", {"area": OWN})
    text = page.content.decode()
    assert (page.status_code, "errbox" in text) == (200, False)
    assert f'<option value="{OWN}" selected>' in text


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"k": "0"}, "最多放几处：应是 1 到 20 之间的整数"),
    ({"k": "many"}, "最多放几处：应是 1 到 20 之间的整数"),
    ({"area": "620102"}, "在哪里放：这个范围不在您负责的地方"),
    ({"category": "park"}, "放什么：没有这种业态"),
    ({"category": "mar\0ket"}, "放什么：没有这种业态"),
    ({"kinds": []}, "可以放在：请至少选一种候选点"),
    ({"kinds": ["vacant"]}, "可以放在：没有候选点"),
]


def test_what_cannot_be_asked_is_told_beside_its_field(office: Client, compounds: None) -> None:
    for changed, words in REFUSED:
        page = office.get("/office/siting/", ASKED | changed)
        assert (page.status_code, words in page.content.decode()) == (400, True), changed


def test_a_circle_without_residents_is_told_in_words(office: Client) -> None:
    page = office.get("/office/siting/", ASKED)
    assert (page.status_code, "没有登记小区人口" in page.content.decode()) == (400, True)


def test_the_workbook_holds_the_plan_the_homes_and_what_it_rests_on(
    office: Client, market: Outlet, compounds: None
) -> None:
    page: Any = office.get("/office/siting/table/", ASKED)
    book = load_workbook(io.BytesIO(b"".join(page.streaming_content)))
    assert book.sheetnames == ["方案", "居民", "依据"]
    [heads, row] = list(book["方案"].iter_rows(values_only=True))
    assert dict(zip(heads, row, strict=True)) | {
        "新走到的人": 800,
        "新走到的老人": 160,
        "还够不着的人": 0,
    } == dict(zip(heads, row, strict=True))
    homes: dict[Any, Any] = {row[0]: row[4:] for row in book["居民"].iter_rows(min_row=2, values_only=True)}
    assert homes["乙"][0] == "超过 10 分钟"
    assert homes["乙"][1] < 10


def test_made_up_and_unknown_people_are_told_as_such_on_both_pages_and_in_the_workbook(
    office: Client, circle: Community, market: Outlet
) -> None:
    point = at(-500)
    make.compound(circle, "甲", at(-600), residents=10, sample=True)
    make.compound(circle, "不详小区", at(-600))
    make.premises(circle, "西街空房", point, sample=True, position_quality="illustrative")
    asked = ASKED | {"kinds": ["vacant"]}
    siting = office.get("/office/siting/", asked).content.decode()
    assert "编出来的示例，结果不能当真" in siting
    assert '<span class="tag tag--sample">位置示意</span>' in siting
    assert 'data-l="老人（老人步速）">不详<' in siting
    file: Any = office.get("/office/siting/table/", asked)
    book = load_workbook(io.BytesIO(b"".join(file.streaming_content)))
    [heads, row] = list(book["方案"].iter_rows(values_only=True))
    told = dict(zip(heads, row, strict=True))
    assert (told["新走到的人"], told["新走到的老人"], told["说明"]) == (10, "不详", "示例，位置示意")
    homes = {row[0]: row[2:4] for row in book["居民"].iter_rows(min_row=2, values_only=True)}
    assert homes["不详小区"] == ("不详", "不详")
    assert "示例" in [row[0] for row in book["依据"].iter_rows(values_only=True)]
    what_if = office.get(f"/office/what-if/{OWN}/", {"open": place(-500)}).content.decode()
    assert "小区和人数、房屋里有编出来的示例" in what_if
    assert "，西街空房（示例，位置示意）" in what_if
    assert "人数不详，60 岁以上不详" in what_if
    assert "老人步速：多几人不详，少 0 人" in what_if
    assert "有 1 个小区 60 岁以上人数不详" in what_if


def test_a_measure_says_nothing_of_people_where_nobody_was_counted(
    office: Client, circle: Community, market: Outlet
) -> None:
    make.compound(circle, "不详小区", at(-600))
    text = office.get(f"/office/what-if/{OWN}/", {"open": place(-400)}).content.decode()
    assert f"what={quote('开一处菜市场')}&quot;".replace("&quot;", '"') in text
    assert quote("受益") not in text


def test_an_opening_tells_who_gains_and_nothing_is_saved(
    office: Client, market: Outlet, compounds: None
) -> None:
    page = office.get(f"/office/what-if/{OWN}/", {"open": place(-400)})
    text = page.content.decode()
    assert page.status_code == 200
    assert "走进 10 分钟的多" in text
    assert ">300</b> 人" in text
    assert Outlet.objects.count() == 1


def test_the_form_adds_its_change_to_the_address(office: Client, market: Outlet, compounds: None) -> None:
    """By a chosen place, by degrees, and a closing after that."""
    point = at(-400)
    address = f"/office/what-if/{OWN}/"
    sent: dict[str, Any] = {"do": "open", "add": "market", "place": f"{point.lat:.6f},{point.lng:.6f}"}
    first = office.get(address, sent)
    assert first.status_code == 302
    assert first["Location"].endswith(f"?open=market%40{point.lat:.6f}%2C{point.lng:.6f}")
    both: dict[str, Any] = {"open": place(-400), "do": "close", "drop": market.pk}
    then = office.get(address, both)
    assert then["Location"].endswith(f"&close={market.pk}")
    degrees = {"do": "open", "add": "market", "lat": f"{point.lat:.6f}", "lng": f"{point.lng:.6f}"}
    assert office.get(address, degrees)["Location"] == first["Location"]


UNREAD: list[tuple[dict[str, Any], str]] = [
    ({"do": "open"}, "开什么：请选一种业态"),
    ({"do": "open", "add": "market"}, "开在哪里"),
    ({"do": "open", "add": "market", "lat": "x", "lng": "1"}, "应是数"),
    ({"do": "open", "add": "market", "lat": "nan", "lng": "1"}, "应是数"),
    ({"do": "open", "add": "market", "lat": "103.7", "lng": "36.1"}, "纬度应在 -90 到 90 之间"),
    ({"do": "close"}, "关哪一家"),
    ({"do": "close", "drop": "²"}, "关哪一家"),
    ({"do": "close", "drop": "1" * 4301}, "关哪一家"),
    ({"do": "open", "add": "mar\0ket"}, "开什么：请选一种业态"),
    ({"open": "\0@36.1,103.8"}, "没有这种业态"),
    ({"close": "1" * 4301}, "没有找到"),
    ({"close": "\0"}, "没有找到"),
    ({"open": "market"}, "应是数"),
    ({"open": "bank@36.1,103.8"}, "没有这种业态"),
    ({"close": "999999"}, "没有找到"),
    ({"open": ["market@36.1,103.8"] * 11}, "最多试 10 处"),
    ({"open": "market@30.1,103.8"}, "公里，影响不到"),
]


def test_a_change_that_cannot_be_read_is_told_in_words(office: Client, market: Outlet) -> None:
    for asked, words in UNREAD:
        page = office.get(f"/office/what-if/{OWN}/", asked)
        assert (page.status_code, words in page.content.decode()) == (400, True), asked


def test_no_circle_goes_by_a_code_with_a_nul(office: Client) -> None:
    assert office.get("/office/what-if/%00/").status_code == 404


def test_every_place_on_the_map_can_be_chosen_without_it(office: Client, compounds: None) -> None:
    text = office.get(f"/office/what-if/{OWN}/").content.decode()
    assert text.count("<option") >= 54 + Category.objects.counted().count()


def test_one_who_only_reads_gets_no_button_for_a_measure(
    circle: Community, market: Outlet, compounds: None
) -> None:
    client = Client()
    client.force_login(make.account(Role.COMMUNITY_WORKER, OWN))
    text = client.get(f"/office/what-if/{OWN}/", {"open": place(-400)}).content.decode()
    assert "写成措施" not in text


@pytest.mark.parametrize("address", ["/office/siting/", f"/office/what-if/{OWN}/"])
def test_queries_do_not_grow_with_the_compounds(
    office: Client, circle: Community, market: Outlet, address: str, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        make.compound(circle, f"院 {number}", at(-600), residents=10)
    asked: dict[str, Any] = ASKED if "siting" in address else {"open": place(-400)}
    with django_assert_max_num_queries(40):
        assert office.get(address, asked).status_code == 200
