"""What the words of a row stand for: circles, categories, outlets, measures, districts by number."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from communities.models import Community, Measure
from lifecircle.areas.models import Area
from lifecircle.exchange.columns import Reading
from lifecircle.exchange.plans import chunks
from lifecircle.exchange.problems import Problem, Wrong
from lifecircle.language.marked import told as _
from outlets.exchange.resolving import Lookups, category_spellings
from outlets.models import Outlet


@dataclass(frozen=True, slots=True)
class Known:
    """What the database knows of what a file speaks of; `codes` are circles by their names."""

    circles: dict[str, str]
    codes: dict[str, list[str]]
    named: Lookups
    areas: dict[str, str]
    measures: dict[int, Measure]

    @classmethod
    def of(cls, readings: Sequence[Reading]) -> "Known":
        circles = dict(Community.objects.order_by().values_list("code", "name"))
        codes = defaultdict(list)
        for code, name in circles.items():
            codes[name].append(code)
        rows = [reading.values for reading in readings]
        outlets = {row.get("outlet") for row in rows} | {n for row in rows for n in row.get("outlets") or ()}
        areas = {row.get("area") for row in rows}
        names = {
            code: area.name for some in _some(areas) for code, area in Area.objects.in_bulk(some).items()
        }
        there = {pk for some in _some(outlets) for pk in Outlet.objects.in_bulk(some)}
        return cls(
            circles,
            codes,
            Lookups(category_spellings(), set(names), there),
            names,
            {
                pk: measure
                for some in _some({row.get("measure") for row in rows})
                for pk, measure in Measure.objects.in_bulk(some).items()
            },
        )

    def measure(self, number: int) -> int:
        if number not in self.measures:
            raise Wrong(_("没有编号 {number} 的措施", number=number))
        return number


def resolve(reading: Reading, known: Known) -> Iterator[Problem]:
    """Replaces the words of a row by what is stored, under the names of the model's attributes."""
    values = reading.values
    steps: tuple[tuple[str, str, Callable[[Any], Any]], ...] = (
        ("category", "业态", known.named.category),
        ("outlet", "网点编号", known.named.outlet),
        ("outlets", "建成的网点", lambda numbers: tuple(map(known.named.outlet, numbers))),
        ("measure", "措施编号", known.measure),
        ("area", "区县代码", known.named.area),
    )
    for name, heading, find in steps:
        if values.get(name) is not None:
            try:
                values[name] = find(values[name])
            except Wrong as wrong:
                yield _broken(reading, heading, wrong)
    for name in ("category", "outlet", "measure", "area"):
        if name in values:
            values[f"{name}_id"] = values.pop(name)
    yield from _circle(reading, known)
    yield from _named_area(reading, known)


def _circle(reading: Reading, known: Known) -> Iterator[Problem]:
    """The circle by its code, else by its name where only one has it; a name beside a code is checked."""
    values = reading.values
    if not {"community", "community_name"} & values.keys():
        return
    code, name = values.pop("community", None), values.pop("community_name", None)
    try:
        values["community_id"] = _code(code, name, known)
    except Wrong as wrong:
        yield _broken(reading, "社区代码" if code else "生活圈", wrong)


def _code(code: str | None, name: str | None, known: Known) -> str | None:
    if code is None and name is None:
        return None
    if code is None:
        codes = known.codes.get(name or "", [])
        if len(codes) > 1:
            raise Wrong(_("有 {count} 个叫“{name}”的生活圈，请写社区代码", count=len(codes), name=name))
        if not codes:
            raise Wrong(_("没有叫“{name}”的生活圈", name=name))
        return codes[0]
    if code not in known.circles:
        raise Wrong(_("没有社区代码 {code} 的生活圈", code=code))
    called = known.circles[code]
    if name is not None and called != name:
        raise Wrong(_("社区代码 {code} 是“{called}”，和“{name}”对不上", code=code, called=called, name=name))
    return code


def _named_area(reading: Reading, known: Known) -> Iterator[Problem]:
    name = reading.values.pop("area_name", None)
    code = reading.values.get("area_id")
    if name is not None and not reading.broken and known.areas.get(code or "", "全市") != name:
        called = known.areas[code] if code else ""
        other = _("“{name}”和区县代码对不上，{code} 是{called}", name=name, code=code, called=called)
        yield _broken(reading, "区县", Wrong(other if code else _("没有写区县代码")))


def _broken(reading: Reading, heading: str, wrong: Wrong) -> Problem:
    reading.broken = True
    return Problem(wrong.words, reading.row, heading)


def _some(keys: set[Any]) -> Iterator[Sequence[Any]]:
    yield from chunks(sorted(keys - {None}))
