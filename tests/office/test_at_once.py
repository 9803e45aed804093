"""Two people at the same moment: one is first, the other is told, and nothing is written twice."""

import threading
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection

from outlets import proposals
from outlets.models import Outlet, Proposal
from tests import make
from tests.office import offices
from tests.office.offices import COMMUNITY

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql",
        reason="SQLite lets one writer in at a time; its test base one thread",
    ),
]


def at_once(*acts: Any) -> list[str]:
    """What became of each act: its error's name, or ""."""
    together, said = threading.Barrier(len(acts)), [""] * len(acts)

    def run(place: int, act: Any) -> None:
        together.wait()
        try:
            act()
        except (proposals.Conflict, ValidationError) as error:
            said[place] = type(error).__name__
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(said)


@pytest.fixture
def outlet() -> Outlet:
    call_command("loaddata", "categories", verbosity=0)
    make.areas()
    return make.outlet(area_id=COMMUNITY, phone="0931-1111111")


def test_of_two_changes_of_one_field_the_second_is_told(outlet: Outlet) -> None:
    by = offices.bureau()
    waiting = [proposals.start(by, {"phone": f"0931-222222{n}"}, outlet=outlet) for n in range(2)]
    said = at_once(*(lambda p=p: proposals.hand_in(p, by) for p in waiting))
    assert said == ["", "Conflict"]
    assert sorted(p.state for p in Proposal.objects.all()) == ["draft", "published"]


def test_changes_of_two_fields_both_stand(outlet: Outlet) -> None:
    by = offices.bureau()
    one = proposals.start(by, {"phone": "0931-2222222"}, outlet=outlet)
    two = proposals.start(by, {"address": "西柳沟街道 12 号"}, outlet=outlet)
    assert at_once(lambda: proposals.hand_in(one, by), lambda: proposals.hand_in(two, by)) == ["", ""]
    outlet.refresh_from_db()
    assert (outlet.phone, outlet.address) == ("0931-2222222", "西柳沟街道 12 号")


def test_a_new_outlet_is_published_once(outlet: Outlet) -> None:
    by = offices.bureau()
    proposal = proposals.start(by, offices.NEW)
    again = Proposal.objects.get(pk=proposal.pk)
    said = at_once(*(lambda p=p: proposals.hand_in(p, by, outside=False) for p in (proposal, again)))
    assert (said, Outlet.objects.count()) == (["", "ValidationError"], 2)
