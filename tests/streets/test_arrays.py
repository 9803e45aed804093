"""What holds for every network, on the little town and on the real extracts."""

import os
from functools import cache
from pathlib import Path
from random import Random

import numpy as np
import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lifecircle.walking.costs import tobler_ratio
from lifecircle.walking.elevation import Elevation
from lifecircle.walking.hilbert import hilbert_order
from lifecircle.walking.lines import metres_apart, parts, ranges, starts, sums
from lifecircle.walking.network import Network, PieceFlag
from lifecircle.walking.osm_network import Order, read_network
from lifecircle.walking.pace import PACES
from tests.streets.town import TOWN

DATA = Path(os.environ.get("LIFECIRCLE_DATA") or settings.BASE_DIR.parent / "shared" / "data") / "osm"
FILES = {
    "town": TOWN,
    **{name: DATA / f"{name}.osm.pbf" for name in ("monaco", "helsinki_kamppi", "andorra")},
}


@cache
def read(name: str) -> Network:
    return read_network(FILES[name], Order(revision=name))


@pytest.fixture(params=FILES)
def network(request: pytest.FixtureRequest) -> Network:
    if not FILES[request.param].is_file():
        pytest.skip(f"no extract {FILES[request.param].name} in {DATA} (set LIFECIRCLE_DATA)")
    return read(request.param)


def left_from(network: Network) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.repeat(np.arange(network.node_lat.size), np.diff(network.half_first))


def test_every_cost_is_positive_or_closed(network: Network) -> None:
    assert ((network.half_cost > 0) | (network.half_cost == -1)).all()


def test_every_half_costs_what_its_piece_does(network: Network) -> None:
    of_piece = network.piece_cost[:, network.half_back.astype(int), network.half_piece]
    shut = (network.half_cost < 0) & (of_piece >= 0)
    assert np.array_equal(np.where(shut, -1, of_piece), network.half_cost)


def test_a_half_is_shut_only_where_it_would_lead_through_private_ground(network: Network) -> None:
    of_piece = network.piece_cost[:, network.half_back.astype(int), network.half_piece]
    shut = ((network.half_cost < 0) & (of_piece >= 0)).any(axis=0)
    assert (network.piece_flags[network.half_piece[shut]] & PieceFlag.PRIVATE).all()


def test_every_half_leads_between_the_ends_of_its_piece(network: Network) -> None:
    a, b = network.piece_a[network.half_piece], network.piece_b[network.half_piece]
    begin, end = np.where(network.half_back, b, a), np.where(network.half_back, a, b)
    assert np.array_equal(np.stack((begin, end)), np.stack((left_from(network), network.half_to)))


def test_every_half_has_its_twin_unless_one_way(network: Network) -> None:
    halves = np.bincount(network.half_piece, minlength=network.piece_a.size)
    assert np.array_equal(halves, (network.piece_cost >= 0).any(axis=0).sum(axis=0))


def test_a_slower_pace_is_never_cheaper(network: Network) -> None:
    cost = np.where(network.half_cost < 0, np.iinfo(np.int32).max, network.half_cost)
    assert (np.diff(cost, axis=0) >= 0).all()


def test_shapes_begin_and_end_at_their_nodes(network: Network) -> None:
    first, last = network.shape_first[:-1], network.shape_first[1:] - 1
    ends = np.concatenate((network.shape_lat[first], network.shape_lat[last]))
    assert np.array_equal(ends, network.node_lat[np.concatenate((network.piece_a, network.piece_b))])


def test_a_piece_is_as_long_as_its_shape(network: Network) -> None:
    lat, lng = network.shape_lat, network.shape_lng
    steps = np.append(metres_apart(lat[:-1], lng[:-1], lat[1:], lng[1:]), 0.0)
    steps[network.shape_first[1:] - 1] = 0.0
    assert network.piece_metres == pytest.approx(sums(steps, network.shape_first), abs=0.01)


def test_streets_are_never_shorter_than_the_crow_flies(network: Network) -> None:
    a, b = network.piece_a, network.piece_b
    lat, lng = network.node_lat, network.node_lng
    assert (network.piece_metres >= metres_apart(lat[a], lng[a], lat[b], lng[b]) - 0.01).all()


def test_the_main_part_hangs_together(network: Network) -> None:
    label = parts(network.node_lat.size, network.piece_a, network.piece_b)
    assert np.unique(label[network.node_main]).size == 1


def test_neighbours_on_the_ground_are_near_in_memory(network: Network) -> None:
    apart = np.abs(network.piece_a.astype(int) - network.piece_b)
    assert np.median(apart) <= max(8, network.node_lat.size / 50)


def test_the_counts_told_are_the_counts(network: Network) -> None:
    assert (network.about.nodes, network.about.pieces) == (network.node_lat.size, network.piece_a.size)


@pytest.mark.parametrize("name", ["monaco", "andorra"])
def test_on_real_ground_both_directions_cost_what_tobler_says(name: str) -> None:
    tiles = DATA.parent / "elevation"
    if not tiles.is_dir() or not FILES[name].is_file():
        pytest.skip(f"no extract or tiles in {DATA.parent} (set LIFECIRCLE_DATA)")
    network = read_network(FILES[name], Order(revision=name, heights=Elevation(tiles)))
    straight = (np.diff(network.shape_first) == 2) & (network.piece_flags == 0) & (network.piece_metres > 5)
    up = (network.node_metres[network.piece_b] - network.node_metres[network.piece_a])[straight]
    metres = network.piece_metres[straight].astype(float)
    both = np.stack([tobler_ratio(way * up / metres) for way in (1.0, -1.0)]) * metres / 1.1
    walked = network.piece_cost[0][:, straight] / 10.0
    assert walked[walked > 0] == pytest.approx(both[walked > 0], abs=0.06)


@given(
    st.integers(0, 60).flatmap(lambda n: arrays(np.float64, (2, n), elements=st.floats(-80, 80, width=32)))
)
def test_the_hilbert_order_is_a_permutation(
    places: np.ndarray[tuple[int, int], np.dtype[np.float64]],
) -> None:
    assert np.array_equal(np.sort(hilbert_order(*places)), np.arange(places.shape[1]))


def test_the_hilbert_curve_never_jumps() -> None:
    y, x = np.mgrid[0:16, 0:16].reshape(2, -1).astype(float)
    order = hilbert_order(y, x)
    assert (np.abs(np.diff(x[order])) + np.abs(np.diff(y[order])) == 1).all()


@given(st.integers(1, 30), st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)), max_size=60))
def test_parts_are_those_of_a_patient_search(size: int, pairs: list[tuple[int, int]]) -> None:
    pairs = [(a % size, b % size) for a, b in pairs]
    label = list(range(size))
    for _ in range(size):
        for a, b in pairs:
            label[a] = label[b] = min(label[a], label[b])
    ends = np.array(pairs, np.int64).reshape(-1, 2)
    assert parts(size, ends[:, 0], ends[:, 1]).tolist() == label


@given(st.lists(st.integers(0, 5), min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_ranges_are_put_in_order(lengths: list[int], chance: Random) -> None:
    first = starts(np.array(lengths))
    order = np.array(sorted(range(len(lengths)), key=lambda _: chance.random()))
    flat, begin = ranges(first, order)
    wanted = [list(range(first[i], first[i + 1])) for i in order]
    assert [flat[begin[i] : begin[i + 1]].tolist() for i in range(len(order))] == wanted


@pytest.mark.parametrize(("slope", "ratio"), [(0.0, 1.0), (0.08, 1.323), (-0.05, 0.839), (-0.10, 1.0)])
def test_tobler_gives_what_he_says(slope: float, ratio: float) -> None:
    assert tobler_ratio(np.array([slope]))[0] == pytest.approx(ratio, abs=1e-3)


def test_a_cliff_counts_as_thirty_per_cent() -> None:
    assert tobler_ratio(np.array([3.0])) == tobler_ratio(np.array([0.3]))


def test_paces_stand_in_the_order_of_their_speed() -> None:
    speeds = [pace.metres_per_second for pace in PACES.values()]
    assert speeds == sorted(speeds, reverse=True)
