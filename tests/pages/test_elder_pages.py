"""The elder edition: one question a page, the three nearest, and the way in words."""

import re
from typing import Any

import pytest
from django.test import Client

from communities.elder.tasks import FIRST
from communities.models import Community
from outlets.models import Category, Outlet
from tests import make
from tests.pages.asking_elder import CIRCLE, ELDER, MORNING, cards, got, link, minutes
from tests.pages.html import read


@pytest.fixture
def circle(catalogue: None) -> Community:
    return make.community(phone="0931-1234567")


@pytest.fixture
def pharmacies(circle: Community) -> list[Outlet]:
    """At 1, 9, 18 and 27 minutes of an old person's walk; and one next door that has paused."""
    make.outlet("歇业药店", "pharmacy", status="suspended", status_on="2026-01-01", status_reason="装修")
    return [
        make.outlet(f"{metres} 米药店", "pharmacy", make.north_of(make.CENTRE, metres), **fields)
        for metres, fields in (
            (20, {"opening_hours": "24/7", "phone": "0931-4567890转8"}),
            (300, {"opening_hours": "Mo-Su 20:00-22:00"}),
            (640, {}),
            (960, {"opening_hours": "24/7"}),
        )
    ]


# -- which community, what for --------------------------------------------------------------------------


def test_a_community_is_found_district_by_district(client: Client, circle: Community) -> None:
    page = got(client, "/elder/" + link(got(client, "/elder/"), "西固区")["href"])
    assert link(page, "上坎社区")["href"] == ELDER


@pytest.mark.parametrize("words", ["上坎", "sk", "西柳沟"])
def test_a_community_is_found_by_its_name(client: Client, circle: Community, words: str) -> None:
    assert link(got(client, "/elder/", q=words), "上坎社区")["href"] == ELDER


def test_what_is_not_found_leads_to_a_telephone(client: Client, circle: Community) -> None:
    page = got(client, "/elder/", q="火星")
    assert "没找到“火星”" in page.text
    assert page.all("a", class_="e-call", href="tel:12345")


def test_every_category_is_reached_in_two_presses(client: Client, circle: Community) -> None:
    first = {task.code: set(task.categories) for task in FIRST}
    offered = [
        a["href"].rstrip("/").split("/")[-1] for a in got(client, ELDER).all("a") if ELDER in a["href"]
    ]
    more = [a["href"].rstrip("/").split("/")[-1] for a in got(client, f"{ELDER}more/").all("a")]
    served = set().union(*(first.get(code, set()) for code in offered)) | set(more)
    assert set(Category.objects.values_list("code", flat=True)) <= served


@pytest.mark.parametrize("task", [task.code for task in FIRST] + ["tea_coffee", "bus_stop"])
def test_every_task_has_its_page(client: Client, circle: Community, task: str) -> None:
    assert got(client, f"{ELDER}{task}/").one("h1")


def test_a_category_that_is_taken_out_takes_its_task_along(client: Client, circle: Community) -> None:
    Category.objects.filter(code="toilet").delete()
    assert "上厕所" not in got(client, ELDER).text
    assert client.get(f"{ELDER}lavatory/").status_code == 404


@pytest.mark.parametrize("path", ["/elder/620104007999/", f"{ELDER}dancing/", f"{ELDER}medicine/999999/"])
def test_what_is_not_there_is_a_404(client: Client, circle: Community, path: str) -> None:
    assert client.get(path).status_code == 404


# -- the three nearest ----------------------------------------------------------------------------------


def test_three_come_first_and_the_next_on_request(client: Client, pharmacies: list[Outlet]) -> None:
    page = got(client, f"{ELDER}medicine/", **MORNING)
    assert cards(page) == ["1. 20 米药店", "2. 300 米药店", "3. 640 米药店"]
    farther = got(client, f"{ELDER}medicine/" + link(page, "还有更远的")["href"])
    assert cards(farther) == ["4. 960 米药店"]
    assert cards(got(client, f"{ELDER}medicine/" + link(farther, "回到近的")["href"])) == cards(page)


def test_the_minutes_are_those_of_the_circle_page_at_an_old_person_s_pace(
    client: Client, pharmacies: list[Outlet]
) -> None:
    circle = got(client, CIRCLE, pace="elderly", **MORNING)
    told = [plate.text for plate in circle.all("p", class_="plate")]
    here = [plate.text for plate in got(client, f"{ELDER}medicine/", **MORNING).all("p", class_="plate")]
    assert [re.findall(r"\d+", words) for words in here[:2]] == [["1"], ["9"]]
    assert [re.findall(r"\d+", words) for words in told if words][:3][1:] == [["1"], ["9"]]


def test_each_says_whether_it_is_open_on_arrival(client: Client, pharmacies: list[Outlet]) -> None:
    page = got(client, f"{ELDER}medicine/", **MORNING)
    words = [e.text for e in page.all("p", class_="open")]
    assert words == ["现在去，到了还开着", "现在去，到了关着门", "不知道几点开门"]


def test_a_telephone_is_one_press_away_or_said_to_be_missing(
    client: Client, pharmacies: list[Outlet]
) -> None:
    page = got(client, f"{ELDER}medicine/")
    assert page.all("a", href="tel:0931-4567890,8")
    assert page.text.count("没有登记电话") == 2


def test_where_all_are_shut_the_open_ones_are_a_press_away(client: Client, circle: Community) -> None:
    for metres in (20, 40, 60):
        make.outlet(
            f"{metres} 米店", "post", make.north_of(make.CENTRE, metres), opening_hours="Mo-Su 20:00-22:00"
        )
    make.outlet("开着的店", "post", make.north_of(make.CENTRE, 80), opening_hours="24/7")
    page = got(client, f"{ELDER}parcels/", **MORNING)
    opened = got(client, f"{ELDER}parcels/" + link(page, "只看到了还开着的")["href"])
    assert cards(opened) == ["1. 开着的店"]


def test_a_slower_walk_takes_longer_and_is_carried_on(client: Client, pharmacies: list[Outlet]) -> None:
    slow = got(client, f"{ELDER}medicine/", pace="reduced")
    assert minutes(slow)[1] > minutes(got(client, f"{ELDER}medicine/"))[1]
    assert all("pace=reduced" in a["href"] for a in slow.all("a") if "怎么走" in a.text)


def test_where_there_is_none_somebody_can_be_called(client: Client, circle: Community) -> None:
    page = got(client, f"{ELDER}haircut/")
    assert "没有列出来，不等于没有" in page.text
    assert [a["href"] for a in page.all("a", class_="e-call")] == ["tel:0931-1234567", "tel:12345"]


def test_what_is_not_certain_is_marked(client: Client, circle: Community) -> None:
    make.outlet("店", "pharmacy", source="sample", position_quality="illustrative")
    page = got(client, f"{ELDER}medicine/")
    tags = {tag.text for tag in page.all("span", class_="tag")}
    assert {"估算", "示例", "示意"} <= tags
    assert "登记册更新到 20" in page.one("footer").text
    assert "还没摸底" in page.text


def test_from_one_s_own_place_the_nearest_are_others(client: Client, pharmacies: list[Outlet]) -> None:
    there = make.north_of(make.CENTRE, 960)
    page = read(client.post(f"{ELDER}medicine/", {"lat": there.lat, "lng": there.lng}))
    assert "从您现在的地方走" in page.text
    assert cards(page)[0] == "1. 960 米药店"


def test_a_place_not_served_is_told_and_the_centre_taken(client: Client, pharmacies: list[Outlet]) -> None:
    response = client.post(f"{ELDER}medicine/", {"lat": "39.9", "lng": "116.4"})
    assert response.status_code == 400
    assert "不在服务范围内" in read(response).text
    assert cards(read(response))


@pytest.mark.parametrize(
    "query", [{"skip": "x"}, {"skip": "-1"}, {"pace": "run"}, {"open": "maybe"}, {"skip": "9" * 2000}]
)
def test_a_question_that_makes_no_sense_is_told(
    client: Client, pharmacies: list[Outlet], query: dict[str, Any]
) -> None:
    assert got(client, f"{ELDER}medicine/", 400, **query).all("p", class_="err")


def test_beyond_the_last_the_last_is_shown(client: Client, pharmacies: list[Outlet]) -> None:
    assert cards(got(client, f"{ELDER}medicine/", skip=300)) == ["4. 960 米药店"]


# -- the way --------------------------------------------------------------------------------------------


def test_without_streets_the_way_says_where_and_how_far(client: Client, pharmacies: list[Outlet]) -> None:
    page = got(client, f"{ELDER}medicine/{pharmacies[1].pk}/", **MORNING)
    assert "它在北边，直着看大约 310 米" in page.text or "它在北边，直着看大约 300 米" in page.text
    assert minutes(page)[0] == 9
    assert "打电话问社区" in page.text


def test_a_shop_that_has_closed_has_no_way(client: Client, circle: Community) -> None:
    shut = make.outlet("关了的店", "pharmacy", status="closed", status_on="2026-01-01", status_reason="歇业")
    assert client.get(f"{ELDER}medicine/{shut.pk}/").status_code == 404


def test_what_is_read_aloud_stands_on_the_page(client: Client, pharmacies: list[Outlet]) -> None:
    page = got(client, f"{ELDER}medicine/", **MORNING)
    said = [e.text.strip() for e in page.elements if "data-say" in e.attributes]
    assert said[0] == "买药，最近的三家"
    assert "现在去，到了还开着" in said
    assert "hidden" in page.one("button", id="e-read").attributes


def test_a_district_of_many_communities_asks_for_the_street_first(client: Client, circle: Community) -> None:
    for number in range(17):
        make.community(f"{number} 社区", f"62010400800{number:1}" if number < 10 else f"6201040080{number}")
    streets = got(client, "/elder/", area="620104")
    assert "您在哪个街道？" in streets.one("h1").text
    assert [a["href"] for a in got(client, "/elder/", area="620104007").all("a") if "社区" in a.text] == [
        ELDER
    ]
