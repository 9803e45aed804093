"""A file as readings with WGS-84 positions: what both imports do before they look into the database. Pure."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lifecircle.datum import CoordinateSystem
from lifecircle.exchange.columns import Column, Heading, Reading, matched, read_rows
from lifecircle.exchange.positions import UNNAMED, placed, shape_placed
from lifecircle.exchange.problems import Problem, Refused, Wrong
from lifecircle.exchange.tables import Table, read_table
from lifecircle.language.marked import Told
from lifecircle.language.marked import told as _

DOORS = ("entrances", "gates")
POSITIONS = frozenset({"lat", "lng", "boundary", *DOORS})
Keys = Sequence[frozenset[str]]


@dataclass(slots=True)
class Sheet:
    """The rows of a file by field, positions in WGS-84, and everything that is wrong so far.

    `fields` are those the file has a column for; `keyed` says that a record can be known by them. A reading
    with a position also has "system", the CoordinateSystem it was given in.
    """

    fields: frozenset[str] = frozenset()
    keyed: bool = False
    heading_row: int = 1
    readings: list[Reading] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def whole(self) -> list[Reading]:
        """The readings of which every cell could be read."""
        return [reading for reading in self.readings if not reading.broken]


def read_sheet(
    path: Path, columns: Sequence[Column], keys: Keys, *, system: CoordinateSystem | None
) -> Sheet:
    """The file by these columns. `keys` are sets of fields, of which one is enough to know a record by."""
    try:
        return sheet_of(read_table(path), columns, keys, system=system)
    except Refused as refused:
        return Sheet(problems=[Problem(refused.words)])


def sheet_of(
    table: Table,
    columns: Sequence[Column],
    keys: Keys,
    *,
    system: CoordinateSystem | None,
    ignored: Collection[str] = (),
) -> Sheet:
    """A table by these columns; headings that are `ignored` (folded) are no column and no problem."""
    heading, problems = matched(table, columns, ignored)
    sheet = Sheet(heading.fields, _keyed(heading, keys), heading.row, problems=problems)
    problems += _unusable(heading, columns, keys, named=system is not None)
    for reading, wrong in read_rows(table, heading):
        problems += wrong
        sheet.readings.append(reading)
        _place(reading, system, problems)
    if not sheet.readings:
        problems.append(Problem(_("表头下面一行内容也没有")))
    return sheet


def repeated(
    readings: Iterable[Reading],
    key: Callable[[Reading], Any],
    called: str,
    *,
    show: Callable[[Any], str] | None = None,
) -> list[Problem]:
    """A problem for each row whose key an earlier row has; a key of None repeats nothing. Marks it broken."""
    first: dict[Any, int] = {}
    problems = []
    for reading in readings:
        value = key(reading)
        if value is None:
            continue
        row = first.setdefault(value, reading.row)
        if row != reading.row:
            reading.broken = True
            words = _("和第 {row} 行的{key}重复（{value}）", row=row, key=called, value=(show or said)(value))
            problems.append(Problem(words, reading.row))
    return problems


def lacking(
    sheet: Sheet, new: Sequence[Reading], needed: Sequence[str], columns: Sequence[Column]
) -> list[Problem]:
    """One problem where rows are new and the file has no column for what a new record needs."""
    names = [
        column.chinese for column in columns if column.field in needed and column.field not in sheet.fields
    ]
    if not names or not new:
        return []
    for reading in new:
        reading.broken = True
    rows = [reading.row for reading in new[:5]]
    if len(new) > 5:
        words = _("缺少列：{columns}（第 {rows} 等行还没有登记过，新增要写全）", columns=names, rows=rows)
    else:
        words = _("缺少列：{columns}（第 {rows} 行还没有登记过，新增要写全）", columns=names, rows=rows)
    return [Problem(words, sheet.heading_row)]


def said(value: Any) -> str:
    if not isinstance(value, tuple):
        return str(value)
    words: str = str(value[-1])
    for part in reversed(value[:-1]):
        words = _("{sign}，{more}", sign=str(part), more=words)
    return words


def _keyed(heading: Heading, keys: Keys) -> bool:
    return any(key <= heading.fields for key in keys)


def _unusable(heading: Heading, columns: Sequence[Column], keys: Keys, *, named: bool) -> list[Problem]:
    """What the headings lack: a way to know a record, half of a position, the coordinate system."""
    fields = heading.fields
    chinese = {column.field: column.chinese for column in columns}
    problems = []
    if not _keyed(heading, keys):
        lacking = [column.chinese for column in columns if column.field in keys[-1] - fields]
        words = _("缺少列：{columns}", columns=lacking)
        if len(keys) > 1:
            words = _(
                "{lacking}（已登记的也可以凭 {others} 认）", lacking=words, others=_either(keys[:-1], chinese)
            )
        problems.append(Problem(words, heading.row))
    elif len(fields & {"lat", "lng"}) == 1:
        lone = next(chinese[name] for name in ("lat", "lng") if name not in fields)
        problems.append(Problem(_("缺少列：{column}（经度和纬度要成对）", column=lone), heading.row))
    if fields & POSITIONS and not named and "system" not in fields:
        problems.append(Problem(UNNAMED))
    return problems


def _either(keys: Keys, chinese: Mapping[str, str]) -> Told:
    """“来源、来源编号 或 编号”."""
    words = _("{columns}", columns=[chinese[name] for name in sorted(keys[0])])
    for key in keys[1:]:
        words = _("{some} 或 {others}", some=words, others=[chinese[name] for name in sorted(key)])
    return words


def _place(reading: Reading, given: CoordinateSystem | None, problems: list[Problem]) -> None:
    """Turns what positions a row has into WGS-84."""
    values = reading.values
    written = CoordinateSystem(values["system"]) if values.get("system") else None
    positioned = any(values.get(name) is not None for name in POSITIONS)
    if "system" in values and positioned and not (written or given):
        _wrong(reading, problems, "坐标系", _("有坐标却没有写坐标系，请填 wgs84、gcj02 或 bd09"))
    if written and given and written is not given:
        words = _("这一行写着 {written}，导入时说的是 {given}", written=written.label, given=given.label)
        _wrong(reading, problems, "坐标系", words)
    # without any the file is refused as a whole; its points are still looked at
    system = written or given or CoordinateSystem.WGS84
    if reading.broken or not positioned:
        return
    values["system"] = system
    try:
        if values.get("lat") is not None and values.get("lng") is not None:
            point = placed(values["lat"], values["lng"], system)
            values["lat"], values["lng"] = point.lat, point.lng
        if values.get("boundary") is not None:
            values["boundary"] = shape_placed(values["boundary"], system)
        for name in DOORS:
            if values.get(name) is not None:
                values[name] = tuple(_door_placed(door, system) for door in values[name])
    except Wrong as wrong:
        _wrong(reading, problems, "坐标", wrong.words)


def _door_placed(door: Any, system: CoordinateSystem) -> Any:
    point = placed(door.lat, door.lng, system)
    return door._replace(lat=point.lat, lng=point.lng)


def _wrong(reading: Reading, problems: list[Problem], column: str, words: str) -> None:
    reading.broken = True
    problems.append(Problem(words, reading.row, column))
