"""Gates of a compound in one cell: “南门 36.061,103.834；东门 36.060,103.833（不对外）”."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from communities.models import Compound, CompoundGate
from lifecircle.datum import CoordinateSystem, from_wgs84
from lifecircle.exchange.kinds import Kind
from lifecircle.exchange.plans import BATCH, chunks
from outlets.exchange.doors import Door, read_doors, write_doors

OPEN = {"对外": True, "不对外": False}
# django-simple-history adds this when it starts; no stub knows it
HISTORY: Any = CompoundGate.history  # type: ignore[attr-defined,unused-ignore]


def read_gates(text: str) -> tuple[Door, ...]:
    """The gates in their order, open ones without a remark; raises Wrong."""
    doors = read_doors(text, OPEN)
    return tuple(door._replace(step_free=False if door.step_free is False else None) for door in doors)


GATES = Kind(read_gates, lambda gates: write_doors(gates, OPEN))


def gates_of(compound: Compound, system: CoordinateSystem = CoordinateSystem.WGS84) -> tuple[Door, ...]:
    return tuple(_door(gate, system) for gate in compound.gates.all())


def replace_gates(wanted: Mapping[int, Sequence[Door]], reason: str) -> None:
    """Gives each compound these gates, in this order, and no others; one that keeps its place stays."""
    there: dict[int, list[CompoundGate]] = defaultdict(list)
    for some in chunks(list(wanted)):
        for gate in CompoundGate.objects.filter(compound_id__in=some):
            there[gate.compound_id].append(gate)
    gone, changed, new = list[int](), list[CompoundGate](), list[CompoundGate]()
    for compound, doors in wanted.items():
        gone += [gate.pk for gate in there[compound][len(doors) :]]
        for place, door in enumerate(doors):
            known = place < len(there[compound])
            gate = there[compound][place] if known else CompoundGate(compound_id=compound)
            gate.name, gate.lat, gate.lng = door.name, door.lat, door.lng
            gate.open_to_public = door.step_free is not False
            (changed if known else new).append(gate)
    for some in chunks(gone):
        CompoundGate.objects.filter(pk__in=some).delete()
    CompoundGate.objects.bulk_update(changed, ["name", "lat", "lng", "open_to_public"], batch_size=100)
    CompoundGate.objects.bulk_create(new, batch_size=BATCH)
    HISTORY.bulk_history_create(changed, batch_size=BATCH, update=True, default_change_reason=reason)
    HISTORY.bulk_history_create(new, batch_size=BATCH, default_change_reason=reason)


def _door(gate: CompoundGate, system: CoordinateSystem) -> Door:
    point = from_wgs84(gate.point, system)
    return Door(gate.name, point.lat, point.lng, None if gate.open_to_public else False)
