"""Circles made up to be hard to draw: nobody's, all of it invented. No random data: golden angles."""

import csv
import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from communities.board.facts import Facts, Foot, Ground, Group, Kind, Line, Row, Street, StreetKind, Zone
from communities.board.words import NEAREST, SHORT, short_category

TABLES = Path(__file__).resolve().parents[2] / "fixtures" / "tables"
GOLDEN = math.pi * (3 - math.sqrt(5))
LONG_NAME = "兰州市西固区西柳沟街道上坎社区便民利民综合生鲜超市连锁有限责任公司（福利路东口分店）"


def _table(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


GROUPS = tuple(Group(row["code"], row["name"], row["colour"]) for row in _table("classes.csv"))
KINDS = tuple(
    Kind(
        row["code"],
        row["name"],
        SHORT.get(row["code"], short_category(row["name"])),
        row["label"],
        row["tier"],
        row["class"],
        row["tier"] == "basic" or row["code"] in NEAREST,
    )
    for row in sorted(
        _table("categories.csv"),
        key=lambda row: ([g.code for g in GROUPS].index(row["class"]), int(row["order"])),
    )
)
FOOT = Foot(
    "0931-1234567",
    (
        "时间按每秒 1.1 米沿街道走算出，过主要道路加 20 秒；腿脚慢的，请多留四成时间。",
        "号码和时间有变？请打社区电话，或扫码告诉我们。",
    ),
    ("编制：示例区商务局 · 示例街道办事处", "街道 © OpenStreetMap 贡献者（ODbL 1.0）"),
    "审图号：（待主管部门核发）",
    "https://example.org/communities/620104007001/",
)


def rows(count: int, *, name: str = "惠民便民店", dense: bool = False, **fields: Any) -> list[Row]:
    """Spread over the circle as seeds of a sunflower, or on one street of 100 m; kinds in turn."""
    spots = [_seed(i, count) if not dense else (100.0 * i / max(count, 1), 60.0) for i in range(count)]
    kinds = sorted(range(count), key=lambda i: i % len(KINDS))
    made = []
    for number, i in enumerate(kinds, start=1):
        east, north = spots[i]
        minutes = max(1, math.ceil(math.hypot(east, north) / 66))
        made.append(
            Row(
                number,
                KINDS[i % len(KINDS)],
                f"{name}{number}",
                minutes,
                f"福利路{3 * number}号",
                "7:00–20:00",
                f"0931-000 {1000 + number}",
                east,
                north,
            )
        )
    return [replace(row, **fields) for row in made]


def _seed(i: int, count: int) -> tuple[float, float]:
    far = 880 * math.sqrt((i + 0.5) / count)
    return far * math.cos(i * GOLDEN), far * math.sin(i * GOLDEN)


def zones(*, ragged: bool = True) -> tuple[Zone, ...]:
    return tuple(Zone(minutes, (_ring(minutes * 62.0, ragged),)) for minutes in (5, 10, 15))


def _ring(metres: float, ragged: bool) -> Line:
    turns = np.linspace(0, 2 * np.pi, 121)
    far = metres * (1 + (0.06 * np.sin(3 * turns) + 0.04 * np.sin(7 * turns) if ragged else 0 * turns))
    return np.column_stack((far * np.cos(turns), far * np.sin(turns)))


def streets() -> Ground:
    """A grid of named streets, one of them slanting, one with a name in letters."""
    names = ["福利路", "西固中路", "合水路", "玉门街", "公园路", "庄浪东路", "山丹街", "清水街"]
    found = [_street(StreetKind(1 + i % 4), name, i) for i, name in enumerate(names)]
    slant = np.column_stack((np.linspace(-900, 900, 30), np.linspace(-500, 700, 30)))
    found.append(Street(StreetKind.SECONDARY, "Mannerheimintie", (slant,)))
    return Ground(streets=tuple(found))


def _street(kind: StreetKind, name: str, i: int) -> Street:
    along = np.linspace(-1300, 1300, 40)
    across = np.full(40, (i - 3.5) * 220.0) + 15 * np.sin(along / 300)
    line = (along, across) if i % 2 else (across, along)
    return Street(kind, name, (np.column_stack(line),))


def facts(some: Sequence[Row], **fields: Any) -> Facts:
    made = Facts(
        code="620104007001",
        name="上坎社区",
        place="西固区 · 西柳沟街道",
        dated="数据截至 2026年11月20日",
        pace="",
        estimate=False,
        sample=True,
        surveyed=True,
        five_metres=330.0,
        groups=GROUPS,
        kinds=KINDS,
        rows=tuple(some),
        zones=zones(),
        ground=streets(),
        foot=FOOT,
    )
    return replace(made, **fields)
