"""What a table would do, does, and undoes: row by row, for the office that sent it in."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils.timezone import now

from communities.office.places import Places
from lifecircle.datum import CoordinateSystem, from_wgs84
from lifecircle.exchange.problems import Refused
from lifecircle.geo import Point
from lifecircle.language.told import say
from outlets.models import Outlet, Photo, Proposal, ProposalState, Report, Upload, UploadState
from outlets.proposals import publish
from outlets.uploads import applying, closing, reading, undoing
from outlets.uploads.judging import Ground
from outlets.uploads.opening import start
from tests import make
from tests.office.offices import let_offices_publish
from tests.office.tables import (
    FAR_ROW,
    HEAD,
    ROW,
    csv_bytes,
    read_on,
    register,
    remarks,
    sent,
    verdicts,
    xlsx_bytes,
)

OWN, NEIGHBOUR, OTHER_STREET = "620104007001", "620104007002", "620104009001"
SECOND = ["坎上药店", "药店", "36.1150", "103.6093"]


@pytest.fixture(autouse=True)
def town(catalogue: None) -> None:
    """Two circles of the clerk's street, and one of another street, 20 km north."""
    make.community("上坎社区", OWN)
    make.community("下坎社区", NEIGHBOUR, make.north_of(make.CENTRE, 3_000))
    far = make.north_of(make.CENTRE, 20_000)
    make.community("远处社区", OTHER_STREET, far, subdistrict="远处街道")


@pytest.fixture
def publisher(clerk: User) -> User:
    """The clerk, where the district lets its streets publish."""
    let_offices_publish()
    return clerk


def known(**fields: Any) -> Outlet:
    return make.outlet("老店", "pharmacy", make.north_of(make.CENTRE, 800), area_id=OWN, **fields)


# -- what a row would do ----------------------------------------------------------------------------------


def test_each_row_gets_one_of_five_verdicts(clerk: User) -> None:
    old, same = known(phone="0931-1111111"), make.outlet("惠民便利店", area_id=OWN)
    upload = sent(
        clerk,
        csv_bytes(
            ["编号", *HEAD, "电话"],
            ["", "新书店", "新式书店", "36.1160", "103.6093", ""],
            [old.pk, "老店", "药店", old.lat, old.lng, "0931-2222222"],
            [same.pk, *ROW, ""],
            ["", "惠民便利店", "便利店", "36.11345", "103.6093", ""],
            ["", "没有业态", "火星店", "36.1134", "103.6093", ""],
        ),
    )
    assert verdicts(upload) == ["新增", "修改", "没有变化", "可能重复", "有错"]
    assert upload.state == UploadState.READY


def test_a_change_says_from_what_to_what(clerk: User) -> None:
    old = known(phone="0931-1111111", cash=None)
    upload = sent(clerk, csv_bytes(["编号", "电话", "收现金"], [old.pk, "0931-2222222", "是"]))
    [said] = remarks(upload)
    assert "0931-1111111 → 0931-2222222" in said
    assert "未知 → 是" in said


def test_a_move_is_told_in_metres(clerk: User) -> None:
    old = known()
    there = make.north_of(old.point, 50)
    upload = sent(clerk, csv_bytes(["编号", "纬度", "经度"], [old.pk, there.lat, there.lng]))
    assert remarks(upload) == ["位置：移动了约 50 米"]


def test_what_looks_like_a_registered_outlet_names_it(clerk: User) -> None:
    there = make.outlet("惠民便利店", phone="0931-4567890", area_id=OWN)
    upload = sent(clerk, csv_bytes([*HEAD, "电话"], ["惠民便利店(福利路店)", *ROW[1:], "0931-4567890"]))
    assert verdicts(upload) == ["可能重复"]
    assert f"编号 {there.pk}" in remarks(upload)[0]
    assert "电话相同" in remarks(upload)[0]


def test_rows_are_compared_to_each_other_however_far_apart(clerk: User, monkeypatch: Any) -> None:
    monkeypatch.setattr(reading, "ROWS_AT_ONCE", 20)
    between = [[f"{number} 号修理铺", "维修点", 36.10 + number / 900, 103.60] for number in range(50)]
    twin = ["惠民便利店", "便利店", "36.11345", "103.6093"]
    upload = sent(clerk, csv_bytes(HEAD, ROW, *between, ROW, twin))
    last = list(upload.rows.order_by("-number")[:2])
    assert [row.verdict for row in last] == ["duplicate", "wrong"]
    assert "像第 2 行" in say(last[0].remarks[0])
    assert [*map(say, last[1].remarks)] == ["和第 2 行的名称、主业态和位置重复"]


def test_two_rows_about_one_outlet_are_wrong_even_in_different_pieces(clerk: User, monkeypatch: Any) -> None:
    monkeypatch.setattr(reading, "ROWS_AT_ONCE", 1)
    old = known()
    table = csv_bytes(["编号", "电话"], [old.pk, "0931-2222222"], [old.pk, "0931-3333333"])
    assert verdicts(sent(clerk, table)) == ["修改", "有错"]


def test_a_place_in_the_chosen_system_is_stored_in_wgs84(publisher: User) -> None:
    given = from_wgs84(make.CENTRE, CoordinateSystem.BD09)
    table = csv_bytes(HEAD, ["惠民便利店", "便利店", given.lat, given.lng])
    upload = sent(publisher, table, system=CoordinateSystem.BD09)
    applying.apply(upload, publisher)
    made = Outlet.objects.get()
    assert (made.lat, made.lng) == pytest.approx((make.CENTRE.lat, make.CENTRE.lng), abs=1e-6)
    assert made.position_system == "bd09"


def test_a_row_that_names_another_system_than_was_chosen_is_wrong(clerk: User) -> None:
    upload = sent(clerk, csv_bytes([*HEAD, "坐标系"], [*ROW, "百度"]))
    assert "这一行写着" in remarks(upload)[0]


# -- whose ground -----------------------------------------------------------------------------------------


def test_an_empty_area_is_that_of_the_nearest_circle_within_the_scope(clerk: User) -> None:
    there = make.north_of(make.CENTRE, 2_900)
    upload = sent(clerk, csv_bytes(HEAD, ["新店", "便利店", there.lat, there.lng]))
    assert upload.rows.get().values["area"] == NEIGHBOUR


def test_an_empty_area_leaves_a_registered_one_alone(clerk: User) -> None:
    old = known()
    upload = sent(clerk, csv_bytes(["编号", "所属区划代码"], [old.pk, ""]))
    assert verdicts(upload) == ["没有变化"]


def test_an_area_may_carry_its_name_as_the_drop_down_list_offers_it(clerk: User) -> None:
    upload = sent(clerk, csv_bytes([*HEAD, "所属区划代码"], [*ROW, f"{OWN} 上坎社区"]))
    assert upload.rows.get().values["area"] == OWN


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ([*ROW, OTHER_STREET], "不在您负责的西柳沟街道"),
        ([*FAR_ROW, OWN], "范围外"),
        ([*FAR_ROW, ""], "范围外"),
    ],
)
def test_what_lies_outside_the_scope_is_wrong_in_words(clerk: User, row: list[str], words: str) -> None:
    upload = sent(clerk, csv_bytes([*HEAD, "所属区划代码"], row))
    assert verdicts(upload) == ["有错"]
    assert words in remarks(upload)[0]


def test_an_outlet_of_another_office_is_not_changed(clerk: User) -> None:
    foreign = make.outlet("别家", area_id=OTHER_STREET)
    upload = sent(clerk, csv_bytes(["编号", "电话"], [foreign.pk, "0931-2222222"]))
    assert "不归西柳沟街道" in remarks(upload)[0]


def test_an_outlet_is_not_taken_over_from_another_office(clerk: User) -> None:
    foreign = make.outlet("别家", area_id=OTHER_STREET)
    upload = sent(clerk, csv_bytes(["编号", "所属区划代码"], [foreign.pk, OWN]))
    assert verdicts(upload) == ["有错"]


def test_a_district_is_warned_and_not_stopped(bureau: User) -> None:
    lost = make.north_of(make.CENTRE, 8_000)
    upload = sent(bureau, csv_bytes(HEAD, ["偏远店", "便利店", lost.lat, lost.lng]))
    assert verdicts(upload) == ["新增"]
    assert remarks(upload)[0].startswith("请看一看")


# -- reading in pieces ------------------------------------------------------------------------------------


def test_a_step_stops_when_its_time_is_over_and_the_next_goes_on(clerk: User, monkeypatch: Any) -> None:
    monkeypatch.setattr(reading, "ROWS_AT_ONCE", 2)
    rows = [[f"{number} 号店", "便利店", 36.11 + number / 900, 103.60] for number in range(9)]
    upload = start("a.csv", csv_bytes(HEAD, *rows), CoordinateSystem.WGS84, author=clerk, scope="620104007")
    ticks = iter(range(1_000))
    seen = []
    while upload.state == UploadState.READING:
        reading.step(upload, _ground(upload), seconds=2, clock=lambda: float(next(ticks)))
        seen.append(upload.rows_read)
    assert seen == sorted(seen)
    assert len(set(seen)) > 2
    assert upload.rows.count() == upload.rows_total == 9


def test_two_windows_reading_one_upload_write_each_row_once(clerk: User) -> None:
    upload = start("a.csv", csv_bytes(HEAD, ROW), CoordinateSystem.WGS84, author=clerk, scope="620104007")
    other = Upload.objects.get(pk=upload.pk)
    for window in (upload, other, upload, other):
        reading.step(window, _ground(upload))
    assert (upload.state, other.state, upload.rows.count()) == ("ready", "ready", 1)


def test_a_dropped_upload_leaves_one_line(clerk: User) -> None:
    upload = sent(clerk, csv_bytes(HEAD, ROW))
    closing.drop(upload, clerk)
    assert (upload.state, bytes(upload.content), upload.rows.count()) == ("dropped", b"", 0)
    with pytest.raises(Refused):
        applying.apply(upload, clerk)


# -- writing ----------------------------------------------------------------------------------------------


def test_good_rows_are_written_and_wrong_ones_are_not(publisher: User) -> None:
    upload = sent(publisher, csv_bytes(HEAD, ROW, ["坏店", "没有这个", "36.1", "103.6"], SECOND))
    applying.apply(upload, publisher)
    assert sorted(Outlet.objects.values_list("name", flat=True)) == ["坎上药店", "惠民便利店"]
    assert upload.words == "写入 2 行：新增 2，修改 0。"


def test_a_likely_duplicate_is_written_only_when_the_clerk_says_so(publisher: User) -> None:
    make.outlet("惠民便利店", area_id=OWN)
    upload = sent(publisher, csv_bytes(HEAD, ["惠民便利店", "便利店", "36.11345", "103.6093"], SECOND))
    assert applying.good_rows(upload).count() == 1
    upload.rows.filter(verdict="duplicate").update(not_same=True)
    applying.apply(upload, publisher)
    assert Outlet.objects.count() == 3


def test_what_is_written_is_on_the_public_map_at_once(publisher: User, client: Client) -> None:
    page = f"/communities/{OWN}/"
    assert "惠民便利店" not in client.get(page).content.decode()
    upload = sent(publisher, csv_bytes(HEAD, ROW))
    applying.apply(upload, publisher)
    assert "惠民便利店" in client.get(page).content.decode()
    undoing.undo(upload, publisher)
    assert "惠民便利店" not in client.get(page).content.decode()


def test_what_is_written_has_a_history_with_a_reason(publisher: User) -> None:
    old = known(phone="0931-1111111")
    upload = sent(publisher, csv_bytes(["编号", "电话"], [old.pk, "0931-2222222"]), "西柳沟.csv")
    applying.apply(upload, publisher)
    last, first = old.history.all()
    assert (last.history_change_reason, last.history_user, last.phone) == (
        "导入 西柳沟.csv",
        publisher,
        "0931-2222222",
    )
    assert first.phone == "0931-1111111"


def test_prices_and_further_categories_are_written(publisher: User) -> None:
    table = csv_bytes([*HEAD, "服务价目", "兼营业态"], [*ROW, "修鞋 10 元起；磨刀", "早餐店"])
    applying.apply(sent(publisher, table), publisher)
    made = Outlet.objects.get()
    assert [item.name for item in made.service_items.all()] == ["修鞋", "磨刀"]
    assert [category.pk for category in made.further_categories.all()] == ["breakfast"]


def test_what_somebody_changed_since_the_preview_is_not_overwritten(publisher: User) -> None:
    old = known(phone="0931-1111111")
    upload = sent(publisher, csv_bytes(["编号", "电话"], [old.pk, "0931-2222222"]))
    Outlet.objects.update(phone="0931-3333333")
    applying.apply(upload, publisher)
    assert Outlet.objects.get().phone == "0931-3333333"
    assert "预览以后有人改过" in remarks(upload)[0]
    assert "1 行没有写入" in upload.words


def test_what_somebody_changed_beside_the_rows_fields_stays(publisher: User) -> None:
    old = known(phone="0931-1111111")
    upload = sent(publisher, csv_bytes(["编号", "电话"], [old.pk, "0931-2222222"]))
    Outlet.objects.update(brand="新牌子")
    applying.apply(upload, publisher)
    old.refresh_from_db()
    assert (old.phone, old.brand) == ("0931-2222222", "新牌子")


def test_an_outlet_deleted_or_registered_since_the_preview_is_told(publisher: User) -> None:
    old = known()
    upload = sent(publisher, csv_bytes(["编号", *HEAD], [old.pk, "改名", *ROW[1:]], ["", *SECOND]))
    Outlet.objects.all().delete()
    make.outlet("坎上药店", "pharmacy", Point(36.1150, 103.6093), area_id=OWN)
    applying.apply(upload, publisher)
    assert ["被删掉" in remarks(upload)[0], "有人登记了同一家" in remarks(upload)[1]] == [True, True]
    assert Outlet.objects.count() == 1


def test_an_upload_is_written_once(publisher: User) -> None:
    upload = sent(publisher, csv_bytes(HEAD, ROW))
    stale = Upload.objects.get(pk=upload.pk)
    applying.apply(upload, publisher)
    with pytest.raises(Refused, match="已导入"):
        applying.apply(stale, publisher)
    assert Outlet.objects.count() == 1


class Killed(BaseException):
    """The process is gone."""


def test_an_upload_that_dies_half_way_leaves_nothing(publisher: User, monkeypatch: Any) -> None:
    known()
    before = register()
    upload = sent(publisher, csv_bytes([*HEAD, "服务价目"], [*ROW, "修鞋 10 元"], [*SECOND, ""]))

    def killed(rows: Any) -> None:
        assert Outlet.objects.count() == 3  # the register is written already
        raise Killed

    monkeypatch.setattr(applying, "keep", killed)
    with pytest.raises(Killed):
        applying.apply(upload, publisher)
    upload.refresh_from_db()
    assert (register(), upload.state) == (before, UploadState.READY)
    assert not Outlet.history.filter(history_change_reason__startswith="导入").exists()


# -- where the district decides ---------------------------------------------------------------------------


def test_an_office_that_may_not_publish_hands_in_proposals(clerk: User) -> None:
    old = known(phone="0931-1111111")
    upload = sent(
        clerk,
        csv_bytes(
            ["编号", *HEAD, "电话"], [old.pk, "老店", "药店", old.lat, old.lng, "0931-2"], ["", *ROW, ""]
        ),
    )
    applying.apply(upload, clerk)
    old.refresh_from_db()
    change, new = Proposal.objects.order_by("new")
    assert (old.phone, Outlet.objects.count()) == ("0931-1111111", 1)
    assert (change.state, change.values, change.before) == (
        ProposalState.SUBMITTED,
        {"phone": "0931-2"},
        {"phone": "0931-1111111"},
    )
    assert (new.name, new.area_id, new.values["category"]) == ("惠民便利店", OWN, "convenience")
    assert "等区里审核" in upload.words


def test_a_proposal_from_a_table_is_published_as_any_other(clerk: User, bureau: User) -> None:
    applying.apply(sent(clerk, csv_bytes([*HEAD, "服务价目"], [*ROW, "修鞋 10 元起"])), clerk)
    made = publish(Proposal.objects.get(), bureau, outside=False)
    assert (made.name, made.area_id, made.service_items.get().name) == ("惠民便利店", OWN, "修鞋")


def test_undoing_withdraws_what_still_waits(clerk: User, bureau: User) -> None:
    upload = sent(clerk, csv_bytes(HEAD, ROW, SECOND))
    applying.apply(upload, clerk)
    publish(Proposal.objects.get(name="惠民便利店"), bureau, outside=False)
    undoing.undo(upload, clerk)
    assert Proposal.objects.get(name="坎上药店").state == ProposalState.WITHDRAWN
    assert "没有撤回：登记单已发布" in remarks(upload)[0]


# -- taking it back ---------------------------------------------------------------------------------------


def test_undoing_brings_back_the_exact_register(publisher: User) -> None:
    old = known(phone="0931-1111111", cash=True, verified_on=date(2025, 6, 30))
    old.service_items.create(name="磨刀", price_yuan="5.50", price_note="一把")
    make.also_sells(old, "breakfast")
    before = register()
    upload = sent(
        publisher,
        csv_bytes(
            ["编号", *HEAD, "电话", "服务价目", "兼营业态", "核对日期", "收现金"],
            [
                old.pk,
                "改名店",
                "药店",
                "36.1170",
                "103.6100",
                "0931-2222222",
                "修鞋 10 元",
                "",
                "2025-07-01",
                "否",
            ],
            ["", *ROW, "", "配钥匙 8 元一把", "药店", "", ""],
        ),
    )
    applying.apply(upload, publisher)
    assert register() != before
    undoing.undo(upload, publisher)
    assert (register(), upload.state, upload.words) == (before, "undone", "撤销了 2 行。")


def test_undoing_keeps_the_history(publisher: User) -> None:
    upload = sent(publisher, csv_bytes(HEAD, ROW), "甲.csv")
    applying.apply(upload, publisher)
    undoing.undo(upload, publisher)
    kinds = Outlet.history.order_by("history_id").values_list("history_type", "history_change_reason")
    assert list(kinds) == [("+", "导入 甲.csv"), ("-", "撤销导入 甲.csv")]


def test_what_was_changed_since_is_left_and_told(publisher: User) -> None:
    old = known(phone="0931-1111111")
    upload = sent(
        publisher,
        csv_bytes(
            ["编号", *HEAD, "电话"],
            [old.pk, "老店", "药店", old.lat, old.lng, "0931-2222222"],
            ["", *ROW, ""],
        ),
    )
    applying.apply(upload, publisher)
    Outlet.objects.filter(pk=old.pk).update(phone="0931-3333333")
    Outlet.objects.exclude(pk=old.pk).update(address="后来补的")
    undoing.undo(upload, publisher)
    assert set(Outlet.objects.values_list("phone", "address")) == {("0931-3333333", ""), ("", "后来补的")}
    assert ["没有动：导入以后有人改过电话" in remarks(upload)[0], "改过地址" in remarks(upload)[1]] == [
        True,
        True,
    ]
    assert upload.words == "撤销了 0 行；2 行没有动，原因写在各行。"


@pytest.mark.parametrize("what", ["report", "photo", "moved_to"])
def test_a_new_outlet_on_which_something_hangs_is_closed_instead(publisher: User, what: str) -> None:
    upload = sent(publisher, csv_bytes(HEAD, ROW), "甲.csv")
    applying.apply(upload, publisher)
    made = Outlet.objects.get()
    if what == "report":
        Report.objects.create(outlet=made, kind="closed", sender="x")
    elif what == "photo":
        Photo.objects.create(outlet=made, file="photos/a.jpg", width=1, height=1)
    else:
        make.outlet("搬来", status="moved", status_on=now().date(), status_reason="搬", moved_to=made)
    undoing.undo(upload, publisher)
    made.refresh_from_db()
    assert (made.status, made.status_reason) == ("closed", "撤销导入 甲.csv")
    assert "改成了“关闭”" in remarks(upload)[0]


def test_undoing_twice_is_refused(publisher: User) -> None:
    upload = sent(publisher, csv_bytes(HEAD, ROW))
    applying.apply(upload, publisher)
    undoing.undo(upload, publisher)
    with pytest.raises(Refused, match="已撤销"):
        undoing.undo(upload, publisher)


def _ground(upload: Upload) -> Any:
    return Ground(upload.scope, Places.now())


def test_reading_on_after_a_restart_needs_nothing_but_the_row(clerk: User) -> None:
    upload = start("a.xlsx", xlsx_bytes(HEAD, ROW), CoordinateSystem.WGS84, author=clerk, scope="620104007")
    fresh = Upload.objects.get(pk=upload.pk)
    read_on(fresh, clerk)
    assert verdicts(fresh) == ["新增"]
