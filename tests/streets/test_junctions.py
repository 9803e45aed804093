"""Where ways are cut and what crossings and kerbs cost, on scraps of map a few metres long."""

from pathlib import Path

import numpy as np
import pytest

from lifecircle.geo import Box
from lifecircle.walking.network import Network, PieceFlag
from lifecircle.walking.osm_extract import ExtractError
from lifecircle.walking.osm_network import Order, read_network
from lifecircle.walking.pace import PACES
from tests.imports.osm_xml import node, pbf, way

LAT, LNG, STEP = 36.05, 103.82, 0.0001  # a step is 11.1 m north, 9.0 m east
PACE_ROWS = list(PACES)


def at(number: int, x: float, y: float = 0.0, /, **tags: str) -> str:
    return node(number, LAT + y * STEP, LNG + x * STEP, **tags)


def read(tmp_path: Path, *things: str, boxes: tuple[Box, ...] = ()) -> Network:
    return read_network(pbf(tmp_path / "scrap.osm.pbf", *things), Order(revision="scrap", boxes=boxes))


def line(xs: range, **tags: dict[str, str]) -> list[str]:
    return [at(x + 1, x, **tags.get(f"n{x}", {})) for x in xs]


CROSSED = {"highway": "crossing"}


def crossing_seconds(network: Network) -> float:
    """What walking over all pieces that are not main road costs beyond their metres, at 1.1 m/s."""
    foot = network.piece_class > 1
    cost = network.piece_cost[0, 0, foot].sum() / 10.0
    return float(cost - network.piece_metres[foot].sum() / 1.1)


def test_two_carriageways_crossed_in_one_go_cost_twenty_seconds(tmp_path: Path) -> None:
    nodes = line(range(4), n1=CROSSED, n2=CROSSED)
    roads = [at(11, 1, -2), at(12, 1, 2), at(13, 2, -2), at(14, 2, 2)]
    network = read(
        tmp_path,
        *nodes,
        *roads,
        way(1, [1, 2, 3, 4], highway="footway", footway="crossing"),
        way(2, [11, 2, 12], highway="primary"),
        way(3, [14, 3, 13], highway="primary"),
    )
    assert crossing_seconds(network) == pytest.approx(20.0, abs=0.3)


def test_an_unmapped_crossing_costs_nothing(tmp_path: Path) -> None:
    network = read(
        tmp_path,
        *line(range(3)),
        at(11, 1, -2),
        at(12, 1, 2),
        way(1, [1, 2, 3], highway="footway"),
        way(2, [11, 2, 12], highway="primary"),
    )
    assert crossing_seconds(network) == pytest.approx(0.0, abs=0.3)


def test_a_crossing_of_a_side_street_costs_nothing(tmp_path: Path) -> None:
    network = read(
        tmp_path,
        *line(range(3), n1=CROSSED),
        at(11, 1, -2),
        at(12, 1, 2),
        way(1, [1, 2, 3], highway="footway"),
        way(2, [11, 2, 12], highway="residential"),
    )
    assert crossing_seconds(network) == pytest.approx(0.0, abs=0.3)


def test_a_raised_kerb_stops_only_reduced_mobility(tmp_path: Path) -> None:
    network = read(
        tmp_path,
        *line(range(4), n1={"kerb": "raised"}),
        way(1, [1, 2], highway="footway"),
        way(2, [2, 3, 4], highway="footway", footway="crossing"),
    )
    kerb = (network.piece_flags & PieceFlag.KERB) != 0
    assert (network.piece_cost[PACE_ROWS.index("reduced"), 0] < 0).tolist() == kerb.tolist()


def test_a_kerb_is_on_the_crossing_not_on_the_pavement(tmp_path: Path) -> None:
    network = read(
        tmp_path,
        *line(range(4), n1={"kerb": "raised"}),
        way(1, [1, 2], highway="footway"),
        way(2, [2, 3, 4], highway="footway", footway="crossing"),
    )
    assert ((network.piece_flags & PieceFlag.KERB) != 0).sum() == 1


def test_a_steep_incline_stops_reduced_mobility(tmp_path: Path) -> None:
    network = read(tmp_path, *line(range(2)), way(1, [1, 2], highway="footway", incline="12%"))
    assert (network.piece_cost[:, 0, 0] < 0).tolist() == [False, False, False, True]


def test_a_way_is_not_cut_where_nothing_meets_it(tmp_path: Path) -> None:
    network = read(tmp_path, *line(range(5)), way(1, [1, 2, 3, 4, 5], highway="footway"))
    assert network.about.pieces == 1


def test_a_way_that_crosses_itself_is_cut_there(tmp_path: Path) -> None:
    network = read(tmp_path, *line(range(3)), at(9, 1, 1), way(1, [1, 2, 3, 9, 2], highway="footway"))
    assert network.about.pieces == 2


def test_a_missing_node_is_where_the_data_end(tmp_path: Path) -> None:
    network = read(tmp_path, *line(range(3)), way(1, [1, 2, 3, 99], highway="footway"))
    border = network.node_lng[network.node_border]
    assert border == pytest.approx([LNG + 2 * STEP])


def test_both_parts_of_a_way_with_a_gap_are_kept(tmp_path: Path) -> None:
    network = read(tmp_path, *line(range(4)), way(1, [1, 2, 99, 3, 4], highway="footway"))
    assert (network.about.pieces, int(network.node_border.sum())) == (2, 2)


def test_a_box_keeps_what_is_in_it_up_to_the_next_node(tmp_path: Path) -> None:
    box = Box(LAT - STEP, LNG - STEP, LAT + STEP, LNG + 1.5 * STEP)
    network = read(tmp_path, *line(range(6)), way(1, [1, 2, 3, 4, 5, 6], highway="footway"), boxes=(box,))
    assert network.node_lng.max() == pytest.approx(LNG + 2 * STEP)


def test_where_a_box_cuts_a_way_the_data_end(tmp_path: Path) -> None:
    box = Box(LAT - STEP, LNG - STEP, LAT + STEP, LNG + 1.5 * STEP)
    network = read(tmp_path, *line(range(6)), way(1, [1, 2, 3, 4, 5, 6], highway="footway"), boxes=(box,))
    assert network.node_border.tolist() == (network.node_lng > LNG + STEP * 1.5).tolist()


def test_a_box_without_streets_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExtractError, match="范围"):
        read(tmp_path, *line(range(2)), way(1, [1, 2], highway="footway"), boxes=(Box(1.0, 1.0, 2.0, 2.0),))


def test_a_node_outside_the_extracts_own_box_is_where_the_data_end(tmp_path: Path) -> None:
    nodes = [at(1, 0), node(2, LAT, 103.95)]
    network = read(tmp_path, *nodes, way(1, [1, 2], highway="footway"))
    assert network.node_border.tolist() == (network.node_lng > 103.9).tolist()


def test_the_same_node_twice_in_a_row_is_one(tmp_path: Path) -> None:
    network = read(tmp_path, *line(range(2)), way(1, [1, 1, 2], highway="footway"))
    assert (np.diff(network.shape_first) == 2).all()
