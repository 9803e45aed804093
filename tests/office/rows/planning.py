"""一圈一策 and 问需: read by all of the division, written by the street office and above."""

from typing import Any

from communities.models import Community
from outlets.models import Report
from tests import make
from tests.office.matrix import STAFF, Kwargs, Row

PLANNERS = "SDC"


def a_measure(code: str) -> Kwargs:
    return {"pk": make.measure(Community.objects.get(pk=code)).pk}


def a_need(code: str) -> Kwargs:
    return {"pk": make.need(Community.objects.get(pk=code)).pk}


def a_wish(code: str) -> Kwargs:
    circle = Community.objects.get(pk=code)
    shop = make.outlet(area_id=code, at=circle.point)
    return {"pk": Report.objects.create(outlet=shop, kind="other", text="想要菜市场", sender="x").pk}


def both(code: str, made: Kwargs) -> dict[str, Any]:
    return {"need": made["need"], "measure": made["measure"]}


def a_pair(code: str) -> Kwargs:
    return {"need": a_need(code)["pk"], "measure": a_measure(code)["pk"]}


def an_offer(code: str) -> Kwargs:
    return {"pk": make.promotion(outlet=make.outlet(area_id=code)).pk}


ROWS = [
    Row("office/promotions/"),
    Row("office/promotions/new/", own=PLANNERS),
    Row("office/promotions/new/", "POST", own=PLANNERS, ok=400),
    Row("office/promotions/<int:pk>/", own=STAFF, other="CA", make=an_offer),
    Row("office/promotions/<int:pk>/", "POST", own=PLANNERS, other="C", make=an_offer, ok=400),
    Row("office/measures/"),
    Row("office/measures/new/", own=PLANNERS),
    Row("office/measures/new/", "POST", own=PLANNERS, ok=400),
    Row("office/measures/<int:pk>/", own=STAFF, other="CA", make=a_measure),
    Row("office/measures/<int:pk>/edit/", own=PLANNERS, other="C", make=a_measure),
    Row("office/measures/<int:pk>/edit/", "POST", own=PLANNERS, other="C", make=a_measure, ok=400),
    Row("office/measures/<int:pk>/done/", own=PLANNERS, other="C", make=a_measure),
    Row("office/measures/<int:pk>/done/", "POST", own=PLANNERS, other="C", make=a_measure, ok=400),
    Row("office/needs/"),
    Row("office/needs/new/", own=PLANNERS),
    Row("office/needs/new/", "POST", own=PLANNERS, ok=400),
    Row("office/needs/<int:pk>/", own=STAFF, other="CA", make=a_need),
    Row("office/needs/<int:pk>/", "POST", own=PLANNERS, other="C", make=a_need, ok=400),
    Row("office/needs/link/", "POST", own=PLANNERS, other="C", make=a_pair, send=both, ok=302),
    Row("office/letters/<int:pk>/need/", "POST", own=PLANNERS, other="C", make=a_wish, ok=302),
]
