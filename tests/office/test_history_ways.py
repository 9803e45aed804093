"""Histories by every way in: the admin and OpenStreetMap leave who, when and from what, as the desk does."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from outlets import histories, proposals
from outlets.models import Category, Outlet, ServiceItem
from tests import make
from tests.imports.osm_xml import node, pbf, run
from tests.office import offices

pytestmark = pytest.mark.usefixtures("catalogue", "divisions")


@pytest.fixture
def admin(client: Client) -> Client:
    user = User.objects.create_superuser("chief", password="x")
    client.force_login(user)
    return client


def save(client: Client, url: str, **changes: object) -> int:
    """Sends a form of the admin back as it was shown, with some fields changed."""
    page = client.get(url)
    fields = {}
    for form in (page.context["adminform"].form, *(f.formset for f in page.context["inline_admin_formsets"])):
        parts = [form, *([form.management_form, *form.forms] if hasattr(form, "management_form") else [])]
        for part in parts:
            for bound in part if hasattr(part, "fields") else ():
                value = bound.value()
                if value not in (None, "") and not isinstance(value, list) and "week" not in bound.name:
                    fields[bound.html_name] = value
    return client.post(url, {**fields, **changes}).status_code


def test_the_admin_says_from_what_a_category_changed(admin: Client) -> None:
    assert save(admin, "/admin/outlets/category/pharmacy/change/", target_minutes=12) == 302
    now, first = Category.history.filter(code="pharmacy")
    assert (first.target_minutes, now.target_minutes, now.history_user.username) == (10, 12, "chief")


def test_the_admin_s_change_of_an_outlet_is_one_entry(admin: Client) -> None:
    outlet = make.outlet()
    item = ServiceItem.objects.create(outlet=outlet, name="修鞋")
    Outlet.history.all().delete()
    ServiceItem.history.all().delete()
    url = f"/admin/outlets/outlet/{outlet.pk}/change/"
    changes = {"name": "惠民超市", "service_items-0-name": "补鞋", "service_items-0-id": item.pk}
    assert save(admin, url, **changes) == 302
    newest, first = histories.entries(Outlet.objects.get())
    assert [(c.label, c.before, c.after) for c in newest.changes] == [
        ("名称", "惠民便利店", "惠民超市"),
        ("服务价目", "修鞋", "补鞋"),
    ]
    assert (newest.by, first.by) == ("chief", "")


def test_the_admin_says_why_a_merged_outlet_does_not_open(admin: Client) -> None:
    keep = make.outlet()
    drop = make.outlet(status="closed", status_on="2026-01-01", status_reason="合并", merged_into=keep)
    url = f"/admin/outlets/outlet/{drop.pk}/change/"
    assert save(admin, url, status="open") == 200
    drop.refresh_from_db()
    assert drop.status == "closed"


def test_openstreetmap_leaves_a_history_of_what_it_changes(tmp_path: Path) -> None:
    file = tmp_path / "town.osm.pbf"
    run(pbf(file, node(7, shop="convenience", name="巷口便利店")))
    run(pbf(file, node(7, shop="convenience", name="巷尾便利店")))
    newest, first = histories.entries(Outlet.objects.get())
    assert [(c.before, c.after) for c in newest.changes] == [("巷口便利店", "巷尾便利店")]
    assert (newest.reason, first.reason) == ("按 OpenStreetMap 更新", "登记册里原来的样子")


def test_the_office_s_change_after_an_import_is_its_own(tmp_path: Path) -> None:
    file = tmp_path / "town.osm.pbf"
    run(pbf(file, node(7, shop="convenience", name="巷口便利店")))
    outlet, by = Outlet.objects.get(), offices.city()
    proposals.hand_in(proposals.start(by, {"phone": "0931-7654321"}, outlet=outlet), by)
    newest = histories.entries(outlet)[0]
    assert ({c.field for c in newest.changes}, newest.by) == (
        {"phone", "verified_by", "verified_on"},
        by.username,
    )
