"""The three real extracts: how much of each becomes outlets, and that a second reading changes nothing."""

import csv
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from outlets.models import Category, Outlet, Revision
from tests.imports.osm_xml import DATA

pytestmark = [
    pytest.mark.usefixtures("catalogue"),
    pytest.mark.skipif(not DATA.is_dir(), reason=f"no extracts in {DATA} (set LIFECIRCLE_DATA)"),
]
OUTLETS = {"monaco": 406, "helsinki_kamppi": 716, "andorra": 106}
TOWNS = pytest.mark.parametrize("town", OUTLETS)


def run(town: str) -> str:
    out = StringIO()
    call_command("import_osm_outlets", str(DATA / f"{town}.osm.pbf"), stdout=out, stderr=StringIO())
    return out.getvalue()


@TOWNS
def test_a_town_becomes_outlets(town: str) -> None:
    run(town)
    assert Outlet.objects.count() == OUTLETS[town]


@TOWNS
def test_a_town_read_twice_is_written_once(town: str) -> None:
    run(town)
    before = Revision.objects.get().number
    run(town)
    assert Revision.objects.get().number == before


@TOWNS
def test_every_outlet_of_a_town_would_pass_the_registration_form(town: str) -> None:
    run(town)
    for outlet in Outlet.objects.all():
        outlet.full_clean(exclude=["category", "area"], validate_unique=False, validate_constraints=False)


def test_three_towns_stand_beside_each_other() -> None:
    for town in OUTLETS:
        run(town)
    assert Outlet.objects.published().count() == sum(OUTLETS.values())


def test_the_date_of_the_data_is_told() -> None:
    assert "数据时间 2021-04-22 04:21" in run("monaco")  # 20:21 UTC the day before


def test_half_a_download_leaves_nothing_behind(tmp_path_factory: pytest.TempPathFactory) -> None:
    half = tmp_path_factory.mktemp("half") / "monaco.osm.pbf"
    half.write_bytes((DATA / "monaco.osm.pbf").read_bytes()[:200_000])
    with pytest.raises(CommandError, match="没有下载完整"):
        call_command("import_osm_outlets", str(half), stdout=StringIO(), stderr=StringIO())
    assert not Outlet.objects.exists()


def test_every_category_of_the_tag_table_is_in_the_catalogue() -> None:
    with (settings.BASE_DIR / "fixtures" / "tables" / "osm_tags.csv").open(encoding="utf-8") as file:
        named = {row["category"] for row in csv.DictReader(file)} - {""}
    assert named == set(Category.objects.values_list("code", flat=True))
