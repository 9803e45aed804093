"""The ground by tiles: the nearest street of each cell, the same whoever asks, never more than is kept."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from lifecircle.walking import PACES, STANDARD
from lifecircle.walking.ground import CELL_METRES, NEAR_METRES, Ground, cells_per_degree, frame_at
from lifecircle.walking.network import PieceFlag
from lifecircle.walking.pace import REDUCED
from lifecircle.walking.patches import BEGIN, END, NONE, PIECE, TILE
from lifecircle.walking.segments import SOME
from lifecircle.walking.streets import Streets
from tests.streets.towns import HERE, Link, grid_town, network

TOWN = Streets.over(grid_town(seed=2, gaps=0.3))


def ground(tiles: int = 100) -> Ground:
    ends = (TOWN.network.piece_a, TOWN.network.piece_b)
    return Ground(TOWN.segments, ends, np.ones(TOWN.network.piece_a.size, bool), SOME, tiles=tiles)


def corner(east: int = 0, north: int = 0) -> tuple[float, int, int]:
    """The zone of HERE, and the cell so many cells from it."""
    per_lat, per_lng = cells_per_degree(HERE.lat)
    return HERE.lat, int((HERE.lat + 90) * per_lat) + north, int((HERE.lng + 180) * per_lng) + east


def cells(of: Ground, at: tuple[float, int, int], side: int = TILE) -> list[np.ndarray]:
    """Piece, share and cells away of each cell of a raster."""
    lat, *begins = at
    rows, columns = ((begin // TILE, (begin + side - 1) // TILE) for begin in begins)
    pool, slots = of.under(lat, rows, columns)
    whole = [np.full((slots.shape[0] * TILE, slots.shape[1] * TILE), NONE, float) for _ in range(3)]
    for (row, column), slot in np.ndenumerate(slots):
        for patch in pool.patches[pool.first[slot] : pool.first[slot + 1]]:
            mine = slice(patch[BEGIN], patch[END])
            where = row * TILE + pool.cells[mine] // TILE, column * TILE + pool.cells[mine] % TILE
            for layer, values in zip(whole, (patch[PIECE], pool.shares[mine], pool.away[mine]), strict=True):
                layer[where] = values
    low, left = (begin % TILE for begin in begins)
    return [layer[low : low + side, left : left + side] for layer in whole]


def pieces(of: Ground, at: tuple[float, int, int], side: int = TILE) -> list[list[int]]:
    found: list[list[int]] = cells(of, at, side)[0].tolist()
    return found


def test_each_cell_is_as_far_from_its_street_as_a_place_there() -> None:
    at = corner()
    lat, lng, per_lat, per_lng = frame_at(*at)
    steps = np.arange(TILE)
    lats, lngs = np.meshgrid(lat + steps / per_lat, lng + steps / per_lng, indexing="ij")
    spots = TOWN.segments.snap(lats.ravel(), lngs.ravel())
    assert spots.row.tolist() == list(range(TILE * TILE))
    piece, _, away = (column.ravel() for column in cells(ground(), at))
    near = spots.away_metres <= NEAR_METRES - 1.0
    assert (piece[near] != NONE).all()
    off = np.abs(away * CELL_METRES - spots.away_metres)[near]
    assert (np.quantile(off, 0.99) < 0.5, off.max() < CELL_METRES / 2) == (True, True)


def test_ground_far_from_any_street_is_nobodys() -> None:
    street = Streets.over(network([(0, 0), (50, 0)], [Link(0, 1)]))
    assert {NONE} == set(np.ravel(pieces(street.ground(STANDARD, apart=False), corner(0, 40))).tolist())


def test_a_cell_is_as_wide_as_high() -> None:
    assert np.allclose(np.array(cells_per_degree(36.5)) * CELL_METRES, [110_970, 89_600], rtol=2e-3)


def test_the_ground_is_the_same_whoever_asks_first() -> None:
    alone, after = ground(), ground()
    for east in range(-60, 60, 20):
        pieces(after, corner(east, east), 40)
    assert pieces(alone, corner(), 40) == pieces(after, corner(), 40)


def test_no_more_tiles_are_kept_than_allowed() -> None:
    few = ground(tiles=4)
    asked = [pieces(few, corner(east), TILE) for east in range(0, 10 * TILE, TILE)]
    assert asked == [pieces(ground(), corner(east), TILE) for east in range(0, 10 * TILE, TILE)]
    assert len(few._kept.slots) <= 4


def test_a_question_wider_than_what_is_kept_is_answered() -> None:
    assert pieces(ground(tiles=2), corner(), 3 * TILE) == pieces(ground(), corner(), 3 * TILE)


def test_eight_threads_get_the_ground_of_one() -> None:
    shared, corners = ground(tiles=6), [corner(east, east // 2) for east in range(-64, 64, 8)] * 3
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda at: pieces(shared, at), corners))
    assert found == [pieces(ground(), at) for at in corners]


def test_paces_that_walk_the_same_streets_share_their_ground() -> None:
    steps = network([(0, 0), (100, 0), (100, 50)], [Link(0, 1), Link(1, 2, flags=PieceFlag.STEPS)])
    streets = Streets.over(steps)
    grounds = [streets.ground(pace, apart=False) for pace in PACES.values()]
    assert [one is grounds[0] for one in grounds] == [True, True, True, False]
    assert streets.ground(REDUCED, apart=False) is not streets.ground(STANDARD, apart=False)
