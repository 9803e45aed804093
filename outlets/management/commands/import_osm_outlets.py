"""Reads the shops and services of an OpenStreetMap extract into the register."""

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser, OutputWrapper
from django.db import transaction
from django.utils.timezone import localdate, localtime

from outlets import osm_import
from outlets.models import Category, DataImport, DataImportKind
from outlets.osm import OSM_ATTRIBUTION
from outlets.osm_file import Extract, Tell, UnreadableFileError, read_extract
from outlets.osm_tags import read_tag_table

TABLE = settings.BASE_DIR / "fixtures" / "tables" / "osm_tags.csv"
SAID = {
    "added": "新增",
    "updated": "更新",
    "unchanged": "不变",
    "verified": "跳过（已核对）",
    "vanished": "已消失（标为关闭）",
    "reopened": "重新出现",
    "unnamed": "没有名称（写作“未命名”）",
    "hours_dropped": "营业时间读不懂，留空",
    "phone_dropped": "电话读不懂，留空",
    "entrances": "出入口",
    "without_position": "没有位置，跳过",
    "tags_mapped": "对上业态的标签",
    "tags_unmapped": "没有对上的标签",
    "tags_left_out": "表里写明不收的标签",
}
MOST_TOLD = 20
SECONDS_BETWEEN = 3.0


@transaction.atomic
def write(
    extract: Extract, file: Path, tell: Tell, *, accept_losses: bool, keep_vanished: bool
) -> dict[str, int]:
    """The outlets and the note of the import, or neither."""
    plan = osm_import.apply(
        extract, today=localdate(), tell=tell, accept_losses=accept_losses, keep_vanished=keep_vanished
    )
    counts = plan.counts() | extract.counts()
    DataImport.objects.create(
        kind=DataImportKind.OSM_OUTLETS,
        source_name=file.name[:200],
        data_date=extract.data_date,
        attribution=OSM_ATTRIBUTION,
        counts=counts,
    )
    return counts


class Progress:
    """A line every few seconds, over itself on a terminal; nothing for a file that is read at once."""

    def __init__(self, stream: OutputWrapper) -> None:
        self.stream = stream
        self.end = "\r" if stream.isatty() else "\n"
        self.told = time.monotonic()

    def __call__(self, step: str, number: int) -> None:
        if time.monotonic() - self.told >= SECONDS_BETWEEN:
            self.told = time.monotonic()
            self.stream.write(f"正在{step}：{number:,} 个……", ending=self.end)
            self.stream.flush()


class Command(BaseCommand):
    help = "从 OpenStreetMap 区域数据（.osm.pbf）导入网点；再次导入时按编号更新，已核对的网点不动"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.osm.pbf", help="OSM 区域数据文件")
        parser.add_argument(
            "--accept-losses", action="store_true", help="原有的 OSM 网点少了一半以上，也照样导入"
        )
        parser.add_argument(
            "--keep-vanished", action="store_true", help="文件里没有的网点保持原样（再导入另一块区域时用）"
        )

    def handle(
        self, *args: Any, file: Path, accept_losses: bool, keep_vanished: bool, **options: Any
    ) -> None:
        tell: Tell = Progress(self.stderr) if options["verbosity"] else lambda *_: None
        extract = self.read(file, tell)
        try:
            counts = write(extract, file, tell, accept_losses=accept_losses, keep_vanished=keep_vanished)
        except osm_import.TooManyLostError as error:
            raise CommandError(
                f"登记册里 {error.known} 家 OSM 网点有 {error.lost} 家不在这个文件里："
                "文件可能不完整，或者不是这个地方的。什么也没有改。"
                "确实如此，请加 --accept-losses；是另一块区域，请加 --keep-vanished。"
            ) from error
        self.report(file, extract, counts)

    def read(self, file: Path, tell: Tell) -> Extract:
        known = set(Category.objects.values_list("code", flat=True))
        if not known:
            raise CommandError("还没有业态目录：请先运行 manage.py loaddata categories。")
        try:
            extract = read_extract(file, read_tag_table(TABLE, known), tell=tell)
        except UnreadableFileError as error:
            raise CommandError(f"{error}什么也没有改。") from error
        if not extract.places:
            number = extract.unmapped.total() + extract.left_out.total()
            raise CommandError(
                f"文件 {file} 里没有一家能对上业态的网点（另有 {number} 个标签没有对上）。什么也没有改。"
            )
        return extract

    def report(self, file: Path, extract: Extract, counts: dict[str, int]) -> None:
        moment = f"{localtime(extract.data_date):%Y-%m-%d %H:%M}" if extract.data_date else "不明"
        self.stdout.write(f"{file.name}，数据时间 {moment}，{OSM_ATTRIBUTION}")
        for name, words in SAID.items():
            self.stdout.write(f"  {words} {counts[name]}")
        if extract.unmapped:
            self.stdout.write(f"没有对上的标签里最常见的（共 {len(extract.unmapped)} 种）：")
        for (key, value), number in extract.unmapped.most_common(MOST_TOLD):
            self.stdout.write(f"  {number:>6}  {key}={value}")
