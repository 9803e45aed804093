"""The little town, where every walk can be checked with pencil and paper. See the drawing in town.osm."""

from pathlib import Path

import numpy as np
import pytest

from lifecircle.walking.elevation import Elevation
from lifecircle.walking.network import PieceFlag, StreetClass
from lifecircle.walking.pace import CHILD, ELDERLY, REDUCED, STANDARD
from tests.streets.hill import hill
from tests.streets.town import node, nodes_at, piece, seconds, squares, town

A_TENTH_A_PIECE = 0.6


def about(count: float, more: float = 0.0) -> object:
    return pytest.approx(squares(count, more=more), abs=A_TENTH_A_PIECE)


@pytest.fixture
def ground(tmp_path: Path) -> Elevation:
    return Elevation(hill(tmp_path))


def test_the_bridge_is_the_only_way_over_the_river() -> None:
    assert seconds(town(), "A", "D") == about(2 + 2 + 2)


def test_the_gate_is_the_way_in() -> None:
    assert seconds(town(), "G", "J") == about(2 + 1 + 1 + 2)


def test_nobody_walks_through_the_wall() -> None:
    assert nodes_at(town(), "N").size == 2


def test_steps_are_a_short_cut() -> None:
    assert seconds(town(), "D", "O") == about(2)


def test_reduced_mobility_goes_round_by_the_ramp() -> None:
    walked = seconds(town(), "D", "O", pace=REDUCED)
    assert walked == pytest.approx(squares(2 + 2 + 2, pace=REDUCED), abs=A_TENTH_A_PIECE)


def test_the_elderly_are_slower_on_steps() -> None:
    walked = seconds(town(), "D", "O", pace=ELDERLY)
    assert walked == pytest.approx(squares(2, pace=ELDERLY) * 1.5, abs=A_TENTH_A_PIECE)


def test_a_child_is_slower_everywhere() -> None:
    assert seconds(town(), "A", "D", pace=CHILD) == pytest.approx(squares(6, pace=CHILD), abs=A_TENTH_A_PIECE)


def test_a_one_way_footway_is_walked_along() -> None:
    assert seconds(town(), "R", "S") == about(2)


def test_a_one_way_footway_is_not_walked_back() -> None:
    assert seconds(town(), "S", "R") == about(1 + 2 + 1)


def test_no_way_leads_to_the_island() -> None:
    assert seconds(town(), "A", "K") is None


def test_the_island_is_not_in_the_main_part() -> None:
    network = town()
    assert not network.node_main[node(network, "K")]


def test_the_island_share_is_its_length_of_all() -> None:
    about_it = town().about
    assert about_it.island_share == pytest.approx(0.1 / about_it.kilometres, rel=1e-3)


def test_crossing_the_main_road_takes_twenty_seconds_once() -> None:
    assert seconds(town(), "G", "X") == about(2, more=20.0)


def test_walking_along_the_main_road_past_the_crossing_costs_nothing() -> None:
    assert seconds(town(), "U", "W") == about(2)


def test_a_street_closed_to_walkers_is_left_out() -> None:
    network = town()
    assert network.half_first[node(network, "X") + 1] - network.half_first[node(network, "X")] == 1


def test_a_private_drive_is_walked_and_marked() -> None:
    network = town()
    assert network.piece_flags[piece(network, "C", "Y")] & PieceFlag.PRIVATE


def test_steps_are_marked() -> None:
    network = town()
    assert network.piece_class[piece(network, "D", "O")] == StreetClass.STEPS


def test_streets_have_their_names() -> None:
    network = town()
    assert network.names[network.piece_name[piece(network, "A", "B")]] == "北街"


def test_a_corner_between_two_nodes_is_part_of_the_shape() -> None:
    network = town()
    bridge = piece(network, "E", "B")
    assert network.shape_first[bridge + 1] - network.shape_first[bridge] == 3


def test_all_streets_together_are_as_long_as_drawn() -> None:
    assert town().about.kilometres == pytest.approx(3.6, abs=0.001)


def test_the_slope_costs_what_tobler_says_going_up(ground: Elevation) -> None:
    walked = seconds(town(hill=ground), "C", "T")
    slope = 6.0 / 75.068  # metres a post, metres between posts
    assert walked == pytest.approx(squares(2) * np.exp(3.5 * slope), rel=2e-3)


def test_eight_per_cent_up_is_a_third_slower(ground: Elevation) -> None:
    assert seconds(town(hill=ground), "C", "T") == pytest.approx(squares(2) * 1.32, rel=5e-3)


def test_going_down_is_cheaper_than_going_up(ground: Elevation) -> None:
    network = town(hill=ground)
    up, down = seconds(network, "C", "T"), seconds(network, "T", "C")
    assert up is not None
    assert down is not None
    assert down < up


def test_a_bridge_does_not_dip_into_the_river(ground: Elevation) -> None:
    assert seconds(town(hill=ground), "E", "B") == seconds(town(), "E", "B")


def test_nodes_know_their_height(ground: Elevation) -> None:
    network = town(hill=ground)
    assert network.node_metres[node(network, "T")] == pytest.approx(16.0, abs=0.1)


def test_a_flat_network_knows_no_heights() -> None:
    assert np.isnan(town().node_metres).all()


def test_reduced_mobility_is_slower_than_all() -> None:
    assert seconds(town(), "A", "D", pace=REDUCED) == pytest.approx(
        squares(6) * STANDARD.metres_per_second / REDUCED.metres_per_second, abs=A_TENTH_A_PIECE
    )
