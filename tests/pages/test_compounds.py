"""A compound in the product: found by name, chosen as home, walked from at its gates, and told to nobody."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from communities.models import Community, Compound
from tests import make
from tests.pages.asking import URL
from tests.pages.html import read

SHOP = "/outlets/1001/"
ELDER = "/elder/620104007001/sundries/"


@pytest.fixture
def circle(catalogue: None) -> Community:
    circle = make.community()
    make.outlet("店", pk=1001)
    return circle


@pytest.fixture
def home(circle: Community) -> Compound:
    return make.compound(circle, "惠民小区", make.north_of(make.CENTRE, 500), sample=True)


def from_home(client: Client, compound: Compound, url: str = URL, **more: Any) -> Any:
    return client.post(url, {"place": f"compound:{compound.pk}", **more})


def test_the_search_shows_a_compound_with_its_circle(client: Client, home: Compound) -> None:
    page = read(client.get("/", {"q": "hmxq"}))
    assert all(words in page.text for words in ("惠民小区", "上坎社区 · 西固区", "示例", "从这里出发"))
    form = page.one("form", **{"class": "found__home"})
    assert (form["action"], form["method"]) == (URL, "post")
    assert page.one("button", name="place")["value"] == f"compound:{home.pk}"


def test_no_link_of_the_search_leads_to_a_home(client: Client, home: Compound) -> None:
    page = read(client.get("/", {"q": "惠民小区"}))
    assert not [
        link["href"] for link in page.all("a") if "compound" in link["href"] or "place" in link["href"]
    ]


def test_a_compound_chosen_as_home_is_where_the_walk_begins(client: Client, home: Compound) -> None:
    page = read(from_home(client, home))
    assert page.one("b", id="start-label").text == "惠民小区"
    assert page.one("p", **{"class": "plate plate--10 plate--est"}).text == "约10分钟"
    assert {field["value"] for field in page.all("input", name="place")} == {f"compound:{home.pk}"}


def test_a_name_that_fits_one_compound_only_is_taken_and_of_several_one_is_chosen(
    client: Client, circle: Community, home: Compound
) -> None:
    assert read(client.post(URL, {"near": "惠民"})).one("b", id="start-label").text == "惠民小区"
    other = make.compound(circle, "惠民东区")
    buttons = read(client.post(URL, {"near": "惠民"})).all("button", name="place")
    assert {button["value"] for button in buttons} == {f"compound:{pk}" for pk in (home.pk, other.pk)}


@pytest.mark.parametrize("key", ["99999", "x", ""])
def test_a_compound_that_is_gone_is_told(client: Client, circle: Community, key: str) -> None:
    answer = client.post(URL, {"place": f"compound:{key}"})
    assert (answer.status_code, "已经不在了" in read(answer).text) == (400, True)


def test_a_compound_in_an_address_is_not_read(client: Client, home: Compound) -> None:
    page = read(client.get(URL, {"place": f"compound:{home.pk}", "near": "惠民"}))
    assert page.one("b", id="start-label").text == "社区中心"


def statements(client: Client, url: str, body: dict[str, Any]) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.post(url, body).status_code == 200
    return [re.sub(r"_django_curs_\w+", "", query["sql"]) for query in captured]


def test_no_statement_to_the_database_tells_which_compound_is_home(
    client: Client, circle: Community, home: Compound
) -> None:
    other = make.compound(circle, "另一个", make.north_of(make.CENTRE, 200))
    asked = [statements(client, URL, {"place": f"compound:{each.pk}"}) for each in (home, other)]
    assert asked[0] == asked[1]
    points = [{"lat": each.lat, "lng": each.lng} for each in (home, other)]
    assert statements(client, SHOP, points[0]) == statements(client, SHOP, points[1])


def test_an_answer_from_a_compound_is_kept_by_nobody(client: Client, home: Compound) -> None:
    answer = from_home(client, home)
    assert "no-store" in answer.headers["Cache-Control"]
    assert not answer.cookies


def test_the_pages_know_a_compound_by_its_own_point(client: Client, home: Compound) -> None:
    """A home point is carried from page to page as a point, to five decimals."""
    point = {"lat": round(home.lat, 5), "lng": round(home.lng, 5)}
    assert "惠民小区" in read(client.post(URL, point)).one("b", id="start-label").text
    assert "惠民小区" in read(client.post(SHOP, point)).text


def test_the_elder_edition_leads_from_a_compound_s_name_to_its_circle(client: Client, home: Compound) -> None:
    page = read(client.get("/elder/", {"q": "惠民小区"}))
    assert "上坎社区" in page.text
    assert "惠民小区" not in "".join(button.text for button in page.all("button"))


def test_a_made_up_compound_says_so_where_one_sets_out(client: Client, home: Compound) -> None:
    assert read(from_home(client, home)).one("div", **{"class": "from"}).text.count("示例") == 1
    Compound.objects.update(sample=False)
    assert read(from_home(client, home)).one("div", **{"class": "from"}).text.count("示例") == 0
