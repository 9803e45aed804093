"""The quiet map of the little town, its rings and its simpler lines."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecircle.geo import Box, Point
from lifecircle.walking.basemap import Basemap, MapFeature, MapKind
from lifecircle.walking.lines import starts
from lifecircle.walking.osm_basemap import map_kind, read_basemap
from lifecircle.walking.osm_extract import Extract
from lifecircle.walking.rings import rings
from lifecircle.walking.simpler import ring_square_metres, simpler
from tests.imports.osm_xml import multipolygon, pbf, square, way
from tests.streets.town import TOWN, position

EVERYWHERE = Box(36.0, 103.0, 37.0, 104.0)


@cache
def drawn() -> Basemap:
    return read_basemap(Extract(TOWN))


def features(box: Box = EVERYWHERE) -> list[MapFeature]:
    return drawn().within(box)


def named(*kinds: MapKind) -> list[str]:
    return sorted(feature.name for feature in features() if feature.kind in kinds)


def test_water_is_drawn() -> None:
    assert named(MapKind.WATER) == ["黄河"]


def test_green_is_drawn() -> None:
    assert named(MapKind.GREEN) == ["小公园"]


def test_of_the_buildings_only_the_big_one_is_drawn() -> None:
    assert named(MapKind.BUILDING) == ["百货大楼"]


def test_the_gate_is_drawn_with_its_name() -> None:
    assert named(MapKind.GATE) == ["南门"]


def test_streets_have_class_and_name() -> None:
    assert named(MapKind.MAIN, MapKind.STREET) == ["北街", "南街", "坡路", "大路"]


def test_areas_come_before_lines_and_gates_last() -> None:
    kinds = [feature.kind for feature in features()]
    assert kinds == sorted(kinds)


def test_a_box_gives_what_touches_it() -> None:
    around_x = Box.around(Point(*position("X")), 20.0)
    assert {feature.kind for feature in features(around_x)} == {MapKind.FOOTWAY}


def test_a_box_far_away_gives_nothing() -> None:
    assert features(Box(10.0, 10.0, 11.0, 11.0)) == []


def test_positions_are_within_a_decimetre() -> None:
    (gate,) = (feature for feature in features() if feature.kind is MapKind.GATE)
    assert gate.lines[0][0] == pytest.approx(position("M"), abs=2e-6)


def test_a_lake_with_an_island_has_two_rings(tmp_path: Path) -> None:
    outer, outer_ring = square(1, 36.05, 103.80, 0.01)
    inner, inner_ring = square(11, 36.053, 103.803, 0.004)
    lines = way(1, outer_ring[:3]), way(2, outer_ring[2:]), way(3, inner_ring)
    lake = multipolygon(1, [1, 2], [3], natural="water", name="湖")
    found = read_basemap(Extract(pbf(tmp_path / "lake.osm.pbf", *outer, *inner, *lines, lake)))
    assert [len(feature.lines) for feature in found.within(EVERYWHERE)] == [2]


def test_an_extract_with_nothing_to_draw_gives_an_empty_map(tmp_path: Path) -> None:
    found = read_basemap(Extract(pbf(tmp_path / "empty.osm.pbf")))
    assert found.within(EVERYWHERE) == []


def test_tunnels_are_not_drawn() -> None:
    assert map_kind({"railway": "rail", "tunnel": "yes"}) is None


def test_sidings_are_not_drawn() -> None:
    assert map_kind({"railway": "rail", "service": "yard"}) is None


def test_rings_are_joined_whichever_way_their_ways_run() -> None:
    assert sorted(rings([[1, 2, 3], [5, 4, 3], [5, 6, 1]])[0][:-1]) == [1, 2, 3, 4, 5, 6]


def test_an_open_ring_is_left_out() -> None:
    assert rings([[1, 2, 3], [3, 4]]) == []


def test_two_rings_stay_two() -> None:
    assert len(rings([[1, 2, 3, 1], [7, 8], [8, 9, 7]])) == 2


def test_the_area_of_a_ring_is_its_square_metres() -> None:
    side = 100.0 / 111_319.5
    ring = np.array([0.0, 0.0, side, side, 0.0]), np.array([0.0, side, side, 0.0, 0.0])
    assert ring_square_metres(np.array([0, 5]), *ring)[0] == pytest.approx(10_000.0, rel=1e-3)


def test_a_straight_line_keeps_its_ends() -> None:
    keep = simpler(np.array([0, 9]), np.linspace(36.0, 36.01, 9), np.full(9, 103.0), metres=1.0)
    assert keep[[0, -1]].all()


def test_a_straight_line_loses_its_middle() -> None:
    keep = simpler(np.array([0, 9]), np.linspace(36.0, 36.01, 9), np.full(9, 103.0), metres=1.0)
    assert keep.sum() < 5


@given(st.lists(st.integers(2, 30), min_size=1, max_size=6), st.integers(0, 2**32 - 1))
def test_no_point_moves_farther_than_allowed(sizes: list[int], seed: int) -> None:
    first = starts(np.array(sizes))
    chance = np.random.default_rng(seed)
    lng = np.concatenate([np.arange(size) * 1e-4 for size in sizes])
    lat = chance.normal(0.0, 5e-6, first[-1])
    keep = simpler(first, lat, lng, metres=2.0)
    begin_end = zip(first[:-1].tolist(), first[1:].tolist(), strict=True)
    off = [
        np.abs(np.interp(lng[a:b], lng[a:b][keep[a:b]], lat[a:b][keep[a:b]]) - lat[a:b]) for a, b in begin_end
    ]
    assert max(one.max() for one in off) * 111_320 <= 2.0
