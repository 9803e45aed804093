"""The command that prints a city: files, what is made again, what goes wrong, and that the rest goes on."""

import zipfile
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from communities.models import Community
from outlets.models import Outlet
from tests import make
from tests.board.needs import needs_engine

SITE = "https://circles.example.org"


@pytest.fixture
def city(street: list[Outlet]) -> list[Community]:
    second = make.community("柳泉社区", "620104007002", make.north_of(make.CENTRE, 500))
    other = make.community("畅家巷社区", "620102001001", district="城关区", subdistrict="酒泉路街道")
    return [*Community.objects.filter(pk="620104007001"), second, other]


def printed(out: Path, **options: Any) -> str:
    said = StringIO()
    given: dict[str, Any] = {"format": "svg", "site": SITE, "jobs": 1, **options}
    call_command("print_boards", out=out, stdout=said, **given)
    return said.getvalue()


def files(out: Path) -> list[str]:
    return sorted(path.name for path in out.iterdir() if not path.name.startswith("."))


def test_each_circle_becomes_a_file(city: list[Community], tmp_path: Path) -> None:
    printed(tmp_path)
    assert files(tmp_path) == [
        "board-620102001001-畅家巷社区-a3-landscape.svg",
        "board-620104007001-上坎社区-a3-landscape.svg",
        "board-620104007002-柳泉社区-a3-landscape.svg",
    ]


def test_a_district_is_a_prefix_and_a_circle_a_code(city: list[Community], tmp_path: Path) -> None:
    printed(tmp_path / "district", district="620104")
    printed(tmp_path / "one", community=["620102001001"], size="A1", portrait=True)
    assert len(files(tmp_path / "district")) == 2
    assert files(tmp_path / "one") == ["board-620102001001-畅家巷社区-a1-portrait.svg"]


def test_run_again_it_makes_only_what_has_changed(city: list[Community], tmp_path: Path) -> None:
    printed(tmp_path)
    assert printed(tmp_path).count("没有变，跳过") == 3
    Community.objects.filter(pk="620104007002").update(phone="0931-7654321")
    said = printed(tmp_path)
    assert said.count("没有变，跳过") == 2
    assert "柳泉社区：好了" in said


def test_a_file_that_was_taken_away_is_made_again(city: list[Community], tmp_path: Path) -> None:
    printed(tmp_path)
    next(tmp_path.glob("*柳泉*")).unlink()
    assert "柳泉社区：好了" in printed(tmp_path)


def test_one_that_fails_is_named_and_the_rest_goes_on(city: list[Community], tmp_path: Path) -> None:
    (tmp_path / "board-620104007002-柳泉社区-a3-landscape.svg").mkdir()
    with pytest.raises(CommandError, match="1 张没有印成：柳泉社区"):
        printed(tmp_path)
    assert (tmp_path / "board-620104007001-上坎社区-a3-landscape.svg").is_file()
    assert not list(tmp_path.glob("*.part"))


def test_several_processes_make_the_same_files(city: list[Community], tmp_path: Path) -> None:
    printed(tmp_path / "one")
    printed(tmp_path / "two", jobs=2)
    for file in files(tmp_path / "one"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_codes_lead_to_the_site_that_was_given(city: list[Community], tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    printed(one, community=["620104007001"])
    printed(two, community=["620104007001"], site="https://other.example.org")
    assert next(one.glob("*.svg")).read_bytes() != next(two.glob("*.svg")).read_bytes()


def test_all_in_one_archive(city: list[Community], tmp_path: Path) -> None:
    printed(tmp_path, zip=True)
    with zipfile.ZipFile(tmp_path / "board-a3-landscape.zip") as archive:
        assert len(archive.namelist()) == 3


@needs_engine
def test_all_in_one_pdf(city: list[Community], tmp_path: Path) -> None:
    said = printed(tmp_path, format="pdf", one_file=True)
    assert files(tmp_path) == ["board-a3-landscape.pdf"]
    assert (tmp_path / "board-a3-landscape.pdf").read_bytes().count(b"/MediaBox") == 3
    assert "3 页" in said


@needs_engine
@pytest.mark.parametrize("format_", ["pdf", "png", "html"])
def test_every_format_is_written(city: list[Community], tmp_path: Path, format_: str) -> None:
    printed(tmp_path, format=format_, community=["620104007001"])
    assert files(tmp_path) == [f"board-620104007001-上坎社区-a3-landscape.{format_}"]


def test_cards_of_a_district(city: list[Community], tmp_path: Path) -> None:
    printed(tmp_path, what="card", district="620102")
    assert files(tmp_path) == ["card-620102001001-畅家巷社区-a5.svg"]


def test_posters_of_outlets_or_of_a_circle(
    city: list[Community], street: list[Outlet], tmp_path: Path
) -> None:
    printed(tmp_path / "one", what="poster", outlet=[street[0].pk])
    assert files(tmp_path / "one") == [f"poster-{street[0].pk}.svg"]
    printed(tmp_path / "all", what="poster", community=["620104007001"])
    assert len(files(tmp_path / "all")) == 3


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"site": ""}, "二维码要有网址"),
        ({"community": ["1"]}, "没有这样的生活圈：1"),
        ({"district": "999"}, "没有找到要印的"),
        ({"jobs": 0}, "--jobs 应是 1 以上"),
        ({"one_file": True}, "--one-file 只能做 PDF"),
        ({"what": "poster"}, "海报要说明印哪些"),
        ({"what": "poster", "outlet": [0]}, "没有这样的网点：0"),
    ],
)
def test_what_cannot_be_printed_is_said_before(
    city: list[Community], tmp_path: Path, options: dict[str, Any], words: str
) -> None:
    with pytest.raises(CommandError, match=words):
        printed(tmp_path / "out", **options)
    assert not (tmp_path / "out").exists()
