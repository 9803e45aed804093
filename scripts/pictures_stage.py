"""Sets the stage for the pictures: what people would have written on a trial site by then.

All through the site's own functions, in the accounts of the demo. Everything stands in one street office.
"""

import csv
import io
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.core.signing import dumps
from django.utils.timezone import now
from pictures_pages import AT

from communities.gaps.check import check
from communities.gaps.city import city_checks
from communities.gaps_page.saved import save
from communities.models import Community, Measure, Need, Promotion, ReportKind
from communities.office.places import Places
from lifecircle.datum import CoordinateSystem
from outlets import proposals
from outlets.duplicates import pairs
from outlets.models import Outlet, Report, UploadState
from outlets.uploads import opening, reading
from outlets.uploads.judging import Ground

CIRCLE, STREET = "620104007001", "620104007"


def set_stage() -> dict[str, Any]:
    """What fills the `{words}` of the addresses."""
    clerk, worker, bureau = (
        User.objects.get(username=f"demo-{of}") for of in ("street", "community", "district")
    )
    here = Outlet.objects.filter(area_id=CIRCLE, merged_into=None).exclude(phone="").order_by("pk")
    shop = here.filter(category="repair", service_items__isnull=False).first()
    closed, written = here.filter(category="hairdresser").first(), here.filter(category="pharmacy").first()
    assert shop is not None
    assert closed is not None
    assert written is not None
    Outlet.objects.filter(pk=closed.pk).update(
        status="suspended", status_on=date(2026, 11, 1), status_reason="装修"
    )
    number, token, letter = letters(written, clerk)
    lacking = max(city_checks().values(), key=lambda each: (each.basic.gap + each.basic.far, each.circle.pk))
    real = Outlet.objects.get(name="Apteekki Eliel").pk
    words = {
        "circle": f"/communities/{CIRCLE}/",
        "shop": shop.pk,
        "outlet": f"/outlets/{shop.pk}/?{AT}",
        "closed": f"/outlets/{closed.pk}/?{AT}",
        "route": f"/outlets/{real}/?from=990000000001&{AT}",
        "catchment": f"/outlets/{real}/catchment/",
        "elder_way": f"/elder/990000000001/medicine/{real}/?{AT}",
        "number": number,
        "reported": f"/reported/{token}/",
        "letter": letter,
        "lacking": lacking.circle.pk,
        "saved": f"/communities/{lacking.circle.pk}/check/{saved(lacking.circle)}/",
        "siting": f"/office/siting/?category=market&area={STREET}&k=2",
        "upload": table(shop, clerk),
        "measure": plans(lacking.circle),
    }
    words |= entries(worker, bureau, clerk, here.exclude(pk__in=(shop.pk, closed.pk, written.pk))[0])
    found = pairs(STREET)[0]
    return words | {"pair": f"{found.first.pk}/{found.second.pk}"}


def letters(outlet: Outlet, clerk: User) -> tuple[str, str, int]:
    """One answered, two that wait, one of them too long: number and token of the first, the second's key."""
    answered = Report.objects.create(outlet=outlet, kind="hours", text="中午也开着", sender="a")
    Report.objects.filter(pk=answered.pk).update(
        outcome="updated",
        answer="去店里看过，中午不休息，已经改过来了。",
        answered_by=clerk,
        answered_at=now(),
    )
    waiting = Report.objects.create(
        outlet=outlet, kind="phone", text="电话打不通，去了两次都关着", sender="b"
    )
    late = Report.objects.create(outlet=outlet, kind="step_free", sender="c")
    Report.objects.filter(pk=late.pk).update(created_at=now() - timedelta(days=20))
    return answered.spoken_number, dumps(answered.pk, salt="report"), waiting.pk


def saved(circle: Community) -> int:
    return save(check(circle), kind=ReportKind.BY_HAND).pk


def entries(worker: User, bureau: User, clerk: User, outlet: Outlet) -> dict[str, int]:
    """Two that wait, one that was sent back, one that looks like another, one that two people changed."""
    values = {
        "category": "convenience",
        "lat": outlet.lat + 0.0004,
        "lng": outlet.lng,
        "address": outlet.address,
    }
    for name in ("福利路豆腐坊", "西站早点铺"):
        waiting = proposals.start(worker, {**values, "name": name, "category": "breakfast"})
        proposals.hand_in(waiting, worker, outside=False)
    back = proposals.start(worker, {**values, "name": "路口修鞋摊", "category": "repair"})
    proposals.hand_in(back, worker, outside=False)
    proposals.send_back(back, bureau, "门牌号写错了，看看再交")
    alike = {**values, "category": outlet.category_id, "name": outlet.name}
    twin = proposals.start(clerk, alike)
    Outlet.objects.create(
        name=outlet.name,
        category_id=outlet.category_id,
        lat=outlet.lat + 0.0002,
        lng=outlet.lng,
        area_id=outlet.area_id,
        address=outlet.address,
        source="sample",
    )
    conflict = proposals.start(worker, {"phone": "0931-0001111"}, outlet=outlet)
    for changes in ({"opening_hours": "Mo-Su 07:00-21:30"}, {"phone": "0931-0002222", "cash": True}):
        proposals.hand_in(proposals.start(bureau, changes, outlet=outlet), bureau)
    return {"waiting": waiting.pk, "twin": twin.pk, "conflict": conflict.pk, "changed": outlet.pk}


def table(shop: Outlet, clerk: User) -> int:
    """A table with a good row, one of a registered shop, a wrong one and one that changes a phone."""
    out = io.StringIO(newline="")
    rows: list[list[Any]] = [
        ["编号", "名称", "主业态", "纬度", "经度", "电话"],
        ["", "福利路书店", "新式书店", shop.lat + 0.002, shop.lng, ""],
        ["", shop.name, shop.category.name, shop.lat, shop.lng, ""],
        ["", "没写业态的店", "", shop.lat, shop.lng, ""],
        [shop.pk, shop.name, shop.category.name, shop.lat, shop.lng, "0931-0003333"],
    ]
    csv.writer(out).writerows(rows)
    upload = opening.start(
        "西柳沟 11 月.csv",
        out.getvalue().encode("utf-8-sig"),
        CoordinateSystem.WGS84,
        author=clerk,
        scope=STREET,
    )
    while upload.state == UploadState.READING:
        reading.step(upload, Ground(STREET, Places.now(), may_stand_outside=False))
    return upload.pk


def plans(lacking: Community) -> int:
    """Two measures, what was asked for, and a promotion; one measure is late."""
    circle = Community.objects.get(pk=CIRCLE)
    measure = Measure.objects.create(
        community=circle,
        category_id="market",
        kind="new",
        what="福利路口开一处菜市场",
        responsible="西柳沟街道",
        deadline=date(2027, 3, 31),
        cost_yuan=480_000,
        state="doing",
    )
    for community, what in ((circle, "驿站每周来一次修鞋师傅"), (lacking, "请一家药店")):
        Measure.objects.create(
            community=community, kind="mobile", what=what, deadline=date(2026, 10, 1), state="planned"
        )
    asked = {"community": circle, "category_id": "market", "asked_on": date(2026, 10, 12)}
    Need.objects.create(**asked, text="想在福利路口有个菜市场", source="visit", people=23, measure=measure)
    Need.objects.create(**asked, text="早上买菜要走二十分钟", source="hotline", number="12345-示例")
    Promotion.objects.create(
        community=circle,
        title="便民消费满 20 元减 5 元（示例）",
        platform="unionpay",
        starts_on=date(2026, 1, 1),
        ends_on=date(2027, 12, 31),
    )
    return measure.pk
