"""Whose number of people is known: where it is not, the arrays of the homes hold nought."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from communities.gaps.people import Basis, Homes
from communities.models import Compound
from lifecircle.walking.network import Bools, Floats


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """[P] each, in the order of the homes: whether residents, and those of 60 and more, are known."""

    residents: Bools
    elderly: Bools

    @classmethod
    def of(cls, homes: Homes, compounds: Sequence[Compound]) -> "Counted":
        """`compounds`: those the homes were made from."""
        if homes.basis is Basis.SPREAD:
            return cls(np.ones(len(homes), bool), np.full(len(homes), homes.elderly_known))
        known = {compound.pk: compound for compound in compounds}
        own = [known[pk] for pk in homes.compound_pks.tolist()]
        return cls(
            np.array([compound.residents is not None for compound in own], bool),
            np.array([compound.residents_60 is not None for compound in own], bool),
        )

    @classmethod
    def joined(cls, several: Sequence["Counted"]) -> "Counted":
        """Of the homes of several circles, one after the other."""
        residents, elderly = (
            np.concatenate([np.zeros(0, bool), *(getattr(each, name) for each in several)])
            for name in ("residents", "elderly")
        )
        return cls(residents, elderly)


def known_sum(people: Floats, known: Bools, moved: Bools) -> float | None:
    """Of those that moved; None where some did and of none of them the number is known."""
    if moved.any() and not (moved & known).any():
        return None
    return float(people[moved & known].sum())
