"""Look-alikes at the desk: side by side, merged into the chosen one, kept apart for good, split again."""

from typing import Any

import pytest
from django.test import Client

from outlets import merging
from outlets.models import DuplicateVerdict, Outlet, Report, Status
from outlets.proposals import seal
from tests import make
from tests.office import offices
from tests.pages.html import read

pytestmark = pytest.mark.django_db
PAIRS = "/office/duplicates/"
Two = tuple[Outlet, Outlet]


@pytest.fixture
def two(catalogue: None) -> Two:
    make.community()
    one = make.outlet("惠民便利店", area_id=offices.COMMUNITY, address="福利路 5 号")
    other = make.outlet(
        "惠民便利店（福利路店）",
        at=make.north_of(make.CENTRE, 12),
        area_id=offices.COMMUNITY,
        phone="0931-7654321",
    )
    return one, other


@pytest.fixture
def clerk(two: Two, client: Client) -> Client:
    client.force_login(offices.office())
    return client


def url(two: Two) -> str:
    return f"{PAIRS}{two[0].pk}/{two[1].pk}/"


def seals(two: Two) -> dict[str, str]:
    return {f"seen-{outlet.pk}": seal(outlet) for outlet in two}


def merge(client: Client, two: Two, keep: Outlet) -> Any:
    return client.post(url(two), {"do": f"keep-{keep.pk}", **seals(two)})


def test_a_pair_stands_side_by_side_with_why(clerk: Client) -> None:
    page = read(clerk.get(PAIRS))
    assert "12 米" in page.text
    for words in ("惠民便利店（福利路店）", "福利路 5 号", "0931-7654321"):
        assert words in page.one("table", class_="two-up").text


def test_pairs_of_other_streets_are_not_asked_about(two: Two, client: Client) -> None:
    make.areas("620104008001", subdistrict="隔壁街道")
    client.force_login(offices.office("620104008"))
    assert "没有像是登了两次的" in read(client.get(PAIRS)).text


def test_each_says_what_it_would_get_if_it_stays(clerk: Client, two: Two) -> None:
    Report.objects.create(outlet=two[1], kind="phone", sender="x")
    page = read(clerk.get(url(two)))
    first, second = page.all("div", class_="panel")
    assert "0931-7654321" in first.text
    assert "1 封来信" in first.text
    assert "福利路 5 号" in second.text


def test_the_one_that_is_chosen_stays(clerk: Client, two: Two) -> None:
    one, other = two
    assert merge(clerk, two, one).status_code == 302
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.phone, other.merged_into, other.status) == ("0931-7654321", one, Status.CLOSED)


def test_the_other_may_stay_as_well(clerk: Client, two: Two) -> None:
    merge(clerk, two, two[1])
    two[0].refresh_from_db()
    assert two[0].merged_into == two[1]


def test_those_that_are_not_one_are_not_asked_about_again(clerk: Client, two: Two) -> None:
    page = read(clerk.post(url(two), {"do": "different"}, follow=True))
    assert "没有像是登了两次的" in page.text
    assert not DuplicateVerdict.objects.get().same


def test_a_merging_is_undone_in_the_history_of_the_dropped_one(clerk: Client, two: Two) -> None:
    merge(clerk, two, two[0])
    path = f"/office/outlets/{two[1].pk}/"
    assert f"{path}history/#split" in {link["href"] for link in read(clerk.get(PAIRS)).all("a")}
    assert "拆开，不是同一家" in read(clerk.get(f"{path}history/")).text
    assert clerk.post(f"{path}split/").status_code == 302
    two[1].refresh_from_db()
    assert (two[1].merged_into, two[1].status) == (None, Status.OPEN)


def test_splitting_what_is_not_merged_is_refused_in_words(clerk: Client, two: Two) -> None:
    response = clerk.post(f"/office/outlets/{two[1].pk}/split/")
    assert (response.status_code, "没有并入别家" in response.content.decode()) == (409, True)


def test_the_second_who_merges_is_told(clerk: Client, two: Two) -> None:
    sealed = seals(two)
    merging.merge(two[1], two[0], offices.bureau())
    response = clerk.post(url(two), {"do": f"keep-{two[0].pk}", **sealed})
    assert response.status_code == 409
    two[1].refresh_from_db()
    assert (two[1].merged_into, two[1].status) == (None, Status.OPEN)


def test_the_second_who_says_they_differ_is_told(clerk: Client, two: Two) -> None:
    merging.merge(two[0], two[1], offices.bureau())
    response = clerk.post(url(two), {"do": "different"})
    assert (response.status_code, "已经合并" in response.content.decode()) == (409, True)
    assert DuplicateVerdict.objects.get().same


def test_nobody_merges_what_changed_since_the_look_at_it(clerk: Client, two: Two) -> None:
    sealed = seals(two)
    Outlet.objects.filter(pk=two[1].pk).update(phone="0931-9999999")
    response = clerk.post(url(two), {"do": f"keep-{two[0].pk}", **sealed})
    assert (response.status_code, "被别人改过了" in response.content.decode()) == (409, True)
    two[1].refresh_from_db()
    assert two[1].merged_into is None


@pytest.mark.parametrize("sent", [{}, {"do": "nonsense"}, {"do": "keep-0"}, {"do": "keep-\x00"}])
def test_an_unknown_deed_is_refused_in_words(clerk: Client, two: Two, sent: dict[str, str]) -> None:
    response = clerk.post(url(two), sent)
    assert (response.status_code, "请选一项" in response.content.decode()) == (409, True)


def test_a_closed_one_cannot_be_the_one_that_stays(clerk: Client, two: Two) -> None:
    Outlet.objects.filter(pk=two[0].pk).update(status="closed", status_on="2026-01-01", status_reason="关门")
    two[0].refresh_from_db()
    response = merge(clerk, two, two[0])
    assert (response.status_code, "还在的那一家" in response.content.decode()) == (409, True)


@pytest.mark.parametrize("path", ["{0}/{0}/", "{0}/999999/"])
def test_what_is_no_pair_is_not_found(clerk: Client, two: Two, path: str) -> None:
    assert clerk.get(PAIRS + path.format(two[0].pk)).status_code == 404


def test_a_pair_of_which_one_lies_elsewhere_is_not_decided_here(clerk: Client, two: Two) -> None:
    make.areas("620104008001", subdistrict="隔壁街道")
    Outlet.objects.filter(pk=two[1].pk).update(area_id="620104008001")
    assert clerk.post(url(two), {"do": "different"}).status_code == 403


def test_a_worker_does_not_see_the_page(two: Two, client: Client) -> None:
    client.force_login(offices.worker())
    assert client.get(PAIRS).status_code == 403
