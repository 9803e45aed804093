"""The command: what it says, and that nothing is half-written when it fails."""

import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper

from communities.management.commands.import_streets import STEPS, Progress
from lifecircle.geo import Point
from lifecircle.walking import store
from lifecircle.walking.osm_basemap import read_basemap
from lifecircle.walking.osm_extract import Extract
from lifecircle.walking.osm_network import Order, read_network
from tests import make
from tests.imports.osm_xml import DATA, node, pbf, way
from tests.streets.hill import hill, tile
from tests.streets.town import TOWN, position

FULL_DISK = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (400, 400))
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", "import_streets", sys.argv[1]])
"""


@pytest.fixture
def streets(tmp_path: Path, settings: Any) -> Path:
    settings.STREETS_DIR = tmp_path / "streets"
    return tmp_path / "streets"


def run(file: Path, *options: str) -> str:
    out = StringIO()
    call_command("import_streets", str(file), *options, stdout=out, stderr=StringIO())
    return out.getvalue()


def refused(file: Path, *options: str) -> str:
    with pytest.raises(CommandError) as caught:
        run(file, *options)
    return str(caught.value)


def in_force(streets: Path) -> str:
    network = store.current(streets)
    return network.about.source if network else ""


def test_the_town_is_in_force_after_its_import(streets: Path) -> None:
    run(TOWN, "--name", "小镇")
    network = store.current(streets)
    assert network is not None
    assert (network.about.name, network.about.source) == ("小镇", "town.osm")


def test_every_step_has_its_share_of_the_progress() -> None:
    seen = set[str]()
    read_network(TOWN, Order(revision="told"), tell=lambda step, _: seen.add(step))
    read_basemap(Extract(TOWN, lambda step, _: seen.add(step)))
    assert seen <= set(STEPS)


def test_progress_is_told_in_per_cent() -> None:
    said = StringIO()
    Progress(OutputWrapper(said), every=0.0)("位置", 65_536)
    assert said.getvalue() == " 28 %  正在读取位置：65,536 个……\n"


def test_counts_and_islands_are_told(streets: Path) -> None:
    assert "共 3.6 公里\n  不与主路网相连的 2.8%" in run(TOWN)


def test_the_map_is_kept_with_it(streets: Path) -> None:
    run(TOWN)
    assert store.current_basemap(streets) is not None


def test_with_elevation_the_network_has_heights(streets: Path, tmp_path: Path) -> None:
    run(TOWN, "--elevation", str(hill(tmp_path)))
    network = store.current(streets)
    assert network is not None
    assert network.about.elevation == "SRTM"


def test_without_elevation_that_is_said(streets: Path) -> None:
    assert "没有（按平地算）" in run(TOWN)


def test_a_box_keeps_its_streets_only(streets: Path) -> None:
    (south, west), (north, east) = position("O"), position("F")
    run(TOWN, "--around", f"{south - 0.0001},{west},{north},{east}")
    network = store.current(streets)
    assert network is not None
    assert network.about.kilometres < 2.5


@pytest.mark.django_db
def test_around_circles_keeps_what_is_near_them(streets: Path) -> None:
    make.community(at=Point(*position("E")))
    assert "3.6 公里" in run(TOWN, "--around", "circles")


@pytest.mark.django_db
def test_around_circles_far_away_is_refused(streets: Path) -> None:
    make.community(at=Point(30.0, 100.0))
    assert "范围" in refused(TOWN, "--around", "circles")


@pytest.mark.django_db
def test_around_circles_without_any_is_refused(streets: Path) -> None:
    assert "还没有生活圈" in refused(TOWN, "--around", "circles")


@pytest.mark.parametrize("around", ["here", "1,2,3", "1,2,3,x", "40,103,36,104", "nan,1,2,3"])
def test_a_box_that_is_none_is_refused(streets: Path, around: str) -> None:
    assert "--around" in refused(TOWN, "--around", around)


def test_a_missing_file_is_named(streets: Path, tmp_path: Path) -> None:
    assert "找不到文件" in refused(tmp_path / "none.osm.pbf")


def test_an_empty_file_is_refused(streets: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.osm.pbf").touch()
    assert "是空的" in refused(tmp_path / "empty.osm.pbf")


def test_an_extract_without_streets_is_refused(streets: Path, tmp_path: Path) -> None:
    assert "没有一条可以步行的道路" in refused(pbf(tmp_path / "bare.osm.pbf", node(1)))


def test_an_extract_of_motorways_is_refused(streets: Path, tmp_path: Path) -> None:
    nodes = node(1), node(2, 36.06)
    file = pbf(tmp_path / "cars.osm.pbf", *nodes, way(1, [1, 2], highway="motorway"))
    assert "没有一条可以步行的道路" in refused(file)


def test_a_street_without_a_known_place_is_refused(streets: Path, tmp_path: Path) -> None:
    file = pbf(tmp_path / "lost.osm.pbf", node(1), way(1, [8, 9], highway="footway"))
    assert "没有可以步行的道路" in refused(file)


def test_what_is_no_extract_is_refused(streets: Path, tmp_path: Path) -> None:
    (tmp_path / "note.osm.pbf").write_text("not an extract at all, only words")
    assert "不是 OSM 数据" in refused(tmp_path / "note.osm.pbf")


@pytest.mark.skipif(not DATA.is_dir(), reason=f"no extracts in {DATA} (set LIFECIRCLE_DATA)")
def test_a_truncated_extract_leaves_the_old_network_in_force(streets: Path, tmp_path: Path) -> None:
    run(TOWN)
    (tmp_path / "half.osm.pbf").write_bytes((DATA / "monaco.osm.pbf").read_bytes()[:300_000])
    refused(tmp_path / "half.osm.pbf")
    assert in_force(streets) == "town.osm"


def test_a_tile_of_the_wrong_place_leaves_the_old_network_in_force(streets: Path, tmp_path: Path) -> None:
    run(TOWN)
    tile(tmp_path, np.zeros((1201, 1201), np.int16), "N43E007")
    assert "N36E103" in refused(TOWN, "--elevation", str(tmp_path))


def test_a_tile_of_the_wrong_size_is_refused(streets: Path, tmp_path: Path) -> None:
    tile(tmp_path, np.zeros((1000, 1000), np.int16))
    assert "1201×1201" in refused(TOWN, "--elevation", str(tmp_path))


def test_nothing_is_left_behind_by_a_refusal(streets: Path, tmp_path: Path) -> None:
    run(TOWN)
    before = sorted(path.name for path in streets.iterdir())
    refused(TOWN, "--elevation", str(tmp_path / "none"))
    assert sorted(path.name for path in streets.iterdir()) == before


def test_a_second_import_at_the_same_time_is_told(streets: Path) -> None:
    with store.importing(streets):
        assert "另一个路网导入正在进行" in refused(TOWN)


def test_a_root_that_is_a_file_is_refused(streets: Path) -> None:
    streets.write_text("in the way")
    assert "路网没有写成" in refused(TOWN)


def full_disk(streets: Path) -> subprocess.CompletedProcess[str]:
    """The import in a process that may not write a file of more than 400 bytes."""
    return subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(TOWN)],
        env={
            "PATH": "",
            "DJANGO_SETTINGS_MODULE": "lifecircle.settings",
            "LIFECIRCLE_DEBUG": "1",
            "LIFECIRCLE_SECRET_KEY": "x" * 50,
            "LIFECIRCLE_VAR": str(streets.parent),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_full_disk_is_told(streets: Path) -> None:
    assert "磁盘空间不够" in full_disk(streets).stderr


def test_a_full_disk_leaves_the_old_network_in_force(streets: Path) -> None:
    run(TOWN)
    full_disk(streets)
    assert [in_force(streets), len([path for path in streets.iterdir() if path.is_dir()])] == ["town.osm", 1]
