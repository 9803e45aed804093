"""What a search walks on, forward or backward, and who searches: the compiled way or the plain one. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from lifecircle.walking import search_plain
from lifecircle.walking.lines import starts
from lifecircle.walking.network import Bools, Int32s, Network
from lifecircle.walking.search_plain import Grown
from lifecircle.walking.segments import Segments

Grow = Callable[[Int32s, Int32s, Int32s, Sequence[tuple[int, int]] | Int32s, int], tuple[Grown, bool]]
Holder = TypeVar("Holder", Network, Segments)
Array = TypeVar("Array", bound=NDArray[np.generic])


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """Halves by the node they leave from; backward, by the node they lead to, walked the wrong way round."""

    first: Int32s  # [N + 1]
    to: Int32s  # [H]
    piece: Int32s  # [H]
    back: Bools  # [H]
    cost: Int32s  # [P, H]
    backward: bool

    @classmethod
    def forward(cls, network: Network) -> Graph:
        return cls(
            plain(network.half_first),
            plain(network.half_to),
            plain(network.half_piece),
            plain(network.half_back),
            plain(network.half_cost),
            False,
        )

    @classmethod
    def backwards(cls, network: Network) -> Graph:
        """For "from where": from its end, every half to where it comes from. Copies the halves."""
        from lifecircle.walking.private import backward_cost, inside_nodes

        nodes = network.half_first.size - 1
        cost = backward_cost(network, inside_nodes(network))
        comes_from = np.repeat(np.arange(nodes, dtype=np.int32), np.diff(network.half_first))
        order = network.half_to.argsort(kind="stable")
        first = starts(np.bincount(network.half_to, minlength=nodes)).astype(np.int32)
        return cls(
            plain(first),
            plain(comes_from[order]),
            plain(network.half_piece[order]),
            plain(network.half_back[order]),
            plain(np.ascontiguousarray(cost[:, order])),
            True,
        )


def plain(array: Array) -> Array:
    """A view that compiled code takes without compiling again, be it mapped from a file or made in memory."""
    view = np.ascontiguousarray(array).view(np.ndarray)
    view.flags.writeable = False
    return view  # type: ignore[return-value]


def plain_arrays(holder: Holder) -> Holder:
    """A Network or Segments with all its arrays `plain`."""
    return replace(holder, **{name: plain(getattr(holder, name)) for name in holder.arrays()})


@lru_cache(maxsize=1)
def searcher() -> Grow:
    """The compiled search where numba is there; both answer the same times."""
    from lifecircle.walking import search_numba

    return search_numba.grow if search_numba.COMPILED else search_plain.grow
