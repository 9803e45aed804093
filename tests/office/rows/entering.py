"""Entering and changing outlets: who may open the form, and whose."""

from lifecircle.areas.models import Area
from outlets.models import Outlet, Proposal
from tests import make
from tests.office.matrix import STAFF, Kwargs, Row

WRITERS = "WSDC"


def an_outlet(code: str) -> Kwargs:
    return {"pk": make.outlet("店", area=Area.objects.get(pk=code)).pk}


def a_draft(code: str) -> Kwargs:
    """Of somebody who is gone: nobody's own."""
    area = Area.objects.get(pk=code)
    return {"pk": Proposal.objects.create(name="草稿", area=area, values={"name": "草稿", "area": code}).pk}


def a_conflict(code: str) -> Kwargs:
    """Published by another hand as 新名 while somebody wrote 我的名."""
    outlet = make.outlet("新名", area=Area.objects.get(pk=code))
    proposal = Proposal.objects.create(
        outlet=outlet, new=False, name="x", area_id=code, values={"name": "我的名"}, before={"name": "旧名"}
    )
    return {"pk": proposal.pk}


def a_photo(code: str) -> Kwargs:
    outlet = Outlet.objects.get(pk=an_outlet(code)["pk"])
    return {"pk": make.photo(outlet=outlet).pk}


ROWS = [
    Row("office/outlets/new/", own=WRITERS),
    Row("office/outlets/new/", "POST", own=WRITERS, send={}, ok=400),
    Row("office/point/", "POST", own=WRITERS, send={"name": "店"}),
    Row("office/outlets/<int:pk>/", own=STAFF, other="CA", make=an_outlet),
    Row("office/outlets/<int:pk>/edit/", own=WRITERS, other="C", make=an_outlet),
    Row("office/outlets/<int:pk>/edit/", "POST", own=WRITERS, other="C", make=an_outlet, send={}, ok=400),
    Row("office/outlets/<int:pk>/confirm/", "POST", own=WRITERS, other="C", make=an_outlet, ok=302),
    Row("office/outlets/<int:pk>/status/", "POST", own=WRITERS, other="C", make=an_outlet, ok=400),
    Row("office/entries/<int:pk>/", own="DC", other="C", make=a_draft),
    Row("office/entries/<int:pk>/", "POST", own="DC", other="C", make=a_draft, send={}, ok=400),
    Row("office/entries/<int:pk>/conflict/", own="DC", other="C", make=a_conflict, ok=409),
    Row("office/entries/<int:pk>/conflict/", "POST", own="DC", other="C", make=a_conflict, ok=302),
    Row("office/entries/<int:pk>/drop/", "POST", own="DC", other="C", make=a_draft, ok=302),
    Row("office/photos/<int:pk>/", own=STAFF, other="CA", make=a_photo),
    Row("office/photos/<int:pk>/remove/", "POST", own=WRITERS, other="C", make=a_photo, ok=302),
    Row("photos/<int:pk>/", own="-NWSDCA", make=a_photo),
]
