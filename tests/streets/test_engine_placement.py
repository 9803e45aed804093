"""Snapping and placing: the compiled way beside numpy, and increments beside rebuilding."""

import numpy as np
import pytest

from lifecircle.geo import OutOfRange
from lifecircle.walking import snap_numba, snap_plain
from lifecircle.walking.placement import Placement
from lifecircle.walking.segments import LIMIT_METRES, NEAR_METRES, Segments, metres_per_degrees
from lifecircle.walking.snap_plain import Window
from lifecircle.walking.streets import Streets
from tests.streets.towns import Link, grid_town, network, place

TOWN = Streets.over(grid_town(seed=2, gaps=0.3))


def somewhere(seed: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    points = [place(*at) for at in rng.uniform(-1700, 1700, (count, 2)).tolist()]
    return np.array([p.lat for p in points]), np.array([p.lng for p in points])


def rows(placement: Placement) -> list[tuple[object, ...]]:
    doors = placement.doors
    columns = (doors.id, doors.number, doors.piece, doors.share, doors.away_metres, doors.lat, doors.lng)
    return list(zip(*(column.tolist() for column in columns), strict=True))


def test_compiled_and_numpy_snap_to_the_same_places() -> None:
    lats, lngs = somewhere(1, 700)
    cells = Window(lats, lngs, *metres_per_degrees(lats), 0.001, float(TOWN.segments.cell_lng[0]))
    answers = [
        nearest(TOWN.segments, cells, NEAR_METRES, LIMIT_METRES)
        for nearest in (snap_numba.nearest, snap_plain.nearest)
    ]
    assert all((one == other).all() for one, other in zip(*answers, strict=True))


def test_the_nearest_street_is_found() -> None:
    segments = Segments.of(network([(0, 0), (200, 0), (200, 100)], [Link(0, 1), Link(1, 2)]))
    spots = segments.snap_one(place(150, 20))
    assert (spots.piece.tolist(), spots.share.tolist()) == ([0], [pytest.approx(0.75, abs=1e-4)])


def test_metres_to_the_street_are_straight() -> None:
    segments = Segments.of(network([(0, 0), (200, 0)], [Link(0, 1)]))
    assert segments.snap_one(place(150, 20)).away_metres.tolist() == [pytest.approx(20, abs=0.01)]


def test_a_bent_piece_is_measured_along_its_bends() -> None:
    segments = Segments.of(network([(0, 0), (100, 100)], [Link(0, 1, bends=((100, 0),))]))
    assert segments.snap_one(place(101, 50)).share.tolist() == [pytest.approx(0.75, abs=1e-4)]


def test_there_is_no_street_beyond_the_limit() -> None:
    segments = Segments.of(network([(0, 0), (200, 0)], [Link(0, 1)]))
    found = [len(segments.snap_one(place(100, away))) for away in (LIMIT_METRES - 1, LIMIT_METRES + 1)]
    assert found == [1, 0]


def test_one_added_outlet_gives_what_placing_all_anew_gives() -> None:
    lats, lngs = somewhere(3, 200)
    ids = np.arange(200)
    before = Placement(TOWN.network, TOWN.segments, ids[:-1], lats[:-1], lngs[:-1])
    after = before.replaced(ids[-1:], lats[-1:], lngs[-1:])
    assert rows(after) == rows(Placement(TOWN.network, TOWN.segments, ids, lats, lngs))


def test_moves_and_closures_give_what_placing_all_anew_gives() -> None:
    lats, lngs = somewhere(4, 200)
    before = Placement(TOWN.network, TOWN.segments, np.arange(200), lats, lngs)
    moved_lats, moved_lngs = somewhere(5, 20)
    after = before.replaced(np.arange(20), moved_lats, moved_lngs, np.arange(10, 40))
    ids = np.concatenate((np.arange(20), np.arange(40, 200)))
    anew = Placement(
        TOWN.network,
        TOWN.segments,
        ids,
        np.concatenate((moved_lats, lats[40:])),
        np.concatenate((moved_lngs, lngs[40:])),
    )
    assert (rows(after), after.nowhere.tolist()) == (rows(anew), anew.nowhere.tolist())


def test_a_changed_placement_leaves_the_old_one_as_it_was() -> None:
    lats, lngs = somewhere(6, 50)
    before = Placement(TOWN.network, TOWN.segments, np.arange(50), lats, lngs)
    held = rows(before)
    before.replaced([1], [lats[0]], [lngs[0]], [2, 3])
    assert rows(before) == held


def test_outlets_without_a_street_near_are_named() -> None:
    far = place(9_000, 0)
    placement = Placement(
        TOWN.network,
        TOWN.segments,
        [1, 2],
        [far.lat, TOWN.network.node_lat[0]],
        [far.lng, TOWN.network.node_lng[0]],
    )
    assert (placement.nowhere.tolist(), placement.ids.tolist()) == ([1], [2])


def test_a_door_off_the_globe_is_refused() -> None:
    with pytest.raises(OutOfRange):
        Placement(TOWN.network, TOWN.segments, [1], [91.0], [0.0])
