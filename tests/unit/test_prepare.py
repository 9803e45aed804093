"""One command makes a fresh checkout ready, and a second run finds nothing to do."""

from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from communities.models import Community, Compound
from lifecircle.management.commands.prepare import collect_if_changed
from outlets.models import Outlet


@pytest.fixture
def fresh(settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    settings.DEMO = True


def prepared() -> str:
    out = StringIO()
    call_command("prepare", stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_a_fresh_demo_has_circles_outlets_and_an_account_that_is_told(fresh: None) -> None:
    assert "密码" in prepared()
    assert Community.objects.count() == 127
    assert Outlet.objects.samples().count() > 7000
    assert set(Compound.objects.values_list("sample", flat=True)) == {True}
    assert set(Compound.objects.values_list("community_id", flat=True)) == set(
        Community.objects.values_list("pk", flat=True)
    )


@pytest.mark.django_db
def test_a_second_run_overwrites_nothing(fresh: None) -> None:
    prepared()
    Community.objects.filter(pk="620104007001").update(name="改过的名字")
    prepared()
    assert Community.objects.get(pk="620104007001").name == "改过的名字"


def test_static_files_are_collected_once(fresh: None, settings: Any) -> None:
    collect_if_changed()
    (settings.STATIC_ROOT / "css" / "tokens.css").unlink()
    collect_if_changed()
    assert not (settings.STATIC_ROOT / "css" / "tokens.css").exists()


def test_two_starts_at_once_collect_one_after_the_other(fresh: None, settings: Any) -> None:
    with ThreadPoolExecutor(2) as starts:
        for start in [starts.submit(collect_if_changed) for _ in range(2)]:
            start.result()
    assert (settings.STATIC_ROOT / "css" / "tokens.css").exists()


@pytest.mark.django_db
def test_outside_the_demo_there_is_neither_sample_nor_account(fresh: None, settings: Any) -> None:
    settings.DEMO = False
    assert "密码" not in prepared()
    assert not Outlet.objects.exists()
