"""Where the residents of a circle live: in its compounds, else spread evenly along its streets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from communities.gaps.standing import Standing, stand
from communities.models import Community, Compound
from communities.reach import Walker
from lifecircle.geo import Point
from lifecircle.language.marked import gettext_noop
from lifecircle.walking.coverage import Places
from lifecircle.walking.network import Bools, Floats, Int64s
from lifecircle.walking.stretches import Stretches, places_on
from lifecircle.walking.tree import Gate

# Residents spread along the street stand in the middle of stretches no longer than this
STRETCH_METRES = 50.0
NO_COMPOUND = -1

COLUMNS = ("households", "residents", "residents_60", "residents_0_3")


BASIS_WORDS = {
    "compounds": gettext_noop("按小区人口"),
    "spread": gettext_noop("按道路均摊估算"),
    "none": gettext_noop("人口不详"),
}


class Basis(StrEnum):
    """What the numbers of residents rest on."""

    COMPOUNDS = "compounds"
    SPREAD = "spread"
    NONE = "none"

    @property
    def words(self) -> str:
        return BASIS_WORDS[self.value]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """What of the compounds could not be counted, and how much that is.

    `without_number`: residents unknown, counted as places without residents. `without_elderly`: residents
    known, those of 60+ not. `off_street`: no street near, left out with `off_street_residents`. `on_island`:
    on a street that leads nowhere; they stay and count as without anything in reach.
    """

    without_number: int = 0
    without_elderly: int = 0
    off_street: int = 0
    off_street_residents: float = 0.0
    on_island: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Homes:
    """P places with who lives there; all arrays float64 [P] unless said.

    `compound_pks` int64, NO_COMPOUND where spread. `metres`: of street each spread place stands for, 0 for a
    compound. `places`: where they open onto the street, None where there are no streets (straight lines).
    `elderly_known` is False where nobody's age is known, so that no share of the elderly can be told.
    """

    basis: Basis
    lat: Floats
    lng: Floats
    households: Floats
    residents: Floats
    elderly: Floats
    toddlers: Floats
    metres: Floats
    compound_pks: Int64s
    names: tuple[str, ...]
    gates_of: tuple[tuple[Gate, ...], ...]
    places: Places | None
    unplaced: Unplaced
    elderly_known: bool
    sample: bool = False  # made-up compounds are among them

    def __len__(self) -> int:
        return self.lat.size

    @property
    def gates(self) -> tuple[tuple[Gate, ...], ...]:
        """Of each place where one leaves it; a spread place is its own."""
        if self.gates_of:
            return self.gates_of
        return tuple((Gate("", Point(*at)),) for at in zip(self.lat.tolist(), self.lng.tolist(), strict=True))

    @property
    def points(self) -> list[Point]:
        return [Point(*at) for at in zip(self.lat.tolist(), self.lng.tolist(), strict=True)]


def homes_of(
    circle: Community,
    walker: Walker,
    *,
    standing: Standing | None = None,
    compounds: Iterable[Compound] | None = None,
) -> Homes:
    """Two queries, none where the `compounds` (with gates) are given."""
    standing = standing or stand(circle, walker)
    known = list(circle.compounds.prefetch_related("gates") if compounds is None else compounds)
    if any(compound.residents is not None for compound in known):
        return _of_compounds(known, Basis.COMPOUNDS, standing)
    if circle.residents is not None and standing.reached is not None and len(standing.reached):
        return _spread(circle, standing, standing.reached, Unplaced(without_number=len(known)))
    return _of_compounds(known, Basis.NONE, standing)


def _of_compounds(known: Sequence[Compound], basis: Basis, standing: Standing) -> Homes:
    gates = [tuple(Gate(gate.name, gate.point) for gate in compound.gates.all()) for compound in known]
    gates = [own or (Gate("", compound.point),) for own, compound in zip(gates, known, strict=True)]
    every = None
    placed = np.ones(len(known), bool)
    if standing.streets is not None:
        pairs = [(compound.point, own) for compound, own in zip(known, gates, strict=True)]
        every = Places.of(standing.streets.segments, pairs)
        placed = every.on_street
        kept = [pair for pair, on in zip(pairs, placed.tolist(), strict=True) if on]
        every = every if placed.all() else Places.of(standing.streets.segments, kept)
    unplaced = _unplaced(known, placed, every, standing)
    known = [compound for compound, on in zip(known, placed.tolist(), strict=True) if on]
    gates = [own for own, on in zip(gates, placed.tolist(), strict=True) if on]
    households, residents, elderly, toddlers = (
        np.array([getattr(compound, name) or 0 for compound in known], np.float64) for name in COLUMNS
    )
    return Homes(
        basis,
        np.array([compound.lat for compound in known], np.float64),
        np.array([compound.lng for compound in known], np.float64),
        households,
        residents,
        elderly,
        toddlers,
        metres=np.zeros(len(known)),
        compound_pks=np.array([compound.pk for compound in known], np.int64),
        names=tuple(compound.name for compound in known),
        gates_of=tuple(gates),
        places=every,
        unplaced=unplaced,
        elderly_known=any(compound.residents_60 is not None for compound in known),
        sample=any(compound.sample for compound in known),
    )


def _unplaced(
    known: Sequence[Compound], placed: Bools, places: Places | None, standing: Standing
) -> Unplaced:
    island = places.on_island(standing.streets.network) if places and standing.streets else np.zeros(0, bool)
    off = [compound for compound, on in zip(known, placed.tolist(), strict=True) if not on]
    return Unplaced(
        without_number=sum(compound.residents is None for compound in known),
        without_elderly=sum(c.residents is not None and c.residents_60 is None for c in known),
        off_street=len(off),
        off_street_residents=float(sum(compound.residents or 0 for compound in off)),
        on_island=int(island.sum()),
    )


def _spread(circle: Community, standing: Standing, reached: Stretches, unplaced: Unplaced) -> Homes:
    """So many residents to every metre of the street that is reached from the centre."""
    assert standing.streets is not None
    network, segments = standing.streets.network, standing.streets.segments
    parts = reached.chopped(segments, STRETCH_METRES)
    metres = parts.metres(segments)
    part = metres / metres.sum()
    lat, lng = places_on(network, segments, parts.piece, (parts.begin + parts.end) / 2.0)
    named = network.piece_name[parts.piece].tolist()
    households, residents, elderly, toddlers = (part * (getattr(circle, name) or 0) for name in COLUMNS)
    return Homes(
        Basis.SPREAD,
        lat,
        lng,
        households,
        residents,
        elderly,
        toddlers,
        metres=metres,
        compound_pks=np.full(len(parts), NO_COMPOUND, np.int64),
        names=tuple(network.names[name] if name >= 0 else "" for name in named),
        gates_of=(),
        places=Places.on(parts, lat, lng),
        unplaced=unplaced,
        elderly_known=circle.residents_60 is not None,
    )
