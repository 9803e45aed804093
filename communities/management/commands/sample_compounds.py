"""Puts made-up compounds around every circle of a trial, and takes them out again in one call."""

from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from communities.models import Community, Compound, CompoundGate, Membership
from communities.sample_compounds import SampleCompound, sample_compounds
from outlets.models import PositionQuality

BATCH = 1_000
SOURCE = "示例：编的数，按全国平均每圈约 2 万人"


class Command(BaseCommand):
    help = "在每个生活圈里放上示例小区（都是编的）；--remove 一次全部撤掉"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--remove", action="store_true", help="撤掉所有示例小区，别的不动")
        parser.add_argument("--if-empty", action="store_true", help="登记册里已有小区时什么也不做")

    def handle(self, *args: Any, remove: bool, if_empty: bool, **options: Any) -> None:
        if remove:
            _, by_model = Compound.objects.samples().delete()
            self.stdout.write(f"已撤掉 {by_model.get(Compound._meta.label, 0)} 个示例小区。")
        elif if_empty and Compound.objects.exists():
            self.stdout.write("登记册里已有小区，没有加示例。")
        else:
            self.stdout.write(f"加了 {add()} 个示例小区。")


@transaction.atomic
def add() -> int:
    """For each circle that has no compound yet; never beside real ones."""
    if Compound.objects.filter(sample=False).exists():
        raise CommandError("登记册里已有真实的小区，示例不会混进去。")
    circles = Community.objects.filter(compounds=None).exclude(membership=Membership.TRIAL)
    return write((circle, sample_compounds(circle.pk, circle.point)) for circle in circles.order_by("code"))


def write(samples: Iterable[tuple[Community, Iterable[SampleCompound]]]) -> int:
    """How many compounds that were."""
    pairs = [(row(circle, sample), sample) for circle, some in samples for sample in some]
    made = Compound.objects.bulk_create([compound for compound, _ in pairs], batch_size=BATCH)
    gates = [
        CompoundGate(compound=compound, name=name, lat=at.lat, lng=at.lng, open_to_public=public)
        for compound, (_, sample) in zip(made, pairs, strict=True)
        for name, at, public in sample.gates
    ]
    CompoundGate.objects.bulk_create(gates, batch_size=BATCH)
    return len(made)


def row(circle: Community, sample: SampleCompound) -> Compound:
    return Compound(
        community=circle,
        name=sample.name,
        lat=sample.point.lat,
        lng=sample.point.lng,
        position_quality=PositionQuality.ILLUSTRATIVE,
        households=sample.households,
        residents=sample.residents,
        residents_60=sample.residents_60,
        residents_0_3=sample.residents_0_3,
        source=SOURCE,
        sample=True,
    )
