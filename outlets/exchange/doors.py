"""Doors in one cell: “南门 36.061,103.834（不用上台阶）；36.060,103.833”. Pure.

An entry is a name, where the door has one, then latitude and longitude in the row's system, then whether
there is a step, where that is known. Names that this would not bring back as they were are written as JSON:
[["name", 36.061, 103.834, true], …].
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import orjson

from lifecircle.exchange.kinds import Kind, read_text
from lifecircle.exchange.positions import near
from lifecircle.exchange.problems import Wrong
from lifecircle.geo import OutOfRange, Point
from lifecircle.language.marked import told as _

LONGEST_NAME, MOST = 20, 50
STEPS = {"不用上台阶": True, "要上台阶": False}
_SEPARATORS = re.compile(r"[；;\n]")
_NUMBER = r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"
_DOOR = re.compile(rf"(?:(.*\S)\s+)?({_NUMBER})\s*[,，]\s*({_NUMBER})\s*(?:[（(](.*)[）)])?", re.DOTALL)


class Door(NamedTuple):
    """One door: degrees, and whether it is free of steps, None unknown."""

    name: str
    lat: float
    lng: float
    step_free: bool | None = None


def read_doors(text: str, remarks: Mapping[str, bool] = STEPS) -> tuple[Door, ...]:
    """The doors in their order; raises Wrong for what is no door. `remarks`: what may stand in brackets."""
    doors = _from_json(text)
    if doors is None:
        parts = [part.strip() for part in _SEPARATORS.split(read_text(text))]
        doors = tuple(_door(part, remarks) for part in parts if part)
    if len(doors) > MOST:
        raise Wrong(_("有 {count} 个门，最多 {most} 个", count=len(doors), most=MOST))
    for door in doors:
        _check(door)
    return doors


def write_doors(doors: Sequence[Door], remarks: Mapping[str, bool] = STEPS) -> str:
    plain = "；".join(_words(door, remarks) for door in doors)
    try:
        if read_doors(plain, remarks) == tuple(doors):
            return plain
    except Wrong:
        pass
    return orjson.dumps([[*door] for door in doors]).decode()


def same_doors(one: Sequence[Door], other: Sequence[Door]) -> bool:
    """Whether they are the same to a centimetre, in the same order."""
    return len(one) == len(other) and all(
        (a.name, a.step_free) == (b.name, b.step_free) and near(Point(a.lat, a.lng), Point(b.lat, b.lng))
        for a, b in zip(one, other, strict=True)
    )


def _door(part: str, remarks: Mapping[str, bool]) -> Door:
    match = _DOOR.fullmatch(part)
    if not match:
        raise Wrong(
            _(
                "“{text}”读不懂，应写成：{example}（纬度在前），几个门用分号隔开",
                text=part,
                example="南门 36.061,103.834",
            )
        )
    if match[4] is not None and match[4].strip() not in remarks:
        one, other = remarks
        words = _("“{text}”读不懂，括号里写“{one}”或“{other}”", text=match[4], one=one, other=other)
        raise Wrong(words)
    remark = None if match[4] is None else remarks[match[4].strip()]
    return Door((match[1] or "").strip(), float(match[2]), float(match[3]), remark)


def _check(door: Door) -> None:
    read_text(door.name)
    if len(door.name) > LONGEST_NAME:
        raise Wrong(_("门的名字“{name}”太长，最多 {most} 字", name=door.name, most=LONGEST_NAME))
    try:
        Point(door.lat, door.lng)
    except OutOfRange as error:
        words = _(
            "门“{name}”的位置 {lat:g},{lng:g} 超出范围（纬度在前）",
            name=door.name,
            lat=door.lat,
            lng=door.lng,
        )
        raise Wrong(words) from error


def _words(door: Door, remarks: Mapping[str, bool]) -> str:
    remark = next((f"（{words}）" for words, true in remarks.items() if true is door.step_free), "")
    return f"{door.name} {door.lat!r},{door.lng!r}{remark}".strip()


def _from_json(text: str) -> tuple[Door, ...] | None:
    """The doors of the JSON form; None where the text is not that."""
    if not text.startswith("[["):
        return None
    try:
        return tuple(
            Door(str(name), float(lat), float(lng), None if free is None else bool(free))
            for name, lat, lng, free in orjson.loads(text)
        )
    except (ValueError, TypeError):
        return None


DOORS = Kind(read_doors, write_doors)
