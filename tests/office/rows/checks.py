"""The check of a circle: open to everybody to read, saved by those who plan."""

from django.utils.timezone import localdate

from communities.models import CheckReport, Community
from tests.office.matrix import EVERYBODY, Kwargs, Row
from tests.office.rows.residents import circle, open_to_all


def a_report(code: str) -> Kwargs:
    today = localdate()
    kept = CheckReport.objects.create(
        community=Community.objects.get(pk=code),
        taken_on=today,
        month=today.replace(day=1),
        kind="by_hand",
        assumptions={"at_words": "任何时候"},
        lines=[],
    )
    return {"code": code, "pk": kept.pk}


ROWS = [
    open_to_all("communities/<slug:code>/check/", make=circle),
    open_to_all("communities/<slug:code>/check.xlsx", make=circle),
    open_to_all("communities/<slug:code>/check.pdf", make=circle),
    open_to_all("api/communities/<slug:code>/check/", make=circle),
    Row("communities/<slug:code>/check/<int:pk>/", own=EVERYBODY, make=a_report),
    Row("communities/<slug:code>/check/save/", "POST", own="SDC", other="C", make=circle, ok=302),
]
