"""A resident's look-up: by number only, kindly refused, and nothing of it is kept anywhere."""

import logging

import pytest
from django.test import Client

from outlets import letters
from outlets.models import Outcome, Report
from outlets.models.report import Kind
from outlets.tries import HOUR_SECONDS, Tries
from tests import make
from tests.office import offices
from tests.pages.html import Page, read
from tests.pages.test_privacy import everything_stored

pytestmark = pytest.mark.django_db
URL = "/answers/"


@pytest.fixture
def sent(catalogue: None) -> Report:
    make.areas()
    shop = make.outlet("康济药房", area_id=offices.COMMUNITY, pk=1001)
    return Report.objects.create(outlet=shop, kind=Kind.PHONE, text="我是三楼的老王", sender="mark")


def asked(client: Client, number: str, status: int = 200) -> Page:
    response = client.post(URL, {"number": number})
    assert response.status_code == status
    return read(response)


def test_a_letter_that_waits_says_how_long_that_takes(client: Client, sent: Report) -> None:
    page = asked(client, sent.spoken_number)
    assert "正在核对" in page.text
    assert "一般 5 个工作日" in page.text
    assert "电话打不通" in page.text


def test_an_answer_is_read_in_its_words(client: Client, sent: Report) -> None:
    letters.answer(sent, offices.bureau(), Outcome.CONFIRMED, "打过电话，是通的。")
    page = asked(client, sent.number.lower())
    assert "核对过，没有变" in page.text
    assert "打过电话，是通的。" in page.text


def test_neither_who_wrote_nor_what_nor_who_answered_is_shown(client: Client, sent: Report) -> None:
    by = offices.bureau()
    letters.answer(sent, by, Outcome.CONFIRMED, "打过电话。")
    text = client.post(URL, {"number": sent.number}).content.decode()
    assert not [words for words in ("老王", "mark", by.username) if words in text]


@pytest.mark.parametrize("number", ["ABCD-EFGH", "abc", "0" * 400, "\x00" * 8, "编号"])
def test_a_wrong_number_is_refused_kindly(client: Client, sent: Report, number: str) -> None:
    assert "没有找到这个编号" in asked(client, number, 404).one("p", class_="err").text


def test_no_number_is_asked_for(client: Client, sent: Report) -> None:
    assert "请先写编号" in asked(client, " ", 400).text


def test_whoever_guesses_is_stopped_and_others_are_not(client: Client, sent: Report) -> None:
    for _ in range(20):
        asked(client, "ABCD-EFGH", 404)
    assert "试的次数太多" in asked(client, sent.number, 429).text
    other = client.post(URL, {"number": sent.number}, REMOTE_ADDR="10.9.8.7")
    assert other.status_code == 200


def test_right_numbers_are_asked_as_often_as_one_likes(client: Client, sent: Report) -> None:
    for _ in range(25):
        asked(client, sent.number)


def test_a_number_stands_in_no_address(client: Client, sent: Report) -> None:
    page = read(client.get(URL, {"number": sent.number}))
    assert sent.spoken_number not in page.text
    assert client.post(URL, {"number": sent.number}).status_code == 200
    assert page.one("form", class_="ask-number")["method"] == "post"


@pytest.mark.parametrize("number", ["right", "QQQQ-PPPP"])
def test_an_answer_is_kept_by_nobody(
    client: Client, sent: Report, caplog: pytest.LogCaptureFixture, number: str
) -> None:
    caplog.set_level(logging.DEBUG)
    number = sent.spoken_number if number == "right" else number
    before = everything_stored()
    response = client.post(URL, {"number": number})
    assert "no-store" in response.headers["Cache-Control"]
    assert not response.cookies
    assert everything_stored() == before
    assert number not in "".join(
        f"{record.getMessage()} {vars(record)}"
        for record in caplog.records
        if record.name != "django.db.backends"
    )


def test_the_number_leads_here_from_where_it_is_given(client: Client, sent: Report) -> None:
    page = read(client.post("/outlets/1001/report/", {"kind": "other"}, follow=True))
    shop = read(client.get("/outlets/1001/"))
    assert [URL in {link["href"] for link in each.all("a")} for each in (page, shop)] == [True, True]


def test_tries_are_forgotten_after_an_hour() -> None:
    tries = Tries(most=2)
    tries.count("a", at=0.0)
    tries.count("a", at=10.0)
    assert [tries.too_many("a", at=at) for at in (11.0, HOUR_SECONDS + 5)] == [True, False]


def test_tries_of_very_many_senders_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("outlets.tries.MOST_SENDERS", 3)
    tries = Tries(most=1)
    for sender in "abcd":
        tries.count(sender, at=0.0)
    assert [tries.too_many(sender, at=1.0) for sender in "abcd"] == [False, True, True, True]
