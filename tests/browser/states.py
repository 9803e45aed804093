"""Pages in states that the lists of pages don't bring about: nothing entered, a busy desk, real streets."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Protocol

from django.contrib.auth.models import User
from django.test import Client
from django.utils.timezone import now

from lifecircle.geo import Point
from outlets import proposals
from outlets.models import Outlet, Proposal, Report
from tests import make
from tests.office import offices
from tests.office.tables import HEAD, sent, xlsx_bytes
from tests.pages.test_every_page import CIRCLE, ELDER
from tests.streets.town import position

Seen = tuple[Client, Any]  # who asks, and what was answered


class Visit(Protocol):
    """Makes what is to be seen, and asks for it: as somebody new, or as `client`."""

    def __call__(self, client: Client | None = None) -> Seen: ...


FULL = "620104007001"
HOME = {"lat": make.north_of(make.CENTRE, 100).lat, "lng": make.CENTRE.lng}
LONG = "兰州惠仁堂药业连锁有限责任公司西固福利路第二分店（24 小时便民药房）"


def resident(path: str, client: Client | None = None) -> Seen:
    client = client or Client()
    return client, client.get(path)


def a_full_circle() -> None:
    """Surveyed; every kind of opening, long names, doors, samples, more than one of a category."""
    make.community(phone="0931-1234567", office="居委会", surveyed_on=date(2026, 8, 1))
    for number in range(6):
        at = make.north_of(make.CENTRE, 60 + 20 * number)
        make.outlet(
            f"便利店{number}",
            "convenience",
            at,
            opening_hours="24/7",
            phone="0931-0001001",
            address="福利路 5 号",
        )
    shop = make.outlet(
        LONG, "pharmacy", make.north_of(make.CENTRE, 300), step_free=True, phone="0931-4567890转8"
    )
    make.promotion(outlet=shop)
    make.entrance(shop, "南门", make.north_of(make.CENTRE, 290))
    make.outlet(
        "健民药店",
        "pharmacy",
        make.north_of(make.CENTRE, 30),
        source="sample",
        position_quality="illustrative",
    )
    make.outlet("惠民菜市场", "market", make.north_of(make.CENTRE, 700), opening_hours="Mo-Su 02:00-02:01")
    make.outlet("茶馆", "tea_coffee", make.north_of(make.CENTRE, 400))


def circle_from_home(client: Client | None = None) -> Seen:
    a_full_circle()
    client = client or Client()
    return client, client.post(f"{CIRCLE}?pace=elderly", HOME)


def full(path: str) -> Visit:
    def visit(client: Client | None = None) -> Seen:
        a_full_circle()
        return resident(path, client)

    return visit


def full_outlet(path: str) -> Visit:
    def visit(client: Client | None = None) -> Seen:
        a_full_circle()
        return resident(path.format(pk=Outlet.objects.get(name=LONG).pk), client)

    return visit


RESIDENTS: dict[str, Visit] = {
    "home, nothing entered": lambda client=None: resident("/", client),
    "elder, nothing entered": lambda client=None: resident("/elder/", client),
    "home, full": full("/"),
    "search, full": full("/?q=便利店"),
    "circle, full": full(CIRCLE),
    "circle, full, nothing fits": full(CIRCLE + "?only=delivery&only=cash&categories=market"),
    "circle, full, from home": circle_from_home,
    "outlet, full": full_outlet("/outlets/{pk}/?from=620104007001"),
    "elder, full": full(ELDER + "medicine/"),
    "elder, full way": full_outlet(ELDER + "medicine/{pk}/"),
}


def a_place_with_streets() -> None:
    """The little town of tests/streets: a circle at the corner A, a pharmacy at D over the bridge."""
    make.community(at=Point(*position("A")), surveyed_on=date(2026, 8, 1))
    make.outlet("桥那边的药店", "pharmacy", Point(*position("D")), pk=1001, phone="0931-4567890")


def on_streets(path: str) -> Callable[[], Seen]:
    def visit() -> Seen:
        a_place_with_streets()
        return resident(path)

    return visit


WITH_STREETS: dict[str, Callable[[], Seen]] = {
    "circle": on_streets(CIRCLE),
    "outlet": on_streets("/outlets/1001/?from=620104007001"),
    "catchment": on_streets("/outlets/1001/catchment/"),
    "elder way": on_streets(ELDER + "medicine/1001/"),
    "board": on_streets(CIRCLE + "board/"),
}


def a_busy_desk() -> User:
    """A street office with letters, drafts, what was sent back, what is overdue, and a pair."""
    make.community(surveyed_on=date(2026, 7, 18), stage="built")
    clerk = offices.office()
    offices.let_offices_publish()
    area: dict[str, Any] = {"area_id": offices.COMMUNITY}
    shop = make.outlet("门口便利店", phone="0931-0001001", address="福利路 5 号", **area)
    make.outlet("门口便利店（坎上店）", at=make.north_of(make.CENTRE, 70), address="福利路 5 号", **area)
    make.outlet(
        "坎上药店",
        "pharmacy",
        make.north_of(make.CENTRE, 300),
        status="suspended",
        status_on="2026-01-01",
        status_until="2026-02-01",
        status_reason="装修",
        **area,
    )
    Report.objects.create(outlet=shop, kind="phone", text="电话打不通，去了两次都关着", sender="x")
    late = Report.objects.create(outlet=shop, kind="hours", sender="y")
    Report.objects.filter(pk=late.pk).update(created_at=now() - timedelta(days=20))
    worker = offices.worker()
    for name in ("一号店", "二号店"):
        waiting = proposals.start(worker, {**offices.NEW, "name": name})
        proposals.hand_in(waiting, worker, outside=False)
    back = proposals.start(clerk, {**offices.NEW, "name": "小胡修鞋摊"})
    Proposal.objects.filter(pk=back.pk).update(
        state="returned", reason="门牌号写错了，看看再交", submitted_at=now(), decided_at=now()
    )
    proposals.start(clerk, {**offices.NEW, "name": ""})
    return clerk


def a_table(by: User) -> int:
    """A good row, a likely duplicate and a wrong one."""
    beside = make.north_of(make.CENTRE, 5)
    content = xlsx_bytes(
        [*HEAD, "电话"],
        ["福利路书店", "新式书店", make.CENTRE.lat + 0.002, make.CENTRE.lng, ""],
        ["门口便利店", "便利店", beside.lat, beside.lng, "0931-0001001"],
        ["没写业态的店", "", make.CENTRE.lat, make.CENTRE.lng, ""],
    )
    return sent(by, content, "西柳沟 11 月.xlsx").pk


def at_the_busy_desk(path: str) -> Callable[[], Seen]:
    def visit() -> Seen:
        clerk = a_busy_desk()
        client = Client()
        client.force_login(clerk)
        return client, client.get(path.format(upload=a_table(clerk) if "{upload}" in path else ""))

    return visit


DESK: dict[str, Callable[[], Seen]] = {
    "today": at_the_busy_desk("/office/"),
    "new": at_the_busy_desk("/office/outlets/new/"),
    "outlets": at_the_busy_desk("/office/outlets/"),
    "outlets, none": at_the_busy_desk("/office/outlets/?q=火星"),
    "letters": at_the_busy_desk("/office/letters/"),
    "proposals": at_the_busy_desk("/office/proposals/"),
    "duplicates": at_the_busy_desk("/office/duplicates/"),
    "uploads": at_the_busy_desk("/office/uploads/"),
    "upload, to decide": at_the_busy_desk("/office/uploads/{upload}/"),
}


def a_little_register() -> None:
    """The one that the trees are drawn of: one circle, three categories, a phone number, a sample."""
    make.community(phone="0931-1234567", office="上坎社区居委会", surveyed_on=date(2026, 8, 1))
    make.outlet(
        "门口便利店",
        "convenience",
        make.north_of(make.CENTRE, 60),
        pk=1001,
        opening_hours="Mo-Su 07:00-22:00",
        phone="0931-0001001",
        address="福利路 5 号",
        step_free=True,
    )
    make.outlet("健民药店", "pharmacy", make.north_of(make.CENTRE, 300), opening_hours="24/7")
    make.outlet("茶馆", "tea_coffee", make.north_of(make.CENTRE, 700), source="sample")


def in_the_little_register(path: str) -> Callable[[], Seen]:
    def visit() -> Seen:
        a_little_register()
        return resident(path)

    return visit


AT = "at=2026-11-24T10:00"
TREES: dict[str, Callable[[], Seen]] = {
    "home": in_the_little_register("/"),
    "circle": in_the_little_register(f"{CIRCLE}?{AT}"),
    "outlet": in_the_little_register(f"/outlets/1001/?from=620104007001&{AT}"),
    "elder-tasks": in_the_little_register(ELDER),
    "elder-answer": in_the_little_register(f"{ELDER}medicine/?{AT}"),
    "login": in_the_little_register("/office/login/"),
    "desk-today": at_the_busy_desk("/office/"),
    "desk-new-outlet": at_the_busy_desk("/office/outlets/new/"),
}
