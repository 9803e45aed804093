"""A town with something of everything the desk works on, for tests that go over all its pages."""

from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.utils.timezone import localdate, now

from communities.models import Community
from lifecircle.staff.models import AuditKind, AuditRecord
from outlets import proposals
from outlets.histories import stamp
from outlets.models import Outlet, Proposal, Report, ServiceItem
from outlets.models.report import Kind
from outlets.writing import write
from tests import make
from tests.office import offices, tables
from tests.office.conftest import everybody
from tests.office.matrix import OWN

People = dict[str, User | None]
YESTERDAY = localdate() - timedelta(days=1)


def fill() -> People:
    """Somebody of every role, and in the first community of all of them what each page can show."""
    people = everybody()
    clerk, bureau, worker = people["S"], people["D"], people["W"]
    assert clerk
    assert bureau
    assert worker
    User.objects.filter(pk=bureau.pk).update(last_name="李", first_name="敏")
    Community.objects.filter(pk=OWN).update(surveyed_on="2026-03-01", phone="0931-1234567", stage="built")
    circle = Community.objects.get(pk=OWN)
    shops()
    planning(circle)
    handed_in(worker, bureau)
    letters()
    tables.sent(clerk, table())
    for kind in AuditKind:
        AuditRecord.objects.create(kind=kind, username="李敏", scope=OWN[:6], words="网点 12 条")
    return people


def shops() -> None:
    shop = make.outlet(
        "惠民便利店",
        pk=1001,
        area_id=OWN,
        phone="0931-4567890转8",
        address="福利路 5 号",
        opening_hours='Mo-Su 08:00-20:00 "周三盘点"',
        brand="惠民",
        form="stall",
        built="rebuilt",
        built_year=2024,
        verified_by="上坎社区",
        verified_on=YESTERDAY,
        cash=True,
    )
    make.entrance(shop, "南门", make.CENTRE, step_free=True)
    make.also_sells(shop, "post", "repair")
    make.photo(outlet=shop)
    ServiceItem.objects.create(outlet=shop, name="磨刀", price_yuan=4, price_note="一把")
    make.outlet(
        "惠民便利店（福利路店）",
        pk=1002,
        at=make.north_of(make.CENTRE, 12),
        area_id=OWN,
        phone="0931-4567890",
        address="福利路 5 号",
        verified_on="2020-01-01",
        verified_by="街道",
    )
    pause: dict[str, Any] = {"status": "suspended", "status_on": "2026-01-01", "status_reason": "装修"}
    make.outlet("药房", "pharmacy", pk=1003, area_id=OWN, status_until="2026-02-01", **pause)
    new = make.outlet("新菜店", "market", make.north_of(make.CENTRE, 600), pk=1004, area_id=OWN)
    gone: dict[str, Any] = {"status": "moved", "status_on": "2026-01-01", "status_reason": "拆迁"}
    make.outlet("旧菜店", "market", pk=1005, area_id=OWN, moved_to=new, **gone)
    make.outlet("关了的店", pk=1006, area_id=OWN, **{**gone, "status": "closed"})
    write(shop, {"phone": "0931-1112222", "cash": None}, stamp(shop, None, "打电话问过"))


def planning(circle: Community) -> None:
    make.compound(circle, gates=(make.CENTRE,), residents=900, households=300, residents_60=200)
    make.premises(circle)
    measure = make.measure(circle, category_id="pharmacy", deadline="2026-02-01", responsible="西柳沟街道")
    make.measure(circle, "已经办成", state="done", done_on=date(2026, 3, 1), kind="rebuild", cost_yuan=1000)
    make.measure(circle, "不办了", state="dropped", kind="mobile")
    make.measure(circle, "正在办", state="doing", kind="more_trades", outlet_id=1001)
    make.need(circle, category_id="pharmacy", people=12, measure=measure)
    make.need(circle, "想要一家书店", category_id="bookshop", source="hotline", number="12345-1")
    make.promotion(outlet=Outlet.objects.get(pk=1001))
    make.promotion("全圈 9 折", community=circle, platform="unionpay")
    make.project(area=circle.pk[:6])


def handed_in(worker: User, bureau: User) -> None:
    """New ones and changes: a draft, one that waits, one sent back, one published, one withdrawn."""
    for state in ("draft", "submitted", "returned", "withdrawn"):
        kept = proposals.start(worker, {**offices.NEW, "name": f"{state} 的店"}, note="看过了")
        Proposal.objects.filter(pk=kept.pk).update(
            state=state, submitted_at=now(), reason="写错了" if state == "returned" else ""
        )
    shop = Outlet.objects.get(pk=1001)
    values = {"name": "惠民超市", "category": "supermarket", "phone": "0931-2222222", "cash": False}
    change = proposals.hand_in(proposals.start(worker, values, outlet=shop), worker, outside=False)
    assert change.pk
    done = proposals.start(bureau, {"phone": "0931-3333333"}, outlet=Outlet.objects.get(pk=1004))
    proposals.hand_in(done, bureau, outside=False)


def letters() -> None:
    for number, kind in enumerate(Kind):
        kept = Report.objects.create(outlet_id=1001 + number % 4, kind=kind, text="请看一下", sender="x")
        if number % 3 == 0:
            Report.objects.filter(pk=kept.pk).update(created_at=now() - timedelta(days=30))
    Report.objects.create(
        outlet_id=1001, kind="hours", sender="x", outcome="updated", answer="改好了", answered_at=now()
    )


def table() -> bytes:
    """Rows with each of the five verdicts."""
    old = Outlet.objects.get(pk=1003)
    return tables.csv_bytes(
        ["编号", *tables.HEAD, "电话", "没有这一列"],
        ["", "新书店", "新式书店", "36.1160", "103.6093", "", ""],
        [old.pk, "药房", "药店", old.lat, old.lng, "0931-2222222", ""],
        ["", "新菜店", "菜市场", "36.11881", "103.6093", "", ""],
        ["", "没有业态", "火星店", "36.1134", "103.6093", "", ""],
        ["", "远处店", "便利店", "36.2934", "103.6093", "x", ""],
    )
