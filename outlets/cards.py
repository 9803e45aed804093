"""What an answer says of each outlet, encoded once: kept by each process until the outlet changes.

Cards are read in batches for the ids that are not held. Those that a change names are dropped, all of them
when the catalogue has changed or the change is not known one by one. Two shelves bound their number: when the
newer one is full it becomes the older one, whose cards go unless they are asked for again.
"""

import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from django.db import connection

from outlets.arrival import Facts, facts
from outlets.index import OutletIndex
from outlets.models import Outlet, Source, Status

SHELF = 50_000  # cards on one of the two shelves; a card is about a kilobyte
COLUMNS = (
    "id",
    "name",
    "category_id",
    "category__tier",
    "lat",
    "lng",
    "status",
    "address",
    "phone",
    "step_free",
    "position_quality",
    "source",
)
MORE_COLUMNS = ("opening_hours", "status_on", "status_until", "category__group__order", "category__order")


@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """`said`: a JSON object of what never depends on the walk, left open. `rank`: its class and category on
    the board. `codes`: its main category and the further ones."""

    said: bytes
    rank: int
    codes: frozenset[str]
    facts: Facts
    osm: bool


@dataclass(slots=True, eq=False)
class Shelves:
    """The cards of one state of the register, shared by threads: each step is whole to the interpreter."""

    register: OutletIndex
    newer: dict[int, Card] = field(default_factory=dict)
    older: dict[int, Card] = field(default_factory=dict)

    def of(self, ids: Sequence[int]) -> list[Card | None]:
        """In the order asked; None where there is no such outlet any more."""
        newer = self.newer
        found: list[Card | None] = list(map(newer.get, ids))
        return self._completed(ids) if None in found else found

    def _completed(self, ids: Sequence[int]) -> list[Card | None]:
        newer, older = self.newer, self.older
        found = {id: card for id in ids if (card := newer.get(id) or older.get(id))}
        found.update(read([id for id in ids if id not in found]))
        if len(newer) + len(found) > SHELF:
            self.older, self.newer = newer, dict(found)
        else:
            newer.update(found)
        return [found.get(id) for id in ids]

    def moved_to(self, register: OutletIndex) -> "Shelves":
        """The cards that still hold. A card read meanwhile goes to the old shelves, never to these."""
        change = register.change
        if (
            change is None
            or change.since != self.register.number
            or register.marks.tables != self.register.marks.tables
        ):
            return Shelves(register)
        newer, older = self.newer.copy(), self.older.copy()
        for id in (*change.ids.tolist(), *change.gone.tolist()):
            newer.pop(id, None)
            older.pop(id, None)
        return Shelves(register, newer, older)


_lock = threading.Lock()
_kept: Shelves | None = None


def held(register: OutletIndex) -> Shelves:
    """The cards of this register. What a transaction sees may never be committed: it gets shelves of its own,
    and so does what was made without a mark of the tables' changes."""
    global _kept
    if connection.in_atomic_block or register.marks.tables is None:
        return Shelves(register)
    kept = _kept
    if kept is not None and kept.register is register:
        return kept
    with _lock:
        kept = _kept
        if kept is None or kept.register is not register:
            _kept = kept = kept.moved_to(register) if kept else Shelves(register)
        return kept


def forget() -> None:
    global _kept
    _kept = None


def read(ids: Sequence[int]) -> Iterator[tuple[int, Card]]:
    """Cards from the database, two statements for any number."""
    further: dict[int, list[str]] = defaultdict(list)
    links = Outlet.further_categories.through.objects.filter(outlet_id__in=ids)
    for outlet, code in links.order_by("category__order").values_list("outlet_id", "category_id"):
        further[outlet].append(code)
    for row in Outlet.objects.filter(pk__in=ids).order_by().values(*COLUMNS, *MORE_COLUMNS):
        yield row["id"], _card(row, further[row["id"]])


def _card(row: dict[str, Any], further: list[str]) -> Card:
    said = {
        "id": row["id"],
        "name": row["name"],
        "category": row["category_id"],
        "further_categories": further,
        "tier": row["category__tier"],
        "lat": row["lat"],
        "lng": row["lng"],
        "status": row["status"],
        "address": row["address"],
        "phone": row["phone"],
        "step_free": row["step_free"],
        "position_quality": row["position_quality"],
        "sample": row["source"] == Source.SAMPLE,
    }
    paused = row["status"] == Status.SUSPENDED
    return Card(
        said=orjson.dumps(said)[:-1],
        rank=row["category__group__order"] * 100_000 + row["category__order"],
        codes=frozenset((row["category_id"], *further)),
        facts=facts(row["opening_hours"], paused, row["status_on"], row["status_until"]),
        osm=row["source"] == Source.OSM,
    )
