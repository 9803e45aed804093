"""Elevation tiles made for tests: the town's hill and river bed, and tiles with something wrong."""

import zipfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SIDE = 1201
TILE = "N36E103"


def ground() -> NDArray[np.int16]:
    """Level, but six metres up with each post east of x = 4, and a river bed along y = 3."""
    column, row = 960, SIDE - 1 - 120
    metres = np.zeros((SIDE, SIDE), np.int16)
    metres[:, column:] = 6 * np.arange(SIDE - column)
    metres[row] -= 12
    return metres


def tile(folder: Path, metres: NDArray[np.int16], name: str = TILE) -> Path:
    """The folder with that tile in it."""
    (folder / f"{name}.hgt").write_bytes(metres.astype(">i2").tobytes())
    return folder


def zipped(folder: Path, metres: NDArray[np.int16], name: str = TILE) -> Path:
    with zipfile.ZipFile(folder / f"{name}.hgt.zip", "w") as archive:
        archive.writestr(f"{name}.hgt", metres.astype(">i2").tobytes())
    return folder


def hill(folder: Path) -> Path:
    return tile(folder, ground())
