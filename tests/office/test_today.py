"""The day at the desk: what is to be done, in whose area, at a fixed cost."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now

from communities.completeness import verdicts
from communities.models import Community
from lifecircle.staff.rights import Role
from outlets import cards, index
from outlets.models import Outlet, Proposal, Report
from outlets.proposals import start
from tests import make
from tests.office import offices
from tests.pages.html import Page, read

TODAY = "/office/"
OWN, OTHER = "620104007001", "620102001001"
YESTERDAY = localdate() - timedelta(days=1)


@pytest.fixture
def circle(catalogue: None) -> Community:
    return make.community()


def shop(name: str = "店", category: str = "convenience", **fields: Any) -> Outlet:
    checked: dict[str, Any] = {"verified_on": YESTERDAY, "verified_by": "街道"}
    return make.outlet(name, category, area_id=OWN, **checked, **fields)


def letter(outlet: Outlet, **fields: Any) -> Report:
    return Report.objects.create(outlet=outlet, kind="hours", sender="x", **fields)


def day_of(client: Client, user: User) -> Page:
    client.force_login(user)
    return read(client.get(TODAY))


def headings(page: Page) -> list[str]:
    return [" ".join(heading.text.split()) for heading in page.all("h2")]


def test_with_nothing_to_do_it_says_so(client: Client, circle: Community) -> None:
    page = day_of(client, offices.office())
    assert page.one("h1").text.strip() == "今天没有要办的事"
    assert "都答复了" in page.text


def test_everything_to_be_done_is_counted(client: Client, circle: Community) -> None:
    user = offices.office()
    letter(shop("甲"))
    shop("乙", status="suspended", status_on="2026-01-01", status_until="2026-02-01", status_reason="装修")
    Outlet.objects.filter(name="甲").update(verified_on="2020-01-01")
    start(user, {**offices.NEW, "name": "退回的"})
    Proposal.objects.update(state="returned", reason="写错了", submitted_at=now(), decided_at=now())
    page = day_of(client, user)
    assert page.one("h1").text.strip() == "今天有 4 件事要办"
    assert headings(page)[1:5] == ["退回来要改的 1 件", "居民来信 1 封", "暂停该到期了 1 家", "该核对了 1 家"]


def test_letters_tell_how_many_working_days_are_left(client: Client, circle: Community) -> None:
    fresh, late = letter(shop()), letter(shop("乙"))
    Report.objects.filter(pk=late.pk).update(created_at=now() - timedelta(days=30))
    text = day_of(client, offices.office()).text
    assert fresh.pk != late.pk
    assert "还剩 5 个工作日" in text
    assert "已经超过" in text


def test_another_area_s_work_is_not_mine(client: Client, circle: Community) -> None:
    make.areas(OTHER, district="城关区", subdistrict="酒泉路街道")
    letter(make.outlet("远处店", area_id=OTHER))
    assert day_of(client, offices.office()).one("h1").text.strip() == "今天没有要办的事"


def test_who_decides_sees_what_waits_by_street(client: Client, circle: Community) -> None:
    make.areas("620104008001", subdistrict="福利路街道")
    for area, count in ((OWN, 2), ("620104008001", 1)):
        for number in range(count):
            Proposal.objects.create(name=f"{number}", area_id=area, state="submitted", submitted_at=now())
    page = day_of(client, offices.bureau())
    assert "等您审核 3 份" in headings(page)
    assert page.text.index("西柳沟街道") < page.text.index("福利路街道")


def test_a_community_worker_is_not_asked_to_decide(client: Client, circle: Community) -> None:
    Proposal.objects.create(name="x", area_id=OWN, state="submitted", submitted_at=now())
    assert "等您审核" not in day_of(client, offices.worker()).text


def test_two_that_look_like_one_are_counted_for_who_may_say_so(client: Client, circle: Community) -> None:
    shop("惠民便利店", phone="0931-4567890")
    shop("惠民便利店（福利路店）", phone="0931-4567890")
    assert "像是登了两次的 1 对" in headings(day_of(client, offices.office()))
    assert "像是登了两次的 1 对" not in headings(day_of(client, offices.worker()))


def test_a_surveyed_circle_shows_what_it_has_and_lacks(client: Client, circle: Community) -> None:
    Community.objects.update(surveyed_on="2026-01-01")
    shop("菜市场", "market")
    page = day_of(client, offices.office())
    assert "1 / 14" in " ".join(page.text.split())
    assert "圈里还缺的" in headings(page)


def test_an_unsurveyed_circle_lacks_nothing_for_certain(client: Client, circle: Community) -> None:
    page = day_of(client, offices.office())
    assert "数据不足" in page.text
    assert "圈里还缺的" not in headings(page)


def test_a_pause_leaves_a_gap_until_it_is_over(circle: Community) -> None:
    Community.objects.update(surveyed_on="2026-01-01")
    pause = {"status": "suspended", "status_on": "2026-01-01", "status_reason": "装修"}
    shop("菜市场", "market", **pause)
    assert states(circle)["market"] == "gap"
    Outlet.objects.update(status_until=YESTERDAY)
    assert states(circle)["market"] == "has"


def test_what_one_shop_also_sells_counts(circle: Community) -> None:
    Community.objects.update(surveyed_on="2026-01-01")
    make.also_sells(shop("便利店"), "post")
    assert (states(circle)["post"], states(circle)["pharmacy"]) == ("has", "gap")


def states(circle: Community) -> dict[str, str]:
    index.forget()
    cards.forget()
    circle.refresh_from_db()
    [verdict] = verdicts([circle])
    return {category.code: state.value for category, state in verdict.states}


def test_the_month_counts_what_happened_in_it(client: Client, circle: Community) -> None:
    user = offices.office()
    offices.let_offices_publish()
    client.force_login(user)
    place = {"system": "wgs84", "lat": str(make.CENTRE.lat), "lng": str(make.CENTRE.lng)}
    client.post("/office/outlets/new/", {"name": "新店", "category": "gym", "address": "路", **place})
    answered = letter(shop())
    Report.objects.filter(pk=answered.pk).update(
        outcome="confirmed", answer="看过了", answered_at=answered.created_at + timedelta(days=2, hours=12)
    )
    text = " ".join(read(client.get(TODAY)).text.split())
    assert "新登记1 处" in text
    assert "平均 2.5 天" in text


def test_an_auditor_looks_and_changes_nothing(client: Client, circle: Community) -> None:
    make.outlet("旧店", area_id=OWN)
    page = day_of(client, make.account(Role.AUDITOR, ""))
    assert "该核对了 1 家" in headings(page)
    assert "登记新网点" not in page.text
    assert [form["action"] for form in page.all("form")] == ["/language/", "/office/logout/"]


def test_a_long_list_of_circles_is_cut_with_a_way_to_all(client: Client, catalogue: None) -> None:
    for number in range(33):
        make.community(f"社区{number}", f"620104007{number:03}")
    user = offices.office()
    page = day_of(client, user)
    assert "我管的 33 个圈" in headings(page)
    assert "看全部 33 个" in page.text
    assert "看全部" not in read(client.get(TODAY, {"circles": "all"})).text


@pytest.fixture
def cost(client: Client) -> Callable[[], int]:
    def counted() -> int:
        client.get(TODAY)  # what each process keeps is read once
        with CaptureQueriesContext(connection) as asked:
            assert client.get(TODAY).status_code == 200
        return len(asked)

    return counted


def test_the_day_costs_the_same_however_much_there_is(
    client: Client, circle: Community, cost: Callable[[], int]
) -> None:
    client.force_login(offices.bureau())
    letter(shop("甲"))
    Outlet.objects.update(verified_on=None)
    small = cost()
    for number in range(60):
        far = make.north_of(make.CENTRE, 20 * number)
        made = make.outlet(f"第{number}家", "gym", far, area_id=OWN)
        letter(made)
    for number in range(2, 9):
        make.community(f"社区{number}", f"620104007{number:03}")
    assert cost() == small


@pytest.mark.parametrize(
    ("path", "tab"), [(TODAY, ["今天"]), ("/office/password/", []), ("/office/second/", [])]
)
def test_a_page_without_a_tab_of_its_own_marks_none(
    client: Client, divisions: None, path: str, tab: list[str]
) -> None:
    client.force_login(offices.bureau())
    marked = [link.text.strip() for link in read(client.get(path)).all("a") if link["aria-current"]]
    assert marked == tab
