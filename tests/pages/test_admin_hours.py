"""The admin's form for an outlet: opening hours go in as a week of lines."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from outlets.models import Outlet
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(get_user_model().objects.create_superuser("ke", password="x"))
    return client


def form_of(outlet: Outlet) -> dict[str, str]:
    """What the admin's form would send for an outlet nobody touched."""
    return {
        "name": outlet.name,
        "category": outlet.category_id,
        "lat": str(outlet.lat),
        "lng": str(outlet.lng),
        "position_system": "wgs84",
        "position_quality": "surveyed",
        "form": "shop",
        "audience": "public",
        "source": "office",
        "status": "open",
        "entrances-TOTAL_FORMS": "0",
        "entrances-INITIAL_FORMS": "0",
        "service_items-TOTAL_FORMS": "0",
        "service_items-INITIAL_FORMS": "0",
    }


def test_the_week_is_shown_line_by_line(admin: Client, catalogue: None) -> None:
    outlet = make.outlet(opening_hours="Mo-Fr 08:00-12:00,14:30-18:00; PH off")
    page = admin.get(f"/admin/outlets/outlet/{outlet.pk}/change/").content.decode()
    assert 'value="8:00-12:00 14:30-18:00"' in page
    assert "节假日" in page


def test_lines_are_kept_as_osm_text(admin: Client, catalogue: None) -> None:
    outlet = make.outlet()
    week = {f"opening_hours_{day}": "8:00-20:00" for day in range(7)}
    admin.post(f"/admin/outlets/outlet/{outlet.pk}/change/", {**form_of(outlet), **week})
    outlet.refresh_from_db()
    assert outlet.opening_hours == "Mo-Su 08:00-20:00"


def test_a_line_that_cannot_be_read_keeps_the_form_and_says_why(admin: Client, catalogue: None) -> None:
    outlet = make.outlet()
    answer = admin.post(
        f"/admin/outlets/outlet/{outlet.pk}/change/", {**form_of(outlet), "opening_hours_0": "八点开"}
    )
    assert "看不懂" in answer.content.decode()
