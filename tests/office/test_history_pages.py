"""Histories at the desk: who changed what and why, and the way back after a look at what it changes."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from lifecircle.staff.rights import Role
from outlets import histories, merging, proposals
from outlets.models import Outlet
from tests import make
from tests.office import offices
from tests.pages.html import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(catalogue: None) -> Outlet:
    """Its number was changed once, on a proposal."""
    make.community()
    outlet = make.outlet("康济药房", "pharmacy", area_id=offices.COMMUNITY, phone="0931-1111111")
    by = make.account(Role.DISTRICT_BUREAU, offices.DISTRICT, name="li")
    User.objects.filter(pk=by.pk).update(last_name="李", first_name="敏")
    changed = proposals.start(by, {"phone": "0931-2222222"}, outlet=outlet, note="打电话问过")
    proposals.hand_in(changed, by)
    outlet.refresh_from_db()
    return outlet


@pytest.fixture
def bureau(shop: Outlet, client: Client) -> Client:
    client.force_login(make.account(Role.DISTRICT_BUREAU, offices.DISTRICT, name="xigu"))
    return client


def url(shop: Outlet, moment: int | None = None) -> str:
    return f"/office/outlets/{shop.pk}/history/" + (f"{moment}/" if moment is not None else "")


def first_of(shop: Outlet) -> int:
    return histories.entries(shop)[-1].history_id or 0


def restore(client: Client, shop: Outlet, seen: str | None = None) -> Any:
    sealed = proposals.seal(shop) if seen is None else seen
    return client.post(url(shop, first_of(shop)), {f"seen-{shop.pk}": sealed})


def test_an_entry_says_who_why_and_from_what_to_what(bureau: Client, shop: Outlet) -> None:
    text = " ".join(read(bureau.get(url(shop))).text.split())
    assert "0931-1111111 → 0931-2222222" in text
    assert "李敏" in text
    assert "打电话问过" in text


def test_before_restoring_one_sees_what_it_would_change(bureau: Client, shop: Outlet) -> None:
    page = read(bureau.get(url(shop, first_of(shop))))
    rows = page.all("tr")
    assert len(rows) == 2
    assert "0931-2222222" in rows[1].text
    assert "0931-1111111" in rows[1].text
    shop.refresh_from_db()
    assert shop.phone == "0931-2222222"


def test_restoring_is_a_change_like_any_other(bureau: Client, shop: Outlet) -> None:
    assert restore(bureau, shop).status_code == 302
    shop.refresh_from_db()
    assert shop.phone == "0931-1111111"
    assert "恢复到" in read(bureau.get(url(shop))).text


def test_the_state_of_now_has_nothing_to_restore(bureau: Client, shop: Outlet) -> None:
    newest = histories.entries(shop)[0].history_id
    page = read(bureau.get(url(shop, newest)))
    assert "没有要改的" in page.text
    assert url(shop, newest) not in {link["href"] for link in read(bureau.get(url(shop))).all("a")}


def test_what_changed_since_the_look_is_not_restored_over(bureau: Client, shop: Outlet) -> None:
    seen = proposals.seal(shop)
    Outlet.objects.filter(pk=shop.pk).update(phone="0931-3333333")
    response = restore(bureau, shop, seen)
    shop.refresh_from_db()
    assert (response.status_code, shop.phone) == (409, "0931-3333333")
    assert "被别人改过了" in response.content.decode()


@pytest.mark.parametrize("seen", ["", "x", "\x00"])
def test_a_form_without_its_seal_is_asked_again(bureau: Client, shop: Outlet, seen: str) -> None:
    response = restore(bureau, shop, seen)
    assert (response.status_code, "页面放得太久" in response.content.decode()) == (409, True)


@pytest.mark.parametrize("moment", [0, 999_999])
def test_a_moment_that_never_was_is_not_found(bureau: Client, shop: Outlet, moment: int) -> None:
    assert bureau.get(url(shop, moment)).status_code == 404
    assert bureau.post(url(shop, moment), {f"seen-{shop.pk}": proposals.seal(shop)}).status_code == 404


def test_a_moment_of_another_outlet_is_not_found(bureau: Client, shop: Outlet) -> None:
    other = make.outlet("别家", area_id=offices.COMMUNITY)
    assert bureau.get(url(other, first_of(shop))).status_code == 404


def test_whoever_may_not_publish_reads_and_restores_nothing(shop: Outlet, client: Client) -> None:
    client.force_login(offices.office())
    page = read(client.get(url(shop)))
    assert "0931-1111111" in page.text
    assert "恢复到这时" not in page.text
    assert restore(client, shop).status_code == 403


def test_a_street_office_restores_where_its_district_lets_it_publish(shop: Outlet, client: Client) -> None:
    client.force_login(offices.office())
    offices.let_offices_publish()
    assert restore(client, shop).status_code == 302


def test_the_histories_of_those_that_were_merged_stand_below(bureau: Client, shop: Outlet) -> None:
    twin = make.outlet("康济大药房", "pharmacy", area_id=offices.COMMUNITY)
    merging.merge(shop, twin, offices.city())
    page = read(bureau.get(url(shop)))
    assert "并进来的“康济大药房”" in page.text
    assert url(twin) + "#split" in {link["href"] for link in page.all("a")}


def test_an_outlet_no_history_knows_is_no_mistake(bureau: Client, shop: Outlet) -> None:
    Outlet.history.all().delete()
    assert bureau.get(url(shop)).status_code == 200
