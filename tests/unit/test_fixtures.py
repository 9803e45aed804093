"""The fixtures are what their tables say, load by themselves, and keep the catalogue's promises."""

from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from communities.models import Community, PublishedFigure
from lifecircle.areas.models import Area
from lifecircle.colour import contrast_on_white
from lifecircle.search import key
from outlets.models import Category, CategoryClass, Holiday

FIXTURES = Path(settings.BASE_DIR) / "fixtures"
NAMES = ("areas", "categories", "circles", "holidays", "published")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("fixtures") / "not" / "there" / "yet"
    call_command("make_fixtures", out=out, stdout=StringIO())
    return out


@pytest.mark.parametrize("name", NAMES)
def test_a_fixture_is_made_again_byte_for_byte(made: Path, name: str) -> None:
    assert (made / f"{name}.json").read_bytes() == (FIXTURES / f"{name}.json").read_bytes()


def test_no_fixture_is_made_by_hand(made: Path) -> None:
    assert {file.name for file in FIXTURES.glob("*.json")} == {file.name for file in made.iterdir()}


@pytest.mark.parametrize(
    ("name", "model", "rows"),
    [("areas", Area, 1_302), ("categories", Category, 36), ("holidays", Holiday, 39)],
)
def test_a_fixture_loads_by_itself(db: None, name: str, model: type[Area], rows: int) -> None:
    call_command("loaddata", name, verbosity=0)
    assert model.objects.count() == rows


def test_the_circles_are_the_127_and_all_stand_in_the_tree(lanzhou: None) -> None:
    codes = set(Community.objects.values_list("code", flat=True))
    assert len(codes) == 127
    assert codes <= set(Area.objects.values_list("code", flat=True))


def test_no_circle_claims_a_survey_or_a_measured_place(lanzhou: None) -> None:
    circles = Community.objects.values_list("position_quality", "membership", "surveyed_on")
    assert {(quality, surveyed) for quality, _, surveyed in circles} == {("illustrative", None)}
    assert {membership for _, membership, _ in circles} == {"named", "placeholder"}


def test_every_loaded_row_could_be_saved_from_a_form(lanzhou: None) -> None:
    for circle in Community.objects.all():
        circle.full_clean()
    assert {c.search_key for c in Community.objects.all()} == {key(c.name) for c in Community.objects.all()}


def test_fourteen_basic_and_nine_quality_categories_are_counted(catalogue: None) -> None:
    counted = [c.tier for c in Category.objects.counted()]
    assert (counted.count("basic"), counted.count("quality"), len(counted)) == (14, 9, 23)


def test_every_category_passes_its_own_form(catalogue: None) -> None:
    for category in Category.objects.all():
        category.full_clean()


def test_every_colour_can_be_read_on_white(catalogue: None) -> None:
    contrasts = {c.code: contrast_on_white(c.colour) for c in CategoryClass.objects.all()}
    assert min(contrasts.values()) >= 4.5, contrasts


def test_every_sign_is_one_character_and_stands_for_one_category(catalogue: None) -> None:
    labels = [category.label for category in Category.objects.all()]
    assert all(len(label) == 1 for label in labels)
    assert len(set(labels)) == len(labels)


def test_every_published_figure_says_who_said_it_and_could_be_saved_from_a_form(lanzhou: None) -> None:
    call_command("loaddata", "published", verbosity=0)
    figures = list(PublishedFigure.objects.all())
    for figure in figures:
        figure.full_clean()
        assert figure.source
    known = {(figure.area_id, figure.item): (figure.value, figure.unit) for figure in figures}
    assert known[None, "circles"] == (Decimal(127), "个")
    assert known["620103", "investment"] == (Decimal("2.25"), "亿元")


def test_loading_the_city_twice_overwrites_nothing(db: None) -> None:
    call_command("load_city", stdout=StringIO())
    Community.objects.filter(pk="620104007001").update(phone="0931-1")
    out = StringIO()
    call_command("load_city", stdout=out)
    assert (out.getvalue(), Community.objects.get(pk="620104007001").phone) == ("", "0931-1")
