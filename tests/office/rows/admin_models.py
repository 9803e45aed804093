"""The stock admin: who sees and changes which model there. The pages of a model are the same for each.

For a new model add one line to MODELS; for a further page of one a Row in rows/admin.py.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from axes.models import AccessAttempt
from django.utils.timezone import localdate, now
from django_otp.plugins.otp_totp.models import TOTPDevice

from communities.models import CheckReport, Community, PublishedFigure
from lifecircle.areas.models import Area
from lifecircle.city.models import CitySettings
from lifecircle.staff.models import AuditKind, AuditRecord, DistrictRule
from outlets.models import Catalogue, Holiday, Report
from tests import make
from tests.office.matrix import OWN, Row

# a model's page, its method, and the power that it takes
PAGES = (
    ("changelist", "get", "V"),
    ("add", "get", "A"),
    ("add", "post", "A"),
    ("change", "get", "V"),
    ("change", "post", "C"),
    ("delete", "get", "D"),
    ("delete", "post", "D"),
    ("history", "get", "V"),
    ("simple_history", "get", "V"),  # one of the states that a model with a history had
    ("simple_history", "post", "C"),
)


@dataclass(frozen=True)
class Model:
    """`powers` of the city admin: V view, A add, C change, D delete. The auditor has V, nobody else any."""

    powers: str
    pk: Callable[[], Any]

    def expected(self, who: str, power: str) -> int | str:
        if who == "-":
            return "sign in"
        has = {"C": self.powers, "A": "V"}.get(who, "")
        return 200 if power in has else 403


def attempt() -> Any:
    return AccessAttempt.objects.create(username="x", failures_since_start=1, attempt_time=now()).pk


def figure() -> Any:
    facts = {"item": "circles", "label": "生活圈", "value": 127, "unit": "个", "kind": "done"}
    return PublishedFigure.objects.create(**facts, said_on=localdate(), source="新闻").pk


def report() -> Any:
    day = localdate()
    kept = {"kind": "by_hand", "taken_on": day, "month": day.replace(day=1), "assumptions": {}, "lines": []}
    return CheckReport.objects.create(community_id=OWN, **kept).pk


def own() -> Community:
    return Community.objects.get(pk=OWN)


MODELS = {
    "areas.area": Model("VAC", lambda: Area.objects.get(pk=OWN).pk),
    "auth.user": Model("VAC", lambda: make.account(name="else").pk),
    "city.citysettings": Model("VC", lambda: CitySettings.objects.get_or_create(pk=1)[0].pk),
    "communities.checkreport": Model("VD", report),
    "communities.community": Model("VACD", lambda: OWN),
    "communities.compound": Model("VACD", lambda: make.compound(own()).pk),
    "communities.measure": Model("VACD", lambda: make.measure(own()).pk),
    "communities.need": Model("VACD", lambda: make.need(own()).pk),
    "communities.premises": Model("VACD", lambda: make.premises(own()).pk),
    "communities.project": Model("VACD", lambda: make.project(area=OWN[:6]).pk),
    "communities.promotion": Model("VACD", lambda: make.promotion(community=own()).pk),
    "communities.publishedfigure": Model("VACD", figure),
    "outlets.catalogue": Model("VACD", lambda: Catalogue.objects.get().pk),
    "outlets.category": Model("VACD", lambda: "market"),
    "outlets.categoryclass": Model("VACD", lambda: "shop"),
    "outlets.holiday": Model(
        "VACD", lambda: Holiday.objects.create(date=localdate(), name="休", kind="holiday").pk
    ),
    "outlets.outlet": Model("VACD", lambda: make.outlet().pk),
    "outlets.report": Model("VD", lambda: Report.objects.create(outlet=make.outlet(), kind="phone").pk),
    "staff.auditrecord": Model("V", lambda: AuditRecord.objects.create(kind=AuditKind.EXPORT).pk),
    "staff.districtrule": Model("VACD", lambda: DistrictRule.objects.create(area_id=OWN[:6]).pk),
    "staff.secondfactor": Model(
        "VD", lambda: TOTPDevice.objects.create(user=make.account(name="else"), name="x").pk
    ),
    "staff.wrongpassword": Model("VD", attempt),
}
ROWS: list[Row] = []
