"""Reads the walking network and the quiet map of an OpenStreetMap extract."""

import resource
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser, OutputWrapper
from django.utils.timezone import localtime

from communities.models import Community
from lifecircle.geo import Box, OutOfRange
from lifecircle.walking import store
from lifecircle.walking.elevation import Elevation, ElevationError
from lifecircle.walking.network import About
from lifecircle.walking.osm_basemap import read_basemap
from lifecircle.walking.osm_extract import Extract, ExtractError
from lifecircle.walking.osm_network import Order, read_network

# Farther than anyone gets in 15 minutes, with room for the way round
AROUND_METRES = 2_000
STEPS = ("道路", "路障和过街处", "位置", "水面和绿地", "底图", "大门", "底图位置")
SECONDS_BETWEEN = 2.0


class Progress:
    """A line every few seconds, over itself on a terminal; nothing for a file that is read at once."""

    def __init__(self, stream: OutputWrapper, *, every: float = SECONDS_BETWEEN) -> None:
        self.stream, self.every = stream, every
        self.end = "\r" if stream.isatty() else "\n"
        self.told = time.monotonic()

    def __call__(self, step: str, number: int) -> None:
        if time.monotonic() - self.told >= self.every:
            self.told = time.monotonic()
            percent = 100 * STEPS.index(step) // len(STEPS)
            self.stream.write(f"{percent:>3} %  正在读取{step}：{number:,} 个……", ending=self.end)
            self.stream.flush()


class Command(BaseCommand):
    help = "从 OpenStreetMap 区域数据（.osm.pbf）导入步行路网和底图；写好以后一次换上，出错则原来的照用"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.osm.pbf", help="OSM 区域数据文件")
        parser.add_argument(
            "--elevation", type=Path, metavar="DIR", help="SRTM 高程文件（.hgt、.hgt.zip）的目录"
        )
        parser.add_argument(
            "--around", metavar="circles|南,西,北,东", help="只要各生活圈周围，或者一个经纬度范围"
        )
        parser.add_argument("--name", default="", help="路网的名称，例如“兰州”")
        parser.add_argument("--squares", action="store_true", help="把画成面的步行广场的边线也当作可走的路")

    def handle(self, *args: Any, file: Path, verbosity: int, **options: Any) -> None:
        began = time.monotonic()
        tell = Progress(self.stderr) if verbosity else lambda *_: None
        try:
            with store.importing(settings.STREETS_DIR):
                order = self.order(**options)
                network = read_network(file, order, tell=tell)
                basemap = read_basemap(Extract(file, tell), order.boxes)
                store.save(settings.STREETS_DIR, network, basemap)
        except (ExtractError, ElevationError, store.StreetsError) as error:
            raise CommandError(f"{error}什么也没有改。") from error
        self.report(network.about, basemap.kind.size, time.monotonic() - began)

    def order(
        self, *, elevation: Path | None, around: str | None, name: str, squares: bool, **_: Any
    ) -> Order:
        return Order(
            revision=store.new_revision(localtime()),
            name=name,
            boxes=boxes(around) if around else (),
            heights=Elevation(elevation) if elevation else None,
            squares=squares,
        )

    def report(self, about: About, drawn: int, seconds: float) -> None:
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0
        day = f"{about.data_date}" if about.data_date else "不明"
        self.stdout.write(f"{about.source}，数据日期 {day}，{about.attribution}")
        self.stdout.write(
            f"  路口和端点 {about.nodes:,}，路段 {about.pieces:,}，共 {about.kilometres:,.1f} 公里"
        )
        self.stdout.write(f"  不与主路网相连的 {about.island_share:.1%}")
        self.stdout.write(f"  高程 {about.elevation or '没有（按平地算）'}，底图要素 {drawn:,}")
        self.stdout.write(f"  用时 {seconds:.1f} 秒，内存最多 {memory:,.0f} MB")
        self.stdout.write(f"路网 {about.revision} 已换上。")


def boxes(around: str) -> Sequence[Box]:
    """`circles`, or south,west,north,east in degrees."""
    if around == "circles":
        found = [Box.around(community.point, AROUND_METRES) for community in Community.objects.all()]
        if not found:
            raise CommandError(
                "还没有生活圈：请先运行 manage.py loaddata areas circles，或者用 --around 给出范围。"
            )
        return found
    try:
        south, west, north, east = (float(part) for part in around.split(","))
        return [Box(south, west, north, east)]
    except OutOfRange as error:
        raise CommandError(f"--around 的范围不对：{error.value:g}。应当是 南,西,北,东，单位是度。") from error
    except ValueError as error:
        raise CommandError("--around 应当是 circles，或者 南,西,北,东 四个数，单位是度。") from error
