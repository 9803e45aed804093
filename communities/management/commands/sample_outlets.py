"""Fills an empty register with made-up outlets around every circle, and takes them out again in one call."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.db.models import F

from communities.models import Community, Membership
from lifecircle.areas import codes
from lifecircle.areas.models import Area
from outlets.models import Category, Outlet, PositionQuality, ServiceItem, Source, Status
from outlets.sample import Neighbourhood, SampleOutlet, sample_outlets
from outlets.sample_trades import Trade, read_trades

BATCH = 1_000
UNSURVEYED = 6
SURVEY_DAYS = (date(2026, 5, 18), date(2026, 6, 22), date(2026, 9, 7))
SAME = (
    *("source_id", "name", "address", "phone", "opening_hours", "brand", "area_m2", "form", "audience"),
    *("staffed", "cash", "meal_delivery", "senior_discount", "step_free", "built", "built_year"),
)


class Command(BaseCommand):
    help = "在每个生活圈周围放上示例网点（都是编的）；--remove 一次全部撤掉"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--remove", action="store_true", help="撤掉所有示例网点，别的不动")
        parser.add_argument("--if-empty", action="store_true", help="登记册里已有网点时什么也不做")
        parser.add_argument("--yes-mix", action="store_true", help="登记册里已有真实网点，也照样加示例")

    def handle(self, *args: Any, remove: bool, if_empty: bool, yes_mix: bool, **options: Any) -> None:
        if remove:
            self.stdout.write(f"已撤掉 {removed()} 家示例网点。")
        elif if_empty and Outlet.objects.exists():
            self.stdout.write("登记册里已有网点，没有加示例。")
        else:
            self.stdout.write(
                f"加了 {add(mix=yes_mix)} 家示例网点，现在共有 {Outlet.objects.samples().count()} 家。"
            )


@transaction.atomic
def removed() -> int:
    """Takes out every sample and nothing else; how many outlets that were."""
    _, by_model = Outlet.objects.samples().delete()
    Community.objects.filter(surveyed_on=F("sample_survey_on")).update(surveyed_on=None)
    Community.objects.update(sample_survey_on=None)
    return by_model.get(Outlet._meta.label, 0)


@transaction.atomic
def add(*, mix: bool) -> int:
    """Adds the samples that are not there yet; those that are stay as they are."""
    real = Outlet.objects.exclude(source=Source.SAMPLE).count()
    if real and not mix:
        raise CommandError(
            f"登记册里已有 {real} 家真实网点，示例不会混进去。确实要混在一起，请加 --yes-mix。"
        )
    places, trades = neighbourhoods(), known_trades()
    if not places or not trades:
        raise CommandError("还没有业态目录或生活圈：请先运行 manage.py loaddata areas categories circles。")
    survey()
    there = set(Outlet.objects.samples().values_list("source_id", flat=True))
    return write([sample for sample in sample_outlets(places, trades) if sample.source_id not in there])


def survey() -> None:
    """Makes up a survey of most circles, so that a gap can be seen; every sixth is left as it is."""
    unseen = Community.objects.filter(surveyed_on=None).exclude(membership=Membership.TRIAL)
    for i, circle in enumerate(unseen.order_by("code")):
        if i % UNSURVEYED:
            circle.surveyed_on = circle.sample_survey_on = SURVEY_DAYS[i % len(SURVEY_DAYS)]
            circle.save(update_fields=["surveyed_on", "sample_survey_on"])


def neighbourhoods() -> list[Neighbourhood]:
    return [
        Neighbourhood(c.code, c.name, c.subdistrict.name, c.district.name, c.point)
        for c in Community.objects.with_areas()
    ]


def known_trades() -> list[Trade]:
    """Those of the table that the city's catalogue still has."""
    known = set(Category.objects.values_list("code", flat=True))
    trades = read_trades(settings.BASE_DIR / "fixtures" / "tables" / "sample_trades.csv")
    return [trade.among(known) for trade in trades if trade.category in known]


def write(samples: Sequence[SampleOutlet]) -> int:
    """Outlets first, for their ids; then what belongs to them. How many outlets that were."""
    scopes = set(Area.objects.values_list("code", flat=True))
    outlets = Outlet.objects.bulk_create([row(sample, scopes) for sample in samples], batch_size=BATCH)
    pairs = list(zip(outlets, samples, strict=True))
    further = Outlet.further_categories.through
    further.objects.bulk_create(
        [
            further(outlet_id=outlet.pk, category_id=code)
            for outlet, sample in pairs
            for code in sample.further
        ],
        batch_size=BATCH,
    )
    ServiceItem.objects.bulk_create(
        [
            ServiceItem(outlet=outlet, order=order, **asdict(item))
            for outlet, sample in pairs
            for order, item in enumerate(sample.items)
        ],
        batch_size=BATCH,
    )
    return len(outlets)


def row(sample: SampleOutlet, scopes: set[str]) -> Outlet:
    """Never verified: nobody went there, because nothing is there."""
    outlet = Outlet(
        source=Source.SAMPLE,
        category_id=sample.category,
        area_id=next(
            (code for code in (sample.scope, sample.scope[: codes.SUBDISTRICT]) if code in scopes), None
        ),
        lat=sample.point.lat,
        lng=sample.point.lng,
        position_quality=PositionQuality.ILLUSTRATIVE,
        **{field: getattr(sample, field) for field in SAME},
    )
    if sample.pause:
        outlet.status = Status.SUSPENDED
        outlet.status_reason, outlet.status_on, outlet.status_until = sample.pause
    return outlet
