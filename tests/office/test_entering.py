"""A clerk enters an outlet, changes one, and is stopped from mistakes."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from communities.models import Community
from lifecircle.datum import CoordinateSystem, from_wgs84
from lifecircle.geo import metres_between
from outlets.models import DuplicateVerdict, Outlet, Photo, Proposal, ProposalState
from outlets.proposals import seal
from tests import make
from tests.office import offices
from tests.pages.html import Page, read

NEW = "/office/outlets/new/"
FAR_POINT = make.north_of(make.CENTRE, 2_500)


@pytest.fixture
def circle(catalogue: None) -> Community:
    return make.community(surveyed_on="2026-01-01")


@pytest.fixture
def clerk(circle: Community, client: Client) -> User:
    """A street office that may publish."""
    user = offices.office()
    offices.let_offices_publish()
    client.force_login(user)
    return user


def typed(**more: Any) -> dict[str, Any]:
    place = {"system": "wgs84", "lat": str(make.CENTRE.lat), "lng": str(make.CENTRE.lng)}
    return {"name": "绿源鲜菜直销店", "category": "greengrocer", "address": "福利路 5 号", **place, **more}


def errors(page: Page) -> str:
    return page.one("div", class_="errbox").text


def test_a_filled_form_becomes_an_outlet_that_residents_see(client: Client, clerk: User) -> None:
    answer = client.post(
        NEW, typed(how="visited", phone="0931-4567890", staffed="yes", cash="no"), follow=True
    )
    outlet = Outlet.objects.get()
    assert "居民现在就能看到" in read(answer).text
    assert (outlet.name, outlet.area_id, outlet.staffed, outlet.cash, outlet.meal_delivery) == (
        "绿源鲜菜直销店",
        "620104007001",
        True,
        False,
        None,
    )
    assert (outlet.verified_by, outlet.position_quality, outlet.source) == (
        "西柳沟街道",
        "surveyed",
        "office",
    )
    assert client.get(f"/outlets/{outlet.pk}/").status_code == 200


def test_where_the_district_decides_it_waits(client: Client, circle: Community) -> None:
    client.force_login(offices.worker())
    answer = client.post(NEW, typed(), follow=True)
    assert "交上去了，等审核" in read(answer).text
    assert (Outlet.objects.count(), Proposal.objects.get().state) == (0, ProposalState.SUBMITTED)


def test_what_lacks_is_listed_with_links_and_beside_its_field(client: Client, clerk: User) -> None:
    answer = client.post(NEW, {"phone": "老板手机", "hours-all": "20:30-7:30"})
    page = read(answer)
    assert answer.status_code == 400
    links = [link["href"] for link in page.all("a") if link["href"].startswith("#f-")]
    assert links == ["#f-name", "#f-category", "#f-address", "#f-lat", "#f-opening_hours", "#f-phone"]
    assert {link[1:] for link in links} <= {element["id"] for element in page.elements}
    assert page.one("input", name="hours-all")["value"] == "20:30-7:30"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"system": ""}, "没有选坐标是从哪里抄的"),
        ({"lat": str(make.CENTRE.lng), "lng": str(make.CENTRE.lat)}, "像是把经纬度写反了"),
        ({"lat": "39.9", "lng": "116.4"}, "10 公里内没有我们的生活圈"),
        ({"lat": "三十六"}, "纬度“三十六”不是数"),
        ({"lng": ""}, "经度还没有填"),
        ({"lat": "nan"}, "超出范围"),
        ({"paste": "福利路 5 号"}, "没有读出坐标"),
        ({"area_m2": "很大"}, "应是整数"),
        ({"service-0-name": "配钥匙", "service-0-price": "五块"}, "价钱“五块”应是数字"),
        ({"door-0-name": "南门"}, "第 1 个门：位置还没有填"),
        ({"category": "spaceport"}, "没有“spaceport”这个业态"),
        ({"name": "店" * 81}, "最多 80 个字"),
        ({"phone": "打老板手机"}, "电话"),
    ],
)
def test_a_slip_is_told_in_words(client: Client, clerk: User, wrong: dict[str, str], words: str) -> None:
    answer = client.post(NEW, typed(**wrong))
    assert words in errors(read(answer))
    assert Outlet.objects.count() == 0


def test_a_coordinate_of_another_map_is_turned_into_ours(client: Client, clerk: User) -> None:
    there = from_wgs84(make.CENTRE, CoordinateSystem.BD09)
    client.post(NEW, typed(system="bd09", lat=str(there.lat), lng=str(there.lng)))
    outlet = Outlet.objects.get()
    assert metres_between(outlet.point, make.CENTRE) < 0.1
    assert outlet.position_system == "bd09"


def test_a_pasted_link_fills_the_fields_without_a_script(client: Client, clerk: User) -> None:
    link = f"https://uri.amap.com/marker?position={make.CENTRE.lng},{make.CENTRE.lat}&name=x"
    page = read(client.post(NEW, {"name": "店", "paste": link, "do": "look"}))
    assert page.one("input", id="lat")["value"] == str(make.CENTRE.lat)
    assert "checked" in page.one("input", name="system", value="gcj02").attributes
    assert page.one("input", id="paste")["value"] == ""
    assert "上坎社区" in page.one("aside").text


def test_a_pasted_pair_needs_its_system(client: Client, clerk: User) -> None:
    pair = f"{make.CENTRE.lng},{make.CENTRE.lat}"
    page = read(client.post(NEW, typed(system="map", paste=pair)))
    assert "没有选坐标是从哪里抄的" in errors(page)


def test_the_side_says_whom_it_serves_and_what_it_changes(client: Client, clerk: User) -> None:
    page = read(client.post(NEW, typed(do="look")))
    side = page.one("aside").text
    assert "落在 上坎社区，从社区中心走 约 1 分钟" in side
    assert "“生鲜超市（菜店）”： 缺 → 有" in " ".join(side.split())
    assert "坐标系要是选错，这里会错开：高德、腾讯、微信的，偏" in side


def test_an_unsurveyed_circle_lacks_nothing_for_certain(client: Client, clerk: User) -> None:
    Community.objects.update(surveyed_on=None)
    side = read(client.post(NEW, typed(do="look"))).one("aside").text
    assert "数据不足 → 有" in " ".join(side.split())


def test_the_script_is_told_the_same_as_json(client: Client, clerk: User) -> None:
    answer = client.post("/office/point/", typed()).json()
    assert answer["suggested"] == ["greengrocer"]
    assert "上坎社区" in answer["side"]
    assert answer["map"]["placed"] is True
    assert answer["map"]["centres"][0]["name"] == "上坎社区"
    assert answer["problems"] == {}


def test_the_script_is_told_what_is_wrong_with_a_paste(client: Client, clerk: User) -> None:
    answer = client.post("/office/point/", {"paste": "https://surl.amap.com/abc"}).json()
    assert "高德的短链接" in answer["problems"]["paste"]


# -- outside one's own area ------------------------------------------------------------------------------
def outside_typed(**more: str) -> dict[str, Any]:
    return typed(lat=str(FAR_POINT.lat), lng=str(FAR_POINT.lng), **more)


@pytest.fixture
def neighbour(clerk: User) -> Community:
    return make.community("福利社区", "620104008001", FAR_POINT, subdistrict="福利路街道")


def test_outside_the_own_area_one_is_stopped(client: Client, neighbour: Community) -> None:
    page = read(client.post(NEW, outside_typed()))
    assert "这个位置在您负责的范围外：西固区福利路街道福利社区离得最近" in errors(page)
    assert "交给区里确认" in page.one("aside").text
    assert Proposal.objects.count() == 0


def test_who_insists_waits_for_the_district(client: Client, neighbour: Community) -> None:
    answer = client.post(NEW, outside_typed(outside_ok="yes"), follow=True)
    assert "等区里确认" in read(answer).text
    proposal = Proposal.objects.get()
    assert (proposal.state, proposal.area_id, Outlet.objects.count()) == ("submitted", "620104007", 0)


def test_a_district_confirms_it_itself(client: Client, circle: Community) -> None:
    make.community("城关社区", "620102001001", FAR_POINT, district="城关区", subdistrict="酒泉路街道")
    bureau = offices.bureau()
    client.force_login(bureau)
    client.post(NEW, outside_typed(outside_ok="yes"))
    assert Proposal.objects.get().outside_confirmed_by == bureau
    assert Outlet.objects.get().area_id == "620104"


# -- duplicates ------------------------------------------------------------------------------------------
@pytest.fixture
def twin(clerk: User) -> Outlet:
    return make.outlet("绿源鲜菜直销", "greengrocer", make.north_of(make.CENTRE, 20), area_id="620104007001")


def test_a_likely_twin_is_asked_about_once(client: Client, twin: Outlet) -> None:
    page = read(client.post(NEW, typed()))
    assert "登记册里有很像的（绿源鲜菜直销）" in errors(page)
    assert f"/office/outlets/{twin.pk}/edit/" in [link["href"] for link in page.all("a")]
    client.post(NEW, typed(not_same=str(twin.pk)))
    assert Outlet.objects.count() == 2
    assert DuplicateVerdict.objects.get().same is False


def test_the_old_place_of_a_move_is_no_twin(client: Client, twin: Outlet) -> None:
    form = read(client.get(NEW, {"moved_from": str(twin.pk)}))
    assert form.one("input", id="name")["value"] == "绿源鲜菜直销"
    moved = {"moved_from": str(twin.pk), "moved_on": "2026-05-01", "moved_reason": "拆迁"}
    client.post(NEW, typed(name="绿源鲜菜直销", **moved))
    twin.refresh_from_db()
    assert (twin.status, twin.moved_to) == ("moved", Outlet.objects.exclude(pk=twin.pk).get())


# -- drafts, photos, coming twice ------------------------------------------------------------------------
def test_a_draft_may_lack_anything_and_goes_on_later(client: Client, clerk: User) -> None:
    answer = client.post(NEW, {"name": "半家店", "hours-all": "8:00-20:00", "do": "draft"}, follow=True)
    page = read(answer)
    assert "草稿存好了" in page.text
    assert page.one("input", id="hours-all")["value"] == "8:00-20:00"
    draft = Proposal.objects.get()
    client.post(f"/office/entries/{draft.pk}/", typed())
    assert Proposal.objects.get().state == ProposalState.PUBLISHED


def test_a_returned_one_shows_why_and_goes_in_again(client: Client, clerk: User) -> None:
    client.post(NEW, {"name": "半家店", "do": "draft"})
    Proposal.objects.update(state="returned", reason="门牌号不对")
    draft = Proposal.objects.get()
    assert "退回来了：门牌号不对" in read(client.get(f"/office/entries/{draft.pk}/")).text
    client.post(f"/office/entries/{draft.pk}/", typed())
    assert Outlet.objects.get().name == "绿源鲜菜直销店"


def shop_photo(name: str = "IMG_1.jpg", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, make.jpeg() if content is None else content, "image/jpeg")


def test_a_refused_form_keeps_its_photo(client: Client, clerk: User) -> None:
    page = read(client.post(NEW, typed(address="", photos=shop_photo())))
    assert "地址还没有填" in errors(page)
    number = page.one("input", name="entry")["value"]
    assert page.all("img", src=f"/office/photos/{Photo.objects.get().pk}/")
    client.post(NEW, typed(entry=number))
    photo = Photo.objects.get()
    assert photo.outlet == Outlet.objects.get()
    shown = client.get(f"/photos/{photo.pk}/")
    assert (shown["Content-Type"], shown["Cache-Control"]) == (
        "image/jpeg",
        "public, max-age=604800, immutable",
    )
    assert b"".join(shown).startswith(b"\xff\xd8")  # read to its end, which closes the file
    assert f"/photos/{photo.pk}/" in [
        e["src"] for e in read(client.get(f"/outlets/{photo.outlet_id}/")).all("img")
    ]


def test_what_is_no_photo_is_told_by_its_name(client: Client, clerk: User) -> None:
    page = read(client.post(NEW, typed(photos=shop_photo("合同.pdf", b"%PDF"))))
    assert "“合同.pdf”：这不是照片" in errors(page)


def test_a_photo_of_a_draft_is_not_for_residents(client: Client, clerk: User) -> None:
    client.post(NEW, {"name": "店", "do": "draft", "photos": shop_photo()})
    assert client.get(f"/photos/{Photo.objects.get().pk}/").status_code == 404


def test_a_photo_goes_with_a_word_of_why(client: Client, clerk: User) -> None:
    client.post(NEW, typed(photos=shop_photo()))
    photo, outlet = Photo.objects.get(), Outlet.objects.get()
    client.post(f"/office/photos/{photo.pk}/remove/", {"reason": ""})
    assert Photo.objects.exists()
    client.post(f"/office/photos/{photo.pk}/remove/", {"reason": "拍到人脸"})
    assert not Photo.objects.exists()
    history: Any = outlet.history  # type: ignore[attr-defined,unused-ignore]
    assert history.first().history_change_reason == "删去照片：拍到人脸"


def test_a_form_that_comes_twice_is_taken_once(client: Client, clerk: User) -> None:
    for _ in range(2):
        answer = client.post(NEW, typed(ticket="abcdef0123456789"), follow=True)
    assert "登记好了" in read(answer).text
    assert Outlet.objects.count() == Proposal.objects.count() == 1


# -- changing what is registered -------------------------------------------------------------------------
@pytest.fixture
def shop(clerk: User) -> Outlet:
    made = make.outlet(
        "坎上药店",
        "pharmacy",
        area_id="620104007001",
        address="福利路 7 号",
        opening_hours="08:00-20:00",
        phone="0931-4567890",
        position_system="gcj02",
    )
    made.service_items.create(name="量血压", price_note="免费")
    make.entrance(made, "南门", make.north_of(make.CENTRE, 10))
    return made


def form_of(client: Client, shop: Outlet) -> dict[str, Any]:
    """What a browser would send back untouched."""
    page = read(client.get(f"/office/outlets/{shop.pk}/edit/"))
    sent: dict[str, Any] = {}
    for field in page.all("input"):
        if field["type"] in ("radio", "checkbox") and "checked" not in field.attributes:
            continue
        if field["name"] and field["type"] != "file":
            sent[field["name"]] = field["value"]
    return sent


def test_an_untouched_form_changes_nothing(client: Client, shop: Outlet) -> None:
    client.post(f"/office/outlets/{shop.pk}/edit/", form_of(client, shop))
    assert Proposal.objects.get().values == {}
    shop.refresh_from_db()
    assert (shop.opening_hours, shop.point, shop.entrances.count()) == ("08:00-20:00", make.CENTRE, 1)


def test_only_what_is_touched_is_proposed(client: Client, shop: Outlet) -> None:
    client.post(f"/office/outlets/{shop.pk}/edit/", form_of(client, shop) | {"phone": "0931-1111111"})
    assert Proposal.objects.get().values == {"phone": "0931-1111111"}
    shop.refresh_from_db()
    assert shop.phone == "0931-1111111"


def test_two_who_change_different_things_do_not_meet(client: Client, shop: Outlet) -> None:
    mine = form_of(client, shop) | {"phone": "0931-1111111"}
    Outlet.objects.filter(pk=shop.pk).update(address="福利路 9 号")
    client.post(f"/office/outlets/{shop.pk}/edit/", mine)
    shop.refresh_from_db()
    assert (shop.address, shop.phone) == ("福利路 9 号", "0931-1111111")


def test_the_second_of_two_is_told_what_the_first_did_and_chooses(client: Client, shop: Outlet) -> None:
    mine = form_of(client, shop) | {"phone": "0931-1111111", "address": "福利路 8 号"}
    Outlet.objects.filter(pk=shop.pk).update(phone="0931-2222222", address="福利路 9 号")
    answer = client.post(f"/office/outlets/{shop.pk}/edit/", mine, follow=True)
    page = read(answer)
    assert answer.status_code == 409
    assert "0931-2222222" in page.text
    assert "0931-1111111" in page.text
    proposal = Proposal.objects.get()
    client.post(f"/office/entries/{proposal.pk}/conflict/", {"phone": "mine", "address": "theirs"})
    shop.refresh_from_db()
    assert (shop.phone, shop.address) == ("0931-1111111", "福利路 9 号")


def test_a_seal_that_was_tampered_with_is_not_believed(client: Client, shop: Outlet) -> None:
    sent = form_of(client, shop) | {"seen": seal(shop)[:-2] + "xx", "phone": "0931-1111111"}
    assert client.post(f"/office/outlets/{shop.pk}/edit/", sent).status_code == 302
    shop.refresh_from_db()
    assert shop.phone == "0931-1111111"


def test_the_outlet_page_tells_of_the_changes_that_wait(client: Client, shop: Outlet) -> None:
    client.force_login(offices.worker())
    client.post(f"/office/outlets/{shop.pk}/edit/", form_of(client, shop) | {"phone": "0931-1111111"})
    page = read(client.get(f"/office/outlets/{shop.pk}/"))
    assert "等着的改动" in page.text
    assert "待审核" in page.text


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "请选一项"),
        ({"status": "closed"}, "要写从哪天起"),
        ({"status": "closed", "status_on": "2026-01-01"}, "要写原因"),
        ({"status": "closed", "status_on": "2999-01-01", "status_reason": "x"}, "不能在将来"),
        ({"status": "suspended", "status_on": "五月", "status_reason": "x"}, "应写成 2026-03-01 这样"),
        (
            {
                "status": "suspended",
                "status_on": "2026-03-01",
                "status_until": "2026-01-01",
                "status_reason": "x",
            },
            "不能早于",
        ),
    ],
)
def test_a_closure_needs_day_and_reason(
    client: Client, shop: Outlet, sent: dict[str, str], words: str
) -> None:
    answer = client.post(f"/office/outlets/{shop.pk}/status/", sent)
    assert answer.status_code == 400
    assert words in errors(read(answer))


def test_shut_for_a_while_and_open_again(client: Client, shop: Outlet) -> None:
    pause = {
        "status": "suspended",
        "status_on": "2026-01-01",
        "status_until": "2999-01-01",
        "status_reason": "装修",
    }
    client.post(f"/office/outlets/{shop.pk}/status/", pause)
    shop.refresh_from_db()
    assert (shop.status, shop.status_reason) == ("suspended", "装修")
    client.post(f"/office/outlets/{shop.pk}/status/", {"status": "open"})
    shop.refresh_from_db()
    assert (shop.status, shop.status_on, shop.status_reason) == ("open", None, "")


def test_having_looked_is_one_press(client: Client, shop: Outlet) -> None:
    client.post(f"/office/outlets/{shop.pk}/confirm/")
    shop.refresh_from_db()
    assert shop.verified_by == "西柳沟街道"


def test_junk_never_makes_it_fail(client: Client, clerk: User) -> None:
    for junk in (
        {"entry": "abc"},
        {"outlet": "9" * 40},
        {"not_same": "x"},
        {"ticket": "<script>"},
        {"lat": "1e999"},
    ):
        assert client.post(NEW, junk).status_code == 400
        assert json.loads(client.post("/office/point/", junk).content)
