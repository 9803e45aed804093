"""Where on the network a place opens onto the street. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Int32s = NDArray[np.int32]
Int64s = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Spots:
    """Points on pieces, as arrays of one length K.

    `row`: which of the places asked for, ascending; a place has one spot, two where its nearest piece is not
    for everybody, none where no street is near. `share`: how far along the piece from its end a, 0 to 1 of
    its metres. `away_metres`: straight from the place to the spot.
    """

    row: Int64s
    piece: Int32s
    share: Floats
    away_metres: Floats
    lat: Floats
    lng: Floats

    def __len__(self) -> int:
        return self.row.size

    def take(self, which: NDArray[np.intp] | NDArray[np.bool_]) -> Spots:
        return Spots(
            self.row[which],
            self.piece[which],
            self.share[which],
            self.away_metres[which],
            self.lat[which],
            self.lng[which],
        )

    @classmethod
    def joined(cls, first: Spots, second: Spots) -> Spots:
        return cls(
            np.concatenate((first.row, second.row)),
            np.concatenate((first.piece, second.piece)),
            np.concatenate((first.share, second.share)),
            np.concatenate((first.away_metres, second.away_metres)),
            np.concatenate((first.lat, second.lat)),
            np.concatenate((first.lng, second.lng)),
        )
