"""Drops what the log keeps no longer; the database itself refuses to lose anything before 180 days."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from lifecircle.staff.models import AuditRecord

LEAST_DAYS = 180


class Command(BaseCommand):
    help = "清理很久以前的操作日志；180 天以内的不能清理"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, required=True, help=f"留下多少天的，至少 {LEAST_DAYS}")

    def handle(self, *args: Any, days: int, **options: Any) -> None:
        if days < LEAST_DAYS:
            raise CommandError(f"操作日志至少留 {LEAST_DAYS} 天，现在是 {days}。")
        if days > 36500:
            raise CommandError("--days 最多 36500（一百年）。")
        dropped, _ = AuditRecord.objects.filter(at__lt=now() - timedelta(days=days)).delete()
        self.stdout.write(f"清理了 {dropped} 条操作日志。")
