"""What importing a table of communities would do, and the doing; and the rows of an export."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from communities.exchange.columns import COLUMNS
from communities.models import Community
from lifecircle.areas import codes
from lifecircle.areas.models import Area
from lifecircle.datum import CoordinateSystem, from_wgs84
from lifecircle.exchange.columns import Reading
from lifecircle.exchange.kinds import Out
from lifecircle.exchange.plans import (
    EMPTY,
    Draft,
    Plan,
    Rules,
    all_or_nothing,
    chunks,
    complaints,
    fill,
    fill_point,
    write,
)
from lifecircle.exchange.positions import shape_in
from lifecircle.exchange.problems import Problem
from lifecircle.exchange.sheets import Sheet, lacking, read_sheet, repeated
from lifecircle.language.marked import told as _

KEYS = (frozenset({"code"}),)
NEEDED = ("name", "lat", "lng")
CHECKED = ("district_code", "district", "subdistrict_code", "subdistrict")

# the model's constraints, asked without a query; a test holds them to the database's answer
RULES: Rules = {
    "community_position_on_earth": lambda c: -90 <= c.lat <= 90 and -180 <= c.lng <= 180,
    "community_code_is_hierarchical": lambda c: (
        c.subdistrict_id == c.code[: codes.SUBDISTRICT] and c.district_id == c.code[: codes.DISTRICT]
    ),
    "community_satisfaction_percent": lambda c: c.satisfaction is None or 0 <= c.satisfaction <= 100,
    "community_elderly_among_residents": lambda c: (
        c.residents is None or c.residents_60 is None or c.residents_60 <= c.residents
    ),
}


def read(path: Path, *, system: CoordinateSystem | None = None) -> Plan[Community]:
    """What importing the file would do; `system` says what its coordinates are, unless a column does."""
    sheet = read_sheet(path, COLUMNS, KEYS, system=system)
    plan = Plan[Community](problems=sheet.problems)
    if not sheet.keyed:
        return plan
    for reading in sheet.whole():
        _check_code(reading, plan.problems)
    plan.problems += repeated(sheet.whole(), lambda reading: reading.values["code"], _("社区代码"))
    known = _known(sheet)
    areas = _areas(sheet)
    new = [reading for reading in sheet.whole() if reading.values["code"] not in known]
    plan.problems += lacking(sheet, new, NEEDED, COLUMNS)
    for reading in sheet.whole():
        draft = _draft(reading, known, areas, plan.problems)
        if draft:
            plan.take(draft)
    return plan


def apply(plan: Plan[Community]) -> None:
    """Writes a plan, all of it or nothing; raises Refused."""
    with all_or_nothing(plan):
        write(plan, Community, always={"search_key"})


def rows(scope: str = "", *, system: CoordinateSystem = CoordinateSystem.WGS84) -> Iterator[list[Out]]:
    """The cells of each community within a division, by COLUMNS, positions in `system`."""
    for community in Community.objects.within(scope).with_areas().order_by("code").iterator():
        values = _values(community, system)
        yield [column.write(values[column.field]) for column in COLUMNS]


def _values(community: Community, system: CoordinateSystem) -> dict[str, Any]:
    point = from_wgs84(community.point, system)
    derived = {
        "district_code": community.district_id,
        "subdistrict_code": community.subdistrict_id,
        "lat": point.lat,
        "lng": point.lng,
        "system": system,
        "boundary": community.boundary and shape_in(community.boundary, system),
    }
    return {
        column.field: derived[column.field] if column.field in derived else getattr(community, column.field)
        for column in COLUMNS
    }


def _check_code(reading: Reading, problems: list[Problem]) -> None:
    code = reading.values["code"] or ""
    if not codes.is_code(code) or len(code) != codes.COMMUNITY:
        reading.broken = True
        problems.append(Problem(_("社区代码应是 12 位数字，现在是“{code}”", code=code), reading.row))


def _known(sheet: Sheet) -> dict[str, Community]:
    wanted = [reading.values["code"] for reading in sheet.whole()]
    return {
        community.code: community
        for some in chunks(wanted)
        for community in Community.objects.filter(code__in=some)
    }


def _areas(sheet: Sheet) -> dict[str, str]:
    """The names of the districts and subdistricts of the codes, as far as the division table has them."""
    lengths = (codes.DISTRICT, codes.SUBDISTRICT)
    wanted = sorted({reading.values["code"][:length] for reading in sheet.whole() for length in lengths})
    return {
        code: name
        for some in chunks(wanted)
        for code, name in Area.objects.filter(code__in=some).values_list("code", "name")
    }


def _draft(
    reading: Reading, known: Mapping[str, Community], areas: Mapping[str, str], problems: list[Problem]
) -> Draft[Community] | None:
    """The community of a row as it would be, or None where something is wrong with it."""
    wrong = list(_misplaced(reading, areas))
    values = {name: value for name, value in reading.values.items() if name not in {*CHECKED, "system"}}
    code = values["code"]
    record = known.get(code) or Community(
        code=code, district_id=code[: codes.DISTRICT], subdistrict_id=code[: codes.SUBDISTRICT]
    )
    draft = Draft(reading.row, record, code not in known, set())
    wrong += [
        Problem(EMPTY, reading.row, heading)
        for name, heading in (("lat", "中心纬度"), ("lng", "中心经度"))
        if name in values and values[name] is None
    ]
    fill_point(draft, values)
    wrong += fill(draft, values, COLUMNS, emptied={})
    if not wrong and (draft.new or draft.changed):
        wrong = complaints(draft, RULES, COLUMNS)
    problems += wrong
    return None if wrong else draft


def _misplaced(reading: Reading, areas: Mapping[str, str]) -> Iterator[Problem]:
    """Divisions that are not in the table, and what the row says of them against its own code."""
    for called, field, length in (
        (_("区县"), "district", codes.DISTRICT),
        (_("街道"), "subdistrict", codes.SUBDISTRICT),
    ):
        code = reading.values["code"][:length]
        if code not in areas:
            yield Problem(_("{area}代码 {code} 不在区划表里", area=called, code=code), reading.row)
            continue
        said_code, said_name = reading.values.get(f"{field}_code"), reading.values.get(field)
        if said_code and said_code != code:
            words = _(
                "{area}代码 {given} 和社区代码对不上，应是 {code}", area=called, given=said_code, code=code
            )
            yield Problem(words, reading.row)
        if said_name and said_name != areas[code]:
            words = _(
                "{area}“{given}”和社区代码对不上，{code} 是{name}",
                area=called,
                given=said_name,
                code=code,
                name=areas[code],
            )
            yield Problem(words, reading.row)
