"""Prints the boards of a city, a district or some circles, one file each or all in one."""

import os
import time
import zipfile
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from communities import served
from communities.board import engine, evening
from communities.board.board import Look
from communities.board.door import door_facts
from communities.board.engine import CannotPrint, Page
from communities.board.evening import Folder, Job
from communities.board.gather import circle_facts
from communities.board.paper import SIZES, Paper
from communities.board.prints import Format, Order, What, size_of
from communities.board.strip import Gaps
from communities.models import Community
from communities.reach import DEFAULT_MINUTES, Walker, walker
from lifecircle.walking import PACES, STANDARD
from outlets.models import Outlet

NO_SITE = (
    "牌子上的二维码要有网址：请用 --site https://… 给出，或者设好 LIFECIRCLE_URL（见 docs/settings.md）。"
)
DRAWINGS = ".drawings"  # in the folder: what one file of many pages is bound from


class Command(BaseCommand):
    help = "印示意图、便民卡或门口海报：一张一个文件，或者全部放在一个 PDF、一个压缩包里；再运行只做变了的"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--what", choices=list(What), default=What.BOARD, help="示意图、便民卡、海报")
        parser.add_argument("--district", metavar="CODE", help="只印这个区县（区划代码的前几位）")
        parser.add_argument("--community", nargs="+", metavar="CODE", help="只印这些生活圈（12 位代码）")
        parser.add_argument("--outlet", nargs="+", type=int, metavar="ID", help="海报：只印这些网点")
        parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="放在哪个文件夹")
        parser.add_argument("--size", choices=sorted(SIZES), default="A3", help="示意图的纸")
        parser.add_argument("--portrait", action="store_true", help="竖版")
        parser.add_argument("--bw", action="store_true", help="黑白")
        parser.add_argument("--pace", choices=list(PACES), default=STANDARD.code, help="谁来走")
        parser.add_argument(
            "--gaps", choices=list(Gaps), default=Gaps.PLANNED, help="没有的：有措施写规划中、都写暂无、不写"
        )
        parser.add_argument("--format", choices=list(Format), default=Format.PDF)
        together = parser.add_mutually_exclusive_group()
        together.add_argument("--one-file", action="store_true", help="所有页放进一个 PDF")
        together.add_argument("--zip", action="store_true", help="做好后再打成一个压缩包")
        parser.add_argument("--site", default=settings.SITE_URL, help="二维码通向的网址，如 https://…")
        parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="同时用几个进程")

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        format_, what = Format(options["format"]), What(options["what"])
        options["what"] = what
        self.refuse(format_, **options)
        look = Look(Paper(options["size"], options["portrait"]), options["bw"], Gaps(options["gaps"]))
        jobs = list(self.jobs(look, **options))
        if not jobs:
            raise CommandError("没有找到要印的：请看看代码对不对。")
        self.stdout.write(f"共 {len(jobs)} 张，放在 {options['out']}")
        single = Format.SVG if options["one_file"] else format_
        folder = Folder.at(options["out"] / DRAWINGS if options["one_file"] else options["out"])
        problems = self.make(jobs, folder, single, options["jobs"])
        good = [job for job in jobs if job.name not in problems]
        stem = f"{what}-{look.paper.name}" if what is What.BOARD else str(what)
        if options["one_file"] and good:
            self.bind(good, folder, options["out"] / f"{stem}.pdf", size_of(what, look))
        if options["zip"] and good:
            self.pack(good, folder, options["out"] / f"{stem}.zip")
        self.stdout.write(f"用时 {time.monotonic() - began:.1f} 秒。")
        if problems:
            raise CommandError(f"{len(problems)} 张没有印成：{'、'.join(problems)}。其余的都做好了。")

    def refuse(self, format_: Format, *, site: str, one_file: bool, jobs: int, **options: Any) -> None:
        """What would fail for every sheet is said once, before anything is made."""
        if not site.startswith(("http://", "https://")):
            raise CommandError(NO_SITE)
        if jobs < 1:
            raise CommandError("--jobs 应是 1 以上的整数。")
        if one_file and format_ is not Format.PDF:
            raise CommandError("--one-file 只能做 PDF；别的格式可以用 --zip。")
        if options["what"] == What.POSTER and not (options["outlet"] or options["community"]):
            raise CommandError("海报要说明印哪些：--outlet 网点编号，或者 --community 生活圈代码。")
        if format_ in (Format.PDF, Format.PNG):
            try:
                engine.ready()
            except CannotPrint as error:
                raise CommandError(str(error)) from error

    def make(self, jobs: list[Job], folder: Folder, format_: Format, processes: int) -> dict[str, str]:
        """Names and sentences of those that failed."""
        problems: dict[str, str] = {}
        for number, done in enumerate(
            evening.printed(jobs, folder, format_, processes=min(processes, len(jobs))), start=1
        ):
            words = "没有变，跳过" if done.kept else done.problem or "好了"
            self.stdout.write(f"{number:>4}/{len(jobs)}  {done.job.name}：{words}")
            if done.problem:
                problems[done.job.name] = done.problem
        return problems

    def bind(self, jobs: list[Job], folder: Folder, file: Path, size: tuple[float, float]) -> None:
        """One PDF from the drawings, in order."""
        pages = [Page((folder.path / job.file).read_text(encoding="utf-8"), *size) for job in jobs]
        evening.write_whole(file, engine.pdf(pages, f"{settings.CITY}一刻钟便民生活圈"))
        self.stdout.write(f"{file}（{len(pages)} 页）")

    def pack(self, jobs: list[Job], folder: Folder, file: Path) -> None:
        half = file.with_name(f".{file.name}.part")
        with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED) as archive:
            for job in jobs:
                archive.write(folder.path / job.file, job.file)
        half.replace(file)
        self.stdout.write(f"{file}（{len(jobs)} 个文件）")

    def jobs(
        self,
        look: Look,
        *,
        what: What,
        district: str | None,
        community: list[str] | None,
        outlet: list[int] | None,
        pace: str,
        site: str,
        one_file: bool,
        **options: Any,
    ) -> Iterator[Job]:
        at, register, site = now(), walker(), site.rstrip("/")
        ending = Format.SVG if one_file else options["format"]
        circles = list(circles_of(district, community)) if community or not outlet else []
        if what is What.POSTER:
            for pk, circle in doors(outlet, circles, register, pace):
                gather = partial(_door, pk, circle, look, pace=PACES[pace], at=at, site=site, now=register)
                yield Job(f"网点 {pk}", f"poster-{pk}.{ending}", gather)
            return
        paper = look.paper.name if what is What.BOARD else "a5"
        for circle in circles:
            gather = partial(_circle, what, circle, look, pace=PACES[pace], at=at, site=site, now=register)
            yield Job(circle.name, f"{what}-{circle.code}-{filed(circle.name)}-{paper}.{ending}", gather)


def _circle(what: What, circle: Community, look: Look, **how: Any) -> Order:
    return Order(what, circle_facts(circle, **how), look)


def _door(pk: int, circle: Community | None, look: Look, **how: Any) -> Order:
    related = Outlet.objects.select_related("category__group").prefetch_related("service_items", "entrances")
    outlet = related.get(pk=pk)
    nearest = None if circle else served.nearest_circle(outlet.point)
    circle = nearest[0] if nearest else circle
    return Order(What.POSTER, door_facts(outlet, circle, **how), look)


def circles_of(district: str | None, codes: list[str] | None) -> Iterable[Community]:
    """Those named, or all of a district, or all; a code that is none is refused."""
    circles = Community.objects.with_areas()
    if codes:
        found = circles.in_bulk(codes)
        unknown = [code for code in codes if code not in found]
        if unknown:
            raise CommandError(f"没有这样的生活圈：{'、'.join(unknown)}。")
        return [found[code] for code in codes]
    return circles.within(district) if district else circles.all()


def doors(
    pks: list[int] | None, circles: list[Community], register: Walker, pace: str
) -> Iterator[tuple[int, Community | None]]:
    """The outlets named, or all that are reached from the circles' centres."""
    if pks:
        known = set(Outlet.objects.published().filter(pk__in=pks).values_list("pk", flat=True))
        unknown = [str(pk) for pk in pks if pk not in known]
        if unknown:
            raise CommandError(f"没有这样的网点：{'、'.join(unknown)}。")
        yield from ((pk, None) for pk in pks)
        return
    for circle in circles:
        trip = register.engines.trip(circle.point, pace=PACES[pace], minutes=DEFAULT_MINUTES)
        yield from ((pk, circle) for pk in trip.reach().ids.tolist())


def filed(name: str) -> str:
    """A name as part of a file's name."""
    return "".join(letter if letter.isalnum() else "_" for letter in name)
