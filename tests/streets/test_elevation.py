"""Tiles of heights: read, bridged, refused."""

import zipfile
from pathlib import Path

import numpy as np
import pytest

from lifecircle.walking.elevation import VOID, Elevation, ElevationError, bilinear, bridged, tile_name
from tests.streets.hill import SIDE, TILE, tile, zipped

RAMP = np.tile(np.arange(SIDE, dtype=np.int16), (SIDE, 1))  # a metre a post, eastward


def metres(folder: Path, lat: float, lng: float) -> float:
    return float(Elevation(folder).at(np.array([lat]), np.array([lng]))[0])


def test_a_place_on_a_post_has_its_height(tmp_path: Path) -> None:
    assert metres(tile(tmp_path, RAMP), 36.5, 103.25) == pytest.approx(300.0)


def test_a_place_between_posts_lies_between_their_heights(tmp_path: Path) -> None:
    assert metres(tile(tmp_path, RAMP), 36.5, 103 + 300.5 / 1200) == pytest.approx(300.5)


def test_rows_run_from_north_to_south(tmp_path: Path) -> None:
    assert metres(tile(tmp_path, RAMP.T), 36.75, 103.5) == pytest.approx(300.0)


def test_the_last_row_and_column_can_be_asked_for() -> None:
    assert bilinear(RAMP.astype(np.float32), np.array([0.0]), np.array([1.0]))[0] == SIDE - 1


def test_a_zipped_tile_is_read(tmp_path: Path) -> None:
    assert metres(zipped(tmp_path, RAMP), 36.5, 103.25) == pytest.approx(300.0)


def test_the_finer_tile_is_read(tmp_path: Path) -> None:
    fine = np.tile(np.arange(3601, dtype=np.int16), (3601, 1))
    assert metres(tile(tmp_path, fine), 36.5, 103.5) == pytest.approx(1800.0)


def test_places_in_two_tiles_are_read_from_both(tmp_path: Path) -> None:
    tile(tile(tmp_path, RAMP), RAMP + np.int16(5000), "N36E104")
    both = Elevation(tmp_path).at(np.array([36.5, 36.5]), np.array([103.0, 104.0]))
    assert both.tolist() == [0.0, 5000.0]


def test_a_void_is_bridged_by_its_neighbours() -> None:
    posts = RAMP.copy()
    posts[500:510, 600:620] = VOID
    assert np.abs(bridged(posts) - RAMP).max() == pytest.approx(0.0, abs=0.01)


def test_a_tile_of_nothing_but_voids_is_refused() -> None:
    with pytest.raises(ElevationError, match="空白"):
        bridged(np.full((3, 3), VOID, np.int16))


def test_a_tile_of_another_size_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ElevationError, match="1201"):
        metres(tile(tmp_path, np.zeros((1200, 1200), np.int16)), 36.5, 103.5)


def test_a_tile_that_does_not_cover_is_named(tmp_path: Path) -> None:
    with pytest.raises(ElevationError, match="N36E104"):
        metres(tile(tmp_path, RAMP), 36.5, 104.5)


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ElevationError, match="目录"):
        Elevation(tmp_path / "none")


def test_a_zip_without_a_tile_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / f"{TILE}.hgt.zip", "w") as archive:
        archive.writestr("readme.txt", "nothing")
    with pytest.raises(ElevationError, match=r"应当有一个 \.hgt"):
        metres(tmp_path, 36.5, 103.5)


def test_a_broken_zip_is_refused(tmp_path: Path) -> None:
    (tmp_path / f"{TILE}.hgt.zip").write_bytes(b"PK no zip")
    with pytest.raises(ElevationError, match="打不开"):
        metres(tmp_path, 36.5, 103.5)


@pytest.mark.parametrize(
    ("south", "west", "name"), [(36, 103, "N36E103"), (-1, -2, "S01W002"), (0, 0, "N00E000")]
)
def test_a_tile_is_named_by_its_south_west_corner(south: int, west: int, name: str) -> None:
    assert tile_name(south, west) == name
