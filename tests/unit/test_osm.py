"""OSM tags in our words: categories, names, hours, phones, addresses, and where to put the mark."""

import csv

import pytest
from django.conf import settings

from lifecircle.geo import Point
from outlets.osm import address, first_phone, form, opening_hours, place
from outlets.osm_shape import inner_point
from outlets.osm_tags import TagTable, read_tag_table

TABLES = settings.BASE_DIR / "fixtures" / "tables"


@pytest.fixture(scope="module")
def table() -> TagTable:
    with (TABLES / "categories.csv").open(encoding="utf-8") as file:
        return read_tag_table(TABLES / "osm_tags.csv", {row["code"] for row in csv.DictReader(file)})


@pytest.mark.parametrize(
    ("tags", "categories"),
    [
        ({"shop": "convenience"}, ("convenience",)),
        ({"amenity": "fast_food", "cuisine": "breakfast"}, ("breakfast", "restaurant")),
        ({"amenity": "social_facility", "social_facility:for": "disabled;senior"}, ("elderly_care",)),
        ({"amenity": "social_facility", "social_facility": "shelter"}, ()),
        ({"amenity": "pharmacy", "healthcare": "pharmacy"}, ("pharmacy",)),
        ({"amenity": "vending_machine", "vending": "parcel_pickup"}, ("post",)),
        ({"amenity": "vending_machine", "vending": "cigarettes"}, ()),
        ({"shop": "books; gift"}, ("bookshop", "florist")),
        ({"shop": "bicycle", "service:bicycle:repair": "yes"}, ("repair",)),
        ({"shop": "bicycle"}, ()),
        ({"highway": "bus_stop", "public_transport": "platform"}, ("bus_stop",)),
        ({"public_transport": "platform"}, ()),
        ({"cuisine": "breakfast"}, ()),
        ({"amenity": "school", "access": "private"}, ("school",)),
        ({"leisure": "park", "access": "private"}, ()),
        ({"shop": "bakery", "disused": "no"}, ("bakery",)),
    ],
)
def test_tags_mean_categories(table: TagTable, tags: dict[str, str], categories: tuple[str, ...]) -> None:
    assert table.categories(tags) == categories


def test_a_category_that_the_city_dropped_is_mapped_no_more() -> None:
    assert read_tag_table(TABLES / "osm_tags.csv", {"bakery"}).categories({"shop": "pet"}) == ()


def test_no_tag_stands_twice_in_the_table() -> None:
    with (TABLES / "osm_tags.csv").open(encoding="utf-8") as file:
        tags = [(row["key"], row["value"]) for row in csv.DictReader(file)]
    assert len(tags) == len(set(tags))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("+86 931 000 1234", "+86 931 000 1234"),
        ("0931-0001234;0931-0005678", "0931-0001234"),
        ("（0931）0001234", "(0931)0001234"),
        ("tel: 0931.000.1234", "0931-000-1234"),
        ("0931-0001234 ext. 8", "0931-0001234转8"),
        ("0931‑0001234", "0931-0001234"),
        ("call me", None),
        ("+" + "1" * 40, None),
        ("---", None),
        ("  ", ""),
    ],
)
def test_the_first_phone_is_written_as_the_register_does(given: str, kept: str | None) -> None:
    assert first_phone({"contact:phone": given}) == kept


@pytest.mark.parametrize(
    ("tags", "written"),
    [
        ({"addr:street": "张掖路", "addr:housenumber": "12"}, "张掖路12号"),
        (
            {
                "addr:city": "兰州市",
                "addr:district": "城关区",
                "addr:street": "张掖路",
                "addr:housenumber": "12号",
            },
            "兰州市城关区张掖路12号",
        ),
        ({"addr:street": "Rue Grimaldi", "addr:housenumber": "5", "addr:city": "Monaco"}, "Rue Grimaldi 5"),
        ({"addr:full": "张掖路步行街东口"}, "张掖路步行街东口"),
        ({"addr:housenumber": "5"}, ""),
        ({"addr:city": "兰州市"}, ""),
    ],
)
def test_an_address_is_written_in_its_own_order(tags: dict[str, str], written: str) -> None:
    assert address(tags) == written


@pytest.mark.parametrize(
    ("text", "kept"),
    [("Mo-Su 07:00-22:00", "Mo-Su 07:00-22:00"), ("", ""), ("ask", None), ("24/7; " * 60 + "24/7", None)],
)
def test_hours_are_kept_only_when_they_can_be_read(text: str, kept: str | None) -> None:
    assert opening_hours({"opening_hours": text}) == kept


@pytest.mark.parametrize(
    ("value", "step_free"), [("yes", True), ("no", False), ("limited", None), ("", None)]
)
def test_limited_access_is_neither_yes_nor_no(value: str, step_free: bool | None) -> None:
    tags = {"shop": "bakery", "wheelchair": value}
    made = place("node/1", tags, categories=("bakery",), point=Point(36.0, 103.8), edited_at=None)
    assert made.step_free is step_free


@pytest.mark.parametrize(
    ("tags", "name"),
    [
        ({"name": "Lanzhou Noodles", "name:zh": "兰州面馆"}, "兰州面馆"),
        ({"name:en": "Bakery", "brand": "巷口"}, "巷口"),
        ({"operator": "街道办"}, "街道办"),
        ({"name:en": "Bakery"}, ""),
        ({"name": "长" * 200}, "长" * 80),
    ],
)
def test_a_chinese_name_comes_before_others(tags: dict[str, str], name: str) -> None:
    made = place("node/1", tags, categories=("bakery",), point=Point(36.0, 103.8), edited_at=None)
    assert made.name == name


def test_a_parcel_locker_serves_itself() -> None:
    assert form({"amenity": "parcel_locker"}) == "self_service"


def test_an_l_shaped_building_gets_a_point_inside_it() -> None:
    corners = [(0.0, 0.0), (0.0, 9.0), (1.0, 9.0), (1.0, 1.0), (9.0, 1.0), (9.0, 0.0), (0.0, 0.0)]
    point = inner_point([[Point(lat, lng) for lat, lng in corners]])
    assert point == Point(4.5, 0.5)


def test_an_outline_in_pieces_is_as_good_as_a_ring() -> None:
    east = [Point(0.0, 0.0), Point(0.0, 2.0), Point(2.0, 2.0)]
    west = [Point(2.0, 2.0), Point(2.0, 0.0), Point(0.0, 0.0)]
    assert inner_point([west, east]) == Point(1.0, 1.0)


def test_an_outline_cut_off_at_the_edge_gets_the_middle_of_what_is_left() -> None:
    assert inner_point([[Point(0.0, 0.0), Point(0.0, 2.0), Point(2.0, 2.0)]]) == Point(1.0, 1.0)


def test_no_points_are_no_place() -> None:
    assert inner_point([[], []]) is None
