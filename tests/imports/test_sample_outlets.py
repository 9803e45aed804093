"""`manage.py sample_outlets`: into an empty register, out again in one call, never among real outlets."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db.models import Count

from communities.models import Community
from lifecircle.geo import metres_between
from outlets.models import Category, Outlet, PositionQuality, Revision, ServiceItem, Source, Status
from tests import make


def run(*options: str) -> str:
    out = StringIO()
    call_command("sample_outlets", *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def circle(catalogue: None) -> Community:
    return make.community()


@pytest.fixture
def samples(circle: Community) -> list[Outlet]:
    run()
    return list(Outlet.objects.samples())


def test_every_row_of_the_table_is_a_category(catalogue: None) -> None:
    path = settings.BASE_DIR / "fixtures" / "tables" / "sample_trades.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = {row["category"] for row in csv.DictReader(file)}
    assert rows == set(Category.objects.values_list("code", flat=True))


def test_a_sample_is_illustrative_and_nobody_verified_it(samples: list[Outlet]) -> None:
    said = {(o.source, o.position_quality, o.verified_by, o.verified_on) for o in samples}
    assert said == {(Source.SAMPLE, PositionQuality.ILLUSTRATIVE, "", None)}


def test_a_sample_would_pass_the_registration_form(samples: list[Outlet]) -> None:
    for outlet in samples:
        outlet.full_clean()
    assert samples


def test_a_sample_belongs_to_its_community(samples: list[Outlet], circle: Community) -> None:
    assert {outlet.area_id for outlet in samples} == {circle.pk}


def test_a_sample_can_be_found_by_name(samples: list[Outlet]) -> None:
    assert Outlet.objects.named_like("shangkan").exists()


def test_circles_are_surveyed_for_show_until_a_real_survey_or_the_end_of_the_samples(
    catalogue: None,
) -> None:
    circles = [make.community(code=f"62010400700{i}", name=f"{i} 社区") for i in range(1, 4)]
    run()
    assert [c.sample_survey for c in Community.objects.order_by("code")] == [False, True, True]
    Community.objects.filter(pk=circles[1].pk).update(surveyed_on=date(2026, 10, 1))
    assert not Community.objects.get(pk=circles[1].pk).sample_survey
    run("--remove")
    assert [c.surveyed_on for c in Community.objects.order_by("code")] == [None, date(2026, 10, 1), None]


def test_running_twice_writes_nothing(samples: list[Outlet]) -> None:
    before = Revision.objects.get().number
    assert "加了 0 家" in run()
    assert Revision.objects.get().number == before


def test_running_twice_leaves_an_edited_sample_alone(samples: list[Outlet]) -> None:
    Outlet.objects.filter(pk=samples[0].pk).update(name="改过的名字")
    run()
    assert Outlet.objects.get(pk=samples[0].pk).name == "改过的名字"


def test_remove_takes_out_the_samples_and_only_them(samples: list[Outlet]) -> None:
    real = make.outlet("街道登记的店")
    assert f"{len(samples)} 家" in run("--remove")
    assert list(Outlet.objects.all()) == [real]


def test_remove_leaves_no_price_behind(samples: list[Outlet]) -> None:
    run("--remove")
    assert not ServiceItem.objects.exists()


def test_samples_do_not_mix_with_real_outlets(circle: Community) -> None:
    make.outlet("街道登记的店")
    with pytest.raises(CommandError, match="--yes-mix"):
        run()


def test_samples_mix_when_told_to(circle: Community) -> None:
    make.outlet("街道登记的店")
    run("--yes-mix")
    assert Outlet.objects.samples().count() > 40


def test_if_empty_does_nothing_beside_any_outlet(circle: Community) -> None:
    make.outlet("街道登记的店")
    assert "没有加示例" in run("--if-empty")
    assert Outlet.objects.count() == 1


def test_if_empty_fills_an_empty_register(circle: Community) -> None:
    run("--if-empty")
    assert Outlet.objects.samples().count() > 40


def test_without_circles_it_says_what_to_load(catalogue: None) -> None:
    with pytest.raises(CommandError, match="loaddata areas categories circles"):
        run()


def test_a_category_that_the_city_dropped_is_left_out(circle: Community) -> None:
    Category.objects.filter(pk="greengrocer").delete()
    run()
    assert not Outlet.objects.of_categories(["greengrocer"]).exists()


@pytest.fixture
def city(lanzhou: None) -> None:
    run()


def test_the_city_is_filled_as_a_street_would_be(city: None) -> None:
    per_circle = (
        Outlet.objects.values("area_id").annotate(number=Count("pk")).values_list("number", flat=True)
    )
    assert len(per_circle) == 127
    assert 45 <= min(per_circle) <= max(per_circle) <= 75
    assert ServiceItem.objects.count() > 2_000
    assert Outlet.objects.filter(status=Status.SUSPENDED, status_until__isnull=False).exists()


def test_some_circles_lack_a_counted_category_and_some_lack_none(city: None) -> None:
    reach_metres = 15 * 60 * 1.1 / 1.3  # in a straight line, at the standard pace and the usual detour
    counted = set(Category.objects.counted().exclude(tier="public").values_list("code", flat=True))
    rows = [(o.point, o.category_id) for o in Outlet.objects.filter(category__in=counted)]
    gaps = [
        len(
            counted - {category for point, category in rows if metres_between(c.point, point) <= reach_metres}
        )
        for c in Community.objects.all()
    ]
    assert min(gaps) == 0
    assert sum(gap > 0 for gap in gaps) > 30
