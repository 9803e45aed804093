"""Extracts that are no good: refused with a sentence, and nothing has changed."""

from pathlib import Path

import pytest
from django.core.management import CommandError

from outlets.models import DataImport, Outlet, Status
from tests.imports.osm_xml import node, pbf, run

pytestmark = pytest.mark.usefixtures("catalogue")

SHOP = {"shop": "convenience", "name": "巷口便利店"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "town.osm.pbf"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="找不到文件"):
        run(tmp_path / "nowhere.osm.pbf")


def test_an_empty_file_is_said_to_be_empty(file: Path) -> None:
    file.touch()
    with pytest.raises(CommandError, match="是空的"):
        run(file)


def test_a_file_of_another_kind_is_refused(file: Path) -> None:
    file.write_text("名称,地址\n巷口便利店,巷口\n", encoding="utf-8")
    with pytest.raises(CommandError, match="不是 OSM 数据"):
        run(file)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
def test_a_truncated_file_leaves_nothing_behind(file: Path, share: float) -> None:
    whole = pbf(file, *(node(number, **SHOP) for number in range(1, 200))).read_bytes()
    file.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(CommandError, match="没有下载完整"):
        run(file)
    assert not Outlet.objects.exists()
    assert not DataImport.objects.exists()


def test_an_extract_without_a_shop_changes_nothing(file: Path) -> None:
    run(pbf(file, node(7, **SHOP)))
    with pytest.raises(CommandError, match="没有一家"):
        run(pbf(file, node(8, amenity="bench")))
    assert Outlet.objects.get().status == Status.OPEN
