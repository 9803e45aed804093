"""Saves this month's check of every circle; run twice it saves nothing twice."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localdate

from communities.gaps.city import city_checks
from communities.gaps_page.saved import save
from communities.models import CheckReport, Community, ReportKind


class Command(BaseCommand):
    help = "给每个生活圈存一份这个月的体检；这个月存过的不再存"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--month", metavar="2026-11", help="哪个月；只能是这个月：体检算的是现在，补不出以前的"
        )

    def handle(self, *args: Any, month: str | None, verbosity: int, **options: Any) -> None:
        today = localdate()
        if month is not None and _first(month) != today.replace(day=1):
            raise CommandError(f"现在是 {today:%Y-%m}：体检算的是现在的样子，补不出 {month} 的。")
        there = CheckReport.objects.filter(month=today.replace(day=1), kind=ReportKind.MONTHLY)
        left = Community.objects.exclude(pk__in=there.values("community"))
        wanted = list(left.values_list("pk", flat=True))
        checks = city_checks() if wanted else {}
        for code in wanted:
            save(checks[code], kind=ReportKind.MONTHLY, day=today)
        if verbosity:
            count, kept = len(wanted), Community.objects.count() - len(wanted)
            self.stdout.write(f"{today:%Y-%m}：存了 {count} 个生活圈的体检，{kept} 个早已存过。")


def _first(month: str) -> date:
    try:
        return date.fromisoformat(f"{month}-01")
    except ValueError as error:
        raise CommandError(f"月份“{month}”应写成 2026-11。") from error
