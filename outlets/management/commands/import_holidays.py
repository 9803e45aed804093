"""Brings in the holidays and make-up working days of a year, from the State Council's notice as a table."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from outlets import holiday_table


class Command(BaseCommand):
    help = "导入一年的节假日和调休（.csv 或 .xlsx：日期、放假或上班、节日），替换这一年原有的"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="只检查，什么都不写")

    def handle(self, *args: Any, file: Path, dry_run: bool, **options: Any) -> None:
        days, problems = holiday_table.read(file)
        for problem in problems:
            self.stderr.write(str(problem))
        if problems:
            raise CommandError(f"有 {len(problems)} 个问题，什么都没有写入。")
        if not dry_run:
            holiday_table.apply(days)
        years = "、".join(str(year) for year in sorted({day.date.year for day in days}))
        self.stdout.write(f"{years} 年：{len(days)} 天{'（试运行，什么都没有写入）' if dry_run else ''}")
