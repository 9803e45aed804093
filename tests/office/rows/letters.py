"""Residents' letters, outlets that look like one, histories; and the residents' own look-up."""

from typing import Any

from lifecircle.staff.rights import Role
from outlets import merging
from outlets.histories import entries, stamp
from outlets.models import Outlet, Report
from outlets.proposals import seal
from outlets.writing import write
from tests import make
from tests.office.matrix import EVERYBODY, STAFF, Kwargs, Row

WRITERS, MERGERS, PUBLISHERS = "WSDC", "SDC", "DC"


def a_letter(code: str) -> Kwargs:
    return {"pk": Report.objects.create(outlet=make.outlet(area_id=code), kind="phone", sender="x").pk}


def an_answer(code: str, made: Kwargs) -> dict[str, Any]:
    """Of the answers to a wrong number the second: to take the number away."""
    outlet = Report.objects.get(pk=made["pk"]).outlet
    return {"choice": "1", "answer": "谢谢您。", "seen": seal(outlet)}


def a_pair(code: str) -> Kwargs:
    return {"first": make.outlet(area_id=code).pk, "second": make.outlet(area_id=code).pk}


def an_outlet(code: str) -> Kwargs:
    return {"pk": make.outlet(area_id=code).pk}


def a_past(code: str) -> Kwargs:
    outlet = make.outlet(area_id=code)
    first = entries(outlet)[0].history_id
    write(outlet, {"phone": "0931-1112222"}, stamp(outlet, None, "改"))
    return {"pk": outlet.pk, "moment": first}


def its_seal(code: str, made: Kwargs) -> dict[str, Any]:
    return {f"seen-{made['pk']}": seal(Outlet.objects.get(pk=made["pk"]))}


def a_merged_one(code: str) -> Kwargs:
    keep, drop = make.outlet(area_id=code), make.outlet(area_id=code)
    merging.merge(keep, drop, make.account(Role.CITY_ADMIN, name="merger"))
    return {"pk": drop.pk}


ROWS = [
    Row("office/letters/"),
    Row("office/letters/<int:pk>/", other="CA", make=a_letter),
    Row("office/letters/<int:pk>/", "POST", own=WRITERS, other="C", make=a_letter, send=an_answer, ok=302),
    Row("office/duplicates/", own=MERGERS),
    Row("office/duplicates/<int:first>/<int:second>/", own=MERGERS, other="C", make=a_pair),
    Row(
        "office/duplicates/<int:first>/<int:second>/",
        "POST",
        own=MERGERS,
        other="C",
        make=a_pair,
        send={"do": "different"},
        ok=302,
    ),
    Row("office/outlets/<int:pk>/history/", own=STAFF, other="CA", make=an_outlet),
    Row("office/outlets/<int:pk>/history/<int:moment>/", own=PUBLISHERS, other="C", make=a_past),
    Row(
        "office/outlets/<int:pk>/history/<int:moment>/",
        "POST",
        own=PUBLISHERS,
        other="C",
        make=a_past,
        send=its_seal,
        ok=302,
    ),
    Row("office/outlets/<int:pk>/split/", "POST", own=MERGERS, other="C", make=a_merged_one, ok=302),
    Row("answers/", own=EVERYBODY),
    Row("answers/", "POST", own=EVERYBODY, send={"number": "ABCD-EFGH"}, ok=404),
]
