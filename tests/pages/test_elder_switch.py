"""Into the elder edition and out of it: a choice that stays, and follows nobody."""

import re

import pytest
from django.test import Client

from communities.elder import kept
from communities.elder.kept import SIZES, Kept
from communities.models import Community
from outlets.models import Outlet
from tests import make
from tests.pages.asking_elder import CIRCLE, CODE, ELDER, HERE, got
from tests.pages.html import read

# -- the switch -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", CIRCLE, "/outlets/1001/", "/how/"])
def test_every_page_has_the_switch_under_all_its_names(client: Client, circle: Community, path: str) -> None:
    make.outlet("店", pk=1001)
    button = got(client, path).one("button", value="elder")
    assert button.text == "长辈版"
    assert "关怀版" in button["aria-label"]
    assert "老年版" in button["aria-label"]


def test_the_switch_of_a_circle_leads_to_the_tasks_there(client: Client, circle: Community) -> None:
    form = {field["name"]: field["value"] for field in got(client, CIRCLE).all("input", type="hidden")}
    response = client.post("/elder/switch/", {"edition": "elder", "circle": form["circle"]})
    assert response.headers["Location"] == ELDER


def test_the_choice_stays_and_the_first_page_leads_back_to_it(client: Client, circle: Community) -> None:
    assert client.post("/elder/switch/").headers["Location"] == "/elder/"
    assert client.get("/").headers["Location"] == "/elder/"
    client.get(ELDER)
    assert client.get("/").headers["Location"] == ELDER


def test_what_a_phone_fetches_to_keep_it_is_no_choice_of_a_community(
    client: Client, circle: Community
) -> None:
    client.post("/elder/switch/")
    client.get(ELDER, headers={"Sec-Fetch-Mode": "cors"})
    assert client.get("/").headers["Location"] == "/elder/"
    client.get(ELDER, headers={"Sec-Fetch-Mode": "navigate"})
    assert client.get("/").headers["Location"] == ELDER


def test_the_ordinary_edition_comes_back_and_forgets(client: Client, circle: Community) -> None:
    client.post("/elder/switch/", {"circle": CODE})
    response = client.post("/elder/switch/", {"edition": "plain", "circle": CODE})
    assert response.headers["Location"] == CIRCLE
    assert response.cookies[kept.NAME].value == ""
    assert client.get("/").status_code == 200


def test_a_community_that_is_gone_does_not_lead_nowhere(client: Client, circle: Community) -> None:
    client.cookies[kept.NAME] = "24.620104007999"
    assert client.get("/").headers["Location"] == "/elder/"


def test_searching_still_works_for_those_who_chose_it(client: Client, circle: Community) -> None:
    client.post("/elder/switch/")
    assert got(client, "/", q="上坎").all("a", href=CIRCLE)


@pytest.mark.parametrize("words", ["长辈版", "关怀版", "老年版"])
def test_who_searches_for_the_edition_finds_the_switch(client: Client, circle: Community, words: str) -> None:
    assert "您要找的是长辈版" in got(client, "/", q=words).text
    assert words in got(client, "/").one("meta", name="description")["content"]
    assert words in got(client, "/elder/").one("meta", name="description")["content"]


@pytest.mark.parametrize("there", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_the_switch_leads_to_no_other_site(client: Client, circle: Community, there: str) -> None:
    assert client.post("/elder/switch/", {"next": there}).headers["Location"] == "/elder/"


@pytest.mark.parametrize(
    ("sent", "words"),
    [({"edition": "huge"}, "版本只有两种"), ({"size": "99"}, "字号只有这几种：18、21、24、27、30")],
)
def test_a_wrong_choice_is_told(client: Client, circle: Community, sent: dict[str, str], words: str) -> None:
    response = client.post("/elder/switch/", sent)
    assert response.status_code == 400
    assert words in read(response).text


# -- what the phone keeps -------------------------------------------------------------------------------


def test_nobody_else_gets_a_cookie(client: Client, street: list[Outlet]) -> None:
    for path in ("/", CIRCLE, f"/outlets/{street[-1].pk}/", "/elder/", ELDER, f"{ELDER}medicine/"):
        assert kept.NAME not in client.get(path).cookies
    assert kept.NAME not in client.post(f"{ELDER}medicine/", HERE).cookies


def test_the_cookie_holds_the_size_and_the_community_and_stays_on_this_site(
    client: Client, circle: Community
) -> None:
    cookie = client.post("/elder/switch/", {"circle": CODE, "size": 27}).cookies[kept.NAME]
    assert cookie.value == f"27.{CODE}"
    assert (cookie["samesite"], cookie["httponly"], cookie["max-age"]) == ("Lax", True, 365 * 86_400)
    assert list(client.cookies) == [kept.NAME]


@pytest.mark.parametrize("page", ["", "medicine/", "medicine/{pk}/"])
def test_one_s_own_place_is_kept_nowhere(client: Client, street: list[Outlet], page: str) -> None:
    client.post("/elder/switch/")
    response = client.post(ELDER + page.format(pk=street[-1].pk), {"lat": "36.1171639", "lng": "103.6052987"})
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert not re.search("36.117|1171639|103.605", f"{response.content.decode()} {client.cookies}")


@pytest.mark.parametrize("page", ["", "medicine/"])
def test_a_place_in_an_address_is_not_read_nor_repeated(
    client: Client, street: list[Outlet], page: str
) -> None:
    found = got(client, ELDER + page, lat="36.1171639", lng="103.6052987")
    assert "从上坎社区走" in found.text
    assert "1171639" not in client.get(ELDER + page, {"lat": "36.1171639", "lng": "1"}).content.decode()


@pytest.mark.parametrize("value", ["x", "24.", "999.620104007001x", "24.62010400700²", "'><script>"])
def test_a_cookie_that_somebody_wrote_does_no_harm(client: Client, circle: Community, value: str) -> None:
    assert kept.read(value) == Kept()
    client.cookies[kept.NAME] = value
    assert client.get(ELDER).status_code == 200


def test_the_page_of_explanations_says_what_the_phone_keeps(client: Client, circle: Community) -> None:
    assert "您的手机会记住三样" in got(client, "/how/").text


@pytest.mark.parametrize("size", SIZES)
def test_the_size_stays_and_goes_up_and_down_by_steps(client: Client, circle: Community, size: int) -> None:
    client.post("/elder/switch/", {"size": size})
    page = got(client, ELDER)
    assert page.one("html")["class"] == f"elder size-{size}"
    offered = [int(button["value"] or 0) for button in page.all("button", name="size")]
    assert offered == [Kept(size).smaller or 0, Kept(size).larger or 0]


def test_a_size_leads_back_to_the_same_page(client: Client, street: list[Outlet]) -> None:
    page = got(client, f"{ELDER}medicine/", skip=3, pace="reduced")
    there = page.one("input", name="next")["value"]
    assert there == f"{ELDER}medicine/?pace=reduced&skip=3"
    assert client.post("/elder/switch/", {"size": 30, "next": there}).headers["Location"] == there
