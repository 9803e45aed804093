"""The import and export commands, all but the columns: thin, and alike for every table."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lifecircle.datum import CoordinateSystem
from lifecircle.exchange.columns import Column
from lifecircle.exchange.kinds import Out
from lifecircle.exchange.plans import Plan
from lifecircle.exchange.positions import system_named
from lifecircle.exchange.problems import Refused, Wrong
from lifecircle.exchange.writing import write_csv, write_table

SYSTEMS = "wgs84、gcj02（高德、腾讯、微信）或 bd09（百度）"


def _system(text: str | None) -> CoordinateSystem | None:
    try:
        return system_named(text) if text else None
    except Wrong as wrong:
        raise CommandError(f"--coordinates：{wrong}") from wrong


class ImportCommand(BaseCommand, ABC):
    @abstractmethod
    def read(self, path: Path, system: CoordinateSystem | None) -> Plan[Any]:
        """What the file would do."""

    @abstractmethod
    def apply(self, plan: Plan[Any]) -> None:
        """Writes it, all or nothing."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help=".csv 或 .xlsx，中文或英文表头")
        parser.add_argument("--coordinates", help=f"表里的坐标是哪一种：{SYSTEMS}")
        parser.add_argument("--dry-run", action="store_true", help="只说会怎样，什么都不写")

    def handle(self, *args: Any, file: Path, coordinates: str | None, dry_run: bool, **options: Any) -> None:
        plan = self.read(file, _system(coordinates))
        for problem in plan.ordered():
            self.stderr.write(str(problem))
        if plan.problems:
            raise CommandError(f"有 {len(plan.problems)} 个问题，什么都没有写入。")
        if not dry_run:
            try:
                self.apply(plan)
            except Refused as refused:
                raise CommandError(str(refused)) from refused
        self.stdout.write(f"{plan}{'（试运行，什么都没有写入）' if dry_run else ''}")


class ExportCommand(BaseCommand, ABC):
    columns: Sequence[Column]
    title: str

    @abstractmethod
    def rows(self, scope: str, system: CoordinateSystem) -> Iterator[list[Out]]:
        """The cells of each row, by `columns`."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help=".csv 或 .xlsx；写 - 就把 CSV 打到标准输出")
        parser.add_argument("--within", default="", help="只要这个区划代码（前几位）以内的")
        parser.add_argument("--coordinates", default="wgs84", help=f"坐标写成哪一种：{SYSTEMS}")
        parser.add_argument("--english", action="store_true", help="英文表头")

    def handle(
        self, *args: Any, file: str, within: str, coordinates: str, english: bool, **options: Any
    ) -> None:
        if within and not (within.isascii() and within.isdigit()):
            raise CommandError(f"--within 应是区划代码或它的前几位，现在是“{within}”。")
        headings = [column.english if english else column.chinese for column in self.columns]
        rows = self.rows(within, _system(coordinates) or CoordinateSystem.WGS84)
        try:
            if file == "-":
                write_csv(_Plain(self.stdout), headings, rows)
            else:
                written = write_table(Path(file), headings, rows, title=self.title)
                self.stdout.write(f"导出{self.title} {written} 个：{file}")
        except Refused as refused:
            raise CommandError(str(refused)) from refused


class _Plain:
    """Django's output without the line end it adds to every text."""

    def __init__(self, output: Any) -> None:
        self.output = output

    def write(self, text: str, /) -> None:
        self.output.write(text, ending="")
