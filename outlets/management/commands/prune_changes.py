"""Drops the old rows of the change log; workers that have not read them yet read all outlets anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from outlets import index


class Command(BaseCommand):
    help = "清理网点变更记录，只留最新的；没读到的进程会整个重读"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--keep", type=int, default=index.LOG_ROWS, help="留下多少条")

    def handle(self, *args: Any, keep: int, verbosity: int, **options: Any) -> None:
        dropped = index.prune(max(1, keep))
        if verbosity:
            self.stdout.write(f"清理了 {dropped} 条变更记录。")
