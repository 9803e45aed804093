"""Routes: the same walk as the list, its line, and its words."""

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lifecircle.geo import Point, metres_between
from lifecircle.walking import words_en
from lifecircle.walking.network import PieceFlag, StreetClass
from lifecircle.walking.placement import Placement
from lifecircle.walking.route import Route
from lifecircle.walking.streets import Streets
from lifecircle.walking.words import Manner, Part, sentences, turn, wind
from tests.streets.towns import HERE, Link, Metres, grid_town, network, place


def with_doors(streets: Streets, *doors: Metres, names: list[str] | None = None) -> Streets:
    points = [place(*door) for door in doors]
    ids = [1] * len(doors) if names else list(range(1, len(doors) + 1))
    lats, lngs = [p.lat for p in points], [p.lng for p in points]
    return streets.with_placement(
        Placement(streets.network, streets.segments, ids, lats, lngs, names=names or ())
    )


def walked(streets: Streets, home: Metres, *, id: int = 1, backward: bool = False) -> Route:
    tree = streets.search(place(*home), backward=backward)
    assert tree is not None
    route = tree.route(id)
    assert route is not None
    return route


CROSS = network(
    [(0, 0), (300, 0), (320, 0), (320, 200), (320, 210), (320, 300)],
    [
        Link(0, 1, name="和政西街"),
        Link(1, 2, kind=StreetClass.CROSSING, flags=PieceFlag.CROSSING),
        Link(2, 3, name="天水路"),
        Link(3, 4, kind=StreetClass.STEPS, flags=PieceFlag.STEPS),
        Link(4, 5, name="天水路"),
    ],
    heights=[1500, 1500, 1500, 1500, 1506, 1504],
)


def test_a_route_is_told_in_sentences() -> None:
    route = walked(with_doors(Streets.over(CROSS), (328, 280)), (100, 0))
    assert route.text == (
        "沿和政西街向东 200 米，过马路，左转，沿天水路 200 米，上台阶 10 米，沿天水路直行 70 米，"
        "到达，门在右侧，离街道约 8 米。"
    )


def test_a_route_back_is_told_the_other_way_round() -> None:
    route = walked(with_doors(Streets.over(CROSS), (328, 280)), (100, 0), backward=True)
    assert route.text.startswith("沿天水路向南 70 米，下台阶 10 米")
    assert route.text.endswith("沿和政西街直行 200 米，到达。")


def test_climb_drop_flights_and_crossings_are_counted() -> None:
    route = walked(with_doors(Streets.over(CROSS), (328, 300)), (100, 0))
    assert (route.climb_metres, route.drop_metres, route.flights, route.crossings) == (6, 2, 1, 1)


def test_a_flat_network_has_no_climb() -> None:
    route = walked(with_doors(Streets.over(grid_town(5, 5)), (100, 100)), (0, 0))
    assert (route.climb_metres, route.drop_metres) == (None, None)


def test_the_door_the_route_leads_to_is_named() -> None:
    streets = with_doors(Streets.over(CROSS), (328, 280), (250, 5), names=["北门", "南门"])
    assert walked(streets, (100, 0)).door_name == "南门"


def test_an_outlet_out_of_reach_has_no_route() -> None:
    tree = with_doors(Streets.over(CROSS), (328, 280)).search(place(0, 0), minutes=2)
    assert tree is not None
    assert tree.route(1) is None


def test_next_door_needs_no_street() -> None:
    route = walked(with_doors(Streets.over(CROSS), (101, 40)), (100, 40))
    assert (len(route.line), route.sentences[-1][:2]) == (2, "到达")


TOWN = with_doors(
    Streets.over(grid_town(seed=6, gaps=0.2)),
    *[(e * 70.0, n * 70.0) for e in range(-9, 9) for n in range(-9, 9)],
)
HOMES = st.tuples(st.floats(-500, 500), st.floats(-500, 500))


@given(HOMES, st.booleans())
@settings(max_examples=15, deadline=None)
def test_list_and_route_tell_the_same_time_and_metres(home: Metres, backward: bool) -> None:
    tree = TOWN.search(place(*home), minutes=10, backward=backward)
    assert tree is not None
    reach = tree.reach()
    routes = [tree.route(id) for id in reach.ids.tolist()]
    assert [route and (route.seconds, route.metres) for route in routes] == list(
        zip(reach.seconds.tolist(), reach.metres.tolist(), strict=True)
    )


@given(HOMES, st.booleans())
@settings(max_examples=15, deadline=None)
def test_the_line_of_a_route_is_as_long_as_it_says(home: Metres, backward: bool) -> None:
    tree = TOWN.search(place(*home), minutes=10, backward=backward)
    assert tree is not None
    routes = [route for id in tree.reach().ids.tolist()[::7] if (route := tree.route(id))]
    for route in routes:
        points = [Point(lat, lng) for lng, lat in route.line]
        drawn = sum(metres_between(a, b) for a, b in pairwise(points))
        assert drawn == pytest.approx(route.metres, abs=1.0)


def part(metres: float, name: str = "", manner: Manner = Manner.STREET, *, at: float = 90.0) -> Part:
    return Part(metres, name, manner, at, at)


def test_one_street_in_many_pieces_is_one_sentence() -> None:
    assert sentences([part(40, "甲路"), part(80, "甲路", at=130.0)]) == ["沿甲路向东 120 米", "到达"]


def test_a_short_unnamed_bit_counts_towards_what_follows() -> None:
    assert sentences([part(8), part(100, "甲路")])[0] == "沿甲路向东 110 米"


def test_a_short_unnamed_bit_at_the_end_counts_towards_what_went_before() -> None:
    assert sentences([part(100, "甲路"), part(8, at=0.0)]) == ["沿甲路向东 110 米", "到达"]


def test_unnamed_ways_are_told_apart_by_a_turn() -> None:
    told = sentences([part(100, manner=Manner.PATH), part(100, manner=Manner.PATH, at=0.0)])
    assert told == ["沿小路向东 100 米", "左转，沿小路 100 米", "到达"]


def test_a_bridge_is_named_where_it_has_a_name() -> None:
    assert sentences([part(230, "中山桥", Manner.BRIDGE)])[0] == "过中山桥（230 米）"


def test_steps_of_unknown_height_are_walked() -> None:
    assert sentences([Part(12, "", Manner.STEPS, 0, 0, math.nan)])[0] == "走台阶 12 米"


@pytest.mark.parametrize(
    ("after", "said"), [(90, ""), (110, ""), (135, "向右前方"), (180, "右转"), (0, "左转"), (271, "掉头")]
)
def test_a_turn_is_said_by_its_angle(after: float, said: str) -> None:
    assert turn(90, after) == said


@pytest.mark.parametrize(("bearing", "name"), [(0, "北"), (44, "东北"), (181, "南"), (350, "北")])
def test_winds_are_eight(bearing: float, name: str) -> None:
    assert wind(bearing) == name


def test_the_whole_way_of_a_home_in_the_middle_of_its_own_street() -> None:
    route = walked(with_doors(Streets.over(CROSS), (250, 0)), (100, 0))
    assert route.sentences == ["沿和政西街向东 150 米", "到达"]
    assert HERE.lat == pytest.approx(route.line[0][1], abs=1e-5)


def test_a_route_is_told_in_english_too() -> None:
    parts = [
        part(120, "福利路"),
        part(12, manner=Manner.CROSSING, at=0.0),
        Part(1, "", Manner.STEPS, 0, 0, 5.0),
        part(230, "中山桥", Manner.BRIDGE, at=0.0),
        Part(300, "", Manner.PATH, 90, 90, crosses=True),
    ]
    told = words_en.sentences(
        parts, away_metres=12, side="左", leaves="西门", enters="南门", called=str.upper
    )
    assert told == [
        "Leave by 西门",
        "Walk east along 福利路 for 120 metres",
        "Turn left and cross the road",
        "Go up the steps, 1 metre",
        "Cross 中山桥 (230 metres)",
        "Turn right onto the path and walk 300 metres, crossing a road on the way",
        "You are there: enter by 南门, the door is on the left, it is about 12 metres from the street",
    ]


def test_both_languages_tell_the_same_ways() -> None:
    tree = TOWN.search(place(0, 0), minutes=10)
    assert tree is not None
    routes = [route for id in tree.reach().ids.tolist()[::11] if (route := tree.route(id))]
    assert routes
    assert all(len(route.sentences) == len(route.sentences_en()) for route in routes)


def test_a_search_cut_short_is_told_in_english() -> None:
    assert words_en.cut_short(1).endswith("(met in 1 place)")
    assert words_en.cut_short(3).endswith("(met in 3 places)")
