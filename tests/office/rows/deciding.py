"""The list of outlets, the queue of proposals, the district's rule."""

from outlets.models import Proposal
from outlets.proposals import values_of
from tests import make
from tests.office.matrix import STAFF, Kwargs, Row

WRITERS = "WSDC"


def a_proposal(code: str) -> Kwargs:
    outlet = make.outlet(area_id=code)
    values = {**values_of(outlet), "phone": "0931-1112222"}
    waiting = Proposal.objects.create(
        outlet=outlet, new=False, name="店", area_id=code, values=values, before=values_of(outlet)
    )
    return {"pk": waiting.pk}


ROWS = [
    Row("office/outlets/"),
    Row("office/outlets/confirm/", "POST", own=WRITERS, ok=302),
    Row("office/proposals/"),
    Row("office/proposals/approve/", "POST", own="SDC", ok=302),
    Row("office/proposals/<int:pk>/", own=STAFF, other="CA", make=a_proposal),
    # a draft cannot be decided on: let in, and told so
    Row("office/proposals/<int:pk>/decide/", "POST", own=WRITERS, other="C", make=a_proposal, ok=400),
    Row("office/rules/", own="DC"),
    Row(
        "office/rules/",
        "POST",
        own="DC",
        other="C",
        make=lambda code: {"area": code[:6]},
        send=lambda code, made: made,
        ok=302,
    ),
]
