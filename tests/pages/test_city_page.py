"""The sheet of the city on the first page: what it says of each circle, and that it is told anew."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from communities.models import Community
from lifecircle.geo import Point
from outlets.models import Category, Outlet
from tests import make
from tests.pages.html import Page, read
from tests.streets.town import ORIGIN, TOWN

pytestmark = pytest.mark.django_db(transaction=True)

OWN = "/communities/620104007001/"
SURVEYED = date(2026, 8, 1)


@pytest.fixture
def circle(catalogue: None) -> Community:
    return make.community(surveyed_on=SURVEYED)


def fill(*, but: int = 0) -> None:
    """One outlet of every basic category at the centre, the last so many left out."""
    basic = [category for category in Category.objects.counted() if category.tier == "basic"]
    for category in basic[: len(basic) - but]:
        make.outlet(f"{category.name} 店", category.code)


def first(client: Client) -> Page:
    return read(client.get("/"))


def dot(page: Page, href: str = OWN) -> tuple[str, str]:
    """Its level and its name for who does not see it."""
    [found] = [link for link in page.all("a", class_="dot") if link["href"] == href]
    return found["class"].removeprefix("dot lv--"), found["aria-label"]


@pytest.mark.parametrize(
    ("lacks", "level", "words"),
    [(0, "full", "有 14 类"), (1, "most", "有 13 类"), (3, "most", "有 11 类"), (4, "part", "有 10 类")],
)
def test_a_dot_is_as_full_as_the_circle_is_complete(
    client: Client, circle: Community, lacks: int, level: str, words: str
) -> None:
    fill(but=lacks)
    assert dot(first(client)) == (level, f"上坎社区，14 类基本保障里{words}")


def test_the_list_says_what_the_sheet_shows(client: Client, circle: Community) -> None:
    fill(but=2)
    page = first(client)
    assert "12 / 14" in page.text
    assert len(page.all("use", href="#lv-most")) == 3  # the legend, the dot, the row


def test_without_a_survey_nothing_is_lacking(client: Client, catalogue: None) -> None:
    make.community()
    page = first(client)
    assert dot(page) == ("unk", "上坎社区，还没摸底，数据不足")
    assert "0 / 14" not in page.text


def test_what_is_only_too_far_is_not_there(client: Client, circle: Community) -> None:
    fill()
    Outlet.objects.filter(category="convenience").update(lat=make.north_of(make.CENTRE, 600).lat)
    assert dot(first(client))[0] == "most"


def test_a_shop_that_closes_empties_the_dot_at_once(client: Client, circle: Community) -> None:
    fill()
    before = dot(first(client))[0]
    Outlet.objects.filter(category="pharmacy").update(
        status="closed", status_on="2026-01-01", status_reason="不做了"
    )
    assert (before, dot(first(client))[0]) == ("full", "most")


def test_a_survey_a_target_and_a_move_are_seen_at_once(client: Client, circle: Community) -> None:
    fill()
    first(client)
    Community.objects.update(surveyed_on=None)
    unknown = dot(first(client))[0]
    Community.objects.update(surveyed_on=SURVEYED, lat=make.north_of(make.CENTRE, 600).lat)
    moved = dot(first(client))[0]
    Category.objects.update(target_minutes=60)
    assert (unknown, moved, dot(first(client))[0]) == ("unk", "part", "full")


def test_nothing_is_walked_again_where_nothing_has_changed(client: Client, circle: Community) -> None:
    fill()
    first(client)
    with CaptureQueriesContext(connection) as captured:
        client.get("/")
    assert not [query for query in captured if "outlets_category" in query["sql"]]


def test_all_127_circles_of_the_city_are_on_the_sheet(client: Client, lanzhou: None) -> None:
    page = first(client)
    dots = page.all("a", class_="dot")
    assert (len(dots), len({link["href"] for link in dots})) == (127, 127)
    assert all(link["aria-label"].endswith("数据不足") for link in dots)
    assert [link.text for link in page.all("a") if link["href"].startswith("#at-")] == [
        "西固区",
        "安宁区",
        "七里河区",
        "城关区",
    ]


def test_each_jump_leads_to_a_place_on_the_sheet(client: Client, lanzhou: None) -> None:
    page = first(client)
    ids = {element["id"] for element in page.elements}
    assert {link["href"][1:] for link in page.all("a") if link["href"].startswith("#at-")} <= ids


def test_places_that_were_not_measured_say_so(client: Client, circle: Community) -> None:
    measured = first(client).text
    Community.objects.update(position_quality="illustrative")
    assert ("不是实测" in measured, "不是实测" in first(client).text) == (False, True)


def test_made_up_outlets_say_so(client: Client, circle: Community) -> None:
    fill()
    true = first(client).text
    make.outlet("示例店", source="sample")
    assert ("编出来的示例网点" in true, "编出来的示例网点" in first(client).text) == (False, True)


def test_a_trial_circle_far_away_does_not_stretch_the_sheet(client: Client, circle: Community) -> None:
    make.community("远方", "990000000001", make.north_of(make.CENTRE, 900_000), membership="trial")
    page = first(client)
    assert [link["href"] for link in page.all("a", class_="dot")] == [OWN]
    assert "1 个试用的不在图上" in page.text
    assert page.all("a", href="/communities/990000000001/")


def test_a_city_without_circles_has_no_sheet(client: Client, catalogue: None) -> None:
    page = first(client)
    assert not page.all("svg", class_="citymap")
    assert "还没有录入生活圈" in page.text


def test_the_sheet_carries_the_date_of_its_data_and_its_number(client: Client, circle: Community) -> None:
    make.outlet()
    text = first(client).text
    assert f"数据 {localdate()} · 审图号" in text


def test_main_streets_are_drawn_where_they_are_loaded_and_their_makers_named(
    client: Client, catalogue: None
) -> None:
    make.community(at=Point(*ORIGIN))
    without = first(client)
    call_command("import_streets", str(TOWN), stdout=StringIO(), stderr=StringIO())
    page = first(client)
    assert not without.all("path", class_="city-streets")
    assert "OpenStreetMap" not in without.text
    assert page.one("path", class_="city-streets")["d"].startswith("M")
    assert "© OpenStreetMap" in page.text


def test_main_streets_elsewhere_are_not_drawn(client: Client, circle: Community) -> None:
    Community.objects.update(lat=31.2, lng=121.4)
    call_command("import_streets", str(TOWN), stdout=StringIO(), stderr=StringIO())
    page = first(client)
    assert not page.all("path", class_="city-streets")
    assert "OpenStreetMap" not in page.text
