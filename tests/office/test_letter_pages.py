"""Letters at the desk: what waits, one click that answers and mends the register, what is refused."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from communities.office.letter_form import choices
from lifecircle.staff.rights import Role
from outlets import proposals
from outlets.models import Outcome, Outlet, Proposal, ProposalState, Report, Status
from outlets.models.report import Kind
from tests import make
from tests.office import offices
from tests.pages.html import Page, read

pytestmark = pytest.mark.django_db
LETTERS = "/office/letters/"


@pytest.fixture
def circle(catalogue: None) -> None:
    make.community()


@pytest.fixture
def bureau(circle: None, client: Client) -> Client:
    """May publish: what it changes stands at once."""
    client.force_login(offices.bureau())
    return client


@pytest.fixture
def worker(circle: None) -> User:
    return offices.worker()


def letter(kind: str = Kind.PHONE, code: str = offices.COMMUNITY, text: str = "", **shop: Any) -> Report:
    shop = {"name": "康济药房", "phone": "0931-1111111", **shop}
    return Report.objects.create(outlet=make.outlet(area_id=code, **shop), kind=kind, text=text, sender="x")


def number_of(report: Report, words: str) -> str:
    return next(str(each.number) for each in choices(report) if each.suggestion.words == words)


def answer(client: Client, report: Report, words: str, seen: str | None = None, **typed: str) -> Any:
    """Presses the button with these words, with what stood in the form unless typed otherwise."""
    number = number_of(report, words)
    default = next(each for each in choices(report) if str(each.number) == number).suggestion.answer
    sealed = seen if seen is not None else proposals.seal(report.outlet)
    sent = {"choice": number, "seen": sealed, "answer": default, **typed}
    return client.post(f"{LETTERS}{report.pk}/", sent)


def listed(client: Client, **query: str) -> Page:
    return read(client.get(LETTERS, query))


def rows_of(page: Page) -> str:
    return "".join(element.text for element in page.all("ul", class_="letters"))


def test_the_oldest_unanswered_letter_stands_first_with_its_days_left(bureau: Client) -> None:
    letter(name="新来的店")
    old = letter(name="等久的店")
    Report.objects.filter(pk=old.pk).update(created_at=now() - timedelta(days=30))
    page = listed(bureau)
    assert page.text.index("等久的店") < page.text.index("新来的店")
    assert "已经超过" in page.text
    assert "还剩 5 个工作日" in page.text


def test_letters_of_other_streets_are_not_listed(circle: None, client: Client) -> None:
    make.areas("620104008001", subdistrict="隔壁街道")
    letter(name="我的店")
    letter(name="别街的店", code="620104008001")
    client.force_login(offices.office())
    page = listed(client)
    assert ("我的店" in page.text, "别街的店" in page.text) == (True, False)


def test_one_click_takes_a_shop_that_has_closed_from_the_map(bureau: Client) -> None:
    sent = letter(Kind.CLOSED)
    assert answer(bureau, sent, "确实关门了").status_code == 302
    sent.refresh_from_db()
    assert (sent.outcome, Outlet.objects.get().status) == (Outcome.UPDATED, Status.CLOSED)


def test_a_new_number_is_asked_for_in_the_same_form(bureau: Client) -> None:
    sent = letter()
    answer(bureau, sent, "换成新号码", phone="0931-2222222")
    sent.refresh_from_db()
    assert (sent.outcome, Outlet.objects.get().phone) == (Outcome.UPDATED, "0931-2222222")


def test_new_hours_are_asked_for_as_a_clerk_writes_them(bureau: Client) -> None:
    sent = letter(Kind.HOURS)
    answer(bureau, sent, "改开门时间", **{"hours-all": "8:00-20:00", "hours-d6": "休息"})
    assert "08:00-20:00" in Outlet.objects.get().opening_hours


def test_prices_are_asked_for_as_they_stand_in_tables(bureau: Client) -> None:
    sent = letter(Kind.PRICE)
    answer(bureau, sent, "改价钱", services="修鞋 10 元起；开锁（面议）")
    items = Outlet.objects.get().service_items.order_by("order")
    assert [(item.name, item.price_yuan, item.price_note) for item in items] == [
        ("修鞋", 10, "起"),
        ("开锁", None, "面议"),
    ]


def test_a_shop_that_moved_leads_to_the_new_place_that_was_chosen(bureau: Client) -> None:
    sent = letter(Kind.MOVED)
    new = make.outlet("康济药房", address="福利路 9 号")
    page = read(bureau.get(f"{LETTERS}{sent.pk}/"))
    assert "福利路 9 号" in page.text
    answer(bureau, sent, "确实搬走了", moved_to=str(new.pk))
    assert sent.outlet.__class__.objects.get(pk=sent.outlet_id).moved_to == new


def test_a_shop_shut_for_a_while_says_until_when(bureau: Client) -> None:
    sent = letter(Kind.CLOSED)
    until = (now() + timedelta(days=40)).date().isoformat()
    answer(bureau, sent, "只是暂停", status_until=until)
    outlet = Outlet.objects.get()
    assert (outlet.status, str(outlet.status_until)) == (Status.SUSPENDED, until)


@pytest.mark.parametrize(
    ("kind", "words", "typed", "said"),
    [
        (Kind.PHONE, "换成新号码", {"phone": ""}, "新号码还没有填"),
        (Kind.PHONE, "换成新号码", {"phone": "0931-1111111"}, "和登记的一样"),
        (Kind.PHONE, "换成新号码", {"phone": "打不通"}, "电话只能有数字"),
        (Kind.HOURS, "改开门时间", {"hours-all": "早上到晚上"}, "每天："),
        (Kind.HOURS, "改开门时间", {}, "开门时间还没有填"),
        (Kind.PRICE, "改价钱", {"services": "修鞋 5 元；修鞋 6 元"}, "写了两次"),
        (Kind.ADDRESS, "改地址", {"address": ""}, "新地址还没有填"),
        (Kind.CLOSED, "只是暂停", {"status_until": "下个月"}, "2026-03-01 这样"),
        (Kind.MOVED, "确实搬走了", {"moved_to": "999999"}, "请从给出的几家里选"),
        (Kind.OTHER, "不能采纳", {"answer": " "}, "答复要写几句话"),
        (Kind.OTHER, "核对过，没有变", {"answer": "长" * 301}, "答复最多 300 个字"),
        (Kind.OTHER, "核对过，没有变", {"seen": "x"}, "页面放得太久"),
        (Kind.ADDRESS, "改地址", {"address": "福利路\x005 号"}, "地址"),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_is_answered(
    bureau: Client, kind: str, words: str, typed: dict[str, str], said: str
) -> None:
    sent = letter(kind)
    response = answer(bureau, sent, words, **typed)
    sent.refresh_from_db()
    assert (response.status_code, sent.outcome) == (400, "")
    assert said in read(response).one("div", class_="errbox").text


@pytest.mark.parametrize("number", ["", "99", "nonsense", "\x00"])
def test_without_an_answer_chosen_that_is_asked_for(bureau: Client, number: str) -> None:
    response = bureau.post(f"{LETTERS}{letter().pk}/", {"choice": number})
    assert (response.status_code, "请选一种答复" in response.content.decode()) == (400, True)


def test_what_was_typed_is_not_lost(bureau: Client) -> None:
    response = answer(bureau, letter(), "换成新号码", phone="九三一", answer="谢谢老张。")
    page = read(response)
    assert "谢谢老张。" in page.text
    assert any(field["value"] == "九三一" for field in page.all("input"))


def test_having_found_it_unchanged_marks_the_outlet_as_checked(bureau: Client) -> None:
    answer(bureau, letter(), "核对过，没有变")
    assert Outlet.objects.get().verified_on


def test_a_refusal_tells_the_resident_why(bureau: Client) -> None:
    sent = letter(Kind.OTHER)
    answer(bureau, sent, "不能采纳", answer="这家店不归生活圈管。")
    sent.refresh_from_db()
    assert (sent.outcome, sent.answer) == (Outcome.DECLINED, "这家店不归生活圈管。")


def test_what_a_worker_changes_waits_and_the_letter_with_it(worker: User, client: Client) -> None:
    client.force_login(worker)
    sent = letter()
    page = read(client.post(f"{LETTERS}{sent.pk}/", {
        "choice": number_of(sent, "换成新号码"), "seen": proposals.seal(sent.outlet),
        "answer": "改了。", "phone": "0931-2222222",
    }, follow=True))  # fmt: skip
    assert "等审核" in page.text
    assert "等审核" in listed(client, state="waiting").one("ul", class_="letters").text
    assert (Outlet.objects.get().phone, Report.objects.get().outcome) == ("0931-1111111", "")
    shown = read(client.get(f"{LETTERS}{sent.pk}/"))
    assert shown.all("form", class_="choice") == []


def test_a_change_that_came_back_is_answered_anew_and_says_why(worker: User, client: Client) -> None:
    client.force_login(worker)
    sent = letter()
    answer(client, sent, "换成新号码", phone="0931-2222222")
    proposals.send_back(Proposal.objects.get(), offices.bureau(), "少一位")
    assert "少一位" in read(client.get(f"{LETTERS}{sent.pk}/")).text
    assert Proposal.objects.get().state == ProposalState.RETURNED
    assert answer(client, sent, "先去掉号码").status_code == 302


def test_the_second_who_answers_is_told(bureau: Client) -> None:
    sent = letter()
    seen = proposals.seal(sent.outlet)
    answer(bureau, sent, "核对过，没有变")
    response = answer(bureau, sent, "先去掉号码", seen=seen)
    assert response.status_code == 400
    assert "已经答复过了" in read(response).one("div", class_="errbox").text
    assert Outlet.objects.get().phone == "0931-1111111"


def test_what_somebody_changed_meanwhile_is_not_written_over(bureau: Client) -> None:
    sent = letter()
    seen = proposals.seal(sent.outlet)
    Outlet.objects.update(phone="0931-3333333")
    response = answer(bureau, sent, "换成新号码", seen=seen, phone="0931-2222222")
    sent.refresh_from_db()
    assert (response.status_code, sent.outcome, Outlet.objects.get().phone) == (409, "", "0931-3333333")
    assert "0931-3333333" in read(response).one("div", class_="errbox").text


def test_an_answered_letter_shows_its_answer_and_no_form(bureau: Client) -> None:
    sent = letter()
    answer(bureau, sent, "核对过，没有变")
    page = read(bureau.get(f"{LETTERS}{sent.pk}/"))
    assert "和登记的一样" in page.text
    assert page.all("form", class_="choice") == []


def test_answered_letters_are_filtered_by_what_came_of_them(bureau: Client) -> None:
    answer(bureau, letter(name="没变的店"), "核对过，没有变")
    answer(bureau, letter(name="改了的店"), "先去掉号码")
    text = {state: rows_of(listed(bureau, state=state)) for state in ("confirmed", "answered", "open")}
    assert ("没变的店" in text["confirmed"], "改了的店" in text["confirmed"]) == (True, False)
    assert ("改了的店" in text["answered"], text["open"]) == (True, "")


@pytest.mark.parametrize("written", ["{0}-{1}", "{0}{1}"])
def test_a_letter_is_found_by_the_number_told_on_the_phone(bureau: Client, written: str) -> None:
    sent = letter(name="要找的店")
    letter(name="别的店")
    page = listed(bureau, q=written.format(sent.number[:4], sent.number[4:]).lower())
    assert ("要找的店" in page.text, "别的店" in page.text) == (True, False)


@pytest.mark.parametrize("query", [{"state": "nonsense"}, {"page": "99"}, {"page": "x"}, {"q": "火星"}])
def test_a_strange_question_is_answered_with_a_list(bureau: Client, query: dict[str, str]) -> None:
    letter()
    assert bureau.get(LETTERS, query).status_code == 200


def test_an_auditor_reads_letters_and_answers_none(circle: None, client: Client) -> None:
    sent = letter(text="去了三次都没人")
    client.force_login(make.account(Role.AUDITOR))
    page = read(client.get(f"{LETTERS}{sent.pk}/"))
    assert "去了三次都没人" in page.text
    assert page.all("form", class_="choice") == []
    assert answer(client, sent, "核对过，没有变").status_code == 403


def test_more_letters_cost_no_more_statements(bureau: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            bureau.get(LETTERS)
        return len(captured)

    letter()
    cost()  # the session's first visit
    few = cost()
    for number in range(20):
        letter(name=f"{number} 店")
    assert cost() == few
