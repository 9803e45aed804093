"""`manage.py import_osm_outlets`: what is read out of a little extract, and what a second reading changes."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from outlets.models import DataImport, Outlet, PositionQuality, PositionSystem, Revision, Source, Status
from outlets.osm import OSM_ATTRIBUTION
from outlets.osm_import import VANISHED
from tests.imports.osm_xml import multipolygon, node, pbf, run, square, way

pytestmark = pytest.mark.usefixtures("catalogue")

SHOP = {"shop": "convenience", "name": "巷口便利店"}


def said(report: str, words: str) -> int:
    """The number that the report gives behind some words."""
    return next(int(line.split()[-1]) for line in report.splitlines() if line.strip().startswith(words))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "town.osm.pbf"


def imported(file: Path, *things: str) -> Outlet:
    """The one outlet of an extract."""
    run(pbf(file, *things))
    return Outlet.objects.get()


def test_a_shop_becomes_an_outlet(file: Path) -> None:
    outlet = imported(file, node(7, 36.05, 103.82, **SHOP))
    assert (outlet.name, outlet.category_id, outlet.lat, outlet.lng) == (
        *("巷口便利店", "convenience"),
        *(36.05, 103.82),
    )


def test_it_says_where_it_is_from_and_how_good_the_position_is(file: Path) -> None:
    outlet = imported(file, node(7, **SHOP))
    assert (outlet.source, outlet.source_id) == (Source.OSM, "node/7")
    assert outlet.position_quality == PositionQuality.APPROXIMATE
    assert outlet.position_system == PositionSystem.WGS84


def test_an_edit_in_osm_is_no_verification(file: Path) -> None:
    outlet = imported(file, node(7, **SHOP))
    assert (outlet.verified_by, outlet.verified_on) == ("", None)


def test_an_import_would_pass_the_registration_form(file: Path) -> None:
    imported(file, node(7, **SHOP, phone="+86 931 000 1234", opening_hours="24/7")).full_clean()


def test_the_import_can_be_found_by_pinyin(file: Path) -> None:
    imported(file, node(7, **SHOP))
    assert Outlet.objects.named_like("xiangkou").exists()


def test_a_building_gets_a_point_inside(file: Path) -> None:
    corners, ring = square(1, 36.05, 103.82, 0.001)
    outlet = imported(file, *corners, way(5, ring, **SHOP))
    assert outlet.source_id == "way/5"
    assert (outlet.lat, outlet.lng) == pytest.approx((36.0505, 103.8205))


def test_a_park_with_a_lake_in_the_middle_gets_a_point_on_land(file: Path) -> None:
    ground, around = square(1, 36.050, 103.820, 0.003)
    lake, shore = square(11, 36.051, 103.821, 0.001)
    park = multipolygon(9, [5], [6], leisure="park", name="湖心公园")
    outlet = imported(file, *ground, *lake, way(5, around), way(6, shore), park)
    assert outlet.source_id == "relation/9"
    assert not 103.821 <= outlet.lng <= 103.822


# -- entrances ---------------------------------------------------------------------------------------------


def market_with(*doors: str, **tags: str) -> list[str]:
    """A market drawn as a square, nodes 1 to 4; `doors` stand for nodes of these numbers."""
    corners, ring = square(1, 36.05, 103.82, 0.001)
    numbers = {door.split('"')[1] for door in doors}
    bare = [corner for corner in corners if corner.split('"')[1] not in numbers]
    extra = sorted(int(number) for number in numbers - {"1", "2", "3", "4"})
    line = [*ring[:1], *extra, *ring[1:]]
    return [*bare, *doors, way(5, line, amenity="marketplace", name="福利路市场", **tags)]


def doors_of(outlet: Outlet) -> list[tuple[str, float, float, bool | None]]:
    return list(outlet.entrances.values_list("name", "lat", "lng", "step_free"))


def test_the_doors_on_the_outline_of_a_market_are_kept(file: Path) -> None:
    south = node(2, 36.05, 103.821, entrance="yes", name="东南门", wheelchair="yes")
    main = node(7, 36.0505, 103.82, entrance="main")
    outlet = imported(file, *market_with(south, main))
    assert sorted(doors_of(outlet)) == [("东南门", 36.05, 103.821, True), ("正门", 36.0505, 103.82, None)]


@pytest.mark.parametrize(
    "tags",
    [
        *({"entrance": kind} for kind in ("service", "emergency", "exit")),
        {"entrance": "yes", "access": "private"},
        {"barrier": "gate"},
    ],
)
def test_a_door_that_is_not_for_customers_is_left_out(file: Path, tags: dict[str, str]) -> None:
    assert doors_of(imported(file, *market_with(node(7, 36.05, 103.8205, **tags)))) == []


def test_a_door_that_lies_on_no_outline_is_nobodys(file: Path) -> None:
    assert doors_of(imported(file, *market_with(), node(9, 36.06, 103.83, entrance="main"))) == []


def test_the_doors_of_a_ground_drawn_in_parts_are_kept(file: Path) -> None:
    door = node(12, 36.050, 103.823, entrance="main")
    ground, around = square(11, 36.050, 103.820, 0.003)
    bare = [corner for corner in ground if not corner.startswith('<node id="12"')]
    market = multipolygon(9, [5], [], amenity="marketplace", name="大市场")
    assert [name for name, *_ in doors_of(imported(file, *bare, door, way(5, around), market))] == ["正门"]


def test_the_same_doors_again_write_nothing(file: Path) -> None:
    door = node(7, 36.05, 103.8205, entrance="yes")
    run(pbf(file, *market_with(door)))
    before = Revision.objects.get().number
    assert said(run(pbf(file, *market_with(door))), "不变") == 1
    assert Revision.objects.get().number == before


def test_a_door_that_has_moved_is_moved(file: Path) -> None:
    run(pbf(file, *market_with(node(7, 36.05, 103.8205, entrance="yes"))))
    outlet = imported(file, *market_with(node(7, 36.05, 103.8207, entrance="yes")))
    assert doors_of(outlet) == [("", 36.05, 103.8207, None)]


def test_doors_that_only_an_office_knows_stay(file: Path) -> None:
    outlet = imported(file, *market_with())
    outlet.entrances.create(name="南门", lat=36.05, lng=103.8205)
    assert [name for name, *_ in doors_of(imported(file, *market_with()))] == ["南门"]


def test_a_relation_whose_ways_are_elsewhere_is_left_out_and_told(file: Path) -> None:
    report = run(pbf(file, node(7, **SHOP), multipolygon(9, [5], [], leisure="park")))
    assert said(report, "没有位置") == 1


def test_a_second_trade_is_a_further_category(file: Path) -> None:
    outlet = imported(file, node(7, shop="bakery", amenity="cafe", name="巷口咖啡"))
    assert outlet.category_id == "tea_coffee"
    assert [c.code for c in outlet.further_categories.all()] == ["bakery"]


@pytest.mark.parametrize(
    "given",
    [
        {"disused__shop": "convenience"},
        {"abandoned__amenity": "pharmacy"},
        {"shop": "convenience", "disused": "yes"},
        {"shop": "vacant"},
        {"amenity": "toilets", "access": "private"},
    ],
)
def test_what_is_no_longer_there_is_not_imported(file: Path, given: dict[str, str]) -> None:
    run(pbf(file, node(7, **SHOP), node(8, **given)))
    assert Outlet.objects.get().source_id == "node/7"


def test_a_place_without_a_name_is_called_after_its_category(file: Path) -> None:
    assert imported(file, node(7, shop="greengrocer")).name == "生鲜超市（未命名）"


def test_hours_that_cannot_be_read_are_left_empty_and_told(file: Path) -> None:
    report = run(pbf(file, node(7, **SHOP, opening_hours="just ring the bell")))
    assert Outlet.objects.get().opening_hours == ""
    assert said(report, "营业时间读不懂") == 1


def test_a_phone_that_is_none_is_left_empty_and_told(file: Path) -> None:
    report = run(pbf(file, node(7, **SHOP, phone="ask inside")))
    assert Outlet.objects.get().phone == ""
    assert said(report, "电话读不懂") == 1


def test_tags_without_a_category_are_counted_and_told(file: Path) -> None:
    report = run(
        pbf(file, node(7, **SHOP), *(node(n, shop="zeppelin") for n in (8, 9)), node(10, shop="car"))
    )
    assert "2  shop=zeppelin" in report
    assert (said(report, "没有对上的标签 "), said(report, "表里写明不收")) == (2, 1)


def test_the_import_is_kept_on_record_with_its_date_and_licence(file: Path) -> None:
    run(pbf(file, node(7, **SHOP)))
    record = DataImport.objects.get()
    assert (record.source_name, record.attribution) == ("town.osm.pbf", OSM_ATTRIBUTION)
    assert record.data_date is not None
    assert record.data_date.isoformat() == "2025-03-01T08:00:00+00:00"


def test_the_report_shows_the_licence(file: Path) -> None:
    assert OSM_ATTRIBUTION in run(pbf(file, node(7, **SHOP)))


# -- again ----------------------------------------------------------------------------------------------


def test_a_second_import_of_the_same_writes_nothing(file: Path) -> None:
    run(pbf(file, node(7, **SHOP), node(8, shop="bakery", amenity="cafe")))
    before = Revision.objects.get().number
    assert said(run(file), "不变") == 2
    assert Revision.objects.get().number == before


def test_a_changed_name_is_updated_in_place(file: Path) -> None:
    first = imported(file, node(7, **SHOP))
    second = imported(file, node(7, shop="convenience", name="转角便利店"))
    assert (second.pk, second.name) == (first.pk, "转角便利店")
    assert Outlet.objects.named_like("zhuanjiao").exists()


def test_a_trade_given_up_is_no_further_category(file: Path) -> None:
    imported(file, node(7, shop="bakery", amenity="cafe"))
    outlet = imported(file, node(7, amenity="cafe"))
    assert not outlet.further_categories.exists()


def test_a_change_of_trades_alone_moves_the_revision(file: Path) -> None:
    imported(file, node(7, shop="bakery", amenity="cafe", name="巷口"))
    before = Revision.objects.get().number
    imported(file, node(7, amenity="cafe", name="巷口"))
    assert Revision.objects.get().number > before


def test_what_an_office_has_verified_is_never_touched(file: Path) -> None:
    outlet = imported(file, node(7, **SHOP))
    Outlet.objects.filter(pk=outlet.pk).update(name="核对过的名字", verified_on=date(2025, 5, 1))
    report = run(pbf(file, node(7, shop="bakery", name="别的名字"), node(8, **SHOP)))
    assert Outlet.objects.get(source_id="node/7").name == "核对过的名字"
    assert said(report, "跳过（已核对）") == 1


def test_what_an_office_has_verified_stays_open_when_osm_loses_it(file: Path) -> None:
    run(pbf(file, node(7, **SHOP), node(8, **SHOP)))
    Outlet.objects.filter(source_id="node/7").update(verified_on=date(2025, 5, 1))
    run(pbf(file, node(8, **SHOP)))
    assert Outlet.objects.get(source_id="node/7").status == Status.OPEN


def test_what_osm_has_lost_is_closed_with_a_reason(file: Path) -> None:
    run(pbf(file, node(7, **SHOP), node(8, **SHOP)))
    report = run(pbf(file, node(8, **SHOP)))
    lost = Outlet.objects.get(source_id="node/7")
    assert (lost.status, lost.status_reason, said(report, "已消失")) == (Status.CLOSED, VANISHED, 1)


def test_what_is_lost_is_closed_once(file: Path) -> None:
    run(pbf(file, node(7, **SHOP), node(8, **SHOP)))
    run(pbf(file, node(8, **SHOP)))
    before = Revision.objects.get().number
    assert said(run(file), "已消失") == 0
    assert Revision.objects.get().number == before


def test_what_comes_back_is_open_again(file: Path) -> None:
    both = [node(7, **SHOP), node(8, **SHOP)]
    run(pbf(file, *both))
    run(pbf(file, both[1]))
    report = run(pbf(file, *both))
    back = Outlet.objects.get(source_id="node/7")
    assert (back.status, back.status_on, said(report, "重新出现")) == (Status.OPEN, None, 1)


def test_what_an_office_has_closed_stays_closed(file: Path) -> None:
    outlet = imported(file, node(7, **SHOP))
    closed = {"status": Status.CLOSED, "status_on": date(2025, 5, 1), "status_reason": "不做了"}
    Outlet.objects.filter(pk=outlet.pk).update(**closed)
    assert imported(file, node(7, **SHOP)).status == Status.CLOSED


def test_what_lies_outside_the_extract_is_not_lost(file: Path) -> None:
    run(pbf(file, node(7, 36.30, 103.82, **SHOP), node(8, **SHOP)))
    run(pbf(file, node(8, **SHOP)))
    assert Outlet.objects.get(source_id="node/7").status == Status.OPEN


def test_without_a_box_in_the_header_the_places_make_one(file: Path) -> None:
    corners = [node(7, 36.01, 103.80, **SHOP), node(9, 36.09, 103.85, **SHOP)]
    run(pbf(file, *corners, node(8, **SHOP)))
    run(pbf(file, *corners, box=None))
    assert Outlet.objects.get(source_id="node/8").status == Status.CLOSED


def test_another_region_can_be_added_without_closing_anything(file: Path) -> None:
    run(pbf(file, node(7, **SHOP)))
    run(pbf(file, node(8, **SHOP)), "--keep-vanished")
    assert not Outlet.objects.exclude(status=Status.OPEN).exists()


def test_a_file_without_most_of_what_is_known_is_refused(file: Path) -> None:
    run(pbf(file, *(node(number, **SHOP) for number in range(1, 41))))
    with pytest.raises(CommandError, match="--accept-losses"):
        run(pbf(file, node(1, **SHOP)))
    assert not Outlet.objects.exclude(status=Status.OPEN).exists()


def test_a_file_without_most_of_what_is_known_is_taken_when_told_to(file: Path) -> None:
    run(pbf(file, *(node(number, **SHOP) for number in range(1, 41))))
    assert said(run(pbf(file, node(1, **SHOP)), "--accept-losses"), "已消失") == 39


def test_outlets_of_other_sources_are_left_alone(file: Path) -> None:
    ours = Outlet.objects.create(name="街道登记的店", category_id="convenience", lat=36.05, lng=103.82)
    run(pbf(file, node(7, **SHOP)))
    run(pbf(file, node(8, **SHOP)))
    assert Outlet.objects.get(pk=ours.pk).status == Status.OPEN


def test_reading_again_costs_as_many_queries_for_many_as_for_few(file: Path) -> None:
    counts = []
    for number in (3, 300):
        run(pbf(file, *(node(n, shop="bakery", amenity="cafe") for n in range(1, number + 1))))
        with CaptureQueriesContext(connection) as queries:
            run(file)
        counts.append(len(queries))
    assert counts[0] == counts[1] < 12
