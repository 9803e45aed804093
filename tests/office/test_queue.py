"""The queue: what was handed in is looked at, let through many at a time, or sent back with a reason."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from lifecircle.staff.rights import Role
from outlets import proposals
from outlets.models import Outlet, Proposal, ProposalState
from tests import make
from tests.office import offices
from tests.pages.html import Page, read

pytestmark = pytest.mark.django_db
QUEUE = "/office/proposals/"


@pytest.fixture
def circle(catalogue: None) -> None:
    make.community()


@pytest.fixture
def worker(circle: None) -> User:
    return offices.worker()


@pytest.fixture
def district(circle: None, client: Client) -> Client:
    client.force_login(offices.bureau())
    return client


def handed_in(by: User, **values: Any) -> Proposal:
    waiting = proposals.start(by, {**offices.NEW, **values})
    return proposals.hand_in(waiting, by, outside=False)


def change(by: User, outlet: Outlet, **values: Any) -> Proposal:
    return proposals.hand_in(proposals.start(by, values, outlet=outlet), by, outside=False)


def approve(client: Client, *waiting: Proposal) -> Page:
    return read(client.post(f"{QUEUE}approve/", {"proposal": [each.pk for each in waiting]}, follow=True))


def decide(client: Client, waiting: Proposal, do: str, **more: str) -> Any:
    return client.post(f"{QUEUE}{waiting.pk}/decide/", {"do": do, **more})


def test_the_oldest_stands_first_with_what_it_changes(worker: User, district: Client) -> None:
    handed_in(worker, name="先交的店")
    outlet = make.outlet("老店", area_id=offices.COMMUNITY, phone="0931-1111111")
    change(worker, outlet, phone="0931-2222222")
    page = read(district.get(QUEUE))
    assert page.text.index("先交的店") < page.text.index("老店")
    assert "0931-1111111 → 0931-2222222" in " ".join(page.text.split())


def test_several_are_let_through_at_once_and_stand_on_the_map(worker: User, district: Client) -> None:
    both = [handed_in(worker, name="一号店"), handed_in(worker, name="二号店")]
    assert "通过了 2 份" in approve(district, *both).text
    assert Outlet.objects.published().filter(name__in=["一号店", "二号店"]).count() == 2


def test_one_that_clashes_keeps_none_of_the_others_back(worker: User, district: Client) -> None:
    outlet = make.outlet("老店", area_id=offices.COMMUNITY, phone="1111")
    late, good = change(worker, outlet, phone="2222"), handed_in(worker, name="新店")
    Outlet.objects.filter(pk=outlet.pk).update(phone="3333")
    page = approve(district, late, good)
    late.refresh_from_db()
    assert "通过了 1 份" in page.text
    assert "电话（公开）被别人改过了" in page.text
    assert (late.state, Outlet.objects.get(pk=outlet.pk).phone) == (ProposalState.SUBMITTED, "3333")


def test_nothing_chosen_is_said(district: Client) -> None:
    assert "没有选中任何一份" in approve(district).text


def test_whoever_may_not_decide_sees_it_without_the_buttons(worker: User, client: Client) -> None:
    waiting = handed_in(worker)
    client.force_login(make.account(Role.AUDITOR))
    page = read(client.get(f"{QUEUE}{waiting.pk}/"))
    assert "通过，让居民看到" not in page.text
    assert "惠民便利店" in page.text


def test_a_street_office_decides_only_where_its_district_lets_it(worker: User, client: Client) -> None:
    waiting = handed_in(worker)
    client.force_login(offices.office())
    assert decide(client, waiting, "publish").status_code == 403
    offices.let_offices_publish()
    assert decide(client, waiting, "publish").status_code == 302
    waiting.refresh_from_db()
    assert waiting.state == ProposalState.PUBLISHED


def test_sending_back_needs_a_reason_that_its_author_reads(worker: User, district: Client) -> None:
    waiting = handed_in(worker)
    refused = decide(district, waiting, "send_back", reason=" ")
    assert (refused.status_code, "退回要写原因" in refused.content.decode()) == (400, True)
    decide(district, waiting, "send_back", reason="门牌号不对")
    waiting.refresh_from_db()
    assert (waiting.state, waiting.reason) == (ProposalState.RETURNED, "门牌号不对")


def test_the_second_who_decides_is_told(worker: User, district: Client) -> None:
    waiting = handed_in(worker)
    decide(district, waiting, "publish")
    again = decide(district, waiting, "send_back", reason="晚了")
    assert again.status_code == 400
    assert "已发布" in again.content.decode()


def test_a_place_outside_waits_until_the_district_says_it_is_right(worker: User, district: Client) -> None:
    make.community("隔壁社区", "620104008001", make.north_of(make.CENTRE, 2_000), subdistrict="隔壁街道")
    there = make.north_of(make.CENTRE, 2_000)
    waiting = proposals.start(worker, {**offices.NEW, "lat": there.lat, "lng": there.lng})
    proposals.hand_in(waiting, worker, outside=True)
    page = read(district.get(f"{QUEUE}{waiting.pk}/"))
    assert "隔壁社区" in page.text
    assert decide(district, waiting, "publish").status_code == 400
    decide(district, waiting, "confirm_place")
    assert decide(district, waiting, "publish").status_code == 302


def test_its_author_takes_it_back_or_lets_it_go(worker: User, client: Client) -> None:
    client.force_login(worker)
    first, second = handed_in(worker, name="甲店"), handed_in(worker, name="乙店")
    assert decide(client, first, "take_back").headers["Location"] == f"/office/entries/{first.pk}/"
    decide(client, second, "withdraw")
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (ProposalState.DRAFT, ProposalState.WITHDRAWN)


def test_what_looks_registered_already_is_shown_beside(worker: User, district: Client) -> None:
    make.outlet("惠民便利店", area_id=offices.COMMUNITY)
    waiting = handed_in(worker, name="惠民便利店（福利路店）")
    assert "登记册里很像的" in read(district.get(f"{QUEUE}{waiting.pk}/")).text


def test_an_unknown_deed_is_refused_in_words(worker: User, district: Client) -> None:
    response = decide(district, handed_in(worker), "nonsense")
    assert (response.status_code, "请选一项" in response.content.decode()) == (400, True)


@pytest.mark.parametrize("query", ["state=nonsense", "page=0", "page=x", "mine=2", "state=returned&mine=1"])
def test_strange_questions_show_a_list(district: Client, query: str) -> None:
    assert district.get(f"{QUEUE}?{query}").status_code == 200


def test_numbers_that_are_none_choose_nothing(district: Client) -> None:
    response = district.post(f"{QUEUE}approve/", {"proposal": ["x", "9" * 30, "-1"]}, follow=True)
    assert "没有选中任何一份" in read(response).text


def test_mine_are_mine_alone(worker: User, client: Client) -> None:
    handed_in(worker, name="我的店")
    handed_in(offices.bureau(), name="别人的店")
    client.force_login(worker)
    text = read(client.get(f"{QUEUE}?mine=1")).text
    assert ("我的店" in text, "别人的店" in text) == (True, False)


@pytest.mark.parametrize("count", [2, 12])
def test_a_longer_queue_costs_no_more_statements(
    worker: User, district: Client, count: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(count):
        handed_in(worker, name=f"{number} 号店", lat=make.CENTRE.lat + number / 1000)
    district.get(QUEUE)
    with django_assert_max_num_queries(14):
        district.get(QUEUE)
